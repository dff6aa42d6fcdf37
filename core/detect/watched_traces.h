// SPDX-License-Identifier: GPL-3.0-or-later
// WatchedTraces: the newest acts of every trace that detectors watch. Bounded: when one more begins, the trace that was
// quiet longest leaves, and detectors forget it. A trace has a small number, its slot, by which detectors keep what they
// know of it. Owned by Detection, fold thread. A look-up a step.
#pragma once

#include "core/detect/act.h"

#include <unordered_map>
#include <vector>

namespace penstock {

inline constexpr std::size_t kCallsKept = 24;
inline constexpr std::size_t kAsksKept = 16;

struct Link {
    SpanId span;
    SpanId parent;
};

/// A run, as who asks for what is below it.
struct SeenRun {
    SpanId span;
    Seq seq;
    std::uint64_t agent; ///< agentDigest(), as the others
    std::uint64_t user;
    std::uint64_t organization;
    Label name;
};

struct WatchedTrace {
    TraceId trace;
    Nanos lastArrival = 0;
    Nanos lastEnd = 0;              ///< newest end of any of its steps
    History<kCallsKept> calls;      ///< of tools, and what models said
    History<kAsksKept> asks;        ///< what agents were asked by others
    std::array<Link, 48> links{};   ///< of the newest steps
    std::array<SeenRun, 16> runs{}; ///< the newest that say whose they are
    std::uint32_t linksEver = 0;
    std::uint32_t runsEver = 0;
    std::uint32_t older = 0; ///< slot before it in the order of the last step
    std::uint32_t newer = 0;

    template <class List> static auto* find(const List& list, SpanId span)
    {
        const auto found = std::find_if(list.begin(), list.end(),
                                        [span](const auto& one) { return one.span == span; });
        return found == list.end() || span.isZero() ? nullptr : &*found;
    }
    /// As far as is known: children come first.
    bool hasBelow(SpanId span) const
    {
        return std::any_of(links.begin(), links.end(),
                           [span](const Link& link) { return link.parent == span; });
    }
    /// Of one of the newest steps; null: it has not arrived, or is long ago.
    const Link* link(SpanId span) const { return find(links, span); }
    const SeenRun* run(SpanId span) const { return find(runs, span); }
    void add(const Step& step, Seq seq);
};

class WatchedTraces final {
public:
    static constexpr std::uint32_t kNone = 0; ///< slots begin with 1

    explicit WatchedTraces(std::uint32_t most);

    std::uint32_t find(const TraceId& trace) const;
    bool isFull() const { return m_byTrace.size() >= m_most; }
    /// Its slot, which becomes the newest. One that is not known needs room.
    std::uint32_t touch(const TraceId& trace, Nanos arrival);
    /// The slot that was quiet longest.
    std::uint32_t quietest() const { return m_slots[0].newer; }
    void forget(std::uint32_t slot);

    WatchedTrace& at(std::uint32_t slot) { return m_slots[slot]; }
    const WatchedTrace& at(std::uint32_t slot) const { return m_slots[slot]; }
    std::uint32_t slotEnd() const { return static_cast<std::uint32_t>(m_slots.size()); }
    std::size_t count() const { return m_byTrace.size(); }
    std::size_t bytes() const;

    void save(std::string& out) const;
    bool restore(ByteReader& in);

private:
    void unlink(std::uint32_t slot);
    void linkNewest(std::uint32_t slot);

    std::uint32_t m_most;
    std::vector<WatchedTrace> m_slots; ///< 0 is the ring's end, no trace
    std::vector<std::uint32_t> m_free;
    std::unordered_map<TraceId, std::uint32_t> m_byTrace;
};

} // namespace penstock
