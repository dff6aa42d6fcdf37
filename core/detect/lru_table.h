// SPDX-License-Identifier: GPL-3.0-or-later
// LruTable: plain states by key, at most so many; the one that was used longest ago makes room, which is counted. For rules
// about agents, deployments, users and budgets. Saved as it lies in memory. One owner, fold thread. Hash look-up a use.
#pragma once

#include "core/detect/act.h"

#include <unordered_map>

namespace penstock {

template <class State> class LruTable {
public:
    explicit LruTable(std::uint32_t most) : m_most(most) { m_slots.emplace_back(); }

    /// Of this key, blank when it is new; it becomes the newest. `leaving` is called with the key and state that go.
    template <class Leaving> State& use(std::uint64_t key, const Leaving& leaving)
    {
        const auto known = m_byKey.find(key);
        std::uint32_t at = known == m_byKey.end() ? 0 : known->second;
        if (at != 0) {
            unlink(at);
        } else {
            at = room(leaving);
            std::memset(static_cast<void*>(&m_slots[at]), 0, sizeof m_slots[at]);
            m_slots[at].key = key;
            m_byKey.emplace(key, at);
        }
        link(at);
        return m_slots[at].state;
    }
    State* find(std::uint64_t key)
    {
        const auto known = m_byKey.find(key);
        return known == m_byKey.end() ? nullptr : &m_slots[known->second].state;
    }
    const State* find(std::uint64_t key) const
    {
        const auto known = m_byKey.find(key);
        return known == m_byKey.end() ? nullptr : &m_slots[known->second].state;
    }
    void erase(std::uint64_t key)
    {
        const auto known = m_byKey.find(key);
        if (known == m_byKey.end())
            return;
        unlink(known->second);
        m_free.push_back(known->second);
        m_byKey.erase(known);
    }
    /// From the one that was used longest ago.
    template <class Visit> void forEach(const Visit& visit) const
    {
        for (std::uint32_t at = m_slots[0].newer; at != 0; at = m_slots[at].newer)
            visit(m_slots[at].key, m_slots[at].state);
    }
    std::size_t size() const { return m_byKey.size(); }
    std::uint64_t madeRoom() const { return m_madeRoom; }
    std::size_t bytes() const
    {
        return m_slots.capacity() * sizeof(Slot) + m_byKey.size() * 6 * sizeof(void*);
    }

    void save(std::string& out) const
    {
        putVarint(out, sizeof(State));
        putVarint(out, m_madeRoom);
        putVarint(out, m_byKey.size());
        for (std::uint32_t at = m_slots[0].newer; at != 0; at = m_slots[at].newer) {
            putFixed64(out, m_slots[at].key);
            putMostlyZero(out, m_slots[at].state);
        }
    }
    bool restore(ByteReader& in)
    {
        if (in.varint() != sizeof(State))
            return false;
        m_madeRoom = in.varint();
        const std::uint64_t count = in.varint();
        if (count > m_most || count > in.remaining())
            return false;
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t key = in.fixed64();
            if (!in.ok() || m_byKey.contains(key) ||
                !getMostlyZero(in, use(key, [](std::uint64_t, State&) {})))
                return false;
        }
        return true;
    }

private:
    struct Slot {
        std::uint64_t key;
        std::uint32_t older;
        std::uint32_t newer;
        State state;
    };
    static_assert(std::is_trivially_copyable_v<State>);

    template <class Leaving> std::uint32_t room(const Leaving& leaving)
    {
        if (!m_free.empty()) {
            const std::uint32_t at = m_free.back();
            m_free.pop_back();
            return at;
        }
        if (m_byKey.size() < m_most) {
            m_slots.emplace_back();
            return static_cast<std::uint32_t>(m_slots.size() - 1);
        }
        const std::uint32_t at = m_slots[0].newer;
        leaving(m_slots[at].key, m_slots[at].state);
        ++m_madeRoom;
        m_byKey.erase(m_slots[at].key);
        unlink(at);
        return at;
    }
    void unlink(std::uint32_t at)
    {
        m_slots[m_slots[at].older].newer = m_slots[at].newer;
        m_slots[m_slots[at].newer].older = m_slots[at].older;
    }
    void link(std::uint32_t at)
    {
        const std::uint32_t newest = m_slots[0].older;
        m_slots[at].older = newest;
        m_slots[at].newer = 0;
        m_slots[newest].newer = at;
        m_slots[0].older = at;
    }

    const std::uint32_t m_most;
    std::vector<Slot> m_slots; ///< 0 is the ring's end
    std::vector<std::uint32_t> m_free;
    std::unordered_map<std::uint64_t, std::uint32_t> m_byKey;
    std::uint64_t m_madeRoom = 0;
};

} // namespace penstock
