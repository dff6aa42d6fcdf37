// SPDX-License-Identifier: GPL-3.0-or-later
// CacheMemory: whether input tokens of an instrumentation include the cached ones (semconv.md 9.8), remembered for each
// (service, scope, scope version, provider). Evidence is counted, a trace takes its own back when it changes, and the
// answer is read off the counters, so any order of arrival ends the same. When an answer turns, the traces that rest on
// it are evaluated again, a portion at a time. Owned by World, fold thread. Rejected: remembering at the border, where
// the first to arrive would decide.
#pragma once

#include "core/fleet/contribution.h"
#include "core/fleet/span_facts.h"
#include "core/fleet/tracked_table.h"

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace penstock {

/// The answers as they were at one time, for any thread: whose input tokens leave the cached ones out, sorted.
struct CacheHabits {
    std::vector<StringId> apart;
    bool isApart(StringId key) const { return std::binary_search(apart.begin(), apart.end(), key); }
};

class CacheMemory final {
public:
    /// A trace whose figures rest on the answer for a key. Appended, never taken back: looking again is harmless.
    struct Reader {
        StringId key = 0;
        TraceIndex trace;
    };

    /// What one span proves or asks; key 0 when it is not about cached tokens.
    static CacheShare shareOf(const SpanFacts& facts);
    /// True when the sender's input tokens leave the cached ones out.
    bool isApart(StringId key) const;
    /// Replaces what a trace contributes; both sorted by key.
    void apply(TraceIndex trace, const std::vector<CacheShare>& before,
               const std::vector<CacheShare>& after);
    /// Up to `most` traces whose answer turned since they were looked at.
    std::vector<TraceIndex> takeTurned(std::size_t most);
    bool isTurning() const { return !m_turned.empty(); }
    std::shared_ptr<const CacheHabits> habits();

    std::size_t heapBytes() const;
    TrackedTable<Reader>& readers() { return m_readers; }
    const TrackedTable<Reader>& readers() const { return m_readers; }
    void writeReader(std::string& out, std::uint32_t number) const;
    bool readReader(ByteReader& in);
    void writeCounters(std::string& out) const;
    bool readCounters(ByteReader& in);

private:
    struct Evidence {
        std::int64_t apart = 0;
        std::int64_t within = 0;
        std::vector<TraceIndex> readers;
        bool isApart() const;
    };
    void change(const CacheShare& share, int sign);

    std::map<StringId, Evidence> m_evidence;
    std::map<StringId, std::uint32_t> m_turned; ///< key → the next of its readers to look at again
    TrackedTable<Reader> m_readers;
    std::shared_ptr<const CacheHabits>
        m_habits; ///< null when an answer turned since they were asked for
};

/// What a span used and cost once it is known whether cached tokens are in its input.
struct SettledUse {
    Usage usage;
    Cost cost;
};
/// habits: a CacheMemory, or CacheHabits.
template <class Habits> SettledUse settledUse(const SpanFacts& facts, const Habits& habits)
{
    SettledUse use{facts.usage, facts.cost};
    if (facts.cacheKey == 0 || !facts.usage.cacheMayBeApart() || !habits.isApart(facts.cacheKey))
        return use;
    use.usage.input += facts.usage.cached();
    use.usage.semantics = CacheSemantics::exclusive;
    use.cost.amount += facts.cost.ifCacheApart;
    return use;
}

} // namespace penstock
