// SPDX-License-Identifier: GPL-3.0-or-later
// IdentityTable: the recent identities in memory. Open addressing by the key's high bits, so that walking the slots
// gives the identities almost in order and a sorted run can be written out piece by piece without a stall.
// Keys are keyed hashes: strangers cannot crowd a slot. One thread. About 0.1 µs an operation; grows only when one
// commit brings more than it was made for.
#pragma once

#include "core/store/step_digest.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace penstock::store {

class IdentityTable final {
public:
    /// full() from this many identities on (rounded up to a power of two), then at half load.
    explicit IdentityTable(std::size_t capacity);

    /// Digest stored under key.
    std::optional<std::uint64_t> find(std::uint64_t key) const;
    /// The key must be new.
    void insert(Identity identity);
    /// Takes back an insert; the slot stays occupied.
    void remove(std::uint64_t key);
    bool full() const { return m_count >= m_capacity; }
    std::size_t size() const { return m_count; }

    std::size_t heapBytes() const { return m_slots.capacity() * sizeof(Identity); }
    std::size_t slots() const { return m_slots.size(); }
    /// Appends the identities from slot `from` on in key order, at least `atLeast` of them if there are as many; gives
    /// the slot to go on from, slots() at the end.
    std::size_t takeSorted(std::size_t from, std::size_t atLeast, std::vector<Identity>& out) const;

private:
    std::size_t homeOf(std::uint64_t key) const { return key >> m_shift; }
    void place(Identity identity);
    void grow();

    std::size_t m_capacity;
    unsigned m_shift;
    std::size_t m_count = 0;
    std::vector<Identity> m_slots; ///< key 0 = empty
};

} // namespace penstock::store
