// SPDX-License-Identifier: GPL-3.0-or-later
// Enumerations of OTLP as senders write them: numbers, or (against the specification, but real) their names.
// What is not known becomes the zero value, as protobuf does. Pure, any thread.
#pragma once

#include "core/model/raw.h"

#include <cstdint>
#include <string_view>

namespace penstock {

inline SpanKind spanKind(std::uint64_t number)
{
    return number <= 5 ? static_cast<SpanKind>(number) : SpanKind::unspecified;
}
SpanKind spanKind(std::string_view name); ///< `SPAN_KIND_CLIENT`
inline std::uint8_t statusCode(std::uint64_t number)
{
    return number <= 2 ? static_cast<std::uint8_t>(number) : 0;
}
std::uint8_t statusCode(std::string_view name); ///< `STATUS_CODE_ERROR`
inline std::uint8_t severityNumber(std::uint64_t number)
{
    return number <= 24 ? static_cast<std::uint8_t>(number) : 0;
}
/// `SEVERITY_NUMBER_WARN2`, or the text of a severity such as `warn`, `Warning`, `FATAL`.
std::uint8_t severityNumber(std::string_view name);

} // namespace penstock
