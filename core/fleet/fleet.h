// SPDX-License-Identifier: GPL-3.0-or-later
// Fleet: the fold (invariant 2). Applies log entries in seq order and publishes FleetState. Owned by one thread, the
// fold thread. What describes the world converges under any arrival order; nothing here reads a clock.
// Traces are kept in memory while they are active; each checkpoint writes what changed to state.db (derived, can be
// rebuilt from the log) and idle traces then leave memory; a late step brings its trace back.
#pragma once

#include "core/base/keyed_storage.h"
#include "core/base/memory_part.h"
#include "core/base/result.h"
#include "core/fleet/fleet_state.h"
#include "core/model/log_entry.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace penstock {

struct CascadeGround; // cascade_parts.h
struct CascadePlan;
struct CascadeParts;
struct TracePlan; // trace_viewer.h

struct FleetOptions {
    std::uint32_t maxHotSteps =
        400'000;                   ///< steps of traces held in memory before idle ones must leave
    Nanos idleAfter = 2 * kMinute; ///< log time without a new step after which a trace may leave
    std::uint32_t checkpointEvery = 50'000; ///< entries
    /// Sooner when so much log time has passed, though not for fewer entries than a fifth of that: what is idle leaves
    /// memory with a checkpoint only, and what came since is folded again at a start.
    Nanos checkpointAfter = 30 * kSecond;
    std::uint32_t maxAgents = 20'000; ///< actors with a row of their own; more fold into "(others)"
    std::uint32_t maxNames =
        2'000'000; ///< different sessions, users, models, services and trace names; more are
    std::size_t maxNameBytes = 128u
                               << 20; ///< shown as "(further names)" and counted in the loss ledger
};

class Fleet {
public:
    virtual ~Fleet() = default;

    /// Loads the newest checkpoint of storage (may be null: memory only, no eviction).
    static std::unique_ptr<Fleet> create(const FleetOptions& options, KeyedStorage* storage);
    /// Raw attributes whose values the fold looks at; a log read for it need not bring long values of others.
    static std::span<const KeyId> keysItReads();

    virtual Seq seq() const = 0;                     ///< last applied entry
    virtual void apply(const EntryBatch& batch) = 0; ///< entries with seq <= seq() are skipped
    virtual Status checkpoint() = 0;
    virtual bool checkpointDue() const = 0;

    /// Views of more steps than this somebody else makes: staleTrace().
    static constexpr std::uint32_t kLargeView = 8192;
    /// Cost: what changed since the last call, plus the watched traces that are small and changed.
    /// The caller may add what it knows besides, before anybody else sees it.
    virtual std::shared_ptr<FleetState> publish() = 0;
    /// 0 when there is no such trace.
    virtual TraceIndex find(const TraceId& trace) const = 0;
    virtual void watch(TraceIndex trace) = 0;
    virtual void unwatch(TraceIndex trace) = 0;
    /// A watched large trace that has no view yet, or else one whose view is older than the world.
    virtual std::optional<TraceIndex> staleTrace() const = 0;
    /// What makeTraceView() makes a view of, on any thread; nothing if there is no such trace. Costs some pointers.
    virtual std::optional<TracePlan> planTrace(TraceIndex trace) = 0;
    /// What publish() tells from now on; `revision` as in the plan.
    virtual void showTrace(TraceIndex trace, std::shared_ptr<const TraceView> view,
                           std::uint64_t revision) = 0;

    /// Some place among cascades is older than the world.
    virtual bool placesAreBehind() const = 0;
    /// Brings all of them up to date; the next publish() shows them. Costs what they hold, so the caller paces it.
    virtual void settlePlaces() = 0;

    /// publish() tells the view of a watched cascade that showCascade() gave last; somebody else makes it.
    virtual void watchCascade(TraceIndex anyOfIts) = 0;
    virtual void unwatchCascade(TraceIndex anyOfIts) = 0;
    /// A watched cascade that has no view yet, or else one whose view is older than the world.
    virtual std::optional<TraceIndex> staleCascade() = 0;
    virtual void showCascade(TraceIndex anyOfIts, std::shared_ptr<const CascadeView> view) = 0;
    /// What CascadeAssembler puts a view together from, on any thread. Costs some pointers a trace; nothing if there is no
    /// such trace.
    virtual std::optional<CascadePlan> planCascade(TraceIndex anyOfIts) = 0;
    virtual CascadeParts handOver(std::span<const TraceIndex> wanted) = 0;
    /// What CascadeAssembler shows the structure of a cascade from that left memory.
    virtual std::shared_ptr<const CascadeGround> cascadeGround() = 0;
    /// The cascade that a trace belongs to, put together here and now; null if there is no such trace.
    virtual std::shared_ptr<const CascadeView> cascade(TraceIndex anyOfIts) = 0;
    /// Any trace, also one that left memory; null if there is no such trace.
    virtual std::shared_ptr<const TraceView> view(TraceIndex trace) = 0;

    /// Canonical text of everything that describes the world, independent of arrival order (sorted by names and ids).
    /// For golden tests, convergence tests and `diff`.
    virtual std::string dumpWorld() = 0;
    /// Byte-exact state including what depends on order (indexes, seqs): for "restart equals live".
    virtual std::string dumpExact() = 0;
    /// What the fold holds, part by part. Cost: one look at each trace in memory and each minute of the rates.
    virtual std::vector<MemoryPart> memory() const = 0;
};

} // namespace penstock
