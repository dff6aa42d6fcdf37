// SPDX-License-Identifier: GPL-3.0-or-later
// TraceState: everything the fold keeps of one trace while it is in memory: the merged facts of each span, and what the
// trace adds to the world. Owned by World, fold thread. Merging one version: O(1) expected, and what share() costs later:
// a copy of each chunk of facts that changes.
#pragma once

#include "core/fleet/contribution.h"
#include "core/fleet/join_table.h"
#include "core/fleet/trace_facts.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace penstock {

class TraceState final : public TraceFacts {
public:
    /// Steps of one record of the checkpoint.
    static constexpr std::uint32_t kPart = 4096;
    /// Versions of one span that are kept apart because events add facts to it; the greatest are kept.
    static constexpr std::size_t kMostPieces = 64;

    explicit TraceState(TraceIndex index, std::uint64_t hashKey) : TraceFacts(index, hashKey) {}

    /// Takes one version; false when it changes nothing (a duplicate or a version that loses).
    bool merge(SpanFacts version, std::string_view blob, const StringPool& names);

    /// The facts as they are now. Cost: a few pointers.
    TraceFacts share();

    /// Which parts changed since the last checkpoint.
    const std::vector<bool>& changedParts() const { return m_changedParts; }
    void forgetChanges() { m_changedParts.assign(m_changedParts.size(), false); }
    std::uint32_t parts() const { return (size() + kPart - 1) / kPart; }
    void writePart(std::string& out, std::uint32_t part) const;
    bool readPart(ByteReader& in);
    /// After the last readPart(); false when the parts do not fit together. A huge trace then finds no position() quickly until
    /// makeLookup(), which costs as much as the rest: whoever shows its tree first does so later.
    bool finishReading();
    void makeLookup();

    /// Number of a run in the world's run table, 0 = none.
    std::uint32_t runRow(std::uint32_t at) const { return m_runRows[at - 1]; }
    void setRunRow(std::uint32_t at, std::uint32_t number)
    {
        m_runRows[at - 1] = number;
        markChanged(at);
    }

    std::size_t heapBytes() const;

    TraceContribution contribution; ///< as last applied to the world
    std::vector<JoinEntry> joins;   ///< what it says to other traces, as last told
    std::string
        outline; ///< TraceOutline of a huge one, as last evaluated; empty: the checkpoint has it
    Nanos lastArrival = 0;      ///< of a step that changed it
    Nanos evaluatedAt = 0;      ///< arrival of the entry at which it was last evaluated
    std::uint32_t changes = 0;  ///< since then
    std::uint64_t revision = 0; ///< counts changes while in memory, for views
    bool touched = false;       ///< differs from what the last checkpoint holds
    bool queued = false;        ///< waits to be evaluated
    std::uint64_t piecesCut =
        0; ///< versions that fell out because a span has too many, since it is in memory

private:
    std::uint32_t place(SpanId span);
    void resolve(SpanFacts& facts);
    bool nameParents(SpanFacts& facts) const;
    bool mergePiece(std::uint32_t at, SpanFacts& version, std::string_view blob,
                    const StringPool& names);
    void recombine(std::uint32_t at, const std::vector<SpanFacts>& pieces);
    void keepTexts(SpanFacts& version, std::string_view blob);
    void markChanged(std::uint32_t at);
    void grow();
    Slots& ownSlots();

    std::vector<std::uint32_t> m_runRows; ///< by position - 1
    std::unordered_map<std::uint32_t, std::vector<SpanFacts>>
        m_pieces; ///< by position, of spans with events:
                  ///< the span and each event, best first
    std::size_t m_compactAt =
        1 << 16; ///< size of m_texts at which texts of lost versions are thrown out
    bool m_slotsShared = false;
    std::vector<bool> m_changedParts;
};

} // namespace penstock
