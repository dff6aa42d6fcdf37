// SPDX-License-Identifier: GPL-3.0-or-later
// What ordinary research and the drifting figure have in common.
#pragma once

#include "app/demo/scene.h"
#include "app/demo/world.h"

namespace penstock::demo {

/// market, source, revenue, year, growth, vendors.
Slots makeFindings(Rng& rng);
/// One search and some pages that quote the findings.
void findSources(Scene& scene, Act& run, const TalkPtr& talk, const Slots& slots, int pages);

} // namespace penstock::demo
