// SPDX-License-Identifier: GPL-3.0-or-later
// What the detectors cost ingest: the highest rate with all of them on against all of them off, on fresh logs by turns so
// that a machine that slows down or speeds up meets both alike. A real `penstockctl serve`.
#pragma once

#include "app/bench/load_run.h"

#include <string>

namespace penstock::bench {

struct DetectorBench {
    std::string penstockctl;
    std::string directory; ///< made, for the logs; each is removed after its turn
    int turns = 3;         ///< of each
};

/// plan: corpus, connections and how many steps a turn. Prints to standard output; throws std::runtime_error when the
/// server does not start.
void benchDetectors(const DetectorBench& bench, const LoadPlan& plan);

} // namespace penstock::bench
