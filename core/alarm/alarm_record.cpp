// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_book.h"
#include "core/detect/board.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::uint8_t kActive = 1;
constexpr std::uint8_t kAcknowledged = 2;
constexpr std::uint8_t kLatches = 4;

} // namespace

void writeHold(std::string& out, const AlarmHold& hold)
{
    putText(out, hold.by);
    putText(out, hold.reason);
    putSigned(out, hold.since);
    putSigned(out, hold.until);
    out.push_back(hold.oneShot ? 1 : 0);
}

AlarmHold readHold(ByteReader& in)
{
    AlarmHold hold;
    hold.by = in.text();
    hold.reason = in.text();
    hold.since = in.signedVarint();
    hold.until = in.signedVarint();
    hold.oneShot = in.byte() != 0;
    return hold;
}

void writeAlarm(std::string& out, const Alarm& alarm)
{
    putFixed64(out, alarm.id.value);
    out.push_back(static_cast<char>(alarm.state));
    out.push_back(static_cast<char>((alarm.active ? kActive : 0) |
                                    (alarm.acknowledged ? kAcknowledged : 0) |
                                    (alarm.latches ? kLatches : 0)));
    out.push_back(static_cast<char>(alarm.priority));
    writeFinding(out, *alarm.finding);
    putText(out, alarm.over);
    putVarint(out, alarm.raisedSeq);
    for (const Nanos time : {alarm.raisedAt, alarm.firstRaisedAt, alarm.endedAt, alarm.changedAt,
                             alarm.acknowledgedAt})
        putSigned(out, time);
    putVarint(out, alarm.occurrences);
    putText(out, alarm.acknowledgedBy);
    putText(out, alarm.note);
    writeHold(out, alarm.shelf);
    writeHold(out, alarm.suppression);
}

bool readAlarm(ByteReader& in, Alarm& alarm)
{
    alarm.id.value = in.fixed64();
    const std::uint8_t state = in.byte();
    const std::uint8_t bits = in.byte();
    const std::uint8_t priority = in.byte();
    if (!in.ok() || alarm.id.value == 0 || state >= kAlarmStateCount || priority < 1 ||
        priority > 4)
        return false;
    alarm.state = static_cast<AlarmState>(state);
    alarm.active = (bits & kActive) != 0;
    alarm.acknowledged = (bits & kAcknowledged) != 0;
    alarm.latches = (bits & kLatches) != 0;
    alarm.priority = static_cast<Priority>(priority);
    auto finding = std::make_shared<Finding>();
    if (!readFinding(in, *finding))
        return false;
    alarm.finding = std::move(finding);
    alarm.over = in.text();
    alarm.raisedSeq = in.varint();
    for (Nanos* time : {&alarm.raisedAt, &alarm.firstRaisedAt, &alarm.endedAt, &alarm.changedAt,
                        &alarm.acknowledgedAt})
        *time = in.signedVarint();
    alarm.occurrences = static_cast<std::uint32_t>(in.varint());
    alarm.acknowledgedBy = in.text();
    alarm.note = in.text();
    alarm.shelf = readHold(in);
    alarm.suppression = readHold(in);
    return in.ok();
}

void AlarmBook::save(std::string& out) const
{
    for (const std::uint64_t n :
         {m_picture.raisedEver, m_picture.leftUnseen, m_picture.actsRefused, m_picture.changed})
        putVarint(out, n);
    putVarint(out, m_picture.outOfService.size());
    for (const auto& [detector, hold] : m_picture.outOfService) {
        putText(out, detector);
        writeHold(out, hold);
    }
    putVarint(out, m_picture.alarms.size());
    putVarint(out, m_free.size());
    for (const Place place : m_free)
        putVarint(out, place);
    for (Place place = 1; place <= m_picture.alarms.size(); ++place) {
        const Alarm& alarm = m_picture.alarms[place];
        out.push_back(alarm.id.value == 0 ? 0 : 1);
        if (alarm.id.value == 0)
            continue;
        writeAlarm(out, alarm);
        for (const Nanos time : m_tracks[place - 1].raised)
            putSigned(out, time);
    }
}

bool AlarmBook::restore(ByteReader& in)
{
    for (std::uint64_t* n :
         {&m_picture.raisedEver, &m_picture.leftUnseen, &m_picture.actsRefused, &m_picture.changed})
        *n = in.varint();
    for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
        std::string detector(in.text());
        m_picture.outOfService.emplace(std::move(detector), readHold(in));
    }
    const std::uint64_t places = in.varint();
    const std::uint64_t freed = in.varint();
    if (!in.ok() || places > kMostKept + kMostHistory || freed > places)
        return false;
    for (std::uint64_t i = 0; i < freed; ++i)
        m_free.push_back(static_cast<Place>(in.varint()));
    m_tracks.resize(places);
    for (Place place = 1; place <= places; ++place) {
        Alarm alarm;
        const bool taken = in.byte() != 0;
        if (taken && !readAlarm(in, alarm))
            return false;
        m_picture.alarms.add(std::move(alarm));
        if (!taken)
            continue;
        for (Nanos& time : m_tracks[place - 1].raised)
            time = in.signedVarint();
        count(m_picture.alarms[place], 1);
        m_byId.emplace(m_picture.alarms[place].id.value, place);
        m_unplaced.push_back(place);
        index(place);
    }
    return in.ok() && m_byId.size() + freed == places &&
           std::all_of(m_free.begin(), m_free.end(), [places](Place p) { return p <= places; });
}

} // namespace penstock
