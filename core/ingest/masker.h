// SPDX-License-Identifier: GPL-3.0-or-later
// Masker: replaces secrets (API keys, bearer tokens, private keys, connection strings …) by `[masked:rule]` before
// anything is stored (issue 2.4). Rules are RE2, built in plus the user's; a bad rule file is refused as a whole with a
// sentence. Immutable after parsing, thread-safe. Cost: one scan per text, nearly free for texts without a hit.
#pragma once

#include "core/base/result.h"
#include "core/model/raw.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace penstock {

class Masker {
public:
    virtual ~Masker() = default;
    /// rulesJson: `[{"name":"acme_key","pattern":"acme_[0-9a-f]{32}"}]`, RE2 syntax; empty text = built-in rules only.
    static Result<std::shared_ptr<const Masker>> parse(const std::string& rulesJson);

    struct Hits {
        std::uint64_t spans = 0; ///< spans that had at least one secret
        std::map<std::string, std::uint64_t> byRule;
    };
    /// Masks every text of every span, event, link, resource, scope and body in place (copies go to batch.arena).
    virtual Hits mask(RawBatch& batch) const = 0;
    virtual std::string maskText(std::string_view text) const = 0;
};

} // namespace penstock
