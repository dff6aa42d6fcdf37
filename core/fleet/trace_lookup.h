// SPDX-License-Identifier: GPL-3.0-or-later
// TraceLookup: trace id → row number, for every trace of the horizon. Open addressing, 8 bytes a slot: half of a keyed
// hash and the number; the caller's row tells whether it really is that trace. Rows of a checkpoint are hashed when the
// first lookup needs them: what only shows lists never pays for it. Owned by World, fold thread.
#pragma once

#include "core/base/hash.h"
#include "core/base/memory_part.h"
#include "core/fleet/fleet_state.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

namespace penstock {

class TraceLookup final {
public:
    explicit TraceLookup(const KeyedHash& hash) : m_hash(hash) {}

    /// 0 when the trace is not there.
    std::uint32_t find(const TraceId& id, const CowTable<TraceRow>& rows) const
    {
        hashAdopted(rows);
        if (m_slots.empty())
            return 0;
        const std::uint64_t hash = hashOf(id);
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = hash & mask; m_slots[at].number != 0; at = (at + 1) & mask)
            if (m_slots[at].mark == mark(hash) && rows[m_slots[at].number].id == id)
                return m_slots[at].number;
        return 0;
    }
    /// id must not be there yet; rows already holds it.
    void insert(const TraceId& id, std::uint32_t number, const CowTable<TraceRow>& rows)
    {
        hashAdopted(rows);
        if ((m_count + 1) * 2 > m_slots.size())
            grow(rows);
        ++m_count;
        place(hashOf(id), number);
    }
    std::size_t heapBytes() const { return penstock::heapBytes(m_slots); }
    /// Rows 1 to `count` of a lookup that is still empty.
    void adopt(std::uint32_t count) { m_adopted = count; }

private:
    struct Slot {
        std::uint32_t mark = 0;
        std::uint32_t number = 0;
    };
    std::uint64_t hashOf(const TraceId& id) const
    {
        return m_hash.hash64({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
    }
    static std::uint32_t mark(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }
    void place(std::uint64_t hash, std::uint32_t number) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = hash & mask;
        while (m_slots[at].number != 0)
            at = (at + 1) & mask;
        m_slots[at] = {mark(hash), number};
    }
    void grow(const CowTable<TraceRow>& rows)
    {
        const std::size_t size = m_slots.empty() ? 1024 : m_slots.size() * 2;
        std::vector<Slot> old = std::move(m_slots);
        m_slots.assign(size, Slot{});
        for (const Slot& slot : old)
            if (slot.number != 0)
                place(hashOf(rows[slot.number].id), slot.number);
    }

    void hashAdopted(const CowTable<TraceRow>& rows) const
    {
        if (m_adopted == 0)
            return;
        m_count = std::exchange(m_adopted, 0);
        m_slots.assign(std::bit_ceil(std::max<std::size_t>(1024, m_count * 2)), Slot{});
        for (std::uint32_t number = 1; number <= m_count; ++number)
            place(hashOf(rows[number].id), number);
    }

    const KeyedHash& m_hash;
    mutable std::vector<Slot> m_slots; ///< mutable: see hashAdopted()
    mutable std::size_t m_count = 0;
    mutable std::uint32_t m_adopted = 0;
};

} // namespace penstock
