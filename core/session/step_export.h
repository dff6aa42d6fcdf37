// SPDX-License-Identifier: GPL-3.0-or-later
// exportSteps(): steps of the log as OTLP JSON, a request a line, as `import` and any Collector read them; what is read
// back is equal. Secrets that were masked stay masked. The log may be open elsewhere. Any one thread; memory for one
// stretch of steps at a time. A step that retention or forgetting took is counted, never invented.
#pragma once

#include "core/store/log_store.h"

#include <functional>
#include <stop_token>

namespace penstock {

struct ExportedSteps {
    std::uint64_t written = 0;
    std::uint64_t gone = 0; ///< asked for, but no longer in the log
};

/// Whole lines at a time; what it answers with ends the export.
using ExportSink = std::function<Status(std::string_view lines)>;

/// `seqs` in any order; doubles count once.
Result<ExportedSteps> exportSteps(LogReader& log, std::vector<Seq> seqs, const ExportSink& write,
                                  const std::stop_token& stop = {});
/// From the log of this data directory.
Result<ExportedSteps> exportSteps(const std::string& directory, std::vector<Seq> seqs,
                                  const ExportSink& write, const std::stop_token& stop = {});

} // namespace penstock
