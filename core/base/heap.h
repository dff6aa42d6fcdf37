// SPDX-License-Identifier: GPL-3.0-or-later
// giveBackHeap(): what was freed goes back to the system. The heap of each thread keeps it otherwise, for ever if nothing of
// that size is wanted again. Costs some ms for each 100 MB freed, in which other threads may wait for memory: call it after
// something huge. Does nothing where the C library has no way to do it.
#pragma once

#include <cstddef>
#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace penstock {

struct HeapUse {
    std::size_t used = 0; ///< by blocks that somebody holds
    std::size_t free = 0; ///< kept for the next who asks
};
/// All zero where the C library does not say.
inline HeapUse heapUse()
{
#ifdef __GLIBC__
    const struct mallinfo2 all = ::mallinfo2();
    return {all.uordblks + all.hblkhd, all.fordblks};
#else
    return {};
#endif
}

inline void giveBackHeap()
{
#ifdef __GLIBC__
    (void)::malloc_trim(0);
#endif
}

} // namespace penstock
