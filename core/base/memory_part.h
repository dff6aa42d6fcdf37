// SPDX-License-Identifier: GPL-3.0-or-later
// MemoryPart: what one part of the program holds in memory and what bounds it, so that growth can be told from growth that is
// meant. The helpers say what a container asks the heap for. Plain values, any thread; nothing throws. Cost: a few loads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace penstock {

struct MemoryPart {
    std::string name;
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;
    std::string unit;       ///< of count and most
    std::uint64_t most = 0; ///< 0: as many as the log holds, which retention bounds
};

template <class T> std::size_t heapBytes(const std::vector<T>& items)
{
    return items.capacity() * sizeof(T);
}
inline std::size_t heapBytes(const std::vector<bool>& bits)
{
    return bits.capacity() / 8;
}
/// Beyond what lies within the object itself.
inline std::size_t heapBytes(const std::string& text)
{
    return text.capacity() > std::string().capacity() ? text.capacity() + 1 : 0;
}
/// std::unordered_map and _set: a node of value, link and perhaps a hash, behind a header of the heap; and the buckets.
template <class Table> std::size_t hashTableBytes(const Table& table)
{
    constexpr std::size_t kNode = sizeof(typename Table::value_type) + 3 * sizeof(void*);
    return table.size() * kNode + table.bucket_count() * sizeof(void*);
}
/// std::map and _set.
template <class Tree> std::size_t treeBytes(const Tree& tree)
{
    return tree.size() * (sizeof(typename Tree::value_type) + 5 * sizeof(void*));
}

} // namespace penstock
