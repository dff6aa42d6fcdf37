// SPDX-License-Identifier: GPL-3.0-or-later
// TraceContribution: what one trace adds to the sums of the world. When a trace changes, the difference between its old
// and its new contribution is applied, so sums of any number of traces stay exact integers. Plain values.
#pragma once

#include "core/base/encoding.h"
#include "core/base/string_pool.h"
#include "core/fleet/fleet_state.h"
#include "core/fleet/rates.h"
#include "core/fleet/totals.h"

#include <compare>
#include <vector>

namespace penstock {

/// What a trace adds to one actor. Sorted by agent; one entry an agent.
struct AgentShare {
    AgentIndex agent;
    std::int64_t runs = 0;
    std::int64_t runsOpen = 0;
    std::int64_t steps = 0;
    std::int64_t errors = 0;
    UsageTotals usage;
    CostTotals cost;
    std::vector<std::pair<StringId, std::int64_t>> models; ///< calls by model, sorted
    bool operator==(const AgentShare&) const = default;
};

/// Delegations of one trace between the same two actors, known in the same way.
struct EdgeShare {
    AgentIndex from;
    AgentIndex to;
    Evidence best = Evidence::none;
    DelegationMode mode = DelegationMode::unknown;
    bool crossProcess = false;
    std::uint32_t evidence = 0;
    std::int64_t count = 0;
    std::int64_t errors = 0;
    Nanos first = 0;
    Nanos last = 0;
    auto operator<=>(const EdgeShare&) const = default;

    bool sameKind(const EdgeShare& other) const
    {
        return from == other.from && to == other.to && best == other.best && mode == other.mode &&
               crossProcess == other.crossProcess && evidence == other.evidence;
    }
};

/// What a trace says about the cached tokens of one instrumentation.
struct CacheShare {
    StringId key = 0;
    std::int64_t apart = 0;  ///< usages that only add up if input leaves the cached tokens out
    std::int64_t within = 0; ///< usages whose total says that input holds them
    std::int64_t open = 0;   ///< usages that rest on the answer
    bool operator==(const CacheShare&) const = default;
};

struct TraceContribution {
    std::vector<AgentShare> agents;      ///< sorted by agent
    std::vector<EdgeShare> edges;        ///< sorted
    std::vector<RateShare> rates;        ///< sorted by place
    std::vector<LatencyShare> latencies; ///< sorted by place
    std::vector<CacheShare> caches;      ///< sorted by key
    void clear();
    /// Sorts and adds up what belongs together.
    void settle();
    std::size_t heapBytes() const;
};

void write(std::string& out, const UsageTotals& usage);
void write(std::string& out, const CostTotals& cost);
void write(std::string& out, const TraceContribution& contribution);
UsageTotals readUsageTotals(ByteReader& in);
CostTotals readCostTotals(ByteReader& in);
TraceContribution readContribution(ByteReader& in);

} // namespace penstock
