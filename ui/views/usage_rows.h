// SPDX-License-Identifier: GPL-3.0-or-later
// Usage and cost as rows of a KeyValueList, for one step and for sums. Pure functions.
#pragma once

#include <vector>

#include "core/fleet/fleet_state.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

/// Which parts of a sum somebody reported: the others are "–", for missing is never 0.
struct UsageSaid {
    bool input = false;
    bool cacheRead = false;
    bool cacheWrite = false;
    bool output = false;
    bool reasoning = false;
};

/// O(steps of the trace).
UsageSaid usageSaid(const TraceView& trace);
std::vector<KeyValue> usageRows(const UsageTotals& usage, const CostTotals& cost,
                                const UsageSaid& said, bool growing);
std::vector<KeyValue> usageRows(const Usage& usage, const Cost& cost);

} // namespace penstock::ui
