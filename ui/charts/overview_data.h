// SPDX-License-Identifier: GPL-3.0-or-later
// OverviewData: all the time that is counted, in few steps: how much happened, what failed, and where nothing was counted
// at all. Pure function of the snapshot, any thread; one walk over the slots.
#pragma once

#include <vector>

#include "core/fleet/rate_series.h"
#include "ui/models/alarm_times.h"

namespace penstock::ui {

struct OverviewData {
    RateSpan span;
    std::vector<std::int64_t> happened; ///< calls, actions and runs begun, one a step
    std::vector<std::int64_t> failed;
    std::vector<bool> heard; ///< something was counted; a step without is a gap
    std::int64_t most = 0;
    std::vector<AlarmMoment> alarms;
};

/// From the oldest time that is counted to `now`, at most `steps` of them.
OverviewData overviewData(const FleetState& state, Nanos now, std::uint32_t steps);

} // namespace penstock::ui
