// SPDX-License-Identifier: GPL-3.0-or-later
// Arena: bump allocator for one batch; everything in it dies with the batch. One owner, one thread at a time.
// Holds only trivially destructible things. reset() keeps the largest chunk, so a reused batch allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace penstock {

class Arena final {
public:
    explicit Arena(std::size_t firstChunk = 16 * 1024) : m_nextSize(firstChunk) {}
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    void* allocate(std::size_t size, std::size_t align)
    {
        auto at = (reinterpret_cast<std::uintptr_t>(m_p) + align - 1) & ~(align - 1);
        if (m_p == nullptr || at + size > reinterpret_cast<std::uintptr_t>(m_end)) {
            grow(size + align);
            at = (reinterpret_cast<std::uintptr_t>(m_p) + align - 1) & ~(align - 1);
        }
        m_p = reinterpret_cast<char*>(at + size);
        return reinterpret_cast<void*>(at);
    }
    std::string_view copy(std::string_view text)
    {
        if (text.empty())
            return {};
        auto* p = static_cast<char*>(allocate(text.size(), 1));
        std::memcpy(p, text.data(), text.size());
        return {p, text.size()};
    }
    template <class T> std::span<T> copy(std::span<const T> items)
    {
        static_assert(std::is_trivially_destructible_v<T> && std::is_trivially_copyable_v<T>);
        if (items.empty())
            return {};
        auto* p = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
        std::memcpy(static_cast<void*>(p), items.data(), items.size_bytes());
        return {p, items.size()};
    }
    template <class T> std::span<T> copy(const std::vector<T>& items)
    {
        return copy(std::span<const T>(items));
    }
    template <class T> T* make(const T& value = T{})
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T(value);
    }
    /// Forgets everything; pointers into the arena are dead afterwards.
    void reset();
    std::size_t bytesReserved() const { return m_reserved; }

private:
    void grow(std::size_t atLeast);

    std::vector<std::unique_ptr<char[]>> m_chunks;
    char* m_p = nullptr;
    char* m_end = nullptr;
    std::size_t m_nextSize;
    std::size_t m_lastSize = 0;
    std::size_t m_reserved = 0;
};

} // namespace penstock
