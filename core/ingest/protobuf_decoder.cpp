// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/protobuf_decoder.h"

#include "core/ingest/otlp_enums.h"
#include "core/ingest/protobuf_fields.h"

#include <protozero/exception.hpp>

// Field numbers are those of opentelemetry-proto; the comments beside them name the fields.
namespace penstock {
namespace {

using protozero::pbf_reader;

} // namespace

Status ProtobufDecoder::decode(OtlpSignal signal, std::string_view bytes)
{
    m_resource = {};
    try {
        forEach(bytes, 1, [&](std::string_view group) {
            switch (signal) {
            case OtlpSignal::traces:
                spanGroup(group);
                break;
            case OtlpSignal::logs:
                logGroup(group);
                break;
            case OtlpSignal::metrics:
                metricGroup(group);
                break;
            }
        });
    } catch (const protozero::exception& broken) {
        return Error{ErrorCode::invalid,
                     "The body is not an OTLP protobuf request: its framing is broken.",
                     broken.what()};
    }
    return Done{};
}

void ProtobufDecoder::spanGroup(std::string_view resourceSpans)
{
    m_builder.beginResource();
    std::string_view schemaUrl;
    pbf_reader fields = reader(resourceSpans);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            resource(view(fields));
            break;
        case lengthField(2):
        case lengthField(kInstrumentationLibrary):
            scopeSpans(view(fields));
            break;
        case lengthField(3):
            schemaUrl = m_builder.text(view(fields));
            break;
        default:
            fields.skip();
        }
    }
    m_builder.endResource(m_builder.take(m_resource), schemaUrl);
}

void ProtobufDecoder::logGroup(std::string_view resourceLogs)
{
    m_builder.beginResource();
    std::string_view schemaUrl;
    pbf_reader fields = reader(resourceLogs);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            resource(view(fields));
            break;
        case lengthField(2):
        case lengthField(kInstrumentationLibrary):
            scopeLogs(view(fields));
            break;
        case lengthField(3):
            schemaUrl = m_builder.text(view(fields));
            break;
        default:
            fields.skip();
        }
    }
    m_builder.endResource(m_builder.take(m_resource), schemaUrl);
}

void ProtobufDecoder::metricGroup(std::string_view resourceMetrics)
{
    m_builder.beginResource();
    pbf_reader fields = reader(resourceMetrics);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            resource(view(fields));
            break;
        case lengthField(2):
        case lengthField(kInstrumentationLibrary):
            scopeMetrics(view(fields));
            break;
        default:
            fields.skip();
        }
    }
    m_builder.endResource(m_builder.take(m_resource), {});
}

void ProtobufDecoder::scopeSpans(std::string_view message)
{
    m_builder.beginScope();
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            scope(view(fields));
            break;
        case lengthField(2):
            span(view(fields));
            break;
        case lengthField(3):
            m_builder.scope().schemaUrl = m_builder.text(view(fields));
            break;
        default:
            fields.skip();
        }
    }
}

void ProtobufDecoder::scopeLogs(std::string_view message)
{
    m_builder.beginScope();
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            scope(view(fields));
            break;
        case lengthField(2):
            logRecord(view(fields));
            break;
        case lengthField(3):
            m_builder.scope().schemaUrl = m_builder.text(view(fields));
            break;
        default:
            fields.skip();
        }
    }
}

void ProtobufDecoder::scopeMetrics(std::string_view message)
{
    forEach(message, 2, [this](std::string_view one) { metric(one); });
}

void ProtobufDecoder::metric(std::string_view message)
{
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(5):  // gauge
        case lengthField(7):  // sum
        case lengthField(9):  // histogram
        case lengthField(10): // exponential_histogram
        case lengthField(11): // summary
            forEach(view(fields), 1, [this](std::string_view) { m_builder.countPoints(1); });
            break;
        default:
            fields.skip();
        }
    }
}

void ProtobufDecoder::resource(std::string_view message)
{
    forEach(message, 1, [this](std::string_view one) { attribute(one, m_resource); });
}

void ProtobufDecoder::scope(std::string_view message)
{
    RawScope& into = m_builder.scope();
    AttributeList& list = m_builder.partAttributes();
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            into.name = m_builder.text(view(fields));
            break;
        case lengthField(2):
            into.version = m_builder.text(view(fields));
            break;
        case lengthField(3):
            attribute(view(fields), list);
            break;
        default:
            fields.skip();
        }
    }
    into.attributes = m_builder.take(list);
}

void ProtobufDecoder::logRecord(std::string_view message)
{
    if (!m_builder.beginItem(Signal::log))
        return;
    RawBuilder::Item& item = m_builder.item();
    RawSpan& into = item.span;
    std::string_view severityText;
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case fixed64Field(1):
            into.start = nanosOf(fields.get_fixed64());
            break;
        case varintField(2):
            into.severity = severityNumber(fields.get_uint64());
            break;
        case lengthField(3):
            severityText = view(fields);
            break;
        case lengthField(5):
            into.body = anyValue(view(fields));
            break;
        case lengthField(6):
            attribute(view(fields), m_builder.itemAttributes());
            break;
        case varintField(7):
            into.droppedAttributes = fields.get_uint32();
            break;
        case fixed32Field(8):
            into.flags = fields.get_fixed32();
            break;
        case lengthField(9):
            setTrace(into.trace, view(fields), item.badId);
            break;
        case lengthField(10):
            setSpan(into.span, view(fields), item.badId);
            break;
        case fixed64Field(11):
            into.end = nanosOf(fields.get_fixed64());
            break;
        case lengthField(12):
            item.eventName = m_builder.text(view(fields));
            break;
        default:
            fields.skip();
        }
    }
    if (into.severity == 0)
        into.severity = severityNumber(severityText);
    m_builder.endItem();
}

} // namespace penstock
