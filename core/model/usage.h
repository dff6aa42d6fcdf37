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
    estimated = 3, ///< for one of the reasons of CostDoubt
};

/// Why a cost is only estimated: bits, the weightiest first. Saved in the log. Do not change the numbers.
enum CostDoubt : std::uint8_t {
    kCalledEstimate = 1u << 0,   ///< by the sender
    kTokensNotSaid = 1u << 1,    ///< of input or output: taken as none
    kTokensContradict = 1u << 2, ///< parts are more than their whole
    kPartNotPriced = 1u << 3,    ///< output or audio without a price of its own in the table
    kTierNotPriced = 1u << 4,    ///< a service tier that the table has no prices for
    kPriceUnconfirmed = 1u << 5, ///< nobody checked the price at its source
};
inline constexpr int kCostDoubtCount = 6;
/// The weightiest reason, from 1; 0: none is known, as of steps that were logged before reasons were.
constexpr int chiefDoubt(std::uint8_t doubts)
{
    for (int bit = 0; bit < kCostDoubtCount; ++bit)
        if ((doubts >> bit & 1) != 0)
            return bit + 1;
    return 0;
}

struct Cost {
    MicroUsd amount = 0;
    CostSource source = CostSource::none;
    std::uint8_t doubts = 0;      ///< CostDoubt bits of an estimated one
    std::uint32_t priceTable = 0; ///< version (yyyymmdd) of the table for computed costs
    MicroUsd ifCacheApart =
        0; ///< what amount grows by should Usage::cacheMayBeApart() prove true; 0 if reported
    bool operator==(const Cost&) const = default;
};

} // namespace penstock
