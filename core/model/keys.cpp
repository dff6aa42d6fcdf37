// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/keys.h"

#include <array>
#include <cstring>
#include <memory>

namespace penstock {
namespace {

constexpr std::string_view kTexts[] = {
    "",
#define PENSTOCK_KEY(id, text) text,
#include "core/model/keys.def"
#undef PENSTOCK_KEY
};
constexpr std::size_t kSlots =
    4096; // a power of two, > 4x the keys: nearly every probe is the first
static_assert(std::size(kTexts) * 4 < kSlots, "enlarge kSlots");

// Length, first 8 and last 8 bytes tell nearly all keys apart; cheaper than hashing the whole key.
inline std::uint32_t slotOf(std::string_view key)
{
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::uint64_t c = 0;
    const std::size_t n = key.size();
    if (n >= 8) {
        std::memcpy(&a, key.data(), 8);
        std::memcpy(&b, key.data() + n - 8, 8);
        std::memcpy(&c, key.data() + (n - 8) / 2, 8);
    } else {
        std::memcpy(&a, key.data(), n);
    }
    const std::uint64_t h =
        (a ^ (b * 0x9E3779B97F4A7C15ull) ^ (c * 0xC2B2AE3D27D4EB4Full) ^ n) * 0xD6E8FEB86659FD93ull;
    return static_cast<std::uint32_t>(h >> 40) & (kSlots - 1);
}

struct KeyTable {
    std::array<std::uint16_t, kSlots> slots{};

    KeyTable()
    {
        for (std::uint16_t id = 1; id < std::size(kTexts); ++id) {
            std::uint32_t at = slotOf(kTexts[id]);
            while (slots[at] != 0)
                at = (at + 1) & (kSlots - 1);
            slots[at] = id;
        }
    }
};
const KeyTable kTable;

} // namespace

KeyId findKey(std::string_view key)
{
    if (key.empty())
        return KeyId::unknown;
    for (std::uint32_t at = slotOf(key); kTable.slots[at] != 0; at = (at + 1) & (kSlots - 1)) {
        const std::uint16_t id = kTable.slots[at];
        if (kTexts[id] == key)
            return static_cast<KeyId>(id);
    }
    return KeyId::unknown;
}

std::string_view keyText(KeyId id)
{
    return kTexts[static_cast<std::size_t>(id)];
}

} // namespace penstock
