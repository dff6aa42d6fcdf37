// SPDX-License-Identifier: GPL-3.0-or-later
// Packing: puts blocks of cells (parts in a group, groups in the picture) on the lattice, wide rather than tall, those
// that talk to each other near each other and from left to right. Pure, any thread.
// Cost: O(widths tried x (blocks x columns + attractions x columns)).
#pragma once

#include <vector>

namespace penstock::ui::graph {

struct Cell {
    int column = 0;
    int row = 0;
    bool operator==(const Cell&) const = default;
};

struct Block {
    int columns = 1;
    int rows = 1;
};

/// An edge from a cell in one block to a cell in another.
struct Attraction {
    int from = 0;
    Cell fromCell;
    int to = 0;
    Cell toCell;
};

/// Where each block goes; gapRows rows stay free between blocks above each other.
std::vector<Cell> pack(const std::vector<Block>& blocks, const std::vector<Attraction>& attractions,
                       int gapRows);

} // namespace penstock::ui::graph
