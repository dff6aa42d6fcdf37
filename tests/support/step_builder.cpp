// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/step_builder.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace penstock::test {
namespace {

[[noreturn]] void fail(std::string_view what, std::string_view where)
{
    std::fprintf(stderr, "step drawing: %.*s in: %.*s\n", static_cast<int>(what.size()),
                 what.data(), static_cast<int>(where.size()), where.data());
    std::abort();
}

std::int64_t number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        fail("not a number", text);
    return value;
}

SpanId spanId(std::string_view text)
{
    if (text.empty() || text == "0")
        return {};
    if (text.front() != '#')
        fail("a span id starts with #", text);
    return {static_cast<std::uint64_t>(number(text.substr(1)))};
}

std::vector<std::string> tokens(std::string_view line)
{
    std::vector<std::string> out;
    std::string token;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted) {
            if (!token.empty())
                out.push_back(std::move(token));
            token.clear();
        } else
            token.push_back(c);
    }
    if (!token.empty())
        out.push_back(std::move(token));
    return out;
}

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> out;
    while (true) {
        const std::size_t end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return out;
        text.remove_prefix(end + 1);
    }
}

template <class Enum, class Name> Enum named(std::string_view text, int count, Name name)
{
    for (int i = 0; i < count; ++i)
        if (name(static_cast<Enum>(i)) == text)
            return static_cast<Enum>(i);
    fail("unknown word", text);
}

class Drawer final {
public:
    explicit Drawer(StepBatch& batch) : m_batch(batch) {}

    void line(std::string_view text)
    {
        ++m_line;
        const std::size_t indent = text.find_first_not_of(' ');
        if (indent == std::string_view::npos)
            return;
        const std::vector<std::string> words = tokens(text);
        if (words.size() == 1 && words[0].starts_with("trace=")) {
            m_trace = static_cast<unsigned>(number(words[0].substr(6)));
            m_open.clear();
            return;
        }
        while (!m_open.empty() && m_open.back().indent >= indent)
            m_open.pop_back();
        Step step = begin(words);
        for (std::size_t i = 1; i < words.size(); ++i)
            word(step, words[i], i);
        finish(step);
        m_open.push_back({indent, step.span, step.service, step.start, step.end});
        m_batch.steps.push_back(step);
    }

private:
    struct Open {
        std::size_t indent;
        SpanId span;
        std::string_view service;
        Nanos start;
        Nanos end;
    };

    Step begin(const std::vector<std::string>& words)
    {
        Step step;
        step.kind = named<StepKind>(words[0], kStepKindCount, stepKindName);
        step.trace = drawnTrace(m_trace);
        step.span = {m_line};
        step.status = StepStatus::ok;
        step.dialects = dialectBit(Dialect::otelGenAi);
        step.start = kDrawingStart;
        step.end = kDrawingStart + kSecond;
        if (!m_open.empty()) {
            step.parent = m_open.back().span;
            step.service = m_open.back().service;
            step.start = m_open.back().start;
            step.end = m_open.back().end;
        }
        m_hints.clear();
        m_links.clear();
        m_attributes = 0;
        m_attributeList.clear();
        return step;
    }

    void word(Step& step, const std::string& word, std::size_t at)
    {
        if (word.front() == '@')
            step.service = keep(word.substr(1));
        else if (word.front() == '#')
            step.span = spanId(word);
        else if (word.front() == '[') {
            const auto parts = split(std::string_view(word).substr(1, word.size() - 2), '-');
            step.start = kDrawingStart + number(parts.at(0)) * kMillisecond;
            step.end = parts.size() < 2 ? 0 : kDrawingStart + number(parts[1]) * kMillisecond;
        } else if (const std::size_t equals = word.find('='); equals != std::string::npos)
            option(step, std::string_view(word).substr(0, equals),
                   std::string_view(word).substr(equals + 1));
        else if (!flag(step, word)) {
            if (at != 1)
                fail("unknown word", word);
            step.name = keep(word);
        }
    }

    static bool flag(Step& step, std::string_view word)
    {
        static constexpr std::pair<std::string_view, std::uint32_t> kFlags[] = {
            {"provisional", kProvisional},
            {"log_event", kFromLogEvent},
            {"merges", kMergesInto | kFromLogEvent},
            {"summary", kSummary},
            {"remote", kRemoteParent},
            {"synthetic_session", kSyntheticSession}};
        for (const auto& [name, bits] : kFlags)
            if (name == word) {
                step.flags |= bits;
                return true;
            }
        return false;
    }

    static std::string_view Step::*textField(std::string_view key)
    {
        static constexpr std::pair<std::string_view, std::string_view Step::*> kTexts[] = {
            {"session", &Step::session},
            {"user", &Step::user},
            {"agent", &Step::agentName},
            {"agent_id", &Step::agentId},
            {"tool", &Step::toolName},
            {"target", &Step::target},
            {"model", &Step::responseModel},
            {"response", &Step::responseId},
            {"call", &Step::toolCallId},
            {"service", &Step::service},
            {"framework", &Step::framework},
            {"error", &Step::errorMessage},
            {"version", &Step::agentVersion},
            {"name", &Step::name},
            {"organization", &Step::organization}};
        for (const auto& [name, field] : kTexts)
            if (name == key)
                return field;
        return nullptr;
    }

    void option(Step& step, std::string_view key, std::string_view value)
    {
        if (auto field = textField(key); field != nullptr)
            step.*field = keep(value);
        else if (key == "parent")
            step.parent = spanId(value);
        else if (key == "trace")
            step.trace = drawnTrace(static_cast<unsigned>(number(value)));
        else if (key == "in")
            step.usage.input = number(value);
        else if (key == "out")
            step.usage.output = number(value);
        else if (key == "cached")
            step.usage.inputCacheRead = number(value);
        else if (key == "total")
            step.usage.totalReported = number(value);
        else if (key == "semantics")
            step.usage.semantics =
                value == "exclusive" ? CacheSemantics::exclusive : CacheSemantics::inclusive;
        else if (key == "if_apart")
            step.cost.ifCacheApart = number(value);
        else if (key == "provider")
            step.provider = keep(value);
        else if (key == "scope") {
            auto* scope = m_batch.arena.make<RawScope>();
            scope->name = keep(value);
            step.raw.scope = scope;
        } else if (key == "reasoning")
            step.usage.outputReasoning = number(value);
        else if (key == "cost") {
            step.cost.amount = number(value);
            if (step.cost.source == CostSource::none)
                step.cost.source = CostSource::reported;
        } else if (key == "cost_source")
            step.cost.source = named<CostSource>(value, 4, costSourceName);
        else if (key == "doubts")
            step.cost.doubts = static_cast<std::uint8_t>(number(value));
        else if (key == "status")
            step.status = named<StepStatus>(value, 4, stepStatusName);
        else if (key == "dialect")
            step.dialects = dialectBit(named<Dialect>(value, 24, dialectName));
        else if (key == "human_wait")
            step.humanWait = number(value) * kMillisecond;
        else if (key == "attributes")
            m_attributes = static_cast<std::size_t>(number(value));
        else
            relation(step, key, value);
    }

    void relation(Step& step, std::string_view key, std::string_view value)
    {
        if (key == "hint") {
            const auto parts = split(value, ':');
            m_hints.push_back({named<Evidence>(parts.at(0), kEvidenceCount, evidenceName),
                               named<DelegationMode>(parts.at(1), 4, delegationModeName),
                               keep(parts.at(2)), keep(parts.at(3))});
        } else if (key == "link") {
            const auto parts = split(value, '/');
            RawLink link;
            link.trace = drawnTrace(static_cast<unsigned>(number(parts.at(0))));
            link.span = spanId(parts.at(1));
            m_links.push_back(link);
        } else if (key == "mcp") {
            const auto parts = split(value, '/');
            m_attributeList.push_back({keyText(KeyId::mcpSessionId), KeyId::mcpSessionId,
                                       Value::ofString(keep(parts.at(0)))});
            const bool isNumber =
                parts.at(1).find_first_not_of("0123456789") == std::string_view::npos;
            m_attributeList.push_back(
                {keyText(KeyId::jsonrpcRequestId), KeyId::jsonrpcRequestId,
                 isNumber ? Value::ofInteger(number(parts[1])) : Value::ofString(keep(parts[1]))});
        } else if (key == "mandate") {
            const auto parts = split(value, '/');
            auto* mandate = m_batch.arena.make<Mandate>();
            mandate->grantedBy = keep(parts.at(0));
            mandate->scope = keep(parts.at(1));
            mandate->revocableBy = keep(parts.at(2));
            mandate->authorizedAt = step.start;
            step.mandate = mandate;
        } else if (key == "run") {
            const auto parts = split(value, ':');
            step.run.span = spanId(parts.at(0));
            step.run.parent = spanId(parts.at(1));
            step.run.agent = keep(parts.at(2));
        } else {
            fail("unknown option", key);
        }
    }

    void finish(Step& step)
    {
        if (step.kind == StepKind::agentRun && step.agentName.empty())
            step.agentName = step.name;
        if (step.name.empty())
            step.name = step.agentName;
        if (step.kind == StepKind::llmCall && step.responseModel.empty())
            step.responseModel = step.name;
        if (step.kind == StepKind::toolCall && step.toolName.empty())
            step.toolName = step.name;
        if ((step.flags & kProvisional) != 0) {
            step.status = StepStatus::running;
            step.end = 0;
        }
        step.delegations = m_batch.arena.copy(m_hints);
        step.raw.links = m_batch.arena.copy(m_links);
        m_attributeList.resize(m_attributeList.size() + m_attributes);
        step.raw.attributes = m_batch.arena.copy(m_attributeList);
    }

    std::string_view keep(std::string_view text) { return m_batch.arena.copy(text); }

    StepBatch& m_batch;
    std::vector<Open> m_open;
    std::vector<DelegationHint> m_hints;
    std::vector<RawLink> m_links;
    std::size_t m_attributes = 0;
    std::vector<Attribute> m_attributeList;
    std::uint64_t m_line = 0;
    unsigned m_trace = 1;
};

} // namespace

TraceId drawnTrace(unsigned number)
{
    TraceId id;
    id.bytes[0] = 0x7A;
    for (int i = 0; i < 4; ++i)
        id.bytes[static_cast<std::size_t>(15 - i)] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

std::shared_ptr<const StepBatch> drawSteps(std::string_view drawing)
{
    auto batch = std::make_shared<StepBatch>();
    Drawer drawer(*batch);
    for (const std::string_view line : split(drawing, '\n'))
        drawer.line(line);
    return batch;
}

EntryBatch entriesOf(const std::shared_ptr<const StepBatch>& steps, Seq first,
                     const std::vector<std::size_t>& order, Nanos arrival)
{
    EntryBatch batch;
    batch.hold.push_back(steps);
    const std::size_t count = order.empty() ? steps->steps.size() : order.size();
    for (std::size_t i = 0; i < count; ++i) {
        LogEntry entry;
        entry.seq = first + i;
        entry.arrival = arrival;
        entry.kind = EntryKind::step;
        entry.source = "test";
        entry.step = &steps->steps[order.empty() ? i : order[i]];
        batch.entries.push_back(entry);
    }
    return batch;
}

} // namespace penstock::test
