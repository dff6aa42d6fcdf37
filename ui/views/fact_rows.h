// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of one step as rows: what it is, how its delegation is known, under which mandate it acted. What nobody said
// is shown as unknown. Pure functions.
#pragma once

#include <vector>

#include "core/session/session.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

std::vector<KeyValue> stepFacts(const TraceNode& node, const StepDetail* detail, Nanos now);
/// Delegations that begin or end at this node (1-based number).
std::vector<KeyValue> knownByRows(const TraceView& trace, std::uint32_t nodeNumber);
std::vector<KeyValue> mandateRows(const Mandate* mandate, Nanos now);

} // namespace penstock::ui
