// SPDX-License-Identifier: GPL-3.0-or-later
// The demo fleet over the real wire: generates (stream.h), keeps pace with the clock and sends. Blocks until the time is
// over or a stop is asked for.
#pragma once

#include "app/demo/options.h"

#include <ostream>
#include <stop_token>

namespace penstock::demo {

/// Exit code as of every verb: 0 done or stopped, 2 wrong options, 3 could not. Sentences go to log.
int runDemo(const DemoOptions& options, std::ostream& log, std::stop_token stop = {});

} // namespace penstock::demo
