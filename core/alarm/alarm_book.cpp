// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_book.h"

#include <algorithm>

namespace penstock {
namespace {

/// Who holds back what chatters; no person is called so.
constexpr std::string_view kRule = "(rule)";

Error refused(std::string sentence)
{
    return {ErrorCode::invalid, std::move(sentence), {}};
}

std::string timesIn(std::uint32_t times, Nanos window)
{
    return "It came " + std::to_string(times) + " times within " +
           std::to_string(window / kMinute) + " min.";
}

} // namespace

void AlarmBook::advance(Nanos now, Seq seq)
{
    while (!m_ends.empty() && m_ends.begin()->first <= now) {
        const auto [end, place] = *m_ends.begin();
        Alarm& alarm = m_picture.alarms.change(place);
        count(alarm, -1);
        for (AlarmHold* hold : {&alarm.shelf, &alarm.suppression})
            if (hold->holds() && hold->until != 0 && hold->until <= end)
                *hold = {};
        settle(place, end, seq);
    }
}

void AlarmBook::take(const Finding& finding)
{
    const AlarmId id = alarmIdOf(finding);
    const auto known = m_byId.find(id.value);
    const bool isNew = known == m_byId.end();
    if (isNew && finding.change == FindingChange::cleared)
        return; // it left the history, or began before this log
    const Place place = isNew ? placeFor(finding) : known->second;
    Alarm& alarm = m_picture.alarms.change(place);
    count(alarm, -1);
    if (finding.change == FindingChange::cleared) {
        alarm.active = false;
        alarm.endedAt = finding.arrival;
        alarm.over = finding.sentence;
        if (alarm.shelf.oneShot)
            alarm.shelf = {};
    } else if (!alarm.active) {
        raise(alarm, m_tracks[place - 1], finding, isNew);
    } else {
        if (finding.priority < alarm.priority)
            alarm.acknowledged = false; // what was seen was less urgent
        alarm.priority = finding.priority;
        alarm.finding = std::make_shared<Finding>(finding);
    }
    settle(place, finding.arrival, finding.seq);
}

void AlarmBook::raise(Alarm& alarm, Track& track, const Finding& finding, bool isNew)
{
    alarm.id = alarmIdOf(finding);
    alarm.finding = std::make_shared<Finding>(finding);
    alarm.priority = finding.priority;
    alarm.active = true;
    alarm.acknowledged = false;
    alarm.acknowledgedBy.clear();
    alarm.acknowledgedAt = 0;
    alarm.latches = m_rules.latching.contains(finding.detector);
    alarm.over.clear();
    alarm.endedAt = 0;
    alarm.raisedAt = finding.arrival;
    alarm.raisedSeq = finding.seq;
    if (isNew)
        alarm.firstRaisedAt = finding.arrival;
    track.raised[alarm.occurrences % AlarmRules::kMostChatter] = finding.arrival;
    ++alarm.occurrences;
    ++m_picture.raisedEver;
    holdBackIfChattering(alarm, track, finding.arrival);
}

void AlarmBook::holdBackIfChattering(Alarm& alarm, Track& track, Nanos now)
{
    const std::uint32_t times =
        std::clamp<std::uint32_t>(m_rules.chatterTimes, 2, AlarmRules::kMostChatter);
    const Nanos quietUntil = now + m_rules.chatterWindow;
    if (alarm.suppression.holds()) {
        alarm.suppression.until = quietUntil;
        return;
    }
    if (alarm.occurrences < times)
        return;
    const Nanos first = track.raised[(alarm.occurrences - times) % AlarmRules::kMostChatter];
    if (now - first <= m_rules.chatterWindow)
        alarm.suppression = {std::string(kRule), timesIn(times, m_rules.chatterWindow), now,
                             quietUntil, false};
}

AlarmState AlarmBook::stateOf(const Alarm& alarm) const
{
    if (m_picture.outOfService.contains(alarm.finding->detector))
        return AlarmState::outOfService;
    if (alarm.suppression.holds())
        return AlarmState::suppressed;
    if (alarm.shelf.holds())
        return AlarmState::shelved;
    if (alarm.active)
        return alarm.acknowledged ? AlarmState::acknowledged : AlarmState::unacknowledged;
    if (!alarm.acknowledged)
        return AlarmState::returned;
    return alarm.latches ? AlarmState::latched : AlarmState::normal;
}

void AlarmBook::count(const Alarm& alarm, int sign)
{
    if (alarm.id.value == 0)
        return;
    const auto by = static_cast<std::uint32_t>(sign);
    m_picture.counts.inState[static_cast<std::size_t>(alarm.state)] += by;
    if (alarm.state == AlarmState::unacknowledged || alarm.state == AlarmState::returned)
        m_picture.counts.unseen[static_cast<std::size_t>(alarm.priority)] += by;
}

void AlarmBook::settle(Place place, Nanos now, Seq seq)
{
    Alarm& alarm = m_picture.alarms.change(place);
    alarm.state = stateOf(alarm);
    alarm.changedAt = now;
    m_picture.changed = seq;
    count(alarm, 1);
    index(place);
    while (m_seenOver.size() > kMostHistory)
        drop(m_seenOver.begin()->second);
}

/// Where it stands among what ends and what leaves.
void AlarmBook::index(Place place)
{
    const Alarm& alarm = m_picture.alarms[place];
    Track& track = m_tracks[place - 1];
    m_ends.erase({track.end, place});
    (track.leavesSeen ? m_seenOver : m_unseenOver).erase({track.leaves, place});
    track.end = 0;
    for (const AlarmHold* hold : {&alarm.shelf, &alarm.suppression})
        if (hold->holds() && hold->until != 0)
            track.end = track.end == 0 ? hold->until : std::min(track.end, hold->until);
    if (track.end != 0)
        m_ends.emplace(track.end, place);
    track.leaves = alarm.active ? 0 : alarm.changedAt;
    track.leavesSeen = alarm.state == AlarmState::normal;
    if (track.leaves != 0)
        (track.leavesSeen ? m_seenOver : m_unseenOver).emplace(track.leaves, place);
}

AlarmBook::Place AlarmBook::placeFor(const Finding& finding)
{
    while (m_byId.size() >= kMostKept && !(m_seenOver.empty() && m_unseenOver.empty())) {
        const bool seen = !m_seenOver.empty();
        m_picture.leftUnseen += seen ? 0 : 1;
        drop((seen ? m_seenOver : m_unseenOver).begin()->second);
    }
    const Place place = freePlace();
    m_byId.emplace(alarmIdOf(finding).value, place);
    m_unplaced.push_back(place);
    return place;
}

AlarmBook::Place AlarmBook::freePlace()
{
    if (m_free.empty()) {
        m_tracks.emplace_back();
        return m_picture.alarms.add({});
    }
    const Place place = m_free.back();
    m_free.pop_back();
    return place;
}

void AlarmBook::drop(Place place)
{
    Alarm& alarm = m_picture.alarms.change(place);
    Track& track = m_tracks[place - 1];
    count(alarm, -1);
    m_byId.erase(alarm.id.value);
    m_ends.erase({track.end, place});
    (track.leavesSeen ? m_seenOver : m_unseenOver).erase({track.leaves, place});
    alarm = {};
    track = {};
    m_free.push_back(place);
}

const Alarm* AlarmBook::find(AlarmId id) const
{
    const auto known = m_byId.find(id.value);
    return known == m_byId.end() ? nullptr : &m_picture.alarms[known->second];
}

Status AlarmBook::changes(const Alarm* alarm, const AlarmAct& act, Nanos now) const
{
    if (alarm == nullptr)
        return refused("There is no such alarm (any more).");
    if (act.seen != 0 && alarm->raisedSeq > act.seen)
        return refused("It was raised again after what was seen.");
    switch (act.kind) {
    case AlarmActKind::acknowledge:
        return alarm->acknowledged ? Status(refused("It is acknowledged already.")) : Done{};
    case AlarmActKind::reset:
        if (alarm->active)
            return refused("What it is about still goes on.");
        return alarm->acknowledged && alarm->latches ? Done{}
                                                     : Status(refused("It is not latched."));
    case AlarmActKind::shelve:
        if (act.until <= now)
            return refused("The shelving would be over already.");
        return act.until <= now + kLongestShelf
                   ? Done{}
                   : Status(refused("Nothing is shelved for longer than 30 days."));
    case AlarmActKind::unshelve:
        return alarm->shelf.holds() ? Done{} : Status(refused("It is not shelved."));
    case AlarmActKind::comment:
        return Done{};
    case AlarmActKind::takeOut:
    case AlarmActKind::putBack:
        break;
    }
    return refused("This is not done to an alarm.");
}

void AlarmBook::apply(Alarm& alarm, const AlarmAct& act, Nanos now) const
{
    switch (act.kind) {
    case AlarmActKind::acknowledge:
        alarm.acknowledged = true;
        alarm.acknowledgedBy = act.by;
        alarm.acknowledgedAt = now;
        break;
    case AlarmActKind::reset:
        alarm.latches = false;
        break;
    case AlarmActKind::shelve:
        alarm.shelf = {act.by, act.reason, now, act.until, act.oneShot};
        break;
    case AlarmActKind::unshelve:
        alarm.shelf = {};
        break;
    default:
        break;
    }
    if (!act.reason.empty() && act.kind != AlarmActKind::shelve)
        alarm.note = act.reason;
}

Status AlarmBook::check(const AlarmAct& act, Nanos now) const
{
    const bool out = m_picture.outOfService.contains(act.detector);
    if (act.kind == AlarmActKind::takeOut)
        return out ? Status(refused("That detector is out of service already.")) : Done{};
    if (act.kind == AlarmActKind::putBack)
        return out ? Done{} : Status(refused("That detector is not out of service."));
    Status first = refused("No alarm was named.");
    for (std::size_t i = 0; i < act.alarms.size(); ++i) {
        Status one = changes(find(act.alarms[i]), act, now);
        if (one)
            return Done{};
        if (i == 0)
            first = std::move(one);
    }
    return first;
}

void AlarmBook::apply(const AlarmAct& act, Nanos now, Seq seq)
{
    if (!check(act, now)) {
        ++m_picture.actsRefused;
        m_picture.changed = seq;
        return;
    }
    if (act.kind == AlarmActKind::takeOut || act.kind == AlarmActKind::putBack) {
        serve(act, now, seq);
        return;
    }
    for (const AlarmId id : act.alarms) {
        if (!changes(find(id), act, now))
            continue;
        const Place place = m_byId.at(id.value);
        Alarm& alarm = m_picture.alarms.change(place);
        count(alarm, -1);
        apply(alarm, act, now);
        settle(place, now, seq);
    }
}

/// Takes a detector out of service or puts it back: its alarms follow.
void AlarmBook::serve(const AlarmAct& act, Nanos now, Seq seq)
{
    if (act.kind == AlarmActKind::takeOut)
        m_picture.outOfService[act.detector] = {act.by, act.reason, now, 0, false};
    else
        m_picture.outOfService.erase(act.detector);
    m_picture.changed = seq;
    for (Place place = 1; place <= m_picture.alarms.size(); ++place) {
        if (m_picture.alarms[place].id.value == 0 ||
            m_picture.alarms[place].finding->detector != act.detector)
            continue;
        count(m_picture.alarms[place], -1);
        settle(place, now, seq);
    }
}

AlarmPicture AlarmBook::share(const std::function<TraceIndex(const TraceId&)>& find)
{
    for (const Place place : std::exchange(m_unplaced, {})) {
        const Alarm& alarm = m_picture.alarms[place];
        if (alarm.id.value == 0 || alarm.finding->trace.isZero() || alarm.traceIndex)
            continue;
        if (const TraceIndex trace = find(alarm.finding->trace))
            m_picture.alarms.change(place).traceIndex = trace;
    }
    AlarmPicture picture = m_picture;
    picture.alarms = m_picture.alarms.share();
    return picture;
}

} // namespace penstock
