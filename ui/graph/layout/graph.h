// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: what the layout is asked to draw, without Qt and without the core's types.
// Owned by the caller, plain values, any thread. The order of the vectors means nothing: keys do.
// `first` is the log position at which an item appeared; positions in extend() follow it, layoutAll() ignores it.
#pragma once

#include <cstdint>
#include <vector>

namespace penstock::ui::graph {

using Key = std::uint64_t;

enum class NodeKind : std::uint8_t { agent, remoteAgent, humanGate, tool, store, collapsedGroup };
enum class KnownBy : std::uint8_t { declared, structural, inferred };
enum class Pattern : std::uint8_t {
    unknown,
    requestReply,
    publishSubscribe,
    stream,
    pipeline,
    sharedMemory
};

struct Node {
    Key key = 0;
    Key group = 0; ///< 0: in no group, drawn without a box
    std::uint64_t first = 0;
    NodeKind kind = NodeKind::agent;
    std::uint32_t members = 1; ///< what a collapsed group stands for
    bool operator==(const Node&) const = default;
};

struct Edge {
    Key key = 0;
    Key from = 0;
    Key to = 0;
    std::uint64_t first = 0;
    KnownBy knownBy = KnownBy::structural;
    Pattern pattern = Pattern::unknown;
    std::uint32_t count = 1; ///< how many edges were merged into this one
    double rate = 0;         ///< calls a minute: width only, never position
    bool operator==(const Edge&) const = default;
};

struct Graph {
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    bool operator==(const Graph&) const = default;
};

/// Sorted by key, without repeats and without edges that lead to no node.
Graph normalized(Graph graph);

/// One node for each of these groups; edges at its members are merged by (from, to, known by) and counted, those
/// inside vanish. The node's group is the group, so that it takes the place of the box.
Graph collapsed(const Graph& graph, std::vector<Key> groups);
/// The key of the node that stands for a collapsed group.
Key collapsedKey(Key group);

} // namespace penstock::ui::graph
