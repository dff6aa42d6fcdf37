// SPDX-License-Identifier: GPL-3.0-or-later
// CausePicture: one cascade as the graph of what set off what - a node a run, tools, stores and waits for people beside the
// run that used them - in the shapes of the fleet graph, so that one painter draws both. Many runs become a node an agent,
// many tools are left out and counted. A pure function of the view, any thread. Cost: O(steps + edges log edges).
#pragma once

#include <unordered_map>

#include "core/session/cascades.h"
#include "ui/graph/fleet_picture.h"

namespace penstock::ui {

struct CausePicture {
    FleetPicture picture;
    std::unordered_map<graph::Key, std::uint32_t>
        firstStep;             ///< of each node, also of edges (the step set off)
    bool merged = false;       ///< a node is an agent, not a run
    std::uint64_t leftOut = 0; ///< tools, stores and waits that have no node
    static constexpr std::size_t kMostRuns = 150;
    static constexpr std::size_t kMostNodes = 300;
};

CausePicture causePicture(const CascadeView& view);
/// The node that stands for the run of a step, or for the step itself when it has one. 0: none.
graph::Key causeKey(const CascadeView& view, const CausePicture& picture, std::uint32_t step);

} // namespace penstock::ui
