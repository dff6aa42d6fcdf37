// SPDX-License-Identifier: GPL-3.0-or-later
// The spans of ProtobufDecoder, with their status, events and links.
#include "core/ingest/protobuf_decoder.h"

#include "core/ingest/otlp_enums.h"
#include "core/ingest/protobuf_fields.h"

namespace penstock {
namespace {

using protozero::pbf_reader;

} // namespace

void ProtobufDecoder::span(std::string_view message)
{
    if (!m_builder.beginItem(Signal::span))
        return;
    RawBuilder::Item& item = m_builder.item();
    RawSpan& into = item.span;
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            setTrace(into.trace, view(fields), item.badId);
            break;
        case lengthField(2):
            setSpan(into.span, view(fields), item.badId);
            break;
        case lengthField(3):
            into.traceState = m_builder.text(view(fields));
            break;
        case lengthField(4):
            setSpan(into.parent, view(fields), item.badId);
            break;
        case lengthField(5):
            into.name = m_builder.text(view(fields));
            break;
        case varintField(6):
            into.kind = spanKind(fields.get_uint64());
            break;
        case fixed64Field(7):
            into.start = nanosOf(fields.get_fixed64());
            break;
        case fixed64Field(8):
            into.end = nanosOf(fields.get_fixed64());
            break;
        case lengthField(9):
            attribute(view(fields), m_builder.itemAttributes());
            break;
        case varintField(10):
            into.droppedAttributes = fields.get_uint32();
            break;
        case lengthField(11):
            event(view(fields));
            break;
        case varintField(12):
            into.droppedEvents = fields.get_uint32();
            break;
        case lengthField(13):
            link(view(fields));
            break;
        case varintField(14):
            into.droppedLinks = fields.get_uint32();
            break;
        case lengthField(15):
            status(view(fields));
            break;
        case fixed32Field(16):
            into.flags = fields.get_fixed32();
            break;
        default:
            fields.skip();
        }
    }
    m_builder.endItem();
}

void ProtobufDecoder::status(std::string_view message)
{
    RawSpan& into = m_builder.item().span;
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(2):
            into.statusMessage = m_builder.text(view(fields));
            break;
        case varintField(3):
            into.statusCode = statusCode(fields.get_uint64());
            break;
        default:
            fields.skip();
        }
    }
}

void ProtobufDecoder::event(std::string_view message)
{
    if (!m_builder.beginEvent())
        return;
    RawEvent into;
    AttributeList& list = m_builder.partAttributes();
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case fixed64Field(1):
            into.time = nanosOf(fields.get_fixed64());
            break;
        case lengthField(2):
            into.name = m_builder.text(view(fields));
            break;
        case lengthField(3):
            attribute(view(fields), list);
            break;
        case varintField(4):
            m_builder.noteSdkDropped(fields.get_uint32());
            break;
        default:
            fields.skip();
        }
    }
    into.attributes = m_builder.take(list);
    m_builder.addEvent(into);
}

void ProtobufDecoder::link(std::string_view message)
{
    if (!m_builder.beginLink())
        return;
    RawLink into;
    bool bad = false;
    AttributeList& list = m_builder.partAttributes();
    pbf_reader fields = reader(message);
    while (fields.next()) {
        switch (fields.tag_and_type()) {
        case lengthField(1):
            setTrace(into.trace, view(fields), bad);
            break;
        case lengthField(2):
            setSpan(into.span, view(fields), bad);
            break;
        case lengthField(3):
            into.traceState = m_builder.text(view(fields));
            break;
        case lengthField(4):
            attribute(view(fields), list);
            break;
        case varintField(5):
            m_builder.noteSdkDropped(fields.get_uint32());
            break;
        case fixed32Field(6):
            into.flags = fields.get_fixed32();
            break;
        default:
            fields.skip();
        }
    }
    into.attributes = m_builder.take(list);
    m_builder.addLink(into, bad);
}

} // namespace penstock
