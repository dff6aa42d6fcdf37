// SPDX-License-Identifier: GPL-3.0-or-later
// LaneBook: which ports and lanes are in use, and the first free one for one more edge. For extend(): what stands
// keeps its place, so a new edge takes what is left; when nothing is, it runs where it overlaps least.
// Owned by one run; one thread. Cost: O(lines in the same channel) an edge.
#pragma once

#include "ui/graph/layout/layout.h"
#include "ui/graph/layout/packing.h"

#include <unordered_map>

namespace penstock::ui::graph {

class LaneBook final {
public:
    explicit LaneBook(const Layout& layout) : m_layout(layout) {}

    /// The lines of a standing route are in use.
    void enter(const Route& route, const NodePlace& from, const NodePlace& to);
    /// Its ports are free again (its lanes stay taken: the line leaves a hole).
    void freePorts(const Route& route);
    /// The corners of a new edge; the lattice of the layout must reach as far as its path.
    std::vector<Point> place(const Path& path, const NodePlace& from, const NodePlace& to);
    /// The corners of one of two opposite straight lines.
    static std::vector<Point> placePair(const Path& path, const NodePlace& from,
                                        const NodePlace& to, bool back);

private:
    struct Stretch {
        int at;
        int low;
        int high;
    };
    using Stretches = std::vector<Stretch>;
    struct Port {
        Key node;
        Side side;
        bool operator==(const Port&) const = default;
    };
    struct PortHash {
        std::size_t operator()(const Port& port) const
        {
            return port.node * 4 + static_cast<std::size_t>(port.side);
        }
    };

    int portOffset(const NodePlace& node, Side side, int aim) const;
    int straightOffset(const NodePlace& from, const NodePlace& to, const Path& path) const;
    int freeLane(const Stretches& taken, const std::vector<int>& lanes, int low, int high) const;
    std::vector<int> channelLanes(int channel) const;
    std::vector<int> levelLanes(int level) const;
    bool portTaken(const NodePlace& node, Side side, int offset) const;

    const Layout& m_layout;
    std::unordered_map<int, Stretches> m_channels;
    std::unordered_map<int, Stretches> m_levels;
    std::unordered_map<Port, std::vector<std::pair<Key, int>>, PortHash>
        m_ports; ///< edge and offset
};

} // namespace penstock::ui::graph
