// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/frame.h"
#include "ui/graph/layout/lane_book.h"
#include "ui/graph/layout/plots.h"
#include "ui/graph/layout/router.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace penstock::ui::graph {
namespace {

template <typename Item> std::size_t at(Item index)
{
    return static_cast<std::size_t>(index);
}

/// A node or an edge, at the moment at which it first appeared. An edge is not there before both its ends.
struct Appearance {
    std::uint64_t first = 0;
    bool isEdge = false;
    Key key = 0;
    std::size_t index = 0;
    auto operator<=>(const Appearance&) const = default;
};

class Extension final {
public:
    Extension(const Layout& before, Graph graph)
        : m_layout(before),
          m_graph(normalized(std::move(graph))),
          m_router(static_cast<int>(before.columnX.size()) + 4,
                   static_cast<int>(before.rowY.size()) + 4),
          m_plots(m_layout.plots),
          m_lanes(m_layout)
    {
        standStill();
        listAppearances();
    }

    Layout run()
    {
        for (const Appearance& appearance : m_new) {
            if (appearance.isEdge)
                addEdge(m_graph.edges[appearance.index]);
            else
                addNode(m_graph.nodes[appearance.index]);
        }
        std::ranges::sort(m_layout.nodes, {}, &NodePlace::key);
        std::ranges::sort(m_layout.routes, {}, &Route::edge);
        frame(m_layout);
        return std::move(m_layout);
    }

private:
    const Node* wanted(Key key) const
    {
        const auto found = std::ranges::lower_bound(m_graph.nodes, key, {}, &Node::key);
        return found != m_graph.nodes.end() && found->key == key ? &*found : nullptr;
    }

    const Edge* wantedEdge(Key key) const
    {
        const auto found = std::ranges::lower_bound(m_graph.edges, key, {}, &Edge::key);
        return found != m_graph.edges.end() && found->key == key ? &*found : nullptr;
    }

    /// What is there stays; a node that became another kind or went to another group, and its edges, are new.
    void standStill()
    {
        std::erase_if(m_layout.nodes, [this](const NodePlace& place) {
            const Node* node = wanted(place.key);
            return node != nullptr && (node->kind != place.kind || node->group != place.group);
        });
        m_at.reserve(m_graph.nodes.size());
        m_between.reserve(m_graph.edges.size());
        m_routed.reserve(m_graph.edges.size());
        for (std::size_t i = 0; i < m_layout.nodes.size(); ++i) {
            NodePlace& place = m_layout.nodes[i];
            place.present = wanted(place.key) != nullptr;
            m_at[place.key] = i;
            m_router.occupy({place.column, place.row}, place.kind == NodeKind::collapsedGroup);
        }
        std::erase_if(m_layout.routes, [this](const Route& route) {
            const Edge* edge = wantedEdge(route.edge);
            return !m_at.contains(route.from) || !m_at.contains(route.to) ||
                   (edge != nullptr && (edge->from != route.from || edge->to != route.to));
        });
        for (std::size_t i = 0; i < m_layout.routes.size(); ++i) {
            Route& route = m_layout.routes[i];
            route.present = wantedEdge(route.edge) != nullptr;
            noteRoute(i);
        }
    }

    void listAppearances()
    {
        for (std::size_t n = 0; n < m_graph.nodes.size(); ++n)
            if (!m_at.contains(m_graph.nodes[n].key))
                m_new.push_back({m_graph.nodes[n].first, false, m_graph.nodes[n].key, n});
        for (std::size_t e = 0; e < m_graph.edges.size(); ++e) {
            const Edge& edge = m_graph.edges[e];
            const std::uint64_t first =
                std::max({edge.first, wanted(edge.from)->first, wanted(edge.to)->first});
            if (!m_routed.contains(edge.key))
                m_new.push_back({first, true, edge.key, e});
            // Only edges that appear together with the node may decide where it stands: later ones might have come
            // in a later batch.
            for (const Key end : {edge.from, edge.to})
                if (edge.from != edge.to && !m_at.contains(end) && wanted(end)->first == first)
                    m_edgesWith[end].push_back(e);
        }
        std::ranges::sort(m_new);
    }

    void addNode(const Node& node)
    {
        std::vector<Neighbour> neighbours;
        for (const std::size_t e : m_edgesWith[node.key]) {
            const Edge& edge = m_graph.edges[e];
            const bool callsNew = edge.to == node.key;
            const auto other = m_at.find(callsNew ? edge.from : edge.to);
            if (other == m_at.end())
                continue;
            const NodePlace& place = m_layout.nodes[other->second];
            neighbours.push_back({{place.column, place.row}, callsNew, place.group == node.group});
        }
        const Cell cell = cellFor(node, neighbours);
        reach(cell);
        m_router.occupy(cell, node.kind == NodeKind::collapsedGroup);
        m_at[node.key] = m_layout.nodes.size();
        m_layout.nodes.push_back(standing(m_layout, node, cell));
    }

    /// The plate of a collapsed group stands where one of its members stood; those come back when it opens.
    Cell cellFor(const Node& node, const std::vector<Neighbour>& neighbours)
    {
        if (node.kind != NodeKind::collapsedGroup)
            return m_plots.place(node, neighbours, m_router);
        std::vector<std::pair<int, int>> stood;
        for (const NodePlace& place : m_layout.nodes)
            if (place.group == node.group && !place.present)
                stood.emplace_back(place.row, place.column);
        std::ranges::sort(stood);
        const auto clear = [&](Cell cell) { return isClear(node, cell); };
        for (const auto& [row, column] : stood)
            if (clear({column, row}))
                return {column, row};
        return m_plots.placePlate(node, neighbours, clear);
    }

    /// Whether the plate would leave every line alone, but those of the members it stands for.
    bool isClear(const Node& plate, Cell cell)
    {
        reach(cell);
        const Rect rect = standing(m_layout, plate, cell).rect;
        const auto isMember = [&](Key key) {
            return m_layout.nodes[m_at[key]].group == plate.group;
        };
        return std::ranges::none_of(m_layout.routes, [&](const Route& route) {
            for (std::size_t i = 0; i + 1 < route.points.size(); ++i) {
                const auto [left, right] = std::minmax(route.points[i].x, route.points[i + 1].x);
                const auto [top, bottom] = std::minmax(route.points[i].y, route.points[i + 1].y);
                if (rect.grown(2).intersects(
                        {left - 1, top - 1, right - left + 2, bottom - top + 2}))
                    return !isMember(route.from) && !isMember(route.to);
            }
            return false;
        });
    }

    void reach(Cell cell)
    {
        auto& x = m_layout.columnX;
        auto& y = m_layout.rowY;
        while (x.size() <= at(cell.column))
            x.push_back(x.empty() ? kColumnGap : x.back() + kNodeWidth + kColumnGap);
        while (y.size() <= at(cell.row))
            y.push_back(y.empty() ? kGroupHeader + kGroupPadding + kBoxGap + kRowGap
                                  : y.back() + kCellHeight + kRowGap);
    }

    void addEdge(const Edge& edge)
    {
        const NodePlace& from = m_layout.nodes[m_at[edge.from]];
        const NodePlace& to = m_layout.nodes[m_at[edge.to]];
        const Cell fromCell{from.column, from.row};
        const Cell toCell{to.column, to.row};
        Route route{edge.key, edge.from, edge.to, true, runsBack(fromCell, toCell), false, {}, {}};
        if (Route* opposite = simpleOpposite(edge)) {
            route.path = opposite->path;
            std::swap(route.path.exit, route.path.entry);
            route.pair = true;
            if (route.path.channel == kNone)
                standBeside(*opposite, route, from, to);
            else
                route.points = m_lanes.place(route.path, from, to);
        } else {
            const Key owner = Router::ownerOf(edge.from, edge.to);
            route.path = m_router.choose(fromCell, toCell, owner, m_sideTaken[edge.from]);
            reach({std::max(0, std::max(route.path.channel, route.path.channel2) - 1),
                   std::max(0, route.path.level % 2 == 1 ? route.path.level / 2
                                                         : route.path.level / 2 - 1)});
            route.points = m_lanes.place(route.path, from, to);
        }
        m_layout.routes.push_back(std::move(route));
        noteRoute(m_layout.routes.size() - 1);
    }

    /// A line the other way between the same nodes that is not yet one of two, and that another can run beside.
    Route* simpleOpposite(const Edge& edge)
    {
        Route* best = nullptr;
        const auto [first, last] = m_between.equal_range(Router::ownerOf(edge.from, edge.to));
        for (auto it = first; it != last && edge.from != edge.to; ++it) {
            Route& route = m_layout.routes[it->second];
            const bool simple = route.from == edge.to && route.to == edge.from &&
                                route.path.level == kNone && route.path.channel2 == kNone &&
                                route.path.exit != Side::bottom && route.path.entry != Side::bottom;
            if (simple && !route.pair && (best == nullptr || route.edge < best->edge))
                best = &route;
        }
        return best;
    }

    /// Two straight lines share the middle: the one that was alone there makes room. No other edge is touched.
    void standBeside(Route& alone, Route& added, const NodePlace& from, const NodePlace& to)
    {
        m_lanes.freePorts(alone);
        alone.pair = true;
        alone.points = LaneBook::placePair(alone.path, to, from, alone.back);
        added.points = LaneBook::placePair(added.path, from, to, added.back);
        m_lanes.enter(alone, to, from);
        m_sideTaken[alone.back ? added.from : alone.from] = true;
    }

    void noteRoute(std::size_t index)
    {
        const Route& route = m_layout.routes[index];
        const NodePlace& from = m_layout.nodes[m_at[route.from]];
        const NodePlace& to = m_layout.nodes[m_at[route.to]];
        m_router.mark(route.path, {from.column, from.row}, {to.column, to.row},
                      Router::ownerOf(route.from, route.to));
        m_lanes.enter(route, from, to);
        m_between.emplace(Router::ownerOf(route.from, route.to), index);
        m_routed.insert(route.edge);
        if (route.pair && !route.back && route.path.exit == Side::right)
            m_sideTaken[route.from] = true;
    }

    Layout m_layout;
    const Graph m_graph;
    Router m_router;
    Plots m_plots;
    LaneBook m_lanes;
    std::vector<Appearance> m_new;
    std::unordered_map<Key, std::size_t> m_at; ///< node to its place
    std::unordered_set<Key> m_routed;
    std::unordered_map<Key, bool> m_sideTaken;
    std::unordered_map<Key, std::vector<std::size_t>> m_edgesWith;
    std::unordered_multimap<Key, std::size_t> m_between; ///< by Router::ownerOf, either direction
};

} // namespace

Layout extend(const Layout& before, const Graph& graph)
{
    return Extension(before, graph).run();
}

} // namespace penstock::ui::graph
