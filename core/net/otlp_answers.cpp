// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/otlp_answers.h"

#include "core/base/encoding.h"
#include "core/base/text_safety.h"

namespace penstock {
namespace {

constexpr char kVarintField1 = 0x08;
constexpr char kTextField1 = 0x0a;
constexpr char kTextField2 = 0x12;
constexpr char kTextField3 = 0x1a;

void putField(std::string& out, char tag, std::string_view bytes)
{
    if (bytes.empty())
        return;
    out.push_back(tag);
    putText(out, bytes);
}

void putField(std::string& out, char tag, std::uint64_t number)
{
    if (number == 0)
        return;
    out.push_back(tag);
    putVarint(out, number);
}

std::string jsonText(std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : repairUtf8(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (byte < 0x20) {
            out += "\\u00";
            out += {kHex[byte >> 4], kHex[byte & 15]};
        } else {
            out.push_back(c);
        }
    }
    return out + "\"";
}

std::string_view rejectedKey(OtlpSignal signal)
{
    switch (signal) {
    case OtlpSignal::traces:
        return "rejectedSpans";
    case OtlpSignal::logs:
        return "rejectedLogRecords";
    case OtlpSignal::metrics:
        break;
    }
    return "rejectedDataPoints";
}

std::string exportResponseJson(OtlpSignal signal, const OtlpReply& reply)
{
    std::string partial;
    if (reply.rejected != 0) // 64-bit integers are decimal text in proto3 JSON
        partial += "\"" + std::string(rejectedKey(signal)) + "\":\"" +
                   std::to_string(reply.rejected) + "\"";
    if (!reply.message.empty())
        partial += (partial.empty() ? "" : ",") + std::string("\"errorMessage\":") +
                   jsonText(reply.message);
    return partial.empty() ? "{}" : "{\"partialSuccess\":{" + partial + "}}";
}

} // namespace

std::string exportResponse(OtlpSignal signal, OtlpEncoding encoding, const OtlpReply& reply)
{
    if (encoding == OtlpEncoding::json)
        return exportResponseJson(signal, reply);
    std::string partial; // the three signals use the same field numbers
    putField(partial, kVarintField1, reply.rejected);
    putField(partial, kTextField2, repairUtf8(reply.message));
    std::string out;
    putField(out, kTextField1, partial);
    return out;
}

std::string statusBody(RpcCode code, std::string_view message, OtlpEncoding encoding)
{
    const auto number = static_cast<std::uint64_t>(code);
    if (encoding == OtlpEncoding::json)
        return "{\"code\":" + std::to_string(number) + ",\"message\":" + jsonText(message) + "}";
    std::string out;
    putField(out, kVarintField1, number);
    putField(out, kTextField2, repairUtf8(message));
    return out;
}

std::string statusWithRetry(RpcCode code, std::string_view message, int retryAfterSeconds)
{
    std::string duration;
    putField(duration, kVarintField1, static_cast<std::uint64_t>(retryAfterSeconds));
    std::string retryInfo;
    retryInfo.push_back(
        kTextField1); // set even when the delay is zero: its presence is the message
    putText(retryInfo, duration);
    std::string any;
    putField(any, kTextField1, std::string_view("type.googleapis.com/google.rpc.RetryInfo"));
    putField(any, kTextField2, retryInfo);
    std::string out = statusBody(code, message, OtlpEncoding::protobuf);
    putField(out, kTextField3, any);
    return out;
}

RpcCode rpcCodeOf(OtlpReply::Kind kind)
{
    switch (kind) {
    case OtlpReply::Kind::accepted:
        return RpcCode::ok;
    case OtlpReply::Kind::badData:
        return RpcCode::invalidArgument;
    case OtlpReply::Kind::tooLarge:
        return RpcCode::resourceExhausted;
    case OtlpReply::Kind::busy:
    case OtlpReply::Kind::unavailable:
        break;
    }
    return RpcCode::unavailable;
}

} // namespace penstock
