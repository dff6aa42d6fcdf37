// SPDX-License-Identifier: GPL-3.0-or-later
// DelegationTable: edges between actors, summed over traces. Owned by World, fold thread. Everything shown follows
// from counts that can be taken back: an evidence bit is set while a delegation with it stands. First and last times
// come from the few newest and oldest times of an edge, kept exactly.
#pragma once

#include "core/fleet/contribution.h"
#include "core/fleet/tracked_table.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace penstock {

/// Position in the order of strength, 0 = strongest; evidence none is weakest.
int evidenceRank(Evidence evidence);
/// How sure a delegation is that is known in this way, percent.
std::uint8_t evidenceConfidence(Evidence evidence);

/// The extreme of many times that come and go; keeps the kKept most extreme ones. A time that leaves after more
/// than kKept more extreme ones left cannot be known any more: then the last known extreme stays.
class ExtremeTimes final {
public:
    static constexpr std::size_t kKept = 48;

    explicit ExtremeTimes(bool newest) : m_sign(newest ? -1 : 1) {}
    void add(Nanos t);
    void remove(Nanos t);
    std::size_t heapBytes() const { return penstock::heapBytes(m_times); }
    Nanos extreme() const { return m_times.empty() ? m_last : m_times.front().first * m_sign; }
    void write(std::string& out) const;
    void read(ByteReader& in);

private:
    std::vector<std::pair<Nanos, std::int64_t>> m_times; ///< (time * sign, how many), ascending
    Nanos m_last = 0;
    Nanos m_sign;
};

class DelegationTable final {
public:
    DelegationTable(std::uint32_t maxEdges) : m_maxEdges(maxEdges) {}

    /// toKind of the row follows from the callee. `others` takes edges beyond the limit.
    void apply(const EdgeShare& share, ActorKind toKind, AgentIndex others, int sign);

    const CowTable<DelegationRow>& rows() const { return m_table.rows(); }
    CowTable<DelegationRow> share() { return m_table.share(); }
    bool isFullFor(AgentIndex from, AgentIndex to) const;
    std::size_t heapBytes() const;
    TrackedTable<DelegationRow>& table() { return m_table; }
    void write(std::string& out, std::uint32_t number) const;
    bool read(ByteReader& in);

private:
    struct Extras {
        std::array<std::int64_t, kEvidenceCount> byBit{};
        std::array<std::array<std::int64_t, 4>, kEvidenceCount>
            byBest{}; ///< by best evidence and mode
        std::int64_t crossProcess = 0;
        ExtremeTimes first{false};
        ExtremeTimes last{true};
    };
    static std::uint64_t key(AgentIndex from, AgentIndex to)
    {
        return static_cast<std::uint64_t>(from.value) << 32 | to.value;
    }
    std::uint32_t find(AgentIndex from, AgentIndex to, ActorKind toKind);
    static void show(DelegationRow& row, const Extras& extras);

    const std::uint32_t m_maxEdges;
    TrackedTable<DelegationRow> m_table;
    std::vector<Extras> m_extras;
    std::unordered_map<std::uint64_t, std::uint32_t> m_byActors;
};

} // namespace penstock
