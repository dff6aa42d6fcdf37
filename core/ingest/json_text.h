// SPDX-License-Identifier: GPL-3.0-or-later
// JSON tokens as real senders write them → texts and numbers. Strings without escapes stay views; others are unescaped
// into an arena. Half surrogate pairs, which SDKs make when they cut a text, become U+FFFD and are reported. Numbers
// may be quoted. Pure but for the arena, any thread, never throws.
#pragma once

#include "core/base/arena.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace penstock {

struct JsonText {
    std::string_view text;
    bool repaired = false;  ///< held half a surrogate pair
    bool malformed = false; ///< an escape that JSON does not know; the text ends before it
};

/// `content` is what stands between the quotes.
JsonText unescapeJson(std::string_view content, Arena& arena);

/// What stands between the quotes; nothing when the token is not a string.
std::optional<std::string_view> quotedContent(std::string_view token);
/// Decimal integer, quoted or not; also `1.7e18` as JavaScript writes it. Saturates.
std::optional<std::int64_t> integerToken(std::string_view token);
/// As integerToken, for unsigned fields: times, counts, flags. Beyond the largest it saturates.
std::optional<std::uint64_t> unsignedToken(std::string_view token);
/// Number, quoted or not, also `NaN` and `Infinity`.
std::optional<double> realToken(std::string_view token);
std::optional<bool> booleanToken(std::string_view token);

} // namespace penstock
