// SPDX-License-Identifier: GPL-3.0-or-later
// TokenFile: the text form of tokens.json. Strict: a file with an unknown version, a missing field or a repeated id is
// damaged as a whole, because guessing here would mean guessing who may send. Pure functions, any thread.
#pragma once

#include "core/base/hash.h"
#include "core/net/token_store.h"

#include <string>
#include <string_view>
#include <vector>

namespace penstock {

struct StoredToken {
    TokenInfo info;
    std::string salt; ///< 16 random bytes
    Sha256 hash{};    ///< of salt + secret
};

std::string encodeTokens(const std::vector<StoredToken>& tokens);
/// Fails with `damaged` and where.
Result<std::vector<StoredToken>> decodeTokens(std::string_view text);

} // namespace penstock
