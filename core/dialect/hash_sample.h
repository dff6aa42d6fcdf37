// SPDX-License-Identifier: GPL-3.0-or-later
// HashSample: the smallest different ones of the word hashes that were added: a bottom-k sketch. A bit for every possible
// hash, so that adding one is a store without a comparison. Two kilobytes, on the stack of one decode.
#pragma once

#include "core/base/arena.h"
#include "core/model/features.h"

#include <array>
#include <bit>

namespace penstock {

class HashSample final {
public:
    void add(WordHash hash, bool counts = true)
    {
        m_bits[hash / 64] |= static_cast<std::uint64_t>(counts) << hash % 64;
    }

    /// The `most` smallest, ascending.
    std::span<const WordHash> keep(std::size_t most, Arena& arena) const
    {
        std::array<WordHash, kWordSample> kept;
        std::size_t count = 0;
        for (std::size_t i = 0; i < m_bits.size() && count < most; ++i)
            for (std::uint64_t bits = m_bits[i]; bits != 0 && count < most; bits &= bits - 1)
                kept[count++] =
                    static_cast<WordHash>(i * 64) + static_cast<WordHash>(std::countr_zero(bits));
        return arena.copy(std::span<const WordHash>(kept.data(), count));
    }

private:
    static_assert(kNameSample <= kWordSample && kFigureSample <= kWordSample);
    std::array<std::uint64_t, (std::size_t{1} << kWordBits) / 64> m_bits{};
};

} // namespace penstock
