// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/graph.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace penstock::ui::graph {
namespace {

Key mixed(Key value)
{
    value ^= value >> 30;
    value *= 0xbf58476d1ce4e5b9ULL;
    value ^= value >> 27;
    value *= 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

template <typename Item> void sortByKey(std::vector<Item>& items)
{
    // Of two items with one key the earlier one stays; the order they came in must not decide.
    std::ranges::sort(items, [](const Item& a, const Item& b) {
        return std::tie(a.key, a.first) < std::tie(b.key, b.first);
    });
    const auto rest = std::ranges::unique(items, {}, &Item::key);
    items.erase(rest.begin(), rest.end());
}

bool hasNode(const std::vector<Node>& nodes, Key key)
{
    const auto at = std::ranges::lower_bound(nodes, key, {}, &Node::key);
    return at != nodes.end() && at->key == key;
}

/// Members of the collapsed groups, to the node that stands for them.
using Stand = std::map<Key, Key>;

Stand foldNodes(const Graph& graph, const std::vector<Key>& groups, Graph& out)
{
    Stand stand;
    std::map<Key, Node> plates;
    for (const Node& node : graph.nodes) {
        if (node.group == 0 || !std::ranges::binary_search(groups, node.group)) {
            out.nodes.push_back(node);
            continue;
        }
        const Key key = collapsedKey(node.group);
        stand[node.key] = key;
        const auto [at, isNew] =
            plates.try_emplace(key, Node{key, node.group, node.first, NodeKind::collapsedGroup, 0});
        at->second.first = std::min(at->second.first, node.first);
        at->second.members += node.members;
    }
    for (const auto& [key, plate] : plates)
        out.nodes.push_back(plate);
    return stand;
}

} // namespace

Key collapsedKey(Key group)
{
    return mixed(group ^ 0x636f6c6c61707365ULL);
}

Graph normalized(Graph graph)
{
    sortByKey(graph.nodes);
    std::erase_if(graph.edges, [&](const Edge& edge) {
        return !hasNode(graph.nodes, edge.from) || !hasNode(graph.nodes, edge.to);
    });
    sortByKey(graph.edges);
    return graph;
}

Graph collapsed(const Graph& graph, std::vector<Key> groups)
{
    std::ranges::sort(groups);
    Graph out;
    const Stand stand = foldNodes(graph, groups, out);
    std::map<std::tuple<Key, Key, KnownBy>, Edge> merged;
    for (const Edge& edge : graph.edges) {
        const auto from = stand.find(edge.from);
        const auto to = stand.find(edge.to);
        if (from == stand.end() && to == stand.end()) {
            out.edges.push_back(edge);
            continue;
        }
        Edge joined = edge;
        joined.from = from == stand.end() ? edge.from : from->second;
        joined.to = to == stand.end() ? edge.to : to->second;
        if (joined.from == joined.to)
            continue;
        joined.key = mixed(mixed(joined.from) + 3 * joined.to + static_cast<Key>(edge.knownBy));
        const auto [at, isNew] = merged.try_emplace({joined.from, joined.to, edge.knownBy}, joined);
        if (isNew)
            continue;
        at->second.first = std::min(at->second.first, edge.first);
        at->second.count += edge.count;
        at->second.rate += edge.rate;
        if (at->second.pattern != edge.pattern)
            at->second.pattern = Pattern::unknown;
    }
    for (const auto& [ends, edge] : merged)
        out.edges.push_back(edge);
    return normalized(std::move(out));
}

} // namespace penstock::ui::graph
