// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of one protobuf message as ProtobufDecoder reads them: tag and wire type in one number, so that a field of
// the wrong type falls out of the switch. Private to the decoder. Any thread; protozero's exceptions on broken framing.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <protozero/pbf_reader.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

namespace penstock {

constexpr std::uint32_t lengthField(std::uint32_t tag)
{
    return protozero::tag_and_type(tag, protozero::pbf_wire_type::length_delimited);
}
constexpr std::uint32_t varintField(std::uint32_t tag)
{
    return protozero::tag_and_type(tag, protozero::pbf_wire_type::varint);
}
constexpr std::uint32_t fixed64Field(std::uint32_t tag)
{
    return protozero::tag_and_type(tag, protozero::pbf_wire_type::fixed64);
}
constexpr std::uint32_t fixed32Field(std::uint32_t tag)
{
    return protozero::tag_and_type(tag, protozero::pbf_wire_type::fixed32);
}
constexpr std::uint32_t kInstrumentationLibrary = 1000; // name of scope_* before OTLP 0.15

inline protozero::pbf_reader reader(std::string_view bytes)
{
    return protozero::pbf_reader(bytes.data(), bytes.size());
}

inline std::string_view view(protozero::pbf_reader& from)
{
    const auto bytes = from.get_view();
    return {bytes.data(), bytes.size()};
}

/// Calls each() for every occurrence of a length-delimited field and skips the rest.
template <class Each> void forEach(std::string_view message, std::uint32_t tag, const Each& each)
{
    protozero::pbf_reader fields = reader(message);
    while (fields.next()) {
        if (fields.tag_and_type() == lengthField(tag))
            each(view(fields));
        else
            fields.skip();
    }
}

inline Nanos nanosOf(std::uint64_t sent)
{
    constexpr auto kLast = static_cast<std::uint64_t>(std::numeric_limits<Nanos>::max());
    return static_cast<Nanos>(std::min(sent, kLast));
}

/// An empty id is absent, not bad.
inline void setTrace(TraceId& id, std::string_view bytes, bool& bad)
{
    if (bytes.size() == 16)
        id = TraceId::fromBytes(bytes.data());
    else if (!bytes.empty())
        bad = true;
}

inline void setSpan(SpanId& id, std::string_view bytes, bool& bad)
{
    if (bytes.size() == 8)
        id = SpanId::fromBytes(bytes.data());
    else if (!bytes.empty())
        bad = true;
}

} // namespace penstock
