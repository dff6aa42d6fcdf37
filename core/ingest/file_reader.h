// SPDX-License-Identifier: GPL-3.0-or-later
// FileReader: reads traces from files of any supported form, told apart by content, not by name: OTLP JSON (one object,
// an array of them, or JSON lines), OTLP protobuf (ExportTraceServiceRequest or length-delimited), Langfuse trace
// exports, Jaeger JSON; plain, gzip or zstd. Streams: memory is bounded by one chunk, not by the file. One thread.
#pragma once

#include "core/base/result.h"
#include "core/ingest/otlp_decoder.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace penstock {

struct FileChunk {
    std::shared_ptr<RawBatch> batch;
    DecodeOutcome outcome;
    std::uint64_t bytesRead = 0;  ///< of the file so far, compressed bytes
    std::uint64_t bytesTotal = 0; ///< file size
};

struct FileSummary {
    std::string format; ///< "otlp-json", "otlp-json-lines", "otlp-protobuf", "langfuse", "jaeger"
    std::uint64_t spans = 0;
    std::uint64_t rejected = 0;
    std::string firstProblem;
};

/// Calls chunk for each piece; stops with `cancelled` when it returns false.
Result<FileSummary> readTraceFile(const std::string& path, const DecodeLimits& limits,
                                  const std::function<bool(FileChunk)>& chunk);

} // namespace penstock
