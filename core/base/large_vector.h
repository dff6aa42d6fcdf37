// SPDX-License-Identifier: GPL-3.0-or-later
// LargeVector: a std::vector that asks the system for large pages once it holds megabytes. Walking a million records in an
// order that memory does not follow costs mostly address translation and page faults; with pages of 2 MB it costs neither.
// Below kFrom bytes it is like any other vector. Only a request: without such pages everything works as before.
#pragma once

#include <cstdlib>
#include <new>
#include <sys/mman.h>
#include <vector>

namespace penstock {

template <class T> struct LargePageAllocator {
    using value_type = T;
    static constexpr std::size_t kPage = 2u << 20;
    static constexpr std::size_t kFrom = 4u << 20; ///< bytes

    LargePageAllocator() = default;
    template <class Other> LargePageAllocator(const LargePageAllocator<Other>&) {}

    T* allocate(std::size_t count)
    {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < kFrom)
            return static_cast<T*>(::operator new(bytes));
        const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
        void* const memory = std::aligned_alloc(kPage, whole);
        if (memory == nullptr)
            throw std::bad_alloc();
        ::madvise(memory, whole, MADV_HUGEPAGE);
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count)
    {
        if (count * sizeof(T) < kFrom)
            ::operator delete(memory);
        else
            std::free(memory);
    }
    template <class Other> bool operator==(const LargePageAllocator<Other>&) const { return true; }
};

template <class T> using LargeVector = std::vector<T, LargePageAllocator<T>>;

} // namespace penstock
