// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chunker.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace penstock::store {
namespace {

// One bit in 1024 on average beyond the minimum; high bits, because they depend on the last 64 bytes.
constexpr std::uint64_t kBoundaryMask = 0x3FFull << 54;

// splitmix64 from a fixed start: any well-mixed constants do.
constexpr std::array<std::uint64_t, 256> makeGear()
{
    std::array<std::uint64_t, 256> gear{};
    std::uint64_t state = 0x50656E73746F636Bull;
    for (auto& value : gear) {
        state += 0x9E3779B97F4A7C15ull;
        std::uint64_t z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        value = z ^ (z >> 31);
    }
    return gear;
}
constexpr auto kGear = makeGear();

} // namespace

std::size_t firstChunk(std::string_view text)
{
    if (text.size() <= kChunkMin)
        return text.size();
    const std::size_t limit = std::min(text.size(), kChunkMax);
    std::uint64_t hash = 0;
    for (std::size_t at = kChunkMin - 64; at < limit; ++at) {
        hash = (hash << 1) + kGear[static_cast<unsigned char>(text[at])];
        if (at >= kChunkMin && (hash & kBoundaryMask) == 0)
            return at + 1;
    }
    return limit;
}

} // namespace penstock::store
