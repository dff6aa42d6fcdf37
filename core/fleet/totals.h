// SPDX-License-Identifier: GPL-3.0-or-later
// Adding up usage and cost. Plain functions on integers, any thread.
#pragma once

#include "core/fleet/fleet_state.h"

namespace penstock {

/// sign 1 adds, -1 takes away.
void add(UsageTotals& to, const UsageTotals& what, int sign);
void add(CostTotals& to, const CostTotals& what, int sign);

} // namespace penstock
