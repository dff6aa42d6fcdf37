// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/lane_book.h"

#include "ui/graph/layout/weave.h"

#include <algorithm>
#include <cstdlib>

namespace penstock::ui::graph {
namespace {

constexpr int kClear = 5;       ///< lines nearer than this are one line to the eye
constexpr int kFromBorder = 16; ///< boxes end 12 from a node
constexpr int kNarrowPitch = 6;
constexpr int kLanesLookedAt = 8;

bool horizontal(Side side)
{
    return side == Side::left || side == Side::right;
}

int middleOf(const NodePlace& node, Side side)
{
    return horizontal(side) ? node.rect.y + node.rect.height / 2
                            : node.rect.x + node.rect.width / 2;
}

int largest(const NodePlace& node, Side side)
{
    return horizontal(side) ? node.rect.height / 2 - 2 : node.rect.width / 2 - 2;
}

bool isStraight(const Path& path, const NodePlace& from, const NodePlace& to)
{
    return path.channel == kNone && path.level == kNone && path.channel2 == kNone &&
           (from.row == to.row || from.column == to.column);
}

/// Which way a path turns when it leaves (or comes from) a node: negative up or left, positive down or right.
int aimOf(const Path& path, const NodePlace& own, const NodePlace& other, Side side)
{
    if (!horizontal(side))
        return other.column > own.column || path.exit == Side::right ? 1 : -1;
    const int half = path.level != kNone ? path.level : 2 * other.row + 1;
    return half - (2 * own.row + 1);
}

} // namespace

void LaneBook::enter(const Route& route, const NodePlace& from, const NodePlace& to)
{
    const auto& points = route.points;
    const auto offset = [](Point point, const NodePlace& node, Side side) {
        return (horizontal(side) ? point.y : point.x) - middleOf(node, side);
    };
    m_ports[{from.key, route.path.exit}].emplace_back(
        route.edge, offset(points.front(), from, route.path.exit));
    m_ports[{to.key, route.path.entry}].emplace_back(route.edge,
                                                     offset(points.back(), to, route.path.entry));
    bool firstChannel = route.path.channel != kNone;
    for (std::size_t i = 1; i + 2 < points.size(); ++i) {
        const auto [a, b] = std::pair(points[i], points[i + 1]);
        if (a.y == b.y) {
            if (route.path.level != kNone)
                m_levels[route.path.level].push_back({a.y, std::min(a.x, b.x), std::max(a.x, b.x)});
            continue;
        }
        const int channel = firstChannel ? route.path.channel : route.path.channel2;
        firstChannel = false;
        m_channels[channel].push_back({a.x, std::min(a.y, b.y), std::max(a.y, b.y)});
    }
}

void LaneBook::freePorts(const Route& route)
{
    for (const Port& port : {Port{route.from, route.path.exit}, Port{route.to, route.path.entry}})
        std::erase_if(m_ports[port], [&](const auto& taken) { return taken.first == route.edge; });
}

bool LaneBook::portTaken(const NodePlace& node, Side side, int offset) const
{
    const auto found = m_ports.find({node.key, side});
    return found != m_ports.end() && std::ranges::any_of(found->second, [&](const auto& t) {
               return std::abs(t.second - offset) < kClear;
           });
}

/// The middle is left for straight lines where possible.
int LaneBook::portOffset(const NodePlace& node, Side side, int aim) const
{
    const int sign = aim < 0 ? -1 : 1;
    if (!horizontal(side)) {
        for (int offset = 20; offset <= 70; offset += kLanePitch)
            if (!portTaken(node, side, sign * offset))
                return sign * offset;
        return sign * 70;
    }
    const int most = largest(node, side);
    for (const int offset : {kLanePitch, 18, 0}) {
        const int at = sign * std::min(offset, most);
        if (!portTaken(node, side, at))
            return at;
    }
    return sign * std::min(kLanePitch, most);
}

int LaneBook::straightOffset(const NodePlace& from, const NodePlace& to, const Path& path) const
{
    const int most = std::min(largest(from, path.exit), largest(to, path.entry));
    for (const int offset : {0, 10, -10, 5, -5, 15, -15}) {
        const int at = std::clamp(offset, -most, most);
        if (!portTaken(from, path.exit, at) && !portTaken(to, path.entry, at))
            return at;
    }
    return 0;
}

int LaneBook::freeLane(const Stretches& taken, const std::vector<int>& lanes, int low,
                       int high) const
{
    int best = lanes.front();
    int least = -1;
    for (const int lane : lanes) {
        int overlap = 0;
        for (const Stretch& stretch : taken)
            if (std::abs(stretch.at - lane) < kClear)
                overlap +=
                    std::max(0, std::min(high, stretch.high) - std::max(low, stretch.low) + 4);
        if (least < 0 || overlap < least) {
            least = overlap;
            best = lane;
        }
    }
    return best;
}

/// Lanes of a channel, from its middle outwards.
std::vector<int> LaneBook::channelLanes(int channel) const
{
    const auto& x = m_layout.columnX;
    const auto k = static_cast<std::size_t>(channel);
    const int left = channel == 0 ? x.front() - kColumnGap : x[k - 1] + kNodeWidth;
    const int right = k < x.size() ? x[k] : left + kColumnGap;
    const int middle = (left + right) / 2;
    const int pitch = right - left > kColumnGap ? kLanePitch : kNarrowPitch;
    std::vector<int> lanes{middle};
    for (int away = pitch; middle - away >= left + kFromBorder; away += pitch) {
        lanes.push_back(middle - away);
        lanes.push_back(middle + away);
    }
    return lanes;
}

std::vector<int> LaneBook::levelLanes(int level) const
{
    const auto& y = m_layout.rowY;
    const auto row = static_cast<std::size_t>(level / 2);
    if (level % 2 == 1)
        return {y[row] + 8, y[row] + 13, y[row] + 3, y[row] + 18};
    if (row == 0)
        return {y.front() - kRowGap / 2};
    const int top = y[row - 1] + kCellHeight;
    const int bottom = row < y.size() ? y[row] : top + kRowGap;
    std::vector<int> lanes;
    for (int lane = bottom - kRowGap / 2;
         lane >= top + kRowGap / 2 && lanes.size() < kLanesLookedAt; lane -= kLanePitch)
        lanes.push_back(lane);
    return lanes;
}

std::vector<Point> LaneBook::place(const Path& path, const NodePlace& from, const NodePlace& to)
{
    const bool straight = isStraight(path, from, to);
    const int same = straight ? straightOffset(from, to, path) : 0;
    const int exit =
        straight ? same : portOffset(from, path.exit, aimOf(path, from, to, path.exit));
    const int entry =
        straight ? same : portOffset(to, path.entry, aimOf(path, to, from, path.entry));
    const Point start = portAt(from.rect, from.kind, path.exit, exit);
    const Point end = portAt(to.rect, to.kind, path.entry, entry);
    const auto between = [](int a, int b) { return std::minmax(a, b); };
    if (path.level == kNone) {
        if (path.channel == kNone)
            return cornersOf(path, start, end, 0, 0, 0);
        const auto [low, high] = between(start.y, end.y);
        return cornersOf(path, start, end,
                         freeLane(m_channels[path.channel], channelLanes(path.channel), low, high),
                         0, 0);
    }
    const std::vector<int> levels = levelLanes(path.level);
    const std::vector<int> first =
        path.channel == kNone ? std::vector{start.x} : channelLanes(path.channel);
    const std::vector<int> second =
        path.channel2 == kNone ? std::vector{end.x} : channelLanes(path.channel2);
    const auto [left, right] = between(first.front(), second.front());
    const int y = freeLane(m_levels[path.level], levels, left, right);
    const auto [low, high] = between(start.y, y);
    const int x = path.channel == kNone ? 0 : freeLane(m_channels[path.channel], first, low, high);
    const auto [low2, high2] = between(y, end.y);
    const int x2 =
        path.channel2 == kNone ? 0 : freeLane(m_channels[path.channel2], second, low2, high2);
    return cornersOf(path, start, end, x, y, x2);
}

std::vector<Point> LaneBook::placePair(const Path& path, const NodePlace& from, const NodePlace& to,
                                       bool back)
{
    const int most = std::min(largest(from, path.exit), largest(to, path.entry));
    const int offset = std::min(kPairOffset, most) * (back ? 1 : -1);
    return cornersOf(path, portAt(from.rect, from.kind, path.exit, offset),
                     portAt(to.rect, to.kind, path.entry, offset), 0, 0, 0);
}

} // namespace penstock::ui::graph
