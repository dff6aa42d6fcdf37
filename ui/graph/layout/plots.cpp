// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/plots.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace penstock::ui::graph {
namespace {

constexpr int kPitchX = kNodeWidth + kColumnGap;
constexpr int kPitchY = kCellHeight + kRowGap;
constexpr double kWide = 16.0 / 9.0;
constexpr int kColumns = 4; ///< of a new plot: room for a chain of three with something before it
constexpr int kRows = 3;
constexpr int kMostDoublings = 4;
constexpr int kAgainst = 220;
constexpr int kFewCells = 600; ///< up to here every cell is looked at
constexpr std::size_t kFewNeighbours = 4;
constexpr int kNearColumns = 4;
constexpr int kNearRows = 8;

/// Callers arrive after what they called (spans end inside out), so room is left before the first node.
int usualColumn(NodeKind kind)
{
    return kind == NodeKind::tool || kind == NodeKind::store ? 2 : 1;
}

double distance(Cell cell, const Neighbour& neighbour)
{
    const Cell from = neighbour.callsNew ? neighbour.cell : cell;
    const Cell to = neighbour.callsNew ? cell : neighbour.cell;
    const int across = to.column - from.column;
    const double down = kPitchY * std::abs(to.row - from.row);
    return down + (across > 0 ? (across - 1) * kPitchX : -across * kPitchX + kAgainst);
}

/// The part of a plot around a neighbour, from this corner on.
Plot cut(Plot plot, Cell corner)
{
    const int right = std::min(plot.column + plot.columns, corner.column + 2 * kNearColumns + 1);
    const int bottom = std::min(plot.row + plot.rows, corner.row + 2 * kNearRows + 1);
    plot.column = std::max(plot.column, corner.column);
    plot.row = std::max(plot.row, corner.row);
    plot.columns = right - plot.column;
    plot.rows = bottom - plot.row;
    return plot;
}

int bottomAt(const std::vector<Plot>& plots, int column, int columns)
{
    int bottom = 0;
    for (const Plot& plot : plots)
        if (plot.column < column + columns && column < plot.column + plot.columns)
            bottom = std::max(bottom, plot.row + plot.rows + 1);
    return bottom;
}

} // namespace

Cell Plots::place(const Node& node, const std::vector<Neighbour>& neighbours, const Router& router)
{
    for (bool mayGrow = true;;) {
        const Offer best = bestCell(node, neighbours, router);
        // Rather a new column or row than an edge against the reading direction; once, what is far stays far.
        const bool poor =
            best.found && mayGrow && !neighbours.empty() && best.cost > kAgainst + kPitchX;
        if (best.found && !(poor && grow(node)))
            return best.cell;
        mayGrow = false;
        if (!best.found && !grow(node)) {
            found(newPart(node), neighbours, [this](const Plot& plot) {
                return bottomAt(m_plots, plot.column, plot.columns);
            });
        }
    }
}

/// All cells of the group; in a large one those around a few neighbours, and any free one if there is none.
Plots::Offer Plots::bestCell(const Node& node, const std::vector<Neighbour>& neighbours,
                             const Router& router) const
{
    std::vector<Plot> own;
    std::ranges::copy_if(m_plots, std::back_inserter(own),
                         [&](const Plot& plot) { return plot.group == node.group; });
    int cells = 0;
    for (const Plot& plot : own)
        cells += plot.columns * plot.rows;
    Offer best;
    if (cells <= kFewCells) {
        for (const Plot& plot : own)
            look(plot, plot, node, neighbours, router, best);
        return best;
    }
    std::vector<Neighbour> near;
    for (const Neighbour& neighbour : neighbours)
        if (neighbour.sameGroup && near.size() < kFewNeighbours)
            near.push_back(neighbour);
    for (const Neighbour& neighbour : near) {
        const Cell cell = neighbour.cell;
        for (const Plot& plot : own)
            look(plot, cut(plot, {cell.column - kNearColumns, cell.row - kNearRows}), node, near,
                 router, best);
    }
    for (std::size_t i = 0; i < own.size() && !best.found; ++i)
        look(own[i], own[i], node, {}, router, best);
    return best;
}

Cell Plots::placePlate(const Node& node, const std::vector<Neighbour>& neighbours,
                       const std::function<bool(Cell)>& clear)
{
    Plot plate = newPart(node);
    plate.columns = plate.rows = 1;
    const Plot& plot = found(plate, neighbours, [&](const Plot& wanted) {
        int row = bottomAt(m_plots, wanted.column, wanted.columns);
        while (!clear({wanted.column, row}))
            ++row;
        return row;
    });
    return {plot.column, plot.row};
}

Plot Plots::newPart(const Node& node) const
{
    const auto part = static_cast<int>(std::ranges::count(m_plots, node.group, &Plot::group));
    return {node.group, part, 0, 0, kColumns + part, kRows << std::min(part, kMostDoublings)};
}

void Plots::look(const Plot& plot, const Plot& cells, const Node& node,
                 const std::vector<Neighbour>& neighbours, const Router& router, Offer& best) const
{
    for (int row = cells.row; row < cells.row + cells.rows; ++row) {
        const double atLeast = 2.0 * plot.part * kPitchY + 0.5 * kPitchY * (row - plot.row);
        if (best.found && best.cost <= atLeast)
            return;
        for (int column = cells.column; column < cells.column + cells.columns; ++column) {
            const Cell cell{column, row};
            if (!router.isFree(cell))
                continue;
            double cost = atLeast;
            if (neighbours.empty())
                cost += 0.5 * kPitchX * std::abs(column - plot.column - usualColumn(node.kind));
            for (const Neighbour& neighbour : neighbours)
                cost += distance(cell, neighbour) * (neighbour.sameGroup ? 1.0 : 0.2);
            if (!best.found || cost < best.cost)
                best = {cell, cost, true};
        }
    }
}

bool Plots::roomFor(const Plot& wanted, const Plot* self) const
{
    return std::ranges::none_of(m_plots, [&](const Plot& plot) {
        return &plot != self && plot.column < wanted.column + wanted.columns &&
               wanted.column < plot.column + plot.columns &&
               plot.row < wanted.row + wanted.rows + 1 && wanted.row < plot.row + plot.rows + 1;
    });
}

/// The longer it is already, the rather it grows the other way.
bool Plots::grow(const Node& node)
{
    for (Plot& plot : m_plots) {
        if (plot.group != node.group)
            continue;
        Plot right = plot;
        ++right.columns;
        Plot down = plot;
        ++down.rows;
        const bool rightFirst = plot.columns * kPitchX < plot.rows * kPitchY * kWide;
        for (const Plot& wanted : {rightFirst ? right : down, rightFirst ? down : right}) {
            if (roomFor(wanted, &plot)) {
                plot = wanted;
                return true;
            }
        }
    }
    return false;
}

/// A new plot where the picture stays wide and the neighbours are near.
const Plot& Plots::found(Plot plot, const std::vector<Neighbour>& neighbours, const RowFor& rowFor)
{
    int right = 0;
    for (const Plot& other : m_plots)
        right = std::max(right, other.column + other.columns);
    double cheapest = 0;
    Plot chosen = plot;
    for (plot.column = 0; plot.column <= right; ++plot.column) {
        plot.row = rowFor(plot);
        double cost = std::max<double>((plot.column + plot.columns) * kPitchX,
                                       (plot.row + plot.rows) * kPitchY * kWide) +
                      plot.row + plot.column;
        for (const Neighbour& neighbour : neighbours)
            cost += distance({plot.column + 1, plot.row}, neighbour) /
                    static_cast<double>(neighbours.size());
        if (plot.column == 0 || cost < cheapest) {
            cheapest = cost;
            chosen = plot;
        }
    }
    m_plots.push_back(chosen);
    return m_plots.back();
}

} // namespace penstock::ui::graph
