// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeTable: which traces form a cascade: components of traces that cross-trace evidence joins. Its root is the
// earliest trace that nothing set off (in a ring of causes: the earliest of all), and it goes by that trace's id. A pure
// function of the evidence and of when traces began, derived again after a restart, so no reducer may rest on it: a
// component is looked at when it changed, a huge one only now and then. Owned by World, fold thread.
#pragma once

#include "core/fleet/fleet_state.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace penstock {

/// A step of one trace set off something in another.
struct TraceCause {
    TraceIndex from;
    TraceIndex to;
    auto operator<=>(const TraceCause&) const = default;
};

class CascadeTable final {
public:
    /// Traces of a component up to which every change is followed at once.
    static constexpr std::uint32_t kLarge = 2048;

    explicit CascadeTable(const CowTable<TraceRow>& traces) : m_traces(traces) {}

    void replace(std::span<const TraceCause> before, std::span<const TraceCause> after);
    /// When the trace began is known otherwise than before.
    void touch(TraceIndex trace);
    /// Brings the places up to date; `all`: also of large components that could wait. now: log time.
    void settle(Nanos now, bool all);
    bool isBehind() const { return !m_dirty.empty(); }
    std::size_t heapBytes() const;
    /// Another one when a place changed.
    std::uint64_t version() const { return m_version; }

    const CowTable<CascadePlace>& places() const { return m_places; }
    CowTable<CascadePlace> share() { return m_places.share(); }

private:
    struct Neighbour {
        std::uint32_t trace = 0;
        std::uint32_t causes = 0; ///< pieces of evidence that the neighbour set this trace off
        std::uint32_t caused = 0; ///< … that this trace set the neighbour off
    };
    using Neighbours = std::vector<Neighbour>;

    void count(TraceCause cause, int sign);
    void change(std::uint32_t of, std::uint32_t other, int causes, int caused);
    bool isDue(TraceIndex trace, Nanos now) const;
    void collect(std::uint32_t from, std::vector<std::uint32_t>& members);
    std::uint32_t rootOf(const std::vector<std::uint32_t>& members) const;
    void place(std::vector<std::uint32_t>& members);

    const CowTable<TraceRow>& m_traces;
    CowTable<CascadePlace> m_places; ///< by TraceIndex
    std::unordered_map<std::uint32_t, Neighbours> m_neighbours;
    std::uint64_t m_version = 0;
    std::vector<TraceIndex> m_dirty;
    std::vector<std::uint32_t> m_seen; ///< by trace: number of the last walk that met it
    std::uint32_t m_walk = 0;
    Nanos m_largeAt = 0; ///< log time at which large components were last looked at
};

} // namespace penstock
