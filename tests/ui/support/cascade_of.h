// SPDX-License-Identifier: GPL-3.0-or-later
// What the fold makes of one trace that nothing else set off, made from a scripted TraceView: for tests of screens that do
// not want a whole engine. Deterministic.
#pragma once

#include "core/session/cascades.h"

#include <memory>

namespace penstock::testing {

/// Agents are looked up by name, for their numbers and deployments.
std::shared_ptr<const CascadeView> cascadeOf(const TraceView& view, const FleetState& state);
/// 1,000,000 steps and the like: runs in a tree, calls and tools below, some failing, some running, some equal in a row.
std::shared_ptr<const CascadeView> makeBigCascade(std::uint32_t nodes);

} // namespace penstock::testing
