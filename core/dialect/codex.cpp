// SPDX-License-Identifier: GPL-3.0-or-later
// Codex CLI (semconv.md 7.2): log events whose numbers and booleans are text. One model call is an api_request plus the
// sse_event `response.completed`; only the latter has tokens, so it is the call. A conversation is one run.
#include "core/dialect/draft.h"
#include "core/dialect/log_events.h"
#include "core/dialect/usage_rules.h"

namespace penstock {
namespace {

constexpr std::string_view kAgent = "codex";
constexpr std::string_view kPrefix = "codex.";

constexpr KeyId kMarks[] = {KeyId::codexUsageReasoningOutputTokens, KeyId::codexUsageTotalTokens};
constexpr std::string_view kScopes[] = {"codex_otel", "codex-otel"};

bool detect(const SpanFacts& facts)
{
    return facts.event.starts_with(kPrefix);
}

constexpr FieldRule kFields[] = {
    {KeyId::conversationId, Field::session},
    {KeyId::userEmail, Field::user},
    {KeyId::userAccountId, Field::user},
    {KeyId::model, Field::requestModel},
    {KeyId::slug, Field::requestModel},
    {KeyId::providerName, Field::provider},
    {KeyId::inputTokenCount, Field::inputTokens, As::integer},
    {KeyId::genAiUsageInputTokens, Field::inputTokens, As::integer},
    {KeyId::cachedTokenCount, Field::cacheReadTokens, As::integer},
    {KeyId::outputTokenCount, Field::outputTokens, As::integer},
    {KeyId::reasoningTokenCount, Field::reasoningTokens, As::integer},
    {KeyId::codexUsageReasoningOutputTokens, Field::reasoningTokens, As::integer},
    {KeyId::toolTokenCount, Field::totalTokens, As::integer},
    {KeyId::codexUsageTotalTokens, Field::totalTokens, As::integer},
    {KeyId::durationMs, Field::duration},
    {KeyId::toolNameUnderscored, Field::toolName},
    {KeyId::callId, Field::toolCallId},
    {KeyId::success, Field::succeeded},
    {KeyId::errorMessage, Field::errorMessage},
    {KeyId::decision, Field::state},
    {KeyId::mcpServer, Field::target},
};

bool requestFailed(Draft& draft)
{
    return !draft.step.errorMessage.empty() ||
           toInteger(attribute(draft.raw.attributes, KeyId::httpResponseStatusCode)).value_or(0) >=
               400;
}

void refineKind(Draft& draft, std::string_view event)
{
    Step& step = draft.step;
    const std::string_view kind = draft.attributeText(KeyId::eventKind);
    if (event == "sse_event" && kind == "response.completed") {
        step.kind = StepKind::llmCall;
    } else if (event == "tool_result") {
        step.kind = StepKind::toolCall;
        step.toolType = step.target.empty() ? "builtin" : "mcp";
    } else if (event == "tool_decision" &&
               equalsIgnoringCase(draft.attributeText(KeyId::source), "user")) {
        step.kind = StepKind::humanWait;
        draft.displayName = draft.join("decision", " ", step.state);
    } else if ((event == "api_request" || event == "websocket_request") && requestFailed(draft)) {
        step.kind = StepKind::llmCall; // no response.completed follows a failed request
        step.status = StepStatus::error;
        step.errorType = draft.attributeText(KeyId::httpResponseStatusCode);
    } else if (!step.errorMessage.empty()) {
        step.status = StepStatus::error;
    }
    if (step.kind == StepKind::other)
        draft.displayName = draft.join(event, " ", kind);
}

void refineEvent(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view event = withoutPrefix(draft.event, kPrefix);
    spreadOverDuration(draft);
    adoptTrace(draft, {kAgent, step.session});
    step.agentName = kAgent;
    if (!step.session.empty())
        step.run = {derivedSpan({kAgent, "run", step.session}), {}, kAgent};
    refineKind(draft, event);
    if (step.kind != StepKind::llmCall)
        clearUsage(draft);
    std::string_view id = step.toolCallId;
    if (id.empty()) // nothing else is stable: no request id is sent
        id = draft.join(draft.attributeText(KeyId::eventTimestamp), "#",
                        draft.attributeText(KeyId::attempt));
    step.span = derivedSpan({kAgent, event, step.session, id, draft.attributeText(KeyId::eventKind),
                             draft.text(Field::outputTokens)});
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    step.framework = kAgent;
    draft.semantics = step.usage.any() ? CacheSemantics::inclusive : draft.semantics;
    if (draft.isLog())
        refineEvent(draft);
    else if (step.kind == StepKind::other && step.usage.any())
        step.kind =
            StepKind::llmCall; // the response-handling span; its name changes with each stream item
}

constexpr ContentRule kContent[] = {
    {KeyId::prompt, Content::input},
    {KeyId::arguments, Content::toolArguments},
    {KeyId::output, Content::toolResult},
};

} // namespace

const DialectDef& codexDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::codex,
        .framework = kAgent,
        .marks = kMarks,
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .semantics = CacheSemantics::inclusive,
        .refine = refine,
        .content = kContent,
        .contentHint = "Set log_user_prompt = true in the [otel] section of Codex's config.toml. "
                       "Model answers are not sent.",
    };
    return kDef;
}

} // namespace penstock
