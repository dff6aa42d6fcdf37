// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP protobuf with arbitrary bytes; the first byte chooses the signal. Every view of the batch is read.
#include "batch_reader.h"
#include "core/ingest/otlp_decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace penstock;
    if (size == 0)
        return 0;
    static OtlpDecoder decoder(
        {.maxAttributes = 64, .maxEvents = 16, .maxLinks = 16, .maxDepth = 16});
    RawBatch batch;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto outcome =
        decoder.decode(static_cast<OtlpSignal>(data[0] % 3), OtlpEncoding::protobuf, bytes, batch);
    test::readWhole(batch, outcome.ok());
    return 0;
}
