// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmGroups: a flood as one row – alarms of one cascade that came one soon after the other stand together, first-out first:
// "37 alarms from this cascade, the first was …". Those of no trace stand together by detector. Pure; any thread.
#pragma once

#include "core/alarm/alarm_picture.h"
#include "core/fleet/fleet_state.h"

#include <span>
#include <string>
#include <vector>

namespace penstock {

struct FloodRule {
    std::size_t alarms = 5;      ///< fewer are shown one by one
    Nanos window = 10 * kMinute; ///< from one to the next
};

/// What alarms have in common.
struct AlarmCause {
    TraceIndex cascade;   ///< the trace that began it; 0 = none
    std::string detector; ///< empty where there is a cascade
    auto operator<=>(const AlarmCause&) const = default;
};
AlarmCause causeOf(const FleetState& state, const Alarm& alarm);

struct AlarmGroup {
    std::vector<std::uint32_t>
        places; ///< in the order in which they were raised: the first-out first
    AlarmCause cause;
    Priority worst = Priority::note;
    bool isFlood = false;
};

/// Of these places of state.alarms, each in exactly one group; in the order of their first-outs. Cost: n log n.
std::vector<AlarmGroup> groupAlarms(const FleetState& state, std::span<const std::uint32_t> places,
                                    const FloodRule& rule = {});

} // namespace penstock
