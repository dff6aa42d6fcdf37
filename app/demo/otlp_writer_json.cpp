// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP/JSON: ids as hex, enums as numbers, 64-bit integers as decimal text, lowerCamelCase keys (semconv.md 1.2).
#include "app/demo/json.h"
#include "app/demo/otlp_writer.h"

namespace penstock::demo {
namespace {

Json nanos(Nanos t)
{
    return Json(std::to_string(t));
}

Json valueJson(const AttributeValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return Json::object({{"stringValue", *text}});
    if (const auto* flag = std::get_if<bool>(&value))
        return Json::object({{"boolValue", *flag}});
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return Json::object({{"intValue", std::to_string(*number)}});
    if (const auto* real = std::get_if<double>(&value))
        return Json::object({{"doubleValue", *real}});
    std::vector<Json> items;
    for (const std::string& item : std::get<std::vector<std::string>>(value))
        items.push_back(Json::object({{"stringValue", item}}));
    return Json::object({{"arrayValue", Json::object({{"values", Json::array(items)}})}});
}

Json attributesJson(const AttributeList& attributes)
{
    std::vector<Json> items;
    items.reserve(attributes.items().size());
    for (const auto& [key, value] : attributes.items())
        items.push_back(Json::object({{"key", key}, {"value", valueJson(value)}}));
    return Json::array(items);
}

Json eventsJson(const SpanRecord& span)
{
    std::vector<Json> items;
    for (const SpanEvent& event : span.events)
        items.push_back(Json::object({{"timeUnixNano", nanos(event.time)},
                                      {"name", event.name},
                                      {"attributes", attributesJson(event.attributes)}}));
    return Json::array(items);
}

Json linksJson(const SpanRecord& span)
{
    std::vector<Json> items;
    for (const SpanLink& link : span.links)
        items.push_back(Json::object({{"traceId", link.trace.hex()}, {"spanId", link.span.hex()}}));
    return Json::array(items);
}

Json recordJson(const SpanRecord& span)
{
    std::vector<std::pair<std::string_view, Json>> members{{"traceId", span.trace.hex()},
                                                           {"spanId", span.span.hex()}};
    if (!span.parent.isZero())
        members.emplace_back("parentSpanId", span.parent.hex());
    members.emplace_back("name", span.name);
    members.emplace_back("kind", static_cast<int>(span.kind));
    members.emplace_back("startTimeUnixNano", nanos(span.start));
    members.emplace_back("endTimeUnixNano", nanos(span.end));
    members.emplace_back("attributes", attributesJson(span.attributes));
    members.emplace_back("events", eventsJson(span));
    members.emplace_back("links", linksJson(span));
    members.emplace_back(
        "status", span.statusMessage.empty()
                      ? Json::object({{"code", span.statusCode}})
                      : Json::object({{"code", span.statusCode}, {"message", span.statusMessage}}));
    members.emplace_back("flags", span.flags);
    return Json::object(members);
}

Json recordJson(const LogRecord& log)
{
    return Json::object({{"timeUnixNano", nanos(log.time)},
                         {"observedTimeUnixNano", nanos(log.time)},
                         {"body", Json::object({{"stringValue", log.body}})},
                         {"attributes", attributesJson(log.attributes)}});
}

struct EnvelopeKeys {
    std::string_view perResource;
    std::string_view perScope;
    std::string_view records;
};

template <class Record>
std::string writeRequest(const EnvelopeKeys& keys, const AttributeList& resource,
                         const std::vector<Record>& records)
{
    std::vector<Json> scopes;
    for (const auto& group : groupByScope(records)) {
        const ScopeInfo& scope = *group.front()->scope;
        std::vector<Json> items;
        for (const Record* record : group)
            items.push_back(recordJson(*record));
        scopes.push_back(Json::object(
            {{"scope", Json::object({{"name", scope.name}, {"version", scope.version}})},
             {keys.records, Json::array(items)},
             {"schemaUrl", scope.schemaUrl}}));
    }
    const Json perResource =
        Json::object({{"resource", Json::object({{"attributes", attributesJson(resource)}})},
                      {keys.perScope, Json::array(scopes)}});
    return Json::object({{keys.perResource, Json::array({perResource})}}).text();
}

} // namespace

std::string writeJson(const AttributeList& resource, const std::vector<SpanRecord>& spans)
{
    return writeRequest({"resourceSpans", "scopeSpans", "spans"}, resource, spans);
}

std::string writeJson(const AttributeList& resource, const std::vector<LogRecord>& logs)
{
    return writeRequest({"resourceLogs", "scopeLogs", "logRecords"}, resource, logs);
}

} // namespace penstock::demo
