// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entry_decoder.h"

#include "core/store/segment_format.h"
#include "core/store/step_fields.h"
#include "core/store/word_sample.h"

#include <array>

namespace penstock::store {
namespace {

Nanos later(Nanos time, Nanos difference)
{
    return static_cast<Nanos>(static_cast<std::uint64_t>(time) +
                              static_cast<std::uint64_t>(difference));
}

class EntryDecoder final {
public:
    EntryDecoder(SegmentDecoder& words, Arena& arena, bool featuresWereLogged)
        : m_words(words), m_arena(arena), m_featuresWereLogged(featuresWereLogged)
    {
    }

    void entry(LogEntry& entry)
    {
        entry.kind = static_cast<EntryKind>(in().byte());
        entry.source = m_words.text();
        if (entry.kind == EntryKind::step)
            entry.step = step();
        else if (entry.kind == EntryKind::losses)
            losses(entry.losses);
        else if (entry.kind != kHole)
            entry.text = m_words.text();
    }

private:
    ByteReader& in() { return m_words.in(); }

    const Step* step()
    {
        auto* made = m_arena.make<Step>();
        Step& step = *made;
        const std::uint64_t bits = in().varint();
        step.kind = static_cast<StepKind>(in().byte());
        step.status = static_cast<StepStatus>(in().byte());
        step.dialects = static_cast<DialectSet>(in().varint());
        step.flags = static_cast<std::uint32_t>(in().varint());
        step.trace = m_words.traceId();
        step.span = m_words.spanId();
        if (bits & kHasParent)
            step.parent = m_words.spanId();
        step.start = m_words.time();
        step.end = later(step.start, in().signedVarint());
        raw(step);
        const std::uint64_t present = in().varint();
        for (std::size_t i = 0; i < kStepTexts.size(); ++i)
            if (present >> i & 1)
                step.*kStepTexts[i] = m_words.text();
        extras(step, bits);
        return made;
    }

    void extras(Step& step, std::uint64_t bits)
    {
        if (bits & kHasFirstToken)
            step.timeToFirstToken = in().signedVarint();
        if (bits & kHasHumanWait)
            step.humanWait = in().signedVarint();
        if (bits & kHasUsage)
            usage(step.usage);
        if (bits & kHasCost) {
            step.cost.amount = in().signedVarint();
            step.cost.source = static_cast<CostSource>(in().byte());
            step.cost.priceTable = static_cast<std::uint32_t>(in().varint());
        }
        if (bits & kHasOpenCost)
            step.cost.ifCacheApart = in().signedVarint();
        if (bits & kHasDoubts)
            step.cost.doubts = in().byte();
        if (bits & kHasDelegations)
            delegations(step);
        if (bits & kHasMandate)
            mandate(step);
        if (bits & kHasRun) {
            step.run.span = m_words.spanId();
            step.run.parent = m_words.spanId();
            step.run.agent = m_words.text();
        }
        if (bits & (kHasFeatures | kHasArguments))
            step.features = features(bits);
        else if (m_featuresWereLogged && (bits & kFeaturesNotMade) == 0)
            step.features = &kNoFeatures;
    }

    const StepFeatures* features(std::uint64_t bits)
    {
        auto* features = m_arena.make<StepFeatures>();
        if (bits & kHasFeatures) {
            features->asked = textFeatures();
            features->answered = textFeatures();
        }
        if (bits & kHasArguments)
            features->arguments = arguments();
        return features;
    }

    std::span<const ArgumentPrint> arguments()
    {
        const std::uint64_t count = in().varint();
        if (count > kMostArguments) {
            in().fail();
            return {};
        }
        std::array<ArgumentPrint, kMostArguments> items;
        for (std::size_t i = 0; i < count; ++i) {
            const unsigned low = in().byte();
            items[i].name = static_cast<std::uint16_t>(low | unsigned{in().byte()} << 8);
            const std::uint64_t value = in().fixed32();
            items[i].value = value | std::uint64_t{in().byte()} << 32;
        }
        return m_arena.copy(std::span<const ArgumentPrint>(items.data(), count));
    }

    TextFeatures textFeatures()
    {
        TextFeatures features;
        const std::uint64_t low = in().fixed32();
        const std::uint64_t middle = in().byte();
        features.fingerprint = low | middle << 32 | std::uint64_t{in().byte()} << 40;
        if (!features.empty())
            readWordSamples(in(), m_arena, features);
        return features;
    }

    void usage(Usage& usage)
    {
        const std::uint64_t said = in().varint();
        for (std::size_t i = 0; i < kUsageCounts.size(); ++i)
            if (said >> i & 1)
                usage.*kUsageCounts[i] = in().signedVarint();
        usage.contradictory = (said >> 8 & 1) != 0;
        usage.aggregated = (said >> 9 & 1) != 0;
        usage.semantics = static_cast<CacheSemantics>(said >> 10 & 3);
    }

    void delegations(Step& step)
    {
        const std::size_t n = m_words.count(4);
        if (n == 0)
            return;
        auto* hints = static_cast<DelegationHint*>(
            m_arena.allocate(n * sizeof(DelegationHint), alignof(DelegationHint)));
        for (std::size_t i = 0; i < n; ++i) {
            auto* hint = new (hints + i) DelegationHint;
            hint->evidence = static_cast<Evidence>(in().byte());
            hint->mode = static_cast<DelegationMode>(in().byte());
            hint->fromAgent = m_words.text();
            hint->toAgent = m_words.text();
        }
        step.delegations = {hints, n};
    }

    void mandate(Step& step)
    {
        auto* mandate = m_arena.make<Mandate>();
        for (const auto field : kMandateTexts)
            mandate->*field = m_words.text();
        mandate->authorizedAt = in().signedVarint();
        mandate->expiresAt = in().signedVarint();
        step.mandate = mandate;
    }

    void raw(Step& step)
    {
        RawSpan& raw = step.raw;
        const std::uint64_t bits = in().varint();
        raw.signal = bits & kRawIsLog ? Signal::log : Signal::span;
        if (bits & kRawScope)
            raw.scope = m_words.scope();
        raw.trace = bits & kRawTraceDiffers ? m_words.traceId() : step.trace;
        raw.span = bits & kRawSpanDiffers ? m_words.spanId() : step.span;
        raw.parent = bits & kRawParentDiffers ? m_words.spanId() : step.parent;
        raw.start = step.start;
        raw.end = step.end;
        if (bits & kRawTimesDiffer) {
            raw.start = m_words.time();
            raw.end = later(raw.start, in().signedVarint());
        }
        if (bits & kRawName)
            raw.name = m_words.text();
        raw.attributes = m_words.attributes();
        rawExtras(raw, bits);
    }

    void rawExtras(RawSpan& raw, std::uint64_t bits)
    {
        if (bits & kRawKind)
            raw.kind = static_cast<SpanKind>(in().byte());
        if (bits & kRawStatusCode)
            raw.statusCode = in().byte();
        if (bits & kRawSeverity)
            raw.severity = in().byte();
        if (bits & kRawFlags)
            raw.flags = static_cast<std::uint32_t>(in().varint());
        if (bits & kRawStatusMessage)
            raw.statusMessage = m_words.text();
        if (bits & kRawTraceState)
            raw.traceState = m_words.text();
        if (bits & kRawBody)
            raw.body = m_words.value(KeyId::unknown);
        if (bits & kRawDropped) {
            raw.droppedAttributes = static_cast<std::uint32_t>(in().varint());
            raw.droppedEvents = static_cast<std::uint32_t>(in().varint());
            raw.droppedLinks = static_cast<std::uint32_t>(in().varint());
        }
        if (bits & kRawEvents)
            events(raw);
        if (bits & kRawLinks)
            links(raw);
    }

    void events(RawSpan& raw)
    {
        const std::size_t n = m_words.count(3);
        if (n == 0)
            return;
        auto* events =
            static_cast<RawEvent*>(m_arena.allocate(n * sizeof(RawEvent), alignof(RawEvent)));
        for (std::size_t i = 0; i < n; ++i) {
            auto* event = new (events + i) RawEvent;
            event->time = m_words.time();
            event->name = m_words.text();
            event->attributes = m_words.attributes();
        }
        raw.events = {events, n};
    }

    void links(RawSpan& raw)
    {
        const std::size_t n = m_words.count(5);
        if (n == 0)
            return;
        auto* links =
            static_cast<RawLink*>(m_arena.allocate(n * sizeof(RawLink), alignof(RawLink)));
        for (std::size_t i = 0; i < n; ++i) {
            auto* link = new (links + i) RawLink;
            link->trace = m_words.traceId();
            link->span = m_words.spanId();
            link->traceState = m_words.text();
            link->attributes = m_words.attributes();
            link->flags = static_cast<std::uint32_t>(in().varint());
        }
        raw.links = {links, n};
    }

    void losses(LossCounts& losses)
    {
        const std::uint64_t moved = in().varint();
        for (std::size_t i = 0; i < losses.counts.size(); ++i)
            if (moved >> i & 1)
                losses.counts[i] = in().varint();
    }

    SegmentDecoder& m_words;
    Arena& m_arena;
    const bool m_featuresWereLogged;
};

Error damaged(const char* what)
{
    return {ErrorCode::damaged, "A stretch of the log cannot be read.", what};
}

} // namespace

Status decodeSegment(const SegmentPlace& place, std::string_view bytes, Arena& arena,
                     PartSource& parts, std::vector<LogEntry>& entries, const WantedEntries& wants)
{
    const std::uint32_t only = wants.only;
    SegmentDecoder words(place.commit, bytes, arena, parts, wants.longValues);
    const std::uint64_t format = words.in().varint();
    if (format != kSegmentFormat && format != kSegmentFormatWithoutDoubts &&
        format != kSegmentFormatWithoutFeatures)
        return damaged("unknown segment format");
    EntryDecoder decoder(words, arena, format != kSegmentFormatWithoutFeatures);
    const std::size_t before = entries.size();
    for (std::uint32_t i = 0; i < place.entries; ++i) {
        const bool wanted = only == kAllEntries || only == i;
        words.skipParts(!wanted);
        LogEntry entry;
        entry.seq = place.firstSeq + i;
        entry.arrival = place.arrival;
        decoder.entry(entry);
        if (!words.ok()) {
            entries.resize(before);
            return damaged("an entry ends early or refers to nothing");
        }
        if (wanted && entry.kind != kHole)
            entries.push_back(entry);
        if (only == i)
            return Done{};
    }
    if (!words.in().atEnd()) {
        entries.resize(before);
        return damaged("bytes after the last entry");
    }
    return Done{};
}

} // namespace penstock::store
