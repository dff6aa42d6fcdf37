// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry: from a layout to things a painter can draw without thinking: outlines, rounded lines, heads, label boxes.
// VISUAL.md sections 3 and 4 in numbers. Plain values, any thread; the painter only replays them, in this order:
// groups, edges, nodes. Colours, texts and alarms are the painter's. Cost: linear.
#pragma once

#include "ui/graph/layout/layout.h"

#include <array>

namespace penstock::ui::graph {

struct PointF {
    double x = 0;
    double y = 0;
    bool operator==(const PointF&) const = default;
};

/// What is drawn at a zoom: >= 75 % everything, >= 40 % names, >= 15 % shapes, below that plates of groups.
enum class Detail : std::uint8_t { plates, shapes, names, all };
Detail detailFor(double zoom);

/// Which edges are drawn; the layout does not change with it.
struct Shown {
    std::array<bool, 3> knownBy{true, true, true}; ///< by KnownBy
    bool operator==(const Shown&) const = default;
};

/// A line with rounded corners: to `before` straight, then a quadratic bend round `corner` to `after`.
struct Bend {
    PointF before;
    PointF corner;
    PointF after;
    bool operator==(const Bend&) const = default;
};

struct GroupItem {
    Key group = 0;
    int part = 0;
    Rect box;
    Rect header;
    std::uint32_t members = 0; ///< that stand in this box
    bool operator==(const GroupItem&) const = default;
};

struct EdgeItem {
    Key edge = 0;
    KnownBy knownBy = KnownBy::structural;
    bool back = false;
    bool pair = false;
    double width = 1;
    PointF start;
    std::vector<Bend> bends;
    PointF end; ///< where the line stops: at the notch of a filled head, at the tip of an open one
    std::array<PointF, 3> head; ///< tip, then the two barbs; filled for declared edges
    PointF tail;                ///< for the open circle of asynchronous patterns
    bool asynchronous = false;
    Rect label; ///< on the longest level stretch; of no width where there is no room
    bool operator==(const EdgeItem&) const = default;
};

struct NodeItem {
    Key key = 0;
    NodeKind kind = NodeKind::agent;
    Rect rect;
    std::vector<Point> outline; ///< closed
    std::vector<std::array<Point, 2>>
        lines; ///< the second line of a store, the plates behind a collapsed group
    Rect text; ///< free of the slanted parts of the shape
    bool operator==(const NodeItem&) const = default;
};

struct Scene {
    std::vector<GroupItem> groups;
    std::vector<EdgeItem> edges;
    std::vector<NodeItem> nodes;
    Rect bounds;
    bool operator==(const Scene&) const = default;
};

inline constexpr int kCornerRadius = 6;

/// The graph gives what a layout does not keep: how an edge is known, its rate, its pattern.
Scene sceneOf(const Layout& layout, const Graph& graph, const Shown& shown);

/// Closed, clockwise.
std::vector<Point> outlineOf(const Rect& r, NodeKind kind);
/// Line width for calls a minute in four steps: < 10, < 30, < 60 and more.
double edgeWidth(KnownBy knownBy, double rate);
/// The point at this share (0 to 1) of the way, for work in flight.
PointF pointAlong(const std::vector<Point>& points, double share);

} // namespace penstock::ui::graph
