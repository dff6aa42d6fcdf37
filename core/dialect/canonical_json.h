// SPDX-License-Identifier: GPL-3.0-or-later
// canonicalJsonHash: one number for what a JSON text means – the order of members, white space, escapes and the way a
// number is written do not count. For telling whether two calls were given the same arguments, never for approving
// anything (that takes the digest of the canonical bytes). Pure, any thread. One pass, no allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace penstock {

/// None unless the text is one complete JSON object or array, not nested deeper than 64.
std::optional<std::uint64_t> canonicalJsonHash(std::string_view text);

} // namespace penstock
