// SPDX-License-Identifier: GPL-3.0-or-later
// Arrange: a cell of the lattice for every node, and the cells each group keeps for itself.
// Groups are layered one by one and then packed. Pure, any thread; the graph must be normalized().
#pragma once

#include "ui/graph/layout/layout.h"
#include "ui/graph/layout/packing.h"

namespace penstock::ui::graph {

struct Arrangement {
    std::vector<Cell> cells; ///< one a node, in the graph's order
    std::vector<Plot> plots; ///< by group
};

Arrangement arrange(const Graph& graph);

} // namespace penstock::ui::graph
