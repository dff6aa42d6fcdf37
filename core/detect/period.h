// SPDX-License-Identifier: GPL-3.0-or-later
// Period: watches a sequence of numbers for a part that repeats, of 2 … kLongest items, in constant time an item. All zero
// is the empty state. Plain values.
#pragma once

#include <array>
#include <cstdint>

namespace penstock {

template <std::uint32_t kLongest> struct Period {
    static constexpr std::uint32_t kKept = 16; ///< a power of two of at least kLongest
    static_assert(kLongest <= kKept);

    std::array<std::uint64_t, kKept> items;
    std::uint64_t ever;
    std::array<std::uint32_t, kLongest + 1>
        same; ///< by length: items in a row that equal the one that long before

    std::uint64_t back(std::uint32_t by) const { return items[(ever - 1 - by) % kKept]; }

    void add(std::uint64_t item)
    {
        for (std::uint32_t length = 1; length <= kLongest; ++length) {
            const bool repeats = ever >= length && items[(ever - length) % kKept] == item;
            same[length] = repeats ? same[length] + 1 : 0;
        }
        items[ever++ % kKept] = item;
    }
    void clear()
    {
        ever = 0;
        same = {};
    }

    /// How often a part of this length has been gone through, the first time included.
    std::uint32_t rounds(std::uint32_t length) const { return same[length] / length + 1; }
    /// The shortest part that was gone through at least `least` times; 0 = none, also when all items are one.
    std::uint32_t length(double least) const
    {
        for (std::uint32_t length = 1; length <= kLongest; ++length)
            if (rounds(length) >= least)
                return length == 1 ? 0 : length;
        return 0;
    }
};

} // namespace penstock
