// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/usage_roles.h"

#include <algorithm>

namespace penstock {
namespace {

std::int64_t known(std::int64_t n)
{
    return n < 0 ? 0 : n;
}

} // namespace

std::uint8_t countsBits(const CountedStep& step)
{
    return static_cast<std::uint8_t>(
        (step.costCounts ? kMoneyCounts : 0) | (step.isCall ? kCallCounts : 0) |
        (step.callNoUsage ? kSaidNoUsage : 0) | (step.unpriced ? kHasNoPrice : 0) |
        (step.role == UsageRole::leaf ? kTokensCount : 0));
}

UsageTotals countedUsage(const Usage& usage, const CountedStep& step)
{
    UsageTotals totals;
    if (step.isCall) {
        totals.calls = 1;
        totals.callsNoUsage = step.callNoUsage ? 1 : 0;
    }
    if (step.role != UsageRole::leaf)
        return totals;
    totals.input = known(usage.input);
    totals.inputCacheRead = known(usage.inputCacheRead);
    totals.inputCacheWrite = known(usage.inputCacheWrite);
    totals.output = known(usage.output);
    totals.outputReasoning = known(usage.outputReasoning);
    return totals;
}

CostTotals countedCost(const Cost& cost, const CountedStep& step)
{
    CostTotals totals;
    totals.unpricedCalls = step.unpriced ? 1 : 0;
    if (!step.costCounts)
        return totals;
    switch (cost.source) {
    case CostSource::reported:
        totals.reported = cost.amount;
        break;
    case CostSource::computed:
        totals.computed = cost.amount;
        break;
    case CostSource::estimated:
        totals.estimated = cost.amount;
        break;
    case CostSource::none:
        break;
    }
    return totals;
}

void UsageRoles::assign(const TraceFacts& trace, const TraceTree& tree,
                        const std::vector<SharedCall>& shared)
{
    m_steps.assign(trace.size(), CountedStep{});
    m_below.assign(trace.size(), Below{});
    m_sharedAway.assign(trace.size(), false);
    findBelow(trace, tree);
    chooseRoles(trace, tree);
    dropRepeated(trace, tree);
    for (const SharedCall& call : shared) {
        const std::uint32_t at = trace.position(call.span);
        if (at == 0 || !m_steps[at - 1].isCall)
            continue;
        m_steps[at - 1].pricedElsewhere = call.pricedElsewhere;
        if (!call.duplicate)
            continue;
        withdraw(at);
        m_steps[at - 1].keepsCost = call.keepsCost;
        m_sharedAway[at - 1] = true;
    }
    countMoney(trace, tree);
}

void UsageRoles::withdraw(std::uint32_t at)
{
    CountedStep& step = m_steps[at - 1];
    step.isCall = step.callNoUsage = false;
    if (step.role == UsageRole::leaf)
        step.role = UsageRole::duplicate;
}

void UsageRoles::findBelow(const TraceFacts& trace, const TraceTree& tree)
{
    const FactTable& spans = trace.spans();
    tree.eachChildFirst([&](std::uint32_t at) {
        const SpanFacts& facts = spans[at - 1];
        const std::uint32_t parent = tree.node(at).parent;
        if (parent == 0)
            return;
        const Below& own = m_below[at - 1];
        Below& up = m_below[parent - 1];
        const bool counts = facts.known && !facts.has(kSummary);
        const bool call = counts && facts.isModelCall();
        up.call |= own.call || call;
        up.usageCall |= own.usageCall || (call && facts.usage.any());
        up.usage |= own.usage || (counts && facts.usage.any());
    });
}

void UsageRoles::chooseRoles(const TraceFacts& trace, const TraceTree& tree)
{
    const FactTable& spans = trace.spans();
    tree.eachParentFirst([&](std::uint32_t at) {
        const SpanFacts& facts = spans[at - 1];
        const TreeNode& node = tree.node(at);
        Below& below = m_below[at - 1];
        if (node.parent != 0 && !node.isRun) {
            const SpanFacts& above = spans[node.parent - 1];
            below.callAbove =
                above.known && above.kind != StepKind::toolCall &&
                (m_below[node.parent - 1].callAbove ||
                 (above.isModelCall() && m_steps[node.parent - 1].role == UsageRole::leaf));
        }
        if (!facts.known)
            return;
        CountedStep& step = m_steps[at - 1];
        const bool call = facts.isModelCall();
        if (facts.usage.any()) {
            const bool rollup =
                facts.has(kSummary) || (call ? below.usageCall : below.call || below.usage);
            step.role = rollup ? UsageRole::rollup : UsageRole::leaf;
            step.isCall = !rollup;
        } else if (call && !below.call && !below.callAbove && !facts.has(kSummary) && !node.open) {
            step.isCall = step.callNoUsage = true;
        }
    });
}

void UsageRoles::dropRepeated(const TraceFacts& trace, const TraceTree& tree)
{
    const FactTable& spans = trace.spans();
    m_byResponse.clear();
    tree.eachParentFirst([&](std::uint32_t at) {
        if (m_steps[at - 1].isCall && spans[at - 1].responseKey != 0)
            m_byResponse.emplace_back(spans[at - 1].responseKey, at);
    });
    if (m_byResponse.size() < 2)
        return;
    const auto better = [&](std::uint32_t a, std::uint32_t b) {
        const SpanFacts& x = spans[a - 1];
        const SpanFacts& y = spans[b - 1];
        if (x.usage.any() != y.usage.any())
            return x.usage.any();
        if (x.has(kFromLogEvent) != y.has(kFromLogEvent))
            return y.has(kFromLogEvent);
        return x.start != y.start ? x.start < y.start : x.span < y.span;
    };
    std::sort(m_byResponse.begin(), m_byResponse.end(), [&](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : better(a.second, b.second);
    });
    std::size_t first = 0; // of those with the same response
    for (std::size_t i = 1; i < m_byResponse.size(); ++i) {
        if (m_byResponse[i].first != m_byResponse[first].first) {
            first = i;
            continue;
        }
        CountedStep& best = m_steps[m_byResponse[first].second - 1];
        const auto hasCost = [&](std::uint32_t at) {
            return spans[at - 1].cost.source != CostSource::none;
        };
        const std::uint32_t at = m_byResponse[i].second;
        withdraw(at);
        if (hasCost(at) && !hasCost(m_byResponse[first].second) && !best.pricedElsewhere) {
            m_steps[at - 1].keepsCost = true;
            best.pricedElsewhere = true;
        }
    }
}

void UsageRoles::countMoney(const TraceFacts& trace, const TraceTree& tree)
{
    const FactTable& spans = trace.spans();
    tree.eachChildFirst([&](std::uint32_t at) {
        const SpanFacts& facts = spans[at - 1];
        CountedStep& step = m_steps[at - 1];
        Below& own = m_below[at - 1];
        const bool hasCost =
            facts.known && facts.cost.source != CostSource::none && !facts.has(kSummary);
        const bool said = facts.cost.source != CostSource::computed;
        const bool duplicate = step.role == UsageRole::duplicate || m_sharedAway[at - 1];
        if (hasCost)
            step.costCounts = step.keepsCost || step.isCall || (!duplicate && said && !own.money);
        own.covered = step.costCounts && !step.isCall && !step.keepsCost;
        const std::uint32_t parent = tree.node(at).parent;
        if (parent != 0)
            m_below[parent - 1].money |= own.money || step.costCounts;
    });
    for (const std::uint32_t at : tree.order()) {
        const std::uint32_t parent = tree.node(at).parent;
        if (parent != 0 && m_below[parent - 1].covered)
            m_below[at - 1].covered = true;
        CountedStep& step = m_steps[at - 1];
        step.unpriced =
            step.isCall && !step.costCounts && !step.pricedElsewhere && !m_below[at - 1].covered;
    }
}

void UsageRoles::release()
{
    giveBack(m_steps);
    giveBack(m_sharedAway);
    giveBack(m_below);
    giveBack(m_byResponse);
}

} // namespace penstock
