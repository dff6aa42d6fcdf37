// SPDX-License-Identifier: GPL-3.0-or-later
// growHeapInLargePages: for a process that reads one picture of the fleet, prints and ends. A third of such a process's time
// goes into the faults of a heap that grows 4 KB at a time; asked for early and in large pages, about half of that.
// Only a request: where there are no large pages, or no glibc, everything works as before. Call before the heap is used much.
#pragma once

namespace penstock::cli {

void growHeapInLargePages();

} // namespace penstock::cli
