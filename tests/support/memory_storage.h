// SPDX-License-Identifier: GPL-3.0-or-later
// KeyedStorage in memory with the real one's promises: reads see uncommitted puts, a commit is all or nothing, and
// crash() forgets what was not committed.
#pragma once

#include "core/base/keyed_storage.h"

#include <map>
#include <utility>

namespace penstock::test {

class MemoryStorage final : public KeyedStorage {
public:
    Seq checkpointSeq() override { return m_seq; }
    std::string get(std::string_view table, std::uint64_t key) override
    {
        ++reads;
        const auto it = m_open.find({std::string(table), key});
        return it == m_open.end() ? std::string() : it->second;
    }
    void put(std::string_view table, std::uint64_t key, std::string_view value) override
    {
        bytesPut += value.size();
        m_open.insert_or_assign({std::string(table), key}, std::string(value));
    }
    void remove(std::string_view table, std::uint64_t key) override
    {
        m_open.erase({std::string(table), key});
    }
    Status commit(Seq seq) override
    {
        if (failCommits)
            return Error{ErrorCode::full, "No space.", {}};
        m_committed = m_open;
        m_seq = seq;
        return Done{};
    }
    void clear() override
    {
        m_open.clear();
        m_committed.clear();
        m_seq = 0;
    }
    void crash() { m_open = m_committed; }

    std::size_t reads = 0;
    std::size_t bytesPut = 0;
    bool failCommits = false;

private:
    using Map = std::map<std::pair<std::string, std::uint64_t>, std::string>;
    Map m_committed;
    Map m_open;
    Seq m_seq = 0;
};

} // namespace penstock::test
