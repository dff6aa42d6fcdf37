// SPDX-License-Identifier: GPL-3.0-or-later
// TraceFacts: what is known about the steps of one trace, for reading. TraceState is one that grows; what share() gives
// stays as it is and may be read on any thread. A position (1-based) stands for a span id that was seen as span, parent or
// synthetic run; positions never move.
#pragma once

#include "core/base/memory_part.h"
#include "core/fleet/fact_table.h"
#include "core/fleet/fleet_state.h"
#include "core/fleet/text_blob.h"

#include <memory>
#include <string_view>
#include <vector>

namespace penstock {

class TraceFacts {
public:
    TraceFacts(TraceFacts&&) = default;
    TraceFacts& operator=(TraceFacts&&) = default;

    TraceIndex index() const { return m_index; }
    const FactTable& spans() const { return m_spans; } ///< position p is at [p - 1]
    std::string_view texts() const { return m_texts; }
    std::uint32_t position(SpanId span) const; ///< 0 = never seen
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_spans.size()); }
    /// Chunks that somebody else looks at are counted here too.
    std::size_t heapBytes() const
    {
        return m_spans.heapBytes() + m_texts.room() +
               (m_slots ? penstock::heapBytes(*m_slots) + sizeof *m_slots : 0);
    }

protected:
    using Slots = std::vector<std::uint32_t>;

    TraceFacts(TraceIndex index, std::uint64_t hashKey) : m_index(index), m_hashKey(hashKey) {}

    TraceFacts shareFacts()
    {
        TraceFacts facts(m_index, m_hashKey);
        facts.m_spans = m_spans.share();
        facts.m_texts = m_texts.share();
        facts.m_slots = m_slots;
        return facts;
    }
    std::size_t slotOf(SpanId span) const;

    TraceIndex m_index;
    std::uint64_t m_hashKey;
    FactTable m_spans;
    TextBlob m_texts;
    std::shared_ptr<Slots>
        m_slots; ///< open addressing: span id → position; null while a scan is faster
};

} // namespace penstock
