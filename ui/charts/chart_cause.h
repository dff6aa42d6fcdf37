// SPDX-License-Identifier: GPL-3.0-or-later
// ChartCause: who is behind one step of one chart - the agent (or model) that contributed most and, of an agent, the run
// that did. Pure function of a snapshot, any thread; one walk over the step's slots and one over the runs.
#pragma once

#include "ui/charts/chart_data.h"

namespace penstock::ui {

struct ChartCause {
    Measure measure = Measure::spend;
    std::uint32_t step = 0;
    QString sentence;
    AgentIndex agent; ///< 0: nobody in particular
    TraceIndex trace; ///< of the run that contributed most; 0: none is known
    SpanId run;
};

ChartCause chartCause(const FleetState& state, const ChartQuestion& question, const ChartData& data,
                      Measure measure, std::uint32_t step);

} // namespace penstock::ui
