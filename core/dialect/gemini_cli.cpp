// SPDX-License-Identifier: GPL-3.0-or-later
// Gemini CLI (semconv.md 7.3): log events and spans. gen_ai.agent.name is always `gemini-cli`; sub-agents show as
// agent.start / agent.finish. Thoughts are counted besides the output. Each call is told twice (api_response and
// operation.details): api_response counts.
#include "core/dialect/draft.h"
#include "core/dialect/log_events.h"
#include "core/dialect/usage_rules.h"

namespace penstock {
namespace {

constexpr std::string_view kAgent = "gemini-cli";
constexpr std::string_view kPrefix = "gemini_cli.";

StepKind kindOf(std::string_view operation)
{
    if (operation == "llm_call")
        return StepKind::llmCall;
    if (operation == "tool_call")
        return StepKind::toolCall;
    if (operation == "agent_call" || operation == "user_prompt") // the latter is the root of a turn
        return StepKind::agentRun;
    if (operation == "schedule_tool_calls")
        return StepKind::workflow;
    return operation == "system_prompt" ? StepKind::promptRender : StepKind::other;
}

constexpr std::string_view kScopes[] = {"gemini-cli"};

bool detect(const SpanFacts& facts)
{
    return facts.event.starts_with(kPrefix) || kindOf(facts.operation) != StepKind::other;
}

constexpr FieldRule kFields[] = {
    {KeyId::genAiOperationName, Field::kind, As::kind},
    {KeyId::sessionId, Field::session},
    {KeyId::userEmail, Field::user},
    {KeyId::installationId, Field::user},
    {KeyId::promptIdUnderscored, Field::turn},
    {KeyId::model, Field::requestModel},
    {KeyId::inputTokenCount, Field::inputTokens, As::integer},
    {KeyId::cachedContentTokenCount, Field::cacheReadTokens, As::integer},
    {KeyId::outputTokenCount, Field::outputTokens, As::integer},
    {KeyId::thoughtsTokenCount, Field::reasoningTokens, As::integer},
    {KeyId::totalTokenCount, Field::totalTokens, As::integer},
    {KeyId::finishReasons, Field::finishReason, As::first},
    {KeyId::durationMs, Field::duration},
    {KeyId::functionName, Field::toolName},
    {KeyId::toolType, Field::toolType},
    {KeyId::mcpServerNameUnderscored, Field::target},
    {KeyId::success, Field::succeeded},
    {KeyId::error, Field::errorMessage},
    {KeyId::errorType, Field::errorType},
    {KeyId::decision, Field::state},
    {KeyId::agentNameUnderscored, Field::agentName},
    {KeyId::agentId, Field::runAgent},
};

void placeInTurn(Draft& draft)
{
    Step& step = draft.step;
    adoptTrace(draft, {kAgent, step.session, step.turn});
    step.parent = {};
    if (!step.turn.empty())
        step.run = {derivedSpan({kAgent, "turn", step.session, step.turn}), {}, kAgent};
}

/// agent.start and agent.finish are the two ends of one run: same id, the first provisional.
void refineAgent(Draft& draft, bool started)
{
    Step& step = draft.step;
    step.kind = StepKind::agentRun;
    step.span = derivedSpan({kAgent, "agent", step.session, draft.text(Field::runAgent)});
    draft.hint({Evidence::agentParent, DelegationMode::returnToCaller, kAgent, step.agentName});
    if (started) {
        step.flags |= kProvisional;
        step.status = StepStatus::running;
        step.end = 0;
    } else {
        step.state = draft.attributeText(KeyId::terminateReason);
    }
}

void refineKind(Draft& draft, std::string_view event)
{
    Step& step = draft.step;
    if (event == "api_response") {
        step.kind = StepKind::llmCall;
    } else if (event == "api_error") {
        step.kind = StepKind::llmCall;
        step.status = StepStatus::error;
    } else if (event == "tool_call") {
        step.kind = StepKind::toolCall;
        if (!draft.raw.span.isZero()) // tracing is on, the tool has a span
            step.flags |= kSummary;
    } else if (event == "conseca.verdict") {
        step.kind = StepKind::guardrail;
    } else if (event == "gen_ai.client.inference.operation.details") {
        step.kind = StepKind::other;
        step.flags |= kSummary;
    } else {
        step.kind = StepKind::other;
    }
    if (step.kind == StepKind::other || step.kind == StepKind::guardrail)
        draft.displayName = event;
}

void refineEvent(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view event = withoutPrefix(draft.event, kPrefix);
    if ((step.flags & kMergesInto) != 0) // operation.details inside a span: OTel's rule stands
        return;
    spreadOverDuration(draft);
    if (step.agentName.empty())
        step.agentName = kAgent;
    if (draft.raw.trace.isZero())
        placeInTurn(draft);
    step.span = derivedSpan(
        {kAgent, event, step.session, step.turn, draft.attributeText(KeyId::eventTimestamp),
         step.toolName, draft.text(Field::outputTokens), step.trace.hex(), draft.raw.span.hex()});
    if (event == "agent.start" || event == "agent.finish")
        refineAgent(draft, event == "agent.start");
    else
        refineKind(draft, event);
    if (step.kind != StepKind::llmCall)
        clearUsage(draft);
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    step.framework = kAgent;
    if (step.provider.empty() && !step.requestModel.empty())
        step.provider = "gcp.gemini";
    draft.reasoningApart = draft.has(Field::reasoningTokens) &&
                           !attribute(draft.raw.attributes, KeyId::thoughtsTokenCount).isNone();
    if (draft.isLog()) {
        refineEvent(draft);
    } else if (step.kind == StepKind::agentRun && draft.operation == "user_prompt") {
        step.agentName = kAgent;
    }
}

constexpr ContentRule kContent[] = {
    {KeyId::prompt, Content::input},
    {KeyId::requestText, Content::input},
    {KeyId::responseText, Content::output},
    {KeyId::functionArgs, Content::toolArguments},
};

} // namespace

const DialectDef& geminiCliDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::geminiCli,
        .framework = kAgent,
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .kindOf = kindOf,
        .semantics = CacheSemantics::inclusive,
        .refine = refine,
        .content = kContent,
        .contentHint = "Set \"logPrompts\": true under \"telemetry\" in Gemini CLI's settings.json "
                       "(GEMINI_TELEMETRY_LOG_PROMPTS=true).",
    };
    return kDef;
}

} // namespace penstock
