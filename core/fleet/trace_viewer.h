// SPDX-License-Identifier: GPL-3.0-or-later
// makeTraceView: the opened trace as the inspector shows it, from what the evaluator has just looked at. O(steps log
// steps) for the order of siblings. Fold thread; the view owns its texts and may go anywhere.
#pragma once

#include "core/fleet/trace_evaluator.h"

#include <memory>

namespace penstock {

std::shared_ptr<const TraceView> makeTraceView(const TraceFacts& trace, const TraceRow& row,
                                               const TraceEvaluator& evaluator,
                                               const AgentTable& agents, const StringPool& names);

} // namespace penstock
