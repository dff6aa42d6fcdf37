// SPDX-License-Identifier: GPL-3.0-or-later
// Field numbers are those of opentelemetry-proto v1 (common, resource, trace, logs).
#include "app/demo/otlp_writer.h"

#include <protozero/pbf_writer.hpp>

namespace penstock::demo {
namespace {

using protozero::pbf_writer;

void addId(pbf_writer& out, protozero::pbf_tag_type tag, const TraceId& id)
{
    out.add_bytes(tag, reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

void addId(pbf_writer& out, protozero::pbf_tag_type tag, SpanId id)
{
    char raw[8];
    for (int i = 0; i < 8; ++i)
        raw[i] = static_cast<char>(id.value >> (56 - 8 * i));
    out.add_bytes(tag, raw, sizeof raw);
}

void addValue(pbf_writer& out, const AttributeValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        out.add_string(1, *text);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        out.add_bool(2, *flag);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
        out.add_int64(3, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
        out.add_double(4, *real);
    } else {
        pbf_writer array(out, 5);
        for (const std::string& item : std::get<std::vector<std::string>>(value)) {
            pbf_writer element(array, 1);
            element.add_string(1, item);
        }
    }
}

void addAttributes(pbf_writer& out, protozero::pbf_tag_type tag, const AttributeList& attributes)
{
    for (const auto& [key, value] : attributes.items()) {
        pbf_writer pair(out, tag);
        pair.add_string(1, key);
        pbf_writer any(pair, 2);
        addValue(any, value);
    }
}

void addScope(pbf_writer& out, const ScopeInfo& scope)
{
    pbf_writer message(out, 1);
    message.add_string(1, scope.name.data(), scope.name.size());
    message.add_string(2, scope.version.data(), scope.version.size());
}

void addEventsAndLinks(pbf_writer& out, const SpanRecord& span)
{
    for (const SpanEvent& event : span.events) {
        pbf_writer message(out, 11);
        message.add_fixed64(1, static_cast<std::uint64_t>(event.time));
        message.add_string(2, event.name);
        addAttributes(message, 3, event.attributes);
    }
    for (const SpanLink& link : span.links) {
        pbf_writer message(out, 13);
        addId(message, 1, link.trace);
        addId(message, 2, link.span);
    }
}

void addRecord(pbf_writer& scopeSpans, const SpanRecord& span)
{
    pbf_writer out(scopeSpans, 2);
    addId(out, 1, span.trace);
    addId(out, 2, span.span);
    if (!span.parent.isZero())
        addId(out, 4, span.parent);
    out.add_string(5, span.name);
    out.add_enum(6, static_cast<std::int32_t>(span.kind));
    out.add_fixed64(7, static_cast<std::uint64_t>(span.start));
    out.add_fixed64(8, static_cast<std::uint64_t>(span.end));
    addAttributes(out, 9, span.attributes);
    addEventsAndLinks(out, span);
    if (span.statusCode != 0) {
        pbf_writer status(out, 15);
        if (!span.statusMessage.empty())
            status.add_string(2, span.statusMessage);
        status.add_enum(3, span.statusCode);
    }
    out.add_fixed32(16, span.flags);
}

void addRecord(pbf_writer& scopeLogs, const LogRecord& log)
{
    pbf_writer out(scopeLogs, 2);
    out.add_fixed64(1, static_cast<std::uint64_t>(log.time));
    {
        pbf_writer body(out, 5);
        body.add_string(1, log.body);
    }
    addAttributes(out, 6, log.attributes);
    out.add_fixed64(11, static_cast<std::uint64_t>(log.time));
}

// Traces and logs use the same numbers for the envelope.
template <class Record>
std::string writeRequest(const AttributeList& resource, const std::vector<Record>& records)
{
    std::string bytes;
    pbf_writer request(bytes);
    pbf_writer perResource(request, 1);
    {
        pbf_writer message(perResource, 1);
        addAttributes(message, 1, resource);
    }
    for (const auto& group : groupByScope(records)) {
        const ScopeInfo& scope = *group.front()->scope;
        pbf_writer perScope(perResource, 2);
        addScope(perScope, scope);
        for (const Record* record : group)
            addRecord(perScope, *record);
        if (!scope.schemaUrl.empty())
            perScope.add_string(3, scope.schemaUrl.data(), scope.schemaUrl.size());
    }
    perResource.commit();
    return bytes;
}

} // namespace

std::string writeProtobuf(const AttributeList& resource, const std::vector<SpanRecord>& spans)
{
    return writeRequest(resource, spans);
}

std::string writeProtobuf(const AttributeList& resource, const std::vector<LogRecord>& logs)
{
    return writeRequest(resource, logs);
}

} // namespace penstock::demo
