// SPDX-License-Identifier: GPL-3.0-or-later
// EpochTable: numbers distinct keys 0, 1, 2 … in order of first appearance; clear() is O(1), so that a segment encoder
// can start afresh a thousand times a second. Callers give the hash (a keyed one: keys come from strangers).
// One owner, one thread. A rejected alternative, unordered_map, spends more on clear() than the lookups cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace penstock::store {

template <class Key> class EpochTable final {
public:
    struct Place {
        std::uint32_t index;
        bool isNew;
    };

    void clear()
    {
        m_keys.clear();
        if (++m_epoch == 0) {
            m_slots.assign(m_slots.size(), Slot{});
            m_epoch = 1;
        }
    }
    Place insert(const Key& key, std::uint64_t hash)
    {
        if ((m_keys.size() + 1) * 2 > m_slots.size())
            grow();
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
            Slot& slot = m_slots[at];
            if (slot.epoch != m_epoch) {
                slot = {hash, m_epoch, static_cast<std::uint32_t>(m_keys.size())};
                m_keys.push_back(key);
                return {slot.index, true};
            }
            if (slot.hash == hash && m_keys[slot.index] == key)
                return {slot.index, false};
        }
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_keys.size()); }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t epoch = 0;
        std::uint32_t index = 0;
    };

    void grow()
    {
        std::vector<Slot> old(m_slots.empty() ? 1024 : m_slots.size() * 2);
        old.swap(m_slots);
        const std::size_t mask = m_slots.size() - 1;
        for (const Slot& slot : old) {
            if (slot.epoch != m_epoch)
                continue;
            std::size_t at = slot.hash & mask;
            while (m_slots[at].epoch == m_epoch)
                at = (at + 1) & mask;
            m_slots[at] = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::vector<Key> m_keys;
    std::uint32_t m_epoch = 1;
};

} // namespace penstock::store
