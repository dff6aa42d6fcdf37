// SPDX-License-Identifier: GPL-3.0-or-later
// PriceEntry: one line of a price table, and reading tables from JSON. Prices are micro-USD per million tokens, exact
// for decimals of up to six places; -1 means the vendor lists none. Plain values.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

inline constexpr std::int64_t kNoPrice = -1;

struct Rates {
    std::int64_t input = kNoPrice;
    std::int64_t output = kNoPrice;
    std::int64_t cacheRead = kNoPrice;
    std::int64_t cacheWrite = kNoPrice;   ///< 5 minutes; no dialect tells the lifetime
    std::int64_t cacheWrite1h = kNoPrice; ///< kept for the reader of the table
    std::int64_t inputAudio = kNoPrice;
    std::int64_t outputAudio = kNoPrice;
};

struct PriceEntry {
    std::string provider;            ///< canonical name (semconv.md 4.4)
    std::vector<std::string> models; ///< lower case; a trailing `*` matches any rest
    Rates rates;
    std::int64_t longAbove =
        0; ///< prompt tokens above which the whole call pays longRates; 0 = one tier
    Rates longRates;
    bool hasBatch = false;
    Rates batchRates;
    bool providerOnly = false; ///< the name is used by several hosts at different prices
    bool confirmed = true;     ///< false: "confidence": "unconfirmed", no second source agrees
    std::uint32_t asOf = 0;    ///< yyyymmdd when this list price was known
    std::string source;
};

Result<std::vector<PriceEntry>> parsePriceEntries(std::string_view json);

} // namespace penstock
