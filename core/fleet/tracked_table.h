// SPDX-License-Identifier: GPL-3.0-or-later
// TrackedTable: a CowTable that remembers which rows changed since the last checkpoint, in groups of kRows rows: one
// record of the checkpoint holds one group. Fold thread.
#pragma once

#include "core/base/memory_part.h"
#include "core/fleet/cow_table.h"

namespace penstock {

/// Of the chunks and what finds them.
template <class Row, std::size_t kChunk>
std::size_t cowTableBytes(const CowTable<Row, kChunk>& table)
{
    constexpr std::size_t kOverhead =
        12 * sizeof(void*); // of a chunk: its list, its counters, its place in a page
    return (table.size() + kChunk - 1) / kChunk * (kChunk * sizeof(Row) + kOverhead);
}

template <class Row, std::uint32_t kRows = 256, std::size_t kChunk = 64> class TrackedTable final {
public:
    using Rows = CowTable<Row, kChunk>;
    static constexpr std::uint32_t kGroup = kRows;

    const Rows& rows() const { return m_rows; }
    Rows share() { return m_rows.share(); }
    std::uint32_t add(Row row)
    {
        const std::uint32_t number = m_rows.add(std::move(row));
        touch(number);
        return number;
    }
    Row& change(std::uint32_t number)
    {
        touch(number);
        return m_rows.change(number);
    }
    /// Something that belongs to the row changed beside it.
    void touch(std::uint32_t number)
    {
        const std::size_t group = (number - 1) / kGroup;
        if (group >= m_changed.size())
            m_changed.resize(group + 1, false);
        if (!m_changed[group]) {
            m_changed[group] = true;
            m_groups.push_back(static_cast<std::uint32_t>(group));
        }
    }
    /// What rows hold besides is theirs, and what snapshots keep alive is not in it.
    std::size_t heapBytes() const
    {
        return cowTableBytes(m_rows) + penstock::heapBytes(m_changed) +
               penstock::heapBytes(m_groups);
    }
    const std::vector<std::uint32_t>& changedGroups() const { return m_groups; }
    void forgetChanges()
    {
        for (const std::uint32_t group : m_groups)
            m_changed[group] = false;
        m_groups.clear();
    }

private:
    Rows m_rows;
    std::vector<bool> m_changed;
    std::vector<std::uint32_t> m_groups;
};

} // namespace penstock
