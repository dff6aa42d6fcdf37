// SPDX-License-Identifier: GPL-3.0-or-later
// Importer: a trace file → the log of an engine, over the same path as everything that comes by wire. One thread, the
// caller's; waits for each chunk to be on disk, so that what it reports as stored is stored.
#pragma once

#include "core/session/engine.h"

#include <functional>
#include <string>

namespace penstock {

struct ImportProgress {
    std::uint64_t bytesRead = 0; ///< of the file, compressed bytes
    std::uint64_t bytesTotal = 0;
    std::uint64_t spans = 0;
};

struct ImportSummary {
    std::string format;
    std::uint64_t spans = 0; ///< spans, observations and log records the file has
    std::uint64_t stored = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t revised = 0;
    std::uint64_t rejected = 0;
    std::uint64_t masked = 0;
    std::string firstProblem; ///< sentence; empty when nothing was rejected
};

/// progress may be null; returning false stops with `cancelled` (what was stored stays stored).
Result<ImportSummary> importFile(Engine& engine, const std::string& path,
                                 const std::function<bool(const ImportProgress&)>& progress);

} // namespace penstock
