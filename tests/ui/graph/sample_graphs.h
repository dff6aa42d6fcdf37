// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs to lay out in tests: small text drawings, the fleet of the target picture, random ones of varied shape.
// Pure. A drawing has one item a line: "group: node node(tool) …" or "from -> to", "from => to" (declared),
// "from ..> to" (inferred), "a <=> b" for one each way. Keys are hashes of names, order of appearance is line order.
#pragma once

#include "ui/graph/layout/graph.h"
#include "ui/graph/layout/layout.h"

#include <map>
#include <random>
#include <string>
#include <string_view>

namespace penstock::ui::graph::test {

struct Drawing {
    Graph graph;
    std::map<Key, std::string> names; ///< of nodes and groups
};

Key keyOf(std::string_view name);
Drawing drawGraph(std::string_view text);
extern const std::string_view kTargetFleet;

/// Shape, size and density follow from the seed; at most `largest` nodes.
Graph randomGraph(std::mt19937_64& random, int largest);

/// The layout in characters: one a column of the lattice, one line a row, then the ways of the edges.
std::string textOf(const Layout& layout, const std::map<Key, std::string>& names);

} // namespace penstock::ui::graph::test
