// SPDX-License-Identifier: GPL-3.0-or-later
// Step → StepFeatures: finds what the step was asked and what it answered, whichever dialect it speaks, and samples both.
// Done when a step is decoded; for entries of logs that were written before features were logged, when they are read.
// Pure, any thread. Mostly one pass over the attributes; shapes that no single key holds are read as a conversation.
#pragma once

#include "core/model/step.h"

namespace penstock {

/// Never null; texts and samples that had to be made lie in the arena.
const StepFeatures* stepFeatures(const Step& step, Arena& arena);
} // namespace penstock
