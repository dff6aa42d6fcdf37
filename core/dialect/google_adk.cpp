// SPDX-License-Identifier: GPL-3.0-or-later
// Google ADK (semconv.md 2 row 9, 6.6): span names tell the kind in older versions; `execute_tool (merged)` summarises
// parallel calls and is never counted; the whole model request and answer are one JSON each.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr KeyId kMarks[] = {KeyId::gcpVertexAgentLlmRequest,   KeyId::gcpVertexAgentLlmResponse,
                            KeyId::gcpVertexAgentToolCallArgs, KeyId::gcpVertexAgentToolResponse,
                            KeyId::gcpVertexAgentData,         KeyId::gcpVertexAgentSessionId,
                            KeyId::gcpVertexAgentInvocationId, KeyId::gcpVertexAgentEventId};
constexpr std::string_view kPrefixes[] = {"gcp.vertex.agent."};
constexpr std::string_view kScopes[] = {"gcp.vertex.agent"};

constexpr FieldRule kFields[] = {
    {KeyId::genAiConversationId, Field::session},
    {KeyId::gcpVertexAgentSessionId, Field::session},
};

StepKind kindFromName(std::string_view name)
{
    if (name == "call_llm")
        return StepKind::llmCall;
    if (name.starts_with("agent_run") || name.starts_with("invoke_agent"))
        return StepKind::agentRun;
    if (name.starts_with("execute_tool"))
        return StepKind::toolCall;
    return name == "invocation" ? StepKind::workflow : StepKind::other;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind == StepKind::other)
        step.kind = kindFromName(draft.raw.name);
    if (draft.raw.name == "execute_tool (merged)" || step.toolName == "(merged tools)")
        step.flags |= kSummary;
    if (step.kind == StepKind::toolCall && step.toolName.empty() &&
        draft.raw.name.starts_with("execute_tool "))
        step.toolName = draft.raw.name.substr(13);
    if (step.usage.any())
        draft.semantics = CacheSemantics::inclusive;
}

constexpr ContentRule kContent[] = {
    {KeyId::gcpVertexAgentLlmRequest, Content::input},
    {KeyId::gcpVertexAgentLlmResponse, Content::output},
    {KeyId::gcpVertexAgentToolCallArgs, Content::toolArguments},
    {KeyId::gcpVertexAgentToolResponse, Content::toolResult},
    {KeyId::gcpVertexAgentData, Content::input},
};

/// The request carries more than its messages: instructions and tools.
void readContent(const Step& step, ContentReader& reader)
{
    const Value& value = attribute(step.raw.attributes, KeyId::gcpVertexAgentLlmRequest);
    if (isAbsent(value) || !value.hasText())
        return;
    const LooseJson json(value.text());
    const LooseNode config = json.root().member("config");
    if (const LooseNode system = config.member("system_instruction"); system)
        reader.readValue(system.raw(), Content::system);
    const LooseNode first = config.member("tools").firstChild();
    if (const LooseNode declared = first.member("function_declarations"); declared.isArray())
        reader.readValue(declared.raw(), Content::tools);
}

} // namespace

const DialectDef& googleAdkDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::googleAdk,
        .framework = "google-adk",
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .scopes = kScopes,
        .fields = kFields,
        .refine = refine,
        .content = kContent,
        .readContent = readContent,
        .contentHint = "Set ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=true in the agent's environment.",
    };
    return kDef;
}

} // namespace penstock
