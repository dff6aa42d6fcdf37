// SPDX-License-Identifier: GPL-3.0-or-later
// Layering: cycles are broken, then every node gets a column so that what remains runs left to right.
// Pure functions over indices 0..size-1 (the caller sorts, so that the same content has the same indices).
// Cost: O((V + E) log V).
#pragma once

#include <vector>

namespace penstock::ui::graph {

struct LocalEdge {
    int from = 0;
    int to = 0;
    int weight = 1;
};

/// A graph inside one group: no loops, at most one edge from one node to another.
struct LocalGraph {
    int size = 0;
    std::vector<LocalEdge> edges;
};

/// Neighbours of node i: ends[start[i]] .. ends[start[i + 1]].
struct Neighbours {
    std::vector<int> start;
    std::vector<int> ends;
};
Neighbours successors(const LocalGraph& graph);
Neighbours predecessors(const LocalGraph& graph);

/// The connected parts, each a list of its nodes in ascending order, in the order of their first nodes.
std::vector<std::vector<int>> connectedParts(const LocalGraph& graph);

/// The place of each node in an order with little weight running backwards (Eades, Lin and Smyth).
std::vector<int> breakCycles(const LocalGraph& graph);

/// The same graph with every edge turned so that it runs forwards in this order; edges that meet are joined.
LocalGraph turnedForward(const LocalGraph& graph, const std::vector<int>& order);

/// A column for each node of a graph without cycles; at most `tallest` nodes in one.
std::vector<int> assignLayers(const LocalGraph& graph, const std::vector<int>& order, int tallest);

} // namespace penstock::ui::graph
