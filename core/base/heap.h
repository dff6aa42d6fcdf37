// SPDX-License-Identifier: GPL-3.0-or-later
// giveBackHeap(): what was freed goes back to the system. The heap of each thread keeps it otherwise, for ever if nothing of
// that size is wanted again. Costs some ms for each 100 MB freed, in which other threads may wait for memory: call it after
// something huge. Does nothing where the C library has no way to do it.
#pragma once

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace penstock {

inline void giveBackHeap()
{
#ifdef __GLIBC__
    (void)::malloc_trim(0);
#endif
}

} // namespace penstock
