// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/step_export.h"

#include "core/ingest/otlp_json_writer.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::size_t kStretch = 512; ///< steps

/// The raw steps of `wanted` (ascending) among these entries.
std::vector<const RawSpan*> rawSteps(const std::vector<std::shared_ptr<const EntryBatch>>& batches,
                                     std::span<const Seq> wanted)
{
    std::vector<const RawSpan*> steps;
    for (const auto& batch : batches)
        for (const LogEntry& entry : batch->entries)
            if (entry.step != nullptr && std::ranges::binary_search(wanted, entry.seq))
                steps.push_back(&entry.step->raw);
    return steps;
}

} // namespace

Result<ExportedSteps> exportSteps(LogReader& log, std::vector<Seq> seqs, const ExportSink& write,
                                  const std::stop_token& stop)
{
    std::ranges::sort(seqs);
    seqs.erase(std::ranges::unique(seqs).begin(), seqs.end());
    ExportedSteps done;
    std::string lines;
    for (std::size_t at = 0; at < seqs.size(); at += kStretch) {
        if (stop.stop_requested())
            return Error{ErrorCode::cancelled, "The export was stopped.", {}};
        const std::span<const Seq> wanted(seqs.data() + at, std::min(kStretch, seqs.size() - at));
        const auto batches = log.entries(wanted);
        const std::vector<const RawSpan*> steps = rawSteps(batches, wanted);
        lines.clear();
        appendOtlpJson(lines, steps);
        if (Status told = write(lines); !told)
            return told.error();
        done.written += steps.size();
        done.gone += wanted.size() - std::min(steps.size(), wanted.size());
    }
    return done;
}

Result<ExportedSteps> exportSteps(const std::string& directory, std::vector<Seq> seqs,
                                  const ExportSink& write, const std::stop_token& stop)
{
    auto log = LogReader::open(directory);
    if (!log)
        return log.error();
    return exportSteps(**log, std::move(seqs), write, stop);
}

} // namespace penstock
