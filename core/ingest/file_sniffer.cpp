// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/file_sniffer.h"

#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>

#include <array>

namespace penstock {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;

struct Telling {
    std::string_view key;
    DocumentForm form;
};
constexpr std::array<Telling, 15> kTelling = {{
    {"resourceSpans", DocumentForm::otlpTraces},
    {"resource_spans", DocumentForm::otlpTraces},
    {"resourceLogs", DocumentForm::otlpLogs},
    {"resource_logs", DocumentForm::otlpLogs},
    {"resourceMetrics", DocumentForm::otlpMetrics},
    {"resource_metrics", DocumentForm::otlpMetrics},
    {"trace", DocumentForm::langfuse},
    {"observations", DocumentForm::langfuse},
    {"parentObservationId", DocumentForm::langfuse},
    {"usageDetails", DocumentForm::langfuse},
    {"projectId", DocumentForm::langfuse},
    {"data", DocumentForm::jaeger},
    {"traceID", DocumentForm::jaeger},
    {"spans", DocumentForm::jaeger},
    {"processes", DocumentForm::jaeger},
}};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// End of the string whose first character is at `at`: the position of the closing quote, or npos.
std::size_t closingQuote(std::string_view json, std::size_t at)
{
    for (; at < json.size(); ++at) {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at;
    }
    return std::string_view::npos;
}

bool isKey(std::string_view json, std::size_t quote)
{
    for (std::size_t at = quote + 1; at < json.size(); ++at)
        if (!isSpace(json[at]))
            return json[at] == ':';
    return false;
}

// An OTLP request starts with a resource group, and that with a resource, scopes or a schema URL that fits into it.
bool startsLikeRequest(std::string_view bytes)
{
    try {
        pbf_reader request(bytes.data(), bytes.size());
        if (!request.next() || request.tag() != 1 ||
            request.wire_type() != pbf_wire_type::length_delimited)
            return false;
        // The head may end before the group does: its length is read by hand.
        const char* at = request.data().data();
        const char* const end = bytes.data() + bytes.size();
        const std::uint64_t length = protozero::decode_varint(&at, end);
        if (length == 0)
            return true;
        if (at >= end || (*at != 0x0a && *at != 0x12 && *at != 0x1a))
            return false;
        ++at;
        const char* const inner = at;
        const std::uint64_t innerLength = protozero::decode_varint(&at, end);
        return innerLength + static_cast<std::uint64_t>(at - inner) + 1 <= length;
    } catch (const protozero::exception&) {
        return false;
    }
}

// The first length-delimited field of a message with one of two tags; empty if there is none.
std::string_view firstField(std::string_view message, std::uint32_t tag)
{
    pbf_reader fields(message.data(), message.size());
    while (fields.next()) {
        if (fields.tag() == tag && fields.wire_type() == pbf_wire_type::length_delimited) {
            const auto view = fields.get_view();
            return {view.data(), view.size()};
        }
        fields.skip();
    }
    return {};
}

// Field 1 is the trace id of a span, the time of a log record, the name of a metric; 16 bytes of text are a rare name.
OtlpSignal signalOfItem(std::string_view item)
{
    pbf_reader fields(item.data(), item.size());
    while (fields.next()) {
        const bool isLength = fields.wire_type() == pbf_wire_type::length_delimited;
        const bool isFixed64 = fields.wire_type() == pbf_wire_type::fixed64;
        if ((fields.tag() == 1 || fields.tag() == 11) && isFixed64)
            return OtlpSignal::logs;
        if (fields.tag() == 1 && isLength)
            return fields.get_view().size() == 16 ? OtlpSignal::traces : OtlpSignal::metrics;
        fields.skip();
    }
    return OtlpSignal::traces;
}

} // namespace

FileForm sniffForm(std::string_view head)
{
    std::size_t first = 0;
    while (first < head.size() && isSpace(head[first]))
        ++first;
    if (first < head.size() && (head[first] == '{' || head[first] == '['))
        return FileForm::json;
    if (startsLikeRequest(head))
        return FileForm::protobufRequest;
    try {
        const char* at = head.data();
        const std::uint64_t length = protozero::decode_varint(&at, head.data() + head.size());
        const std::string_view message = head.substr(static_cast<std::size_t>(at - head.data()));
        if (length > 0 && startsLikeRequest(message.substr(0, length)))
            return FileForm::protobufDelimited;
    } catch (const protozero::exception&) {
        return FileForm::unknown;
    }
    return FileForm::unknown;
}

DocumentForm sniffDocument(std::string_view json)
{
    int depth = 0;
    int objectDepth = 0; // of the object whose keys tell
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '{' || c == '[') {
            ++depth;
            if (c == '{' && objectDepth == 0)
                objectDepth = depth;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == '"') {
            const std::size_t quote = closingQuote(json, at + 1);
            if (quote == std::string_view::npos)
                return DocumentForm::unknown;
            if (depth == objectDepth && isKey(json, quote))
                for (const Telling& telling : kTelling)
                    if (json.substr(at + 1, quote - at - 1) == telling.key)
                        return telling.form;
            at = quote;
        }
    }
    return DocumentForm::unknown;
}

OtlpSignal sniffSignal(std::string_view protobufRequest)
{
    try {
        const std::string_view group = firstField(protobufRequest, 1);
        const std::string_view scope = firstField(group, 2);
        return signalOfItem(firstField(scope, 2));
    } catch (const protozero::exception&) {
        return OtlpSignal::traces;
    }
}

} // namespace penstock
