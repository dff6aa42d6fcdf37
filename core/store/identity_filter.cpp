// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/identity_filter.h"

#include <algorithm>
#include <cstring>

namespace penstock::store {
namespace {

constexpr std::size_t kKeysPerLine = 32;
constexpr int kProbes = 7; ///< of 9 bits each

std::uint64_t probeBits(std::uint64_t key)
{
    std::uint64_t z = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

} // namespace

IdentityFilter::IdentityFilter(std::size_t keys)
    : m_lines(std::max<std::size_t>(1, keys / kKeysPerLine))
{
}

IdentityFilter IdentityFilter::fromBytes(std::string_view bytes)
{
    IdentityFilter filter(0);
    filter.m_lines.resize(bytes.size() / sizeof(Line));
    if (!filter.m_lines.empty())
        std::memcpy(static_cast<void*>(filter.m_lines.data()), bytes.data(),
                    filter.m_lines.size() * sizeof(Line));
    return filter;
}

std::size_t IdentityFilter::lineOf(std::uint64_t key) const
{
    // The key's high bits: keys come sorted when a filter is filled.
    return static_cast<std::size_t>((key >> 32) * m_lines.size() >> 32);
}

void IdentityFilter::add(std::uint64_t key)
{
    Line& line = m_lines[lineOf(key)];
    std::uint64_t bits = probeBits(key);
    for (int i = 0; i < kProbes; ++i, bits >>= 9)
        line.words[bits >> 6 & 7] |= 1ull << (bits & 63);
}

bool IdentityFilter::mayContain(std::uint64_t key) const
{
    if (m_lines.empty())
        return true;
    const Line& line = m_lines[lineOf(key)];
    std::uint64_t bits = probeBits(key);
    for (int i = 0; i < kProbes; ++i, bits >>= 9)
        if ((line.words[bits >> 6 & 7] >> (bits & 63) & 1) == 0)
            return false;
    return true;
}

std::string_view IdentityFilter::bytes() const
{
    return {reinterpret_cast<const char*>(m_lines.data()), m_lines.size() * sizeof(Line)};
}

} // namespace penstock::store
