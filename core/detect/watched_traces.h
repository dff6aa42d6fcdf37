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

struct WatchedTrace {
    TraceId trace;
    Nanos lastArrival = 0;
    Nanos lastEnd = 0;                ///< newest end of any of its steps
    History<kCallsKept> calls;        ///< of tools, and what models said
    History<kAsksKept> asks;          ///< what agents were asked by others
    std::array<SpanId, 32> parents{}; ///< of the newest steps
    std::uint32_t parentsEver = 0;
    std::uint32_t older = 0; ///< slot before it in the order of the last step
    std::uint32_t newer = 0;

    /// As far as is known: children come first.
    bool hasBelow(SpanId span) const
    {
        return std::find(parents.begin(), parents.end(), span) != parents.end();
    }
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
