// SPDX-License-Identifier: GPL-3.0-or-later
// ChartWorld: a snapshot with minutes and hours written by hand, for tests and benchmarks of charts.
#pragma once

#include "core/fleet/rate_series.h"
#include "ui/charts/chart_data.h"

#include <map>

namespace penstock::testing {

/// A whole hour, so that minutes and hours are easy to tell.
inline constexpr Nanos kChartStart = 1'795'183'200 * kSecond;
static_assert(kChartStart % kHour == 0);

struct ChartWorld {
    std::shared_ptr<FleetState> state = std::make_shared<FleetState>();
    std::map<Nanos, std::uint32_t> minuteAt;

    AgentIndex addAgent(const std::string& name, const std::string& deployment,
                        ActorKind kind = ActorKind::agent)
    {
        AgentRow row;
        row.name = name;
        row.deployment = deployment;
        row.kind = kind;
        row.runs = row.steps = 1;
        row.firstSeen = kChartStart;
        state->agents.add(row);
        return {state->agents.size()};
    }
    ModelIndex addModel(const std::string& name)
    {
        state->models.add(name);
        return {state->models.size()};
    }
    RateSlot& minute(std::int64_t number)
    {
        const Nanos start = kChartStart + number * kMinute;
        const auto [at, isNew] = minuteAt.try_emplace(start, 0);
        if (isNew) {
            RateSlot slot;
            slot.start = start;
            state->minutes.add(slot);
            at->second = state->minutes.size();
        }
        return state->minutes.change(at->second);
    }
    void add(std::int64_t number, const RateKey& key, const RateSums& sums)
    {
        minute(number).cells.push_back({key, sums});
    }
    void spend(std::int64_t number, AgentIndex agent, MicroUsd cost)
    {
        RateSums sums;
        sums.cost = cost;
        sums.calls = 1;
        add(number, {RateSubject::actor, agent.value, 0}, sums);
    }
    void took(std::int64_t number, AgentIndex agent, Nanos duration, int count = 1)
    {
        minute(number).latencies.push_back(
            {{RateSubject::actor, agent.value, 0}, latencyBucket(duration), count});
    }
    void run(AgentIndex agent, std::uint32_t trace, Nanos start, Nanos end, MicroUsd cost)
    {
        RunRow row;
        row.agent = agent;
        row.trace = {trace};
        row.span = {trace};
        row.start = start;
        row.end = end;
        row.cost = cost;
        state->runs.add(row);
    }
};

/// `minutes` from kChartStart on; now is after them.
inline ui::ChartQuestion askMinutes(std::int64_t minutes, ui::Breakdown by = ui::Breakdown::total)
{
    ui::ChartQuestion question;
    question.range = {kChartStart, kChartStart + minutes * kMinute};
    question.now = question.range.to + kHour;
    question.by = by;
    return question;
}

} // namespace penstock::testing
