// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/graph/layout_laws.h"

#include "tests/ui/graph/sample_graphs.h"

#include <algorithm>

namespace penstock::ui::graph::test {
namespace {

std::string nodesLaw(const Layout& layout, const Graph& graph)
{
    std::vector<Rect> present;
    for (const Node& node : graph.nodes) {
        const NodePlace* place = findNode(layout, node.key);
        if (place == nullptr || !place->present)
            return "a node has no place";
        if (place->rect.width != kNodeWidth || place->rect.height != nodeHeight(node.kind))
            return "a node has not the size of its kind";
        if (place->rect.x != layout.columnX[static_cast<std::size_t>(place->column)])
            return "a node is not aligned with its column";
        present.push_back(place->rect);
    }
    std::ranges::sort(present, {}, [](const Rect& r) { return std::pair(r.x, r.y); });
    for (std::size_t i = 0; i + 1 < present.size(); ++i)
        if (present[i].x == present[i + 1].x ? present[i].bottom() + 2 > present[i + 1].y
                                             : present[i].right() + 20 > present[i + 1].x)
            return "two nodes overlap";
    return {};
}

std::string boxesLaw(const Layout& layout)
{
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
        const GroupBox& a = layout.boxes[i];
        for (std::size_t j = 0; j < i; ++j) {
            const GroupBox& b = layout.boxes[j];
            if (a.framed && b.framed && a.rect.intersects(b.rect))
                return "two group boxes overlap";
        }
        for (const NodePlace& node : layout.nodes)
            if (a.framed && node.present && node.group != a.group && a.rect.intersects(node.rect))
                return "a node stands in the box of another group";
    }
    for (const NodePlace& node : layout.nodes) {
        if (!node.present || node.group == 0 || node.kind == NodeKind::collapsedGroup)
            continue;
        const bool inside = std::ranges::any_of(layout.boxes, [&](const GroupBox& box) {
            return box.framed && box.group == node.group &&
                   box.rect.contains({node.rect.x, node.rect.y}) &&
                   box.rect.contains({node.rect.right(), node.rect.bottom()}) &&
                   node.rect.y >= box.rect.y + kGroupHeader;
        });
        if (!inside)
            return "a node stands outside the box of its group";
    }
    return {};
}

/// Where a line may touch: the outline on the side of the port.
bool endsAt(Point point, const NodePlace& node, Side side)
{
    const Rect& r = node.rect;
    const int middle = r.y + r.height / 2;
    switch (side) {
    case Side::left:
        return point.x == r.x + outlineInset(node.kind, side, point.y - middle) && point.y > r.y &&
               point.y < r.bottom();
    case Side::right:
        return point.x == r.right() - outlineInset(node.kind, side, point.y - middle) &&
               point.y > r.y && point.y < r.bottom();
    case Side::top:
        return point.y == r.y && point.x > r.x && point.x < r.right();
    case Side::bottom:
        break;
    }
    return point.y == r.bottom() && point.x > r.x && point.x < r.right();
}

/// The inside of the rectangle; the slanted sides of a shape lie inside its own ends' rectangles.
bool crosses(Point a, Point b, const Rect& rect)
{
    return std::max(a.x, b.x) > rect.x && std::min(a.x, b.x) < rect.right() &&
           std::max(a.y, b.y) > rect.y && std::min(a.y, b.y) < rect.bottom();
}

std::string routeLaw(const Layout& layout, const Route& route)
{
    const NodePlace* from = findNode(layout, route.from);
    const NodePlace* to = findNode(layout, route.to);
    if (from == nullptr || to == nullptr || route.points.size() < 2)
        return "a line leads nowhere";
    if (!endsAt(route.points.front(), *from, route.path.exit))
        return "a line does not begin at its port";
    if (!endsAt(route.points.back(), *to, route.path.entry))
        return "a line does not end at its port";
    for (std::size_t i = 0; i + 1 < route.points.size(); ++i) {
        const Point a = route.points[i];
        const Point b = route.points[i + 1];
        if (a.x != b.x && a.y != b.y)
            return "a line is not orthogonal";
        for (const NodePlace& node : layout.nodes) {
            const bool atExit = i == 0 && node.key == from->key;
            const bool atEntry = i + 2 == route.points.size() && node.key == to->key;
            if (node.present && !atExit && !atEntry && crosses(a, b, node.rect))
                return "a line crosses a node";
            if (atExit && route.path.exit == Side::right && b.x < node.rect.right())
                return "a line runs back through the node it leaves";
            if (atEntry && route.path.entry == Side::left && a.x > node.rect.x)
                return "a line runs through the node it enters";
        }
    }
    return {};
}

} // namespace

std::string brokenLaw(const Layout& layout, const Graph& graph)
{
    const Graph content = normalized(graph);
    std::string broken = nodesLaw(layout, content);
    if (broken.empty())
        broken = boxesLaw(layout);
    for (const Edge& edge : content.edges) {
        const Route* route = findRoute(layout, edge.key);
        if (broken.empty() && (route == nullptr || !route->present || route->from != edge.from))
            broken = "an edge has no line";
        if (broken.empty())
            broken = routeLaw(layout, *route);
    }
    for (const Route& route : layout.routes)
        for (const Point& point : route.points)
            if (broken.empty() && route.present && !layout.bounds.contains(point))
                broken = "a line leaves the bounds";
    return broken;
}

std::string movedThing(const Layout& before, const Layout& after, const Graph& added)
{
    for (const NodePlace& place : before.nodes) {
        const NodePlace* now = findNode(after, place.key);
        if (now == nullptr || now->rect != place.rect)
            return "a node moved";
    }
    for (const Route& route : before.routes) {
        const Route* now = findRoute(after, route.edge);
        if (now == nullptr)
            return "a line was forgotten";
        const bool gotPartner = now->pair && !route.pair;
        const bool byNewEdge = std::ranges::any_of(added.edges, [&](const Edge& edge) {
            return edge.from == route.to && edge.to == route.from &&
                   findRoute(before, edge.key) == nullptr;
        });
        if (now->points != route.points && !(gotPartner && byNewEdge))
            return "a line was drawn anew";
    }
    return {};
}

} // namespace penstock::ui::graph::test
