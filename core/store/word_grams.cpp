// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/word_grams.h"

#include "core/base/byte_lanes.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace penstock::store {
namespace {

constexpr std::size_t kGram = 5;
constexpr unsigned kMostBits = 21; ///< as a power of two: 256 KiB
constexpr std::size_t kLeastBytes = 64;
/// Halved while fewer bits than one in so many are set: then one in eight is taken for a run that is not there.
constexpr std::size_t kSparse = 16;

std::size_t placeOf(const char* gram, std::size_t readable)
{
    const std::uint64_t bytes = lanes::keepFirst(lanes::upToEight(gram, readable), kGram);
    return static_cast<std::size_t>(bytes * 0x9E3779B97F4A7C15ull >> (64 - kMostBits));
}

std::size_t bitsSet(std::string_view bytes)
{
    std::size_t count = 0;
    for (const char byte : bytes)
        count += static_cast<std::size_t>(std::popcount(static_cast<unsigned char>(byte)));
    return count;
}

} // namespace

std::string wordGrams(std::string_view words)
{
    std::string bits((std::size_t{1} << kMostBits) / 8, '\0');
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find('\0', begin), words.size());
        for (std::size_t at = begin; at + kGram <= end; ++at) {
            const std::size_t place = placeOf(words.data() + at, words.size() - at);
            bits[place / 8] = static_cast<char>(bits[place / 8] | 1 << place % 8);
        }
        begin = end + 1;
    }
    // A hash that loses its highest bit falls into the same place of the lower half.
    std::size_t size = bits.size();
    for (std::size_t set = bitsSet(bits); size > kLeastBytes && set * kSparse < size * 8;
         set = bitsSet(std::string_view(bits).substr(0, size))) {
        size /= 2;
        for (std::size_t i = 0; i < size; ++i)
            bits[i] = static_cast<char>(bits[i] | bits[size + i]);
    }
    bits.resize(size);
    return bits;
}

bool mayHold(std::string_view grams, std::string_view piece)
{
    if (!std::has_single_bit(grams.size()))
        return true;
    const std::size_t mask = grams.size() * 8 - 1;
    for (std::size_t at = 0; at + kGram <= piece.size(); ++at) {
        const std::size_t place = placeOf(piece.data() + at, piece.size() - at) & mask;
        if ((grams[place / 8] >> place % 8 & 1) == 0)
            return false;
    }
    return true;
}

} // namespace penstock::store
