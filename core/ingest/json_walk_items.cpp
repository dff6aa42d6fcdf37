// SPDX-License-Identifier: GPL-3.0-or-later
// The items of JsonWalk: spans with their events and links, log records.
#include "core/ingest/json_walk.h"

#include "core/ingest/otlp_enums.h"

namespace penstock {
namespace {

using simdjson::SUCCESS;

enum class ItemField {
    trace,
    span,
    parent,
    traceState,
    name,
    kind,
    start,
    end,
    attributes,
    droppedAttributes,
    events,
    droppedEvents,
    links,
    droppedLinks,
    status,
    flags,
    severityNumber,
    severityText,
    body,
    eventName,
    message,
    code,
};
constexpr std::array<FieldName<ItemField>, 16> kSpanFields = {{
    {"traceId", "trace_id", ItemField::trace},
    {"spanId", "span_id", ItemField::span},
    {"parentSpanId", "parent_span_id", ItemField::parent},
    {"name", "", ItemField::name},
    {"kind", "", ItemField::kind},
    {"startTimeUnixNano", "start_time_unix_nano", ItemField::start},
    {"endTimeUnixNano", "end_time_unix_nano", ItemField::end},
    {"attributes", "", ItemField::attributes},
    {"status", "", ItemField::status},
    {"events", "", ItemField::events},
    {"links", "", ItemField::links},
    {"flags", "", ItemField::flags},
    {"traceState", "trace_state", ItemField::traceState},
    {"droppedAttributesCount", "dropped_attributes_count", ItemField::droppedAttributes},
    {"droppedEventsCount", "dropped_events_count", ItemField::droppedEvents},
    {"droppedLinksCount", "dropped_links_count", ItemField::droppedLinks},
}};
constexpr std::array<FieldName<ItemField>, 2> kStatusFields = {{
    {"code", "", ItemField::code},
    {"message", "", ItemField::message},
}};
constexpr std::array<FieldName<ItemField>, 4> kEventFields = {{
    {"timeUnixNano", "time_unix_nano", ItemField::start},
    {"name", "", ItemField::name},
    {"attributes", "", ItemField::attributes},
    {"droppedAttributesCount", "dropped_attributes_count", ItemField::droppedAttributes},
}};
constexpr std::array<FieldName<ItemField>, 6> kLinkFields = {{
    {"traceId", "trace_id", ItemField::trace},
    {"spanId", "span_id", ItemField::span},
    {"traceState", "trace_state", ItemField::traceState},
    {"attributes", "", ItemField::attributes},
    {"flags", "", ItemField::flags},
    {"droppedAttributesCount", "dropped_attributes_count", ItemField::droppedAttributes},
}};
constexpr std::array<FieldName<ItemField>, 11> kLogFields = {{
    {"timeUnixNano", "time_unix_nano", ItemField::start},
    {"observedTimeUnixNano", "observed_time_unix_nano", ItemField::end},
    {"severityNumber", "severity_number", ItemField::severityNumber},
    {"severityText", "severity_text", ItemField::severityText},
    {"body", "", ItemField::body},
    {"attributes", "", ItemField::attributes},
    {"droppedAttributesCount", "dropped_attributes_count", ItemField::droppedAttributes},
    {"flags", "", ItemField::flags},
    {"traceId", "trace_id", ItemField::trace},
    {"spanId", "span_id", ItemField::span},
    {"eventName", "event_name", ItemField::eventName},
}};

} // namespace

JsonWalk::Code JsonWalk::span(JsonValue value)
{
    RawBuilder::Item& item = m_builder.item();
    RawSpan& into = item.span;
    return fields(value, kSpanFields, [&](ItemField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        switch (field) {
        case ItemField::trace:
            id(token, into.trace, item.badId);
            break;
        case ItemField::span:
            id(token, into.span, item.badId);
            break;
        case ItemField::parent:
            id(token, into.parent, item.badId);
            break;
        case ItemField::traceState:
            into.traceState = text(token);
            break;
        case ItemField::name:
            into.name = text(token);
            break;
        case ItemField::kind:
            into.kind = enumeration<SpanKind>(token, spanKind, spanKind);
            break;
        case ItemField::start:
            into.start = time(token);
            break;
        case ItemField::end:
            into.end = time(token);
            break;
        case ItemField::attributes:
            return attributes(part, m_builder.itemAttributes());
        case ItemField::droppedAttributes:
            into.droppedAttributes = count(token);
            break;
        case ItemField::events:
            return elements(part, [this](JsonValue one) { return event(one); });
        case ItemField::droppedEvents:
            into.droppedEvents = count(token);
            break;
        case ItemField::links:
            return elements(part, [this](JsonValue one) { return link(one); });
        case ItemField::droppedLinks:
            into.droppedLinks = count(token);
            break;
        case ItemField::status:
            return status(part);
        case ItemField::flags:
            into.flags = count(token);
            break;
        default:
            break;
        }
        return SUCCESS;
    });
}

JsonWalk::Code JsonWalk::status(JsonValue value)
{
    RawSpan& into = m_builder.item().span;
    return fields(value, kStatusFields, [&](ItemField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        if (field == ItemField::code)
            into.statusCode = enumeration<std::uint8_t>(token, statusCode, statusCode);
        else
            into.statusMessage = text(token);
        return SUCCESS;
    });
}

JsonWalk::Code JsonWalk::event(JsonValue value)
{
    if (!m_builder.beginEvent())
        return SUCCESS;
    RawEvent into;
    AttributeList& list = m_builder.partAttributes();
    SIMDJSON_TRY(fields(value, kEventFields, [&](ItemField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        switch (field) {
        case ItemField::start:
            into.time = time(token);
            break;
        case ItemField::name:
            into.name = text(token);
            break;
        case ItemField::attributes:
            return attributes(part, list);
        default:
            m_builder.noteSdkDropped(count(token));
        }
        return SUCCESS;
    }));
    into.attributes = m_builder.take(list);
    m_builder.addEvent(into);
    return SUCCESS;
}

JsonWalk::Code JsonWalk::link(JsonValue value)
{
    if (!m_builder.beginLink())
        return SUCCESS;
    RawLink into;
    bool bad = false;
    AttributeList& list = m_builder.partAttributes();
    SIMDJSON_TRY(fields(value, kLinkFields, [&](ItemField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        switch (field) {
        case ItemField::trace:
            id(token, into.trace, bad);
            break;
        case ItemField::span:
            id(token, into.span, bad);
            break;
        case ItemField::traceState:
            into.traceState = text(token);
            break;
        case ItemField::attributes:
            return attributes(part, list);
        case ItemField::flags:
            into.flags = count(token);
            break;
        default:
            m_builder.noteSdkDropped(count(token));
        }
        return SUCCESS;
    }));
    into.attributes = m_builder.take(list);
    m_builder.addLink(into, bad);
    return SUCCESS;
}

JsonWalk::Code JsonWalk::logRecord(JsonValue value)
{
    RawBuilder::Item& item = m_builder.item();
    RawSpan& into = item.span;
    std::string_view severityText;
    SIMDJSON_TRY(fields(value, kLogFields, [&](ItemField field, JsonValue part) {
        const std::string_view token = part.raw_json_token();
        switch (field) {
        case ItemField::trace:
            id(token, into.trace, item.badId);
            break;
        case ItemField::span:
            id(token, into.span, item.badId);
            break;
        case ItemField::start:
            into.start = time(token);
            break;
        case ItemField::end:
            into.end = time(token);
            break;
        case ItemField::severityNumber:
            into.severity = enumeration<std::uint8_t>(token, severityNumber, severityNumber);
            break;
        case ItemField::severityText:
            severityText = text(token);
            break;
        case ItemField::body:
            return anyValue(part, into.body);
        case ItemField::attributes:
            return attributes(part, m_builder.itemAttributes());
        case ItemField::droppedAttributes:
            into.droppedAttributes = count(token);
            break;
        case ItemField::flags:
            into.flags = count(token);
            break;
        case ItemField::eventName:
            item.eventName = text(token);
            break;
        default:
            break;
        }
        return SUCCESS;
    }));
    if (into.severity == 0)
        into.severity = severityNumber(severityText);
    return SUCCESS;
}

} // namespace penstock
