// SPDX-License-Identifier: GPL-3.0-or-later
// HttpRules: decides on a request's head alone whether its body is read at all: who may ask, for what, in which form.
// Free of sockets, so that every rule is one table-driven test. Pure besides the token check; any thread.
#pragma once

#include "core/net/body_decoder.h"
#include "core/net/http_answers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

class TokenStore;

/// The parts of a head that matter here, as sent.
struct RequestHead {
    std::string_view method;
    std::string_view target;
    std::optional<std::string_view> host;
    std::optional<std::string_view> origin;
    std::string_view contentType;
    std::string_view contentEncoding;
    std::string_view authorization;
    std::optional<std::uint64_t> contentLength;
    bool chunked = false;
    bool http11 = true;
};

struct HttpRules {
    bool guardHost =
        true; ///< bound to loopback: only loopback names may be asked for (DNS rebinding)
    std::vector<std::string> allowedHosts;
    std::vector<std::string> allowedOrigins;
    std::size_t maxBody = 0;
    const TokenStore* tokens = nullptr;
};

/// A request whose body is to be read.
struct Admission {
    OtlpSignal signal = OtlpSignal::traces;
    OtlpEncoding encoding = OtlpEncoding::protobuf;
    ContentCoding coding = ContentCoding::identity;
    std::string deployment;
};

struct Verdict {
    std::optional<Admission> admission; ///< else `answer` is the answer
    HttpAnswer answer;
    std::string lossReason; ///< name of the LossKind to count; empty = nothing was lost
};

Verdict judge(const RequestHead& head, const HttpRules& rules);
/// The encoding an answer is written in: that of the request if it has one of OTLP's two types, else JSON.
OtlpEncoding answerEncoding(std::string_view contentType);

} // namespace penstock
