// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/importer.h"

#include "core/ingest/file_reader.h"

namespace penstock {

Result<ImportSummary> importFile(Engine& engine, const std::string& path,
                                 const std::function<bool(const ImportProgress&)>& progress)
{
    ImportSummary summary;
    Status failure = Done{};
    const auto onChunk = [&](FileChunk chunk) {
        const std::uint64_t spans = chunk.batch->spans.size();
        const std::uint64_t bytes =
            spans * 1024; // weight in the writer's queue; the true size is not known here
        Contribution contribution = engine.translator().translate(
            std::move(chunk.batch), std::move(chunk.outcome), "import", {});
        summary.masked += contribution.losses.of(LossKind::masked);
        const Result<Outcome> stored = engine.store(std::move(contribution), bytes);
        if (!stored) {
            failure = stored.error();
            return false;
        }
        summary.stored += stored->stored;
        summary.duplicates += stored->duplicates;
        summary.revised += stored->revised;
        summary.spans += spans;
        return !progress ||
               progress(ImportProgress{chunk.bytesRead, chunk.bytesTotal, summary.spans});
    };
    auto read = readTraceFile(path, DecodeLimits{}, onChunk);
    if (!failure)
        return failure.error();
    if (!read)
        return read.error();
    summary.format = read->format;
    summary.spans = read->spans;
    summary.rejected = read->rejected;
    summary.firstProblem = read->firstProblem;
    return summary;
}

} // namespace penstock
