// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes until the cascade of one trace can be seen in an engine that was started again; part of cascade_bench.
#pragma once

#include "core/model/step.h"

#include <functional>
#include <memory>

/// Stores what `next` gives until that is null, and prints what opening the first trace costs then.
void openInEngine(const std::function<std::shared_ptr<const penstock::StepBatch>()>& next);
double residentMegabytes();
