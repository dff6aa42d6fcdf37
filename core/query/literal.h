// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing of single values of the filter language: quantities with units, money, times, ids, quoted text.
// Pure functions, any thread; a value that does not fit its field gives a sentence, never a guess.
#pragma once

#include "core/base/result.h"
#include "core/query/filter.h"

namespace penstock {

/// A word as it stands in the text, already without quotes and escapes.
struct RawLiteral {
    std::string text;
    bool quoted = false;
    TextRange range;
};

/// The value of `raw` for `field` under `op`; the error's detail is a replacement to suggest, if there is one.
Result<FilterLiteral> readLiteral(FieldId field, CompareOp op, const RawLiteral& raw);

/// `value` as it must be written: bare when it can be, else quoted with everything invisible escaped.
std::string quoteIfNeeded(std::string_view value);
std::string quote(std::string_view value);
/// The text inside quotes with its escapes resolved; nothing when an escape names no character.
std::optional<std::string> unquote(std::string_view inside);

bool isFilterKeyword(std::string_view word);
std::span<const std::string_view> filterKeywords();

std::string printDuration(Nanos duration);          ///< `2h30m`
std::string printInstant(Nanos from, Nanos extent); ///< `2026-11-20`, `2026-11-20T14:32Z`, …
std::optional<Nanos> readDuration(std::string_view text);

} // namespace penstock
