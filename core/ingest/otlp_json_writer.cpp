// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/otlp_json_writer.h"

#include "core/base/encoding.h"
#include "core/ingest/any_value_text.h"

#include <cmath>
#include <simdjson.h>
#include <vector>

namespace penstock {
namespace {

/// Writes the members of one object or the elements of one array, with commas between them.
class Sequence final {
public:
    Sequence(std::string& out, char open, char close) : m_out(out), m_close(close)
    {
        m_out += open;
    }
    ~Sequence() { m_out += m_close; }
    Sequence(const Sequence&) = delete;
    Sequence& operator=(const Sequence&) = delete;

    std::string& next()
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        return m_out;
    }
    /// The name of a member; its value is to be appended.
    std::string& member(std::string_view name)
    {
        next().append("\"").append(name).append("\":");
        return m_out;
    }
    void text(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            appendJsonString(member(name), value);
    }
    void number(std::string_view name, std::uint64_t value)
    {
        if (value != 0)
            member(name).append(std::to_string(value));
    }
    /// 64-bit numbers are text in proto3 JSON.
    void nanos(std::string_view name, Nanos value)
    {
        member(name)
            .append("\"")
            .append(std::to_string(static_cast<std::uint64_t>(value)))
            .append("\"");
    }

private:
    std::string& m_out;
    const char m_close;
    bool m_first = true;
};

void appendAny(std::string& out, simdjson::ondemand::value value);

void appendList(std::string& out, simdjson::ondemand::value value)
{
    out += "{\"arrayValue\":{\"values\":";
    {
        Sequence values(out, '[', ']');
        simdjson::ondemand::array array;
        if (value.get_array().get(array) == simdjson::SUCCESS)
            for (auto element : array)
                if (simdjson::ondemand::value one; element.get(one) == simdjson::SUCCESS)
                    appendAny(values.next(), one);
    }
    out += "}}";
}

/// What stands between the quotes of a key, escapes and all.
std::string_view escapedKey(simdjson::ondemand::field& field)
{
    const char* const begin = field.key().raw();
    const char* end = begin;
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    return {begin, static_cast<std::size_t>(end - begin)};
}

void appendKeyValues(std::string& out, simdjson::ondemand::value value)
{
    out += "{\"kvlistValue\":{\"values\":";
    {
        Sequence values(out, '[', ']');
        simdjson::ondemand::object object;
        if (value.get_object().get(object) == simdjson::SUCCESS)
            for (auto result : object) {
                simdjson::ondemand::field field;
                if (std::move(result).get(field) != simdjson::SUCCESS)
                    break;
                values.next()
                    .append("{\"key\":\"")
                    .append(escapedKey(field))
                    .append("\",\"value\":");
                appendAny(out, field.value());
                out += '}';
            }
    }
    out += "}}";
}

/// Our own compact JSON text, so tokens can be taken over as they are. Depth is bounded by DecodeLimits::maxDepth.
void appendAny(std::string& out, simdjson::ondemand::value value)
{
    const std::string_view token = value.raw_json_token();
    switch (token.empty() ? 'n' : token.front()) {
    case '[':
        return appendList(out, value);
    case '{':
        return appendKeyValues(out, value);
    case '"':
        out.append("{\"stringValue\":")
            .append(token.substr(0, token.find_last_of('"') + 1))
            .append("}");
        return;
    case 't':
        out += "{\"boolValue\":true}";
        return;
    case 'f':
        out += "{\"boolValue\":false}";
        return;
    case 'n':
        out += "{}";
        return;
    default:
        break;
    }
    const std::string_view number = token.substr(0, token.find_first_not_of("+-.eE0123456789"));
    if (number.find_first_of(".eE") == std::string_view::npos)
        out.append("{\"intValue\":\"").append(number).append("\"}");
    else
        out.append("{\"doubleValue\":").append(number).append("}");
}

void appendStructured(std::string& out, std::string_view text)
{
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(text);
    simdjson::ondemand::document document;
    simdjson::ondemand::value value;
    if (parser.iterate(padded).get(document) == simdjson::SUCCESS &&
        document.get_value().get(value) == simdjson::SUCCESS)
        return appendAny(out, value);
    out += "{\"stringValue\":"; // cannot be our own text: shown as it is rather than lost
    appendJsonString(out, text);
    out += '}';
}

void appendReal(std::string& out, double value)
{
    out += "{\"doubleValue\":";
    if (std::isnan(value))
        out += "\"NaN\"";
    else if (std::isinf(value))
        out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    else
        appendJsonReal(out, value);
    out += '}';
}

void appendValue(std::string& out, const Value& value)
{
    switch (value.type()) {
    case ValueType::none:
        out += "{}";
        return;
    case ValueType::json:
        return appendStructured(out, value.text());
    case ValueType::real:
        return appendReal(out, value.real());
    case ValueType::boolean:
        out += value.boolean() ? "{\"boolValue\":true}" : "{\"boolValue\":false}";
        return;
    case ValueType::integer:
        out.append("{\"intValue\":\"").append(std::to_string(value.integer())).append("\"}");
        return;
    case ValueType::string:
        out += "{\"stringValue\":";
        appendJsonString(out, value.text());
        out += '}';
        return;
    case ValueType::bytes:
        out += "{\"bytesValue\":";
        appendJsonBytes(out, value.text());
        out += '}';
        return;
    }
}

void appendAttributes(Sequence& object, Attributes attributes)
{
    if (attributes.empty())
        return;
    std::string& out = object.member("attributes");
    Sequence list(out, '[', ']');
    for (const Attribute& attribute : attributes) {
        list.next() += "{\"key\":";
        appendJsonString(out, attribute.key);
        out += ",\"value\":";
        appendValue(out, attribute.value);
        out += '}';
    }
}

template <class Id> void appendId(Sequence& object, std::string_view name, const Id& id)
{
    if (!id.isZero())
        object.text(name, id.hex());
}

void appendEvents(Sequence& span, std::span<const RawEvent> events)
{
    if (events.empty())
        return;
    std::string& out = span.member("events");
    Sequence list(out, '[', ']');
    for (const RawEvent& event : events) {
        Sequence object(list.next(), '{', '}');
        object.nanos("timeUnixNano", event.time);
        object.text("name", event.name);
        appendAttributes(object, event.attributes);
    }
}

void appendLinks(Sequence& span, std::span<const RawLink> links)
{
    if (links.empty())
        return;
    std::string& out = span.member("links");
    Sequence list(out, '[', ']');
    for (const RawLink& link : links) {
        Sequence object(list.next(), '{', '}');
        appendId(object, "traceId", link.trace);
        appendId(object, "spanId", link.span);
        object.text("traceState", link.traceState);
        appendAttributes(object, link.attributes);
        object.number("flags", link.flags);
    }
}

void appendSpan(std::string& out, const RawSpan& span)
{
    Sequence object(out, '{', '}');
    appendId(object, "traceId", span.trace);
    appendId(object, "spanId", span.span);
    appendId(object, "parentSpanId", span.parent);
    object.text("traceState", span.traceState);
    object.number("flags", span.flags);
    object.text("name", span.name);
    object.number("kind", static_cast<std::uint64_t>(span.kind));
    object.nanos("startTimeUnixNano", span.start);
    object.nanos("endTimeUnixNano", span.end);
    appendAttributes(object, span.attributes);
    object.number("droppedAttributesCount", span.droppedAttributes);
    appendEvents(object, span.events);
    object.number("droppedEventsCount", span.droppedEvents);
    appendLinks(object, span.links);
    object.number("droppedLinksCount", span.droppedLinks);
    Sequence status(object.member("status"), '{', '}');
    status.number("code", span.statusCode);
    status.text("message", span.statusMessage);
}

void appendRecord(std::string& out, const RawSpan& record)
{
    Sequence object(out, '{', '}');
    object.nanos("timeUnixNano", record.start);
    object.nanos("observedTimeUnixNano", record.end);
    object.number("severityNumber", record.severity);
    object.text("eventName", record.name);
    if (!record.body.isNone())
        appendValue(object.member("body"), record.body);
    appendAttributes(object, record.attributes);
    object.number("droppedAttributesCount", record.droppedAttributes);
    object.number("flags", record.flags);
    appendId(object, "traceId", record.trace);
    appendId(object, "spanId", record.span);
}

struct SignalNames {
    Signal signal;
    std::string_view resources;
    std::string_view scopes;
    std::string_view items;
    void (*append)(std::string& out, const RawSpan& item);
};
constexpr SignalNames kSpans{Signal::span, "resourceSpans", "scopeSpans", "spans", appendSpan};
constexpr SignalNames kRecords{Signal::log, "resourceLogs", "scopeLogs", "logRecords",
                               appendRecord};

struct Group {
    const RawScope* scope;
    std::vector<const RawSpan*> items;
};

std::vector<Group> groupsOf(std::span<const RawSpan* const> items, Signal signal)
{
    std::vector<Group> groups;
    for (const RawSpan* item : items) {
        if (item->signal != signal)
            continue;
        if (groups.empty() || groups.back().scope != item->scope)
            groups.push_back({item->scope, {}});
        groups.back().items.push_back(item);
    }
    return groups;
}

void appendGroup(std::string& out, const Group& group, const SignalNames& names)
{
    Sequence resourceGroup(out, '{', '}');
    {
        Sequence resource(resourceGroup.member("resource"), '{', '}');
        appendAttributes(resource, group.scope->resource);
    }
    {
        Sequence scopes(resourceGroup.member(names.scopes), '[', ']');
        Sequence scopeGroup(scopes.next(), '{', '}');
        {
            Sequence scope(scopeGroup.member("scope"), '{', '}');
            scope.text("name", group.scope->name);
            scope.text("version", group.scope->version);
            appendAttributes(scope, group.scope->attributes);
        }
        {
            Sequence list(scopeGroup.member(names.items), '[', ']');
            for (const RawSpan* item : group.items)
                names.append(list.next(), *item);
        }
        scopeGroup.text("schemaUrl", group.scope->schemaUrl);
    }
    resourceGroup.text("schemaUrl", group.scope->resourceSchemaUrl);
}

} // namespace

void appendOtlpJson(std::string& out, std::span<const RawSpan* const> items)
{
    for (const SignalNames& names : {kSpans, kRecords}) {
        const std::vector<Group> groups = groupsOf(items, names.signal);
        if (groups.empty())
            continue;
        {
            Sequence request(out, '{', '}');
            Sequence list(request.member(names.resources), '[', ']');
            for (const Group& group : groups)
                appendGroup(list.next(), group, names);
        }
        out += '\n';
    }
}

} // namespace penstock
