// SPDX-License-Identifier: GPL-3.0-or-later
// When alarms were raised, for pictures over time: one mark for each step of a span in which some were, the most urgent of
// them; alarms of the history leave a grey one. Pure, any thread; cost: the alarms.
#pragma once

#include <vector>

#include "core/fleet/rate_series.h"
#include "ui/models/alarm_marks.h"
#include "ui/models/filter_rows.h"

namespace penstock::ui {

struct AlarmMoment {
    std::uint32_t step = 0; ///< of the span
    std::uint32_t alarms = 0;
    AlarmMark mark;
    std::string sentence; ///< of the alarm that the mark stands for; untrusted
};

/// In the order of time. An alarm that was raised again stands where it was raised last.
std::vector<AlarmMoment> alarmMoments(const FleetState& state, const RateSpan& span,
                                      const FilterRows& filter = {});

/// What is drawn at one place when marks nearer than `least` px would cover each other: moments [from, to).
struct AlarmCluster {
    std::size_t from = 0;
    std::size_t to = 0;
    double x = 0; ///< where it begins
    std::uint32_t alarms = 0;
    AlarmMark mark;
};
std::vector<AlarmCluster> clusterMoments(const std::vector<AlarmMoment>& moments, double least,
                                         const std::function<double(std::uint32_t step)>& xOf);
/// "high alarm: …", "3 alarms, the most urgent high: …".
QString momentText(const AlarmMoment& moment);

} // namespace penstock::ui
