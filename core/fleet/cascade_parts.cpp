// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_parts.h"

#include "core/fleet/checkpoint.h"

#include <utility>

namespace penstock {

std::unique_ptr<TraceState> readStored(CascadePart& part, std::uint64_t traceKey)
{
    return Checkpoint::read(part.trace, traceKey, [&part](std::uint32_t number) {
        return number < part.stored.records.size() ? std::exchange(part.stored.records[number], {})
                                                   : std::string();
    });
}

} // namespace penstock
