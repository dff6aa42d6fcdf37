// SPDX-License-Identifier: GPL-3.0-or-later
// pydantic-ai (semconv.md 2 row 8, 6.7), format versions 2 to 6. Agent spans carry the sum of the calls below
// (gen_ai.aggregated_usage.*); operation.cost is its own estimate from its own price data.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr KeyId kMarks[] = {KeyId::pydanticAiAllMessages, KeyId::allMessagesEvents,
                            KeyId::pydanticAiToolFailureStage, KeyId::genAiAgentCallId};
constexpr std::string_view kScopes[] = {"pydantic-ai", "pydantic_ai"};

constexpr FieldRule kFields[] = {
    {KeyId::agentNameUnderscored, Field::agentName},
    {KeyId::modelName, Field::requestModel},
    {KeyId::operationCost, Field::cost, As::dollarsEstimated},
    {KeyId::pydanticAiToolFailureStage, Field::state},
};

/// Before version 3 there were no operation names on agent and tool spans; some releases wrote `{agent} run`.
StepKind kindFromName(const Draft& draft)
{
    const std::string_view name = draft.raw.name;
    const bool saysAgent = !draft.attributeText(KeyId::agentNameUnderscored).empty();
    if (name == "agent run" || (saysAgent && name.ends_with(" run")))
        return StepKind::agentRun;
    if (name == "running tool" || name.starts_with("running tool: "))
        return StepKind::toolCall;
    return name.starts_with("running ") && name.find("tool") != name.npos ? StepKind::workflow
                                                                          : StepKind::other;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind == StepKind::other)
        step.kind = kindFromName(draft);
    if (step.usage.any())
        draft.semantics = CacheSemantics::inclusive;
    if (step.kind == StepKind::agentRun && step.usage.any())
        step.usage.aggregated = true;
    if (step.kind == StepKind::agentRun && step.agentName.empty())
        step.agentName = "agent"; // its own default
}

constexpr ContentRule kContent[] = {
    {KeyId::pydanticAiAllMessages, Content::run},
    {KeyId::allMessagesEvents, Content::run},
    {KeyId::events, Content::run},
    {KeyId::finalResult, Content::output},
    {KeyId::toolArguments, Content::toolArguments},
    {KeyId::toolResponse, Content::toolResult},
};

} // namespace

const DialectDef& pydanticAiDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::pydanticAi,
        .framework = "pydantic-ai",
        .marks = kMarks,
        .scopes = kScopes,
        .fields = kFields,
        .refine = refine,
        .content = kContent,
        .contentHint = "Set include_content=True in InstrumentationSettings.",
    };
    return kDef;
}

} // namespace penstock
