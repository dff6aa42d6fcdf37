// SPDX-License-Identifier: GPL-3.0-or-later
// OTel GenAI semantic conventions, all versions (semconv.md 2 row 18, 4, 5): 1.26 indexed attributes, per-message
// events, 1.37 messages, and the aliases of the new repository (5.5). Most other dialects build on these keys.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"
#include "core/dialect/log_events.h"
#include "core/dialect/usage_rules.h"

namespace penstock {
namespace {

struct KindName {
    std::string_view name;
    StepKind kind;
};
// The commonest first. Operations of frameworks that reuse gen_ai.operation.name are listed too (4.1).
constexpr KindName kKinds[] = {
    {"chat", StepKind::llmCall},
    {"execute_tool", StepKind::toolCall},
    {"invoke_agent", StepKind::agentRun},
    {"text_completion", StepKind::llmCall},
    {"generate_content", StepKind::llmCall},
    {"completion", StepKind::llmCall},
    {"generate", StepKind::llmCall},
    {"llm_request", StepKind::llmCall},
    {"create_agent", StepKind::agentCreate},
    {"handoff", StepKind::handoff},
    {"retrieval", StepKind::retrieval},
    {"vector_db_retrieve", StepKind::retrieval},
    {"rerank", StepKind::rerank},
    {"embeddings", StepKind::embedding},
    {"invoke_workflow", StepKind::workflow},
    {"invoke_node", StepKind::workflow},
    {"agent_step", StepKind::workflow},
    {"execute_event_loop_cycle", StepKind::workflow},
    {"invoke_graph", StepKind::workflow},
    {"invoke_swarm", StepKind::workflow},
    {"execute_task", StepKind::workflow},
    {"plan", StepKind::plan},
    {"search_memory", StepKind::memory},
    {"create_memory", StepKind::memory},
    {"update_memory", StepKind::memory},
    {"upsert_memory", StepKind::memory},
    {"delete_memory", StepKind::memory},
    {"create_memory_store", StepKind::memory},
    {"delete_memory_store", StepKind::memory},
};

StepKind kindOf(std::string_view operation)
{
    for (const KindName& k : kKinds)
        if (k.name == operation)
            return k.kind;
    return StepKind::other;
}

constexpr FieldRule kFields[] = {
    {KeyId::genAiOperationName, Field::kind, As::kind},
    {KeyId::genAiAgentName, Field::agentName},
    {KeyId::genAiAgentId, Field::agentId},
    {KeyId::genAiAgentVersion, Field::agentVersion},
    {KeyId::genAiAgentDescription, Field::agentDescription},
    {KeyId::genAiConversationId, Field::session},
    {KeyId::genAiUser, Field::user},
    {KeyId::genAiProviderName, Field::provider},
    {KeyId::genAiSystem, Field::provider},
    {KeyId::genAiRequestModel, Field::requestModel},
    {KeyId::genAiResponseModel, Field::responseModel},
    {KeyId::genAiResponseId, Field::responseId},
    {KeyId::genAiResponseFinishReasons, Field::finishReason, As::first},
    {KeyId::genAiResponseFinishReason, Field::finishReason, As::first},
    {KeyId::genAiToolName, Field::toolName},
    {KeyId::genAiToolType, Field::toolType},
    {KeyId::genAiToolCallId, Field::toolCallId},
    {KeyId::genAiToolCallIdUnderscored, Field::toolCallId},
    {KeyId::genAiDataSourceId, Field::target},
    {KeyId::genAiMemoryStoreId, Field::target},
    {KeyId::genAiEvaluationScoreLabel, Field::state},
    {KeyId::genAiUsageInputTokens, Field::inputTokens, As::integer},
    {KeyId::genAiUsagePromptTokens, Field::inputTokens, As::integer},
    {KeyId::genAiAggregatedUsageInputTokens, Field::inputTokens, As::sum},
    {KeyId::genAiUsageOutputTokens, Field::outputTokens, As::integer},
    {KeyId::genAiUsageCompletionTokens, Field::outputTokens, As::integer},
    {KeyId::genAiAggregatedUsageOutputTokens, Field::outputTokens, As::sum},
    {KeyId::genAiUsageTotalTokens, Field::totalTokens, As::integer},
    {KeyId::genAiUsageCacheReadInputTokens, Field::cacheReadTokens, As::integer},
    {KeyId::genAiUsageCacheReadInputTokensUnderscored, Field::cacheReadTokens, As::integer},
    {KeyId::genAiUsageDetailsCacheReadTokens, Field::cacheReadTokens, As::integer},
    {KeyId::genAiUsagePromptTokensDetailsCachedTokens, Field::cacheReadTokens, As::integer},
    {KeyId::genAiAggregatedUsageCacheReadInputTokens, Field::cacheReadTokens, As::sum},
    {KeyId::genAiUsageCacheWriteInputTokens, Field::cacheWriteTokens, As::integer},
    {KeyId::genAiUsageCacheCreationInputTokens, Field::cacheWriteTokens, As::integer},
    {KeyId::genAiUsageCacheCreationInputTokensUnderscored, Field::cacheWriteTokens, As::integer},
    {KeyId::genAiUsageCacheWriteInputTokensUnderscored, Field::cacheWriteTokens, As::integer},
    {KeyId::genAiUsageDetailsCacheWriteTokens, Field::cacheWriteTokens, As::integer},
    {KeyId::genAiAggregatedUsageCacheCreationInputTokens, Field::cacheWriteTokens, As::sum},
    {KeyId::genAiUsageReasoningOutputTokens, Field::reasoningTokens, As::integer},
    {KeyId::genAiUsageReasoningTokens, Field::reasoningTokens, As::integer},
    {KeyId::genAiUsageDetailsReasoningTokens, Field::reasoningTokens, As::integer},
    {KeyId::genAiUsageCompletionTokensDetailsReasoningTokens, Field::reasoningTokens, As::integer},
    {KeyId::genAiUsageAudioInputTokensDotted, Field::inputAudioTokens, As::integer},
    {KeyId::genAiUsageAudioInputTokens, Field::inputAudioTokens, As::integer},
    {KeyId::genAiUsageAudioOutputTokensDotted, Field::outputAudioTokens, As::integer},
    {KeyId::genAiUsageAudioOutputTokens, Field::outputAudioTokens, As::integer},
    {KeyId::genAiUsageCost, Field::cost, As::dollars},
    {KeyId::genAiResponseTimeToFirstChunk, Field::timeToFirst, As::seconds},
    {KeyId::genAiClientOperationTimeToFirstChunk, Field::timeToFirst, As::seconds},
    {KeyId::genAiRequestStream, Field::streaming, As::boolean},
    {KeyId::genAiTransferMode, Field::transferMode},
    {KeyId::genAiTransferTargetName, Field::transferTarget},
    {KeyId::genAiCallerName, Field::callerName},
    {KeyId::genAiHandoffFromAgent, Field::handoffFrom},
    {KeyId::genAiHandoffToAgent, Field::handoffTo},
    {KeyId::genAiAgentHandoffParent, Field::handoffParent},
};

/// Any attribute that appeared with 1.40 tells that the emitter follows "all subsets included"; older ones are unknown.
void settleSemantics(Draft& draft)
{
    const auto& attributes = draft.raw.attributes;
    if (draft.semantics != CacheSemantics::unknown || !draft.has(Field::inputTokens))
        return;
    if (!attribute(attributes, KeyId::genAiUsageCacheReadInputTokens).isNone() ||
        !attribute(attributes, KeyId::genAiUsageCacheCreationInputTokens).isNone() ||
        !attribute(attributes, KeyId::genAiUsageCacheWriteInputTokens).isNone())
        draft.semantics = CacheSemantics::inclusive;
}

void refineLog(Draft& draft)
{
    Step& step = draft.step;
    if (!draft.event.starts_with("gen_ai."))
        return;
    if (draft.event == "gen_ai.evaluation.result") {
        step.kind = StepKind::evaluator;
        draft.displayName =
            draft.join("evaluation", " ", draft.attributeText(KeyId::genAiEvaluationName));
        return;
    }
    if (draft.event == "gen_ai.client.operation.exception") {
        step.status = StepStatus::error;
        step.errorType = draft.attributeText(KeyId::exceptionType);
        step.errorMessage = draft.attributeText(KeyId::exceptionMessage);
    }
    if (!draft.raw.span.isZero())
        mergeIntoSpan(draft);
    else if (draft.event == "gen_ai.client.inference.operation.details" &&
             step.kind == StepKind::other)
        step.kind = StepKind::llmCall;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (draft.isLog())
        refineLog(draft);
    settleSemantics(draft);
    if (step.kind == StepKind::memory)
        step.method = draft.operation;
    if (step.kind == StepKind::workflow)
        draft.displayName = draft.attributeText(KeyId::genAiWorkflowName);
}

constexpr ContentRule kContent[] = {
    {KeyId::genAiSystemInstructions, Content::system},
    {KeyId::genAiInputMessages, Content::input},
    {KeyId::genAiOutputMessages, Content::output},
    {KeyId::genAiPrompt, Content::input},
    {KeyId::genAiCompletion, Content::output},
    {KeyId::genAiToolDefinitions, Content::tools},
    {KeyId::genAiAgentTools, Content::tools},
    {KeyId::genAiToolCallArguments, Content::toolArguments},
    {KeyId::genAiToolCallResult, Content::toolResult},
    {KeyId::genAiRetrievalQueryText, Content::input},
    {KeyId::genAiMemoryQueryText, Content::input},
    {KeyId::genAiRetrievalDocuments, Content::documents},
    {KeyId::genAiMemoryRecords, Content::documents},
    {KeyId::genAiEvaluationExplanation, Content::output},
    {KeyId::genAiRequestTemperature, Content::parameter},
    {KeyId::genAiRequestTopP, Content::parameter},
    {KeyId::genAiRequestTopK, Content::parameter},
    {KeyId::genAiRequestMaxTokens, Content::parameter},
    {KeyId::genAiRequestFrequencyPenalty, Content::parameter},
    {KeyId::genAiRequestPresencePenalty, Content::parameter},
    {KeyId::genAiRequestSeed, Content::parameter},
    {KeyId::genAiRequestStopSequences, Content::parameter},
    {KeyId::genAiRequestChoiceCount, Content::parameter},
    {KeyId::genAiRequestReasoningLevel, Content::parameter},
    {KeyId::genAiOutputType, Content::parameter},
};

/// Shapes before 1.37: numbered attributes, and one event a message on the span or as a log record.
void readContent(const Step& step, ContentReader& reader)
{
    reader.readIndexed("gen_ai.prompt.", Content::input);
    reader.readIndexed("gen_ai.completion.", Content::output);
    reader.readIndexedTools("llm.request.functions.");
    for (const RawEvent& event : step.raw.events)
        reader.readMessageEvent(event.name, event.attributes, Value());
    if (step.raw.signal == Signal::log) {
        const std::string_view named = attribute(step.raw.attributes, KeyId::eventName).text();
        reader.readMessageEvent(step.raw.name.empty() ? named : step.raw.name, step.raw.attributes,
                                step.raw.body);
    }
}

constexpr std::string_view kPrefixes[] = {"gen_ai."};
constexpr KeyId kMarks[] = {
#define PENSTOCK_KEY(id, text)                                                                     \
    (std::string_view(text).starts_with("gen_ai.") ? KeyId::id : KeyId::unknown),
#include "core/model/keys.def"
#undef PENSTOCK_KEY
};

bool detect(const SpanFacts& facts)
{
    return facts.event.starts_with("gen_ai.");
}

} // namespace

const DialectDef& otelGenAiDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::otelGenAi,
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .detect = detect,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
        .content = kContent,
        .readContent = readContent,
        .contentHint =
            "Set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true (newer SDKs: SPAN_ONLY, "
            "with OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental) for the agent.",
    };
    return kDef;
}

} // namespace penstock
