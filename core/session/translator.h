// SPDX-License-Identifier: GPL-3.0-or-later
// Translator: raw spans → masked, normalised, priced steps with the losses counted: the one path that every receiver and
// every import takes. Immutable after construction, thread-safe; runs on network threads and import threads.
#pragma once

#include "core/base/result.h"
#include "core/ingest/masker.h"
#include "core/ingest/otlp_decoder.h"
#include "core/pricing/price_table.h"
#include "core/store/log_store.h"

#include <memory>
#include <string>

namespace penstock {

class Translator final {
public:
    /// masker may be null (masking switched off by the user).
    Translator(std::shared_ptr<const Masker> masker, std::shared_ptr<const PriceTable> prices);

    /// Loads rules and overrides from files (empty path = built-in only); a bad file is refused with a sentence.
    static Result<std::shared_ptr<const Translator>>
    load(bool masking, const std::string& maskRulesPath, const std::string& pricesPath);

    /// `listener` is part of the source name, e.g. "otlp-http" or "import".
    Contribution translate(std::shared_ptr<RawBatch> raw, DecodeOutcome outcome,
                           std::string_view listener, std::string_view deployment) const;
    /// Text of the log entry that says which prices were used from here on.
    std::string pricesNote() const;

private:
    std::shared_ptr<const Masker> m_masker;
    std::shared_ptr<const PriceTable> m_prices;
};

} // namespace penstock
