// SPDX-License-Identifier: GPL-3.0-or-later
// matchCascade(): what the filter of ViewState means for the steps of one cascade, trace by trace (step_filter.h). Nothing
// is applied to a cascade that is too large to be copied for it, and then it is said. Pure, any thread (runs in the pool).
#pragma once

#include "core/session/cascades.h"
#include "ui/models/step_filter.h"

namespace penstock::ui {

inline constexpr std::uint32_t kMostFilteredSteps = 200'000;

/// MatchedSteps::matching by node, [0] unused.
MatchedSteps matchCascade(const QString& filter, const CascadeView& view,
                          const std::shared_ptr<const FleetState>& state, Nanos now,
                          const std::stop_token& stop);

} // namespace penstock::ui
