// SPDX-License-Identifier: GPL-3.0-or-later
// canonicalJsonHash: one number for what a JSON text means – the order of members, white space, escapes and the way a
// number is written do not count. For telling whether two calls were given the same arguments, never for approving
// anything (that takes the digest of the canonical bytes). Pure, any thread. One pass, no allocation.
#pragma once

#include "core/base/arena.h"
#include "core/model/features.h"

#include <array>
#include <optional>
#include <string_view>

namespace penstock {

/// Texts and numbers among the members of a JSON text, the outer ones and those one level deeper: kMostArguments of each.
class MemberPrints final {
public:
    /// Longer texts name nothing.
    static constexpr std::size_t kLongestValue = 256;

    void add(int depth, std::uint16_t name, std::uint64_t value)
    {
        Level& level = m_levels[depth == 0 ? 0 : 1];
        if (level.size < kMostArguments)
            level.items[level.size++] = {name, value};
    }
    /// The outer ones first, kMostArguments in all.
    std::span<const ArgumentPrint> keep(Arena& arena) const;

private:
    struct Level {
        std::array<ArgumentPrint, kMostArguments> items;
        std::size_t size = 0;
    };
    std::array<Level, 2> m_levels;
};

/// None unless the text is one complete JSON object or array, not nested deeper than 64. Only then are the prints good.
std::optional<std::uint64_t> canonicalJsonHash(std::string_view text,
                                               MemberPrints* prints = nullptr);

} // namespace penstock
