// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/arrange.h"

#include "ui/graph/layout/layering.h"
#include "ui/graph/layout/ordering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace penstock::ui::graph {
namespace {

constexpr int kShortColumn = 8; ///< columns up to this tall are never split

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// What is declared shapes the picture more than what was guessed; rates do not, they change by the minute.
int weightOf(KnownBy knownBy)
{
    static constexpr std::array<int, 3> kWeights{3, 2, 1};
    return kWeights[static_cast<std::size_t>(knownBy)];
}

struct GroupPlan {
    std::vector<int> members; ///< indices into the graph, agents first
    std::vector<Cell> cells;  ///< within the group
    Block block;
};

/// Cells for one connected part, from (0, 0).
Block arrangePart(const LocalGraph& graph, std::vector<Cell>& cells)
{
    const int tallest =
        std::max(kShortColumn, static_cast<int>(std::ceil(std::sqrt(2.0 * graph.size))));
    const std::vector<int> order = breakCycles(graph);
    const LocalGraph forward = turnedForward(graph, order);
    const std::vector<int> columns = assignLayers(forward, order, tallest);
    const std::vector<int> rows = assignRows(forward, columns);
    Block block;
    cells.resize(columns.size());
    for (std::size_t v = 0; v < cells.size(); ++v) {
        cells[v] = {columns[v], rows[v]};
        block.columns = std::max(block.columns, columns[v] + 1);
        block.rows = std::max(block.rows, rows[v] + 1);
    }
    return block;
}

LocalGraph partOf(const std::vector<int>& part, std::vector<int>& indexInPart,
                  const Neighbours& next, const std::vector<int>& weights)
{
    LocalGraph out{static_cast<int>(part.size()), {}};
    for (std::size_t i = 0; i < part.size(); ++i)
        indexInPart[at(part[i])] = static_cast<int>(i);
    for (const int v : part)
        for (int i = next.start[at(v)]; i < next.start[at(v) + 1]; ++i)
            out.edges.push_back(
                {indexInPart[at(v)], indexInPart[at(next.ends[at(i)])], weights[at(i)]});
    return out;
}

void arrangeGroup(const LocalGraph& graph, GroupPlan& plan)
{
    const Neighbours next = successors(graph);
    std::vector<int> weights(graph.edges.size()); // edges are sorted by from, as next is
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = graph.edges[i].weight;
    const std::vector<std::vector<int>> parts = connectedParts(graph);
    std::vector<int> indexInPart(at(graph.size));
    std::vector<std::vector<Cell>> cells(parts.size());
    std::vector<Block> blocks;
    for (std::size_t p = 0; p < parts.size(); ++p)
        blocks.push_back(arrangePart(partOf(parts[p], indexInPart, next, weights), cells[p]));
    const std::vector<Cell> origins = pack(blocks, {}, 0);
    plan.cells.resize(plan.members.size());
    for (std::size_t p = 0; p < parts.size(); ++p) {
        for (std::size_t i = 0; i < parts[p].size(); ++i) {
            const Cell cell{origins[p].column + cells[p][i].column,
                            origins[p].row + cells[p][i].row};
            plan.cells[at(parts[p][i])] = cell;
            plan.block.columns = std::max(plan.block.columns, cell.column + 1);
            plan.block.rows = std::max(plan.block.rows, cell.row + 1);
        }
    }
}

class Arranger final {
public:
    explicit Arranger(const Graph& graph)
        : m_graph(graph), m_group(graph.nodes.size()), m_local(graph.nodes.size())
    {
        std::map<Key, int> groups;
        for (const Node& node : graph.nodes)
            groups.try_emplace(node.group, 0);
        for (int i = 0; auto& [key, index] : groups) {
            index = i++;
            m_keys.push_back(key);
        }
        m_plans.resize(groups.size());
        std::vector<int> byKind(graph.nodes.size());
        std::iota(byKind.begin(), byKind.end(), 0);
        // Ties in every later step go to the lower index: agents stand before what they use.
        std::ranges::stable_sort(byKind, {}, [&](int n) { return graph.nodes[at(n)].kind; });
        for (const int n : byKind) {
            const int group = groups[graph.nodes[at(n)].group];
            m_group[at(n)] = group;
            m_local[at(n)] = static_cast<int>(m_plans[at(group)].members.size());
            m_plans[at(group)].members.push_back(n);
        }
        locateEnds();
    }

    Arrangement run()
    {
        std::vector<LocalGraph> inside = insideEdges();
        std::vector<Block> blocks;
        for (std::size_t g = 0; g < m_plans.size(); ++g) {
            arrangeGroup(inside[g], m_plans[g]);
            blocks.push_back(m_plans[g].block);
        }
        const std::vector<Cell> origins = pack(blocks, attractions(), 1);
        Arrangement out;
        out.cells.resize(m_graph.nodes.size());
        for (std::size_t n = 0; n < out.cells.size(); ++n) {
            const Cell cell = m_plans[at(m_group[n])].cells[at(m_local[n])];
            const Cell origin = origins[at(m_group[n])];
            out.cells[n] = {origin.column + cell.column, origin.row + cell.row};
        }
        for (std::size_t g = 0; g < m_plans.size(); ++g)
            out.plots.push_back({m_keys[g], 0, origins[g].column, origins[g].row, blocks[g].columns,
                                 blocks[g].rows});
        return out;
    }

private:
    void locateEnds()
    {
        const auto indexOf = [&](Key key) {
            return static_cast<int>(std::ranges::lower_bound(m_graph.nodes, key, {}, &Node::key) -
                                    m_graph.nodes.begin());
        };
        for (const Edge& edge : m_graph.edges)
            m_ends.emplace_back(indexOf(edge.from), indexOf(edge.to));
    }

    std::vector<LocalGraph> insideEdges() const
    {
        std::vector<LocalGraph> inside(m_plans.size());
        for (std::size_t g = 0; g < inside.size(); ++g)
            inside[g].size = static_cast<int>(m_plans[g].members.size());
        for (std::size_t e = 0; e < m_ends.size(); ++e) {
            const auto [from, to] = m_ends[e];
            if (from == to || m_group[at(from)] != m_group[at(to)])
                continue;
            inside[at(m_group[at(from)])].edges.push_back(
                {m_local[at(from)], m_local[at(to)], weightOf(m_graph.edges[e].knownBy)});
        }
        for (LocalGraph& graph : inside)
            join(graph);
        return inside;
    }

    static void join(LocalGraph& graph)
    {
        std::ranges::sort(graph.edges, {},
                          [](const LocalEdge& e) { return std::tuple(e.from, e.to, e.weight); });
        std::vector<LocalEdge> joined;
        for (const LocalEdge& edge : graph.edges) {
            if (!joined.empty() && joined.back().from == edge.from && joined.back().to == edge.to)
                joined.back().weight += edge.weight;
            else
                joined.push_back(edge);
        }
        graph.edges = std::move(joined);
    }

    std::vector<Attraction> attractions() const
    {
        std::vector<Attraction> out;
        for (const auto& [from, to] : m_ends) {
            const int a = m_group[at(from)];
            const int b = m_group[at(to)];
            if (a != b)
                out.push_back({a, m_plans[at(a)].cells[at(m_local[at(from)])], b,
                               m_plans[at(b)].cells[at(m_local[at(to)])]});
        }
        return out;
    }

    const Graph& m_graph;
    std::vector<int> m_group;
    std::vector<int> m_local; ///< index among the members of the group
    std::vector<std::pair<int, int>> m_ends;
    std::vector<Key> m_keys;
    std::vector<GroupPlan> m_plans;
};

} // namespace

Arrangement arrange(const Graph& graph)
{
    return Arranger(graph).run();
}

} // namespace penstock::ui::graph
