// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmFloods: of the alarms in one list, which stand for a whole flood (the first-out) and which are behind those and
// have no row of their own. Made anew for each picture of the alarms; immutable, read anywhere.
#pragma once

#include <memory>
#include <unordered_map>

#include "core/alarm/alarm_groups.h"

namespace penstock::ui {

struct AlarmFlood {
    AlarmCause cause;
    std::uint32_t alarms = 0;
    std::uint32_t unseen = 0;
    std::int64_t occurrences = 0;
    Priority worst = Priority::note; ///< of what nobody has seen; of all when everything was
    Nanos from = 0;
    Nanos to = 0; ///< when the last of them was raised
};

class AlarmFloods {
public:
    /// `places`: the alarms of the list.
    AlarmFloods(const FleetState& state, const std::vector<std::uint32_t>& places);
    AlarmFloods() = default;

    /// Null when the alarm at this place is not a first-out.
    const AlarmFlood* at(std::uint32_t place) const;
    bool hides(std::uint32_t place) const { return m_hidden.contains(place); }
    /// The row that stands for it; the alarm itself when it is hidden behind none.
    std::uint32_t standsFor(std::uint32_t place) const;

private:
    std::unordered_map<std::uint32_t, AlarmFlood> m_floods;    ///< by first-out
    std::unordered_map<std::uint32_t, std::uint32_t> m_hidden; ///< place -> its first-out
};

/// Nobody has looked at it yet.
bool isUnseen(const Alarm& alarm);

} // namespace penstock::ui
