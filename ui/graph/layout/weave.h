// SPDX-License-Identifier: GPL-3.0-or-later
// Weave: from chosen ways to coordinates: ports on the nodes, lanes in the channels, the width of every channel.
// Used by layoutAll(), where everything may still move; extend() works in what stands.
// Pure, any thread. Cost: O(E log E) plus, in a channel of n lines (n <= kOrderedLanes), O(n^2).
#pragma once

#include "ui/graph/layout/layout.h"
#include "ui/graph/layout/packing.h"

namespace penstock::ui::graph {

/// An edge on its way to becoming a Route.
struct Line {
    int from = 0; ///< index of the node
    int to = 0;
    Cell fromCell;
    Cell toCell;
    Path path;
    bool pair = false;
    bool back = false;
    int exitOffset = 0;
    int entryOffset = 0;
    bool exitShared = false; ///< others leave at the same port
    bool entryShared = false;
    int channelLane = 0;
    int levelLane = 0;
    int channel2Lane = 0;
};

/// Distances of the ports from the middle of their sides.
void assignPorts(std::vector<Line>& lines, const std::vector<NodeKind>& kinds);

struct LaneCounts {
    std::vector<int> channels;
    std::vector<int> levels;
};
LaneCounts assignLanes(std::vector<Line>& lines, int columns, int rows);

/// Where columns, rows and lanes lie once it is known how many lanes each channel has. There is one column and one row
/// more than are in use: where the next ones will lie, beyond the lanes of the last channels.
class LatticeLines final {
public:
    LatticeLines(int columns, int rows, LaneCounts lanes);
    int channelX(int channel, int lane) const;
    int levelY(int level, int lane) const;
    const std::vector<int>& columnX() const { return m_columnX; }
    const std::vector<int>& rowY() const { return m_rowY; }

private:
    LaneCounts m_lanes;
    std::vector<int> m_columnX;
    std::vector<int> m_rowY;
    std::vector<int> m_channelWidth;
    std::vector<int> m_gapHeight;
};

/// Where a port lies on the outline.
Point portAt(const Rect& node, NodeKind kind, Side side, int offset);
/// The corners of a path between two ports; x, y and x2 are the places of its channel, level and second channel.
std::vector<Point> cornersOf(const Path& path, Point from, Point to, int x, int y, int x2);

} // namespace penstock::ui::graph
