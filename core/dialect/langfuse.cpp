// SPDX-License-Identifier: GPL-3.0-or-later
// Langfuse (semconv.md 2 row 1): observations with usage and cost as free maps. Its usage buckets are exclusive – cache
// and reasoning are not part of input and output – unless the reported total shows otherwise.
#include "core/dialect/content_reader.h"
#include "core/dialect/draft.h"
#include "core/dialect/usage_rules.h"

#include "core/base/money.h"

namespace penstock {
namespace {

StepKind kindOf(std::string_view type)
{
    if (type == "generation")
        return StepKind::llmCall;
    if (type == "tool")
        return StepKind::toolCall;
    if (type == "agent")
        return StepKind::agentRun;
    if (type == "chain")
        return StepKind::workflow;
    if (type == "retriever")
        return StepKind::retrieval;
    if (type == "embedding")
        return StepKind::embedding;
    if (type == "guardrail")
        return StepKind::guardrail;
    return type == "evaluator" ? StepKind::evaluator
                               : StepKind::other; // "span" is no opinion, see refine()
}

constexpr KeyId kMarks[] = {
    KeyId::langfuseObservationType,         KeyId::langfuseObservationModelName,
    KeyId::langfuseObservationUsageDetails, KeyId::langfuseObservationInput,
    KeyId::langfuseObservationOutput,       KeyId::langfuseObservationLevel};
constexpr std::string_view kScopes[] = {"langfuse-sdk"};

constexpr FieldRule kFields[] = {
    {KeyId::langfuseObservationType, Field::kind, As::kind},
    {KeyId::langfuseSessionId, Field::session},
    {KeyId::sessionId, Field::session},
    {KeyId::langfuseUserId, Field::user},
    {KeyId::userId, Field::user},
    {KeyId::langfuseObservationModelName, Field::requestModel},
    {KeyId::langfuseObservationStatusMessage, Field::errorMessage},
    {KeyId::langfuseObservationCompletionStartTime, Field::timeToFirst, As::isoTime},
};

constexpr std::string_view kInput[] = {"input", "input_tokens", "prompt_tokens", "promptTokens"};
constexpr std::string_view kOutput[] = {"output", "output_tokens", "completion_tokens",
                                        "completionTokens"};
constexpr std::string_view kTotal[] = {"total", "total_tokens", "totalTokens"};
constexpr std::string_view kCacheRead[] = {"input_cached_tokens",     "input_cache_read",
                                           "cache_read_input_tokens", "input_cache_read_tokens",
                                           "cache_read_tokens",       "cached_content_token_count"};
constexpr std::string_view kCacheWrite[] = {"input_cache_creation", "cache_creation_input_tokens",
                                            "input_cache_write", "input_cache_creation_tokens",
                                            "cache_write_tokens"};
constexpr std::string_view kReasoning[] = {"output_reasoning_tokens", "output_reasoning",
                                           "reasoning_tokens", "thoughts_token_count"};
constexpr std::string_view kInputAudio[] = {"input_audio_tokens", "input_audio"};
constexpr std::string_view kOutputAudio[] = {"output_audio_tokens", "output_audio"};

void readUsage(Draft& draft, std::string_view map)
{
    Usage& u = draft.step.usage;
    u.input = tokensIn(map, kInput);
    u.output = tokensIn(map, kOutput);
    u.totalReported = tokensIn(map, kTotal);
    u.inputCacheRead = tokensIn(map, kCacheRead);
    u.inputCacheWrite = tokensIn(map, kCacheWrite);
    u.outputReasoning = tokensIn(map, kReasoning);
    u.inputAudio = tokensIn(map, kInputAudio);
    u.outputAudio = tokensIn(map, kOutputAudio);
    const bool plainSum = u.totalReported != kNotSaid && u.input != kNotSaid &&
                          u.output != kNotSaid && u.input + u.output == u.totalReported;
    draft.semantics = plainSum ? CacheSemantics::inclusive : CacheSemantics::exclusive;
    draft.reasoningApart = !plainSum;
}

void readCost(Draft& draft, std::string_view map)
{
    constexpr std::string_view total[] = {"total"};
    constexpr std::string_view in[] = {"input"};
    constexpr std::string_view out[] = {"output"};
    double dollars = 0;
    double more = 0;
    if (!dollarsIn(map, total, dollars)) {
        const bool anyIn = dollarsIn(map, in, dollars);
        if (!dollarsIn(map, out, more) && !anyIn)
            return;
    }
    draft.step.cost.amount = microUsdFromDollars(dollars + more);
    draft.step.cost.source = CostSource::reported;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    const bool tellsItself =
        draft.has(Field::toolName) || draft.has(Field::toolCallId) ||
        (step.usage.any() && !(step.requestModel.empty() && step.responseModel.empty()));
    if (step.kind == StepKind::other && !tellsItself &&
        draft.attributeText(KeyId::langfuseObservationType) == "span")
        step.kind = StepKind::workflow; // its default type: whatever else is known goes first
    if (step.kind == StepKind::agentRun && draft.operation == "create_agent")
        step.kind = StepKind::agentCreate; // Langfuse has one type for both
    if (step.kind == StepKind::toolCall && step.toolName.empty())
        step.toolName = draft.raw.name;
    if (const std::string_view usage = draft.attributeText(KeyId::langfuseObservationUsageDetails);
        !usage.empty())
        readUsage(draft, usage);
    if (const std::string_view cost = draft.attributeText(KeyId::langfuseObservationCostDetails);
        !cost.empty())
        readCost(draft, cost);
    if (draft.attributeText(KeyId::langfuseObservationLevel) == "ERROR")
        step.status = StepStatus::error;
}

constexpr ContentRule kContent[] = {
    {KeyId::langfuseObservationInput, Content::input},
    {KeyId::langfuseObservationOutput, Content::output},
    {KeyId::langfuseTraceInput, Content::input},
    {KeyId::langfuseTraceOutput, Content::output},
    {KeyId::langfuseObservationModelParameters, Content::parameterMap},
};

} // namespace

const DialectDef& langfuseDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::langfuse,
        .marks = kMarks,
        .scopes = kScopes,
        .fields = kFields,
        .kindOf = kindOf,
        .refine = refine,
        .content = kContent,
        .contentHint = "Let the Langfuse SDK capture input and output (capture_input and "
                       "capture_output of @observe, "
                       "LANGFUSE_OBSERVE_DECORATOR_IO_CAPTURE_ENABLED=true).",
    };
    return kDef;
}

} // namespace penstock
