// SPDX-License-Identifier: GPL-3.0-or-later
// Helpers for dialects that speak through log records (semconv.md 7): ids derived from the sender's stable ids, so that
// the same record always becomes the same step, whichever way and however often it arrives. Pure functions.
#pragma once

#include "core/dialect/draft.h"

#include <initializer_list>

namespace penstock {

/// Never zero. Equal parts give equal ids; parts are separated, so ("ab","c") differs from ("a","bc").
SpanId derivedSpan(std::initializer_list<std::string_view> parts);
TraceId derivedTrace(std::initializer_list<std::string_view> parts);

/// Gives the record a trace of its own when it has none: all records with the same parts share it.
void adoptTrace(Draft& draft, std::initializer_list<std::string_view> parts);
/// The record happened at the end of a duration (`duration_ms`): start moves back. Event time from event.timestamp.
void spreadOverDuration(Draft& draft);
/// The record only adds facts to the span it was emitted in.
void mergeIntoSpan(Draft& draft);
/// `claude_code.api_request` → `api_request`; unchanged without the prefix.
std::string_view withoutPrefix(std::string_view name, std::string_view prefix);

} // namespace penstock
