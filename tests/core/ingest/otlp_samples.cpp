// SPDX-License-Identifier: GPL-3.0-or-later
#include "otlp_samples.h"

#include "core/base/encoding.h"

#include <protozero/pbf_writer.hpp>

#include <cstdio>

namespace penstock::test {
namespace {

using protozero::pbf_writer;

std::uint64_t number(const Json& value)
{
    return value.is_string() ? std::stoull(value.get<std::string>()) : value.get<std::uint64_t>();
}

std::string bytesOfHex(const std::string& hex)
{
    std::string bytes(hex.size() / 2, '\0');
    decodeHex(hex, reinterpret_cast<std::uint8_t*>(bytes.data()));
    return bytes;
}

std::string anyValue(const Json& value);

std::string keyValue(const Json& pair)
{
    std::string out;
    pbf_writer writer(out);
    if (pair.contains("key"))
        writer.add_string(1, pair["key"].get<std::string>());
    if (pair.contains("value"))
        writer.add_message(2, anyValue(pair["value"]));
    return out;
}

std::string list(const Json& values, bool ofPairs)
{
    std::string out;
    pbf_writer writer(out);
    for (const Json& one : values)
        writer.add_message(1, ofPairs ? keyValue(one) : anyValue(one));
    return out;
}

std::string anyValue(const Json& value)
{
    std::string out;
    pbf_writer writer(out);
    if (value.contains("stringValue"))
        writer.add_string(1, value["stringValue"].get<std::string>());
    if (value.contains("boolValue"))
        writer.add_bool(2, value["boolValue"].get<bool>());
    if (value.contains("intValue")) {
        const Json& sent = value["intValue"];
        writer.add_int64(3, sent.is_string() ? std::stoll(sent.get<std::string>())
                                             : sent.get<std::int64_t>());
    }
    if (value.contains("doubleValue"))
        writer.add_double(4, value["doubleValue"].get<double>());
    if (value.contains("arrayValue"))
        writer.add_message(5, list(value["arrayValue"]["values"], false));
    if (value.contains("kvlistValue"))
        writer.add_message(6, list(value["kvlistValue"]["values"], true));
    if (value.contains("bytesValue")) {
        std::string raw;
        decodeBase64(value["bytesValue"].get<std::string>(), raw);
        writer.add_bytes(7, raw);
    }
    return out;
}

// Writes one field of a message if the description has it.
class Fields final {
public:
    Fields(std::string& out, const Json& from) : m_writer(out), m_from(from) {}

    void text(std::uint32_t tag, const char* name)
    {
        if (m_from.contains(name))
            m_writer.add_string(tag, m_from[name].get<std::string>());
    }
    void id(std::uint32_t tag, const char* name)
    {
        if (m_from.contains(name))
            m_writer.add_bytes(tag, bytesOfHex(m_from[name].get<std::string>()));
    }
    void varint(std::uint32_t tag, const char* name)
    {
        if (m_from.contains(name))
            m_writer.add_uint64(tag, number(m_from[name]));
    }
    void fixed64(std::uint32_t tag, const char* name)
    {
        if (m_from.contains(name))
            m_writer.add_fixed64(tag, number(m_from[name]));
    }
    void fixed32(std::uint32_t tag, const char* name)
    {
        if (m_from.contains(name))
            m_writer.add_fixed32(tag, static_cast<std::uint32_t>(number(m_from[name])));
    }
    template <class Write> void message(std::uint32_t tag, const char* name, const Write& write)
    {
        if (m_from.contains(name))
            m_writer.add_message(tag, write(m_from[name]));
    }
    template <class Write> void messages(std::uint32_t tag, const char* name, const Write& write)
    {
        if (m_from.contains(name))
            for (const Json& one : m_from[name])
                m_writer.add_message(tag, write(one));
    }

private:
    pbf_writer m_writer;
    const Json& m_from;
};

std::string event(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.fixed64(1, "timeUnixNano");
    fields.text(2, "name");
    fields.messages(3, "attributes", keyValue);
    fields.varint(4, "droppedAttributesCount");
    return out;
}

std::string link(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.id(1, "traceId");
    fields.id(2, "spanId");
    fields.text(3, "traceState");
    fields.messages(4, "attributes", keyValue);
    fields.varint(5, "droppedAttributesCount");
    fields.fixed32(6, "flags");
    return out;
}

std::string status(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.text(2, "message");
    fields.varint(3, "code");
    return out;
}

std::string span(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.id(1, "traceId");
    fields.id(2, "spanId");
    fields.text(3, "traceState");
    fields.id(4, "parentSpanId");
    fields.text(5, "name");
    fields.varint(6, "kind");
    fields.fixed64(7, "startTimeUnixNano");
    fields.fixed64(8, "endTimeUnixNano");
    fields.messages(9, "attributes", keyValue);
    fields.varint(10, "droppedAttributesCount");
    fields.messages(11, "events", event);
    fields.varint(12, "droppedEventsCount");
    fields.messages(13, "links", link);
    fields.varint(14, "droppedLinksCount");
    fields.message(15, "status", status);
    fields.fixed32(16, "flags");
    return out;
}

std::string logRecord(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.fixed64(1, "timeUnixNano");
    fields.varint(2, "severityNumber");
    fields.text(3, "severityText");
    fields.message(5, "body", anyValue);
    fields.messages(6, "attributes", keyValue);
    fields.varint(7, "droppedAttributesCount");
    fields.fixed32(8, "flags");
    fields.id(9, "traceId");
    fields.id(10, "spanId");
    fields.fixed64(11, "observedTimeUnixNano");
    fields.text(12, "eventName");
    return out;
}

std::string scope(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.text(1, "name");
    fields.text(2, "version");
    fields.messages(3, "attributes", keyValue);
    return out;
}

std::string points(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.messages(1, "dataPoints", [](const Json& point) {
        std::string bytes;
        Fields(bytes, point).fixed64(3, "timeUnixNano");
        return bytes;
    });
    return out;
}

std::string metric(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.text(1, "name");
    fields.message(5, "gauge", points);
    fields.message(7, "sum", points);
    fields.message(9, "histogram", points);
    fields.message(10, "exponentialHistogram", points);
    fields.message(11, "summary", points);
    return out;
}

std::string scopeGroup(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.message(1, "scope", scope);
    fields.messages(2, "spans", span);
    fields.messages(2, "logRecords", logRecord);
    fields.messages(2, "metrics", metric);
    fields.text(3, "schemaUrl");
    return out;
}

std::string resource(const Json& from)
{
    std::string out;
    Fields(out, from).messages(1, "attributes", keyValue);
    return out;
}

std::string resourceGroup(const Json& from)
{
    std::string out;
    Fields fields(out, from);
    fields.message(1, "resource", resource);
    fields.messages(2, "scopeSpans", scopeGroup);
    fields.messages(2, "scopeLogs", scopeGroup);
    fields.messages(2, "scopeMetrics", scopeGroup);
    fields.text(3, "schemaUrl");
    return out;
}

std::string hexId(int number, int digits)
{
    char text[40];
    std::snprintf(text, sizeof text, "%0*x", digits, static_cast<unsigned>(number));
    return text;
}

Json service(const std::string& name)
{
    return {{"attributes", Json::array({stringAttribute("service.name", name)})}};
}

// One attribute of every type of value, nested ones among them.
Json allValueTypes()
{
    const Json inner = {{"arrayValue",
                         {{"values",
                           {{{"stringValue", "a\"b\\c\n\u0001é"}},
                            {{"intValue", "-7"}},
                            {{"doubleValue", 0.25}},
                            {{"boolValue", true}},
                            {{"bytesValue", "AAEC/w=="}},
                            Json::object()}}}}};
    return {
        {{"key", "text"}, {"value", {{"stringValue", "line\nnext \"quoted\" \\ tab\t ☃ 😀"}}}},
        {{"key", "gen_ai.usage.input_tokens"}, {"value", {{"intValue", "9223372036854775807"}}}},
        {{"key", "negative"}, {"value", {{"intValue", "-9223372036854775808"}}}},
        {{"key", "real"}, {"value", {{"doubleValue", 3.0000000000000004}}}},
        {{"key", "yes"}, {"value", {{"boolValue", true}}}},
        {{"key", "no"}, {"value", {{"boolValue", false}}}},
        {{"key", "raw"}, {"value", {{"bytesValue", "AAEC/w=="}}}},
        {{"key", "empty"}, {"value", Json::object()}},
        {{"key", "list"}, {"value", inner}},
        {{"key", "map"},
         {"value",
          {{"kvlistValue",
            {{"values",
              {{{"key", "k\"1"}, {"value", inner}},
               {{"key", "k2"}, {"value", {{"intValue", "2"}}}}}}}}}}}};
}

} // namespace

std::string protobufOf(const Json& request)
{
    std::string out;
    Fields fields(out, request);
    fields.messages(1, "resourceSpans", resourceGroup);
    fields.messages(1, "resourceLogs", resourceGroup);
    fields.messages(1, "resourceMetrics", resourceGroup);
    return out;
}

Json stringAttribute(const std::string& key, const std::string& value)
{
    return {{"key", key}, {"value", {{"stringValue", value}}}};
}

Json smallSpan(int number)
{
    return {{"traceId", hexId(number + 1, 32)},
            {"spanId", hexId(number + 1, 16)},
            {"name", "step " + std::to_string(number)},
            {"kind", 1},
            {"startTimeUnixNano", "1700000000000000000"},
            {"endTimeUnixNano", "1700000000500000000"},
            {"attributes", Json::array({stringAttribute("gen_ai.operation.name", "chat")})}};
}

Json spanRequest(Json spans)
{
    return {
        {"resourceSpans",
         {{{"resource", service("shop")},
           {"scopeSpans",
            {{{"scope", {{"name", "tests"}, {"version", "1"}}}, {"spans", std::move(spans)}}}}}}}};
}

Json logRequest(Json records)
{
    return {{"resourceLogs",
             {{{"resource", service("shop")},
               {"scopeLogs",
                {{{"scope", {{"name", "tests"}}}, {"logRecords", std::move(records)}}}}}}}};
}

Json richRequest()
{
    Json full = smallSpan(7);
    full["parentSpanId"] = "00000000000000aa";
    full["traceState"] = "vendor=1";
    full["kind"] = 3;
    full["attributes"] = allValueTypes();
    full["droppedAttributesCount"] = 2;
    full["droppedEventsCount"] = 3;
    full["droppedLinksCount"] = 4;
    full["flags"] = 0x301;
    full["status"] = {{"message", "no \"such\" tool"}, {"code", 2}};
    full["events"] = {{{"timeUnixNano", "1700000000100000000"},
                       {"name", "exception"},
                       {"attributes", Json::array({stringAttribute("exception.type", "Boom")})},
                       {"droppedAttributesCount", 1}},
                      {{"timeUnixNano", "1700000000200000000"}, {"name", "bare"}}};
    full["links"] = {{{"traceId", "000000000000000000000000000000bb"},
                      {"spanId", "00000000000000bb"},
                      {"traceState", "s"},
                      {"attributes", Json::array({stringAttribute("link.kind", "message")})},
                      {"flags", 1}}};
    Json request = spanRequest(Json::array({full, smallSpan(8)}));
    Json& first = request["resourceSpans"][0];
    first["schemaUrl"] = "https://opentelemetry.io/schemas/1.37.0";
    first["scopeSpans"][0]["schemaUrl"] = "https://opentelemetry.io/schemas/1.36.0";
    first["scopeSpans"][0]["scope"]["attributes"] =
        Json::array({stringAttribute("scope.kind", "auto")});
    first["scopeSpans"].push_back({{"scope", {{"name", "second"}}}, {"spans", {smallSpan(9)}}});
    request["resourceSpans"].push_back(
        {{"resource", service("other")}, {"scopeSpans", {{{"spans", {smallSpan(10)}}}}}});
    return request;
}

} // namespace penstock::test
