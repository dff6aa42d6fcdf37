// SPDX-License-Identifier: GPL-3.0-or-later
// LangSmith's OTel export (semconv.md 2 row 4): run types as kinds, whole run inputs and outputs as one JSON, token
// details as Python's repr of a dict. `langsmith.trace.session_id` is the project, never the conversation.
#include "core/dialect/draft.h"
#include "core/dialect/loose_json.h"
#include "core/dialect/usage_rules.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view type)
{
    if (type == "llm")
        return StepKind::llmCall;
    if (type == "tool")
        return StepKind::toolCall;
    if (type == "chain" || type == "parser")
        return StepKind::workflow;
    if (type == "retriever")
        return StepKind::retrieval;
    if (type == "embedding")
        return StepKind::embedding;
    return type == "prompt" ? StepKind::promptRender : StepKind::other;
}

constexpr KeyId kMarks[] = {KeyId::langsmithSpanKind, KeyId::langsmithTraceName,
                            KeyId::langsmithUsageMetadata};
constexpr std::string_view kPrefixes[] = {"langsmith."};

constexpr FieldRule kFields[] = {
    {KeyId::langsmithSpanKind, Field::kind, As::kind},
    {KeyId::langsmithMetadataLcAgentName, Field::agentName},
    {KeyId::langsmithMetadataSessionId, Field::session},
    {KeyId::langsmithMetadataThreadId, Field::session},
    {KeyId::langsmithMetadataConversationId, Field::session},
    {KeyId::langsmithMetadataUserId, Field::user},
    {KeyId::langsmithMetadataLsModelName, Field::requestModel},
    {KeyId::langsmithMetadataLsProvider, Field::provider},
};

constexpr std::string_view kCacheRead[] = {"cache_read", "cached_tokens"};
constexpr std::string_view kCacheWrite[] = {"cache_creation", "cache_write"};
constexpr std::string_view kReasoning[] = {"reasoning", "reasoning_tokens"};
constexpr std::string_view kAudio[] = {"audio"};

void readInputDetails(Usage& usage, std::string_view map)
{
    usage.inputCacheRead = tokensIn(map, kCacheRead);
    usage.inputCacheWrite = tokensIn(map, kCacheWrite);
    usage.inputAudio = tokensIn(map, kAudio);
}

void readOutputDetails(Usage& usage, std::string_view map)
{
    usage.outputReasoning = tokensIn(map, kReasoning);
    usage.outputAudio = tokensIn(map, kAudio);
}

/// The JavaScript exporter's `langsmith.usage_metadata`.
void readUsageMetadata(Usage& usage, std::string_view map)
{
    constexpr std::string_view in[] = {"input_tokens"};
    constexpr std::string_view out[] = {"output_tokens"};
    constexpr std::string_view total[] = {"total_tokens"};
    if (usage.input == kNotSaid)
        usage.input = tokensIn(map, in);
    if (usage.output == kNotSaid)
        usage.output = tokensIn(map, out);
    if (usage.totalReported == kNotSaid)
        usage.totalReported = tokensIn(map, total);
    const LooseJson json(map);
    if (const LooseNode details = json.root().member("input_token_details"); details.isObject())
        readInputDetails(usage, details.raw());
    if (const LooseNode details = json.root().member("output_token_details"); details.isObject())
        readOutputDetails(usage, details.raw());
}

/// There is no run type for agents; the executors' names tell (4.1).
bool isAgentName(std::string_view name)
{
    return name == "AgentExecutor" || name == "LangGraph" || name == "claude.conversation" ||
           name.ends_with("Agent") || name.ends_with("_agent") || name.ends_with(" agent");
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view runName = draft.attributeText(KeyId::langsmithTraceName);
    if (const auto map = draft.attributeText(KeyId::genAiUsageInputTokenDetails); !map.empty())
        readInputDetails(step.usage, map);
    if (const auto map = draft.attributeText(KeyId::genAiUsageOutputTokenDetails); !map.empty())
        readOutputDetails(step.usage, map);
    if (const auto map = draft.attributeText(KeyId::langsmithUsageMetadata); !map.empty())
        readUsageMetadata(step.usage, map);
    if (step.kind == StepKind::toolCall && step.toolName.empty())
        step.toolName = runName.empty() ? draft.raw.name : runName;
    const std::string_view name = runName.empty() ? draft.raw.name : runName;
    if (step.kind == StepKind::workflow && isAgentName(name)) {
        step.kind = StepKind::agentRun;
        if (step.agentName.empty())
            step.agentName = name;
    }
    if (step.kind == StepKind::workflow && !runName.empty())
        draft.displayName = runName;
}

constexpr ContentRule kContent[] = {
    {KeyId::genAiPrompt, Content::input},
    {KeyId::genAiCompletion, Content::output},
};

} // namespace

const DialectDef& langSmithDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::langSmith,
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
        .content = kContent,
        .contentHint =
            "Unset LANGSMITH_HIDE_INPUTS and LANGSMITH_HIDE_OUTPUTS in the agent's environment.",
    };
    return kDef;
}

} // namespace penstock
