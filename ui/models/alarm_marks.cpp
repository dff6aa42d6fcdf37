// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/alarm_marks.h"

#include <tuple>

#include "ui/models/alarm_table.h"

namespace penstock::ui {
namespace {

const std::set<std::uint32_t> kNoPlaces;

} // namespace

std::optional<AlarmMark> markOf(const Alarm& alarm)
{
    const AlarmTab tab = tabOf(alarm.state);
    if (tab != AlarmTab::active && tab != AlarmTab::returned)
        return std::nullopt;
    return AlarmMark{alarm.priority, lookOf(alarm), alarm.id};
}

void keepWorse(std::optional<AlarmMark>& mark, const AlarmMark& other)
{
    const auto rank = [](const AlarmMark& m) { return std::tuple(m.priority, m.look); };
    if (!mark || rank(other) < rank(*mark))
        mark = other;
}

AlarmMarks::AlarmMarks(const FleetState& state)
{
    std::vector<std::uint32_t> marked;
    for (std::uint32_t place = 1; state.alarms && place <= state.alarms->alarms.size(); ++place)
        if (const Alarm* alarm = AlarmTable::alarmAt(state, place); alarm && markOf(*alarm))
            marked.push_back(place);
    if (marked.empty())
        return;
    Names names;
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
        names.emplace(state.agents[i].name, i);
    for (const std::uint32_t place : marked)
        add(state, names, place);
}

/// Of several of that name those of the deployment in which the trace began.
std::vector<std::uint32_t> AlarmMarks::named(const FleetState& state, const Names& names,
                                             std::string_view name, TraceIndex trace)
{
    const std::string_view home = trace ? state.traces[trace.value].deployment : std::string_view();
    std::vector<std::uint32_t> all;
    std::vector<std::uint32_t> here;
    const auto [first, last] = names.equal_range(name);
    for (auto at = first; at != last; ++at) {
        all.push_back(at->second);
        if (!home.empty() && state.agents[at->second].deployment == home)
            here.push_back(at->second);
    }
    return here.empty() ? all : here;
}

void AlarmMarks::Marked::add(std::uint32_t place, const AlarmMark& other)
{
    keepWorse(mark, other);
    places.insert(place);
}

void AlarmMarks::add(const FleetState& state, const Names& names, std::uint32_t place)
{
    const Alarm& alarm = state.alarms->alarms[place];
    const AlarmMark mark = *markOf(alarm);
    const Finding& finding = *alarm.finding;
    for (const std::uint32_t agent : named(state, names, finding.subject, alarm.traceIndex))
        m_actors[agent].add(place, mark);
    for (const EdgeMention& edge : finding.edges)
        for (const std::uint32_t to : named(state, names, edge.to, alarm.traceIndex)) {
            m_actors[to].add(place, mark);
            for (const std::uint32_t from : named(state, names, edge.from, alarm.traceIndex)) {
                m_actors[from].add(place, mark);
                m_edges[{from, to}].add(place, mark);
            }
        }
}

std::optional<AlarmMark> AlarmMarks::actor(std::uint32_t agent) const
{
    const auto found = m_actors.find(agent);
    return found == m_actors.end() ? std::nullopt : found->second.mark;
}

std::optional<AlarmMark> AlarmMarks::edge(std::uint32_t from, std::uint32_t to) const
{
    const auto found = m_edges.find({from, to});
    return found == m_edges.end() ? std::nullopt : found->second.mark;
}

const std::set<std::uint32_t>& AlarmMarks::placesOf(std::uint32_t agent) const
{
    const auto found = m_actors.find(agent);
    return found == m_actors.end() ? kNoPlaces : found->second.places;
}

const std::set<std::uint32_t>& AlarmMarks::placesOf(std::uint32_t from, std::uint32_t to) const
{
    const auto found = m_edges.find({from, to});
    return found == m_edges.end() ? kNoPlaces : found->second.places;
}

} // namespace penstock::ui
