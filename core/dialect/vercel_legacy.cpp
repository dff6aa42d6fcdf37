// SPDX-License-Identifier: GPL-3.0-or-later
// Vercel AI SDK before version 7 (semconv.md 2 row 5, 6.8): `ai.*` operations; the outer span repeats the usage of the
// inner doGenerate / doStream spans as a total.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view operation)
{
    if (!operation.starts_with("ai."))
        return StepKind::other;
    operation = operation.substr(0, operation.find(' ')); // operation.name appends the function id
    if (operation.ends_with(".doGenerate") || operation.ends_with(".doStream"))
        return StepKind::llmCall;
    if (operation == "ai.toolCall")
        return StepKind::toolCall;
    if (operation.ends_with(".doEmbed"))
        return StepKind::embedding;
    if (operation.starts_with("ai.rerank"))
        return StepKind::rerank;
    return StepKind::workflow;
}

constexpr KeyId kMarks[] = {KeyId::aiOperationId};

bool detect(const SpanFacts& facts)
{
    return facts.raw.name.starts_with("ai.") && facts.raw.scope != nullptr &&
           facts.raw.scope->name == "ai";
}

constexpr FieldRule kFields[] = {
    {KeyId::aiOperationId, Field::kind, As::kind},
    {KeyId::operationName, Field::kind, As::kind},
    {KeyId::aiTelemetryFunctionId, Field::agentName},
    {KeyId::resourceName, Field::agentName},
    {KeyId::aiTelemetryMetadataSessionId, Field::session},
    {KeyId::aiTelemetryMetadataUserId, Field::user},
    {KeyId::aiModelId, Field::requestModel},
    {KeyId::aiModelProvider, Field::provider},
    {KeyId::aiResponseModel, Field::responseModel},
    {KeyId::aiResponseId, Field::responseId},
    {KeyId::aiResponseFinishReason, Field::finishReason},
    {KeyId::aiResponseMsToFirstChunk, Field::timeToFirst, As::milliseconds},
    {KeyId::aiToolCallName, Field::toolName},
    {KeyId::aiToolCallId, Field::toolCallId},
    {KeyId::aiUsageInputTokens, Field::inputTokens, As::integer},
    {KeyId::aiUsagePromptTokens, Field::inputTokens, As::integer},
    {KeyId::aiUsageTokens, Field::inputTokens, As::integer},
    {KeyId::aiUsageOutputTokens, Field::outputTokens, As::integer},
    {KeyId::aiUsageCompletionTokens, Field::outputTokens, As::integer},
    {KeyId::aiUsageTotalTokens, Field::totalTokens, As::integer},
    {KeyId::aiUsageInputTokenDetailsCacheReadTokens, Field::cacheReadTokens, As::integer},
    {KeyId::aiUsageCachedInputTokens, Field::cacheReadTokens, As::integer},
    {KeyId::aiUsageInputTokenDetailsCacheWriteTokens, Field::cacheWriteTokens, As::integer},
    {KeyId::aiUsageOutputTokenDetailsReasoningTokens, Field::reasoningTokens, As::integer},
    {KeyId::aiUsageReasoningTokens, Field::reasoningTokens, As::integer},
};

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (kindOf(draft.attributeText(KeyId::aiOperationId)) == StepKind::workflow)
        step.usage.aggregated =
            step.usage.any(); // even where Langfuse calls the outer span a generation
    if (step.kind == StepKind::workflow) {
        const bool generates = draft.raw.name.starts_with("ai.generateText") ||
                               draft.raw.name.starts_with("ai.streamText");
        if (generates &&
            !step.agentName
                 .empty()) // the tool loop of a named function is the nearest thing to an agent
            step.kind = StepKind::agentRun;
    }
    // `openai.chat`, `anthropic.messages`: provider and API in one
    if (const std::size_t dot = step.provider.find('.');
        dot != step.provider.npos && !step.provider.starts_with("gcp.") &&
        !step.provider.starts_with("az") && !step.provider.starts_with("aws."))
        step.provider = step.provider.substr(0, dot);
}

constexpr ContentRule kContent[] = {
    {KeyId::aiPromptMessages, Content::input},
    {KeyId::aiPrompt, Content::input},
    {KeyId::aiValue, Content::input},
    {KeyId::aiValues, Content::input},
    {KeyId::aiResponseObject, Content::output},
    {KeyId::aiPromptTools, Content::tools},
    {KeyId::aiToolCallArgs, Content::toolArguments},
    {KeyId::aiToolCallResult, Content::toolResult},
};

/// Text, reasoning and tool calls of one answer lie in three keys.
void readContent(const Step& step, ContentReader& reader)
{
    const auto text = [&](KeyId id) { return attribute(step.raw.attributes, id).text(); };
    reader.addAnswer(text(KeyId::aiResponseReasoning), text(KeyId::aiResponseText),
                     text(KeyId::aiResponseToolCalls));
}

} // namespace

const DialectDef& vercelLegacyDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::vercelLegacy,
        .framework = "vercel-ai",
        .marks = kMarks,
        .detect = detect,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
        .content = kContent,
        .readContent = readContent,
        .contentHint =
            "Set recordInputs and recordOutputs to true in experimental_telemetry of the call.",
    };
    return kDef;
}

} // namespace penstock
