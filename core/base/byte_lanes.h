// SPDX-License-Identifier: GPL-3.0-or-later
// Questions to eight bytes of text at once, without a branch: where words end cannot be foreseen, and a branch that guesses
// wrong costs more than all of this. An answer has the top bit of every byte set for which it is true. Little-endian.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace penstock::lanes {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

inline constexpr std::uint64_t kOnes = 0x0101010101010101ull;
inline constexpr std::uint64_t kTops = 0x8080808080808080ull;

template <class Number> std::uint64_t load(const char* bytes)
{
    Number number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

/// The first eight of so many bytes, zeros after them. Reads nothing beyond; one that may read eight masks instead.
inline std::uint64_t upToEight(const char* bytes, std::size_t size)
{
    if (size >= 8)
        return load<std::uint64_t>(bytes);
    if (size >= 4)
        return load<std::uint32_t>(bytes) | load<std::uint32_t>(bytes + size - 4) << 8 * (size - 4);
    if (size >= 2)
        return load<std::uint16_t>(bytes) | load<std::uint16_t>(bytes + size - 2) << 8 * (size - 2);
    return size == 0 ? 0 : static_cast<unsigned char>(*bytes);
}

/// Zeros behind the first `count`, which is not 0.
inline std::uint64_t keepFirst(std::uint64_t bytes, std::size_t count)
{
    return bytes & ~std::uint64_t{0} >> (64 - 8 * std::min<std::size_t>(count, 8));
}

/// first and last are below 0x80, and so is every byte that counts as between them.
inline std::uint64_t between(std::uint64_t bytes, char first, char last)
{
    const std::uint64_t low = bytes & ~kTops;
    const std::uint64_t reaches = low + kOnes * (0x80u - static_cast<unsigned char>(first));
    const std::uint64_t exceeds = low + kOnes * (0x7Fu - static_cast<unsigned char>(last));
    return reaches & ~exceeds & ~bytes & kTops;
}

inline std::uint64_t equal(std::uint64_t bytes, char c)
{
    return between(bytes, c, c);
}

inline std::uint64_t digits(std::uint64_t bytes)
{
    return between(bytes, '0', '9');
}

/// ASCII letters in lower case, all else as it is.
inline std::uint64_t lowered(std::uint64_t bytes)
{
    return bytes | between(bytes, 'A', 'Z') >> 2;
}

/// One bit for each byte, the first byte's lowest.
inline std::uint64_t gather(std::uint64_t answer)
{
    return ((answer >> 7) * 0x0102040810204080ull) >> 56;
}

} // namespace penstock::lanes
