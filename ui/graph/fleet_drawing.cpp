// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/fleet_drawing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace penstock::ui {
namespace {

constexpr double kLineReach = 8; ///< heads and half widths beside the line

QRectF boxOf(const graph::EdgeItem& edge)
{
    double left = std::min(edge.start.x, edge.end.x);
    double right = std::max(edge.start.x, edge.end.x);
    double top = std::min(edge.start.y, edge.end.y);
    double bottom = std::max(edge.start.y, edge.end.y);
    for (const graph::Bend& bend : edge.bends) {
        left = std::min(left, bend.corner.x);
        right = std::max(right, bend.corner.x);
        top = std::min(top, bend.corner.y);
        bottom = std::max(bottom, bend.corner.y);
    }
    return QRectF(QPointF(left, top), QPointF(right, bottom))
        .adjusted(-kLineReach, -kLineReach, kLineReach, kLineReach);
}

/// Neighbours one after the other: what is painted next is then still in the cache.
std::vector<std::uint32_t> paintingOrder(const std::vector<QRectF>& boxes)
{
    constexpr double kBand = 200;
    std::vector<std::uint32_t> order(boxes.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&boxes](std::uint32_t edge) {
        return std::floor(boxes[edge].center().y() / kBand);
    });
    return order;
}

/// Calls that are equally far stand beside each other, 12 px apart, the one ahead where it belongs.
std::vector<QPointF> flightsOf(const EdgeFacts* facts, const graph::Route* route)
{
    constexpr double kApart = 12;
    std::vector<QPointF> out;
    if (facts == nullptr || route == nullptr || facts->flights.empty())
        return out;
    double length = 0;
    for (std::size_t i = 0; i + 1 < route->points.size(); ++i)
        length += std::abs(route->points[i + 1].x - route->points[i].x) +
                  std::abs(route->points[i + 1].y - route->points[i].y);
    if (length <= 0)
        return out;
    const double edge = std::min(0.45, 10 / length); // clear of the node and of the head
    double last = 2;
    for (const double share : facts->flights) {
        const double at = std::max(edge, std::min({share, 1 - 2 * edge, last - kApart / length}));
        last = at;
        const graph::PointF point = graph::pointAlong(route->points, at);
        out.push_back({point.x, point.y});
    }
    return out;
}

bool sameShape(const graph::Layout& layout, const graph::Graph& graph)
{
    std::size_t nodes = 0;
    for (const graph::NodePlace& place : layout.nodes)
        nodes += place.present;
    std::size_t routes = 0;
    for (const graph::Route& route : layout.routes)
        routes += route.present;
    if (nodes != graph.nodes.size())
        return false;
    std::size_t drawn = 0;
    for (const graph::Node& node : graph.nodes) {
        const graph::NodePlace* place = graph::findNode(layout, node.key);
        if (place == nullptr || !place->present || place->kind != node.kind ||
            place->group != node.group)
            return false;
    }
    for (const graph::Edge& edge : graph.edges) {
        const graph::Route* route = graph::findRoute(layout, edge.key);
        if (route == nullptr)
            return false;
        drawn += route->present;
    }
    return drawn == routes;
}

} // namespace

const graph::NodeItem* FleetDrawing::node(graph::Key key) const
{
    const auto at = std::ranges::lower_bound(scene.nodes, key, {}, &graph::NodeItem::key);
    return at != scene.nodes.end() && at->key == key ? &*at : nullptr;
}

const graph::EdgeItem* FleetDrawing::edge(graph::Key key) const
{
    const auto at = std::ranges::lower_bound(scene.edges, key, {}, &graph::EdgeItem::edge);
    return at != scene.edges.end() && at->edge == key ? &*at : nullptr;
}

Drawing makeDrawing(FleetPicture picture, const graph::Layout* before,
                    const std::array<bool, 3>& kinds)
{
    auto out = std::make_shared<FleetDrawing>();
    out->picture = std::move(picture);
    const graph::Graph& graph = out->picture.graph;
    if (before == nullptr)
        out->layout = graph::layoutAll(graph);
    else
        out->layout = sameShape(*before, graph) ? *before : graph::extend(*before, graph);
    out->scene = graph::sceneOf(out->layout, graph, {kinds});
    out->hits = graph::HitIndex(out->layout);
    for (const graph::EdgeItem& edge : out->scene.edges) {
        out->edgeBoxes.push_back(boxOf(edge));
        out->flights.push_back(
            flightsOf(out->picture.edge(edge.edge), graph::findRoute(out->layout, edge.edge)));
    }
    out->edgeOrder = paintingOrder(out->edgeBoxes);
    for (const graph::NodeItem& node : out->scene.nodes)
        out->facts.push_back(out->picture.node(node.key));
    for (const EdgeFacts& edge : out->picture.edges)
        if (edge.alarm)
            out->alarmed[edge.key] = edge.alarm->priority;
    out->blinks = std::ranges::any_of(out->picture.nodes, [](const NodeFacts& node) {
        return node.alarm && blinks(node.alarm->look);
    });
    return out;
}

} // namespace penstock::ui
