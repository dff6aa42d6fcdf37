// SPDX-License-Identifier: GPL-3.0-or-later
// RawBatch → StepBatch: detects, span by span, every dialect that speaks in it and lets each fill the fields it
// knows (semconv.md 2 and 4); the earlier row of the detection table wins a field. Stateless and pure: equal input
// gives equal steps, whatever came before. Thread-safe. Costs are filled by pricing/, not here.
#pragma once

#include "core/model/conversation.h"
#include "core/model/step.h"

#include <memory>
#include <string_view>

namespace penstock {

/// One step for each raw span, in the same order (log records that only accompany a span get kMergesInto).
std::unique_ptr<StepBatch> normalize(std::shared_ptr<const RawBatch> raw);

/// Reads messages, tool arguments and results out of the raw attributes of one step. Bounded work: texts longer than
/// maxText bytes are cut and marked truncated.
Conversation readConversation(const Step& step, std::size_t maxText = 1 << 20);

} // namespace penstock
