// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_groups.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace penstock {
namespace {

AlarmGroup groupOf(const AlarmPicture& picture, const AlarmCause& cause,
                   std::span<const std::uint32_t> places, bool isFlood)
{
    AlarmGroup group;
    group.places.assign(places.begin(), places.end());
    group.cause = cause;
    group.isFlood = isFlood;
    for (const std::uint32_t place : places)
        group.worst = std::min(group.worst, picture.alarms[place].priority);
    return group;
}

} // namespace

AlarmCause causeOf(const FleetState& state, const Alarm& alarm)
{
    const std::uint32_t trace = alarm.traceIndex.value;
    if (trace == 0 || trace > state.cascades.size())
        return {{}, alarm.finding->detector};
    return {state.cascades[trace].root, {}};
}

std::uint32_t placeOf(const AlarmPicture& picture, AlarmId id)
{
    for (std::uint32_t place = 1; place <= picture.alarms.size(); ++place)
        if (picture.alarms[place].id == id && id.value != 0)
            return place;
    return 0;
}

std::vector<AlarmGroup> groupAlarms(const FleetState& state, std::span<const std::uint32_t> places,
                                    const FloodRule& rule)
{
    std::vector<AlarmGroup> groups;
    if (!state.alarms)
        return groups;
    const auto& alarms = state.alarms->alarms;
    const auto order = [&alarms](std::uint32_t place) {
        return std::tuple(alarms[place].raisedAt, alarms[place].raisedSeq, alarms[place].id.value);
    };
    const auto isEarlier = [&order](std::uint32_t a, std::uint32_t b) {
        return order(a) < order(b);
    };
    std::map<AlarmCause, std::vector<std::uint32_t>> byCause;
    for (const std::uint32_t place : places)
        byCause[causeOf(state, alarms[place])].push_back(place);
    for (auto& [cause, together] : byCause) {
        std::sort(together.begin(), together.end(), isEarlier);
        for (std::size_t from = 0, to = 1; from < together.size(); from = to++) {
            while (to < together.size() &&
                   alarms[together[to]].raisedAt - alarms[together[to - 1]].raisedAt <= rule.window)
                ++to;
            const std::span<const std::uint32_t> run(together.data() + from, to - from);
            if (run.size() >= rule.alarms)
                groups.push_back(groupOf(*state.alarms, cause, run, true));
            else
                for (const std::uint32_t& place : run)
                    groups.push_back(groupOf(*state.alarms, cause, {&place, 1}, false));
        }
    }
    std::sort(groups.begin(), groups.end(), [&](const AlarmGroup& a, const AlarmGroup& b) {
        return isEarlier(a.places.front(), b.places.front());
    });
    return groups;
}

} // namespace penstock
