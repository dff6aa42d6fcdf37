// SPDX-License-Identifier: GPL-3.0-or-later
// Claude Code (semconv.md 7.1): spans (beta) and log events. Token figures are Anthropic's own, cache apart from input;
// its cost is an estimate. Sub-agents have no span of their own: runs are synthesised from agent_id (spans) or from
// prompt.id and agent.name (events). A call seen as span and as event shares request_id, a tool call tool_use_id.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"
#include "core/dialect/log_events.h"
#include "core/dialect/usage_rules.h"

namespace penstock {
namespace {

constexpr std::string_view kAgent = "claude-code";
constexpr std::string_view kPrefix = "claude_code.";

constexpr std::string_view kScopes[] = {"com.anthropic.claude_code"};

bool detect(const SpanFacts& facts)
{
    return facts.raw.name.starts_with(kPrefix) || facts.event.starts_with(kPrefix) ||
           (facts.raw.signal == Signal::log && facts.raw.body.text().starts_with(kPrefix));
}

constexpr FieldRule kFields[] = {
    {KeyId::sessionId, Field::session},
    {KeyId::userEmail, Field::user},
    {KeyId::userAccountUuid, Field::user},
    {KeyId::userAccountId, Field::user},
    {KeyId::userId, Field::user},
    {KeyId::promptId, Field::turn},
    {KeyId::model, Field::requestModel},
    {KeyId::finalModel, Field::responseModel},
    {KeyId::requestId, Field::responseId},
    {KeyId::clientRequestId, Field::responseId},
    {KeyId::inputTokens, Field::inputTokens, As::integer},
    {KeyId::outputTokens, Field::outputTokens, As::integer},
    {KeyId::cacheReadTokens, Field::cacheReadTokens, As::integer},
    {KeyId::cacheCreationTokens, Field::cacheWriteTokens, As::integer},
    {KeyId::costUsdMicros, Field::cost, As::microsEstimated},
    {KeyId::costUsd, Field::cost, As::dollarsEstimated},
    {KeyId::durationMs, Field::duration},
    {KeyId::ttftMs, Field::timeToFirst, As::milliseconds},
    {KeyId::stopReason, Field::finishReason},
    {KeyId::toolNameUnderscored, Field::toolName},
    {KeyId::toolUseId, Field::toolCallId},
    {KeyId::success, Field::succeeded},
    {KeyId::errorType, Field::errorType},
    {KeyId::error, Field::errorMessage},
    {KeyId::decision, Field::state},
    {KeyId::decisionType, Field::state},
    {KeyId::mcpServerName, Field::target},
    {KeyId::serverName, Field::target},
    {KeyId::agentId, Field::runAgent},
    {KeyId::parentAgentId, Field::parentRunAgent},
};

/// `mcp__{server}__{tool}` is how it names the tools of MCP servers.
void splitMcpTool(Step& step)
{
    constexpr std::string_view mcp = "mcp__";
    if (!step.toolName.starts_with(mcp)) {
        step.toolType = "builtin";
        return;
    }
    const std::string_view rest = step.toolName.substr(mcp.size());
    step.toolType = "mcp";
    if (const std::size_t at = rest.find("__"); at != rest.npos && step.target.empty())
        step.target = rest.substr(0, at);
}

void runFromAgentId(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view id = draft.text(Field::runAgent);
    if (id.empty())
        return;
    std::string_view name = draft.attributeText(KeyId::agentName);
    if (name.empty())
        name =
            "claude-code subagent"; // user-defined names are withheld unless details logging is on
    step.run = {derivedSpan({kAgent, "agent", step.session, id}), draft.raw.parent, name};
    step.agentName = name;
    const std::string_view parent = draft.text(Field::parentRunAgent);
    if (parent.empty() ||
        parent == "main") // a sub-agent of a sub-agent shows by where its run hangs
        draft.hint({Evidence::agentParent, DelegationMode::returnToCaller, kAgent, name});
}

void refineTool(Draft& draft)
{
    Step& step = draft.step;
    step.kind = StepKind::toolCall;
    splitMcpTool(step);
    if (const auto type = draft.attributeText(KeyId::subagentType); !type.empty())
        draft.hint({Evidence::agentParent, DelegationMode::returnToCaller, step.agentName, type});
}

void refineSpan(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view what = withoutPrefix(draft.raw.name, kPrefix);
    runFromAgentId(draft);
    if (what == "interaction") {
        step.kind = StepKind::agentRun;
        step.agentName = kAgent;
    } else if (what == "llm_request") {
        step.kind = StepKind::llmCall;
    } else if (what == "tool") {
        refineTool(draft);
    } else if (what == "tool.blocked_on_user") {
        step.kind = StepKind::humanWait;
        step.humanWait = step.end - step.start;
        draft.displayName = "waiting for the user";
    } else if (what == "tool.execution" || what == "hook") {
        step.kind = StepKind::other; // a layer of the tool call above it
        step.flags |= kSummary;
    }
}

struct EventKind {
    std::string_view name;
    StepKind kind;
    bool failed;
};
constexpr EventKind kEvents[] = {
    {"api_request", StepKind::llmCall, false},        {"tool_result", StepKind::toolCall, false},
    {"api_error", StepKind::llmCall, true},           {"api_refusal", StepKind::other, true},
    {"api_retries_exhausted", StepKind::other, true}, {"internal_error", StepKind::other, true},
};

/// The id that stays the same however often the record is sent.
std::string_view stableId(Draft& draft, std::string_view event)
{
    const Step& step = draft.step;
    if (event.starts_with("tool_") && !step.toolCallId.empty())
        return step.toolCallId;
    if (event == "api_request" && !step.responseId.empty())
        return step.responseId;
    if (const auto uuid = draft.attributeText(KeyId::messageUuid); !uuid.empty())
        return uuid;
    return draft.join(draft.attributeText(KeyId::eventSequence), "@",
                      draft.attributeText(KeyId::eventTimestamp));
}

/// Turn and sub-agent runs for records outside any span.
void placeInTurn(Draft& draft)
{
    Step& step = draft.step;
    adoptTrace(draft, {kAgent, step.session, step.turn});
    step.parent = {};
    if (step.turn.empty())
        return;
    const SpanId turn = derivedSpan({kAgent, "turn", step.session, step.turn});
    step.run = {turn, {}, kAgent};
    const std::string_view agent = draft.attributeText(KeyId::agentName);
    const std::string_view source = draft.attributeText(KeyId::querySource);
    if (agent.empty() || source.find("agent") == source.npos)
        return;
    step.run = {derivedSpan({kAgent, "named", step.session, step.turn, agent}), turn, agent};
    draft.hint({Evidence::agentParent, DelegationMode::returnToCaller, kAgent, agent});
}

void refineDecision(Draft& draft)
{
    if (!draft.attributeText(KeyId::source).starts_with("user"))
        return;
    draft.step.kind = StepKind::humanWait; // how long is not said
    draft.displayName = draft.join("decision", " ", draft.step.state);
}

void refineEvent(Draft& draft)
{
    Step& step = draft.step;
    std::string_view event = withoutPrefix(draft.event, kPrefix);
    if (event.empty())
        event = withoutPrefix(draft.raw.body.text(), kPrefix);
    spreadOverDuration(draft);
    step.agentName = kAgent;
    if (draft.raw.trace.isZero())
        placeInTurn(draft);
    for (const EventKind& known : kEvents)
        if (known.name == event) {
            step.kind = known.kind;
            step.status = known.failed ? StepStatus::error : step.status;
        }
    if (step.kind == StepKind::toolCall)
        refineTool(draft);
    else if (event == "tool_decision")
        refineDecision(draft);
    else if (event == "subagent_completed") // total_tokens is neither a leaf nor a sum (9.5)
        draft.hint({Evidence::agentParent, DelegationMode::returnToCaller, kAgent,
                    draft.attributeText(KeyId::agentTypeUnderscored)});
    if (step.kind != StepKind::llmCall)
        clearUsage(draft);
    if (step.kind == StepKind::llmCall && step.status == StepStatus::error &&
        step.errorType.empty())
        step.errorType = draft.attributeText(KeyId::statusCode);
    if (step.kind == StepKind::other)
        draft.displayName = event;
    step.span = derivedSpan({kAgent, event, step.session, step.turn, stableId(draft, event)});
}

void refine(Draft& draft)
{
    draft.step.framework = kAgent;
    if (draft.isLog())
        refineEvent(draft);
    else
        refineSpan(draft);
}

constexpr ContentRule kContent[] = {
    {KeyId::userPrompt, Content::input},
    {KeyId::prompt, Content::input},
    {KeyId::response, Content::output},
    {KeyId::body, Content::input},
    {KeyId::toolInput, Content::toolArguments},
    {KeyId::toolParametersUnderscored, Content::toolArguments},
    {KeyId::fullCommand, Content::toolArguments},
};

void readContent(const Step& step, ContentReader& reader)
{
    for (const RawEvent& event : step.raw.events)
        if (event.name == "tool.output")
            for (const Attribute& a : event.attributes)
                if (a.key == "output" || a.key == "content" || a.key == "tool.output")
                    reader.readValue(a.value.text(), Content::toolResult);
}

} // namespace

const DialectDef& claudeCodeDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::claudeCode,
        .framework = kAgent,
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .semantics = CacheSemantics::exclusive,
        .refine = refine,
        .content = kContent,
        .readContent = readContent,
        .contentHint = "Set OTEL_LOG_USER_PROMPTS=1, OTEL_LOG_ASSISTANT_RESPONSES=1, "
                       "OTEL_LOG_TOOL_DETAILS=1 and "
                       "OTEL_LOG_TOOL_CONTENT=1 in the environment of Claude Code.",
    };
    return kDef;
}

} // namespace penstock
