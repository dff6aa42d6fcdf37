// SPDX-License-Identifier: GPL-3.0-or-later
// WatchedDay: a stretch of the demo as the running engine judges it – every payload through decoder, masking, normaliser and
// prices into the fold of alarms, which is given ticks as the writer logs them. Arrival is the demo's own time, so delays are
// those at speed 1. One thread.
#pragma once

#include "app/demo/stream.h"
#include "core/alarm/alarm_fold.h"

#include <map>
#include <string>
#include <vector>

namespace penstock::demo {

struct RaisedAlarm {
    Nanos at = 0;
    Finding finding;
};

struct WatchedDay {
    std::vector<RaisedAlarm> raised; ///< in the order in which they were raised
    std::vector<std::string> truth;
    std::map<std::pair<TraceId, SpanId>, Nanos> arrivals; ///< of steps, placeholders not counted
    std::uint64_t steps = 0;
};

/// `policy` is the text of a policy file, or empty.
WatchedDay watchDay(const DemoOptions& options, const std::string& policy);

} // namespace penstock::demo
