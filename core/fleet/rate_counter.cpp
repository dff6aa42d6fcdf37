// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/rate_counter.h"

#include "core/fleet/rate_table.h"

#include <algorithm>

namespace penstock {
namespace {

RateKey actorKey(AgentIndex agent)
{
    return {RateSubject::actor, agent.value, 0};
}

/// When a step counts: at its end, or at its start while it still runs.
Nanos countedAt(const TreeNode& node, Nanos start, Nanos end)
{
    return node.open ? start : std::max(start, end);
}

} // namespace

std::int32_t minuteOf(Nanos t)
{
    const Nanos minute = t / kMinute - (t % kMinute < 0 ? 1 : 0);
    return static_cast<std::int32_t>(std::clamp<Nanos>(minute, INT32_MIN, INT32_MAX));
}

RateShare rateOf(const EdgeShare& share, std::int32_t open)
{
    RateShare rate;
    rate.minute = minuteOf(share.first);
    rate.key = {RateSubject::edge, share.from.value, share.to.value};
    rate.sums.calls = static_cast<std::int32_t>(share.count);
    rate.sums.errors = static_cast<std::int32_t>(share.errors);
    rate.sums.started = rate.sums.calls;
    rate.sums.ended = rate.sums.calls - open;
    return rate;
}

void RateCounter::addLatency(std::int32_t minute, const RateKey& key, Nanos duration)
{
    m_into->latencies.push_back({minute, key, latencyBucket(duration), 1});
}

void RateCounter::add(const RateShare& share)
{
    std::vector<RateShare>& rates = m_into->rates;
    rates.push_back(share);
    if (rates.size() < m_settleAt)
        return;
    settleRates(rates);
    settleLatencies(m_into->latencies);
    m_settleAt = std::max(kSettle, 2 * rates.size());
}

void RateCounter::countStep(const TreeNode& node, Nanos start, Nanos end, bool failed,
                            AgentIndex agent, StringId model, const UsageTotals& usage,
                            const CostTotals& cost)
{
    RateShare share;
    share.minute = minuteOf(countedAt(node, start, end));
    share.key = actorKey(agent);
    share.sums.cost = cost.total();
    share.sums.input = usage.input;
    share.sums.cached = usage.inputCacheRead + usage.inputCacheWrite;
    share.sums.output = usage.output;
    share.sums.calls = static_cast<std::int32_t>(usage.calls);
    share.sums.errors = failed ? 1 : 0;
    share.sums.unpriced = static_cast<std::int32_t>(cost.unpricedCalls);
    if (!share.sums.empty())
        add(share);
    if (model == 0)
        return;
    const ModelIndex number = m_models.number(model);
    share.key = {RateSubject::model, number ? number.value : kOtherRates, 0};
    share.sums.started = 1;
    share.sums.ended = node.open ? 0 : 1;
    add(share);
    if (!node.open)
        addLatency(share.minute, share.key, end - start);
}

void RateCounter::countRun(const RunRow& run)
{
    RateShare share;
    share.key = actorKey(run.agent);
    share.minute = minuteOf(run.start);
    share.sums.started = 1;
    add(share);
    if (run.end == 0)
        return;
    share.minute = minuteOf(run.end);
    share.sums = {};
    share.sums.ended = 1;
    add(share);
    addLatency(share.minute, share.key, run.end - run.start);
}

void RateCounter::countCall(const TreeNode& node, Nanos start, Nanos end, bool failed,
                            AgentIndex actor, AgentIndex caller)
{
    RateShare share;
    share.minute = minuteOf(countedAt(node, start, end));
    share.key = actorKey(actor);
    share.sums.calls = 1;
    share.sums.errors = failed ? 1 : 0;
    share.sums.started = 1;
    share.sums.ended = node.open ? 0 : 1;
    add(share);
    if (!node.open)
        addLatency(share.minute, share.key, end - start);
    share.key = actorKey(caller);
    share.sums = {};
    share.sums.actions = 1;
    add(share);
}

} // namespace penstock
