// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeAssembler: makes a CascadeView of what the fold thread hands over. Of a large cascade the structure comes first:
// its top, its extent and its sums, as soon as the first traces are looked at; the rest is counted in stepsToCome. A pure
// function of what is handed over: the same steps give the same view. Any one thread, never the fold's own if the cascade
// may be large. A stop is noticed within some ten ms.
#pragma once

#include "core/base/keyed_storage.h"
#include "core/fleet/cascade_builder.h"
#include "core/fleet/cascade_parts.h"
#include "core/fleet/trace_outline.h"

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace penstock {

class CascadeAssembler final {
public:
    /// A view holds whole traces until it has so many steps or traces; the rest is counted in CascadeFacts.
    static constexpr std::uint64_t kMostSteps = 2'000'000;
    static constexpr std::size_t kMostTraces = 200'000;
    /// A cascade of more steps shows its structure first, so many steps of it.
    static constexpr std::uint64_t kLarge = TraceOutline::kFrom;
    static constexpr std::uint32_t kStructure = TraceOutline::kSteps;

    CascadeAssembler(CascadePlan plan, std::stop_token stop);

    /// The structure alone, of a large cascade whose first trace is huge and has its outline in the checkpoint; null for any
    /// other. The same as showStructure would tell.
    static std::shared_ptr<const CascadeView>
    storedStructure(const CascadeGround& ground, TraceIndex anyOfIts, KeyedReader& storage);

    /// Called once, from take(), for a large cascade.
    std::function<void(std::shared_ptr<const CascadeView>)> showStructure;

    /// What the fold thread is to hand over next; empty = all is there.
    std::span<const TraceIndex> wanted() const;
    std::uint64_t steps() const { return m_sums.steps; } ///< of all members
    void take(CascadeParts parts);
    bool stopped() const { return m_stop.stop_requested(); }
    /// Once, when nothing more is wanted. Null when it was stopped.
    std::shared_ptr<const CascadeView> finish();

private:
    void chooseMembers();
    void add(CascadePart& part, const CascadeParts& world);
    void addToStructure(const CascadeBuilder::Trace& trace);

    const CascadePlan m_plan;
    const std::stop_token m_stop;
    std::vector<TraceIndex> m_members; ///< the root's trace first, the others by start, then id
    std::vector<TraceIndex> m_leftOut;
    std::size_t m_taken = 0;
    CascadeFacts m_sums; ///< of the members, from their rows
    CowTable<AgentRow> m_agents;
    TraceLook m_look{m_agents};
    SiblingOrder m_order;
    std::unique_ptr<CascadeBuilder> m_structure;
    CascadeBuilder m_builder;
};

} // namespace penstock
