// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <cstdio>
#include <cstdlib>

namespace penstock {

void assertionFailed(const char* what, const char* file, int line)
{
    std::fprintf(stderr, "penstock: internal error: %s does not hold (%s:%d)\n", what, file, line);
    std::abort();
}

} // namespace penstock
