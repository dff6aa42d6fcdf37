// SPDX-License-Identifier: GPL-3.0-or-later
// LargeVector: a std::vector that asks the system for large pages once it holds megabytes. Walking a million records in an
// order that memory does not follow costs mostly address translation and page faults; with pages of 2 MB it costs neither.
// Such memory comes from the system and goes straight back to it: the heap keeps and splinters what is aligned that far.
// Below kFrom bytes it is like any other vector. Only a request: without such pages everything works as before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <sys/mman.h>
#include <vector>

namespace penstock {

/// Stretches of whole large pages.
struct LargePages {
    static constexpr std::size_t kPage = 2u << 20;
    static std::size_t whole(std::size_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }

    /// Throws std::bad_alloc.
    static void* take(std::size_t bytes)
    {
        const std::size_t size = whole(bytes);
        void* const taken = ::mmap(nullptr, size + kPage, PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (taken == MAP_FAILED)
            throw std::bad_alloc();
        char* const from = static_cast<char*>(taken);
        const std::size_t before = (kPage - reinterpret_cast<std::uintptr_t>(from) % kPage) % kPage;
        if (before > 0)
            ::munmap(from, before);
        ::munmap(from + before + size, kPage - before);
        ::madvise(from + before, size, MADV_HUGEPAGE);
        return from + before;
    }
    static void giveBack(void* memory, std::size_t bytes) { ::munmap(memory, whole(bytes)); }
};

template <class T> struct LargePageAllocator {
    using value_type = T;
    static constexpr std::size_t kFrom = 3u << 19; ///< bytes

    LargePageAllocator() = default;
    template <class Other> LargePageAllocator(const LargePageAllocator<Other>&) {}

    T* allocate(std::size_t count)
    {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kFrom)
            return static_cast<T*>(::operator new(bytes));
        return static_cast<T*>(LargePages::take(bytes));
    }
    void deallocate(T* memory, std::size_t count)
    {
        if (count * sizeof(T) < kFrom)
            ::operator delete(memory);
        else
            LargePages::giveBack(memory, count * sizeof(T));
    }
    template <class Other> bool operator==(const LargePageAllocator<Other>&) const { return true; }
};

template <class T> using LargeVector = std::vector<T, LargePageAllocator<T>>;

} // namespace penstock
