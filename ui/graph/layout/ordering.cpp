// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/ordering.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace penstock::ui::graph {
namespace {

constexpr int kSweeps = 6;
constexpr int kCountedItems = 600; ///< up to here the best of all sweeps is kept, by its crossings

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Nodes and the places of passing edges, column by column.
class Columns final {
public:
    Columns(const LocalGraph& graph, const std::vector<int>& column)
        : m_nodes(graph.size), m_column(column)
    {
        int last = 0;
        for (const int c : column)
            last = std::max(last, c);
        link(graph);
        m_order.resize(at(last) + 1);
        m_place.assign(m_column.size(), 0);
        m_row.assign(m_column.size(), 0);
        firstOrder();
    }

    void reduceCrossings()
    {
        const bool counted = m_column.size() <= kCountedItems;
        auto best = m_order;
        std::int64_t fewest = counted ? crossings() : 0;
        for (int sweep = 0; sweep < kSweeps * (counted ? 2 : 1) && (!counted || fewest > 0);
             ++sweep) {
            sweepOnce(sweep % 2 == 0);
            if (!counted)
                continue;
            transpose();
            if (const std::int64_t now = crossings(); now < fewest) {
                fewest = now;
                best = m_order;
            }
        }
        if (!counted)
            return;
        m_order = std::move(best);
        number();
    }

    std::vector<int> rows()
    {
        for (auto& column : m_order)
            for (std::size_t i = 0; i < column.size(); ++i)
                m_row[at(column[i])] = static_cast<int>(i) - static_cast<int>(column.size() / 2);
        for (int sweep = 0; sweep < kSweeps; ++sweep) {
            const bool last = sweep + 1 == kSweeps;
            for (std::size_t c = 0; c < m_order.size(); ++c) {
                const std::size_t column = sweep % 2 == 0 ? c : m_order.size() - 1 - c;
                settle(m_order[column], sweep % 2 == 0 || last, sweep % 2 == 1 || last);
            }
        }
        return withoutEmptyRows();
    }

private:
    void link(const LocalGraph& graph)
    {
        std::int64_t passes = 0;
        for (const LocalEdge& edge : graph.edges)
            passes += m_column[at(edge.to)] - m_column[at(edge.from)] - 1;
        const bool withPasses = passes <= 2 * graph.size + 16;
        m_before.resize(at(graph.size));
        m_after.resize(at(graph.size));
        for (const LocalEdge& edge : graph.edges) {
            int from = edge.from;
            for (int c = m_column[at(edge.from)] + 1; withPasses && c < m_column[at(edge.to)];
                 ++c) {
                const int pass = static_cast<int>(m_column.size());
                m_column.push_back(c);
                m_before.emplace_back();
                m_after.emplace_back();
                join(from, pass);
                from = pass;
            }
            join(from, edge.to);
        }
    }

    void join(int from, int to)
    {
        m_after[at(from)].push_back(to);
        m_before[at(to)].push_back(from);
    }

    /// Depth first from the left, so that trees start without crossings.
    void firstOrder()
    {
        std::vector<char> seen(m_column.size(), 0);
        std::vector<int> roots;
        for (int v = 0; v < static_cast<int>(m_column.size()); ++v)
            if (m_before[at(v)].empty())
                roots.push_back(v);
        std::ranges::stable_sort(roots, {}, [this](int v) { return m_column[at(v)]; });
        std::vector<int> stack;
        for (const int root : roots) {
            stack.push_back(root);
            while (!stack.empty()) {
                const int v = stack.back();
                stack.pop_back();
                if (std::exchange(seen[at(v)], char{1}) != 0)
                    continue;
                m_order[at(m_column[at(v)])].push_back(v);
                for (auto next = m_after[at(v)].rbegin(); next != m_after[at(v)].rend(); ++next)
                    stack.push_back(*next);
            }
        }
        number();
    }

    void number()
    {
        for (const auto& column : m_order)
            number(column);
    }

    /// Places count from the middle, so that columns of different heights compare.
    void number(const std::vector<int>& column)
    {
        for (std::size_t i = 0; i < column.size(); ++i)
            m_place[at(column[i])] =
                static_cast<double>(i) - static_cast<double>(column.size() - 1) / 2;
    }

    void sweepOnce(bool forward)
    {
        std::vector<std::pair<double, int>> keyed;
        for (std::size_t c = 0; c < m_order.size(); ++c) {
            auto& column = m_order[forward ? c : m_order.size() - 1 - c];
            keyed.clear();
            for (const int v : column) {
                const auto& around = (forward ? m_before : m_after)[at(v)];
                double sum = 0;
                for (const int w : around)
                    sum += m_place[at(w)];
                keyed.emplace_back(
                    around.empty() ? m_place[at(v)] : sum / static_cast<double>(around.size()), v);
            }
            std::ranges::stable_sort(keyed, {}, &std::pair<double, int>::first);
            for (std::size_t i = 0; i < column.size(); ++i)
                column[i] = keyed[i].second;
            number(column);
        }
    }

    /// Crossings between the edges of a and b when a is above b, on one side.
    std::int64_t crossingsOf(const std::vector<int>& a, const std::vector<int>& b) const
    {
        std::int64_t count = 0;
        for (const int v : a)
            for (const int w : b)
                count += m_place[at(v)] > m_place[at(w)];
        return count;
    }

    void transpose()
    {
        bool better = true;
        for (int pass = 0; pass < 4 && better; ++pass) {
            better = false;
            for (auto& column : m_order) {
                for (std::size_t i = 0; i + 1 < column.size(); ++i) {
                    const int a = column[i];
                    const int b = column[i + 1];
                    const std::int64_t now = crossingsOf(m_before[at(a)], m_before[at(b)]) +
                                             crossingsOf(m_after[at(a)], m_after[at(b)]);
                    const std::int64_t then = crossingsOf(m_before[at(b)], m_before[at(a)]) +
                                              crossingsOf(m_after[at(b)], m_after[at(a)]);
                    if (then < now) {
                        std::swap(column[i], column[i + 1]);
                        std::swap(m_place[at(a)], m_place[at(b)]);
                        better = true;
                    }
                }
            }
        }
    }

    std::int64_t crossings() const
    {
        std::int64_t count = 0;
        for (const auto& column : m_order)
            for (std::size_t i = 0; i < column.size(); ++i)
                for (std::size_t j = i + 1; j < column.size(); ++j)
                    count += crossingsOf(m_after[at(column[i])], m_after[at(column[j])]);
        return count;
    }

    /// The upper one of the two middle neighbours: a line of nodes stays straight, and branches hang below it.
    int wantedRow(int v, bool before, bool after)
    {
        m_around.clear();
        if (before)
            for (const int w : m_before[at(v)])
                m_around.push_back(m_row[at(w)]);
        if (after && (m_around.empty() || !before))
            for (const int w : m_after[at(v)])
                m_around.push_back(m_row[at(w)]);
        if (m_around.empty())
            return m_row[at(v)];
        const auto middle =
            m_around.begin() + static_cast<std::ptrdiff_t>((m_around.size() - 1) / 2);
        std::nth_element(m_around.begin(), middle, m_around.end());
        return *middle;
    }

    /// Rows for one column in its order, each at least one below the other, as near as can be to where they want to
    /// be (pool adjacent violators).
    void settle(const std::vector<int>& column, bool before, bool after)
    {
        struct Pool {
            double sum;
            int size;
            double mean() const { return sum / size; }
        };
        std::vector<Pool> pools;
        for (std::size_t i = 0; i < column.size(); ++i) {
            pools.push_back(
                {static_cast<double>(wantedRow(column[i], before, after) - static_cast<int>(i)),
                 1});
            while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
                pools[pools.size() - 2].sum += pools.back().sum;
                pools[pools.size() - 2].size += pools.back().size;
                pools.pop_back();
            }
        }
        std::size_t i = 0;
        for (const Pool& pool : pools)
            for (int k = 0; k < pool.size; ++k, ++i)
                m_row[at(column[i])] =
                    static_cast<int>(std::floor(pool.mean() + 0.5)) + static_cast<int>(i);
    }

    std::vector<int> withoutEmptyRows() const
    {
        std::vector<int> used(m_row.begin(), m_row.begin() + m_nodes);
        std::ranges::sort(used);
        const auto rest = std::ranges::unique(used);
        used.erase(rest.begin(), rest.end());
        std::vector<int> rows(at(m_nodes));
        for (std::size_t v = 0; v < rows.size(); ++v)
            rows[v] = static_cast<int>(std::ranges::lower_bound(used, m_row[v]) - used.begin());
        return rows;
    }

    const int m_nodes;
    std::vector<int> m_column;
    std::vector<std::vector<int>> m_before;
    std::vector<std::vector<int>> m_after;
    std::vector<std::vector<int>> m_order;
    std::vector<double> m_place;
    std::vector<int> m_row;
    std::vector<int> m_around;
};

} // namespace

std::vector<int> assignRows(const LocalGraph& forward, const std::vector<int>& column)
{
    Columns columns(forward, column);
    columns.reduceCrossings();
    return columns.rows();
}

} // namespace penstock::ui::graph
