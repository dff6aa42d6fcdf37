// SPDX-License-Identifier: GPL-3.0-or-later
// matchSteps(): what the filter of ViewState means for the steps of one opened trace. Only what the trace itself knows
// can be asked; what stands in the log alone is refused with a sentence, never answered by guessing. Pure, any thread
// (runs in the pool); about 50 ns a step, a path one walk.
#pragma once

#include <QtCore/QString>

#include <memory>
#include <stop_token>
#include <vector>

#include "core/fleet/fleet_state.h"

namespace penstock::ui {

struct MatchedSteps {
    bool applies = false;
    QString sentence;           ///< why it does not fit; plain text
    std::vector<bool> matching; ///< by place in TraceView::nodes
    std::size_t count = 0;
};

MatchedSteps matchSteps(const QString& filter, const std::shared_ptr<const TraceView>& trace,
                        const std::shared_ptr<const FleetState>& state, Nanos now,
                        const std::stop_token& stop);

} // namespace penstock::ui
