// SPDX-License-Identifier: GPL-3.0-or-later
// A cascade as indented text: its sums, the actor chain of its root, then a line a step. `*` marks the critical path;
// repeated steps are one line with their count; what another trace's step set off says how that is known. Pure function;
// texts of agents are made visible. O(steps).
#pragma once

#include "core/fleet/cascade_view.h"

#include <string>

namespace penstock::cli {

struct CascadeTextOptions {
    bool unfolded = false;       ///< a line for every step
    std::uint64_t mostLines = 0; ///< of steps; the rest is counted. 0 = all
};

std::string cascadeText(const CascadeView& view, const CascadeTextOptions& options = {});

} // namespace penstock::cli
