// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/layout/weave.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace penstock::ui::graph {
namespace {

constexpr int kPitchX = kNodeWidth + kColumnGap;
constexpr int kPitchY = kCellHeight + kRowGap;
constexpr std::size_t kOrderedLanes =
    160; ///< up to here crossings decide the order, beyond a rule of thumb
constexpr int kMostChannelLanes = 12; ///< what is beyond runs on top of others, as a bus
constexpr int kMostLevelLanes = 6;

int middleY(int row)
{
    return row * kPitchY + kCellHeight / 2;
}

int roughLevelY(int level)
{
    return level % 2 == 0 ? level / 2 * kPitchY - kRowGap / 2 : level / 2 * kPitchY + kRowGap / 2;
}

int roughChannelX(int channel)
{
    return channel * kPitchX - kColumnGap / 2;
}

/// A piece of one line, or of several that share a port, inside one channel or level.
struct Strand {
    struct Joint {
        int at = 0;
        bool after = false; ///< goes on to the right of (below) the channel
    };
    int low = 0;
    int high = 0;
    std::vector<Joint> joints;
    std::vector<std::pair<std::size_t, int Line::*>> lines;
    int lane = 0;

    void add(int from, bool fromAfter, int to, bool toAfter)
    {
        const auto [bottom, top] = std::minmax(from, to);
        low = joints.empty() ? bottom : std::min(low, bottom);
        high = joints.empty() ? top : std::max(high, top);
        joints.push_back({from, fromAfter});
        joints.push_back({to, toAfter});
    }
    bool meets(const Strand& other) const { return low - 4 < other.high && other.low - 4 < high; }
};

/// How often the two cross when a lies before b.
int crossings(const Strand& a, const Strand& b)
{
    int count = 0;
    for (const Strand::Joint& joint : a.joints)
        count += joint.after && joint.at > b.low && joint.at < b.high;
    for (const Strand::Joint& joint : b.joints)
        count += !joint.after && joint.at > a.low && joint.at < a.high;
    return count;
}

using Strands = std::vector<Strand>;

/// What goes down lies the further back the higher it starts; what goes up the other way round.
int firstRank(const Strand& strand)
{
    const int start = strand.joints.front().at;
    const int end = strand.joints[1].at;
    return end >= start ? -start : start;
}

void order(Strands& strands)
{
    std::ranges::stable_sort(strands, {}, firstRank);
    if (strands.size() > kOrderedLanes)
        return;
    bool better = true;
    for (std::size_t pass = 0; pass < strands.size() && better; ++pass) {
        better = false;
        for (std::size_t i = 0; i + 1 < strands.size(); ++i) {
            if (crossings(strands[i + 1], strands[i]) < crossings(strands[i], strands[i + 1])) {
                std::swap(strands[i], strands[i + 1]);
                better = true;
            }
        }
    }
}

/// Lanes in order: each strand one further than every earlier one beside it.
int spread(Strands& strands, int most)
{
    order(strands);
    int lanes = 0;
    if (strands.size() <= kOrderedLanes) {
        for (std::size_t i = 0; i < strands.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                if (strands[i].meets(strands[j]))
                    strands[i].lane = std::max(strands[i].lane, strands[j].lane + 1);
            lanes = std::max(lanes, strands[i].lane + 1);
        }
    } else {
        for (std::size_t i = 0; i < strands.size(); ++i)
            strands[i].lane = static_cast<int>(i);
        lanes = static_cast<int>(strands.size());
    }
    if (lanes <= most)
        return lanes;
    for (Strand& strand : strands)
        strand.lane = strand.lane * most / lanes;
    return most;
}

/// Lines that leave (or arrive) at one port run together until they part.
using Trunk = std::tuple<int, int, int, std::size_t>;

class Weaver final {
public:
    Weaver(std::vector<Line>& lines, int columns, int rows)
        : m_lines(lines),
          m_channels(static_cast<std::size_t>(columns) + 1),
          m_levels(static_cast<std::size_t>(rows) * 2 + 1)
    {
    }

    LaneCounts run()
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            add(i);
        LaneCounts counts;
        for (auto& channel : m_channels)
            counts.channels.push_back(settle(channel, kMostChannelLanes));
        for (auto& level : m_levels)
            counts.levels.push_back(settle(level, kMostLevelLanes));
        return counts;
    }

private:
    using Channel = std::map<Trunk, Strand>;

    int settle(Channel& channel, int most)
    {
        Strands strands;
        for (auto& [trunk, strand] : channel)
            strands.push_back(std::move(strand));
        const int lanes = spread(strands, most);
        for (const Strand& strand : strands)
            for (const auto& [line, lane] : strand.lines)
                m_lines[line].*lane = strand.lane;
        return lanes;
    }

    Trunk exitTrunk(std::size_t i) const
    {
        const Line& line = m_lines[i];
        return line.exitShared
                   ? Trunk{line.from, static_cast<int>(line.path.exit), line.exitOffset, 0}
                   : Trunk{-1, 0, 0, i};
    }

    Trunk entryTrunk(std::size_t i) const
    {
        const Line& line = m_lines[i];
        return line.entryShared
                   ? Trunk{line.to, static_cast<int>(line.path.entry), line.entryOffset, 1}
                   : Trunk{-1, 0, 0, i};
    }

    static Strand& strandOf(std::vector<Channel>& channels, int index, const Trunk& trunk,
                            std::size_t line, int Line::*lane)
    {
        Strand& strand = channels[static_cast<std::size_t>(index)][trunk];
        strand.lines.emplace_back(line, lane);
        return strand;
    }

    void add(std::size_t i)
    {
        const Line& line = m_lines[i];
        const Path& path = line.path;
        const int fromY = middleY(line.fromCell.row) + line.exitOffset;
        const int toY = middleY(line.toCell.row) + line.entryOffset;
        const bool fromRight = path.exit == Side::right;
        if (path.level == kNone) {
            if (path.channel != kNone)
                strandOf(m_channels, path.channel,
                         line.exitShared || !line.entryShared ? exitTrunk(i) : entryTrunk(i), i,
                         &Line::channelLane)
                    .add(fromY, !fromRight, toY, fromRight);
            return;
        }
        const int y = roughLevelY(path.level);
        const int portX = line.fromCell.column * kPitchX + kNodeWidth / 2 + line.exitOffset;
        const int entryX = line.toCell.column * kPitchX + kNodeWidth / 2 + line.entryOffset;
        const int startX = path.channel == kNone ? portX : roughChannelX(path.channel);
        const int endX = path.channel2 == kNone ? entryX : roughChannelX(path.channel2);
        if (path.channel != kNone)
            strandOf(m_channels, path.channel, exitTrunk(i), i, &Line::channelLane)
                .add(fromY, false, y, endX > startX);
        // Where both ends lie at the same channel's side of the level, they hang on the same side of it.
        strandOf(m_levels, path.level, exitTrunk(i), i, &Line::levelLane)
            .add(startX, fromY > y, endX, path.entry == Side::bottom ? false : toY > y);
        if (path.channel2 != kNone)
            strandOf(m_channels, path.channel2, entryTrunk(i), i, &Line::channel2Lane)
                .add(y, startX > endX, toY, true);
    }

    std::vector<Line>& m_lines;
    std::vector<Channel> m_channels;
    std::vector<Channel> m_levels;
};

int roundedToGrid(int value)
{
    return (value + 3) / 4 * 4;
}

int most(const std::vector<int>& counts, std::size_t index)
{
    return index < counts.size() ? std::max(1, counts[index]) : 1;
}

} // namespace

LaneCounts assignLanes(std::vector<Line>& lines, int columns, int rows)
{
    return Weaver(lines, columns, rows).run();
}

LatticeLines::LatticeLines(int columns, int rows, LaneCounts lanes) : m_lanes(std::move(lanes))
{
    int x = 0;
    for (int k = 0; k <= columns; ++k) {
        const int count = most(m_lanes.channels, static_cast<std::size_t>(k));
        m_channelWidth.push_back(
            std::max(kColumnGap, roundedToGrid(32 + kLanePitch * (count - 1))));
        x += m_channelWidth.back();
        m_columnX.push_back(x);
        x += kNodeWidth;
    }
    int y = kGroupHeader + kGroupPadding + kBoxGap;
    for (int j = 0; j <= rows; ++j) {
        const int count = most(m_lanes.levels, 2 * static_cast<std::size_t>(j));
        m_gapHeight.push_back(roundedToGrid(kRowGap + kLanePitch * (count - 1)));
        y += m_gapHeight.back();
        m_rowY.push_back(y);
        const int across = most(m_lanes.levels, 2 * static_cast<std::size_t>(j) + 1);
        y += kCellHeight + roundedToGrid(kLanePitch * std::max(0, across - 2));
    }
}

int LatticeLines::channelX(int channel, int lane) const
{
    const auto k = static_cast<std::size_t>(channel);
    const int width = m_channelWidth[k];
    return m_columnX[k] - width + (width - kLanePitch * (most(m_lanes.channels, k) - 1)) / 2 +
           kLanePitch * lane;
}

int LatticeLines::levelY(int level, int lane) const
{
    const auto l = static_cast<std::size_t>(level);
    const auto row = l / 2;
    const int count = most(m_lanes.levels, l);
    if (l % 2 == 1) // in the middle of the space between two boxes, which begins 4 above the row
        return m_rowY[row] + (count == 1 ? 8 : 3) + kLanePitch * lane;
    return m_rowY[row] - m_gapHeight[row] + kRowGap / 2 + kLanePitch * lane;
}

} // namespace penstock::ui::graph
