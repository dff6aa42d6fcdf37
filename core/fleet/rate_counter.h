// SPDX-License-Identifier: GPL-3.0-or-later
// RateCounter: what the steps, runs and edges of one trace add to the minutes they happened in. Part of the evaluation of
// a trace: a pure function of its facts, tree and roles. Fold thread; O(steps + edges).
#pragma once

#include "core/fleet/contribution.h"
#include "core/fleet/model_table.h"
#include "core/fleet/trace_tree.h"

namespace penstock {

std::int32_t minuteOf(Nanos t);

/// The minute share of an edge; `open`: how many of its calls still run.
RateShare rateOf(const EdgeShare& share, std::int32_t open = 0);

class RateCounter final {
public:
    explicit RateCounter(ModelTable& models) : m_models(models) {}

    /// Where the shares go, until the next begin().
    void begin(TraceContribution& into)
    {
        m_into = &into;
        m_settleAt = kSettle;
    }
    /// A step with its counted usage. `agent`: of the run it belongs to, 0 = none. model 0: not a counted call.
    void countStep(const TreeNode& node, Nanos start, Nanos end, bool failed, AgentIndex agent,
                   StringId model, const UsageTotals& usage, const CostTotals& cost);
    void countRun(const RunRow& run);
    /// A call of a tool, peer, store or person.
    void countCall(const TreeNode& node, Nanos start, Nanos end, bool failed, AgentIndex actor,
                   AgentIndex caller);
    void countEdge(const EdgeShare& share, bool open) { add(rateOf(share, open ? 1 : 0)); }

private:
    static constexpr std::size_t kSettle = 1 << 14; ///< shares
    void add(const RateShare& share);
    void addLatency(std::int32_t minute, const RateKey& key, Nanos duration);

    ModelTable& m_models;
    TraceContribution* m_into = nullptr;
    std::size_t m_settleAt =
        kSettle; ///< adds up on the way: a huge trace says the same of many steps
};

} // namespace penstock
