// SPDX-License-Identifier: GPL-3.0-or-later
// normalize(): time a span of 20 attributes takes, and of a coding agent's log record. Budget: 1 µs a span.
#include "core/dialect/normalizer.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

namespace {

using namespace penstock;

Attribute text(std::string_view key, std::string_view value)
{
    return {key, findKey(key), Value::ofString(value)};
}
Attribute number(std::string_view key, std::int64_t value)
{
    return {key, findKey(key), Value::ofInteger(value)};
}

std::vector<Attribute> llmAttributes()
{
    return {text("gen_ai.operation.name", "chat"),
            text("gen_ai.provider.name", "openai"),
            text("gen_ai.request.model", "gpt-4o"),
            text("gen_ai.response.model", "gpt-4o-2024-08-06"),
            text("gen_ai.response.id", "chatcmpl-1234567890"),
            text("gen_ai.response.finish_reasons", "[\"stop\"]"),
            number("gen_ai.usage.input_tokens", 1200),
            number("gen_ai.usage.output_tokens", 240),
            number("gen_ai.usage.cache_read.input_tokens", 1000),
            text("gen_ai.conversation.id", "conversation-17"),
            text("gen_ai.agent.name", "support"),
            text("gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[]}]"),
            text("gen_ai.output.messages", "[]"),
            number("gen_ai.request.max_tokens", 1024),
            text("gen_ai.output.type", "text"),
            text("server.address", "api.openai.com"),
            number("server.port", 443),
            text("user.id", "u-42"),
            text("app.feature", "chat"),
            text("app.release", "2026.11")};
}

std::vector<Attribute> openInferenceAttributes()
{
    std::vector<Attribute> out = {text("openinference.span.kind", "LLM"),
                                  text("llm.model_name", "gpt-4o"), text("llm.provider", "openai"),
                                  number("llm.token_count.prompt", 100),
                                  number("llm.token_count.completion", 10)};
    static constexpr std::string_view kFlat[] = {
        "llm.input_messages.0.message.role",  "llm.input_messages.0.message.content",
        "llm.input_messages.1.message.role",  "llm.input_messages.1.message.content",
        "llm.input_messages.2.message.role",  "llm.input_messages.2.message.content",
        "llm.output_messages.0.message.role", "llm.output_messages.0.message.content",
        "llm.tools.0.tool.json_schema"};
    for (const std::string_view key : kFlat)
        out.push_back(text(key, "a text of moderate length"));
    for (const std::string_view key : {"input.value", "output.value", "input.mime_type",
                                       "output.mime_type", "session.id", "user.id"})
        out.push_back(text(key, "x"));
    return out;
}

std::shared_ptr<RawBatch> batchOf(const std::vector<Attribute>& attributes, Signal signal,
                                  std::string_view name)
{
    auto batch = std::make_shared<RawBatch>();
    RawScope* scope = batch->arena.make<RawScope>();
    scope->name = "bench";
    for (std::uint64_t i = 0; i < 1000; ++i) {
        RawSpan span;
        span.signal = signal;
        span.trace.bytes[15] = signal == Signal::span;
        span.span.value = i + 1;
        span.name = name;
        span.start = 1'780'000'000'000'000'000;
        span.end = span.start + 1'000'000;
        span.attributes = batch->arena.copy(attributes);
        span.scope = scope;
        batch->spans.push_back(span);
    }
    return batch;
}

void run(benchmark::State& state, const std::shared_ptr<RawBatch>& batch)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(normalize(batch)->steps.data());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch->spans.size()));
}

void otelSpan(benchmark::State& state)
{
    run(state, batchOf(llmAttributes(), Signal::span, "chat gpt-4o"));
}
void openInferenceSpan(benchmark::State& state)
{
    run(state, batchOf(openInferenceAttributes(), Signal::span, "ChatOpenAI"));
}
void claudeCodeRecord(benchmark::State& state)
{
    run(state,
        batchOf({text("session.id", "s"), text("prompt.id", "p"), text("model", "claude-opus-4-5"),
                 text("request_id", "r"), number("input_tokens", 5), number("output_tokens", 9),
                 text("event.timestamp", "2026-05-28T20:26:40.5Z")},
                Signal::log, "claude_code.api_request"));
}

BENCHMARK(otelSpan);
BENCHMARK(openInferenceSpan);
BENCHMARK(claudeCodeRecord);

} // namespace

BENCHMARK_MAIN();
