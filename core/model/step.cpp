// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/step.h"

namespace penstock {
namespace {

template <std::size_t N> std::string_view nameAt(const std::string_view (&names)[N], std::size_t at)
{
    return at < N ? names[at] : std::string_view("unknown");
}

} // namespace

std::string_view stepKindName(StepKind kind)
{
    static constexpr std::string_view kNames[kStepKindCount] = {
        "other",       "agent_run",   "agent_create", "llm_call",      "tool_call",
        "handoff",     "retrieval",   "rerank",       "embedding",     "guardrail",
        "evaluator",   "workflow",    "plan",         "memory",        "prompt_render",
        "mcp_request", "a2a_request", "human_wait",   "message_route", "acp_request"};
    return nameAt(kNames, static_cast<std::size_t>(kind));
}

std::string_view stepStatusName(StepStatus status)
{
    static constexpr std::string_view kNames[] = {"unset", "ok", "error", "running"};
    return nameAt(kNames, static_cast<std::size_t>(status));
}

std::string_view dialectName(Dialect dialect)
{
    static constexpr std::string_view kNames[] = {
        "plain",       "otel_genai",      "openinference", "openllmetry",  "langfuse",
        "langsmith",   "vercel_legacy",   "vercel",        "mastra",       "logfire",
        "pydantic_ai", "google_adk",      "claude_code",   "codex",        "gemini_cli",
        "strands",     "agent_framework", "autogen",       "mcp",          "a2a",
        "acp",         "semantic_kernel", "crewai",        "jaeger_import"};
    return nameAt(kNames, static_cast<std::size_t>(dialect));
}

std::string_view evidenceName(Evidence evidence)
{
    static constexpr std::string_view kNames[] = {
        "none",        "explicit_handoff", "agent_parent", "agent_as_tool", "nested_run",
        "remote_call", "handoff_tool",     "span_link",    "graph_parent",  "command_goto",
        "sequence",    "shared_key",       "call"};
    return nameAt(kNames, static_cast<std::size_t>(evidence));
}

std::string_view delegationModeName(DelegationMode mode)
{
    static constexpr std::string_view kNames[] = {"unknown", "return_to_caller", "pass_control",
                                                  "message"};
    return nameAt(kNames, static_cast<std::size_t>(mode));
}

std::string_view costSourceName(CostSource source)
{
    static constexpr std::string_view kNames[] = {"none", "reported", "computed", "estimated"};
    return nameAt(kNames, static_cast<std::size_t>(source));
}

std::string_view costDoubtName(int chief)
{
    static constexpr std::string_view kNames[] = {
        "unknown",         "called_an_estimate", "tokens_not_said",  "tokens_contradict",
        "part_not_priced", "tier_not_priced",    "price_unconfirmed"};
    static_assert(std::size(kNames) == kCostDoubtCount + 1);
    return nameAt(kNames, static_cast<std::size_t>(chief));
}

} // namespace penstock
