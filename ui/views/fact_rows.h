// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of one step as rows: what it is, and what its sender said about it. Pure functions.
#pragma once

#include <vector>

#include "core/session/session.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

/// Without a detail: what the view knows.
std::vector<KeyValue> stepFacts(const TraceNode& node, const StepDetail* detail, Nanos now);
} // namespace penstock::ui
