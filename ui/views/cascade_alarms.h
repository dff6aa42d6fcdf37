// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeAlarms: which steps of a cascade prove an alarm that holds or that nobody has seen. Pure, any thread; cost: the
// alarms, and the traces of the cascade where there are alarms in it.
#pragma once

#include <vector>

#include "ui/models/alarm_marks.h"
#include "ui/timeline/cascade_shape.h"

namespace penstock::ui {

struct CascadeAlarms {
    std::vector<StepKey> steps;
    std::vector<AlarmMark> marks; ///< one a step; a step may be there for several alarms
    bool operator==(const CascadeAlarms&) const = default;
};

CascadeAlarms alarmsOf(const FleetState& state, TraceIndex anyOfIts);

} // namespace penstock::ui
