// SPDX-License-Identifier: GPL-3.0-or-later
// HttpAnswers: what the OTLP/HTTP listener says, exactly as OTLP prescribes (semconv.md 1.1). Answers are small, so
// they are written as one text; Beast's serializer would cost compile time and buy nothing. Pure functions, any thread.
#pragma once

#include "core/net/otlp_answers.h"

#include <string>
#include <string_view>

namespace penstock {

struct HttpAnswer {
    int status = 200;
    std::string contentType;
    std::string body;
    std::string extraHeaders;  ///< whole lines, each with its line end
    int retryAfterSeconds = 0; ///< 0 = no Retry-After
};

/// The answer to a request that reached OtlpService.
HttpAnswer answerFor(OtlpSignal signal, OtlpEncoding encoding, const OtlpReply& reply);
/// An error with a google.rpc.Status body.
HttpAnswer errorAnswer(int status, OtlpEncoding encoding, std::string_view sentence);
/// Head and body as they go over the wire. A HEAD request gets the head only.
std::string wireText(const HttpAnswer& answer, bool keepAlive, bool headOnly);

} // namespace penstock
