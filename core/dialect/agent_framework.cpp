// SPDX-License-Identifier: GPL-3.0-or-later
// Microsoft Agent Framework (semconv.md 2 row 14, 6.4): OTel GenAI plus workflow spans; executors and edges are linked to
// the spans that sent them messages, fan-in means several links. invoke_agent accumulates the usage of inner calls.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr KeyId kMarks[] = {
    KeyId::executorId,  KeyId::executorType,       KeyId::edgeGroupType,
    KeyId::edgeGroupId, KeyId::edgeGroupDelivered, KeyId::edgeGroupDeliveryStatus,
    KeyId::workflowId,  KeyId::messageSourceId,    KeyId::messageTargetId};
constexpr std::string_view kPrefixes[] = {"executor.", "edge_group."};
constexpr std::string_view kScopes[] = {"agent_framework", "Experimental.Microsoft.Agents.AI",
                                        "Microsoft.Agents.AI"};

bool detect(const SpanFacts& facts)
{
    return facts.provider == "microsoft.agent_framework";
}

constexpr FieldRule kFields[] = {
    {KeyId::messageTargetId, Field::target},
    {KeyId::messageType, Field::method},
    {KeyId::edgeGroupType, Field::method},
    {KeyId::edgeGroupDeliveryStatus, Field::state},
};

StepKind kindFromName(std::string_view name)
{
    if (name.starts_with("workflow.run") || name.starts_with("workflow.build") ||
        name.starts_with("executor.process"))
        return StepKind::workflow;
    return name.starts_with("edge_group.process") || name.starts_with("message.send")
               ? StepKind::messageRoute
               : StepKind::other;
}

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind == StepKind::other)
        step.kind = kindFromName(draft.raw.name);
    if (step.kind == StepKind::agentRun && step.usage.any())
        step.usage.aggregated = true;
    const std::string_view executor = draft.attributeText(KeyId::executorId);
    const std::string_view from = draft.attributeText(KeyId::messageSourceId);
    const std::string_view to = executor.empty() ? step.target : executor;
    if (!draft.raw.links.empty() || (!from.empty() && !to.empty()))
        draft.hint({Evidence::spanLink, DelegationMode::message, from, to});
}

} // namespace

const DialectDef& agentFrameworkDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::agentFramework,
        .framework = "microsoft.agent_framework",
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .refine = refine,
        .contentHint = "Set ENABLE_SENSITIVE_DATA=true in the agent's environment.",
    };
    return kDef;
}

} // namespace penstock
