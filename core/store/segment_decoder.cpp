// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segment_decoder.h"

#include "core/store/segment_format.h"
#include "core/store/step_fields.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace penstock::store {
namespace {

constexpr std::uint64_t kNotKnown = ~0ull;

} // namespace

SegmentDecoder::SegmentDecoder(Seq commit, std::string_view bytes, Arena& arena, PartSource& parts,
                               const LongValues& longValues)
    : m_in(bytes), m_arena(arena), m_parts(parts), m_commit(commit), m_longValues(longValues)
{
    m_texts.reserve(1024);
    m_spans.reserve(1024);
}

std::size_t SegmentDecoder::count(std::size_t minimumSize)
{
    const std::uint64_t n = m_in.varint();
    if (n > m_in.remaining() / minimumSize) {
        m_in.fail();
        return 0;
    }
    return static_cast<std::size_t>(n);
}

std::string_view SegmentDecoder::text()
{
    const std::uint64_t head = m_in.varint();
    const std::uint64_t number = head >> 2;
    m_lastKnown = kNotKnown;
    switch (head & 3) {
    case kTextInline:
        return m_in.bytes(number);
    case kTextNew:
        m_lastKnown = m_texts.size();
        m_texts.push_back({m_in.bytes(number)});
        return m_texts.back().text;
    case kTextKnown:
        if (number >= m_texts.size()) {
            m_in.fail();
            return {};
        }
        m_lastKnown = number;
        return m_texts[number].text;
    default:
        return parts(number);
    }
}

std::string_view SegmentDecoder::parts(std::uint64_t runs)
{
    m_pieces.clear();
    for (std::uint64_t run = 0; run < runs && m_in.ok(); ++run) {
        const std::uint64_t number = m_in.varint();
        if (number == m_commits.size()) {
            m_commits.push_back(m_commit - m_in.varint());
            m_nextPart.push_back(0);
        } else if (number > m_commits.size()) {
            m_in.fail();
            return {};
        }
        std::uint32_t& next = m_nextPart[number];
        PartAddress at{m_commits[number], static_cast<std::uint32_t>(next + m_in.signedVarint())};
        const std::uint64_t last = m_in.varint();
        next = static_cast<std::uint32_t>(at.index + last + 1);
        for (std::uint64_t i = 0; !m_skipParts && i <= last; ++i, ++at.index) {
            std::string_view piece;
            if (!m_parts.part(at, piece)) {
                m_in.fail();
                return {};
            }
            m_pieces.push_back(piece);
        }
    }
    return join(m_pieces);
}

std::string_view SegmentDecoder::join(const std::vector<std::string_view>& pieces)
{
    if (pieces.empty())
        return {};
    if (pieces.size() == 1)
        return pieces.front();
    // Parts brought by one commit mostly lie one behind the other: no copy then.
    const char* end = pieces.front().data();
    std::size_t size = 0;
    bool contiguous = true;
    for (const std::string_view piece : pieces) {
        contiguous = contiguous && piece.data() == end;
        end = piece.data() + piece.size();
        size += piece.size();
    }
    if (contiguous)
        return {pieces.front().data(), size};
    auto* joined = static_cast<char*>(m_arena.allocate(size, 1));
    char* to = joined;
    for (const std::string_view piece : pieces) {
        std::memcpy(to, piece.data(), piece.size());
        to += piece.size();
    }
    return {joined, size};
}

TraceId SegmentDecoder::traceId()
{
    const std::uint64_t number = m_in.varint();
    if (number < m_traces.size())
        return m_traces[number];
    const std::string_view raw = m_in.bytes(16);
    if (raw.size() != 16 || number > m_traces.size()) {
        m_in.fail();
        return {};
    }
    m_traces.push_back(TraceId::fromBytes(raw.data()));
    return m_traces.back();
}

SpanId SegmentDecoder::spanId()
{
    const std::uint64_t back = m_in.varint();
    if (back > m_spans.size()) {
        m_in.fail();
        return {};
    }
    if (back > 0)
        return m_spans[m_spans.size() - back];
    m_spans.push_back(SpanId{m_in.fixed64()});
    return m_spans.back();
}

Nanos SegmentDecoder::time()
{
    const auto difference = static_cast<std::uint64_t>(m_in.signedVarint());
    m_time = static_cast<Nanos>(static_cast<std::uint64_t>(m_time) + difference);
    return m_time;
}

void SegmentDecoder::key(Attribute& attribute)
{
    attribute.key = text();
    if (m_lastKnown == kNotKnown) {
        attribute.id = findKey(attribute.key);
        return;
    }
    KnownText& known = m_texts[m_lastKnown];
    if (!known.keyLookedUp) {
        known.key = findKey(known.text);
        known.keyLookedUp = true;
    }
    attribute.id = known.key;
}

Value SegmentDecoder::value(KeyId of)
{
    const bool wanted =
        m_longValues.all ||
        std::find(m_longValues.of.begin(), m_longValues.of.end(), of) != m_longValues.of.end();
    const bool skipped = std::exchange(m_skipParts, m_skipParts || !wanted);
    const Value value = anyValue();
    m_skipParts = skipped;
    return value;
}

Value SegmentDecoder::anyValue()
{
    const std::uint8_t head = m_in.byte();
    switch (static_cast<ValueType>(head & 0x0F)) {
    case ValueType::none:
        return {};
    case ValueType::boolean:
        return Value::ofBool((head & 0x10) != 0);
    case ValueType::integer:
        return Value::ofInteger(m_in.signedVarint());
    case ValueType::real:
        return Value::ofReal(std::bit_cast<double>(m_in.fixed64()));
    case ValueType::string:
        return Value::ofString(text());
    case ValueType::bytes:
        return Value::ofBytes(text());
    case ValueType::json:
        return Value::ofJson(text());
    }
    m_in.fail();
    return {};
}

Attributes SegmentDecoder::attributes()
{
    const std::size_t n = count(2);
    if (n == 0)
        return {};
    auto* items =
        static_cast<Attribute*>(m_arena.allocate(n * sizeof(Attribute), alignof(Attribute)));
    for (std::size_t i = 0; i < n; ++i) {
        new (items + i) Attribute;
        key(items[i]);
        items[i].value = value(items[i].id);
    }
    return {items, n};
}

const RawScope* SegmentDecoder::scope()
{
    const std::uint64_t number = m_in.varint();
    if (number < m_scopes.size())
        return m_scopes[number];
    if (number > m_scopes.size()) {
        m_in.fail();
        return nullptr;
    }
    auto* scope = m_arena.make<RawScope>();
    m_scopes.push_back(scope);
    // Entries that are wanted may share the scope of one that is not.
    const bool skipped = std::exchange(m_skipParts, false);
    scope->resource = attributes();
    scope->attributes = attributes();
    for (const auto field : kScopeTexts)
        scope->*field = text();
    m_skipParts = skipped;
    return scope;
}

} // namespace penstock::store
