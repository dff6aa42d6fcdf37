// SPDX-License-Identifier: GPL-3.0-or-later
// CostBreakdown: what was spent, taken apart by agent, cascade, deployment, user and model at once. Every counted step is
// in exactly one line of each, what belongs to nobody in a line without a name: so the lines of each add up to the total.
// Agents of one name in two deployments are two lines. CostCounter makes one from steps in any order; one thread. Lines own their names: untrusted texts.
#pragma once

#include "core/fleet/fleet_state.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

enum class CostDimension : std::uint8_t { agent, cascade, deployment, user, model };
inline constexpr int kCostDimensionCount = 5;
std::string_view costDimensionName(CostDimension dimension); ///< `agent`
std::optional<CostDimension> costDimensionOf(std::string_view name);

struct CostSums {
    UsageTotals usage;
    CostTotals cost;
    UsageTotals unpriced;    ///< of the calls that have no price: the cost does not hold them
    MicroUsd cacheApart = 0; ///< see unsureOfCache()
    /// What of cost.estimated is so for which weightiest reason, by chiefDoubt(): adds up to it.
    std::array<MicroUsd, kCostDoubtCount + 1> estimatedFor{};
    bool operator==(const CostSums&) const = default;
};
void add(CostSums& to, const CostSums& what);

struct CostLine {
    std::string name;           ///< empty: nobody is known. Of a cascade the trace id of its root
    std::string deployment;     ///< of an agent; empty: nobody said, or it is no agent's line
    bool sharesItsName = false; ///< another line has the same name: only the deployment tells
    TraceIndex root;            ///< of a cascade
    CostSums sums;
};

struct CostBreakdown {
    Nanos from = 0; ///< [from, to): a step counts when it ended, one that still runs when it began
    Nanos to = 0;   ///< from and to 0: everything
    Seq seq = 0;    ///< as of this entry
    CostSums total;
    std::array<std::vector<CostLine>, kCostDimensionCount> lines; ///< the most money first
    const std::vector<CostLine>& by(CostDimension dimension) const
    {
        return lines[static_cast<std::size_t>(dimension)];
    }
};

/// What the cost of a step would grow by should its input leave the cached tokens out; 0 when its figures tell.
MicroUsd unsureOfCache(const TraceNode& node);

/// A step that counts. Texts are looked at during add() only.
struct CountedUse {
    TraceIndex trace;
    Nanos start = 0;
    Nanos end = 0;           ///< 0: still runs
    std::uint8_t counts = 0; ///< CountsBit bits
    Usage usage;
    Cost cost;
    MicroUsd cacheApart = 0;
    std::string_view agent;
    std::string_view deployment;
    std::string_view model;
};

class CostCounter final {
public:
    CostCounter(Nanos from, Nanos to);
    /// `state` knows the trace.
    void add(const CountedUse& use, const FleetState& state);
    CostBreakdown take(Seq seq);

private:
    struct PairLess {
        using is_transparent = void;
        template <class A, class B> bool operator()(const A& a, const B& b) const
        {
            const int order = std::string_view(a.first).compare(b.first);
            return order != 0 ? order < 0 : std::string_view(a.second) < b.second;
        }
    };
    using ByName = std::map<std::pair<std::string, std::string>, std::size_t, PairLess>;
    CostSums& lineOf(CostDimension dimension, std::string_view name,
                     std::string_view deployment = {});

    CostBreakdown m_made;
    std::array<ByName, kCostDimensionCount> m_names; ///< by name and deployment
    std::map<std::uint32_t, std::size_t> m_roots;
};

} // namespace penstock
