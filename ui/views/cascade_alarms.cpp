// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cascade_alarms.h"

#include <unordered_map>

#include "ui/models/alarm_table.h"

namespace penstock::ui {
namespace {

/// Of a cascade of more traces the evidence in the others is still found by the alarm's own trace.
constexpr std::size_t kMostTraces = 4096;

std::unordered_map<TraceId, TraceIndex> tracesOf(const FleetState& state, TraceIndex anyOfIts)
{
    std::unordered_map<TraceId, TraceIndex> traces;
    TraceIndex at = anyOfIts;
    do {
        traces.emplace(state.traces[at.value].id, at);
        at = state.cascades[at.value].next;
    } while (at && at != anyOfIts && traces.size() < kMostTraces);
    return traces;
}

} // namespace

CascadeAlarms alarmsOf(const FleetState& state, TraceIndex anyOfIts)
{
    CascadeAlarms found;
    if (!state.alarms || !anyOfIts || anyOfIts.value > state.cascades.size())
        return found;
    const TraceIndex root = state.cascades[anyOfIts.value].root;
    std::unordered_map<TraceId, TraceIndex> traces;
    for (std::uint32_t place = 1; place <= state.alarms->alarms.size(); ++place) {
        const Alarm* alarm = AlarmTable::alarmAt(state, place);
        const auto mark = alarm == nullptr ? std::nullopt : markOf(*alarm);
        if (!mark || !alarm->traceIndex || alarm->traceIndex.value > state.cascades.size() ||
            state.cascades[alarm->traceIndex.value].root != root)
            continue;
        if (traces.empty())
            traces = tracesOf(state, anyOfIts);
        traces.emplace(alarm->finding->trace, alarm->traceIndex);
        for (const StepMention& step : alarm->finding->steps)
            if (const auto at = traces.find(step.trace); at != traces.end()) {
                found.steps.push_back({at->second, step.span});
                found.marks.push_back(*mark);
            }
    }
    return found;
}

} // namespace penstock::ui
