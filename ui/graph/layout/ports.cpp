// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/weave.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace penstock::ui::graph {
namespace {

constexpr int kBesidePair = 18; ///< ports above and below two lines side by side
constexpr int kFirstBottom = 20;
constexpr int kLastBottom = 70;

/// One end of a line at one side of a node.
struct End {
    int node = 0;
    Side side = Side::left;
    int aim = 0;   ///< which way it turns: up or left is negative, straight 0
    int depth = 0; ///< at the bottom: how far down it goes before it turns
    std::size_t line = 0;
    bool atExit = false;
};

bool horizontal(Side side)
{
    return side == Side::left || side == Side::right;
}

/// In half rows, so that levels between rows have a place of their own.
int turnRow(const Line& line, bool atExit)
{
    if (line.path.level != kNone)
        return line.path.level;
    return 2 * (atExit ? line.toCell.row : line.fromCell.row) + 1;
}

End endOf(const Line& line, std::size_t index, bool atExit)
{
    const Cell own = atExit ? line.fromCell : line.toCell;
    const Cell other = atExit ? line.toCell : line.fromCell;
    End end{atExit ? line.from : line.to,
            atExit ? line.path.exit : line.path.entry,
            0,
            0,
            index,
            atExit};
    const bool straight = line.path.channel == kNone && line.path.channel2 == kNone &&
                          line.path.level == kNone &&
                          (own.row == other.row || own.column == other.column);
    if (straight)
        return end;
    if (horizontal(end.side)) {
        end.aim = turnRow(line, atExit) - (2 * own.row + 1);
        return end;
    }
    end.aim = other.column > own.column || line.path.exit == Side::right ? 1 : -1;
    end.depth = turnRow(line, atExit);
    return end;
}

void setOffset(std::vector<Line>& lines, const End& end, int offset)
{
    Line& line = lines[end.line];
    (end.atExit ? line.exitOffset : line.entryOffset) = offset;
}

int pairOffset(const Line& line)
{
    return line.back ? kPairOffset : -kPairOffset;
}

/// Straight lines keep the same port at both ends, so they come first; the i-th of several gets the i-th of these.
int straightOffset(std::size_t i)
{
    static constexpr std::array<int, 5> kOffsets{0, 10, -10, 5, -5};
    return kOffsets[i % kOffsets.size()];
}

using Ends = std::vector<End>;

void spreadSide(std::vector<Line>& lines, Ends& ends)
{
    std::ranges::sort(ends, {}, [](const End& e) { return std::tuple(e.aim, e.line, e.atExit); });
    bool paired = false;
    std::size_t straight = 0;
    Ends turning;
    for (const End& end : ends) {
        if (lines[end.line].pair) {
            setOffset(lines, end, pairOffset(lines[end.line]));
            paired = true;
        } else if (end.aim == 0) {
            setOffset(lines, end, straightOffset(straight++));
        } else {
            turning.push_back(end);
        }
    }
    const auto up = static_cast<std::size_t>(
        std::ranges::count_if(turning, [](const End& e) { return e.aim < 0; }));
    const bool alone = straight == 0 && !paired;
    for (std::size_t i = 0; i < turning.size(); ++i) {
        const int count = static_cast<int>(turning.size());
        int offset = turning[i].aim < 0 ? -kLanePitch : kLanePitch;
        if (paired)
            offset = turning[i].aim < 0 ? -kBesidePair : kBesidePair;
        else if (alone && count <= 3)
            offset = static_cast<int>(i) * kLanePitch - (count - 1) * kLanePitch / 2;
        else if (alone && (up == 0 || up == turning.size()))
            offset = 0;
        setOffset(lines, turning[i], offset);
    }
}

void spreadBottom(std::vector<Line>& lines, Ends& ends)
{
    std::ranges::sort(ends, {},
                      [](const End& e) { return std::tuple(e.aim, e.depth, e.line, e.atExit); });
    std::size_t straight = 0;
    int left = 0;
    int right = 0;
    for (const End& end : ends) {
        if (lines[end.line].pair)
            setOffset(lines, end, pairOffset(lines[end.line]));
        else if (end.aim == 0)
            setOffset(lines, end, straightOffset(straight++));
    }
    // The deepest is the innermost: so no two of them cross below the node.
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        if (lines[end->line].pair || end->aim == 0)
            continue;
        int& taken = end->aim < 0 ? left : right;
        const int offset = std::min(kFirstBottom + kLanePitch * taken++, kLastBottom);
        setOffset(lines, *end, end->aim < 0 ? -offset : offset);
    }
}

void noteShared(std::vector<Line>& lines, const Ends& ends)
{
    const auto offset = [&](const End& e) {
        return e.atExit ? lines[e.line].exitOffset : lines[e.line].entryOffset;
    };
    for (const End& a : ends)
        if (std::ranges::count_if(ends, [&](const End& b) {
                return offset(b) == offset(a) && b.atExit == a.atExit;
            }) > 1)
            (a.atExit ? lines[a.line].exitShared : lines[a.line].entryShared) = true;
}

int largestOffset(NodeKind kind, Side side)
{
    return horizontal(side) ? nodeHeight(kind) / 2 - 2 : kNodeWidth / 2 - 2;
}

} // namespace

void assignPorts(std::vector<Line>& lines, const std::vector<NodeKind>& kinds)
{
    Ends all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        all.push_back(endOf(lines[i], i, true));
        all.push_back(endOf(lines[i], i, false));
    }
    std::ranges::sort(all, {},
                      [](const End& e) { return std::tuple(e.node, e.side, e.line, e.atExit); });
    for (std::size_t first = 0; first < all.size();) {
        std::size_t last = first;
        while (last < all.size() && all[last].node == all[first].node &&
               all[last].side == all[first].side)
            ++last;
        Ends ends(all.begin() + static_cast<std::ptrdiff_t>(first),
                  all.begin() + static_cast<std::ptrdiff_t>(last));
        if (horizontal(ends.front().side))
            spreadSide(lines, ends);
        else
            spreadBottom(lines, ends);
        noteShared(lines, ends);
        first = last;
    }
    for (Line& line : lines) {
        const int exit = largestOffset(kinds[static_cast<std::size_t>(line.from)], line.path.exit);
        const int entry = largestOffset(kinds[static_cast<std::size_t>(line.to)], line.path.entry);
        // A straight line has one height: the smaller of the two nodes decides.
        const bool straight = line.path.channel == kNone && line.path.level == kNone &&
                              line.path.channel2 == kNone && horizontal(line.path.exit) &&
                              horizontal(line.path.entry);
        const int limit = straight ? std::min(exit, entry) : 0;
        line.exitOffset =
            std::clamp(line.exitOffset, -(straight ? limit : exit), straight ? limit : exit);
        line.entryOffset =
            std::clamp(line.entryOffset, -(straight ? limit : entry), straight ? limit : entry);
    }
}

} // namespace penstock::ui::graph
