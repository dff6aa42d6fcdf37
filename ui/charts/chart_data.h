// SPDX-License-Identifier: GPL-3.0-or-later
// ChartData: what the charts draw - six measures over one range, split into at most kMostGroups groups and others, read
// from the minutes (or hours) of a snapshot. Pure functions of the snapshot, any thread; two walks over the slots.
// A value that nobody counted is not a number: it is drawn as a gap, never as 0.
#pragma once

#include <QtCore/QString>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "core/fleet/rate_series.h"
#include "ui/models/alarm_times.h"
#include "ui/models/filter_rows.h"
#include "ui/state/view_state.h"

namespace penstock::ui {

enum class Measure : std::uint8_t { spend, tokens, actions, errors, latency, running };
inline constexpr std::size_t kMeasures = 6;
enum class Breakdown : std::uint8_t { total, deployment, agent, model };

inline constexpr std::size_t kMostGroups = 5;
inline constexpr double kNotCounted = std::numeric_limits<double>::quiet_NaN();

/// One part of the whole: a deployment, agent or model. The last one of a ChartData may stand for all others.
struct ChartGroup {
    QString name;
    std::string key; ///< deployment or model as sent
    AgentIndex agent;
    std::uint32_t folded = 0; ///< others: how many
    bool sameAs(const ChartGroup& o) const
    {
        return agent == o.agent && key == o.key && (folded > 0) == (o.folded > 0);
    }
};

struct ChartQuestion {
    TimeRange range;
    Nanos now = 0; ///< newest time: what is later has not been yet
    bool following = false;
    Breakdown by = Breakdown::total;
    ActorSelection only; ///< nothing: everybody
    QString filterText;
    FilterRows filter; ///< of agents
    FilterRows alarms; ///< the same, of alarms
    /// By AgentIndex: who did a step that the filter matches; null: rows of agents know themselves, or nobody does yet.
    std::shared_ptr<const std::vector<bool>> found;
    std::uint32_t most = 240; ///< steps that there is room for
    std::vector<ChartGroup>
        before; ///< groups keep their place, and so their colour, as long as they are shown
};

struct ChartLine {
    QString name;
    int group = -1; ///< number in ChartData::groups; -1: a role or percentile of the whole
    std::vector<double> values; ///< one a step
};

struct Chart {
    std::vector<ChartLine> lines;      ///< stacked from below; of latency: beside each other
    std::vector<double> whole;         ///< the sum; of latency the 90th percentile
    NormalBand band;                   ///< known 0: nobody can say
    std::vector<std::uint32_t> spikes; ///< steps far above normal, the highest first
    std::vector<bool> atLeast;         ///< spend: some call in this step has no price
    QString unknown;                   ///< why nothing is drawn; or what is missing in what is
    double top = 1;                    ///< of the scale
};

/// What the ledger tells of one step. By arrival: what was refused has no time of its own.
struct StepLosses {
    std::uint64_t refused = 0;
    std::uint64_t toldToRetry = 0;
    bool known = false; ///< of the whole step
};

/// Steps [first, last] in which nobody counted.
struct ChartGap {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

struct ChartData {
    RateSpan span;
    TimeRange
        shown; ///< what the width stands for: whole steps while following, else the range asked for
    Nanos now = 0;
    Nanos baseline = 0; ///< how much time the normal bands come from
    Breakdown by = Breakdown::total;
    std::vector<ChartGroup> groups;
    std::array<Chart, kMeasures> charts;
    std::vector<AlarmMoment>
        alarms; ///< of those that the filter keeps, where it has a word for them
    std::vector<StepLosses> losses; ///< one a step
    QString remark;                 ///< a filter that does not apply, …
    std::uint32_t agentsKnown = 0;
    std::uint32_t agentsShown = 0; ///< that the filter keeps

    const Chart& of(Measure m) const { return charts[static_cast<std::size_t>(m)]; }
    bool byHour() const { return span.step >= kHour; }
    /// Not over yet: its sums still grow.
    bool growing(std::uint32_t step) const { return span.from + span.step * (step + 1) > now; }
    /// Step that a moment falls into; span.count when it is outside.
    std::uint32_t stepAt(Nanos t) const
    {
        return t < span.from || t >= span.to()
                   ? span.count
                   : static_cast<std::uint32_t>((t - span.from) / span.step);
    }
    Nanos startOf(std::uint32_t step) const { return span.from + span.step * step; }
    bool isGap(Measure m, std::uint32_t step) const
    {
        return std::isnan(of(m).whole[step]) && startOf(step) < now;
    }
    /// The whole gap that a step lies in; nothing when it lies in none.
    std::optional<ChartGap> gapAt(Measure m, std::uint32_t step) const;
};

ChartData chartData(const FleetState& state, const ChartQuestion& question);

/// Whole steps that cover the range, at most `most`, from minutes as far back as they go, else from hours.
RateSpan chartSpan(const FleetState& state, const TimeRange& range, std::uint32_t most);
/// A round number, the least that is not below `value`.
double niceTop(double value);

} // namespace penstock::ui
