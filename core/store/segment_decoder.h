// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentDecoder: reads back the words that segment_encoder.h wrote. Texts are views into the segment, into parts or
// into the arena, whose owners must outlive what was read. One thread. Damaged bytes never read out of bounds and never
// make it allocate more than the segment's own size: afterwards ok() is false.
#pragma once

#include "core/base/encoding.h"
#include "core/model/raw.h"
#include "core/store/log_store.h"
#include "core/store/part_store.h"

#include <string_view>
#include <vector>

namespace penstock::store {

/// Where a decoder finds parts. The view stays valid as long as the source's owner says.
class PartSource {
public:
    virtual ~PartSource() = default;
    virtual bool part(PartAddress address, std::string_view& out) = 0;
};

class SegmentDecoder final {
public:
    SegmentDecoder(Seq commit, std::string_view bytes, Arena& arena, PartSource& parts,
                   const LongValues& longValues);

    /// While set, parts are not fetched and their texts come out empty: for entries that nobody asked for.
    void skipParts(bool skip) { m_skipParts = skip; }

    ByteReader& in() { return m_in; }
    bool ok() const { return m_in.ok(); }

    std::string_view text();
    TraceId traceId();
    SpanId spanId();
    Nanos time();
    /// Of an attribute, or KeyId::unknown for a value that stands alone.
    Value value(KeyId of);
    Attributes attributes();
    const RawScope* scope();
    /// A count of things of at least minimumSize bytes each; 0 and an error if they cannot be there.
    std::size_t count(std::size_t minimumSize);

private:
    struct KnownText {
        std::string_view text;
        KeyId key = KeyId::unknown;
        bool keyLookedUp = false;
    };

    Value anyValue();
    std::string_view parts(std::uint64_t runs);
    std::string_view join(const std::vector<std::string_view>& pieces);
    void key(Attribute& attribute);

    ByteReader m_in;
    Arena& m_arena;
    PartSource& m_parts;
    Seq m_commit;
    LongValues m_longValues;
    bool m_skipParts = false;
    Nanos m_time = 0;
    std::vector<KnownText> m_texts;
    std::vector<TraceId> m_traces;
    std::vector<SpanId> m_spans;
    std::vector<const RawScope*> m_scopes;
    std::vector<Seq> m_commits;
    std::vector<std::uint32_t> m_nextPart;
    std::vector<std::string_view> m_pieces;
    std::uint64_t m_lastKnown = ~0ull; ///< dictionary number of the text read last, if it has one
};

} // namespace penstock::store
