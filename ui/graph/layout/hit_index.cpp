// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/hit_index.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace penstock::ui::graph {
namespace {

constexpr int kSmallestTile = 128;
constexpr double kMostTiles = 16384;

/// Squared distance of a point from a rectangle, 0 inside.
std::int64_t distance(const Rect& rect, Point point)
{
    const std::int64_t x = std::max({rect.x - point.x, 0, point.x - rect.right()});
    const std::int64_t y = std::max({rect.y - point.y, 0, point.y - rect.bottom()});
    return x * x + y * y;
}

/// As Rect::intersects, but a line counts though it has no width.
bool touches(const Rect& a, const Rect& b)
{
    return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
}

void tidy(std::vector<Key>& keys)
{
    std::ranges::sort(keys);
    const auto rest = std::ranges::unique(keys);
    keys.erase(rest.begin(), rest.end());
}

} // namespace

HitIndex::HitIndex(const Layout& layout) : m_bounds(layout.bounds)
{
    for (const GroupBox& box : layout.boxes)
        if (box.present && box.framed)
            m_entries.push_back({What::group, box.group, box.rect});
    for (const NodePlace& node : layout.nodes)
        if (node.present)
            m_entries.push_back({What::node, node.key, node.rect});
    for (const Route& route : layout.routes) {
        for (std::size_t i = 0; route.present && i + 1 < route.points.size(); ++i) {
            const auto [x, right] = std::minmax(route.points[i].x, route.points[i + 1].x);
            const auto [y, bottom] = std::minmax(route.points[i].y, route.points[i + 1].y);
            m_entries.push_back({What::edge, route.edge, {x, y, right - x, bottom - y}});
        }
    }
    fill();
}

/// Counts first, then fills: one block of memory for all tiles.
void HitIndex::fill()
{
    const double area = static_cast<double>(m_bounds.width) * m_bounds.height;
    m_tile = std::max(kSmallestTile, static_cast<int>(std::sqrt(area / kMostTiles)));
    m_columns = m_bounds.width / m_tile + 1;
    m_rows = m_bounds.height / m_tile + 1;
    m_start.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows) + 1, 0);
    const auto visit = [this](const Rect& rect, auto&& act) {
        const Tiles tiles = tilesOf(rect);
        for (int row = tiles.top; row <= tiles.bottom; ++row)
            for (int column = tiles.left; column <= tiles.right; ++column)
                act(tileAt(column, row));
    };
    for (const Entry& entry : m_entries)
        visit(entry.rect, [this](std::size_t tile) { ++m_start[tile + 1]; });
    for (std::size_t i = 1; i < m_start.size(); ++i)
        m_start[i] += m_start[i - 1];
    m_inTile.resize(m_start.back());
    std::vector<std::uint32_t> next = m_start;
    for (std::uint32_t i = 0; i < m_entries.size(); ++i)
        visit(m_entries[i].rect, [&](std::size_t tile) { m_inTile[next[tile]++] = i; });
}

HitIndex::Tiles HitIndex::tilesOf(const Rect& rect) const
{
    const auto tile = [this](int at, int from, int count) {
        return std::clamp((at - from) / m_tile, 0, count - 1);
    };
    return {tile(rect.x, m_bounds.x, m_columns), tile(rect.y, m_bounds.y, m_rows),
            tile(rect.right(), m_bounds.x, m_columns), tile(rect.bottom(), m_bounds.y, m_rows)};
}

std::size_t HitIndex::tileAt(int column, int row) const
{
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
           static_cast<std::size_t>(column);
}

HitIndex::Hit HitIndex::at(Point point, int tolerance) const
{
    if (m_entries.empty())
        return {};
    const std::int64_t reach = static_cast<std::int64_t>(tolerance) * tolerance;
    using Rank = std::tuple<What, std::int64_t, Key>;
    Rank best{What::nothing, 0, 0};
    const Tiles tiles = tilesOf(Rect{point.x, point.y, 0, 0}.grown(tolerance));
    for (int row = tiles.top; row <= tiles.bottom; ++row) {
        for (int column = tiles.left; column <= tiles.right; ++column) {
            const std::size_t tile = tileAt(column, row);
            for (std::uint32_t i = m_start[tile]; i < m_start[tile + 1]; ++i) {
                const Entry& entry = m_entries[m_inTile[i]];
                const std::int64_t away = distance(entry.rect, point);
                const Rank rank{entry.what, away, entry.key};
                if (away <= (entry.what == What::edge ? reach : 0) &&
                    (std::get<0>(best) == What::nothing || rank < best))
                    best = rank;
            }
        }
    }
    return {std::get<0>(best), std::get<2>(best)};
}

HitIndex::Visible HitIndex::inside(const Rect& rect) const
{
    Visible out;
    if (m_entries.empty())
        return out;
    const Tiles tiles = tilesOf(rect);
    for (int row = tiles.top; row <= tiles.bottom; ++row) {
        for (int column = tiles.left; column <= tiles.right; ++column) {
            const std::size_t tile = tileAt(column, row);
            for (std::uint32_t i = m_start[tile]; i < m_start[tile + 1]; ++i) {
                const Entry& entry = m_entries[m_inTile[i]];
                if (!touches(entry.rect, rect))
                    continue;
                (entry.what == What::node   ? out.nodes
                 : entry.what == What::edge ? out.edges
                                            : out.groups)
                    .push_back(entry.key);
            }
        }
    }
    tidy(out.nodes);
    tidy(out.edges);
    tidy(out.groups);
    return out;
}

} // namespace penstock::ui::graph
