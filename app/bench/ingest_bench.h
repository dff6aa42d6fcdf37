// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl bench`: durable ingest, whole path, generator included: a real `penstockctl serve` with its default configuration, OTLP/HTTP
// protobuf over loopback, 1.5 KB steps with ids and text of their own, traces interleaved, fold running. Prints, against
// bare SQLite measured in the same run: maximum rate, last tenth against first, acknowledgement p99 and fold lag at half
// that load, disk used per OTLP byte, time and memory of a restart, time to the first row of a list.
#pragma once

#include <string>

namespace penstock::bench {

struct IngestBenchOptions {
    std::string penstockctl; ///< the program under test
    std::string
        traces; ///< folder of real traces whose text is used; without them words are generated
    int steps = 3'000'000; ///< at full speed
    int connections = 12;
    int stepsPerRequest = 512;   ///< as SDKs batch them
    double halfLoadSeconds = 15; ///< length of the paced run
    std::string desktop;         ///< `penstock`, to be measured too; empty = not
    int roomSeconds = 10;        ///< in each of its rooms
    bool detectors = false;      ///< what they cost is measured too
};

/// Prints to standard output. 0 done, 3 could not.
int benchIngest(const IngestBenchOptions& options);

} // namespace penstock::bench
