// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmPicture: all alarms as the fold knows them at one entry, for screens and lists. Shares structure with the pictures
// before it, so that making one costs what changed. Immutable; read anywhere. Made by AlarmFold, shown as
// FleetState::alarms. A place keeps its alarm until that leaves the history; another one may then get it: know alarms by id.
#pragma once

#include "core/fleet/cow_table.h"
#include "core/model/alarm.h"

#include <array>
#include <map>
#include <memory>

namespace penstock {

struct Rules; // detect/rules.h

struct AlarmCounts {
    std::array<std::uint32_t, kAlarmStateCount> inState{}; ///< by AlarmState
    /// Unacknowledged and returned ones: what wants to be looked at, by Priority (1 to 4).
    std::array<std::uint32_t, 5> unseen{};
    bool operator==(const AlarmCounts&) const = default;
};

struct AlarmPicture {
    CowTable<Alarm, 8> alarms; ///< by place; empty places have id 0
    AlarmCounts counts;
    std::map<std::string, AlarmHold> outOfService; ///< by detector
    std::uint64_t raisedEver = 0;                  ///< each time that one was raised
    std::uint64_t leftUnseen = 0;  ///< over, seen by nobody, and gone for want of room
    std::uint64_t notWatched = 0;  ///< traces and findings that were more than detectors watch
    std::uint64_t actsRefused = 0; ///< that came too late: the alarm was another one by then
    Seq changed = 0;               ///< the entry that changed alarms last
    Seq policySeq = 0;             ///< the entry that brought the policy in force; 0 = as defined
    std::shared_ptr<const Rules> rules; ///< that hold; null in a picture that nobody published
    std::string policyProblem; ///< why the newest one in the log is not in force; empty = it is
};

/// 0 when it is not there. Looks at every place.
std::uint32_t placeOf(const AlarmPicture& picture, AlarmId id);

} // namespace penstock
