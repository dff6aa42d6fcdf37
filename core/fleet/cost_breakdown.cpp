// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cost_breakdown.h"

#include "core/fleet/totals.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

constexpr std::string_view kNames[kCostDimensionCount] = {"agent", "cascade", "deployment", "user",
                                                          "model"};

std::int64_t known(std::int64_t n)
{
    return n < 0 ? 0 : n;
}

CostSums sumsOf(const CountedUse& use)
{
    CostSums sums;
    sums.usage.calls = (use.counts & kCallCounts) != 0 ? 1 : 0;
    sums.usage.callsNoUsage = (use.counts & kSaidNoUsage) != 0 ? 1 : 0;
    if ((use.counts & kTokensCount) != 0) {
        sums.usage.input = known(use.usage.input);
        sums.usage.inputCacheRead = known(use.usage.inputCacheRead);
        sums.usage.inputCacheWrite = known(use.usage.inputCacheWrite);
        sums.usage.output = known(use.usage.output);
        sums.usage.outputReasoning = known(use.usage.outputReasoning);
    }
    if ((use.counts & kHasNoPrice) != 0) {
        sums.cost.unpricedCalls = 1;
        sums.unpriced = sums.usage;
    }
    if ((use.counts & kMoneyCounts) == 0)
        return sums;
    sums.cacheApart = use.cacheApart;
    switch (use.cost.source) {
    case CostSource::reported:
        sums.cost.reported = use.cost.amount;
        break;
    case CostSource::computed:
        sums.cost.computed = use.cost.amount;
        break;
    case CostSource::estimated:
        sums.cost.estimated = use.cost.amount;
        sums.estimatedFor[static_cast<std::size_t>(chiefDoubt(use.cost.doubts))] = use.cost.amount;
        break;
    case CostSource::none:
        break;
    }
    return sums;
}

/// The most money first, then what has no price, by tokens.
auto orderOf(const CostLine& line)
{
    const CostSums& s = line.sums;
    return std::tuple(-s.cost.total(), -(s.usage.input + s.usage.output), -s.usage.calls);
}

} // namespace

std::string_view costDimensionName(CostDimension dimension)
{
    return kNames[static_cast<std::size_t>(dimension)];
}

std::optional<CostDimension> costDimensionOf(std::string_view name)
{
    for (int i = 0; i < kCostDimensionCount; ++i)
        if (kNames[i] == name)
            return static_cast<CostDimension>(i);
    return std::nullopt;
}

void add(CostSums& to, const CostSums& what)
{
    add(to.usage, what.usage, 1);
    add(to.cost, what.cost, 1);
    add(to.unpriced, what.unpriced, 1);
    to.cacheApart += what.cacheApart;
    for (std::size_t i = 0; i < to.estimatedFor.size(); ++i)
        to.estimatedFor[i] += what.estimatedFor[i];
}

MicroUsd unsureOfCache(const TraceNode& node)
{
    const Usage& usage = node.usage;
    const bool totalTells =
        usage.totalReported != kNotSaid && usage.input + usage.output == usage.totalReported;
    const bool tells =
        usage.semantics != CacheSemantics::unknown || totalTells || !usage.cacheMayBeApart();
    return tells ? 0 : node.cost.ifCacheApart;
}

CostCounter::CostCounter(Nanos from, Nanos to)
{
    m_made.from = from;
    m_made.to = to;
}

CostSums& CostCounter::lineOf(CostDimension dimension, std::string_view name,
                              std::string_view deployment)
{
    const auto at = static_cast<std::size_t>(dimension);
    std::vector<CostLine>& lines = m_made.lines[at];
    auto known = m_names[at].find(std::pair(name, deployment));
    if (known == m_names[at].end()) {
        known = m_names[at].emplace(std::pair(name, deployment), lines.size()).first;
        CostLine& line = lines.emplace_back();
        line.name = name;
        line.deployment = deployment;
    }
    return lines[known->second].sums;
}

void CostCounter::add(const CountedUse& use, const FleetState& state)
{
    const Nanos at = use.end == 0 ? use.start : std::max(use.start, use.end);
    const bool isAll = m_made.from == 0 && m_made.to == 0;
    if (!isAll && (at < m_made.from || at >= m_made.to))
        return;
    const CostSums sums = sumsOf(use);
    const TraceRow& trace = state.traces[use.trace.value];
    const std::string_view deployment = use.deployment.empty() ? trace.deployment : use.deployment;
    penstock::add(m_made.total, sums);
    const bool isAgents = !use.agent.empty(); // what is in no agent is one line
    penstock::add(
        lineOf(CostDimension::agent, use.agent, isAgents ? deployment : std::string_view()), sums);
    penstock::add(lineOf(CostDimension::deployment, deployment), sums);
    penstock::add(lineOf(CostDimension::user, trace.user), sums);
    penstock::add(lineOf(CostDimension::model, use.model), sums);
    const TraceIndex place = state.cascades[use.trace.value].root;
    const TraceIndex root = place ? place : use.trace;
    std::vector<CostLine>& cascades =
        m_made.lines[static_cast<std::size_t>(CostDimension::cascade)];
    const auto [known, isNew] = m_roots.try_emplace(root.value, cascades.size());
    if (isNew)
        cascades.push_back({state.traces[root.value].id.hex(), {}, false, root, {}});
    penstock::add(cascades[known->second].sums, sums);
}

CostBreakdown CostCounter::take(Seq seq)
{
    m_made.seq = seq;
    for (std::vector<CostLine>& lines : m_made.lines)
        std::sort(lines.begin(), lines.end(), [](const CostLine& a, const CostLine& b) {
            const auto x = orderOf(a);
            const auto y = orderOf(b);
            return x != y ? x < y : std::tie(a.name, a.deployment) < std::tie(b.name, b.deployment);
        });
    std::map<std::string_view, int> named;
    std::vector<CostLine>& agents = m_made.lines[static_cast<std::size_t>(CostDimension::agent)];
    for (const CostLine& line : agents)
        ++named[line.name];
    for (CostLine& line : agents)
        line.sharesItsName = named[line.name] > 1;
    return std::move(m_made);
}

} // namespace penstock
