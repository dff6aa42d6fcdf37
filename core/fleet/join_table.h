// SPDX-License-Identifier: GPL-3.0-or-later
// JoinTable: what joins traces – span links into another trace, ids seen on both sides of a call without propagation
// (semconv.md 8, rule 5), responses told twice (9, rule 4). Each trace exports entries; the edges of a key are a pure
// function of all its entries, withdrawn and made anew when one changes, so they converge. Owned by World, fold thread.
#pragma once

#include "core/fleet/cascade_table.h"
#include "core/fleet/contribution.h"
#include "core/fleet/tracked_table.h"

#include <compare>
#include <span>
#include <unordered_map>
#include <vector>

namespace penstock {

/// Saved in checkpoints. Do not change the numbers.
enum class JoinRole : std::uint8_t {
    none = 0,       ///< a free row
    caller = 1,     ///< named the id while calling out
    callee = 2,     ///< a run that names the id
    linkSource = 3, ///< has a span link; group is the trace it points to
    linkTarget = 4, ///< the span that some trace links to
    response = 5,   ///< a model call
};

/// What one trace says about one key.
struct JoinEntry {
    std::uint64_t key = 0;
    JoinRole role = JoinRole::none;
    AgentIndex agent;        ///< of the run; 0 = none
    SpanId span;             ///< the step; for linkSource the span that is wanted
    std::uint64_t group = 0; ///< linkSource: key of the wanted trace
    Nanos at = 0;
    bool hasUsage = false; ///< response
    bool hasCost = false;  ///< response
    bool isEvent = false;  ///< response
    bool isError = false;
    auto operator<=>(const JoinEntry&) const = default;
};

/// How a model call that another trace tells too counts.
struct SharedCall {
    SpanId span;
    bool duplicate = false;       ///< another trace counts it
    bool keepsCost = false;       ///< … but only this one knows its cost
    bool pricedElsewhere = false; ///< counted here, its cost there
    bool operator==(const SharedCall&) const = default;
};

/// A step of one trace set off something in another.
struct JoinCause {
    TraceIndex from;
    SpanId fromSpan;
    TraceIndex to;
    SpanId toSpan; ///< zero for a link: the steps that carry it know, by its target
    Evidence evidence = Evidence::none;
};

std::uint64_t linkGroup(const TraceId& trace);
std::uint64_t linkKey(std::uint64_t group, SpanId span);
void writeEntry(std::string& out, const JoinEntry& entry);
JoinEntry readEntry(ByteReader& in);

class JoinTable final {
public:
    /// A key with more entries than this joins nothing: such an id ("default") does not identify. Which is the same in
    /// every order of arrival, unlike joining the first ones. Change::unjoined tells whose entries it was.
    static constexpr std::size_t kMostOfAKey = 128;

    struct Change {
        std::vector<EdgeShare> withdrawn;
        std::vector<EdgeShare> added;
        std::vector<TraceIndex> affected; ///< traces to look at again
        std::vector<TraceIndex>
            unjoined; ///< one an entry that came to join nothing, because its key is too common
        std::vector<TraceCause> noCauses; ///< withdrawn
        std::vector<TraceCause> causes;   ///< added
    };

    explicit JoinTable(const CowTable<TraceRow>& traces) : m_traces(traces) {}

    /// Replaces what a trace said; both sorted.
    Change replace(TraceIndex trace, std::span<const JoinEntry> before,
                   std::span<const JoinEntry> after);
    /// Spans of that trace that others link to.
    const std::vector<SpanId>* wanted(std::uint64_t group) const;
    /// Of the calls of `trace` those that other traces tell too.
    void sharedCalls(TraceIndex trace, std::span<const JoinEntry> entries,
                     std::vector<SharedCall>& out) const;

    /// What set off the trace that says `entries`. Whose agents are the same or unknown counts here too, unlike for edges.
    void causesOf(TraceIndex trace, std::span<const JoinEntry> entries,
                  std::vector<JoinCause>& out) const;
    /// Of all keys, after reading.
    void allCauses(std::vector<TraceCause>& out) const;

    struct Row {
        TraceIndex trace;
        JoinEntry entry;
    };
    std::size_t heapBytes() const;
    TrackedTable<Row>& table() { return m_table; }
    const TrackedTable<Row>& table() const { return m_table; }
    void write(std::string& out, std::uint32_t number) const;
    bool read(ByteReader& in);

private:
    using Rows = std::vector<const Row*>;
    Rows rowsOf(std::uint64_t key) const; ///< best response first, else by time
    void edgesOf(std::uint64_t key, std::vector<EdgeShare>& out) const;
    void causesOfKey(std::uint64_t key, std::vector<JoinCause>& out) const;
    void tracesOfKey(std::uint64_t key, std::vector<TraceCause>& out) const;
    void insert(const Row& row);
    void erase(const Row& row);
    void index(std::uint32_t number);
    void want(const JoinEntry& entry, bool wanted);
    void collectAffected(std::uint64_t key, TraceIndex self, std::vector<TraceIndex>& out) const;
    std::size_t sizeOf(std::uint64_t key) const;
    void collectUnjoined(std::uint64_t key, std::size_t before, TraceIndex self,
                         std::vector<TraceIndex>& out) const;

    const CowTable<TraceRow>& m_traces;
    TrackedTable<Row> m_table;
    std::vector<std::uint32_t> m_free;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_byKey;
    std::unordered_map<std::uint64_t, std::vector<SpanId>>
        m_wanted; ///< by group, sorted, with repeats
};

} // namespace penstock
