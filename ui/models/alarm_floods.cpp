// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/alarm_floods.h"

#include <algorithm>

namespace penstock::ui {
namespace {

AlarmFlood floodOf(const AlarmPicture& picture, const AlarmGroup& group)
{
    AlarmFlood flood;
    flood.cause = group.cause;
    flood.alarms = static_cast<std::uint32_t>(group.places.size());
    flood.from = picture.alarms[group.places.front()].raisedAt;
    flood.to = picture.alarms[group.places.back()].raisedAt;
    Priority worstUnseen = Priority::note;
    for (const std::uint32_t place : group.places) {
        const Alarm& alarm = picture.alarms[place];
        flood.occurrences += alarm.occurrences;
        if (!isUnseen(alarm))
            continue;
        ++flood.unseen;
        worstUnseen = std::min(worstUnseen, alarm.priority);
    }
    flood.worst = flood.unseen > 0 ? worstUnseen : group.worst;
    return flood;
}

} // namespace

bool isUnseen(const Alarm& alarm)
{
    return alarm.state == AlarmState::unacknowledged || alarm.state == AlarmState::returned;
}

AlarmFloods::AlarmFloods(const FleetState& state, const std::vector<std::uint32_t>& places)
{
    for (const AlarmGroup& group : groupAlarms(state, places)) {
        if (!group.isFlood)
            continue;
        const std::uint32_t first = group.places.front();
        m_floods.emplace(first, floodOf(*state.alarms, group));
        for (const std::uint32_t place : group.places)
            if (place != first)
                m_hidden.emplace(place, first);
    }
}

const AlarmFlood* AlarmFloods::at(std::uint32_t place) const
{
    const auto found = m_floods.find(place);
    return found == m_floods.end() ? nullptr : &found->second;
}

std::uint32_t AlarmFloods::standsFor(std::uint32_t place) const
{
    const auto found = m_hidden.find(place);
    return found == m_hidden.end() ? place : found->second;
}

} // namespace penstock::ui
