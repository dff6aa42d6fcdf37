// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/store_workload.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

namespace penstock::bench {
namespace {

constexpr std::size_t kInterleavedTraces = 64;

void collect(const nlohmann::json& json, std::set<std::string>& texts)
{
    if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        // Messages travel as JSON in a string.
        const bool structured = !text.empty() && (text[0] == '[' || text[0] == '{');
        const auto inner =
            structured ? nlohmann::json::parse(text, nullptr, false) : nlohmann::json();
        if (inner.is_structured())
            collect(inner, texts);
        else if (text.size() >= 40)
            texts.insert(text);
    } else if (json.is_structured()) {
        for (const auto& item : json)
            collect(item, texts);
    }
}

std::size_t varintBytes(std::uint64_t v)
{
    std::size_t n = 1;
    for (; v >= 0x80; v >>= 7)
        ++n;
    return n;
}

std::size_t fieldBytes(std::size_t payload)
{
    return 1 + varintBytes(payload) + payload;
}

std::size_t attributeBytes(const Attribute& attribute)
{
    const Value& value = attribute.value;
    std::size_t inner = 2;
    if (value.hasText())
        inner = fieldBytes(value.text().size());
    else if (value.type() == ValueType::integer)
        inner = 1 + varintBytes(static_cast<std::uint64_t>(value.integer()));
    else if (value.type() == ValueType::real)
        inner = 9;
    return fieldBytes(fieldBytes(attribute.key.size()) + fieldBytes(inner));
}

} // namespace

std::vector<std::string> readTexts(const std::string& directory)
{
    std::set<std::string> texts;
    for (const auto& file : std::filesystem::recursive_directory_iterator(directory)) {
        if (file.path().extension() != ".json")
            continue;
        std::ifstream in(file.path());
        const auto json = nlohmann::json::parse(in, nullptr, false);
        if (!json.is_discarded())
            collect(json, texts);
    }
    std::vector<std::string> list(texts.begin(), texts.end());
    std::shuffle(list.begin(), list.end(), std::mt19937_64(2));
    return list;
}

std::size_t otlpBytes(const RawSpan& span)
{
    // Ids 18 + 10 + 10, kind 2, times 9 + 9, status 2.
    std::size_t bytes = 60 + fieldBytes(span.name.size());
    for (const Attribute& attribute : span.attributes)
        bytes += attributeBytes(attribute);
    return fieldBytes(bytes);
}

/// Fills one batch.
struct Workload::Maker {
    Workload& load;
    std::shared_ptr<RawBatch> raw = std::make_shared<RawBatch>();
    std::shared_ptr<StepBatch> batch = std::make_shared<StepBatch>();
    const RawScope* scope = nullptr;
    std::vector<TraceId> traces;
    std::vector<Attribute> attributes;

    explicit Maker(Workload& owner) : load(owner)
    {
        batch->raw = raw;
        auto* made = raw->arena.make<RawScope>();
        made->name = "bench";
        add("service.name", Value::ofString("bench-fleet"));
        add("telemetry.sdk.language", Value::ofString("python"));
        made->resource = raw->arena.copy(attributes);
        scope = made;
        for (std::size_t i = 0; i < kInterleavedTraces; ++i)
            traces.push_back(randomTrace());
    }
    TraceId randomTrace()
    {
        const std::uint64_t halves[2] = {load.m_random(), load.m_random()};
        return TraceId::fromBytes(halves);
    }
    std::string_view keep(std::string_view text) { return raw->arena.copy(text); }
    void add(std::string_view key, Value value)
    {
        attributes.push_back({key, findKey(key), value});
    }
    std::string_view uniqueId(const char* prefix)
    {
        return keep(prefix + std::to_string(load.m_random()));
    }
    void addUsual()
    {
        attributes.clear();
        add("gen_ai.operation.name", Value::ofString("chat"));
        add("gen_ai.provider.name", Value::ofString("openai"));
        add("gen_ai.agent.name", Value::ofString("airline_agent"));
        add("gen_ai.agent.id", Value::ofString("agent-0001"));
        add("gen_ai.request.model", Value::ofString("gpt-4o-mini"));
        add("gen_ai.response.model", Value::ofString("gpt-4o-mini-2024-07-18"));
        add("gen_ai.response.id", Value::ofString(uniqueId("chatcmpl-")));
        add("gen_ai.conversation.id", Value::ofString(uniqueId("session-")));
        add("gen_ai.usage.input_tokens",
            Value::ofInteger(static_cast<std::int64_t>(load.m_random() % 9000)));
        add("gen_ai.usage.output_tokens",
            Value::ofInteger(static_cast<std::int64_t>(load.m_random() % 900)));
        add("gen_ai.request.temperature", Value::ofReal(0.7));
        add("gen_ai.request.max_tokens", Value::ofInteger(4096));
        add("server.address", Value::ofString("api.openai.com"));
        add("server.port", Value::ofInteger(443));
        add("user.id", Value::ofString("user-17"));
        add("app.region", Value::ofString("eu-central-1"));
        add("app.release", Value::ofString("2026.11.2"));
        add("gen_ai.response.finish_reasons", Value::ofJson("[\"stop\"]"));
    }
    /// A step with the attributes collected so far.
    void finish(TraceId trace)
    {
        load.m_time += kMillisecond;
        Step& step = batch->steps.emplace_back();
        step.trace = trace;
        step.span = SpanId{load.m_random()};
        step.parent = SpanId{load.m_random()};
        step.kind = StepKind::llmCall;
        step.dialects = dialectBit(Dialect::otelGenAi);
        step.start = load.m_time;
        step.end = load.m_time + static_cast<Nanos>(load.m_random() % kSecond);
        step.name = "gpt-4o-mini";
        step.service = "bench-fleet";
        step.agentName = attributes[2].value.text();
        step.agentId = attributes[3].value.text();
        step.provider = attributes[1].value.text();
        step.requestModel = attributes[4].value.text();
        step.responseModel = attributes[5].value.text();
        step.responseId = attributes[6].value.text();
        step.session = attributes[7].value.text();
        step.user = attributes[14].value.text();
        step.finishReason = "stop";
        step.usage.input = attributes[8].value.integer();
        step.usage.output = attributes[9].value.integer();
        RawSpan& span = step.raw;
        span.kind = SpanKind::client;
        span.trace = step.trace;
        span.span = step.span;
        span.parent = step.parent;
        span.start = step.start;
        span.end = step.end;
        span.name = "chat gpt-4o-mini";
        span.attributes = raw->arena.copy(attributes);
        span.scope = scope;
    }
};

Workload::Workload(std::vector<std::string> texts) : m_texts(std::move(texts))
{
    for (const std::string& text : m_texts)
        m_all += text + "\n";
}

std::string_view Workload::slice(std::size_t size)
{
    return std::string_view(m_all).substr(m_random() % (m_all.size() - size), size);
}

const std::string& Workload::nextText()
{
    return m_texts[m_nextText++ % m_texts.size()];
}

std::shared_ptr<const StepBatch> Workload::loadBatch(std::size_t steps)
{
    Maker maker(*this);
    for (std::size_t i = 0; i < steps; ++i) {
        maker.addUsual();
        maker.add("gen_ai.input.messages", Value::ofString(maker.keep(slice(350))));
        maker.add("gen_ai.output.messages", Value::ofString(maker.keep(slice(200))));
        maker.finish(maker.traces[i % kInterleavedTraces]);
    }
    return maker.batch;
}

std::shared_ptr<const StepBatch> Workload::singleShotBatch(std::size_t steps)
{
    Maker maker(*this);
    for (std::size_t i = 0; i < steps; ++i) {
        maker.addUsual();
        const auto message = [](const char* role, const std::string& text) {
            return nlohmann::json::array(
                       {{{"role", role}, {"parts", {{{"type", "text"}, {"content", text}}}}}})
                .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        };
        maker.add("gen_ai.input.messages",
                  Value::ofString(maker.keep(message("user", nextText()))));
        maker.add("gen_ai.output.messages",
                  Value::ofString(maker.keep(message("assistant", nextText()))));
        maker.finish(maker.randomTrace());
    }
    return maker.batch;
}

std::shared_ptr<const StepBatch> Workload::conversationTurn(std::size_t count, int turn)
{
    Maker maker(*this);
    m_conversations.resize(count);
    for (std::string& conversation : m_conversations) {
        if (turn == 0)
            conversation.clear();
        conversation += R"({"role": "user", "parts": [{"type": "text", "content": )" +
                        nlohmann::json(nextText())
                            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) +
                        "}]}, ";
        maker.addUsual();
        maker.add("gen_ai.input.messages", Value::ofString(maker.keep("[" + conversation + "]")));
        maker.finish(maker.randomTrace());
    }
    return maker.batch;
}

} // namespace penstock::bench
