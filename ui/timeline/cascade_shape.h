// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeShape: everything the waterfall draws of one CascadeView that costs more than a look - ends of subtrees, folded
// runs, the critical path, the small map. Made in a pool thread, immutable afterwards, shared with the GUI thread.
// Cost of making: O(steps). StepKey is what stays the same when a cascade grows and its nodes get other numbers.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "ui/timeline/density_map.h"

namespace penstock::ui {

/// A step, whatever its number in this or that view of its cascade.
struct StepKey {
    TraceIndex trace;
    SpanId span;
    bool operator==(const StepKey&) const = default;
};

struct CascadeShape {
    /// From the first start to the last known end.
    struct Stretch {
        Nanos start = 0;
        Nanos end = 0;
    };

    std::shared_ptr<const CascadeView> view; ///< never null
    Nanos start = 0;
    Nanos end = 1;           ///< after start
    std::vector<Nanos> ends; ///< by node: of the step and everything below
    std::vector<FoldedRun> folds;
    std::vector<Stretch> foldTimes;    ///< of folds
    std::vector<CriticalStretch> path; ///< by node, then time
    std::vector<bool> onPath;          ///< by node
    std::vector<HumanWait> waits;      ///< the longest
    Nanos waited = 0;                  ///< of all of them
    std::uint32_t agents = 0;          ///< different names of runs
    DensityMap density;

    std::uint32_t size() const { return view->size(); }
    /// When the step itself ended; an unfinished one lasts until the end of what is known.
    Nanos ownEnd(std::uint32_t node) const;
    /// The stretches of the critical path that this step was at work itself.
    std::span<const CriticalStretch> pathOf(std::uint32_t node) const;
};

using Shape = std::shared_ptr<const CascadeShape>;

Shape makeShape(std::shared_ptr<const CascadeView> view);
StepKey keyOf(const CascadeView& view, std::uint32_t node);
/// The nodes of these steps, 0 where a step is not in the view. One walk over all nodes.
std::vector<std::uint32_t> findSteps(const CascadeView& view, std::span<const StepKey> keys);

} // namespace penstock::ui
