// SPDX-License-Identifier: GPL-3.0-or-later
// A handful of alarms for tests of the desktop: two that nobody has seen, one seen, one over unseen, one latched, one
// shelved, one in the history. Deterministic.
#pragma once

#include "tests/ui/support/fake_session.h"

namespace penstock::testing {

/// Places of the alarms that fillAlarms() makes.
enum AlarmPlace : std::uint32_t {
    kUnseenHigh = 1,
    kUnseenLow,
    kSeen,
    kReturned,
    kLatched,
    kShelved,
    kPast,
};

/// About the trace given; published.
void fillAlarms(FakeSession& session, TraceIndex trace);
/// So many more that nobody has seen, a second apart, all of this trace; the first of them is older than all others.
void addFlood(FakeSession& session, TraceIndex trace, std::uint32_t alarms);
/// Changes how one stands, counts again, publishes.
void setAlarmEvidence(FakeSession& session, std::uint32_t place, std::vector<StepMention> steps);
void setAlarmPriority(FakeSession& session, std::uint32_t place, Priority priority);
void setAlarmState(FakeSession& session, std::uint32_t place, AlarmState state);

} // namespace penstock::testing
