// SPDX-License-Identifier: GPL-3.0-or-later
// DecodedDay: what Penstock itself makes of a stretch of the demo: every payload through the real decoder and normaliser.
// Owns the batches; steps stay valid as long as it lives. One thread.
#pragma once

#include "app/demo/stream.h"
#include "core/dialect/normalizer.h"
#include "core/ingest/otlp_decoder.h"

#include <memory>
#include <string>
#include <vector>

namespace penstock::demo {

struct SeenStep {
    const Step* step = nullptr;
    Nanos sentAt = 0;
};

struct DecodedDay {
    std::vector<std::unique_ptr<StepBatch>> batches;
    std::vector<SeenStep> steps;
    std::vector<std::string> truth;
    std::uint64_t records = 0; ///< as the payloads say
    std::uint64_t rejected = 0;
    std::string firstProblem;

    /// First real step with this identity, or a provisional one if asked for; null if there is none.
    const SeenStep* find(const std::string& traceHex, const std::string& spanHex,
                         bool provisional = false) const;
};

/// Ordinary options for tests: a fixed start, no incidents unless chosen.
DemoOptions testOptions(std::uint64_t seed, Nanos duration);
DecodedDay decodeDay(const DemoOptions& options);

} // namespace penstock::demo
