// SPDX-License-Identifier: GPL-3.0-or-later
// RawBuilder: what both OTLP decoders share – where decoded things go, the bounds of DecodeLimits, and the counting of
// everything that was cut, repaired or rejected (invariant 5). A decoder fills item(), scope() and the lists; the
// builder decides whether an item is kept. Scratch vectors are reused from request to request. One thread.
#pragma once

#include "core/ingest/otlp_decoder.h"

#include <cstring>
#include <string_view>
#include <vector>

namespace penstock {

/// Attributes on their way to the arena.
struct AttributeList {
    std::vector<Attribute> items;
    std::uint32_t cut = 0; ///< beyond maxAttributes
};

class RawBuilder final {
public:
    /// The span or log record being decoded.
    struct Item {
        RawSpan span;
        std::string_view eventName; ///< log records: the field of that name
        std::uint32_t cutEvents = 0;
        std::uint32_t cutLinks = 0;
        bool badId = false;      ///< an id of the wrong length or alphabet
        bool malformed = false;  ///< a field that cannot be read as its type
        bool sdkDropped = false; ///< the SDK says it dropped something
        bool repaired = false;   ///< a text was not UTF-8
    };

    explicit RawBuilder(const DecodeLimits& limits) : m_limits(limits) {}

    void begin(RawBatch& batch, std::size_t bytes);
    DecodeOutcome finish();
    void abandon(); ///< takes the spans of this request back

    const DecodeLimits& limits() const { return m_limits; }
    Arena& arena() { return m_batch->arena; }

    /// Views of `bytes` when they are UTF-8, else of a repaired copy.
    std::string_view text(std::string_view bytes)
    {
        return isAscii(bytes) ? bytes : checkedText(bytes);
    }
    void noteRepair() { m_repaired = true; }
    void noteCut(std::uint64_t n = 1) { m_outcome.losses.add(LossKind::attributesCut, n); }

    bool hasRoom(const AttributeList& list) const
    {
        return list.items.size() < m_limits.maxAttributes;
    }
    /// Key must be UTF-8 if it is a known one; it is repaired if need be.
    void add(AttributeList& list, std::string_view key, Value value)
    {
        const KeyId id = findKey(key);
        list.items.push_back({id == KeyId::unknown ? text(key) : key, id, value});
    }
    /// Moves the list into the arena, counts what was cut and leaves it empty.
    Attributes take(AttributeList& list);

    void beginResource() { m_resourceScopes.clear(); }
    void beginScope();
    RawScope& scope() { return *m_scope; }
    /// Resource and schema may come after the spans; all scopes of the resource learn of them here.
    void endResource(Attributes resource, std::string_view schemaUrl);

    /// False when the request already has as many items as allowed; the item is then counted as rejected.
    bool beginItem(Signal signal);
    Item& item() { return m_item; }
    AttributeList& itemAttributes() { return m_itemAttributes; }
    AttributeList& partAttributes()
    {
        return m_partAttributes;
    } ///< of an event, link, resource or scope
    bool beginEvent();
    void addEvent(const RawEvent& event) { m_events.push_back(event); }
    bool beginLink();
    /// A link to an id of the wrong length leads nowhere: it is left out and counted as cut.
    void addLink(const RawLink& link, bool badId)
    {
        if (badId)
            ++m_item.cutLinks;
        else
            m_links.push_back(link);
    }
    void noteSdkDropped(std::uint64_t n) { m_item.sdkDropped = m_item.sdkDropped || n > 0; }
    void endItem();
    /// An item that could not even be begun.
    void rejectMalformed(std::string_view why);
    void countPoints(std::uint64_t n);

private:
    static bool isAscii(std::string_view bytes)
    {
        const char* p = bytes.data();
        std::size_t n = bytes.size();
        std::uint64_t seen = 0;
        for (; n >= 8; n -= 8, p += 8) {
            std::uint64_t word;
            std::memcpy(&word, p, 8);
            seen |= word;
        }
        for (; n > 0; --n, ++p)
            seen |= static_cast<std::uint64_t>(static_cast<unsigned char>(*p));
        return (seen & 0x8080808080808080ull) == 0;
    }
    std::string_view checkedText(std::string_view bytes);
    void reject(LossKind kind, std::string sentence);
    bool acceptable();
    void resetItem(Signal signal);

    const DecodeLimits m_limits;
    RawBatch* m_batch = nullptr;
    std::size_t m_firstSpan = 0;
    DecodeOutcome m_outcome;
    std::vector<RawScope*> m_resourceScopes;
    RawScope* m_scope = nullptr;
    Item m_item;
    AttributeList m_itemAttributes;
    AttributeList m_partAttributes;
    std::vector<RawEvent> m_events;
    std::vector<RawLink> m_links;
    bool m_repaired = false;        ///< in the item being decoded
    bool m_repairedOutside = false; ///< in a resource or scope
};

} // namespace penstock
