// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/alarm_world.h"

namespace penstock::testing {
namespace {

/// Row by row: what was published is not touched.
AlarmPicture copyOf(const FleetState& state)
{
    AlarmPicture copy;
    for (std::uint32_t place = 1; state.alarms && place <= state.alarms->alarms.size(); ++place)
        copy.alarms.add(state.alarms->alarms[place]);
    return copy;
}

void publishWith(FakeSession& session, AlarmPicture picture)
{
    const auto& before = session.building().alarms;
    picture.changed = before ? before->changed + 1 : 1;
    picture.counts = {};
    for (std::uint32_t place = 1; place <= picture.alarms.size(); ++place) {
        const Alarm& alarm = picture.alarms[place];
        ++picture.counts.inState[static_cast<std::size_t>(alarm.state)];
        if (alarm.state == AlarmState::unacknowledged || alarm.state == AlarmState::returned)
            ++picture.counts.unseen[static_cast<std::size_t>(alarm.priority)];
    }
    session.building().alarms = std::make_shared<const AlarmPicture>(std::move(picture));
    session.publish();
}

std::shared_ptr<const Finding> findingAbout(const FleetState& state, TraceIndex trace,
                                            std::uint32_t place)
{
    Finding finding;
    finding.detector = place % 2 == 0 ? "spend.spike" : "loop.repetition";
    finding.key = place;
    finding.subject = place == kUnseenHigh ? "<b>refund-agent</b>" : "billing-refunds";
    finding.sentence = "refund-agent asked the same " + std::to_string(10 + place) +
                       " times in 4 min; the limit is 8.";
    finding.trace = state.traces[trace.value].id;
    finding.values = {{"times", 10.0 + place, 8, Unit::count}};
    finding.steps = {{1023, finding.trace, SpanId{77}}, {1024, finding.trace, SpanId{78}}};
    finding.moreSteps = 9;
    finding.edges = {{"support-triage", "billing-refunds", 12}};
    return std::make_shared<const Finding>(std::move(finding));
}

} // namespace

void fillAlarms(FakeSession& session, TraceIndex trace)
{
    AlarmPicture picture = copyOf(session.building());
    const auto add = [&](std::uint32_t place, AlarmState state, Priority priority) {
        Alarm alarm;
        alarm.id = AlarmId{1000 + place};
        alarm.state = state;
        alarm.priority = priority;
        alarm.traceIndex = trace;
        alarm.finding = findingAbout(session.building(), trace, place);
        alarm.raisedAt = session.building().logTime - place * kMinute;
        alarm.firstRaisedAt = alarm.raisedAt;
        alarm.occurrences = place;
        picture.alarms.add(std::move(alarm));
    };
    add(kUnseenHigh, AlarmState::unacknowledged, Priority::high);
    add(kUnseenLow, AlarmState::unacknowledged, Priority::low);
    add(kSeen, AlarmState::acknowledged, Priority::high);
    add(kReturned, AlarmState::returned, Priority::medium);
    add(kLatched, AlarmState::latched, Priority::medium);
    add(kShelved, AlarmState::shelved, Priority::high);
    add(kPast, AlarmState::normal, Priority::note);
    picture.alarms.change(kSeen).acknowledgedBy = "ada";
    picture.alarms.change(kShelved).shelf = {"ada", "known, being mended", 1, 2, false};
    publishWith(session, std::move(picture));
}

void addFlood(FakeSession& session, TraceIndex trace, std::uint32_t alarms)
{
    AlarmPicture picture = copyOf(session.building());
    for (std::uint32_t i = 0; i < alarms; ++i) {
        const std::uint32_t place = picture.alarms.size() + 1;
        Alarm alarm;
        alarm.id = AlarmId{1000 + place};
        alarm.state = AlarmState::unacknowledged;
        alarm.priority = i == 1 ? Priority::medium : Priority::low;
        alarm.traceIndex = trace;
        alarm.finding = findingAbout(session.building(), trace, place);
        alarm.raisedAt = session.building().logTime - kHour + i * kSecond;
        alarm.firstRaisedAt = alarm.raisedAt;
        alarm.occurrences = 1;
        picture.alarms.add(std::move(alarm));
    }
    publishWith(session, std::move(picture));
}

void setAlarmState(FakeSession& session, std::uint32_t place, AlarmState state)
{
    AlarmPicture picture = copyOf(session.building());
    picture.alarms.change(place).state = state;
    publishWith(session, std::move(picture));
}

void setAlarmEvidence(FakeSession& session, std::uint32_t place, std::vector<StepMention> steps)
{
    AlarmPicture picture = copyOf(session.building());
    Alarm& alarm = picture.alarms.change(place);
    auto finding = std::make_shared<Finding>(*alarm.finding);
    finding->steps = std::move(steps);
    alarm.finding = finding;
    publishWith(session, std::move(picture));
}

void setAlarmPriority(FakeSession& session, std::uint32_t place, Priority priority)
{
    AlarmPicture picture = copyOf(session.building());
    picture.alarms.change(place).priority = priority;
    publishWith(session, std::move(picture));
}

} // namespace penstock::testing
