// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/reconciliation.h"

#include "core/fleet/totals.h"

#include <algorithm>
#include <limits>

namespace penstock {
namespace {

constexpr std::size_t kMostModels = 3; ///< named; the others are one fact

/// Refused or unsure, so that a bill may hold what was not counted, or at another time.
constexpr LossKind kLosses[] = {LossKind::rejectedMalformed, LossKind::rejectedTooLarge,
                                LossKind::rejectedBadId,     LossKind::rejectedAuth,
                                LossKind::rejectedDiskFull,  LossKind::rejectedContentType,
                                LossKind::rejectedSlow,      LossKind::rejectedBusy,
                                LossKind::sdkTruncated,      LossKind::late,
                                LossKind::clockSkewed,       LossKind::forgotten};

class Reasons final {
public:
    Reasons(const Bill& bill, const CostBreakdown& counted, const FleetState& state)
        : m_bill(bill), m_counted(counted), m_state(state)
    {
    }
    std::vector<GapFact> find()
    {
        findUnpriced();
        findAmounts();
        findLosses();
        findGapsOfTraces();
        return std::move(m_facts);
    }

private:
    GapFact& addFact(GapReason reason)
    {
        m_facts.emplace_back().reason = reason;
        return m_facts.back();
    }

    void findUnpriced()
    {
        std::vector<const CostLine*> lines;
        for (const CostLine& line : m_counted.by(CostDimension::model))
            if (line.sums.cost.unpricedCalls > 0)
                lines.push_back(&line);
        std::stable_sort(lines.begin(), lines.end(), [](const CostLine* a, const CostLine* b) {
            const auto tokens = [](const CostLine* line) {
                return line->sums.unpriced.input + line->sums.unpriced.output;
            };
            return tokens(a) > tokens(b);
        });
        CostSums rest;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i < kMostModels)
                addUnpriced(addFact(GapReason::noPrice), lines[i]->sums).name = lines[i]->name;
            else
                add(rest, lines[i]->sums);
        }
        if (lines.size() > kMostModels)
            addUnpriced(addFact(GapReason::noPriceElse), rest).models = lines.size() - kMostModels;
    }

    static GapFact& addUnpriced(GapFact& fact, const CostSums& sums)
    {
        fact.count = static_cast<std::uint64_t>(sums.cost.unpricedCalls);
        fact.silent = static_cast<std::uint64_t>(sums.unpriced.callsNoUsage);
        fact.input = sums.unpriced.input;
        fact.output = sums.unpriced.output;
        return fact;
    }

    void findAmounts()
    {
        const CostSums& total = m_counted.total;
        for (int doubt = 0; doubt <= kCostDoubtCount; ++doubt)
            if (const MicroUsd amount = total.estimatedFor[static_cast<std::size_t>(doubt)];
                amount != 0) {
                GapFact& fact = addFact(GapReason::estimated);
                fact.amount = amount;
                fact.doubt = doubt;
            }
        if (total.cacheApart != 0)
            addFact(GapReason::cacheUnsure).amount = total.cacheApart;
        const UsageTotals& usage = total.usage;
        if (usage.inputCacheRead + usage.inputCacheWrite > 0 && total.cost.computed > 0) {
            GapFact& fact = addFact(GapReason::cachedTokens);
            fact.input = usage.inputCacheRead;
            fact.output = usage.inputCacheWrite;
        }
    }

    void findLosses()
    {
        LossCounts sum;
        Nanos first = std::numeric_limits<Nanos>::max();
        std::uint32_t hours = 0;
        for (std::uint32_t i = 1; i <= m_state.lossHours.size(); ++i) {
            const LossHour& hour = m_state.lossHours[i];
            first = std::min(first, hour.start);
            ++hours;
            if (hour.start < m_bill.to && hour.start + kHour > m_bill.from)
                sum.add(hour.counts);
        }
        for (const LossKind kind : kLosses)
            if (const std::uint64_t count = sum.of(kind); count > 0) {
                GapFact& fact = addFact(GapReason::lost);
                fact.loss = kind;
                fact.count = count;
            }
        const bool isFull = hours == kMostLossHours;
        if (isFull && first > m_bill.from)
            addFact(GapReason::ledgerBegins).at = first;
    }

    void findGapsOfTraces()
    {
        Nanos first = std::numeric_limits<Nanos>::max();
        std::uint64_t running = 0;
        std::uint64_t missing = 0;
        for (std::uint32_t i = 1; i <= m_state.traces.size(); ++i) {
            const TraceRow& row = m_state.traces[i];
            if (row.start > 0)
                first = std::min(first, row.start);
            if (row.start >= m_bill.to || row.end < m_bill.from)
                continue;
            running += row.running;
            missing += row.missingParents;
        }
        if (running > 0)
            addFact(GapReason::stillRunning).count = running;
        if (missing > 0)
            addFact(GapReason::missingSteps).count = missing;
        if (m_state.traces.size() > 0 && first > m_bill.from)
            addFact(GapReason::beginsLater).at = first;
        if (m_state.logTime != 0 && m_state.logTime < m_bill.to)
            addFact(GapReason::endsEarlier).at = m_state.logTime;
    }

    const Bill& m_bill;
    const CostBreakdown& m_counted;
    const FleetState& m_state;
    std::vector<GapFact> m_facts;
};

} // namespace

Reconciliation reconcile(const Bill& bill, const CostBreakdown& counted, const FleetState& state)
{
    Reconciliation made;
    made.counted = counted.total;
    made.difference = bill.amount - counted.total.cost.total();
    made.facts = Reasons(bill, counted, state).find();
    return made;
}

} // namespace penstock
