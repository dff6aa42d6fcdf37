// SPDX-License-Identifier: GPL-3.0-or-later
// AutoGen (semconv.md 2 row 15, 6.3): agent and tool spans of OTel GenAI, and runtime spans `autogen {operation}
// {type}.({key})-A|T` whose causality is a span link. CLIENT kind is no proof of remoteness here.
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr std::string_view kPrefix = "autogen ";
constexpr std::string_view kScopes[] = {"autogen-core", "autogen SingleThreadedAgentRuntime",
                                        "autogen GrpcWorkerAgentRuntime"};

bool detect(const SpanFacts& facts)
{
    return facts.system == "autogen" || facts.raw.name.starts_with(kPrefix);
}

constexpr FieldRule kFields[] = {
    {KeyId::messagingOperation, Field::method},
    {KeyId::messagingDestination, Field::target},
    {KeyId::messagingDestinationName, Field::target},
};

/// `Writer.(default)-A` → `Writer`; topics (`-T`) are no agents.
std::string_view agentOf(std::string_view destination)
{
    if (!destination.ends_with("-A"))
        return {};
    return destination.substr(0, destination.find(".("));
}

void refineRoute(Draft& draft)
{
    Step& step = draft.step;
    const std::string_view rest = draft.raw.name.substr(kPrefix.size());
    const std::size_t space = rest.find(' ');
    step.kind = StepKind::messageRoute;
    step.method = rest.substr(0, space);
    if (space != rest.npos)
        step.target = rest.substr(space + 1);
    draft.displayName = rest;
    if (!draft.raw.links.empty())
        draft.hint({Evidence::spanLink, DelegationMode::message, {}, agentOf(step.target)});
}

void refine(Draft& draft)
{
    if (draft.raw.name.starts_with(kPrefix))
        refineRoute(draft);
}

} // namespace

const DialectDef& autoGenDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::autoGen,
        .framework = "autogen",
        .scopes = kScopes,
        .detect = detect,
        .fields = kFields,
        .refine = refine,
        .contentHint =
            "AutoGen's own spans carry no messages; add an instrumentation of the model client.",
    };
    return kDef;
}

} // namespace penstock
