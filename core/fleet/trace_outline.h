// SPDX-License-Identifier: GPL-3.0-or-later
// TraceOutline: the top of a huge trace, as many steps as a structure shows. It is written where the trace is evaluated, lies
// in the checkpoint beside the steps, and shows the structure without reading them. It says which evaluation of which
// world it is of: what somebody had forgotten, or what came since, makes it another. What it gives is what the builder
// takes of the whole trace (knowsTreesOnly). Any one thread. Writing costs a walk over the tree, reading what it holds.
#pragma once

#include "core/fleet/sibling_order.h"
#include "core/fleet/trace_look.h"
#include "core/fleet/trace_state.h"

#include <optional>
#include <string>
#include <string_view>

namespace penstock {

class TraceOutline final {
public:
    /// A trace of more steps has one, of so many.
    static constexpr std::uint32_t kFrom = 40'000;
    static constexpr std::uint32_t kSteps = 4096;

    struct Tag {
        std::uint64_t world = 0; ///< its key
        Seq evaluated = 0;       ///< TraceRow::changed
        bool operator==(const Tag&) const = default;
    };
    static std::string written(const TraceFacts& trace, const TraceTree& tree, const Tag& tag,
                               std::uint32_t most = kSteps);

    explicit TraceOutline(const CowTable<AgentRow>& agents) : m_look(agents) {}

    /// False when it is of another evaluation, or cannot be read.
    bool read(std::string_view record, TraceIndex trace, const Tag& tag);
    const TraceFacts& facts() const { return *m_facts; }
    const TraceLook& look() const { return m_look; } ///< its tree alone
    const SiblingOrder& order() const { return m_order; }

private:
    std::optional<TraceState> m_facts;
    TraceLook m_look;
    SiblingOrder m_order;
};

} // namespace penstock
