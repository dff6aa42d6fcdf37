// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segment_encoder.h"

#include "core/store/chunker.h"
#include "core/store/segment_format.h"
#include "core/store/step_fields.h"

#include <bit>
#include <cstring>

namespace penstock::store {

SegmentEncoder::SegmentEncoder(const KeyedHash& hash, PartSink& parts)
    : m_hash(hash), m_parts(parts)
{
    // Multiply-shift with secret odd factors: strangers cannot aim their ids at one slot.
    for (std::uint64_t i = 0; i < std::size(m_seeds); ++i)
        m_seeds[i] = hash.hash64({reinterpret_cast<const char*>(&i), sizeof i}) | 1;
}

void SegmentEncoder::begin(Seq commit)
{
    m_out.clear();
    m_commit = commit;
    ++m_segment;
    m_time = 0;
    m_texts.clear();
    m_traces.clear();
    m_spans.clear();
    m_scopes.clear();
    m_commits.clear();
    m_nextPart.clear();
    m_lastScope = nullptr;
}

void SegmentEncoder::text(std::string_view text)
{
    if (text.size() >= kPartThreshold)
        return longText(text);
    if (text.empty()) {
        m_out.push_back(0);
        return;
    }
    SeenText& seen = m_seen[reinterpret_cast<std::uintptr_t>(text.data()) * m_seeds[0] >> 56];
    if (seen.data == text.data() && seen.size == text.size() && seen.segment == m_segment)
        return putVarint(m_out, std::uint64_t{seen.index} << 2 | kTextKnown);
    const auto place = m_texts.insert(text, m_hash.hash64(text));
    if (place.isNew) {
        putVarint(m_out, std::uint64_t{text.size()} << 2 | kTextNew);
        m_out += text;
    } else {
        putVarint(m_out, std::uint64_t{place.index} << 2 | kTextKnown);
    }
    seen = {text.data(), text.size(), m_segment, place.index};
}

void SegmentEncoder::longText(std::string_view text)
{
    m_cut.clear();
    if (text.size() < kChunkThreshold) {
        m_cut.push_back(m_parts.put(text));
    } else {
        while (!text.empty()) {
            const std::size_t size = firstChunk(text);
            m_cut.push_back(m_parts.put(text.substr(0, size)));
            text.remove_prefix(size);
        }
    }
    const auto follows = [](const PartAddress& a, const PartAddress& b) {
        return a.commit == b.commit && b.index == a.index + 1;
    };
    std::uint64_t runs = 1;
    for (std::size_t i = 1; i < m_cut.size(); ++i)
        runs += !follows(m_cut[i - 1], m_cut[i]);
    putVarint(m_out, runs << 2 | kTextParts);
    for (std::size_t begin = 0; begin < m_cut.size();) {
        std::size_t end = begin + 1;
        while (end < m_cut.size() && follows(m_cut[end - 1], m_cut[end]))
            ++end;
        partRun(m_cut[begin], end - begin);
        begin = end;
    }
}

void SegmentEncoder::partRun(PartAddress first, std::uint64_t count)
{
    const auto place = m_commits.insert(first.commit, first.commit * m_seeds[1] >> 20);
    putVarint(m_out, place.index);
    if (place.isNew) {
        putVarint(m_out, m_commit - first.commit);
        m_nextPart.push_back(0);
    }
    std::uint32_t& next = m_nextPart[place.index];
    putSigned(m_out, static_cast<std::int64_t>(first.index) - static_cast<std::int64_t>(next));
    putVarint(m_out, count - 1);
    next = first.index + static_cast<std::uint32_t>(count);
}

void SegmentEncoder::traceId(const TraceId& id)
{
    std::uint64_t halves[2];
    std::memcpy(halves, id.bytes.data(), sizeof halves);
    const std::uint64_t hash =
        ((halves[0] * m_seeds[2]) ^ std::rotl(halves[1] * m_seeds[3], 32)) >> 16;
    const auto place = m_traces.insert(id, hash);
    putVarint(m_out, place.index);
    if (place.isNew)
        m_out.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

void SegmentEncoder::spanId(SpanId id)
{
    const auto place = m_spans.insert(id.value, id.value * m_seeds[1] >> 20);
    // Counted from the newest: a parent is mostly near.
    putVarint(m_out, place.isNew ? 0 : m_spans.size() - place.index);
    if (place.isNew)
        putFixed64(m_out, id.value);
}

void SegmentEncoder::time(Nanos time)
{
    const auto difference = static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(m_time);
    putSigned(m_out, static_cast<std::int64_t>(difference));
    m_time = time;
}

void SegmentEncoder::key(const Attribute& attribute)
{
    if (attribute.id == KeyId::unknown)
        return text(attribute.key);
    KnownKey& known = m_keys[static_cast<std::size_t>(attribute.id)];
    if (known.segment == m_segment)
        return putVarint(m_out, std::uint64_t{known.index} << 2 | kTextKnown);
    const std::uint32_t before = m_texts.size();
    text(attribute.key);
    // Only when the text became the newest dictionary entry is its number known here.
    if (m_texts.size() == before + 1)
        known = {m_segment, before};
}

void SegmentEncoder::value(const Value& value)
{
    const bool truth = value.type() == ValueType::boolean && value.boolean();
    m_out.push_back(static_cast<char>(static_cast<int>(value.type()) | (truth ? 0x10 : 0)));
    switch (value.type()) {
    case ValueType::none:
    case ValueType::boolean:
        return;
    case ValueType::integer:
        return putSigned(m_out, value.integer());
    case ValueType::real:
        return putFixed64(m_out, std::bit_cast<std::uint64_t>(value.real()));
    case ValueType::string:
    case ValueType::bytes:
    case ValueType::json:
        return text(value.text());
    }
}

void SegmentEncoder::attributes(Attributes attributes)
{
    putVarint(m_out, attributes.size());
    for (const Attribute& attribute : attributes) {
        key(attribute);
        value(attribute.value);
    }
}

void SegmentEncoder::scope(const RawScope& scope)
{
    if (&scope == m_lastScope)
        return putVarint(m_out, m_lastScopeIndex);
    m_scratch.clear();
    appendScope(m_scratch, scope);
    const Hash128 hash = m_hash(m_scratch);
    const auto place = m_scopes.insert(hash, hash.low);
    putVarint(m_out, place.index);
    m_lastScope = &scope;
    m_lastScopeIndex = place.index;
    if (!place.isNew)
        return;
    attributes(scope.resource);
    attributes(scope.attributes);
    for (const auto field : kScopeTexts)
        text(scope.*field);
}

void appendValue(std::string& out, const Value& value)
{
    out.push_back(static_cast<char>(value.type()));
    if (value.hasText())
        return putText(out, value.text());
    switch (value.type()) {
    case ValueType::boolean:
        out.push_back(value.boolean() ? 1 : 0);
        return;
    case ValueType::integer:
        return putFixed64(out, static_cast<std::uint64_t>(value.integer()));
    case ValueType::real:
        return putFixed64(out, std::bit_cast<std::uint64_t>(value.real()));
    default:
        return;
    }
}

void appendAttributes(std::string& out, Attributes attributes)
{
    putVarint(out, attributes.size());
    for (const Attribute& attribute : attributes) {
        putText(out, attribute.key);
        appendValue(out, attribute.value);
    }
}

void appendScope(std::string& out, const RawScope& scope)
{
    appendAttributes(out, scope.resource);
    appendAttributes(out, scope.attributes);
    for (const auto field : kScopeTexts)
        putText(out, scope.*field);
}

} // namespace penstock::store
