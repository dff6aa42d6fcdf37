// SPDX-License-Identifier: GPL-3.0-or-later
// CrewAI (semconv.md 6.2) as seen through OpenInference or OpenLLMetry: roles are agents, crews are workflows. Its real
// delegation is the tool `Delegate work to coworker` (step_names.cpp), not graph.node.parent_id.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr KeyId kMarks[] = {KeyId::crewaiAgentRole, KeyId::crewaiCrewName,
                            KeyId::crewaiTaskName,  KeyId::crewaiTaskDescription,
                            KeyId::crewKey,         KeyId::crewAgents,
                            KeyId::crewTasks};
constexpr std::string_view kPrefixes[] = {"crewai."};
constexpr std::string_view kScopes[] = {"openinference.instrumentation.crewai",
                                        "opentelemetry.instrumentation.crewai"};

constexpr FieldRule kFields[] = {{KeyId::crewaiAgentRole, Field::agentName}};

void refine(Draft& draft)
{
    Step& step = draft.step;
    step.framework = "crewai";
    if (draft.raw.name ==
        "crewai.workflow") { // OpenLLMetry's root claims invoke_agent and has no span kind
        step.kind = StepKind::workflow;
        step.usage.aggregated = step.usage.any();
    }
    if (step.kind == StepKind::workflow)
        draft.displayName = draft.attributeText(KeyId::crewaiCrewName);
}

} // namespace

const DialectDef& crewAiDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::crewAi,
        .framework = "crewai",
        .marks = kMarks,
        .markPrefixes = kPrefixes,
        .scopes = kScopes,
        .fields = kFields,
        .refine = refine,
    };
    return kDef;
}

} // namespace penstock
