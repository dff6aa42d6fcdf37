// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/large_heap.h"

#include <cstdint>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace penstock::cli {

void growHeapInLargePages()
{
#ifdef __GLIBC__
    constexpr std::uintptr_t kPage = 2u << 20;
    constexpr int kHeap = 256 << 20; ///< addresses, not memory
    ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
    ::mallopt(M_TRIM_THRESHOLD, 2 * kHeap);
    ::mallopt(M_TOP_PAD, kHeap);
    // More than what is free on top now, so that the heap grows once, by all of it.
    void* const probe = std::malloc(512 << 10);
    const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
    const auto begin = (reinterpret_cast<std::uintptr_t>(probe) + kPage - 1) / kPage * kPage;
    std::free(probe);
    if (begin < end && end - begin < 2u * kHeap)
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

} // namespace penstock::cli
