// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/trace_state.h"

#include <algorithm>
#include <utility>

namespace penstock {
namespace {

constexpr std::uint32_t kLinear = 12; ///< up to here a scan is faster than a table

std::uint64_t mix(std::uint64_t v)
{
    v = (v ^ (v >> 30)) * 0xBF58476D1CE4E5B9ull;
    v = (v ^ (v >> 27)) * 0x94D049BB133111EBull;
    return v ^ (v >> 31);
}

} // namespace

std::size_t TraceFacts::slotOf(SpanId span) const
{
    const Slots& slots = *m_slots;
    const std::size_t mask = slots.size() - 1;
    std::size_t at = mix(span.value ^ m_hashKey) & mask;
    while (slots[at] != 0 && m_spans[slots[at] - 1].span != span)
        at = (at + 1) & mask;
    return at;
}

std::uint32_t TraceFacts::position(SpanId span) const
{
    if (m_slots != nullptr)
        return (*m_slots)[slotOf(span)];
    for (std::uint32_t at = 0; at < m_spans.size(); ++at)
        if (m_spans[at].span == span)
            return at + 1;
    return 0;
}

TraceFacts TraceState::share()
{
    m_slotsShared = m_slots != nullptr;
    return shareFacts();
}

TraceState::Slots& TraceState::ownSlots()
{
    if (m_slotsShared)
        m_slots = std::make_shared<Slots>(*m_slots);
    m_slotsShared = false;
    return *m_slots;
}

void TraceState::grow()
{
    std::size_t slots = 32;
    while (slots < m_spans.size() * 2)
        slots *= 2;
    m_slots = std::make_shared<Slots>(slots, 0);
    m_slotsShared = false;
    for (std::uint32_t at = 0; at < m_spans.size(); ++at)
        (*m_slots)[slotOf(m_spans[at].span)] = at + 1;
}

std::uint32_t TraceState::place(SpanId span)
{
    if (const std::uint32_t known = position(span); known != 0)
        return known;
    SpanFacts placeholder;
    placeholder.span = span;
    m_spans.push_back(placeholder);
    m_runRows.push_back(0);
    const auto number = static_cast<std::uint32_t>(m_spans.size());
    if (m_slots == nullptr ? number > kLinear : number * 2 > m_slots->size())
        grow();
    else if (m_slots != nullptr)
        ownSlots()[slotOf(span)] = number;
    markChanged(number);
    return number;
}

void TraceState::keepTexts(SpanFacts& version, std::string_view blob)
{
    if (m_texts.size() >= m_compactAt) {
        const TextBlob old = std::exchange(m_texts, {});
        for (std::size_t at = 0; at < m_spans.size(); ++at)
            moveTexts(m_spans.change(at), old, m_texts);
        for (auto& [at, pieces] : m_pieces)
            for (SpanFacts& piece : pieces)
                moveTexts(piece, old, m_texts);
        m_compactAt = std::max<std::size_t>(1 << 16, m_texts.size() * 2);
    }
    moveTexts(version, blob, m_texts);
}

void TraceState::markChanged(std::uint32_t at)
{
    const std::size_t part = (at - 1) / kPart;
    if (part >= m_changedParts.size())
        m_changedParts.resize(part + 1, true);
    m_changedParts[part] = true;
}

void TraceState::resolve(SpanFacts& facts)
{
    facts.parentAt = facts.parent.isZero() ? 0 : place(facts.parent);
    facts.runAt = facts.runSpan.isZero() ? 0 : place(facts.runSpan);
    facts.runParentAt =
        facts.runSpan.isZero() || facts.runParent.isZero() ? 0 : place(facts.runParent);
}

bool TraceState::merge(SpanFacts version, std::string_view blob, const StringPool& names)
{
    const std::uint32_t at = place(version.span);
    if (version.has(kMergesInto) || m_spans[at - 1].hasEvents)
        return mergePiece(at, version, blob, names);
    if (const SpanFacts& known = m_spans[at - 1];
        known.known && compareVersions({&version, blob}, {&known, m_texts}, names) <= 0)
        return false;
    resolve(version);
    keepTexts(version, blob);
    m_spans.change(at - 1) = version;
    markChanged(at);
    return true;
}

bool TraceState::mergePiece(std::uint32_t at, SpanFacts& version, std::string_view blob,
                            const StringPool& names)
{
    resolve(version);
    std::vector<SpanFacts>& pieces = m_pieces[at];
    if (const SpanFacts& now = m_spans[at - 1]; !now.hasEvents && now.known)
        pieces.push_back(now);
    const auto order = [&](const SpanFacts& piece) {
        return compareVersions({&version, blob}, {&piece, m_texts}, names);
    };
    const bool isEvent = version.has(kMergesInto);
    for (auto it = pieces.begin(); it != pieces.end(); ++it) {
        if (it->has(kMergesInto) != isEvent)
            continue;
        const int how = order(*it);
        if (how == 0 || (!isEvent && how < 0)) {
            recombine(at, pieces);
            return false;
        }
        if (!isEvent) {
            pieces.erase(it);
            break;
        }
    }
    const auto place = std::find_if(pieces.begin(), pieces.end(),
                                    [&](const SpanFacts& piece) { return order(piece) > 0; });
    piecesCut += pieces.size() >= kMostPieces ? 1 : 0;
    if (place == pieces.end() && pieces.size() >= kMostPieces)
        return false;
    keepTexts(version, blob);
    pieces.insert(place, version);
    if (pieces.size() > kMostPieces)
        pieces.pop_back();
    recombine(at, pieces);
    return true;
}

void TraceState::recombine(std::uint32_t at, const std::vector<SpanFacts>& pieces)
{
    SpanFacts whole = pieces.front();
    for (std::size_t i = 1; i < pieces.size(); ++i)
        fillFrom(whole, pieces[i]);
    whole.hasEvents = true;
    m_spans.change(at - 1) = whole;
    markChanged(at);
}

void TraceState::writePart(std::string& out, std::uint32_t part) const
{
    const std::uint32_t first = part * kPart;
    const std::uint32_t last = std::min(size(), first + kPart);
    const FactsBase base{m_spans[first].start, m_spans[first].seq};
    putVarint(out, last - first);
    putSigned(out, base.start);
    putVarint(out, base.seq);
    for (std::uint32_t at = first; at < last; ++at) {
        writeFacts(out, {&m_spans[at], m_texts}, base);
        putVarint(out, m_runRows[at]);
        if (!m_spans[at].hasEvents)
            continue;
        const std::vector<SpanFacts>& pieces = m_pieces.at(at + 1);
        putVarint(out, pieces.size());
        for (const SpanFacts& piece : pieces)
            writeFacts(out, {&piece, m_texts}, base);
    }
}

bool TraceState::readPart(ByteReader& in)
{
    std::uint64_t count = in.varint();
    FactsBase base;
    base.start = in.signedVarint();
    base.seq = in.varint();
    for (; count > 0 && in.ok(); --count) {
        m_spans.push_back(readFacts(in, m_texts, base));
        m_runRows.push_back(static_cast<std::uint32_t>(in.varint()));
        if (!m_spans[size() - 1].hasEvents)
            continue;
        std::vector<SpanFacts>& pieces = m_pieces[size()];
        for (std::uint64_t k = in.varint(); k > 0 && in.ok(); --k)
            pieces.push_back(readFacts(in, m_texts, base));
    }
    return in.ok();
}

bool TraceState::nameParents(SpanFacts& facts) const
{
    for (const std::uint32_t at : {facts.parentAt, facts.runAt, facts.runParentAt})
        if (at > size())
            return false;
    const auto idAt = [this](std::uint32_t at) {
        return at == 0 ? SpanId{} : m_spans[at - 1].span;
    };
    facts.parent = idAt(facts.parentAt);
    facts.runSpan = idAt(facts.runAt);
    facts.runParent = idAt(facts.runParentAt);
    return true;
}

void TraceState::makeLookup()
{
    if (m_slots == nullptr && size() > kLinear)
        grow();
}

bool TraceState::finishReading()
{
    bool ok = true;
    for (std::size_t at = 0; at < m_spans.size(); ++at)
        ok = nameParents(m_spans.change(at)) && ok;
    for (auto& [at, pieces] : m_pieces)
        for (SpanFacts& piece : pieces)
            ok = nameParents(piece) && ok;
    m_changedParts.assign(parts(), false);
    return ok;
}

} // namespace penstock
