// SPDX-License-Identifier: GPL-3.0-or-later
// ToldTable: an LruTable that knows of which of its keys something is told at the moment, so that a tick looks at those only.
// Saved and restored as one. One owner, fold thread.
#pragma once

#include "core/detect/lru_table.h"

#include <set>

namespace penstock {

template <class State> class ToldTable {
public:
    explicit ToldTable(std::uint32_t most) : m_states(most) {}

    /// As LruTable's.
    template <class Leaving> State& use(std::uint64_t key, const Leaving& leaving)
    {
        return m_states.use(key, leaving);
    }
    State* find(std::uint64_t key) { return m_states.find(key); }

    void tell(std::uint64_t key) { m_told.insert(key); }
    /// Whether it was told.
    bool untell(std::uint64_t key) { return m_told.erase(key) > 0; }
    std::vector<std::uint64_t> told() const { return {m_told.begin(), m_told.end()}; }
    /// The told ones whose state is gone or of which isOver(state) holds.
    template <class IsOver> std::vector<std::uint64_t> toldAndOver(const IsOver& isOver) const
    {
        std::vector<std::uint64_t> over;
        for (const std::uint64_t key : m_told)
            if (const State* state = m_states.find(key); state == nullptr || isOver(*state))
                over.push_back(key);
        return over;
    }

    std::size_t bytes() const { return m_states.bytes() + m_told.size() * 6 * sizeof(void*); }
    void save(std::string& out) const
    {
        m_states.save(out);
        putVarint(out, m_told.size());
        for (const std::uint64_t key : m_told)
            putFixed64(out, key);
    }
    bool restore(ByteReader& in)
    {
        if (!m_states.restore(in))
            return false;
        const std::uint64_t count = in.varint();
        if (count > in.remaining())
            return false;
        for (std::uint64_t i = 0; i < count; ++i)
            m_told.insert(in.fixed64());
        return in.ok();
    }

private:
    LruTable<State> m_states;
    std::set<std::uint64_t> m_told;
};

} // namespace penstock
