// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of the filter language, read exactly: a value that the unit cannot carry (half a nanosecond, more than 63
// bits) is refused, not rounded. Times without a zone are UTC. Pure functions, any thread.
#pragma once

#include "core/base/money.h"
#include "core/query/filter.h"

namespace penstock {

enum class Suffixes { none, counts }; ///< counts: k, M, G are thousands, millions, milliards

/// `-1.5k` times scale; nothing unless that is a whole number of 63 bits.
std::optional<std::int64_t> readScaled(std::string_view text, std::int64_t scale,
                                       Suffixes suffixes);

struct Instant {
    Nanos from = 0;
    Nanos extent = 0; ///< what the text leaves open: a day, a minute, a second, a millisecond …
};
std::optional<Instant> readInstant(std::string_view text);
std::optional<IdPattern> readHex(std::string_view text); ///< 1 to 32 digits
std::string printHex(const IdPattern& id);
std::string printDollars(MicroUsd amount); ///< `$0.50`, no thousands separators

} // namespace penstock
