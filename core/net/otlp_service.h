// SPDX-License-Identifier: GPL-3.0-or-later
// OtlpService: what a listener (HTTP or gRPC) hands a decompressed OTLP request to. Plain types only: no Asio, no gRPC
// here. handle() is called on a network thread and may decode there; `done` must be called exactly once, from any
// thread, when – and only when – the outcome is settled: ok means committed and synced (invariant 1).
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace penstock {

enum class OtlpSignal { traces, logs, metrics };
enum class OtlpEncoding { protobuf, json };

struct OtlpRequest {
    OtlpSignal signal = OtlpSignal::traces;
    OtlpEncoding encoding = OtlpEncoding::protobuf;
    std::string body;       ///< decompressed
    std::string listener;   ///< "otlp-http" or "otlp-grpc"
    std::string deployment; ///< name of the token's deployment; empty without tokens
};

struct OtlpReply {
    enum class Kind {
        accepted,   ///< all, or in part when rejected > 0: HTTP 200 / OK
        badData,    ///< HTTP 400 / INVALID_ARGUMENT
        tooLarge,   ///< HTTP 413 / RESOURCE_EXHAUSTED without RetryInfo
        busy,       ///< HTTP 429 / UNAVAILABLE, with retry delay
        unavailable ///< HTTP 503 / UNAVAILABLE, with retry delay: disk full, shutting down
    };
    Kind kind = Kind::accepted;
    std::uint64_t rejected = 0; ///< for partial success
    std::string message;        ///< sentence for partial success or the status body
    int retryAfterSeconds = 1;
};

class OtlpService {
public:
    virtual ~OtlpService() = default;
    virtual void handle(OtlpRequest request, std::function<void(OtlpReply)> done) = 0;
    /// Things refused at the border that never became a request (auth, size, content type, slow, too many
    /// connections). reason is a stable name of LossKind in snake case, e.g. "rejected_auth".
    virtual void refused(const std::string& listener, const std::string& reason,
                         std::uint64_t count) = 0;
};

} // namespace penstock
