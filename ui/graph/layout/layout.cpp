// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/layout.h"

#include "ui/graph/layout/arrange.h"
#include "ui/graph/layout/frame.h"
#include "ui/graph/layout/router.h"
#include "ui/graph/layout/weave.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace penstock::ui::graph {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

class Weft final {
public:
    Weft(const Graph& graph, const Arrangement& arrangement)
        : m_graph(graph), m_cells(arrangement.cells), m_sideTaken(graph.nodes.size(), 0)
    {
        for (const Cell& cell : m_cells) {
            m_columns = std::max(m_columns, cell.column + 1);
            m_rows = std::max(m_rows, cell.row + 1);
        }
        for (const Edge& edge : graph.edges) {
            Line line;
            line.from = indexOf(edge.from);
            line.to = indexOf(edge.to);
            line.fromCell = m_cells[at(line.from)];
            line.toCell = m_cells[at(line.to)];
            line.back = runsBack(line.fromCell, line.toCell);
            m_lines.push_back(line);
        }
    }

    void route()
    {
        Router router(m_columns, m_rows);
        for (std::size_t n = 0; n < m_cells.size(); ++n)
            router.occupy(m_cells[n], m_graph.nodes[n].kind == NodeKind::collapsedGroup);
        const std::map<std::size_t, std::size_t> pairs = findPairs();
        for (const auto& [lead, partner] : pairs)
            routePair(router, lead, partner);
        // Short ones first: they have the best claim on the cells between their ends.
        std::vector<std::size_t> order;
        for (std::size_t e = 0; e < m_lines.size(); ++e)
            if (!m_lines[e].pair)
                order.push_back(e);
        std::ranges::stable_sort(order, {}, [this](std::size_t e) {
            const Line& line = m_lines[e];
            return std::abs(line.toCell.column - line.fromCell.column) +
                   std::abs(line.toCell.row - line.fromCell.row);
        });
        for (const std::size_t e : order) {
            Line& line = m_lines[e];
            line.path = router.choose(line.fromCell, line.toCell, ownerOf(e),
                                      m_sideTaken[at(line.from)] != 0);
            router.mark(line.path, line.fromCell, line.toCell, ownerOf(e));
            m_rows = std::max(m_rows, (line.path.level + 1) / 2);
        }
    }

    void draw(Layout& layout)
    {
        std::vector<NodeKind> kinds;
        for (const Node& node : m_graph.nodes)
            kinds.push_back(node.kind);
        assignPorts(m_lines, kinds);
        const LatticeLines lattice(m_columns, m_rows, assignLanes(m_lines, m_columns, m_rows));
        layout.columnX = lattice.columnX();
        layout.rowY = lattice.rowY();
        for (std::size_t n = 0; n < m_cells.size(); ++n) {
            const Node& node = m_graph.nodes[n];
            layout.nodes.push_back(standing(layout, node, m_cells[n]));
        }
        for (std::size_t e = 0; e < m_lines.size(); ++e)
            layout.routes.push_back(routeOf(layout, lattice, e));
    }

private:
    int indexOf(Key key) const
    {
        return static_cast<int>(std::ranges::lower_bound(m_graph.nodes, key, {}, &Node::key) -
                                m_graph.nodes.begin());
    }

    Key ownerOf(std::size_t edge) const
    {
        return Router::ownerOf(m_graph.edges[edge].from, m_graph.edges[edge].to);
    }

    /// Of edges in both directions between two nodes, the best known one each: the one that runs forwards, the other.
    std::map<std::size_t, std::size_t> findPairs() const
    {
        using Ends = std::pair<int, int>;
        std::map<Ends, std::size_t> best;
        for (std::size_t e = 0; e < m_lines.size(); ++e) {
            const auto [found, isNew] = best.try_emplace({m_lines[e].from, m_lines[e].to}, e);
            if (!isNew && m_graph.edges[e].knownBy < m_graph.edges[found->second].knownBy)
                found->second = e;
        }
        std::map<std::size_t, std::size_t> pairs;
        for (const auto& [ends, edge] : best) {
            const auto other = best.find({ends.second, ends.first});
            if (ends.first != ends.second && other != best.end() && !m_lines[edge].back)
                pairs.emplace(edge, other->second);
        }
        return pairs;
    }

    void routePair(Router& router, std::size_t lead, std::size_t partner)
    {
        Line& line = m_lines[lead];
        const Path path = router.choose(line.fromCell, line.toCell, ownerOf(lead), false);
        if (path.level != kNone || path.channel2 != kNone || path.entry == Side::bottom)
            return;
        line.path = path;
        Line& back = m_lines[partner];
        back.path = path;
        std::swap(back.path.exit, back.path.entry);
        line.pair = back.pair = true;
        router.mark(path, line.fromCell, line.toCell, ownerOf(lead));
        if (path.exit == Side::right)
            m_sideTaken[at(line.from)] = 1;
    }

    Route routeOf(const Layout& layout, const LatticeLines& lattice, std::size_t e) const
    {
        const Line& line = m_lines[e];
        const Edge& edge = m_graph.edges[e];
        Route route{edge.key, edge.from, edge.to, true, line.back, line.pair, line.path, {}};
        const NodePlace& from = layout.nodes[at(line.from)];
        const NodePlace& to = layout.nodes[at(line.to)];
        const Path& path = line.path;
        route.points = cornersOf(
            path, portAt(from.rect, from.kind, path.exit, line.exitOffset),
            portAt(to.rect, to.kind, path.entry, line.entryOffset),
            path.channel == kNone ? 0 : lattice.channelX(path.channel, line.channelLane),
            path.level == kNone ? 0 : lattice.levelY(path.level, line.levelLane),
            path.channel2 == kNone ? 0 : lattice.channelX(path.channel2, line.channel2Lane));
        return route;
    }

    const Graph& m_graph;
    const std::vector<Cell>& m_cells;
    std::vector<char> m_sideTaken;
    std::vector<Line> m_lines;
    int m_columns = 1;
    int m_rows = 1;
};

} // namespace

Layout layoutAll(const Graph& graph)
{
    const Graph canonical = normalized(graph);
    Layout layout;
    if (canonical.nodes.empty())
        return layout;
    Arrangement arrangement = arrange(canonical);
    layout.plots = std::move(arrangement.plots);
    Weft weft(canonical, arrangement);
    weft.route();
    weft.draw(layout);
    frame(layout);
    return layout;
}

const NodePlace* findNode(const Layout& layout, Key key)
{
    const auto found = std::ranges::lower_bound(layout.nodes, key, {}, &NodePlace::key);
    return found != layout.nodes.end() && found->key == key ? &*found : nullptr;
}

const Route* findRoute(const Layout& layout, Key edge)
{
    const auto found = std::ranges::lower_bound(layout.routes, edge, {}, &Route::edge);
    return found != layout.routes.end() && found->edge == edge ? &*found : nullptr;
}

} // namespace penstock::ui::graph
