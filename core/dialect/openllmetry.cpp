// SPDX-License-Identifier: GPL-3.0-or-later
// OpenLLMetry / Traceloop (semconv.md 2 row 3, 6.1, 6.2, 6.12): gen_ai.* keys plus traceloop.* entities. The agent's name is
// stamped on every span below it, and CrewAI's workflows and tasks claim to be invoke_agent: traceloop.span.kind decides.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view kind)
{
    if (kind == "agent")
        return StepKind::agentRun;
    if (kind == "tool")
        return StepKind::toolCall;
    if (kind == "workflow" || kind == "task")
        return StepKind::workflow;
    if (kind == "handoff")
        return StepKind::handoff;
    if (kind == "session" || kind == "server") // its MCP package
        return StepKind::mcpRequest;
    if (kind == "chat" || kind == "completion") // llm.request.type
        return StepKind::llmCall;
    if (kind == "embedding")
        return StepKind::embedding;
    return kind == "rerank" ? StepKind::rerank : StepKind::other;
}

constexpr KeyId kMarks[] = {KeyId::traceloopSpanKind,
                            KeyId::traceloopEntityName,
                            KeyId::traceloopEntityPath,
                            KeyId::traceloopWorkflowName,
                            KeyId::traceloopEntityInput,
                            KeyId::traceloopEntityOutput,
                            KeyId::traceloopAssociationPropertiesSessionId,
                            KeyId::langgraphCommandGotoNode,
                            KeyId::langgraphCommandGotoNodes,
                            KeyId::llmRequestType};
constexpr std::string_view kPrefixes[] = {"traceloop."};

constexpr FieldRule kFields[] = {
    {KeyId::traceloopSpanKind, Field::kind, As::kind},
    {KeyId::llmRequestType, Field::kind, As::kind},
    {KeyId::traceloopAssociationPropertiesSessionId, Field::session},
    {KeyId::traceloopAssociationPropertiesThreadId, Field::session},
    {KeyId::traceloopAssociationPropertiesConversationId, Field::session},
    {KeyId::traceloopAssociationPropertiesChatId, Field::session},
    {KeyId::traceloopAssociationPropertiesUserId, Field::user},
    {KeyId::genAiUser, Field::user},
    {KeyId::llmUser, Field::user},
    {KeyId::genAiUsageTotalTokens, Field::totalTokens, As::integer},
    {KeyId::llmUsageTotalTokens, Field::totalTokens, As::integer},
    {KeyId::genAiUsageReasoningTokens, Field::reasoningTokens, As::integer},
    {KeyId::llmUsageReasoningTokens, Field::reasoningTokens, As::integer},
    {KeyId::langgraphCommandGotoNode, Field::gotoNode},
    {KeyId::langgraphCommandGotoNodes, Field::gotoNode},
};

/// `{tool}.tool`, `{method}.mcp`, `mcp.client.session`, `mcp.server` (4.9).
void refineMcp(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view name = draft.raw.name;
    if (name.ends_with(".tool")) {
        step.kind = StepKind::mcpRequest;
        step.method = "tools/call";
        step.toolName = name.substr(0, name.size() - 5);
    } else if (name.ends_with(".mcp")) {
        step.kind = StepKind::mcpRequest;
        step.method = name.substr(0, name.size() - 4);
    } else if (step.kind ==
               StepKind::mcpRequest) { // session and server envelopes hold requests, they are none
        step.kind = StepKind::workflow;
    }
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view entity = draft.attributeText(KeyId::traceloopEntityName);
    if (draft.scope.framework == "mcp")
        refineMcp(draft);
    if (step.kind == StepKind::agentRun && step.agentName.empty())
        step.agentName = entity;
    if (step.kind == StepKind::toolCall && step.toolName.empty())
        step.toolName = entity;
    if (step.kind == StepKind::agentRun && step.usage.any())
        step.usage.aggregated = true; // CrewAI: running total of the agent (9.6)
    if (draft.scope.framework == "anthropic" || draft.scope.framework == "openai")
        draft.semantics = CacheSemantics::inclusive;
}

constexpr ContentRule kContent[] = {
    {KeyId::traceloopEntityInput, Content::input},
    {KeyId::traceloopEntityOutput, Content::output},
    {KeyId::mcpRequestArgument, Content::toolArguments},
    {KeyId::mcpResponseValue, Content::toolResult},
};

} // namespace

const DialectDef& openLlmetryDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::openLlmetry,
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
        .content = kContent,
        .contentHint = "Set TRACELOOP_TRACE_CONTENT=true in the agent's environment.",
    };
    return kDef;
}

} // namespace penstock
