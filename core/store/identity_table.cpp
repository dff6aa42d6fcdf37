// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/identity_table.h"

#include "core/base/result.h"

#include <algorithm>
#include <bit>

namespace penstock::store {
namespace {

// Linear probing at half load has clusters of a few dozen; beyond the last home slot there is no wrapping around.
constexpr std::size_t kOverflowSlots = 4096;
constexpr std::uint64_t kRemoved = 0; ///< digest of an identity that was taken back

} // namespace

IdentityTable::IdentityTable(std::size_t capacity)
    : m_capacity(std::bit_ceil(capacity)),
      m_shift(64 - std::bit_width(m_capacity)),
      m_slots(m_capacity * 2 + kOverflowSlots)
{
}

std::optional<std::uint64_t> IdentityTable::find(std::uint64_t key) const
{
    for (std::size_t at = homeOf(key); m_slots[at].key != 0; ++at)
        if (m_slots[at].key == key && m_slots[at].digest != kRemoved)
            return m_slots[at].digest;
    return std::nullopt;
}

void IdentityTable::insert(Identity identity)
{
    if (m_count * 4 > (m_slots.size() - kOverflowSlots) * 3)
        grow();
    place(identity);
}

void IdentityTable::place(Identity identity)
{
    std::size_t at = homeOf(identity.key);
    while (m_slots[at].key != 0 && m_slots[at].key != identity.key)
        ++at;
    // One empty slot always remains behind the last cluster.
    PENSTOCK_ASSERT(at + 1 < m_slots.size());
    m_count += m_slots[at].key == 0;
    m_slots[at] = identity;
}

void IdentityTable::grow()
{
    std::vector<Identity> old((m_slots.size() - kOverflowSlots) * 2 + kOverflowSlots);
    old.swap(m_slots);
    --m_shift;
    m_count = 0;
    for (const Identity& identity : old)
        if (identity.key != 0)
            place(identity);
}

void IdentityTable::remove(std::uint64_t key)
{
    for (std::size_t at = homeOf(key); m_slots[at].key != 0; ++at)
        if (m_slots[at].key == key)
            m_slots[at].digest = kRemoved;
}

std::size_t IdentityTable::takeSorted(std::size_t from, std::size_t atLeast,
                                      std::vector<Identity>& out) const
{
    const std::size_t before = out.size();
    // A stretch between two empty slots holds all keys of its homes.
    while (from < m_slots.size() && out.size() - before < atLeast) {
        const std::size_t begin = out.size();
        for (; from < m_slots.size() && m_slots[from].key != 0; ++from)
            if (m_slots[from].digest != kRemoved)
                out.push_back(m_slots[from]);
        std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
                  [](const Identity& a, const Identity& b) { return a.key < b.key; });
        while (from < m_slots.size() && m_slots[from].key == 0)
            ++from;
    }
    return from;
}

} // namespace penstock::store
