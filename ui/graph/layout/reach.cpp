// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/reach.h"

#include "ui/graph/layout/layering.h"

#include <algorithm>

namespace penstock::ui::graph {
namespace {

/// Indices follow the sorted keys.
LocalGraph indexed(const Graph& graph)
{
    LocalGraph out{static_cast<int>(graph.nodes.size()), {}};
    const auto indexOf = [&](Key key) {
        return static_cast<int>(std::ranges::lower_bound(graph.nodes, key, {}, &Node::key) -
                                graph.nodes.begin());
    };
    for (const Edge& edge : graph.edges)
        out.edges.push_back({indexOf(edge.from), indexOf(edge.to), 1});
    return out;
}

std::vector<Key> reached(const Graph& unsorted, Key from, bool forward)
{
    const Graph graph = normalized(unsorted);
    const auto start = std::ranges::lower_bound(graph.nodes, from, {}, &Node::key);
    if (start == graph.nodes.end() || start->key != from)
        return {};
    const LocalGraph local = indexed(graph);
    const Neighbours next = forward ? successors(local) : predecessors(local);
    std::vector<char> seen(graph.nodes.size(), 0);
    std::vector<int> stack{static_cast<int>(start - graph.nodes.begin())};
    while (!stack.empty()) {
        const auto v = static_cast<std::size_t>(stack.back());
        stack.pop_back();
        for (int i = next.start[v]; i < next.start[v + 1]; ++i) {
            const int w = next.ends[static_cast<std::size_t>(i)];
            if (seen[static_cast<std::size_t>(w)])
                continue;
            seen[static_cast<std::size_t>(w)] = 1;
            stack.push_back(w);
        }
    }
    std::vector<Key> keys;
    for (std::size_t v = 0; v < seen.size(); ++v)
        if (seen[v])
            keys.push_back(graph.nodes[v].key);
    return keys;
}

/// Tarjan's low points over the graph without directions.
class LowPoints final {
public:
    explicit LowPoints(const LocalGraph& graph)
        : m_around(successors(bothWays(graph))),
          m_entered(static_cast<std::size_t>(graph.size), 0),
          m_low(m_entered),
          m_cuts(m_entered.size(), 0)
    {
        for (int root = 0; root < graph.size; ++root)
            if (m_entered[static_cast<std::size_t>(root)] == 0)
                walk(root);
    }

    bool cuts(std::size_t node) const { return m_cuts[node] != 0; }

private:
    struct Frame {
        std::size_t node;
        std::size_t parent;
        int next;
    };

    static LocalGraph bothWays(const LocalGraph& graph)
    {
        LocalGraph out = graph;
        for (const LocalEdge& edge : graph.edges)
            out.edges.push_back({edge.to, edge.from, 1});
        return out;
    }

    void walk(int first)
    {
        const auto root = static_cast<std::size_t>(first);
        int branches = 0;
        std::vector<Frame> stack{enter(root, root)};
        while (!stack.empty()) {
            Frame& frame = stack.back();
            if (frame.next < m_around.start[frame.node + 1]) {
                const auto w =
                    static_cast<std::size_t>(m_around.ends[static_cast<std::size_t>(frame.next++)]);
                if (m_entered[w] == 0)
                    stack.push_back(enter(w, frame.node));
                else if (w != frame.parent)
                    m_low[frame.node] = std::min(m_low[frame.node], m_entered[w]);
                continue;
            }
            const auto [node, parent, next] = frame;
            stack.pop_back();
            if (stack.empty())
                break;
            m_low[parent] = std::min(m_low[parent], m_low[node]);
            if (parent == root)
                ++branches;
            else if (m_low[node] >= m_entered[parent])
                m_cuts[parent] = 1;
        }
        m_cuts[root] = branches > 1;
    }

    Frame enter(std::size_t node, std::size_t parent)
    {
        m_entered[node] = m_low[node] = ++m_clock;
        return {node, parent, m_around.start[node]};
    }

    const Neighbours m_around;
    std::vector<int> m_entered;
    std::vector<int> m_low;
    std::vector<char> m_cuts;
    int m_clock = 0;
};

} // namespace

std::vector<Key> downstream(const Graph& graph, Key from)
{
    return reached(graph, from, true);
}

std::vector<Key> upstream(const Graph& graph, Key from)
{
    return reached(graph, from, false);
}

std::vector<Key> articulationPoints(const Graph& unsorted)
{
    const Graph graph = normalized(unsorted);
    const LowPoints points(indexed(graph));
    std::vector<Key> keys;
    for (std::size_t v = 0; v < graph.nodes.size(); ++v)
        if (points.cuts(v))
            keys.push_back(graph.nodes[v].key);
    return keys;
}

} // namespace penstock::ui::graph
