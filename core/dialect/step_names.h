// SPDX-License-Identifier: GPL-3.0-or-later
// Names: what a list shows for a step, the agent a span name tells of, and the target of a handoff tool
// (semconv.md 8 rank 3). Pure functions on a Draft.
#pragma once

#include "core/dialect/draft.h"

namespace penstock {

std::string_view nameOf(Draft& draft);
/// `invoke_agent Writer` → `Writer`; empty when the span name holds no agent.
std::string_view agentFromSpanName(std::string_view spanName);
/// Adds the hint of a tool that hands control or work to another agent.
void hintHandoffTool(Draft& draft);

} // namespace penstock
