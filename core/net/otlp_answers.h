// SPDX-License-Identifier: GPL-3.0-or-later
// OtlpAnswers: the few answer messages of OTLP, encoded by hand: Export<Signal>ServiceResponse and google.rpc.Status
// with RetryInfo. Hand-written because they have five fields in all; generated classes would bring the vendored .proto
// files into the build. Texts are repaired to valid UTF-8. Pure functions, any thread.
#pragma once

#include "core/net/otlp_service.h"

#include <string>
#include <string_view>

namespace penstock {

/// Codes of google.rpc.Code, which are also gRPC's.
enum class RpcCode {
    ok = 0,
    invalidArgument = 3,
    notFound = 5,
    permissionDenied = 7,
    resourceExhausted = 8,
    failedPrecondition = 9,
    unimplemented = 12,
    internal = 13,
    unavailable = 14,
    unauthenticated = 16
};

/// partial_success stays unset when nothing was rejected and there is no warning.
std::string exportResponse(OtlpSignal signal, OtlpEncoding encoding, const OtlpReply& reply);
/// google.rpc.Status without details: what HTTP 4xx and 5xx bodies are.
std::string statusBody(RpcCode code, std::string_view message, OtlpEncoding encoding);
/// google.rpc.Status (protobuf) with a RetryInfo detail: for grpc-status-details-bin.
std::string statusWithRetry(RpcCode code, std::string_view message, int retryAfterSeconds);
RpcCode rpcCodeOf(OtlpReply::Kind kind);

} // namespace penstock
