// SPDX-License-Identifier: GPL-3.0-or-later
// Costs: what was spent in a stretch of time by steps that a filter lets through, taken apart (fleet/cost_breakdown.h). Exact
// to the step: from the index, and from memory what the index does not have as it is now. `user`, `session` and `trace`
// are those of the trace, for most steps name none. One thread; cancelling and progress go through the query.
#pragma once

#include "core/fleet/cost_breakdown.h"
#include "core/fleet/reconciliation.h"
#include "core/session/step_search.h"

namespace penstock {

struct CostQuery {
    FilterPtr filter; ///< on steps; null: everything
    Nanos now = 0;    ///< what ages are counted from
    Nanos from = 0;   ///< [from, to); both 0: everything
    Nanos to = 0;
    std::shared_ptr<std::atomic<bool>> cancel; ///< may be null; set it to true to stop
    std::function<void(const StepSearchProgress&)> onProgress; ///< may be null
};

struct CostAnswer {
    CostBreakdown costs;
    StepSearchProgress progress;
    FilterDiagnostic diagnostic; ///< why the filter cannot be asked here; then nothing was counted
    bool understood() const { return diagnostic.sentence.empty(); }
};

/// cancelled, or an error of the log.
Result<CostAnswer> readCosts(StepSearcher& searcher, const CostQuery& query);

} // namespace penstock
