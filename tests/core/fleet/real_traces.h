// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and folds the real traces beside the sources; PENSTOCK_SOURCE_DIR says where those are.
#pragma once

#include "core/dialect/normalizer.h"
#include "core/ingest/file_reader.h"
#include "tests/core/fleet/fleet_fixture.h"

#include <QDir>
#include <QFile>

namespace penstock::test {

inline QString sourceDir()
{
    return qEnvironmentVariable("PENSTOCK_SOURCE_DIR");
}
inline QString tracesDir()
{
    return sourceDir() + QStringLiteral("/../shared/traces/");
}

struct TraceFile {
    std::vector<std::shared_ptr<const StepBatch>> batches;
    std::uint64_t spans = 0;
};

inline TraceFile readFile(const QString& name)
{
    TraceFile file;
    const auto summary =
        readTraceFile((tracesDir() + name).toStdString(), {}, [&](FileChunk chunk) {
            file.batches.push_back(normalize(std::move(chunk.batch)));
            return true;
        });
    if (summary)
        file.spans = summary->spans;
    return file;
}

inline std::unique_ptr<Fleet> fold(const TraceFile& file, bool backwards)
{
    auto fleet = Fleet::create({}, nullptr);
    std::vector<std::shared_ptr<const StepBatch>> batches = file.batches;
    if (backwards)
        std::reverse(batches.begin(), batches.end());
    for (const auto& batch : batches) {
        std::vector<std::size_t> order(batch->steps.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (backwards)
            std::reverse(order.begin(), order.end());
        if (!order.empty())
            fleet->apply(entriesOf(batch, fleet->seq() + 1, order));
    }
    return fleet;
}

} // namespace penstock::test
