// SPDX-License-Identifier: GPL-3.0-or-later
// Frame: the parts of a layout that follow from cells and corners alone, for layoutAll() and extend() alike.
// Pure, any thread. Cost: linear.
#pragma once

#include "ui/graph/layout/layout.h"
#include "ui/graph/layout/packing.h"

namespace penstock::ui::graph {

/// The node in the middle of its cell; the lattice of the layout must reach there.
NodePlace standing(const Layout& layout, const Node& node, Cell cell);
bool runsBack(Cell from, Cell to);
/// Boxes around what stands in each plot, and the bounds of everything.
void frame(Layout& layout);

} // namespace penstock::ui::graph
