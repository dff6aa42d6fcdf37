// SPDX-License-Identifier: GPL-3.0-or-later
// Plots: finds the cell for one more node. A group has a plot with room to spare; when it is full it grows to the
// right or down if nobody is there, else the group gets a further part elsewhere. Nothing that stands moves.
// Owned by one extend(); one thread. Cost: O(cells of the group + plots) a node.
#pragma once

#include "ui/graph/layout/packing.h"
#include "ui/graph/layout/router.h"

#include <functional>

namespace penstock::ui::graph {

/// A node that stands already and that the new one talks to.
struct Neighbour {
    Cell cell;
    bool callsNew = false; ///< the edge leads from it to the new node
    bool sameGroup = false;
};

class Plots final {
public:
    explicit Plots(std::vector<Plot>& plots) : m_plots(plots) {}

    Cell place(const Node& node, const std::vector<Neighbour>& neighbours, const Router& router);
    /// A plot of one cell for the plate of a collapsed group, which is higher than a row: clear says whether any line
    /// that stands is in its way.
    Cell placePlate(const Node& node, const std::vector<Neighbour>& neighbours,
                    const std::function<bool(Cell)>& clear);

private:
    struct Offer {
        Cell cell;
        double cost = 0;
        bool found = false;
    };

    Offer bestCell(const Node& node, const std::vector<Neighbour>& neighbours,
                   const Router& router) const;
    void look(const Plot& plot, const Plot& cells, const Node& node,
              const std::vector<Neighbour>& neighbours, const Router& router, Offer& best) const;
    bool grow(const Node& node);
    bool roomFor(const Plot& wanted, const Plot* self) const;
    using RowFor = std::function<int(const Plot&)>;
    const Plot& found(Plot plot, const std::vector<Neighbour>& neighbours, const RowFor& rowFor);
    Plot newPart(const Node& node) const;

    std::vector<Plot>& m_plots;
};

} // namespace penstock::ui::graph
