// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export.h"

#include "app/cli/cells.h"
#include "app/cli/listings_filter.h"
#include "app/cli/output.h"
#include "core/base/text_safety.h"
#include "core/session/logged_steps.h"
#include "core/session/step_export.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace penstock::cli {
namespace {

/// Beginnings of ids that fit no trace are told; then nothing is written.
bool tracesAsked(const FleetState& state, const std::vector<std::string>& ids,
                 std::vector<std::uint32_t>& traces, std::ostream& err)
{
    for (std::uint32_t i = 1; ids.empty() && i <= state.traces.size(); ++i)
        traces.push_back(i);
    for (const std::string& id : ids) {
        const std::size_t before = traces.size();
        for (std::uint32_t i = 1; i <= state.traces.size(); ++i)
            if (state.traces[i].id.hex().compare(0, id.size(), id) == 0)
                traces.push_back(i);
        if (traces.size() == before) {
            err << "No trace begins with " << visibleLine(id, 40) << ".\n";
            return false;
        }
    }
    return true;
}

std::vector<Seq> stepsAsked(Archive& archive, const std::vector<std::uint32_t>& traces,
                            const ListingFilter& filter)
{
    std::vector<Seq> seqs;
    LoggedSteps log(archive.log());
    StepFields fields([&log](Seq seq) { return log.entry(seq); });
    for (const std::uint32_t trace : traces) {
        const auto view = archive.fleet().view(TraceIndex{trace});
        for (const TraceNode& node : view ? view->nodes : std::vector<TraceNode>()) {
            fields.set(*view, node);
            if (node.seq != 0 && filter.matches(fields))
                seqs.push_back(node.seq);
        }
    }
    return seqs;
}

Result<ExportedSteps> writeTo(std::ostream& stream, Archive& archive, std::vector<Seq> seqs)
{
    return penstock::exportSteps(
        archive.log(), std::move(seqs), [&stream](std::string_view lines) -> Status {
            if (stream.write(lines.data(), static_cast<std::streamsize>(lines.size())))
                return Done{};
            return Error{ErrorCode::io, "The export cannot be written: is the disk full?", {}};
        });
}

/// Into a neighbour that takes the file's name at the end.
Result<ExportedSteps> writeFile(const std::string& file, Archive& archive, std::vector<Seq> seqs)
{
    const std::string part = file + ".part";
    std::ofstream stream(part, std::ios::binary | std::ios::trunc);
    auto done = writeTo(stream, archive, std::move(seqs));
    stream.close();
    std::error_code failure;
    if (done && stream.good())
        std::filesystem::rename(part, file, failure);
    if (done && stream.good() && !failure)
        return done;
    std::filesystem::remove(part, failure);
    return done ? Error{ErrorCode::io, "The export cannot be written to " + file + ".", {}}
                : done.error();
}

} // namespace

int exportSteps(const ExportOptions& options, std::ostream& out, std::ostream& err)
{
    ListingFilter filter(options.filter, StepFields::scope());
    int exitCode = 0;
    const auto archive = openFiltered(options.dataDirectory, filter, err, exitCode);
    if (!archive)
        return exitCode;
    std::vector<std::uint32_t> traces;
    if (!tracesAsked(*archive->state(), options.traces, traces, err))
        return 2;
    std::vector<Seq> seqs = stepsAsked(*archive, traces, filter);
    const bool toFile = !options.file.empty() && options.file != "-";
    const auto done = toFile ? writeFile(options.file, *archive, std::move(seqs))
                             : writeTo(out, *archive, std::move(seqs));
    if (!done) {
        err << "penstockctl: " << done.error().sentence << '\n';
        return 3;
    }
    if (toFile && options.json)
        out << jsonLine({{"file", options.file}, {"steps", done->written}, {"gone", done->gone}});
    else
        (toFile ? out : err) << formatCount(static_cast<std::int64_t>(done->written)) << " steps"
                             << (toFile ? " written to " + options.file : std::string()) << '\n';
    if (done->gone > 0)
        err << formatCount(static_cast<std::int64_t>(done->gone))
            << " more are no longer in the log.\n";
    return done->gone > 0 ? 1 : 0;
}

} // namespace penstock::cli
