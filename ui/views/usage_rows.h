// SPDX-License-Identifier: GPL-3.0-or-later
// Usage and cost as rows of a KeyValueList, for one step and for sums. Pure functions.
#pragma once

#include <vector>

#include "core/fleet/fleet_state.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

std::vector<KeyValue> usageRows(const UsageTotals& usage, const CostTotals& cost, bool growing);
std::vector<KeyValue> usageRows(const Usage& usage, const Cost& cost);

} // namespace penstock::ui
