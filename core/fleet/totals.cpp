// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/totals.h"

namespace penstock {

void add(UsageTotals& to, const UsageTotals& what, int sign)
{
    to.input += sign * what.input;
    to.inputCacheRead += sign * what.inputCacheRead;
    to.inputCacheWrite += sign * what.inputCacheWrite;
    to.output += sign * what.output;
    to.outputReasoning += sign * what.outputReasoning;
    to.calls += sign * what.calls;
    to.callsNoUsage += sign * what.callsNoUsage;
}

void add(CostTotals& to, const CostTotals& what, int sign)
{
    to.reported += sign * what.reported;
    to.computed += sign * what.computed;
    to.estimated += sign * what.estimated;
    to.unpricedCalls += sign * what.unpricedCalls;
}

} // namespace penstock
