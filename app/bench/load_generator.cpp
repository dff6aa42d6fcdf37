// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/load_generator.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace penstock::bench {
namespace {

// Protobuf wire format by hand: field numbers of OTLP's Span, KeyValue and AnyValue are facts.
void putVar(std::string& out, std::uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        out.push_back(static_cast<char>(v | 0x80));
    out.push_back(static_cast<char>(v));
}
void putBytes(std::string& out, int field, std::string_view bytes)
{
    putVar(out, static_cast<std::uint64_t>(field) << 3 | 2);
    putVar(out, bytes.size());
    out.append(bytes);
}
void putFixed64(std::string& out, int field, std::uint64_t v)
{
    putVar(out, static_cast<std::uint64_t>(field) << 3 | 1);
    out.append(reinterpret_cast<const char*>(&v), 8);
}
std::string keyValue(std::string_view key, std::string_view value)
{
    std::string any;
    putBytes(any, 1, value);
    std::string pair;
    putBytes(pair, 1, key);
    putBytes(pair, 2, any);
    return pair;
}
std::string keyInteger(std::string_view key, std::int64_t value)
{
    std::string any;
    putVar(any, 3 << 3);
    putVar(any, static_cast<std::uint64_t>(value));
    std::string pair;
    putBytes(pair, 1, key);
    putBytes(pair, 2, any);
    return pair;
}

constexpr const char* kModels[] = {"gpt-4o-mini-2024-07-18", "claude-sonnet-4-5-20250929",
                                   "gemini-2.5-flash"};
constexpr const char* kAgents[] = {"support-triage", "billing-refunds",  "order-lookup",
                                   "fraud-scorer",   "compliance-check", "research-lead",
                                   "web-researcher", "summariser"};

/// Attributes of a step but for its text: a run for roots, model and tool calls below.
std::vector<std::string> attributesOf(int i, bool root)
{
    const std::string agent = kAgents[i % std::size(kAgents)];
    std::vector<std::string> a = {
        keyValue("gen_ai.agent.name", agent),
        keyValue("gen_ai.conversation.id", "conv-" + std::to_string(i % 97)),
        keyValue("user.id", "user-" + std::to_string(i % 31)),
        keyValue("server.address", "api.example.com"),
        keyInteger("server.port", 443),
        keyValue("deployment.environment.name", "production"),
        keyValue("thread.name", "worker-" + std::to_string(i % 8))};
    if (root) {
        a.push_back(keyValue("gen_ai.operation.name", "invoke_agent"));
        return a;
    }
    if (i % 3 == 0) {
        a.push_back(keyValue("gen_ai.operation.name", "execute_tool"));
        a.push_back(keyValue("gen_ai.tool.name", i % 2 == 0 ? "sql.query" : "crm.lookup"));
        a.push_back(keyValue("gen_ai.tool.call.id", "call_" + std::to_string(1000 + i)));
        return a;
    }
    a.push_back(keyValue("gen_ai.operation.name", "chat"));
    a.push_back(keyValue("gen_ai.provider.name", "openai"));
    a.push_back(keyValue("gen_ai.request.model", kModels[i % 3]));
    a.push_back(keyValue("gen_ai.response.model", kModels[i % 3]));
    a.push_back(keyValue("gen_ai.response.id", "resp_" + std::to_string(100000 + i)));
    a.push_back(keyInteger("gen_ai.usage.input_tokens", 300 + i % 700));
    a.push_back(keyInteger("gen_ai.usage.output_tokens", 40 + i % 90));
    a.push_back(keyInteger("gen_ai.request.max_tokens", 4096));
    a.push_back(keyValue("gen_ai.request.temperature", "0.2"));
    a.push_back(keyValue("gen_ai.response.finish_reasons", "stop"));
    a.push_back(keyValue("gen_ai.output.type", "text"));
    return a;
}

} // namespace

LoadGenerator::LoadGenerator(const LoadShape& shape, std::string_view corpus, std::uint64_t seed)
    : m_shape(shape),
      m_corpus(corpus),
      m_random(seed),
      m_traces(static_cast<std::size_t>(shape.interleavedTraces))
{
    build();
}

void LoadGenerator::build()
{
    const std::string marker = "@@PENSTOCK-TEXT@@";
    std::string spans;
    std::vector<std::size_t> starts;
    for (int i = 0; i < m_shape.stepsPerRequest; ++i) {
        const bool root = i < m_shape.interleavedTraces && i % 2 == 0;
        std::string span;
        putBytes(span, 1, std::string(16, 'T'));
        putBytes(span, 2, std::string(8, 'S'));
        putBytes(span, 4, std::string(8, 'P'));
        putBytes(span, 5, root ? "invoke_agent" : i % 3 == 0 ? "execute_tool" : "chat");
        putVar(span, 6 << 3);
        putVar(span, 1);
        putFixed64(span, 7, 0x1111111111111111ull);
        putFixed64(span, 8, 0x1111111111111111ull);
        for (const std::string& attribute : attributesOf(i, root))
            putBytes(span, 9, attribute);
        const int room = std::max(64, m_shape.bytesPerStep - static_cast<int>(span.size()) - 48);
        std::string text = marker;
        text.resize(static_cast<std::size_t>(room), ' ');
        putBytes(span, 9, keyValue("gen_ai.output.messages", text));
        putBytes(spans, 2, span);
    }
    std::string scope;
    putBytes(scope, 1, "load");
    std::string scopeSpans;
    putBytes(scopeSpans, 1, scope);
    scopeSpans += spans;
    std::string resource;
    putBytes(resource, 1, keyValue("service.name", "load-test"));
    std::string resourceSpans;
    putBytes(resourceSpans, 1, resource);
    putBytes(resourceSpans, 2, scopeSpans);
    m_body.clear();
    putBytes(m_body, 1, resourceSpans);

    const std::string traceMark(16, 'T');
    std::size_t at = 0;
    while ((at = m_body.find(traceMark, at)) != std::string::npos) {
        Spot spot;
        spot.trace = at;
        spot.span = at + 16 + 2;
        spot.parent = spot.span + 8 + 2;
        spot.start = m_body.find(std::string(8, '\x11'), at);
        spot.text = m_body.find(marker, at);
        const std::size_t next = m_body.find(traceMark, at + 16);
        spot.textSize =
            (next == std::string::npos ? m_body.size() : m_body.rfind("  ", next) + 2) - spot.text;
        while (m_body[spot.text + spot.textSize - 1] != ' ')
            --spot.textSize;
        m_spots.push_back(spot);
        at += 16;
    }
    m_spanIds.resize(m_spots.size());
}

void LoadGenerator::patch(const Spot& spot, OpenTrace& trace)
{
    std::uint64_t parent = trace.root;
    const std::uint64_t id = m_random() | 1;
    if (trace.left == 0) {
        trace.ids[0] = m_random();
        trace.ids[1] = m_random() | 1;
        trace.root = id;
        trace.left = m_shape.stepsPerTrace;
        parent = 0;
    }
    --trace.left;
    char* p = m_body.data();
    std::memcpy(p + spot.trace, trace.ids, 16);
    std::memcpy(p + spot.span, &id, 8);
    std::memcpy(p + spot.parent, &parent, 8);
    const auto now = static_cast<std::uint64_t>(
        std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1));
    const std::uint64_t start = now - 1'500'000'000 - m_random() % 1'000'000'000;
    const std::uint64_t end = start + m_random() % 1'000'000'000;
    std::memcpy(p + spot.start, &start, 8);
    std::memcpy(p + spot.start + 9, &end, 8);
    const std::size_t from = m_random() % (m_corpus.size() - spot.textSize);
    std::memcpy(p + spot.text, m_corpus.data() + from, spot.textSize);
}

const std::string& LoadGenerator::next()
{
    for (std::size_t i = 0; i < m_spots.size(); ++i) {
        patch(m_spots[i], m_traces[i % m_traces.size()]);
        std::memcpy(&m_spanIds[i], m_body.data() + m_spots[i].span, 8);
    }
    return m_body;
}

std::string loadCorpus(const std::string& directory, bool* real)
{
    std::string corpus;
    std::error_code ignored;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory, ignored))
        if (entry.path().string().ends_with(".otlp.json"))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        std::ifstream in(path);
        const auto json = nlohmann::json::parse(in, nullptr, false);
        if (json.is_discarded())
            continue;
        for (const auto& rs : json.value("resourceSpans", nlohmann::json::array()))
            for (const auto& ss : rs.value("scopeSpans", nlohmann::json::array()))
                for (const auto& span : ss.value("spans", nlohmann::json::array()))
                    for (const auto& a : span.value("attributes", nlohmann::json::array()))
                        if (const std::string key = a.value("key", ""); key.ends_with("messages"))
                            corpus += a["value"].value("stringValue", "");
        if (corpus.size() > 8u << 20)
            break;
    }
    // Slices are cut at any byte, so the corpus must not have characters of several bytes.
    std::replace_if(
        corpus.begin(), corpus.end(), [](char c) { return (c & 0x80) != 0; }, ' ');
    *real = corpus.size() >= 64u << 10;
    if (*real)
        return corpus;
    static constexpr const char* kWords[] = {"order",    "refund",  "customer", "the",  "a",
                                             "please",   "invoice", "status",   "to",   "of",
                                             "shipment", "account", "we",       "will", "check",
                                             "and",      "confirm", "amount",   "date", "for"};
    std::mt19937 random(5);
    corpus.clear();
    while (corpus.size() < 4u << 20)
        corpus += std::string(kWords[random() % std::size(kWords)]) + " " +
                  std::to_string(random() % 10'000) + " ";
    return corpus;
}

} // namespace penstock::bench
