// SPDX-License-Identifier: GPL-3.0-or-later
// The file reader with arbitrary content: sniffing, splitting, decompression, Langfuse, Jaeger, OTLP. The bytes lie in
// a file in memory.
#include "batch_reader.h"
#include "core/ingest/file_reader.h"

#include <sys/mman.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace penstock;
    const int file = memfd_create("fuzz", 0);
    test::require(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size));
    std::uint64_t spans = 0;
    const auto summary = readTraceFile("/proc/self/fd/" + std::to_string(file), {.maxDepth = 16},
                                       [&](const FileChunk& chunk) {
                                           test::readWhole(*chunk.batch, true);
                                           spans += chunk.batch->spans.size();
                                           return true;
                                       });
    close(file);
    test::require(!summary || summary->spans == spans);
    return 0;
}
