// SPDX-License-Identifier: GPL-3.0-or-later
// Strands Agents (semconv.md 2 row 13, 6.10): OTel GenAI with old and new token names at once, durations in
// milliseconds, and invoke_agent carrying the accumulated usage of the calls below.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr std::string_view kScopes[] = {"strands.telemetry", "strands-agents"};

bool detect(const SpanFacts& facts)
{
    return facts.system == "strands-agents" || facts.provider == "strands-agents" ||
           facts.raw.name == "execute_event_loop_cycle";
}

constexpr FieldRule kFields[] = {
    {KeyId::genAiServerTimeToFirstToken, Field::timeToFirst, As::milliseconds},
};

void refine(Draft& draft)
{
    Step& step = draft.step;
    if (step.kind == StepKind::other && draft.raw.name == "execute_event_loop_cycle")
        step.kind = StepKind::workflow;
    if (step.kind != StepKind::llmCall && step.usage.any())
        step.usage.aggregated = true;
    draft.semantics = CacheSemantics::unknown; // the provider's figures are passed through (4.5)
    if (draft.attributeText(KeyId::genAiToolStatus) == "error")
        step.status = StepStatus::error;
}

} // namespace

const DialectDef& strandsDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::strands,
        .framework = "strands-agents",
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .refine = refine,
    };
    return kDef;
}

} // namespace penstock
