// SPDX-License-Identifier: GPL-3.0-or-later
// JSON text for structured OTLP values: arrays and key-value lists become one compact JSON text, the same from
// protobuf and from JSON. Appends only, so one scratch string serves a whole request. Pure, any thread, never throws.
// What JSON cannot carry is kept readable: bytes become base64 text, NaN and infinities their names as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace penstock {

/// Quotes and escapes; text must be valid UTF-8.
void appendJsonString(std::string& out, std::string_view text);
void appendJsonInteger(std::string& out, std::int64_t value);
/// Shortest form that reads back as the same number.
void appendJsonReal(std::string& out, double value);
void appendJsonBytes(std::string& out, std::string_view bytes);

} // namespace penstock
