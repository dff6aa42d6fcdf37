// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/packing.h"

#include "ui/graph/layout/layering.h"
#include "ui/graph/layout/layout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <utility>

namespace penstock::ui::graph {
namespace {

constexpr int kPitchX = kNodeWidth + kColumnGap;
constexpr int kPitchY = kCellHeight + kRowGap;
constexpr double kWide = 16.0 / 9.0;
constexpr int kAgainst = 200;  ///< what an edge against the reading direction costs, in px
constexpr int kReordered = 14; ///< up to this many blocks other orders are tried too
constexpr int kWidthsTried = 8;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

struct Packed {
    std::vector<Cell> cells;
    double cost = 0;
};

class Packer final {
public:
    Packer(const std::vector<Block>& blocks, const std::vector<Attraction>& attractions,
           int gapRows)
        : m_blocks(blocks), m_attractions(attractions), m_gap(gapRows), m_of(blocks.size())
    {
        for (std::size_t i = 0; i < attractions.size(); ++i) {
            m_of[at(attractions[i].from)].push_back(i);
            m_of[at(attractions[i].to)].push_back(i);
        }
    }

    std::vector<Cell> best()
    {
        std::vector<int> order = flowOrder();
        Packed best = bestWidth(order);
        for (int pass = 0; pass < 3 && order.size() <= kReordered; ++pass) {
            bool better = false;
            for (std::size_t i = 0; i + 1 < order.size(); ++i) {
                for (std::size_t j = i + 1; j < order.size(); ++j) {
                    std::swap(order[i], order[j]);
                    Packed other = bestWidth(order);
                    if (other.cost < best.cost - 0.5) {
                        best = std::move(other);
                        better = true;
                    } else {
                        std::swap(order[i], order[j]);
                    }
                }
            }
            if (!better)
                break;
        }
        return std::move(best.cells);
    }

private:
    /// Who delegates comes first; without edges the largest does.
    std::vector<int> flowOrder() const
    {
        std::map<std::pair<int, int>, int> weights;
        for (const Attraction& edge : m_attractions)
            ++weights[{edge.from, edge.to}];
        LocalGraph flow{static_cast<int>(m_blocks.size()), {}};
        for (const auto& [ends, weight] : weights)
            flow.edges.push_back({ends.first, ends.second, weight});
        const std::vector<int> place = breakCycles(flow);
        std::vector<int> order(m_blocks.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [&](int b) {
            const int cells = m_blocks[at(b)].columns * m_blocks[at(b)].rows;
            return m_attractions.empty() ? std::pair(-m_blocks[at(b)].rows, -cells)
                                         : std::pair(place[at(b)], 0);
        });
        return order;
    }

    Packed bestWidth(const std::vector<int>& order) const
    {
        int widest = 1;
        double cells = 0;
        for (const Block& block : m_blocks) {
            widest = std::max(widest, block.columns);
            cells += block.columns * (block.rows + m_gap);
        }
        const double ideal = std::sqrt(cells * kPitchY * kWide / kPitchX);
        Packed best;
        int tried = 0;
        for (int step = 0; step < kWidthsTried; ++step) {
            const int width =
                std::max(widest, static_cast<int>(std::lround(ideal * (0.8 + 0.12 * step))));
            if (width == tried)
                continue;
            tried = width;
            Packed packed = packInto(order, width);
            if (best.cells.empty() || packed.cost < best.cost)
                best = std::move(packed);
        }
        return best;
    }

    Packed packInto(const std::vector<int>& order, int width) const
    {
        Packed out;
        out.cells.resize(m_blocks.size());
        std::vector<char> placed(m_blocks.size(), 0);
        std::vector<int> skyline(at(width), 0);
        double edges = 0;
        int right = 0;
        for (const int b : order) {
            const Block& block = m_blocks[at(b)];
            double cheapest = 0;
            Cell chosen{kNone, 0};
            for (int column = 0; column + block.columns <= width; ++column) {
                const auto from = skyline.begin() + column;
                const Cell cell{column, *std::max_element(from, from + block.columns)};
                const double cost = pull(b, cell, out.cells, placed) +
                                    kWide * kPitchY * (cell.row + block.rows) + column;
                if (chosen.column == kNone || cost < cheapest) {
                    chosen = cell;
                    cheapest = cost;
                }
            }
            out.cells[at(b)] = chosen;
            edges += pull(b, chosen, out.cells, placed) * static_cast<double>(m_of[at(b)].size());
            placed[at(b)] = 1;
            std::fill_n(skyline.begin() + chosen.column, block.columns,
                        chosen.row + block.rows + m_gap);
            right = std::max(right, chosen.column + block.columns);
        }
        const int bottom = *std::ranges::max_element(skyline) - m_gap;
        out.cost = std::max<double>(right * kPitchX, bottom * kPitchY * kWide) +
                   2 * edges / static_cast<double>(std::max<std::size_t>(1, m_attractions.size()));
        return out;
    }

    /// Mean length of the edges to what is placed already, longer where they would run backwards.
    double pull(int block, Cell cell, const std::vector<Cell>& cells,
                const std::vector<char>& placed) const
    {
        double sum = 0;
        for (const std::size_t i : m_of[at(block)]) {
            const Attraction& edge = m_attractions[i];
            const int other = edge.from == block ? edge.to : edge.from;
            if (!placed[at(other)] || other == block)
                continue;
            const Cell from = edge.from == block ? cell : cells[at(edge.from)];
            const Cell to = edge.to == block ? cell : cells[at(edge.to)];
            const int across = to.column + edge.toCell.column - from.column - edge.fromCell.column;
            const int down = to.row + edge.toCell.row - from.row - edge.fromCell.row;
            sum += std::abs(down) * kPitchY;
            if (across > 0)
                sum += (across - 1) * kPitchX;
            else if (across < 0 || down <= 0) // straight down is as good as one column on
                sum += -across * kPitchX + kAgainst;
        }
        return sum / static_cast<double>(std::max<std::size_t>(1, m_of[at(block)].size()));
    }

    const std::vector<Block>& m_blocks;
    const std::vector<Attraction>& m_attractions;
    const int m_gap;
    std::vector<std::vector<std::size_t>> m_of;
};

} // namespace

std::vector<Cell> pack(const std::vector<Block>& blocks, const std::vector<Attraction>& attractions,
                       int gapRows)
{
    if (blocks.empty())
        return {};
    return Packer(blocks, attractions, gapRows).best();
}

} // namespace penstock::ui::graph
