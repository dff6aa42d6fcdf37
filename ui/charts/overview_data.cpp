// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/overview_data.h"

#include <algorithm>

#include "ui/charts/chart_data.h"

namespace penstock::ui {

OverviewData overviewData(const FleetState& state, Nanos now, std::uint32_t steps)
{
    OverviewData data;
    const Nanos oldest = std::min(oldestRate(state.hours), oldestRate(state.minutes));
    if (oldest >= now)
        return data;
    data.span = chartSpan(state, {oldest, now}, steps);
    data.happened.resize(data.span.count);
    data.failed.resize(data.span.count);
    data.heard.resize(data.span.count);
    eachRate(state, data.span, [&](std::uint32_t step, const RateKey& key, const RateSums& sums) {
        data.heard[step] = data.heard[step] || !sums.empty();
        if (key.subject != RateSubject::actor)
            return;
        data.happened[step] += sums.calls + sums.actions + sums.started;
        data.failed[step] += sums.errors;
    });
    data.alarms = alarmMoments(state, data.span);
    if (!data.happened.empty())
        data.most = std::ranges::max(data.happened);
    return data;
}

} // namespace penstock::ui
