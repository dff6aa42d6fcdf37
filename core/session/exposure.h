// SPDX-License-Identifier: GPL-3.0-or-later
// Whether an engine may listen as it is told to: beyond this machine only with TLS and tokens, or when somebody says that
// the network is trusted. Pure, any thread.
#pragma once

#include "core/base/result.h"
#include "core/session/engine_options.h"

namespace penstock {

/// denied, with a sentence that names the options.
Status checkExposure(const EngineOptions& options);

} // namespace penstock
