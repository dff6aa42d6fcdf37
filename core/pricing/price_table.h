// SPDX-License-Identifier: GPL-3.0-or-later
// PriceTable: model → price of a usage, with cache-read, cache-write and long-context tiers; each price has a date
// and a source. Loaded from resources/pricing and the user's overrides. Immutable after loading, thread-safe. An
// unknown model has no price: CostSource::none, never zero (semconv.md 9.11–9.13).
#pragma once

#include "core/base/result.h"
#include "core/model/step.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

class PriceTable {
public:
    virtual ~PriceTable() = default;

    /// JSON text of the base table, then of override tables: a later entry for the same model wins. A bad table is
    /// refused as a whole with a sentence that names line and key.
    static Result<std::shared_ptr<const PriceTable>>
    parse(const std::vector<std::string>& jsonTexts);
    /// The table compiled into the program (resources/pricing/prices.json).
    static std::shared_ptr<const PriceTable> builtIn();
    /// The built-in table with one override table on top.
    static Result<std::shared_ptr<const PriceTable>>
    withOverrides(const std::string& overridesJson);

    /// Keeps a reported cost; computes one for llm_call, embedding and rerank steps with usage; else leaves none.
    virtual void price(Step& step) const = 0;
    virtual std::uint32_t version() const = 0; ///< yyyymmdd of the newest price
    virtual std::string digest() const = 0;    ///< hex SHA-256 of the texts
};

} // namespace penstock
