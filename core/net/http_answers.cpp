// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_answers.h"

namespace penstock {
namespace {

struct StatusRow {
    int status;
    std::string_view reason;
    RpcCode code;
};

constexpr StatusRow kStatuses[] = {
    {200, "OK", RpcCode::ok},
    {400, "Bad Request", RpcCode::invalidArgument},
    {401, "Unauthorized", RpcCode::unauthenticated},
    {403, "Forbidden", RpcCode::permissionDenied},
    {404, "Not Found", RpcCode::notFound},
    {405, "Method Not Allowed", RpcCode::unimplemented},
    {411, "Length Required", RpcCode::invalidArgument},
    {413, "Payload Too Large", RpcCode::resourceExhausted},
    {415, "Unsupported Media Type", RpcCode::invalidArgument},
    {421, "Misdirected Request", RpcCode::failedPrecondition},
    {429, "Too Many Requests", RpcCode::unavailable},
    {431, "Request Header Fields Too Large", RpcCode::resourceExhausted},
    {500, "Internal Server Error", RpcCode::internal},
    {503, "Service Unavailable", RpcCode::unavailable},
};

const StatusRow& rowOf(int status)
{
    for (const StatusRow& row : kStatuses)
        if (row.status == status)
            return row;
    return rowOf(500);
}

std::string_view mimeType(OtlpEncoding encoding)
{
    return encoding == OtlpEncoding::json ? "application/json" : "application/x-protobuf";
}

int statusOf(OtlpReply::Kind kind)
{
    switch (kind) {
    case OtlpReply::Kind::accepted:
        return 200;
    case OtlpReply::Kind::badData:
        return 400;
    case OtlpReply::Kind::tooLarge:
        return 413;
    case OtlpReply::Kind::busy:
        return 429;
    case OtlpReply::Kind::unavailable:
        break;
    }
    return 503;
}

} // namespace

HttpAnswer answerFor(OtlpSignal signal, OtlpEncoding encoding, const OtlpReply& reply)
{
    HttpAnswer answer;
    answer.status = statusOf(reply.kind);
    if (answer.status != 200) {
        answer = errorAnswer(answer.status, encoding, reply.message);
        if (answer.status == 429 || answer.status == 503)
            answer.retryAfterSeconds = reply.retryAfterSeconds;
        return answer;
    }
    answer.contentType = mimeType(encoding);
    answer.body = exportResponse(signal, encoding, reply);
    return answer;
}

HttpAnswer errorAnswer(int status, OtlpEncoding encoding, std::string_view sentence)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = mimeType(encoding);
    answer.body = statusBody(rowOf(status).code, sentence, encoding);
    if (status == 429 || status == 503)
        answer.retryAfterSeconds = 1;
    return answer;
}

std::string wireText(const HttpAnswer& answer, bool keepAlive, bool headOnly)
{
    std::string out = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    out += rowOf(answer.status).reason;
    out += "\r\nContent-Type: " + answer.contentType;
    out += "\r\nContent-Length: " + std::to_string(answer.body.size());
    out += "\r\nX-Content-Type-Options: nosniff\r\n";
    if (answer.retryAfterSeconds > 0)
        out += "Retry-After: " + std::to_string(answer.retryAfterSeconds) + "\r\n";
    out += answer.extraHeaders;
    out += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    if (!headOnly)
        out += answer.body;
    return out;
}

} // namespace penstock
