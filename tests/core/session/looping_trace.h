// SPDX-License-Identifier: GPL-3.0-or-later
// A trace that goes round, as a file of OTLP/JSON: ten times the same call, each before a model call that costs a dollar.
#pragma once

#include "core/base/time.h"

#include <cstdio>
#include <string>

namespace penstock::test {

inline constexpr Nanos kStart = 1'780'000'000 * kSecond;

inline std::string attributeJson(const std::string& key, const std::string& value)
{
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
}

inline std::string spanJson(int number, const std::string& attributes, const std::string& parent)
{
    const Nanos start = kStart + number * 2 * kSecond;
    char span[17];
    std::snprintf(span, sizeof span, "%016x", number + 1);
    return R"({"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":")" + std::string(span) +
           R"(","parentSpanId":")" + parent + R"(","name":"step","kind":1,"startTimeUnixNano":")" +
           std::to_string(start) + R"(","endTimeUnixNano":")" + std::to_string(start + kSecond) +
           R"(","attributes":[)" + attributes + "]}";
}

inline std::string loopingTrace()
{
    std::string spans;
    for (int i = 0; i < 20; ++i) {
        std::string attributes =
            i % 2 == 0
                ? attributeJson("gen_ai.operation.name", "execute_tool") + "," +
                      attributeJson("gen_ai.tool.name", "search") + "," +
                      attributeJson("gen_ai.tool.call.arguments", "trains to the coast") + "," +
                      attributeJson("gen_ai.tool.call.result", "no train was found today")
                : attributeJson("gen_ai.operation.name", "chat") + "," +
                      R"({"key":"gen_ai.usage.cost","value":{"doubleValue":1.0}},)"
                      R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}})";
        attributes += "," + attributeJson("gen_ai.agent.name", "planner");
        spans += (spans.empty() ? "" : ",") + spanJson(i, attributes, "00000000000000ff");
    }
    return R"({"resourceSpans":[{"resource":{"attributes":[)" +
           attributeJson("service.name", "shop") +
           R"(]},"scopeSpans":[{"scope":{"name":"test"},"spans":[)" + spans + "]}]}]}";
}

} // namespace penstock::test
