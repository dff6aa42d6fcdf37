// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_rules.h"

#include "core/net/addresses.h"
#include "core/net/token_store.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::string_view kAuthLost = "rejected_auth";
constexpr std::string_view kTypeLost = "rejected_content_type";
constexpr std::string_view kSizeLost = "rejected_too_large";
constexpr std::string_view kFormLost = "rejected_malformed";

std::optional<OtlpEncoding> encodingOf(std::string_view contentType)
{
    const std::string type = lowerCase(trimmed(contentType.substr(0, contentType.find(';'))));
    if (type == "application/x-protobuf")
        return OtlpEncoding::protobuf;
    if (type == "application/json")
        return OtlpEncoding::json;
    return std::nullopt;
}

std::optional<OtlpSignal> signalOf(std::string_view path)
{
    if (path == "/v1/traces")
        return OtlpSignal::traces;
    if (path == "/v1/logs")
        return OtlpSignal::logs;
    if (path == "/v1/metrics")
        return OtlpSignal::metrics;
    return std::nullopt;
}

Verdict refusal(int status, const RequestHead& head, std::string_view sentence,
                std::string_view lossReason)
{
    Verdict verdict;
    verdict.answer = errorAnswer(status, answerEncoding(head.contentType), sentence);
    verdict.lossReason = lossReason;
    return verdict;
}

/// Guards against web pages: a browser names its page in Origin, and a rebound name stands in Host.
std::optional<Verdict> judgeCaller(const RequestHead& head, const HttpRules& rules)
{
    if (!head.host && head.http11)
        return refusal(400, head, "The request has no Host header, or more than one.", kFormLost);
    if (rules.guardHost && head.host && !isTrustedHost(*head.host, rules.allowedHosts))
        return refusal(421, head,
                       "This listener is bound to loopback and answers only to loopback names: "
                       "send to localhost, or "
                       "add the name to the allowed hosts.",
                       kAuthLost);
    if (head.origin && std::find(rules.allowedOrigins.begin(), rules.allowedOrigins.end(),
                                 *head.origin) == rules.allowedOrigins.end())
        return refusal(
            403, head,
            "Requests from web pages are not accepted (the request has an Origin header).",
            kAuthLost);
    return std::nullopt;
}

Verdict notAllowed(const RequestHead& head, std::string_view allow)
{
    Verdict verdict = refusal(405, head, "This path takes " + std::string(allow) + " only.", {});
    verdict.answer.extraHeaders = "Allow: " + std::string(allow) + "\r\n";
    return verdict;
}

/// One sentence for a person who opens the endpoint in a browser or with curl; also good as a liveness check.
Verdict judgeFrontPage(const RequestHead& head)
{
    if (head.method != "GET" && head.method != "HEAD")
        return notAllowed(head, "GET, HEAD");
    Verdict verdict;
    verdict.answer.contentType = "text/plain; charset=utf-8";
    verdict.answer.body =
        "Penstock receives OpenTelemetry here: POST OTLP to /v1/traces, /v1/logs or /v1/metrics.\n";
    return verdict;
}

/// Fills in the deployment; a refusal otherwise.
std::optional<Verdict> judgeToken(const RequestHead& head, const HttpRules& rules,
                                  std::string& deployment)
{
    if (rules.tokens == nullptr)
        return std::nullopt;
    auto owner = rules.tokens->check(bearerToken(head.authorization), kTelemetryScope);
    if (owner) {
        deployment = std::move(*owner);
        return std::nullopt;
    }
    Verdict verdict = refusal(401, head, owner.error().sentence, kAuthLost);
    verdict.answer.extraHeaders = "WWW-Authenticate: Bearer realm=\"penstock\"\r\n";
    return verdict;
}

std::optional<Verdict> judgeForm(const RequestHead& head, const HttpRules& rules,
                                 Admission& admission)
{
    const auto encoding = encodingOf(head.contentType);
    if (!encoding)
        return refusal(415, head, "Send application/x-protobuf or application/json.", kTypeLost);
    const auto coding = contentCodingFromHeader(head.contentEncoding);
    if (!coding) {
        Verdict verdict =
            refusal(415, head, "This Content-Encoding is not understood: send gzip, zstd or none.",
                    kTypeLost);
        verdict.answer.extraHeaders = "Accept-Encoding: gzip, zstd, deflate\r\n";
        return verdict;
    }
    if (!head.contentLength && !head.chunked)
        return refusal(411, head,
                       "Say how long the body is: Content-Length, or Transfer-Encoding: chunked.",
                       kFormLost);
    if (head.contentLength.value_or(0) > rules.maxBody)
        return refusal(413, head,
                       "The body is larger than the limit of " + std::to_string(rules.maxBody) +
                           " bytes.",
                       kSizeLost);
    admission.encoding = *encoding;
    admission.coding = *coding;
    return std::nullopt;
}

} // namespace

OtlpEncoding answerEncoding(std::string_view contentType)
{
    return encodingOf(contentType).value_or(OtlpEncoding::json);
}

Verdict judge(const RequestHead& head, const HttpRules& rules)
{
    if (auto refused = judgeCaller(head, rules))
        return std::move(*refused);
    const std::string_view path = head.target.substr(0, head.target.find('?'));
    if (path == "/")
        return judgeFrontPage(head);
    const auto signal = signalOf(path);
    if (!signal)
        return refusal(404, head,
                       "There is nothing here: send OTLP to /v1/traces, /v1/logs or /v1/metrics.",
                       head.method == "POST" ? kFormLost : std::string_view());
    if (head.method != "POST")
        return notAllowed(head, "POST");
    Admission admission;
    admission.signal = *signal;
    if (auto refused = judgeToken(head, rules, admission.deployment))
        return std::move(*refused);
    if (auto refused = judgeForm(head, rules, admission))
        return std::move(*refused);
    Verdict verdict;
    verdict.admission = std::move(admission);
    return verdict;
}

} // namespace penstock
