// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace penstock::ui::graph {
namespace {

constexpr double kHeadLength = 8;
constexpr int kLabelHeight = 16;
constexpr int kLabelWidth = 88;
constexpr int kChamfer = 8;
constexpr int kStoreLine = 4;
constexpr std::array<int, 2> kPlates{4, 8};

PointF exact(Point point)
{
    return {static_cast<double>(point.x), static_cast<double>(point.y)};
}

double lengthOf(Point a, Point b)
{
    return std::hypot(b.x - a.x, b.y - a.y);
}

PointF towards(PointF from, PointF to, double by)
{
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const double share = length > 0 ? by / length : 0;
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

std::vector<Bend> bendsOf(const std::vector<Point>& points)
{
    std::vector<Bend> bends;
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const double radius =
            std::min({static_cast<double>(kCornerRadius), lengthOf(points[i - 1], points[i]) / 2,
                      lengthOf(points[i], points[i + 1]) / 2});
        const PointF corner = exact(points[i]);
        bends.push_back({towards(corner, exact(points[i - 1]), radius), corner,
                         towards(corner, exact(points[i + 1]), radius)});
    }
    return bends;
}

/// On the longest level stretch with room for it; a line of an orthogonal pair has none.
Rect labelOf(const std::vector<Point>& points)
{
    Rect best;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const int length = std::abs(points[i + 1].x - points[i].x);
        if (points[i].y != points[i + 1].y || length < kLabelWidth + 2 * kCornerRadius ||
            length <= best.width)
            continue;
        best = {std::min(points[i].x, points[i + 1].x), points[i].y - kLabelHeight / 2, length,
                kLabelHeight};
    }
    if (best.width > 0) {
        best.x += (best.width - kLabelWidth) / 2;
        best.width = kLabelWidth;
    }
    return best;
}

EdgeItem edgeItem(const Route& route, const Edge& edge)
{
    EdgeItem item;
    item.edge = route.edge;
    item.knownBy = edge.knownBy;
    item.back = route.back;
    item.pair = route.pair;
    item.width = edgeWidth(edge.knownBy, edge.rate);
    item.asynchronous = edge.pattern == Pattern::publishSubscribe ||
                        edge.pattern == Pattern::stream || edge.pattern == Pattern::sharedMemory;
    item.start = item.tail = exact(route.points.front());
    item.bends = bendsOf(route.points);
    const PointF tip = exact(route.points.back());
    const PointF before = exact(route.points[route.points.size() - 2]);
    const PointF notch = towards(tip, before, kHeadLength);
    const double half = 3 + item.width / 2;
    const bool level = tip.y == before.y;
    item.head = {tip,
                 {notch.x + (level ? 0 : half), notch.y + (level ? half : 0)},
                 {notch.x - (level ? 0 : half), notch.y - (level ? half : 0)}};
    item.end = edge.knownBy == KnownBy::declared ? notch : tip;
    item.label = labelOf(route.points);
    return item;
}

NodeItem nodeItem(const NodePlace& node)
{
    NodeItem item{node.key, node.kind, node.rect, outlineOf(node.rect, node.kind), {}, {}};
    const Rect& r = node.rect;
    const int left = outlineInset(node.kind, Side::left, r.height / 2);
    const int right = outlineInset(node.kind, Side::right, r.height / 2);
    item.text = {r.x + std::max(8, left), r.y, r.width - std::max(8, left) - std::max(8, right),
                 r.height};
    if (node.kind == NodeKind::store)
        item.lines.push_back({Point{r.x, r.y + kStoreLine}, Point{r.right(), r.y + kStoreLine}});
    for (const int by : kPlates) {
        if (node.kind != NodeKind::collapsedGroup)
            break;
        item.lines.push_back({Point{r.x + by, r.y - by}, Point{r.right() + by, r.y - by}});
        item.lines.push_back(
            {Point{r.right() + by, r.y - by}, Point{r.right() + by, r.bottom() - by}});
    }
    return item;
}

std::vector<GroupItem> groupItems(const Layout& layout)
{
    std::vector<GroupItem> items;
    std::map<Key, std::vector<std::size_t>> parts;
    for (const GroupBox& box : layout.boxes) {
        if (!box.present || !box.framed)
            continue;
        parts[box.group].push_back(items.size());
        items.push_back({box.group,
                         box.part,
                         box.rect,
                         {box.rect.x, box.rect.y, box.rect.width, kGroupHeader},
                         0});
    }
    for (const NodePlace& node : layout.nodes) {
        const auto found = parts.find(node.group);
        if (!node.present || found == parts.end())
            continue;
        for (const std::size_t part : found->second)
            items[part].members += items[part].box.contains({node.rect.x, node.rect.y});
    }
    return items;
}

} // namespace

std::vector<Point> outlineOf(const Rect& r, NodeKind kind)
{
    const int middle = r.y + r.height / 2;
    switch (kind) {
    case NodeKind::remoteAgent: {
        const int neck = r.right() - outlineInset(kind, Side::right, r.height / 2);
        return {
            {r.x, r.y}, {neck, r.y}, {r.right(), middle}, {neck, r.bottom()}, {r.x, r.bottom()}};
    }
    case NodeKind::humanGate: {
        const int inset = outlineInset(kind, Side::left, r.height / 2);
        return {{r.x, middle},
                {r.x + inset, r.y},
                {r.right() - inset, r.y},
                {r.right(), middle},
                {r.right() - inset, r.bottom()},
                {r.x + inset, r.bottom()}};
    }
    case NodeKind::tool:
        return {{r.x + kChamfer, r.y},
                {r.right() - kChamfer, r.y},
                {r.right(), r.y + kChamfer},
                {r.right(), r.bottom() - kChamfer},
                {r.right() - kChamfer, r.bottom()},
                {r.x + kChamfer, r.bottom()},
                {r.x, r.bottom() - kChamfer},
                {r.x, r.y + kChamfer}};
    default:
        return {{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}};
    }
}

Detail detailFor(double zoom)
{
    if (zoom >= 0.75)
        return Detail::all;
    if (zoom >= 0.40)
        return Detail::names;
    return zoom >= 0.15 ? Detail::shapes : Detail::plates;
}

double edgeWidth(KnownBy knownBy, double rate)
{
    static constexpr std::array<std::array<double, 4>, 3> kWidths{
        {{2, 3, 4, 5}, {1, 1.5, 2, 2.5}, {1.5, 2, 2.5, 3}}};
    const std::size_t step = rate < 10 ? 0 : rate < 30 ? 1 : rate < 60 ? 2 : 3;
    return kWidths[static_cast<std::size_t>(knownBy)][step];
}

Scene sceneOf(const Layout& layout, const Graph& graph, const Shown& shown)
{
    Scene scene;
    scene.bounds = layout.bounds;
    scene.groups = groupItems(layout);
    for (const Edge& edge : graph.edges) {
        const Route* route = findRoute(layout, edge.key);
        if (route != nullptr && route->present && route->points.size() > 1 &&
            shown.knownBy[static_cast<std::size_t>(edge.knownBy)])
            scene.edges.push_back(edgeItem(*route, edge));
    }
    std::ranges::sort(scene.edges, {}, &EdgeItem::edge);
    for (const NodePlace& node : layout.nodes)
        if (node.present)
            scene.nodes.push_back(nodeItem(node));
    return scene;
}

PointF pointAlong(const std::vector<Point>& points, double share)
{
    if (points.empty())
        return {};
    double total = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        total += lengthOf(points[i], points[i + 1]);
    double left = total * std::clamp(share, 0.0, 1.0);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const double length = lengthOf(points[i], points[i + 1]);
        if (left <= length)
            return towards(exact(points[i]), exact(points[i + 1]), left);
        left -= length;
    }
    return exact(points.back());
}

} // namespace penstock::ui::graph
