// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop under load: how much of the headless maximum it still takes in while its window is open, and what a frame and
// an input cost in each of its rooms while steps arrive at a steady rate. A real `penstock` that paints without a screen.
#pragma once

#include "app/bench/load_run.h"

#include <string>

namespace penstock::bench {

struct DesktopBench {
    std::string penstock;
    std::string directory; ///< made, for its log
    int roomSeconds = 10;
};

/// plan: corpus, connections and how many steps to send at full speed. Prints to standard output; throws
/// std::runtime_error when the desktop does not start.
void benchDesktop(const DesktopBench& bench, const LoadPlan& plan, double headlessMaximum);

} // namespace penstock::bench
