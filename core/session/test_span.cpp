// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/test_span.h"

#include "core/base/encoding.h"
#include "core/base/hash.h"
#include "core/net/http_client.h"

#include <nlohmann/json.hpp>

#include <thread>

namespace penstock {
namespace {

using Json = nlohmann::json;

Json text(const char* key, std::string value)
{
    return {{"key", key}, {"value", {{"stringValue", std::move(value)}}}};
}
Json number(const char* key, std::int64_t value)
{
    return {{"key", key}, {"value", {{"intValue", std::to_string(value)}}}};
}
std::string randomId(std::size_t bytes)
{
    const std::string raw = randomBytes(bytes);
    return encodeHex(raw.data(), raw.size());
}

Json span(const std::string& trace, const std::string& id, const std::string& parent,
          const char* name, int kind, Nanos start, Nanos end, Json attributes)
{
    return {{"traceId", trace},
            {"spanId", id},
            {"parentSpanId", parent},
            {"name", name},
            {"kind", kind},
            {"startTimeUnixNano", std::to_string(start)},
            {"endTimeUnixNano", std::to_string(end)},
            {"attributes", std::move(attributes)},
            {"status", {{"code", 1}}}};
}

} // namespace

std::string testRunJson(Nanos now)
{
    const std::string trace = randomId(16);
    const std::string run = randomId(8);
    Json spans = Json::array();
    spans.push_back(span(
        trace, run, "", "invoke_agent hello-penstock", 1, now - 900 * kMillisecond, now,
        {text("gen_ai.operation.name", "invoke_agent"), text("gen_ai.agent.name", "hello-penstock"),
         text("gen_ai.conversation.id", "penstock-test")}));
    spans.push_back(span(
        trace, randomId(8), run, "chat gpt-4o-mini", 3, now - 850 * kMillisecond,
        now - 300 * kMillisecond,
        {text("gen_ai.operation.name", "chat"), text("gen_ai.provider.name", "openai"),
         text("gen_ai.request.model", "gpt-4o-mini"),
         text("gen_ai.response.model", "gpt-4o-mini-2024-07-18"),
         number("gen_ai.usage.input_tokens", 42), number("gen_ai.usage.output_tokens", 12),
         text("gen_ai.input.messages",
              R"([{"role":"user","parts":[{"type":"text","content":"Can Penstock hear me?"}]}])"),
         text(
             "gen_ai.output.messages",
             R"([{"role":"assistant","parts":[{"type":"text","content":"Yes: this step came in over OTLP/HTTP."}],"finish_reason":"stop"}])")}));
    spans.push_back(
        span(trace, randomId(8), run, "execute_tool clock.read", 1, now - 280 * kMillisecond,
             now - 100 * kMillisecond,
             {text("gen_ai.operation.name", "execute_tool"), text("gen_ai.tool.name", "clock.read"),
              text("gen_ai.tool.call.id", "call_test"),
              text("gen_ai.tool.call.arguments", R"({"zone":"UTC"})"),
              text("gen_ai.tool.call.result", "\"" + formatUtc(now) + "\"")}));
    const Json request = {
        {"resourceSpans",
         Json::array(
             {{{"resource", {{"attributes", Json::array({text("service.name", "penstock-test")})}}},
               {"scopeSpans",
                Json::array({{{"scope", {{"name", "penstock.test"}}}, {"spans", spans}}})}}})}};
    return request.dump();
}

void postTestRun(const std::string& endpoint, const std::string& tlsFingerprint,
                 const std::string& token, Nanos now, std::function<void(Status)> done)
{
    std::thread([endpoint, tlsFingerprint, token, body = testRunJson(now), done = std::move(done)] {
        HttpTarget target;
        target.url = (tlsFingerprint.empty() ? "http://" : "https://") + endpoint;
        target.fingerprint = tlsFingerprint;
        auto client = HttpClient::open(target);
        if (!client)
            return done(client.error());
        HttpHeaders headers = {{"Content-Type", "application/json"}};
        if (!token.empty())
            headers.emplace_back("Authorization", "Bearer " + token);
        const auto reply = client->post("/v1/traces", headers, body, std::chrono::seconds(10));
        if (!reply)
            done(reply.error());
        else if (reply->status != 200)
            done(Error{ErrorCode::io,
                       "Our own listener answered HTTP " + std::to_string(reply->status) +
                           " to the test run.",
                       reply->body});
        else
            done(Done{});
    }).detach(); // owns all it uses; ends with the answer or the client's timeout
}

} // namespace penstock
