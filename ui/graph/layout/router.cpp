// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/router.h"

#include <algorithm>
#include <cstdlib>

namespace penstock::ui::graph {
namespace {

constexpr Key kFree = 0;
constexpr Key kStands = 1;
constexpr Key kLanes = 2; ///< levels run here, each on its lane
constexpr int kRowPitch = kCellHeight + kRowGap;
constexpr int kLoadCost = 4;
constexpr int kInsideCost =
    10; ///< levels between the rows of a box are worse than the space between boxes
constexpr int kHeaderCost = 6; ///< below both ends rather than above them, where a box has its name
constexpr int kLevelsLookedAt = 24;
constexpr int kDeepestExit = 6; ///< rows an edge may fall below its source before it turns

int rowMiddle(int row)
{
    return row * kRowPitch + kCellHeight / 2;
}

int levelY(int level)
{
    return level % 2 == 0 ? level / 2 * kRowPitch - kRowGap / 2 : level / 2 * kRowPitch + 8;
}

void count(std::vector<int>& loads, int index)
{
    if (index < 0)
        return;
    if (loads.size() <= static_cast<std::size_t>(index))
        loads.resize(static_cast<std::size_t>(index) * 2 + 1, 0);
    ++loads[static_cast<std::size_t>(index)];
}

} // namespace

Router::Router(int columns, int rows)
    : m_columns(std::max(columns, 1)),
      m_rows(std::max(rows, 1)),
      m_across(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), kFree),
      m_down(m_across)
{
}

Key Router::ownerOf(Key from, Key to)
{
    const Key low = std::min(from, to);
    const Key high = std::max(from, to);
    return (low * 0x9e3779b97f4a7c15ULL ^ (high + (low << 17))) | 4;
}

std::size_t Router::indexOf(Cell cell) const
{
    return static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(m_columns) +
           static_cast<std::size_t>(cell.column);
}

void Router::reach(Cell cell)
{
    if (cell.column < m_columns && cell.row < m_rows)
        return;
    const int columns = cell.column < m_columns ? m_columns : cell.column * 2 + 1;
    const int rows = cell.row < m_rows ? m_rows : cell.row * 2 + 1;
    for (Uses* uses : {&m_across, &m_down}) {
        Uses larger(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), kFree);
        for (int row = 0; row < m_rows; ++row)
            std::copy_n(uses->begin() + static_cast<std::ptrdiff_t>(indexOf({0, row})), m_columns,
                        larger.begin() + static_cast<std::ptrdiff_t>(row) * columns);
        *uses = std::move(larger);
    }
    m_columns = columns;
    m_rows = rows;
}

void Router::occupy(Cell cell, bool tall)
{
    reach(cell);
    if (tall)
        m_tall.push_back(cell);
    m_across[indexOf(cell)] = kStands;
    m_down[indexOf(cell)] = kStands;
}

void Router::take(Uses& uses, Cell cell, Key owner)
{
    if (cell.column < 0 || cell.row < 0)
        return;
    reach(cell);
    Key& use = uses[indexOf(cell)];
    if (use == kFree || (use == kLanes && owner != kLanes))
        use = owner;
}

bool Router::isFree(Cell cell) const
{
    return cell.column >= m_columns || cell.row >= m_rows ||
           (m_across[indexOf(cell)] == kFree && m_down[indexOf(cell)] == kFree);
}

bool Router::passable(const Uses& uses, Cell cell, Key owner) const
{
    if (cell.column >= m_columns || cell.row >= m_rows)
        return true;
    const Key use = uses[indexOf(cell)];
    return use == kFree || use == owner;
}

bool Router::passableRow(int row, int first, int last, Key owner) const
{
    for (int column = first; column <= last; ++column)
        if (!passable(m_across, {column, row}, owner))
            return false;
    return true;
}

/// Lines in one column leave the same node at ports of their own, so they do not get in each other's way.
bool Router::passableColumn(int column, int first, int last) const
{
    for (int row = first; row <= last; ++row)
        if (column < m_columns && row < m_rows && m_down[indexOf({column, row})] == kStands)
            return false;
    return true;
}

bool Router::levelOpen(int level, int first, int last) const
{
    if (level % 2 == 1)
        return passableRow(level / 2, first, last, kLanes);
    return std::ranges::none_of(m_tall, [&](Cell cell) {
        return cell.column >= first && cell.column <= last &&
               (cell.row == level / 2 || cell.row + 1 == level / 2);
    });
}

int Router::load(const std::vector<int>& loads, int index) const
{
    return static_cast<std::size_t>(index) < loads.size()
               ? loads[static_cast<std::size_t>(index)] * kLoadCost
               : 0;
}

Path Router::choose(Cell from, Cell to, Key owner, bool sideTaken) const
{
    if (from == to)
        return {Side::right, Side::bottom, from.column + 1, 2 * (from.row + 1), kNone};
    if (from.column == to.column)
        return alongColumn(from, to, owner);
    if (to.column < from.column)
        return fromBottom(from, to, owner);
    const bool straight =
        from.row == to.row && passableRow(from.row, from.column + 1, to.column - 1, owner);
    if (sideTaken && to.row >= from.row && !straight)
        return fromBottom(from, to, owner);
    return forward(from, to, owner);
}

Path Router::forward(Cell from, Cell to, Key owner) const
{
    if (from.row == to.row && passableRow(from.row, from.column + 1, to.column - 1, owner))
        return {};
    if (const auto choice = oneBend(from, to, owner))
        return choice->path;
    return overLevel(from, to);
}

/// Along the row of the source, down or up one channel, along the row of the target.
std::optional<Router::Choice> Router::oneBend(Cell from, Cell to, Key owner) const
{
    if (from.row == to.row)
        return std::nullopt;
    int earliest = to.column;
    while (earliest > from.column + 1 && passable(m_across, {earliest - 1, to.row}, owner))
        --earliest;
    std::optional<Choice> best;
    for (int k = from.column + 1; k <= to.column; ++k) {
        if (k > from.column + 1 && !passable(m_across, {k - 1, from.row}, owner))
            break;
        if (k < earliest)
            continue;
        const int cost = load(m_channelLoad, k) + (k - from.column);
        if (!best || cost < best->cost)
            best = Choice{{Side::right, Side::left, k, kNone, kNone}, cost};
    }
    return best;
}

int Router::levelCost(int level, Cell from, Cell to) const
{
    const int y = levelY(level);
    return std::abs(y - rowMiddle(from.row)) + std::abs(y - rowMiddle(to.row)) +
           load(m_levelLoad, level) + (level % 2 == 0 ? kInsideCost : 0);
}

Path Router::overLevel(Cell from, Cell to) const
{
    const int low = 2 * std::min(from.row, to.row);
    const int high = 2 * std::max(from.row, to.row) + 2;
    const int step = std::max(1, (high - low) / kLevelsLookedAt);
    Path best{Side::right, Side::left, from.column + 1, kNone, to.column};
    int cheapest = 0;
    for (int level = low; level <= high; level += step) {
        if (!levelOpen(level, from.column + 1, to.column - 1))
            continue;
        const int cost = levelCost(level, from, to) + (level == low ? kHeaderCost : 0);
        if (best.level == kNone || cost < cheapest) {
            best.level = level;
            cheapest = cost;
        }
    }
    return best.level == kNone ? around(from, to) : best;
}

/// The nearest level that is open all the way; below everything there is one.
Path Router::around(Cell from, Cell to) const
{
    Path path{Side::right, Side::left, from.column + 1, 2 * from.row + 2, to.column};
    const int first = std::min(from.column, to.column);
    const int last = std::max(from.column, to.column);
    while (!levelOpen(path.level, first, last))
        ++path.level;
    return path;
}

Path Router::alongColumn(Cell from, Cell to, Key owner) const
{
    const bool down = to.row > from.row;
    const int first = std::min(from.row, to.row) + 1;
    const int last = std::max(from.row, to.row) - 1;
    if (!passableColumn(from.column, first, last))
        return fromBottom(from, to, owner);
    return {down ? Side::bottom : Side::top, down ? Side::top : Side::bottom, kNone, kNone, kNone};
}

/// Out at the bottom, along a level, and into the left side; or one corner only where the way is free.
Path Router::fromBottom(Cell from, Cell to, Key owner) const
{
    if (to.column > from.column && to.row > from.row &&
        passableColumn(from.column, from.row + 1, to.row) &&
        passableRow(to.row, from.column + 1, to.column - 1, owner))
        return {Side::bottom, Side::left, kNone, kNone, kNone};
    const int first = std::min(from.column, to.column);
    const int last = std::max(from.column, to.column - 1);
    Path best{Side::bottom, Side::left, kNone, kNone, to.column};
    int cheapest = 0;
    for (int level = 2 * (from.row + 1); level <= 2 * (from.row + 1 + kDeepestExit); ++level) {
        if (level % 2 == 0 && level / 2 > from.row + 1 &&
            !passableColumn(from.column, level / 2 - 1, level / 2 - 1))
            break;
        if (!levelOpen(level, first, last))
            continue;
        const int cost = levelCost(level, from, to);
        if (best.level == kNone || cost < cheapest) {
            best.level = level;
            cheapest = cost;
        }
    }
    return best.level == kNone ? around(from, to) : best;
}

void Router::mark(const Path& path, Cell from, Cell to, Key owner)
{
    count(m_channelLoad, path.channel);
    count(m_channelLoad, path.channel2);
    count(m_levelLoad, path.level);
    if (path.level != kNone) {
        const int depth = path.exit == Side::bottom ? (path.level - 1) / 2 : from.row;
        for (int row = from.row + 1; row <= depth; ++row)
            if (2 * row + 1 != path.level)
                take(m_down, {from.column, row}, owner);
        const int left = std::min(from.column, to.column);
        const int right = std::max(from.column, to.column);
        for (int column = left; path.level % 2 == 1 && column <= right; ++column)
            take(m_across, {column, path.level / 2}, kLanes);
        return;
    }
    const int rows = std::min(from.row, to.row);
    if (from.column == to.column || path.exit == Side::bottom)
        for (int row = rows + 1; row < std::max(from.row, to.row) + (from.column != to.column);
             ++row)
            take(m_down, {from.column, row}, owner);
    const int left = std::min(from.column, to.column);
    const int right = std::max(from.column, to.column);
    // Up to the channel along the row of the left end, from there along the row of the right end.
    const Cell leftEnd = from.column <= to.column ? from : to;
    const Cell rightEnd = from.column <= to.column ? to : from;
    const int turn = path.exit == Side::bottom || path.exit == Side::top ? left + 1 : path.channel;
    for (int column = left + 1; column < right; ++column)
        take(m_across, {column, turn == kNone || column < turn ? leftEnd.row : rightEnd.row},
             owner);
}

} // namespace penstock::ui::graph
