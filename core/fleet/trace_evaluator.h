// SPDX-License-Identifier: GPL-3.0-or-later
// TraceEvaluator: what the facts of one trace amount to: its row, its runs, and what it adds to agents and edges. A pure
// function of the facts (and of which calls other traces already count, and what senders' habits are), so any arrival
// order ends the same. O(steps).
// Owned by World, fold thread; scratch is reused between traces.
#pragma once

#include "core/fleet/agent_table.h"
#include "core/fleet/bounded_names.h"
#include "core/fleet/cache_memory.h"
#include "core/fleet/rate_counter.h"
#include "core/fleet/trace_look.h"
#include "core/fleet/trace_state.h"

#include <vector>

namespace penstock {

struct RunResult {
    std::uint32_t at = 0; ///< position
    RunRow row;
};

/// Integers and pool numbers only.
struct TraceResult {
    StringId name = 0;
    StringId agent = 0;
    StringId service = 0;
    StringId session = 0;
    StringId user = 0;
    TraceRow row;                ///< texts not filled
    std::vector<RunResult> runs; ///< by start, then span id
    TraceContribution contribution;
};

class TraceEvaluator final : public TraceLook {
public:
    TraceEvaluator(BoundedNames& names, AgentTable& agents, const CacheMemory& caches,
                   ModelTable& models)
        : TraceLook(agents.table().rows()),
          m_names(names),
          m_agents(agents),
          m_caches(caches),
          m_rates(models)
    {
    }

    /// Gives back the memory of what was looked at last, if that was huge.
    void release();
    SettledUse useOf(const SpanFacts& facts) const { return settledUse(facts, m_caches); }

    /// look() and everything that follows from it. May number new names and make agents that are only named.
    const TraceResult& evaluate(const TraceFacts& trace, TraceId id,
                                const std::vector<SharedCall>& shared);
    /// What the trace just looked at says to others, sorted. `wanted`: its spans that others link to, may be null.
    const std::vector<JoinEntry>& collectJoins(const TraceFacts& trace, TraceId id,
                                               const std::vector<SpanId>* wanted);
    /// Other traces that the links of the last collectJoins() point to.
    const std::vector<TraceId>& linkedTraces() const { return m_linkedTraces; }

private:
    void describeTrace(const TraceFacts& trace);
    void countSteps(const TraceFacts& trace);
    void countStep(const SpanFacts& facts, std::uint32_t at);
    void collectRuns(const TraceFacts& trace);
    void collectEdges(const TraceFacts& trace);
    void joinStep(const TraceFacts& trace, TraceId id, std::uint32_t at);
    AgentIndex agentAt(std::uint32_t at, std::string_view name, StringId service);

    BoundedNames& m_names;
    AgentTable& m_agents;
    const CacheMemory& m_caches;
    RateCounter m_rates;
    TraceResult m_result;
    std::vector<JoinEntry> m_joins;
    std::vector<TraceId> m_linkedTraces;
    std::vector<std::uint32_t> m_firstRunBelow; ///< by position
    FactExtras m_extras;
    std::vector<std::uint32_t> m_runSlot; ///< by position: 1-based place in m_result.runs
    std::vector<AgentShare> m_shares;     ///< by place in m_result.runs
};

} // namespace penstock
