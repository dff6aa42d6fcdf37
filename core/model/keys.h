// SPDX-License-Identifier: GPL-3.0-or-later
// Known attribute keys. The decoder looks a key up once (one hash probe); after that dialects compare small
// numbers, never strings. Keys that are not listed keep their text and get KeyId::unknown. Pure, any thread.
// The list is core/model/keys.def; numbers are not saved anywhere, so it may be reordered freely.
#pragma once

#include <cstdint>
#include <string_view>

namespace penstock {

enum class KeyId : std::uint16_t {
    unknown = 0,
#define PENSTOCK_KEY(id, text) id,
#include "core/model/keys.def"
#undef PENSTOCK_KEY
    count
};

/// KeyId::unknown when the key is not in keys.def.
KeyId findKey(std::string_view key);
/// The exact text of a known key; empty for unknown.
std::string_view keyText(KeyId id);

} // namespace penstock
