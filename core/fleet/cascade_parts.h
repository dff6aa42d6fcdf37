// SPDX-License-Identifier: GPL-3.0-or-later
// What the fold thread hands over of a cascade: which traces it has, then some of them at a time. Everything shares
// structure with the world as it was then and may be read on any thread. CascadeAssembler makes a view of it. Handing over
// costs some pointers a trace; of a trace that left memory its records are read, and taken apart by the assembler.
#pragma once

#include "core/base/hash.h"
#include "core/base/string_pool.h"
#include "core/fleet/cache_memory.h"
#include "core/fleet/join_table.h"
#include "core/fleet/trace_facts.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace penstock {

struct CascadePlan {
    TraceIndex trace; ///< any of its traces
    CowTable<CascadePlace> places;
    CowTable<TraceRow> traces;
    KeyedHash hash; ///< for tables that strangers could fill with collisions
    std::uint64_t traceKey = 0;
    std::uint64_t revision = 0;
};

/// A trace as the checkpoint holds it.
struct StoredTrace {
    std::vector<std::string> records;
    std::vector<JoinEntry> joins; ///< what it says to other traces
};

struct CascadePart {
    TraceIndex trace;
    std::optional<TraceFacts> facts; ///< or …
    StoredTrace stored;              ///< … of a trace that left memory
    std::vector<SharedCall> shared;
    std::vector<JoinCause> causes; ///< what set it off, as far as shared keys tell
};

struct CascadeParts {
    /// Traces handed over at once, about 2 ms' worth.
    static constexpr std::size_t kAtOnce = 1024;

    std::vector<CascadePart>
        parts; ///< of the traces asked for, in that order; not all if they are large
    CowTable<AgentRow> agents;
    CowTable<TraceRow> traces;
    StableList<std::string_view> names;
    std::shared_ptr<const void> pool; ///< keeps the names alive
    std::shared_ptr<const CacheHabits> habits;
};

class TraceState;
/// Takes the records of a part that left memory apart, and lets go of them. Null when they cannot be read.
std::unique_ptr<TraceState> readStored(CascadePart& part, std::uint64_t traceKey);

/// What every cascade of a snapshot is made of, as it was then; for any thread. Costs some pointers.
struct CascadeGround {
    CascadePlan plan;   ///< of no trace yet
    CascadeParts world; ///< without parts
};

} // namespace penstock
