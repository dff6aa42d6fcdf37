// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmNews: what is new to somebody who is told of alarms – raised and seen by nobody yet, or more urgent than when they
// were told. The first look is no news: it was so before. One owner, one thread; memory: one small entry an alarm.
#pragma once

#include "core/alarm/alarm_picture.h"

#include <unordered_map>
#include <vector>

namespace penstock {

class AlarmNews final {
public:
    /// Of this priority or more urgent, the most urgent first, then the oldest. Costs nothing where no alarm changed.
    std::vector<const Alarm*> take(const AlarmPicture& picture, Priority least);

private:
    struct Told {
        Seq raised = 0;
        Priority priority = Priority::note;
    };
    bool m_looked = false;
    Seq m_changed = 0;
    std::unordered_map<std::uint64_t, Told> m_told; ///< by AlarmId
};

} // namespace penstock
