// SPDX-License-Identifier: GPL-3.0-or-later
// Reading attribute values as real senders write them (semconv.md 10): numbers and booleans as text, lists as JSON text
// or comma-joined, redaction markers that mean "absent", many spellings of one provider or finish reason. Pure.
#pragma once

#include "core/base/ascii_case.h"
#include "core/model/raw.h"

#include <optional>
#include <string_view>

namespace penstock {

/// `<REDACTED>`, `N/A`, `{}` and the like: nothing was captured.
bool isAbsentMarker(std::string_view text);
bool isAbsent(const Value& value);

std::optional<std::int64_t> toInteger(const Value& value);
std::optional<double> toReal(const Value& value);
std::optional<bool> toBool(const Value& value);
/// Text as sent; numbers and booleans are written into the arena.
std::string_view toText(const Value& value, Arena& arena);
/// First item of `["a","b"]` or `a, b`; the whole text when it is neither.
std::string_view firstItem(std::string_view text);
/// ISO 8601 text, or a number of s, ms, µs or ns since the epoch, told apart by size. 0 = no time.
Nanos toTime(const Value& value);

/// Canonical provider name; empty when the text names a framework, which is then in `framework`.
std::string_view canonicalProvider(std::string_view provider, std::string_view& framework);
/// stop, length, tool_call, content_filter, error – or the text as sent.
std::string_view canonicalFinishReason(std::string_view reason);

} // namespace penstock
