// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentEncoder: the words of a segment – texts, ids, attribute values, scopes – each written in full once and by a
// small number afterwards; long texts go to the PartSink. entry_encoder.h writes entries with them.
// Writer thread. Views handed in must live until the segment is taken. Never fails.
#pragma once

#include "core/base/encoding.h"
#include "core/model/raw.h"
#include "core/store/epoch_table.h"
#include "core/store/part_store.h"

#include <array>
#include <string>
#include <string_view>

namespace penstock::store {

class SegmentEncoder final {
public:
    SegmentEncoder(const KeyedHash& hash, PartSink& parts);

    void begin(Seq commit);
    std::string& out() { return m_out; }

    void text(std::string_view text);
    void traceId(const TraceId& id);
    void spanId(SpanId id);
    void value(const Value& value);
    void attributes(Attributes attributes);
    void scope(const RawScope& scope);
    /// A time as the difference to the one written before, which is usually close.
    void time(Nanos time);

private:
    void longText(std::string_view text);
    void partRun(PartAddress first, std::uint64_t count);
    void key(const Attribute& attribute);

    struct KnownKey {
        std::uint32_t segment = 0;
        std::uint32_t index = 0;
    };
    struct SeenText { ///< texts met again at the same address need no hashing
        const char* data = nullptr;
        std::size_t size = 0;
        std::uint32_t segment = 0;
        std::uint32_t index = 0;
    };

    const KeyedHash& m_hash;
    PartSink& m_parts;
    std::uint64_t m_seeds[4];
    std::string m_out;
    Seq m_commit = 0;
    std::uint32_t m_segment = 0;
    Nanos m_time = 0;
    EpochTable<std::string_view> m_texts;
    EpochTable<TraceId> m_traces;
    EpochTable<std::uint64_t> m_spans;
    EpochTable<Hash128> m_scopes;
    EpochTable<Seq> m_commits;
    std::vector<std::uint32_t>
        m_nextPart; ///< by number in m_commits: index after the one written last
    std::array<KnownKey, static_cast<std::size_t>(KeyId::count)> m_keys{};
    std::array<SeenText, 256> m_seen{};
    const RawScope* m_lastScope = nullptr;
    std::uint32_t m_lastScopeIndex = 0;
    std::vector<PartAddress> m_cut;
    std::string m_scratch;
};

/// All of a scope in one unambiguous form, for hashing.
void appendScope(std::string& out, const RawScope& scope);
void appendValue(std::string& out, const Value& value);
void appendAttributes(std::string& out, Attributes attributes);

} // namespace penstock::store
