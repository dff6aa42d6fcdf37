// SPDX-License-Identifier: GPL-3.0-or-later
// Searching steps by a filter: newest first, a page at a time. Whole traces come from the index; what changed since it was
// indexed, or never was, is looked at in memory, so that an answer never leaves anything out. A page ends where the
// caller's cursor may go on. StepSearcher is one thread's; cancelling and progress go through the request.
#pragma once

#include "core/fleet/fleet_state.h"
#include "core/query/field_record.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace penstock {

/// Where a step stands in the order of a search: by start, newest first; the rest makes it total.
struct StepCursor {
    Nanos start = 0;
    TraceIndex trace;
    SpanId span;
    auto operator<=>(const StepCursor&) const = default;
};

/// One step that was found, with what was asked for of its fields.
struct FoundStep {
    FieldRecord fields;
    StepCursor at;
    Seq seq = 0; ///< for Session::stepDetail; 0: nothing was logged for it
    std::uint16_t depth = 0;
    std::uint32_t flags = 0; ///< StepFlag bits
};

struct StepSearchProgress {
    std::uint64_t looked = 0;
    std::uint64_t all = 0;     ///< steps that this search may have to look at
    Seq indexedThrough = 0;    ///< steps logged later were looked at without the index
    Seq textsThrough = 0;      ///< as indexedThrough, for what steps say
    std::uint64_t waiting = 0; ///< steps of traces that the index does not have as they are now
};

/// A step that a search comes across; valid while it is looked at.
struct SeenStep {
    const FieldReader& fields;
    TraceIndex trace;
    std::uint8_t counts = 0; ///< CountsBit bits
    MicroUsd cacheApart = 0; ///< unsureOfCache()
    std::uint8_t doubts = 0; ///< CostDoubt bits
    const FleetState& state; ///< that knows the trace
};

struct StepSearch {
    enum class Keep {
        fields,         ///< what is known of a step
        places,         ///< `at` alone: many are cheap
        oneOfEachTrace, ///< likewise, one step of each trace that has any; without limit and order
        oneOfEachActor ///< the same for each agent and what it calls; knows kActorFields and no more
    };
    FilterPtr filter; ///< null: every step
    Keep keep = Keep::fields;
    FieldSet fields = FieldSet().set(); ///< the fewer, the sooner: each is a column to read
    std::optional<std::vector<TraceIndex>> within; ///< only steps of these traces
    Nanos now = 0;                                 ///< what ages are counted from
    std::size_t limit = 200;
    std::optional<StepCursor> after; ///< go on behind this one
    bool onlyCounted = false;        ///< only steps of which anything enters the sums
    /// When set, every step that is found goes here, in any order, and none is kept: without limit and after. It is
    /// asked for `fields` only.
    std::function<void(const SeenStep&)> visit;
    std::shared_ptr<std::atomic<bool>> cancel; ///< may be null; set it to true to stop
    std::function<void(const StepSearchProgress&)>
        onProgress; ///< may be null; some ten times a second
};

/// Who did a step, and who or what was called.
inline constexpr FieldId kActorFields[] = {FieldId::deployment, FieldId::agent, FieldId::tool,
                                           FieldId::target};

struct StepPage {
    std::vector<FoundStep> steps; ///< newest first
    bool more = false;            ///< there may be some behind the last one
    StepSearchProgress progress;
    FilterDiagnostic diagnostic; ///< why the filter cannot be asked here; then the page is empty
    bool understood() const { return diagnostic.sentence.empty(); }
};

class StepSearcher {
public:
    /// What a search sees besides the files.
    struct World {
        std::function<std::shared_ptr<const FleetState>()> state;
        /// Traces as they are now, in the order asked for; null for what is not there.
        std::function<std::vector<std::shared_ptr<const TraceView>>(const std::vector<TraceIndex>&)>
            views;
        /// The cascade of a trace as it is now; null for what is not there. May be none.
        std::function<std::shared_ptr<const CascadeView>(TraceIndex)> cascade = {};
    };

    virtual ~StepSearcher() = default;
    static std::unique_ptr<StepSearcher> create(std::string directory, World world);
    /// Reads what every search needs, if it is there, so that the first search need not.
    virtual void prepare() = 0;
    /// cancelled, or an error of the log.
    virtual Result<StepPage> search(const StepSearch& search) = 0;
};

} // namespace penstock
