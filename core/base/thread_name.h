// SPDX-License-Identifier: GPL-3.0-or-later
// Names of threads, so that `top -H`, debuggers and profilers say which part of Penstock is busy. Any thread.
#pragma once

#include <pthread.h>

namespace penstock {

/// What the calling thread is for; at most 15 bytes, which is what Linux keeps.
inline void nameThisThread(const char* name)
{
    (void)pthread_setname_np(pthread_self(), name); // only too long a name is refused
}

} // namespace penstock
