// SPDX-License-Identifier: GPL-3.0-or-later
// makeTraceView: the opened trace as the inspector shows it, from what the fold thread hands over of it. A pure function,
// O(steps log steps) for the order of siblings; any one thread, never the fold's own if the trace may be large.
#pragma once

#include "core/fleet/cascade_parts.h"

#include <memory>
#include <stop_token>

namespace penstock {

struct TracePlan {
    CascadeParts parts; ///< one part
    std::uint64_t traceKey = 0;
    std::uint64_t revision = 0; ///< of the trace, as it is handed over
};

/// Null when it was stopped, or when what is stored cannot be read. A stop is noticed between two walks over the steps.
std::shared_ptr<const TraceView> makeTraceView(TracePlan plan, const std::stop_token& stop = {});

} // namespace penstock
