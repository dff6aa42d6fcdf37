// SPDX-License-Identifier: GPL-3.0-or-later
// Usage and cost of one model call (semconv.md 3.2): inclusive totals with declared subsets. Counts are tokens;
// kNotSaid means "the source did not say", which is never the same as 0. Plain values.
#pragma once

#include "core/base/money.h"

#include <cstdint>

namespace penstock {

inline constexpr std::int64_t kNotSaid = -1;

/// Saved in the log. Do not change the numbers.
enum class CacheSemantics : std::uint8_t { unknown = 0, inclusive = 1, exclusive = 2 };

struct Usage {
    std::int64_t input = kNotSaid;           ///< everything billed as prompt, cached parts included
    std::int64_t inputCacheRead = kNotSaid;  ///< subset of input
    std::int64_t inputCacheWrite = kNotSaid; ///< subset of input
    std::int64_t inputAudio = kNotSaid;      ///< subset of input
    std::int64_t output = kNotSaid;          ///< everything generated, reasoning included
    std::int64_t outputReasoning = kNotSaid; ///< subset of output
    std::int64_t outputAudio = kNotSaid;     ///< subset of output
    std::int64_t totalReported = kNotSaid;   ///< as sent; only for checking
    CacheSemantics semantics = CacheSemantics::unknown; ///< what the source did before normalising
    bool contradictory = false; ///< subsets exceeded the total as sent; see normalise rules
    bool aggregated = false;    ///< the source itself calls it a sum of calls below

    bool any() const
    {
        return input != kNotSaid || output != kNotSaid || totalReported != kNotSaid;
    }
    /// Uncached input, floored at 0.
    std::int64_t uncachedInput() const
    {
        const auto known = [](std::int64_t v) { return v < 0 ? 0 : v; };
        const std::int64_t rest = known(input) - known(inputCacheRead) - known(inputCacheWrite);
        return rest < 0 ? 0 : rest;
    }
    /// Tokens read from or written to a cache, as far as said.
    std::int64_t cached() const
    {
        return (inputCacheRead < 0 ? 0 : inputCacheRead) +
               (inputCacheWrite < 0 ? 0 : inputCacheWrite);
    }
    /// By itself this usage does not tell whether input holds the cached tokens: taken as if, unless others of the same
    /// sender prove the opposite (semconv.md 9.8).
    bool cacheMayBeApart() const
    {
        return semantics != CacheSemantics::exclusive && cached() > 0 && input >= cached();
    }
    bool operator==(const Usage&) const = default;
};

/// Saved in the log. Do not change the numbers.
enum class CostSource : std::uint8_t {
    none = 0,      ///< no price: shown as unknown, never as zero
    reported = 1,  ///< by the sender
    computed = 2,  ///< from our price table
    estimated = 3, ///< the sender calls it an estimate, or tokens had to be guessed
};

struct Cost {
    MicroUsd amount = 0;
    CostSource source = CostSource::none;
    std::uint32_t priceTable = 0; ///< version (yyyymmdd) of the table for computed costs
    MicroUsd ifCacheApart =
        0; ///< what amount grows by should Usage::cacheMayBeApart() prove true; 0 if reported
    bool operator==(const Cost&) const = default;
};

} // namespace penstock
