// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/live_values.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/ascii_case.h"

namespace penstock::ui {
namespace {

constexpr std::uint32_t kNewestTraces = 20'000;
constexpr std::uint32_t kNewestIds = 200;

using Counts = std::unordered_map<std::string_view, std::uint64_t>;

std::string_view ofAgent(const AgentRow& row, FieldId field)
{
    const bool agent = row.kind == ActorKind::agent || row.kind == ActorKind::remoteAgent;
    switch (field) {
    case FieldId::agent:
        return agent ? row.name : std::string_view();
    case FieldId::tool:
        return row.kind == ActorKind::tool ? row.name : std::string_view();
    case FieldId::name:
        return row.name;
    case FieldId::agentId:
        return row.id;
    case FieldId::model:
        return row.model;
    case FieldId::environment:
        return row.environment;
    case FieldId::deployment:
        return row.deployment;
    case FieldId::framework:
        return row.framework;
    case FieldId::version:
        return row.version;
    default:
        return {};
    }
}

std::string_view ofTrace(const TraceRow& row, FieldId field)
{
    switch (field) {
    case FieldId::user:
        return row.user;
    case FieldId::session:
        return row.session;
    case FieldId::name:
        return row.name;
    default:
        return {};
    }
}

Counts countsOf(const FleetState& state, FieldId field)
{
    Counts counts;
    const auto add = [&](std::string_view value, std::uint64_t rows) {
        if (!value.empty())
            counts[value] += rows;
    };
    for (std::uint32_t n = 1; n <= state.agents.size(); ++n)
        if (const AgentRow& row = state.agents[n]; row.runs > 0 || row.steps > 0)
            add(ofAgent(row, field), 1);
    if (field == FieldId::model)
        for (std::uint32_t n = 1; n <= state.models.size(); ++n)
            add(state.models[n], 0);
    if (field == FieldId::from || field == FieldId::to)
        for (std::uint32_t n = 1; n <= state.delegations.size(); ++n) {
            const DelegationRow& row = state.delegations[n];
            const AgentIndex end = field == FieldId::from ? row.from : row.to;
            if (row.count > 0 && end)
                add(state.agents[end.value].name, 1);
        }
    const std::uint32_t traces = state.traces.size();
    if (field == FieldId::user || field == FieldId::session || field == FieldId::name)
        for (std::uint32_t n = traces; n > 0 && n + kNewestTraces > traces; --n)
            add(ofTrace(state.traces[n], field), 1);
    return counts;
}

} // namespace

std::vector<LiveValues::LiveValue> SnapshotValues::valuesOf(FieldId field, std::string_view part,
                                                            std::size_t limit)
{
    std::vector<LiveValue> found;
    const std::uint32_t traces = m_state->traces.size();
    if (field == FieldId::trace)
        for (std::uint32_t n = traces; n > 0 && n + kNewestIds > traces; --n)
            if (const std::string id = m_state->traces[n].id.hex(); containsIgnoringCase(id, part))
                found.push_back({id, 0});
    for (const auto& [value, rows] : countsOf(*m_state, field))
        if (part.empty() || containsIgnoringCase(value, part))
            found.push_back({std::string(value), rows});
    const auto better = [](const LiveValue& a, const LiveValue& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.value < b.value;
    };
    const std::size_t kept = std::min(limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                      better);
    found.resize(kept);
    return found;
}

} // namespace penstock::ui
