// SPDX-License-Identifier: GPL-3.0-or-later
// Vercel AI SDK 7, @ai-sdk/otel (semconv.md 2 row 6, 6.8): OTel GenAI under the scope `gen_ai`; the root invoke_agent
// carries totals, its agent name is the telemetry's functionId.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

bool detect(const SpanFacts& facts)
{
    if (facts.operation.empty() || facts.raw.scope == nullptr || facts.raw.scope->name != "gen_ai")
        return false;
    const std::string_view op = facts.operation;
    return op == "invoke_agent" || op == "agent_step" || op == "chat" || op == "execute_tool" ||
           op == "embeddings" || op == "rerank";
}

constexpr FieldRule kFields[] = {
    {KeyId::aiSettingsContextSessionId, Field::session},
    {KeyId::aiSettingsContextUserId, Field::user},
    {KeyId::aiUsageOutputTokenDetailsReasoningTokens, Field::reasoningTokens, As::integer},
};

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.usage.any())
        draft.semantics = CacheSemantics::inclusive;
    if (step.kind == StepKind::agentRun) {
        step.usage.aggregated = step.usage.any();
        // Without a functionId the span is named after the model, which is no agent's name.
        if (step.agentName.empty() && !step.requestModel.empty())
            step.agentName = draft.scope.service;
    }
    if (step.toolType == "extension")
        step.toolType = "provider";
}

} // namespace

const DialectDef& vercelDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::vercel,
        .framework = "vercel-ai",
        .detect = detect,
        .fields = kFields,
        .refine = refine,
        .contentHint =
            "Set recordInputs and recordOutputs to true in the telemetry options of the call.",
    };
    return kDef;
}

} // namespace penstock
