// SPDX-License-Identifier: GPL-3.0-or-later
// One request through a fresh decoder: the batch and what was said about it.
#pragma once

#include "core/ingest/otlp_decoder.h"

#include <string>

namespace penstock::test {

struct Decoded {
    RawBatch batch;
    Result<DecodeOutcome> outcome = Error{};

    Decoded(OtlpSignal signal, OtlpEncoding encoding, std::string bytes, DecodeLimits limits = {})
    {
        OtlpDecoder decoder(limits);
        outcome = decoder.decode(signal, encoding, std::move(bytes), batch);
    }
    std::uint64_t of(LossKind kind) const { return outcome->losses.of(kind); }
};

} // namespace penstock::test
