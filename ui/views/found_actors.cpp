// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/found_actors.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/query/parser.h"

namespace penstock::ui {
namespace {

/// Whether it is called, name; and the deployment, unknown where any will do.
using Name = std::pair<bool, std::string>;
using Names = std::map<Name, std::set<std::string>>;

Names namesOf(const StepPage& found)
{
    Names names;
    for (const FoundStep& step : found.steps)
        for (const FieldId field : {FieldId::agent, FieldId::tool, FieldId::target})
            names[{field != FieldId::agent, std::string(step.fields.text(field))}].emplace(
                step.fields.text(FieldId::deployment));
    return names;
}

} // namespace

FoundActors::FoundActors(const ViewContext& context, QWidget& looked)
    : FoundBySteps(context, StepSearch::Keep::oneOfEachActor, looked)
{
    connect(&context.state, &ViewState::filterChanged, this, [this] { takeFilter(); });
}

FoundActors::Found FoundActors::found() const
{
    return m_foundFor == context().state.filter() ? m_found : nullptr;
}

bool FoundActors::use(FilterRows& rows, const Found& found)
{
    if (rows.applies() || rows.sentence.isEmpty() || !found)
        return false;
    rows.matches = [found](const FleetState&, std::uint32_t number) {
        return number < found->size() && (*found)[number];
    };
    rows.sentence.clear();
    return true;
}

bool FoundActors::helps() const
{
    return parseFilter(filterText().toStdString(), filterScope(RowKind::agent)).verdict ==
           FilterVerdict::invalid;
}

/// A step may belong to the run of another service: then the name alone says whose it is.
void FoundActors::take(const StepPage& found, const FleetState& state)
{
    const Names names = namesOf(found);
    auto actors = std::make_shared<std::vector<bool>>(state.agents.size() + 1);
    std::map<Name, std::set<std::string>> placed;
    const auto eachNamed = [&](const auto& visit) {
        for (std::uint32_t i = 1; i <= state.agents.size(); ++i) {
            const AgentRow& row = state.agents[i];
            const Name name(row.kind != ActorKind::agent, row.name);
            if (const auto named = names.find(name); named != names.end() && !row.name.empty())
                visit(i, row, name, named->second);
        }
    };
    eachNamed([&](std::uint32_t i, const AgentRow& row, const Name& name, const auto& deployments) {
        if (deployments.contains(row.deployment)) {
            (*actors)[i] = true;
            placed[name].insert(row.deployment);
        }
    });
    eachNamed([&](std::uint32_t i, const AgentRow&, const Name& name, const auto& deployments) {
        if (placed[name].size() < deployments.size())
            (*actors)[i] = true;
    });
    m_found = std::move(actors);
    m_foundFor = filterText();
}

} // namespace penstock::ui
