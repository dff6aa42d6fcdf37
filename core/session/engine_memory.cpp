// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/engine_memory.h"

#include "core/base/heap.h"

#include <utility>

namespace penstock {

std::vector<MemoryPart> memoryOf(Folder& folder, Writer& writer)
{
    std::vector<MemoryPart> parts = folder.memory();
    writer.withStore([&parts](LogStore& store) {
        for (MemoryPart& part : store.memory())
            parts.push_back(std::move(part));
    });
    const HeapUse heap = heapUse();
    if (heap.used >
        0) { // an allocator that does not say gets no row: a row of zero would be a statement
        parts.push_back({"heap in use, all of it", heap.used, 0, {}, 0});
        parts.push_back({"heap kept free", heap.free, 0, {}, 0});
    }
    return parts;
}

} // namespace penstock
