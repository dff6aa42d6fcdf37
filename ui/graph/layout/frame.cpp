// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/frame.h"

#include "ui/graph/layout/weave.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

namespace penstock::ui::graph {
namespace {

constexpr int kMargin = 12;
constexpr int kRemotePoint = 14;
constexpr int kGatePoint = 12;
constexpr int kChamfer = 8;

Rect united(const Rect& a, const Rect& b)
{
    const int x = std::min(a.x, b.x);
    const int y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

const Plot* plotOf(const std::vector<const Plot*>& plots, const NodePlace& node)
{
    for (const Plot* plot : plots)
        if (node.column >= plot->column && node.column < plot->column + plot->columns &&
            node.row >= plot->row && node.row < plot->row + plot->rows)
            return plot;
    return nullptr;
}

Rect boxAround(const Layout& layout, const NodePlace& node)
{
    const int x = layout.columnX[static_cast<std::size_t>(node.column)];
    const int y = layout.rowY[static_cast<std::size_t>(node.row)];
    const int top = y - kGroupHeader - kGroupPadding;
    return {x - kGroupPadding, top, kNodeWidth + 2 * kGroupPadding,
            y + kCellHeight + kGroupPadding - top};
}

void frameGroups(Layout& layout)
{
    std::map<Key, std::vector<const Plot*>> plots;
    for (const Plot& plot : layout.plots)
        plots[plot.group].push_back(&plot);
    std::map<std::pair<Key, int>, GroupBox> boxes;
    for (const NodePlace& node : layout.nodes) {
        const Plot* plot = plotOf(plots[node.group], node);
        const bool plate = node.kind == NodeKind::collapsedGroup;
        if (plot == nullptr || (plate && !node.present))
            continue;
        const Rect rect = plate ? node.rect : boxAround(layout, node);
        GroupBox& box = boxes
                            .try_emplace({node.group, plot->part},
                                         GroupBox{node.group, plot->part, false, false, rect})
                            .first->second;
        box.present |= node.present;
        box.framed |= node.present && !plate && node.group != 0;
        box.rect = plate ? box.rect : united(box.rect, rect);
    }
    layout.boxes.clear();
    for (const auto& [key, box] : boxes)
        layout.boxes.push_back(box);
}

} // namespace

int nodeHeight(NodeKind kind)
{
    static constexpr std::array<int, 6> kHeights{40, 40, 40, 28, 32, 60};
    return kHeights[static_cast<std::size_t>(kind)];
}

int outlineInset(NodeKind kind, Side side, int offset)
{
    const int away = std::abs(offset);
    const int half = nodeHeight(kind) / 2;
    switch (kind) {
    case NodeKind::remoteAgent:
        return side == Side::right ? kRemotePoint * away / half : 0;
    case NodeKind::humanGate:
        return kGatePoint * away / half;
    case NodeKind::tool:
        return std::max(0, away - (half - kChamfer));
    default:
        return 0;
    }
}

NodePlace standing(const Layout& layout, const Node& node, Cell cell)
{
    const int height = nodeHeight(node.kind);
    const Rect rect{layout.columnX[static_cast<std::size_t>(cell.column)],
                    layout.rowY[static_cast<std::size_t>(cell.row)] + (kCellHeight - height) / 2,
                    kNodeWidth, height};
    return {node.key, node.group, node.kind, true, cell.column, cell.row, rect};
}

bool runsBack(Cell from, Cell to)
{
    return to.column < from.column || (to.column == from.column && to.row <= from.row);
}

void frame(Layout& layout)
{
    frameGroups(layout);
    bool first = true;
    const auto include = [&](const Rect& rect) {
        layout.bounds = first ? rect : united(layout.bounds, rect);
        first = false;
    };
    layout.bounds = {};
    for (const NodePlace& node : layout.nodes)
        if (node.present)
            include(node.rect);
    for (const GroupBox& box : layout.boxes)
        if (box.present)
            include(box.rect);
    for (const Route& route : layout.routes)
        for (const Point& point : route.points)
            if (route.present)
                include({point.x, point.y, 0, 0});
    if (!first)
        layout.bounds = layout.bounds.grown(kMargin);
}

Point portAt(const Rect& node, NodeKind kind, Side side, int offset)
{
    const int middleX = node.x + node.width / 2;
    const int middleY = node.y + node.height / 2;
    switch (side) {
    case Side::left:
        return {node.x + outlineInset(kind, side, offset), middleY + offset};
    case Side::right:
        return {node.right() - outlineInset(kind, side, offset), middleY + offset};
    case Side::top:
        return {middleX + offset, node.y};
    case Side::bottom:
        break;
    }
    return {middleX + offset, node.bottom()};
}

std::vector<Point> cornersOf(const Path& path, Point from, Point to, int x, int y, int x2)
{
    std::vector<Point> points{from};
    if (path.channel != kNone)
        points.push_back({x, from.y});
    if (path.level != kNone)
        points.push_back({points.back().x, y});
    if (path.channel2 != kNone)
        points.push_back({x2, points.back().y});
    // The last corner before the port: level with it at a side, above or below it at an end.
    const bool sideways = path.entry == Side::left || path.entry == Side::right;
    points.push_back(sideways ? Point{points.back().x, to.y} : Point{to.x, points.back().y});
    points.push_back(to);
    const auto rest = std::ranges::unique(points);
    points.erase(rest.begin(), rest.end());
    return points;
}

} // namespace penstock::ui::graph
