// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/layering.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace penstock::ui::graph {
namespace {

Neighbours neighbours(const LocalGraph& graph, int LocalEdge::*at, int LocalEdge::*other)
{
    Neighbours out;
    out.start.assign(static_cast<std::size_t>(graph.size) + 1, 0);
    for (const LocalEdge& edge : graph.edges)
        ++out.start[static_cast<std::size_t>(edge.*at) + 1];
    for (std::size_t i = 1; i < out.start.size(); ++i)
        out.start[i] += out.start[i - 1];
    out.ends.resize(graph.edges.size());
    std::vector<int> next = out.start;
    for (const LocalEdge& edge : graph.edges)
        out.ends[static_cast<std::size_t>(next[static_cast<std::size_t>(edge.*at)]++)] =
            edge.*other;
    return out;
}

/// Takes the nodes from both ends: sinks to the right, sources to the left, else the one that gives most.
class CycleBreaker final {
public:
    explicit CycleBreaker(const LocalGraph& graph)
        : m_size(static_cast<std::size_t>(graph.size)),
          m_edges(graph.edges),
          m_touching(m_size),
          m_in(m_size, 0),
          m_out(m_size, 0),
          m_place(m_size, -1),
          m_right(graph.size)
    {
        for (std::size_t e = 0; e < m_edges.size(); ++e) {
            m_touching[static_cast<std::size_t>(m_edges[e].from)].push_back(e);
            m_touching[static_cast<std::size_t>(m_edges[e].to)].push_back(e);
            m_out[static_cast<std::size_t>(m_edges[e].from)] += m_edges[e].weight;
            m_in[static_cast<std::size_t>(m_edges[e].to)] += m_edges[e].weight;
        }
        for (std::size_t v = 0; v < m_size; ++v)
            offer(v);
    }

    std::vector<int> run()
    {
        while (m_left < m_right) {
            if (takeFrom(
                    m_sinks, [this](std::size_t v) { return m_out[v] == 0; }, true))
                continue;
            if (takeFrom(
                    m_sources, [this](std::size_t v) { return m_in[v] == 0; }, false))
                continue;
            const auto [gain, minusNode] = m_best.top();
            m_best.pop();
            const auto v = static_cast<std::size_t>(-minusNode);
            if (m_place[v] < 0 && gain == m_out[v] - m_in[v])
                take(v, false);
        }
        return std::move(m_place);
    }

private:
    void offer(std::size_t v)
    {
        if (m_out[v] == 0)
            m_sinks.push(v);
        else if (m_in[v] == 0)
            m_sources.push(v);
        else
            m_best.emplace(m_out[v] - m_in[v], -static_cast<int>(v));
    }

    template <typename Still> bool takeFrom(std::queue<std::size_t>& queue, Still still, bool right)
    {
        while (!queue.empty()) {
            const std::size_t v = queue.front();
            queue.pop();
            if (m_place[v] < 0 && still(v)) {
                take(v, right);
                return true;
            }
        }
        return false;
    }

    void take(std::size_t v, bool right)
    {
        m_place[v] = right ? --m_right : m_left++;
        for (const std::size_t e : m_touching[v]) {
            const LocalEdge& edge = m_edges[e];
            const bool outgoing = static_cast<std::size_t>(edge.from) == v;
            const auto other = static_cast<std::size_t>(outgoing ? edge.to : edge.from);
            if (m_place[other] >= 0)
                continue;
            (outgoing ? m_in : m_out)[other] -= edge.weight;
            offer(other);
        }
    }

    const std::size_t m_size;
    const std::vector<LocalEdge>& m_edges;
    std::vector<std::vector<std::size_t>> m_touching;
    std::vector<int> m_in;
    std::vector<int> m_out;
    std::vector<int> m_place;
    int m_left = 0;
    int m_right;
    std::queue<std::size_t> m_sinks;
    std::queue<std::size_t> m_sources;
    std::priority_queue<std::pair<int, int>> m_best;
};

std::vector<int> inOrder(const std::vector<int>& order)
{
    std::vector<int> nodes(order.size());
    for (std::size_t v = 0; v < order.size(); ++v)
        nodes[static_cast<std::size_t>(order[v])] = static_cast<int>(v);
    return nodes;
}

template <typename Visit> void each(const Neighbours& all, int node, Visit visit)
{
    const auto v = static_cast<std::size_t>(node);
    for (int i = all.start[v]; i < all.start[v + 1]; ++i)
        visit(all.ends[static_cast<std::size_t>(i)]);
}

/// As far left as can be, then what gives more than it takes moves up to what it gives to.
std::vector<int> earliestLayers(const LocalGraph& graph, const std::vector<int>& nodes)
{
    const Neighbours next = successors(graph);
    const Neighbours previous = predecessors(graph);
    std::vector<int> layer(nodes.size(), 0);
    for (const int v : nodes)
        each(next, v, [&](int w) {
            auto& at = layer[static_cast<std::size_t>(w)];
            at = std::max(at, layer[static_cast<std::size_t>(v)] + 1);
        });
    for (auto it = nodes.rbegin(); it != nodes.rend(); ++it) {
        const auto v = static_cast<std::size_t>(*it);
        const int gives = next.start[v + 1] - next.start[v];
        const int takes = previous.start[v + 1] - previous.start[v];
        if (gives == 0 || takes >= gives)
            continue;
        int nearest =
            layer[static_cast<std::size_t>(next.ends[static_cast<std::size_t>(next.start[v])])];
        each(next, *it,
             [&](int w) { nearest = std::min(nearest, layer[static_cast<std::size_t>(w)]); });
        layer[v] = std::max(layer[v], nearest - 1);
    }
    return layer;
}

/// Column after column takes those whose turn it is, the ones with the longest way ahead first.
std::vector<int> scheduled(const LocalGraph& graph, const std::vector<int>& nodes,
                           const std::vector<int>& wanted, int tallest)
{
    const Neighbours next = successors(graph);
    std::vector<int> ahead(nodes.size(), 0);
    std::vector<int> waiting(nodes.size(), 0);
    for (auto it = nodes.rbegin(); it != nodes.rend(); ++it)
        each(next, *it, [&](int w) {
            auto& at = ahead[static_cast<std::size_t>(*it)];
            at = std::max(at, ahead[static_cast<std::size_t>(w)] + 1);
            ++waiting[static_cast<std::size_t>(w)];
        });
    using Entry = std::pair<int, int>;
    std::priority_queue<Entry> ready; // longest way ahead, then lowest index
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> later; // by column
    std::vector<int> layer(wanted);
    for (const int v : nodes)
        if (waiting[static_cast<std::size_t>(v)] == 0)
            later.emplace(wanted[static_cast<std::size_t>(v)], v);
    for (int column = 0; !ready.empty() || !later.empty(); ++column) {
        for (; !later.empty() && later.top().first <= column; later.pop())
            ready.emplace(ahead[static_cast<std::size_t>(later.top().second)], -later.top().second);
        for (int taken = 0; taken < tallest && !ready.empty(); ++taken) {
            const int v = -ready.top().second;
            ready.pop();
            layer[static_cast<std::size_t>(v)] = column;
            each(next, v, [&](int w) {
                if (--waiting[static_cast<std::size_t>(w)] == 0)
                    later.emplace(std::max(wanted[static_cast<std::size_t>(w)], column + 1), w);
            });
        }
    }
    return layer;
}

} // namespace

Neighbours successors(const LocalGraph& graph)
{
    return neighbours(graph, &LocalEdge::from, &LocalEdge::to);
}

Neighbours predecessors(const LocalGraph& graph)
{
    return neighbours(graph, &LocalEdge::to, &LocalEdge::from);
}

std::vector<std::vector<int>> connectedParts(const LocalGraph& graph)
{
    const Neighbours next = successors(graph);
    const Neighbours previous = predecessors(graph);
    std::vector<char> seen(static_cast<std::size_t>(graph.size), 0);
    std::vector<std::vector<int>> parts;
    for (int first = 0; first < graph.size; ++first) {
        if (seen[static_cast<std::size_t>(first)])
            continue;
        std::vector<int> part{first};
        seen[static_cast<std::size_t>(first)] = 1;
        const auto visit = [&](int w) {
            if (std::exchange(seen[static_cast<std::size_t>(w)], char{1}) == 0)
                part.push_back(w);
        };
        for (std::size_t i = 0; i < part.size(); ++i) {
            const int v = part[i];
            each(next, v, visit);
            each(previous, v, visit);
        }
        std::ranges::sort(part);
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<int> breakCycles(const LocalGraph& graph)
{
    return CycleBreaker(graph).run();
}

LocalGraph turnedForward(const LocalGraph& graph, const std::vector<int>& order)
{
    LocalGraph out{graph.size, graph.edges};
    for (LocalEdge& edge : out.edges)
        if (order[static_cast<std::size_t>(edge.from)] > order[static_cast<std::size_t>(edge.to)])
            std::swap(edge.from, edge.to);
    std::ranges::sort(out.edges, {}, [](const LocalEdge& e) { return std::pair(e.from, e.to); });
    const auto rest = std::ranges::unique(
        out.edges, {}, [](const LocalEdge& e) { return std::pair(e.from, e.to); });
    out.edges.erase(rest.begin(), rest.end());
    return out;
}

std::vector<int> assignLayers(const LocalGraph& graph, const std::vector<int>& order, int tallest)
{
    const std::vector<int> nodes = inOrder(order);
    return scheduled(graph, nodes, earliestLayers(graph, nodes), tallest);
}

} // namespace penstock::ui::graph
