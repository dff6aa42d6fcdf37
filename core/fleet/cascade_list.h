// SPDX-License-Identifier: GPL-3.0-or-later
// The cascades of a snapshot as rows, summed up from the rows of their traces. Pure functions, any thread.
// O(traces) for all, O(its traces) for one.
#pragma once

#include "core/fleet/fleet_state.h"

#include <vector>

namespace penstock {

struct CascadeRow {
    TraceIndex root;
    std::uint32_t traces = 0;
    std::uint64_t steps = 0;
    std::uint32_t agents = 0; ///< different ones at least: as many as the trace with the most has
    std::uint64_t agentsAtMost =
        0; ///< if no two traces share one; rows of traces do not tell which they are
    std::uint64_t runs = 0;
    std::uint64_t errors = 0;
    std::uint64_t running = 0;
    std::uint64_t missingParents = 0;
    Nanos start = 0;
    Nanos end = 0;
    Nanos lastArrival = 0;
    UsageTotals usage;
    CostTotals cost;
};

/// Of the cascade that this trace belongs to.
CascadeRow cascadeRow(const FleetState& state, TraceIndex anyOfIts);
/// By root, in order of first appearance. leastTraces 2: without traces that stand alone.
std::vector<CascadeRow> cascadeRows(const FleetState& state, std::uint32_t leastTraces = 1);

} // namespace penstock
