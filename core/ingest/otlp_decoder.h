// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP bytes → RawBatch, the one decoder for HTTP, gRPC and files. Protobuf by walking the wire format with
// protozero; JSON with simdjson, as lenient as real exporters need (semconv.md 1.2). Stateless apart from scratch
// memory: one decoder a thread. Never throws; a bad span costs that span, bad framing costs the request.
#pragma once

#include "core/base/result.h"
#include "core/model/losses.h"
#include "core/model/raw.h"
#include "core/net/otlp_service.h"

#include <memory>
#include <string>
#include <string_view>

namespace penstock {

/// Bounds that hold whatever a sender sends; beyond them things are cut and counted, never dropped in silence.
struct DecodeLimits {
    std::size_t maxAttributes = 4096; ///< a span, event or link
    std::size_t maxEvents = 4096;     ///< a span
    std::size_t maxLinks = 4096;      ///< a span
    int maxDepth = 64;                ///< nesting of AnyValue and of JSON
    std::size_t maxSpansPerRequest = 1'000'000;
};

struct DecodeOutcome {
    LossCounts
        losses; ///< received, rejected*, invalidUtf8, attributesCut, sdkTruncated, metricPoints
    std::uint64_t rejected = 0; ///< for OTLP partial success
    std::string firstProblem;   ///< sentence for error_message; empty when rejected is 0
    std::string
        service; ///< the first service.name of a resource, whatever the signal; may be empty
};

class OtlpDecoder final {
public:
    explicit OtlpDecoder(DecodeLimits limits = {});
    ~OtlpDecoder();
    OtlpDecoder(const OtlpDecoder&) = delete;
    OtlpDecoder& operator=(const OtlpDecoder&) = delete;

    /// Appends to batch. `bytes` is moved into batch.buffers and views may point into it. An error means the request
    /// as a whole is not OTLP (HTTP 400 / INVALID_ARGUMENT) and batch is unchanged but for the buffer.
    Result<DecodeOutcome> decode(OtlpSignal signal, OtlpEncoding encoding, std::string bytes,
                                 RawBatch& batch);

private:
    struct Scratch;
    std::unique_ptr<Scratch> m_scratch;
};

} // namespace penstock
