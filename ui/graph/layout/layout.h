// SPDX-License-Identifier: GPL-3.0-or-later
// Layout: where everything of a fleet graph stands. Nodes stand in the cells of one lattice that all groups share, so
// columns are aligned across boxes; edges run between the cells, through cells nobody stands in, never through nodes.
// Pure functions of their arguments, any thread; a Layout is a plain value and compares byte for byte.
// Cost: layoutAll O((V + E) log V) for a few sweeps; extend O(V + E) to look around plus what is new.
// Rejected: force-directed (moves, not canonical) and splines (limits.md: six times the paint).
#pragma once

#include "ui/graph/layout/graph.h"

namespace penstock::ui::graph {

struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int right() const { return x + width; }
    int bottom() const { return y + height; }
    bool contains(Point point) const
    {
        return point.x >= x && point.x <= right() && point.y >= y && point.y <= bottom();
    }
    bool intersects(const Rect& other) const
    {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    Rect grown(int by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
    bool operator==(const Rect&) const = default;
};

enum class Side : std::uint8_t { left, right, top, bottom };

inline constexpr int kNone = -1;

/// The way of an edge in lattice terms: out at a side, at most two vertical channels with one level between, in.
struct Path {
    Side exit = Side::right;
    Side entry = Side::left;
    int channel = kNone;  ///< channel k is left of column k
    int level = kNone;    ///< 2 j: above row j; 2 j + 1: across row j, where nobody stands
    int channel2 = kNone; ///< after the level
    bool operator==(const Path&) const = default;
};

struct NodePlace {
    Key key = 0;
    Key group = 0;
    NodeKind kind = NodeKind::agent;
    bool present = true; ///< false: gone, its place is kept
    int column = 0;
    int row = 0;
    Rect rect;
    bool operator==(const NodePlace&) const = default;
};

/// Cells set aside for a group. A group that cannot grow any more gets a further part elsewhere.
struct Plot {
    Key group = 0;
    int part = 0;
    int column = 0;
    int row = 0;
    int columns = 0;
    int rows = 0;
    bool operator==(const Plot&) const = default;
};

struct GroupBox {
    Key group = 0;
    int part = 0;
    bool present = true;
    bool framed = true; ///< false: nodes of no group, and the plate of a collapsed one
    Rect rect;
    bool operator==(const GroupBox&) const = default;
};

struct Route {
    Key edge = 0;
    Key from = 0;
    Key to = 0;
    bool present = true;
    bool back = false; ///< runs against the reading direction
    bool pair = false; ///< one of two opposite lines side by side
    Path path;
    std::vector<Point> points; ///< from tail to head, horizontal and vertical pieces in turn
    bool operator==(const Route&) const = default;
};

struct Layout {
    std::vector<int> columnX;     ///< left edge of each column, the next free one too
    std::vector<int> rowY;        ///< top edge of each row, likewise
    std::vector<NodePlace> nodes; ///< by key
    std::vector<Route> routes;    ///< by edge key
    std::vector<Plot> plots;      ///< in order of making
    std::vector<GroupBox> boxes;  ///< by group and part
    Rect bounds;
    bool operator==(const Layout&) const = default;
};

inline constexpr int kNodeWidth = 160;
inline constexpr int kCellHeight = 40;
inline constexpr int kColumnGap = 44;
inline constexpr int kRowGap = 16;
inline constexpr int kGroupHeader = 24;
inline constexpr int kGroupPadding = 12;
inline constexpr int kBoxGap = 24; ///< between boxes above each other: one free row of the lattice
inline constexpr int kLanePitch = 10;
inline constexpr int kPairOffset = 12;

int nodeHeight(NodeKind kind);
/// How far the outline lies inside the rectangle at this distance from the middle, on the left or right side.
int outlineInset(NodeKind kind, Side side, int offset);

/// The canonical layout: the same content gives the same bytes whatever the order of the vectors, of appearance or
/// the rates.
Layout layoutAll(const Graph& graph);

/// What is new is added, nothing that stands moves. What is gone leaves a hole and gets its place back if it returns.
/// New items are taken one by one in order of `first`, and each decision looks only at earlier ones: so any way to cut
/// a growing graph into batches (at values of `first`) gives the same layout.
Layout extend(const Layout& before, const Graph& graph);

const NodePlace* findNode(const Layout& layout, Key key);
const Route* findRoute(const Layout& layout, Key edge);

} // namespace penstock::ui::graph
