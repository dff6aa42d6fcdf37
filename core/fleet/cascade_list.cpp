// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_list.h"

#include "core/fleet/totals.h"

#include <algorithm>

namespace penstock {
namespace {

void addTrace(CascadeRow& row, const TraceRow& trace)
{
    row.start = row.traces == 0 ? trace.start : std::min(row.start, trace.start);
    row.end = std::max(row.end, trace.end);
    row.lastArrival = std::max(row.lastArrival, trace.lastArrival);
    ++row.traces;
    row.steps += trace.steps;
    row.agents = std::max(row.agents, trace.agents);
    row.agentsAtMost += trace.agents;
    row.runs += trace.runs;
    row.errors += trace.errors;
    row.running += trace.running;
    row.missingParents += trace.missingParents;
    add(row.usage, trace.usage, 1);
    add(row.cost, trace.cost, 1);
}

} // namespace

CascadeRow cascadeRow(const FleetState& state, TraceIndex anyOfIts)
{
    CascadeRow row;
    if (!anyOfIts || anyOfIts.value > state.cascades.size())
        return row;
    row.root = state.cascades[anyOfIts.value].root;
    TraceIndex at = anyOfIts;
    do {
        addTrace(row, state.traces[at.value]);
        at = state.cascades[at.value].next;
    } while (at != anyOfIts);
    return row;
}

std::vector<CascadeRow> cascadeRows(const FleetState& state, std::uint32_t leastTraces)
{
    std::vector<CascadeRow> rows;
    for (std::uint32_t i = 1; i <= state.cascades.size(); ++i)
        if (state.cascades[i].root.value == i && state.cascades[i].traces >= leastTraces)
            rows.push_back(cascadeRow(state, {i}));
    return rows;
}

} // namespace penstock
