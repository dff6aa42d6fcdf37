// SPDX-License-Identifier: GPL-3.0-or-later
// WordMask: a bit for every byte of a text, set where a word goes on: letters, digits, `_` and bytes beyond ASCII. Lead
// bytes of ideographs are no part of a longer word. Finds the end of a word without looking at its bytes one by one.
#pragma once

#include "core/base/byte_lanes.h"
#include "core/dialect/text_features.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace penstock {

class WordMask final {
public:
    /// At most kSampledBytes.
    explicit WordMask(std::string_view text)
    {
        const std::size_t blocks = text.size() / 64 + 1;
        std::fill_n(m_bits.begin(), blocks, 0);
        for (std::size_t at = 0; at < text.size(); at += 8) {
            const std::uint64_t bytes = lanes::upToEight(text.data() + at, text.size() - at);
            m_bits[at / 64] |= lanes::gather(inWord(bytes)) << at % 64;
        }
    }

    /// The first byte at or after this one that does not go on with a word; the size of the text when all do.
    std::size_t end(std::size_t at) const
    {
        std::size_t block = at / 64;
        std::uint64_t others = ~m_bits[block] & ~std::uint64_t{0} << at % 64;
        while (others == 0) // ends: the bit behind the last byte is never set
            others = ~m_bits[++block];
        return block * 64 + static_cast<std::size_t>(std::countr_zero(others));
    }

private:
    static std::uint64_t inWord(std::uint64_t bytes)
    {
        constexpr std::uint64_t kCase = 0x20 * lanes::kOnes;
        const std::uint64_t letters = lanes::between(bytes | kCase, 'a', 'z');
        const std::uint64_t others = lanes::digits(bytes) | lanes::equal(bytes, '_');
        const std::uint64_t beyond = bytes & lanes::kTops;
        const std::uint64_t ideograph = lanes::between(bytes & ~lanes::kTops, 0x63, 0x69) & beyond;
        return letters | others | (beyond & ~ideograph);
    }

    std::array<std::uint64_t, kSampledBytes / 64 + 1> m_bits;
};

} // namespace penstock
