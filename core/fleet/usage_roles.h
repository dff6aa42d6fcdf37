// SPDX-License-Identifier: GPL-3.0-or-later
// UsageRoles: which tokens and which money of a trace count (semconv.md 9): the deepest model call with usage counts,
// what sits above is a roll-up; a run with usage and no model call below counts itself; the same response seen twice
// counts once, span before log event. A pure function of the tree. O(steps).
#pragma once

#include "core/fleet/join_table.h"
#include "core/fleet/trace_tree.h"

#include <vector>

namespace penstock {

struct CountedStep {
    UsageRole role = UsageRole::none;
    bool isCall = false;      ///< a counted model call
    bool callNoUsage = false; ///< a model call that said nothing about tokens
    bool costCounts = false;
    bool unpriced = false;        ///< counted, but nobody knows its price
    bool keepsCost = false;       ///< told twice, and only here with its cost
    bool pricedElsewhere = false; ///< told twice, and elsewhere with its cost
};

/// CountsBit bits.
std::uint8_t countsBits(const CountedStep& step);
/// What a step adds to the sums of its trace.
UsageTotals countedUsage(const Usage& usage, const CountedStep& step);
CostTotals countedCost(const Cost& cost, const CountedStep& step);

class UsageRoles final {
public:
    /// `shared`: calls that other traces tell too.
    void assign(const TraceFacts& trace, const TraceTree& tree,
                const std::vector<SharedCall>& shared);
    /// A model call that counts as far as this trace alone knows.
    bool countsAlone(std::uint32_t at) const
    {
        return m_steps[at - 1].isCall || m_sharedAway[at - 1];
    }
    /// Gives back memory after a huge trace.
    void release();
    const CountedStep& of(std::uint32_t at) const { return m_steps[at - 1]; }

private:
    struct Below {
        bool call = false;      ///< a model call lies below
        bool usageCall = false; ///< … with usage
        bool usage = false;     ///< any step with usage lies below
        bool money = false;     ///< money that counts lies below
        bool callAbove = false; ///< a model call with usage lies right above (same call told twice)
        bool covered = false;   ///< a roll-up above reported the cost of all this
    };
    void findBelow(const TraceFacts& trace, const TraceTree& tree);
    void chooseRoles(const TraceFacts& trace, const TraceTree& tree);
    void dropRepeated(const TraceFacts& trace, const TraceTree& tree);
    void countMoney(const TraceFacts& trace, const TraceTree& tree);

    void withdraw(std::uint32_t at);

    std::vector<CountedStep> m_steps;
    std::vector<bool> m_sharedAway; ///< another trace counts it
    std::vector<Below> m_below;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_byResponse;
};

} // namespace penstock
