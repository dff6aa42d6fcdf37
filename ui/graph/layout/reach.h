// SPDX-License-Identifier: GPL-3.0-or-later
// Reach: who can set off whom, and who cannot be done without. Pure, any thread, O(V + E); no recursion, so that a
// chain of any length is fine. Results are keys in ascending order.
#pragma once

#include "ui/graph/layout/graph.h"

namespace penstock::ui::graph {

/// Everything that can be reached from here along the edges; without the node itself unless a cycle leads back.
std::vector<Key> downstream(const Graph& graph, Key from);
/// Everything from which this can be reached.
std::vector<Key> upstream(const Graph& graph, Key from);
/// Nodes that hold the picture together: without one of them a part that was connected (whatever the direction of
/// the edges) falls into two.
std::vector<Key> articulationPoints(const Graph& graph);

} // namespace penstock::ui::graph
