// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/jaeger_reader.h"

#include "core/ingest/json_text.h"
#include "core/ingest/otlp_enums.h"

#include <algorithm>
#include <limits>

namespace penstock {
namespace {

using simdjson::dom::element;

// Jaeger leaves leading zeros out, and old traces have ids of 64 bits.
template <class Id> Id paddedId(std::string_view text, std::size_t digits, bool& bad)
{
    if (text.size() > digits || text.empty()) {
        bad = bad || !text.empty();
        return {};
    }
    std::string padded(digits - text.size(), '0');
    padded += text;
    const auto id = Id::parse(padded);
    bad = bad || !id;
    return id.value_or(Id{});
}

Nanos nanosOfMicros(std::int64_t micros)
{
    constexpr Nanos kMost = std::numeric_limits<Nanos>::max() / kMicrosecond;
    return micros > kMost ? std::numeric_limits<Nanos>::max()
           : micros < 0   ? 0
                          : micros * kMicrosecond;
}

std::string_view tagText(element tag)
{
    return textMember(tag, "value");
}

class TraceReader final {
public:
    TraceReader(RawBuilder& builder, element trace) : m_builder(builder), m_trace(trace) {}

    void read()
    {
        eachOf(member(m_trace, "spans"), [this](element one) { readSpan(one); });
    }

private:
    void readSpan(element span);
    void readScope(element span);
    void readTags(element span);
    bool readKnownTag(std::string_view key, element tag);
    void readReferences(element span);
    void readLogs(element span);
    void addTag(AttributeList& list, element tag);

    RawBuilder& m_builder;
    element m_trace;
};

void TraceReader::addTag(AttributeList& list, element tag)
{
    if (!m_builder.hasRoom(list)) {
        ++list.cut;
        return;
    }
    Arena& arena = m_builder.arena();
    const auto sent = member(tag, "value");
    Value value = sent ? valueOf(*sent, arena) : Value();
    // Whole numbers come as text from some versions; the type member tells.
    if (value.type() == ValueType::string && textMember(tag, "type") == "int64")
        if (const auto integer = integerToken(value.text()))
            value = Value::ofInteger(*integer);
    m_builder.add(list, arena.copy(textMember(tag, "key")), value);
}

void TraceReader::readScope(element span)
{
    m_builder.beginResource();
    m_builder.beginScope();
    RawScope& scope = m_builder.scope();
    Arena& arena = m_builder.arena();
    eachOf(member(span, "tags"), [&](element tag) {
        const std::string_view key = textMember(tag, "key");
        if (key == "otel.scope.name" || key == "otel.library.name")
            scope.name = arena.copy(tagText(tag));
        else if (key == "otel.scope.version" || key == "otel.library.version")
            scope.version = arena.copy(tagText(tag));
    });
    const auto processes = member(m_trace, "processes");
    const auto process =
        processes ? member(*processes, textMember(span, "processID")) : member(span, "process");
    AttributeList& list = m_builder.partAttributes();
    if (process) {
        m_builder.add(list, "service.name",
                      Value::ofString(arena.copy(textMember(*process, "serviceName"))));
        eachOf(member(*process, "tags"), [&](element tag) { addTag(list, tag); });
    }
    m_builder.endResource(m_builder.take(list), {});
}

// Tags that stand for fields of a span. True when nothing else is to be kept of the tag.
bool TraceReader::readKnownTag(std::string_view key, element tag)
{
    RawSpan& span = m_builder.item().span;
    if (key == "span.kind")
        span.kind = spanKind(tagText(tag));
    else if (key == "otel.status_code")
        span.statusCode = statusCode(tagText(tag));
    else if (key == "otel.status_description")
        span.statusMessage = m_builder.arena().copy(tagText(tag));
    else if (key == "w3c.tracestate")
        span.traceState = m_builder.arena().copy(tagText(tag));
    else
        return key == "otel.scope.name" || key == "otel.scope.version" ||
               key == "otel.library.name" || key == "otel.library.version";
    return true;
}

void TraceReader::readTags(element span)
{
    RawSpan& into = m_builder.item().span;
    eachOf(member(span, "tags"), [&](element tag) {
        const std::string_view key = textMember(tag, "key");
        if (readKnownTag(key, tag))
            return;
        bool flag = false;
        const auto value = member(tag, "value");
        const bool isTrue =
            value && ((value->get(flag) == simdjson::SUCCESS && flag) || tagText(tag) == "true");
        if (key == "error" && isTrue && into.statusCode == 0)
            into.statusCode = 2;
        addTag(m_builder.itemAttributes(), tag);
    });
}

void TraceReader::readReferences(element span)
{
    RawBuilder::Item& item = m_builder.item();
    SpanId follows;
    eachOf(member(span, "references"), [&](element reference) {
        RawLink link;
        bool bad = false;
        link.trace = paddedId<TraceId>(textMember(reference, "traceID"), 32, bad);
        link.span = paddedId<SpanId>(textMember(reference, "spanID"), 16, bad);
        const bool isChild = textMember(reference, "refType") == "CHILD_OF";
        const bool isLocal = link.trace == item.span.trace && !bad;
        if (isChild && isLocal && item.span.parent.isZero()) {
            item.span.parent = link.span;
            return;
        }
        if (isLocal && follows.isZero())
            follows = link.span;
        if (!m_builder.beginLink())
            return;
        AttributeList& list = m_builder.partAttributes();
        m_builder.add(list, "opentracing.ref_type",
                      Value::ofString(isChild ? "child_of" : "follows_from"));
        link.attributes = m_builder.take(list);
        m_builder.addLink(link, bad);
    });
    // A span that only follows another one of its trace still hangs below it, as Jaeger draws it.
    if (item.span.parent.isZero())
        item.span.parent = follows;
    if (item.span.parent.isZero())
        item.span.parent = paddedId<SpanId>(textMember(span, "parentSpanID"), 16, item.badId);
}

void TraceReader::readLogs(element span)
{
    eachOf(member(span, "logs"), [&](element log) {
        if (!m_builder.beginEvent())
            return;
        RawEvent event;
        event.time = nanosOfMicros(integerMember(log, "timestamp"));
        AttributeList& list = m_builder.partAttributes();
        eachOf(member(log, "fields"), [&](element field) {
            if (textMember(field, "key") == "event" && event.name.empty())
                event.name = m_builder.arena().copy(tagText(field));
            else
                addTag(list, field);
        });
        event.attributes = m_builder.take(list);
        m_builder.addEvent(event);
    });
}

void TraceReader::readSpan(element span)
{
    readScope(span);
    if (!m_builder.beginItem(Signal::span))
        return;
    RawBuilder::Item& item = m_builder.item();
    item.span.trace = paddedId<TraceId>(textMember(span, "traceID"), 32, item.badId);
    item.span.span = paddedId<SpanId>(textMember(span, "spanID"), 16, item.badId);
    item.span.name = m_builder.arena().copy(textMember(span, "operationName"));
    item.span.flags = static_cast<std::uint32_t>(integerMember(span, "flags") & 0xff);
    item.span.start = nanosOfMicros(integerMember(span, "startTime"));
    const Nanos duration = nanosOfMicros(integerMember(span, "duration"));
    const Nanos left = std::numeric_limits<Nanos>::max() - item.span.start;
    item.span.end = item.span.start + std::min(duration, left);
    readReferences(span);
    readTags(span);
    readLogs(span);
    m_builder.endItem();
}

} // namespace

bool readJaeger(element root, RawBuilder& builder)
{
    if (const auto data = member(root, "data")) {
        eachOf(data, [&](element trace) { TraceReader(builder, trace).read(); });
        return true;
    }
    if (!member(root, "spans"))
        return false;
    TraceReader(builder, root).read();
    return true;
}

} // namespace penstock
