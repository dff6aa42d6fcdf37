// SPDX-License-Identifier: GPL-3.0-or-later
// Router: which way an edge takes across the lattice. Straight where nobody stands between, else through the channels
// between columns and the levels between rows, which no node ever covers: an edge cannot cross a node by construction.
// Owned by one layout run; one thread. Decisions depend on what was occupied and marked before, in that order.
// Cost: choose() O(columns + rows between the ends), at most kLevelsLookedAt levels.
#pragma once

#include "ui/graph/layout/layout.h"
#include "ui/graph/layout/packing.h"

#include <optional>

namespace penstock::ui::graph {

class Router final {
public:
    Router(int columns, int rows);

    /// tall: reaches over the levels above and below its row, as the plate of a collapsed group does.
    void occupy(Cell cell, bool tall);
    /// Nobody stands here and no edge runs through.
    bool isFree(Cell cell) const;
    /// The cells and loads of this path are taken; edges of the same two nodes may share them.
    void mark(const Path& path, Cell from, Cell to, Key owner);
    /// sideTaken: a pair of lines uses the right side of the source; what goes down leaves at the bottom.
    Path choose(Cell from, Cell to, Key owner, bool sideTaken) const;

    static Key ownerOf(Key from, Key to);

private:
    struct Choice {
        Path path;
        int cost = 0;
    };

    std::size_t indexOf(Cell cell) const;
    void reach(Cell cell);
    using Uses = std::vector<Key>;
    void take(Uses& uses, Cell cell, Key owner);
    bool passable(const Uses& uses, Cell cell, Key owner) const;
    bool passableRow(int row, int first, int last, Key owner) const;
    bool passableColumn(int column, int first, int last) const;
    bool levelOpen(int level, int first, int last) const;
    int load(const std::vector<int>& loads, int index) const;

    Path forward(Cell from, Cell to, Key owner) const;
    std::optional<Choice> oneBend(Cell from, Cell to, Key owner) const;
    Path overLevel(Cell from, Cell to) const;
    Path around(Cell from, Cell to) const;
    Path alongColumn(Cell from, Cell to, Key owner) const;
    Path fromBottom(Cell from, Cell to, Key owner) const;
    int levelCost(int level, Cell from, Cell to) const;

    int m_columns;
    int m_rows;
    Uses m_across; ///< who runs through a cell from side to side
    Uses m_down;   ///< and who from top to bottom: these may cross
    std::vector<Cell> m_tall;
    std::vector<int> m_channelLoad;
    std::vector<int> m_levelLoad;
};

} // namespace penstock::ui::graph
