// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entry_encoder.h"

#include "core/store/segment_format.h"
#include "core/store/step_fields.h"
#include "core/store/word_sample.h"

namespace penstock::store {
namespace {

void setIf(bool condition, std::uint64_t bit, std::uint64_t& bits)
{
    bits |= condition ? bit : 0;
}

std::uint64_t stepBits(const Step& step)
{
    std::uint64_t bits = 0;
    setIf(!step.parent.isZero(), kHasParent, bits);
    setIf(!(step.usage == Usage{}), kHasUsage, bits);
    setIf(!(step.cost == Cost{}), kHasCost, bits);
    setIf(step.cost.ifCacheApart != 0, kHasOpenCost, bits);
    setIf(step.cost.doubts != 0, kHasDoubts, bits);
    setIf(!step.delegations.empty(), kHasDelegations, bits);
    setIf(step.mandate != nullptr, kHasMandate, bits);
    const bool run =
        !step.run.span.isZero() || !step.run.parent.isZero() || !step.run.agent.empty();
    setIf(run, kHasRun, bits);
    setIf(step.timeToFirstToken != 0, kHasFirstToken, bits);
    setIf(step.humanWait != 0, kHasHumanWait, bits);
    setIf(step.features == nullptr, kFeaturesNotMade, bits);
    setIf(step.features != nullptr && !step.features->empty(), kHasFeatures, bits);
    setIf(step.features != nullptr && !step.features->arguments.empty(), kHasArguments, bits);
    return bits;
}

std::uint64_t rawBits(const Step& step)
{
    const RawSpan& raw = step.raw;
    std::uint64_t bits = 0;
    setIf(raw.trace != step.trace, kRawTraceDiffers, bits);
    setIf(raw.span != step.span, kRawSpanDiffers, bits);
    setIf(raw.parent != step.parent, kRawParentDiffers, bits);
    setIf(!(raw.start == step.start && raw.end == step.end), kRawTimesDiffer, bits);
    setIf(raw.signal == Signal::log, kRawIsLog, bits);
    setIf(raw.statusCode != 0, kRawStatusCode, bits);
    setIf(raw.severity != 0, kRawSeverity, bits);
    setIf(raw.flags != 0, kRawFlags, bits);
    setIf(!raw.statusMessage.empty(), kRawStatusMessage, bits);
    setIf(!raw.traceState.empty(), kRawTraceState, bits);
    setIf(!raw.body.isNone(), kRawBody, bits);
    setIf(!raw.events.empty(), kRawEvents, bits);
    setIf(!raw.links.empty(), kRawLinks, bits);
    setIf((raw.droppedAttributes | raw.droppedEvents | raw.droppedLinks) != 0, kRawDropped, bits);
    setIf(raw.scope != nullptr, kRawScope, bits);
    setIf(!raw.name.empty(), kRawName, bits);
    setIf(raw.kind != SpanKind::unspecified, kRawKind, bits);
    return bits;
}

void putFeatures(std::string& out, const TextFeatures& features)
{
    static_assert(kFingerprintBits == 48);
    putFixed32(out, static_cast<std::uint32_t>(features.fingerprint));
    out.push_back(static_cast<char>(features.fingerprint >> 32));
    out.push_back(static_cast<char>(features.fingerprint >> 40));
    if (!features.empty())
        putWordSamples(out, features);
}

void putArguments(std::string& out, std::span<const ArgumentPrint> arguments)
{
    static_assert(kArgumentBits == 40);
    putVarint(out, arguments.size());
    for (const ArgumentPrint& argument : arguments) {
        out.push_back(static_cast<char>(argument.name));
        out.push_back(static_cast<char>(argument.name >> 8));
        putFixed32(out, static_cast<std::uint32_t>(argument.value));
        out.push_back(static_cast<char>(argument.value >> 32));
    }
}

Nanos difference(Nanos later, Nanos earlier)
{
    // Unsigned, because hostile times may be as far apart as the type allows.
    return static_cast<Nanos>(static_cast<std::uint64_t>(later) -
                              static_cast<std::uint64_t>(earlier));
}

} // namespace

void EntryEncoder::beginCommit(Seq commit)
{
    m_commit = commit;
    m_entries = 0;
    m_segments.clear();
    m_words.begin(commit);
}

void EntryEncoder::closeSegment()
{
    if (m_entries == 0)
        return;
    m_segments.push_back({m_entries, std::move(m_words.out())});
    m_entries = 0;
    m_words.begin(m_commit);
}

std::vector<Segment> EntryEncoder::takeSegments()
{
    closeSegment();
    return std::move(m_segments);
}

void EntryEncoder::beginEntry(EntryKind kind, std::string_view source)
{
    if (m_entries == 0)
        putVarint(m_words.out(), kSegmentFormat);
    ++m_entries;
    m_words.out().push_back(static_cast<char>(kind));
    m_words.text(source);
}

void EntryEncoder::endEntry()
{
    if (m_words.out().size() >= kSegmentBytes)
        closeSegment();
}

void EntryEncoder::step(std::string_view source, const Step& step, std::uint32_t flags)
{
    beginEntry(EntryKind::step, source);
    std::string& out = m_words.out();
    const std::uint64_t bits = stepBits(step);
    putVarint(out, bits);
    out.push_back(static_cast<char>(step.kind));
    out.push_back(static_cast<char>(step.status));
    putVarint(out, step.dialects);
    putVarint(out, flags);
    ids(step, bits);
    m_words.time(step.start);
    putSigned(out, difference(step.end, step.start));
    raw(step);
    std::uint64_t present = 0;
    for (std::size_t i = 0; i < kStepTexts.size(); ++i)
        present |= std::uint64_t{!(step.*kStepTexts[i]).empty()} << i;
    putVarint(out, present);
    for (const auto field : kStepTexts)
        if (!(step.*field).empty())
            m_words.text(step.*field);
    extras(step, bits);
    endEntry();
}

void EntryEncoder::ids(const Step& step, std::uint64_t bits)
{
    m_words.traceId(step.trace);
    m_words.spanId(step.span);
    if (bits & kHasParent)
        m_words.spanId(step.parent);
}

void EntryEncoder::usage(const Usage& usage)
{
    std::string& out = m_words.out();
    std::uint64_t said = 0;
    for (std::size_t i = 0; i < kUsageCounts.size(); ++i)
        said |= std::uint64_t{usage.*kUsageCounts[i] != kNotSaid} << i;
    said |= std::uint64_t{usage.contradictory} << 8 | std::uint64_t{usage.aggregated} << 9 |
            static_cast<std::uint64_t>(usage.semantics) << 10;
    putVarint(out, said);
    for (const auto field : kUsageCounts)
        if (usage.*field != kNotSaid)
            putSigned(out, usage.*field);
}

void EntryEncoder::extras(const Step& step, std::uint64_t bits)
{
    std::string& out = m_words.out();
    if (bits & kHasFirstToken)
        putSigned(out, step.timeToFirstToken);
    if (bits & kHasHumanWait)
        putSigned(out, step.humanWait);
    if (bits & kHasUsage)
        usage(step.usage);
    if (bits & kHasCost) {
        putSigned(out, step.cost.amount);
        out.push_back(static_cast<char>(step.cost.source));
        putVarint(out, step.cost.priceTable);
    }
    if (bits & kHasOpenCost)
        putSigned(out, step.cost.ifCacheApart);
    if (bits & kHasDoubts)
        out.push_back(static_cast<char>(step.cost.doubts));
    if (bits & kHasDelegations) {
        putVarint(out, step.delegations.size());
        for (const DelegationHint& hint : step.delegations) {
            out.push_back(static_cast<char>(hint.evidence));
            out.push_back(static_cast<char>(hint.mode));
            m_words.text(hint.fromAgent);
            m_words.text(hint.toAgent);
        }
    }
    if (bits & kHasMandate) {
        for (const auto field : kMandateTexts)
            m_words.text(step.mandate->*field);
        putSigned(out, step.mandate->authorizedAt);
        putSigned(out, step.mandate->expiresAt);
    }
    if (bits & kHasRun) {
        m_words.spanId(step.run.span);
        m_words.spanId(step.run.parent);
        m_words.text(step.run.agent);
    }
    if (bits & kHasFeatures) {
        putFeatures(out, step.features->asked);
        putFeatures(out, step.features->answered);
    }
    if (bits & kHasArguments)
        putArguments(out, step.features->arguments);
}

void EntryEncoder::raw(const Step& step)
{
    const RawSpan& raw = step.raw;
    std::string& out = m_words.out();
    const std::uint64_t bits = rawBits(step);
    putVarint(out, bits);
    if (bits & kRawScope)
        m_words.scope(*raw.scope);
    if (bits & kRawTraceDiffers)
        m_words.traceId(raw.trace);
    if (bits & kRawSpanDiffers)
        m_words.spanId(raw.span);
    if (bits & kRawParentDiffers)
        m_words.spanId(raw.parent);
    if (bits & kRawTimesDiffer) {
        m_words.time(raw.start);
        putSigned(out, difference(raw.end, raw.start));
    }
    if (bits & kRawName)
        m_words.text(raw.name);
    m_words.attributes(raw.attributes);
    rawExtras(raw, bits);
}

void EntryEncoder::rawExtras(const RawSpan& raw, std::uint64_t bits)
{
    std::string& out = m_words.out();
    if (bits & kRawKind)
        out.push_back(static_cast<char>(raw.kind));
    if (bits & kRawStatusCode)
        out.push_back(static_cast<char>(raw.statusCode));
    if (bits & kRawSeverity)
        out.push_back(static_cast<char>(raw.severity));
    if (bits & kRawFlags)
        putVarint(out, raw.flags);
    if (bits & kRawStatusMessage)
        m_words.text(raw.statusMessage);
    if (bits & kRawTraceState)
        m_words.text(raw.traceState);
    if (bits & kRawBody)
        m_words.value(raw.body);
    if (bits & kRawDropped) {
        putVarint(out, raw.droppedAttributes);
        putVarint(out, raw.droppedEvents);
        putVarint(out, raw.droppedLinks);
    }
    if (bits & kRawEvents) {
        putVarint(out, raw.events.size());
        for (const RawEvent& event : raw.events) {
            m_words.time(event.time);
            m_words.text(event.name);
            m_words.attributes(event.attributes);
        }
    }
    if (bits & kRawLinks) {
        putVarint(out, raw.links.size());
        for (const RawLink& link : raw.links) {
            m_words.traceId(link.trace);
            m_words.spanId(link.span);
            m_words.text(link.traceState);
            m_words.attributes(link.attributes);
            putVarint(out, link.flags);
        }
    }
}

void EntryEncoder::losses(std::string_view source, const LossCounts& losses)
{
    beginEntry(EntryKind::losses, source);
    std::string& out = m_words.out();
    std::uint64_t moved = 0;
    for (std::size_t i = 0; i < losses.counts.size(); ++i)
        moved |= std::uint64_t{losses.counts[i] != 0} << i;
    putVarint(out, moved);
    for (const std::uint64_t count : losses.counts)
        if (count != 0)
            putVarint(out, count);
    endEntry();
}

void EntryEncoder::text(EntryKind kind, std::string_view source, std::string_view text)
{
    beginEntry(kind, source);
    m_words.text(text);
    endEntry();
}

void EntryEncoder::hole()
{
    beginEntry(kHole, {});
    endEntry();
}

void EntryEncoder::entry(const LogEntry& entry)
{
    if (entry.kind == EntryKind::step)
        step(entry.source, *entry.step, entry.step->flags);
    else if (entry.kind == EntryKind::losses)
        losses(entry.source, entry.losses);
    else
        text(entry.kind, entry.source, entry.text);
}

} // namespace penstock::store
