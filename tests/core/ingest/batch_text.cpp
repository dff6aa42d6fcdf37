// SPDX-License-Identifier: GPL-3.0-or-later
#include "batch_text.h"

#include "core/base/encoding.h"

#include <sstream>

namespace penstock::test {
namespace {

void writeAttributes(std::ostream& out, const char* indent, const char* title,
                     Attributes attributes)
{
    for (const Attribute& a : attributes)
        out << indent << title << ' ' << a.key << " #" << static_cast<int>(a.id) << " = "
            << valueText(a.value) << '\n';
}

void writeParts(std::ostream& out, const RawSpan& span)
{
    for (const RawEvent& event : span.events) {
        out << "  event " << event.time << ' ' << event.name << '\n';
        writeAttributes(out, "    ", "attribute", event.attributes);
    }
    for (const RawLink& link : span.links) {
        out << "  link " << link.trace.hex() << ' ' << link.span.hex() << ' ' << link.traceState
            << ' ' << link.flags << '\n';
        writeAttributes(out, "    ", "attribute", link.attributes);
    }
}

void writeScope(std::ostream& out, const RawScope& scope)
{
    out << "  scope " << scope.name << " | " << scope.version << " | " << scope.schemaUrl << " | "
        << scope.resourceSchemaUrl << '\n';
    writeAttributes(out, "    ", "resource", scope.resource);
    writeAttributes(out, "    ", "scope", scope.attributes);
}

} // namespace

std::string valueText(const Value& value)
{
    std::ostringstream out;
    out.precision(17);
    switch (value.type()) {
    case ValueType::none:
        out << "none";
        break;
    case ValueType::string:
        out << "string " << value.text();
        break;
    case ValueType::boolean:
        out << (value.boolean() ? "true" : "false");
        break;
    case ValueType::integer:
        out << "integer " << value.integer();
        break;
    case ValueType::real:
        out << "real " << value.real();
        break;
    case ValueType::bytes:
        out << "bytes " << encodeHex(value.text().data(), value.text().size());
        break;
    case ValueType::json:
        out << "json " << value.text();
        break;
    }
    return out.str();
}

std::string batchText(const RawBatch& batch)
{
    std::ostringstream out;
    for (const RawSpan& span : batch.spans) {
        out << (span.signal == Signal::span ? "span " : "log ") << span.name << '\n'
            << "  ids " << span.trace.hex() << ' ' << span.span.hex() << ' ' << span.parent.hex()
            << '\n'
            << "  kind " << static_cast<int>(span.kind) << " status "
            << static_cast<int>(span.statusCode) << ' ' << span.statusMessage << " severity "
            << static_cast<int>(span.severity) << " flags " << span.flags << " state "
            << span.traceState << '\n'
            << "  time " << span.start << ' ' << span.end << '\n'
            << "  dropped " << span.droppedAttributes << ' ' << span.droppedEvents << ' '
            << span.droppedLinks << '\n'
            << "  body " << valueText(span.body) << '\n';
        writeAttributes(out, "  ", "attribute", span.attributes);
        writeParts(out, span);
        writeScope(out, *span.scope);
    }
    return out.str();
}

} // namespace penstock::test
