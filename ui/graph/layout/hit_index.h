// SPDX-License-Identifier: GPL-3.0-or-later
// HitIndex: what is under the pointer, and what a rectangle shows, of a layout of any size.
// Owns a copy of what it needs; immutable after construction, any thread. Build O(length of lines / tile), a query
// O(what lies in the tiles it touches).
#pragma once

#include "ui/graph/layout/layout.h"

namespace penstock::ui::graph {

class HitIndex final {
public:
    enum class What : std::uint8_t { nothing, node, edge, group };
    struct Hit {
        What what = What::nothing;
        Key key = 0; ///< of the node, edge or group
        bool operator==(const Hit&) const = default;
    };
    /// Keys in ascending order.
    struct Visible {
        std::vector<Key> nodes;
        std::vector<Key> edges;
        std::vector<Key> groups;
    };

    HitIndex() = default;
    explicit HitIndex(const Layout& layout);

    /// A node before an edge before a group; of several edges the nearest, of equally near ones the lowest key.
    Hit at(Point point, int tolerance) const;
    Visible inside(const Rect& rect) const;

private:
    struct Entry {
        What what = What::nothing;
        Key key = 0;
        Rect rect; ///< of an edge: one straight piece, without width or height
    };
    struct Tiles {
        int left;
        int top;
        int right;
        int bottom;
    };

    Tiles tilesOf(const Rect& rect) const;
    std::size_t tileAt(int column, int row) const;
    void fill();

    Rect m_bounds;
    int m_tile = 1;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_start; ///< first index into m_inTile of each tile
    std::vector<std::uint32_t> m_inTile;
};

} // namespace penstock::ui::graph
