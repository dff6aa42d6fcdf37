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
    void begin(Contribution& into) { m_into = &into; }
    /// A step with its counted usage. `agent`: of the run it belongs to, 0 = none. model 0: not a counted call.
    void countStep(const TreeNode& node, Nanos start, Nanos end, bool failed, AgentIndex agent,
                   StringId model, const UsageTotals& usage, const CostTotals& cost);
    void countRun(const RunRow& run);
    /// A call of a tool, peer, store or person.
    void countCall(const TreeNode& node, Nanos start, Nanos end, bool failed, AgentIndex actor,
                   AgentIndex caller);
    void countEdge(const EdgeShare& share, bool open)
    {
        m_into->rates.push_back(rateOf(share, open ? 1 : 0));
    }

private:
    void addLatency(std::int32_t minute, const RateKey& key, Nanos duration);

    ModelTable& m_models;
    Contribution* m_into = nullptr;
};

} // namespace penstock
