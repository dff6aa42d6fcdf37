// SPDX-License-Identifier: GPL-3.0-or-later
// Ordering: which row of its column a node gets, so that few edges cross and most run straight.
// Pure, any thread. Cost: a fixed number of sweeps of O((V + E) log V); edges that pass several columns are given
// places of their own there only while these are not many more than the nodes.
#pragma once

#include "ui/graph/layout/layering.h"

namespace penstock::ui::graph {

/// A row for each node; edges must run from lower to higher columns. Rows start at 0, none is empty.
std::vector<int> assignRows(const LocalGraph& forward, const std::vector<int>& column);

} // namespace penstock::ui::graph
