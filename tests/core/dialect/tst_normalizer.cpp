// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that hold across dialects: precedence of rows, first alias wins, markers mean absent, repaired times, units,
// money, bounds of what is read. The dialects themselves are checked by tst_dialects.
#include "core/dialect/normalizer.h"

#include <QTest>

using namespace penstock;

namespace {

constexpr Nanos kStart = 1'780'000'000'000'000'000;

Attribute text(std::string_view key, std::string_view value)
{
    return {key, findKey(key), Value::ofString(value)};
}
Attribute number(std::string_view key, std::int64_t value)
{
    return {key, findKey(key), Value::ofInteger(value)};
}
Attribute real(std::string_view key, double value)
{
    return {key, findKey(key), Value::ofReal(value)};
}

struct Made {
    std::unique_ptr<StepBatch> batch;
    const Step& step() const { return batch->steps.front(); }
};

Made normalized(const std::vector<Attribute>& attributes, std::string_view scopeName = "test",
                RawSpan span = {})
{
    auto raw = std::make_shared<RawBatch>();
    RawScope* scope = raw->arena.make<RawScope>();
    scope->name = scopeName;
    span.span.value = 7;
    span.trace.bytes[0] = 1;
    span.start = span.start == 0 ? kStart : span.start;
    span.end = span.end == 0 ? kStart + kSecond : span.end;
    span.attributes = raw->arena.copy(attributes);
    span.scope = scope;
    raw->spans.push_back(span);
    return {normalize(raw)};
}

} // namespace

class NormalizerTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptyBatchGivesNoSteps();
    void theHigherRowWinsAField();
    void aMarkerInTheHigherRowLetsTheLowerRowSpeak();
    void theFirstAliasWinsAndNothingIsSummed();
    void numbersAndListsSentAsTextAreRead();
    void negativeAndAbsurdTokenCountsAreNotTokens();
    void secondsMillisecondsAndIsoTimesMeetInNanoseconds();
    void frameworkNamesAreNoProviders();
    void agentNamesElsewhereCreateNoRuns();
    void googleReasoningOutsideTheOutputIsAdded();
    void exclusiveCacheIsRecognisedByTheSum();
    void delegationsThatDoNotFitAreMarked();
    void impossibleTimesAreRepairedAndTheRawSpanKeepsThem();
    void aMandateIsNullUnlessCarried();
    void rawAttributesAreUntouched();
    void textsBeyondTheBoundAreCutAndMarked();
    void messagesThatAreNotJsonStayText();
    void aRecordKeepsItsIdHoweverOftenItArrives();
    void differentRecordsGetDifferentIds();
};

void NormalizerTest::anEmptyBatchGivesNoSteps()
{
    QCOMPARE(normalize(nullptr)->steps.size(), std::size_t{0});
    QCOMPARE(normalize(std::make_shared<RawBatch>())->steps.size(), std::size_t{0});
}

void NormalizerTest::theHigherRowWinsAField()
{
    const Made made = normalized(
        {text("gen_ai.request.model", "low"), text("llm.model_name", "high"),
         text("openinference.span.kind", "TOOL"), text("gen_ai.operation.name", "chat")});
    QCOMPARE(made.step().requestModel, std::string_view("high"));
    QCOMPARE(made.step().kind, StepKind::toolCall);
    QCOMPARE(made.step().dialects,
             dialectBit(Dialect::openInference) | dialectBit(Dialect::otelGenAi));
}

void NormalizerTest::aMarkerInTheHigherRowLetsTheLowerRowSpeak()
{
    for (const char* marker :
         {"<REDACTED>", "[REDACTED]", "__REDACTED__", "N/A", "", "<not specified>"}) {
        const Made made =
            normalized({text("openinference.span.kind", "LLM"), text("llm.model_name", marker),
                        text("gen_ai.request.model", "gpt-4o")});
        QCOMPARE(made.step().requestModel, std::string_view("gpt-4o"));
    }
}

void NormalizerTest::theFirstAliasWinsAndNothingIsSummed()
{
    const Made made = normalized({number("gen_ai.usage.prompt_tokens", 5),
                                  number("gen_ai.usage.input_tokens", 100),
                                  number("gen_ai.usage.details.cache_read_tokens", 40),
                                  number("gen_ai.usage.cache_read.input_tokens", 40)});
    QCOMPARE(made.step().usage.input, std::int64_t{100});
    QCOMPARE(made.step().usage.inputCacheRead, std::int64_t{40});
}

void NormalizerTest::numbersAndListsSentAsTextAreRead()
{
    const Made made = normalized(
        {text("gen_ai.usage.input_tokens", " 17 "), text("gen_ai.usage.output_tokens", "3.0"),
         text("gen_ai.response.finish_reasons", "[\"tool_use\", \"stop\"]")});
    QCOMPARE(made.step().usage.input, std::int64_t{17});
    QCOMPARE(made.step().usage.output, std::int64_t{3});
    QCOMPARE(made.step().finishReason, std::string_view("tool_call"));
    QCOMPARE(normalized({text("gen_ai.response.finish_reasons", "MAX_TOKENS, STOP")})
                 .step()
                 .finishReason,
             std::string_view("length"));
}

void NormalizerTest::negativeAndAbsurdTokenCountsAreNotTokens()
{
    const Made made = normalized(
        {number("gen_ai.usage.input_tokens", -4), number("gen_ai.usage.output_tokens", INT64_MAX)});
    QCOMPARE(made.step().usage, Usage{});
}

void NormalizerTest::secondsMillisecondsAndIsoTimesMeetInNanoseconds()
{
    QCOMPARE(
        normalized({real("gen_ai.response.time_to_first_chunk", 0.25)}).step().timeToFirstToken,
        250 * kMillisecond);
    QCOMPARE(normalized({text("gen_ai.system", "strands-agents"),
                         number("gen_ai.server.time_to_first_token", 250)})
                 .step()
                 .timeToFirstToken,
             250 * kMillisecond);
    QCOMPARE(normalized({text("mastra.span.type", "model_generation"),
                         text("mastra.completion_start_time", "2026-05-28T20:26:40.250Z")})
                 .step()
                 .timeToFirstToken,
             250 * kMillisecond);
}

void NormalizerTest::frameworkNamesAreNoProviders()
{
    const Made made =
        normalized({text("gen_ai.system", "langchain"), text("gen_ai.request.model", "m")});
    QCOMPARE(made.step().provider, std::string_view());
    QCOMPARE(made.step().framework, std::string_view("langchain"));
    QCOMPARE(normalized({text("gen_ai.system", "az.ai.openai")}).step().provider,
             std::string_view("azure.ai.openai"));
}

void NormalizerTest::agentNamesElsewhereCreateNoRuns()
{
    const Made made =
        normalized({text("gen_ai.agent.name", "Writer"), text("gen_ai.operation.name", "chat")});
    QCOMPARE(made.step().kind, StepKind::llmCall);
    QCOMPARE(normalized({text("gen_ai.agent.name", "Writer")}).step().kind, StepKind::other);
}

void NormalizerTest::googleReasoningOutsideTheOutputIsAdded()
{
    const std::vector<Attribute> apart = {
        text("gen_ai.system", "gemini"), number("gen_ai.usage.input_tokens", 100),
        number("gen_ai.usage.output_tokens", 20), number("gen_ai.usage.reasoning_tokens", 30),
        number("gen_ai.usage.total_tokens", 150)};
    QCOMPARE(normalized(apart).step().usage.output, std::int64_t{50});
    std::vector<Attribute> within = apart;
    within.back() = number("gen_ai.usage.total_tokens", 120);
    QCOMPARE(normalized(within).step().usage.output, std::int64_t{20});
}

void NormalizerTest::delegationsThatDoNotFitAreMarked()
{
    std::string nodes = "[\"n0\"";
    for (int i = 1; i < 8; ++i)
        nodes += ",\"n" + std::to_string(i) + "\"";
    const Made fits = normalized({text("langgraph.command.goto_nodes", nodes + "]")});
    QCOMPARE(fits.step().delegations.size(), std::size_t{8});
    QVERIFY((fits.step().flags & kHintsCut) == 0);
    const Made cut = normalized({text("langgraph.command.goto_nodes", nodes + ",\"n8\"]")});
    QCOMPARE(cut.step().delegations.size(), std::size_t{8});
    QVERIFY((cut.step().flags & kHintsCut) != 0);
}

void NormalizerTest::exclusiveCacheIsRecognisedByTheSum()
{
    const Made made = normalized({number("gen_ai.usage.input_tokens", 10),
                                  number("gen_ai.usage.cache_read_input_tokens", 900)});
    QCOMPARE(made.step().usage.input, std::int64_t{910});
    QCOMPARE(made.step().usage.semantics, CacheSemantics::exclusive);
    QVERIFY(!made.step().usage.contradictory);
}

void NormalizerTest::impossibleTimesAreRepairedAndTheRawSpanKeepsThem()
{
    RawSpan span;
    span.start = -5;
    span.end = kStart;
    const Made made = normalized({}, "test", span);
    QCOMPARE(made.step().start, kStart);
    QCOMPARE(made.step().end, kStart);
    QVERIFY((made.step().flags & kTimeSuspect) != 0);
    QCOMPARE(made.step().raw.start, Nanos{-5});
}

void NormalizerTest::aMandateIsNullUnlessCarried()
{
    QCOMPARE(normalized({text("gen_ai.operation.name", "invoke_agent")}).step().mandate, nullptr);
    const Made made = normalized({text("penstock.mandate.scope", "refund up to 50 EUR")});
    QVERIFY(made.step().mandate != nullptr);
    QCOMPARE(made.step().mandate->scope, std::string_view("refund up to 50 EUR"));
    QCOMPARE(made.step().mandate->expiresAt, Nanos{0});
}

void NormalizerTest::rawAttributesAreUntouched()
{
    const Made made =
        normalized({text("x.unknown", "kept"), text("gen_ai.system", "az.ai.openai")});
    QCOMPARE(made.step().raw.attributes.size(), std::size_t{2});
    QCOMPARE(made.step().raw.attributes[1].value.text(), std::string_view("az.ai.openai"));
}

void NormalizerTest::textsBeyondTheBoundAreCutAndMarked()
{
    const std::string big(10'000, 'x');
    const Made made =
        normalized({text("gen_ai.operation.name", "chat"), text("gen_ai.input.messages", big)});
    const Conversation conversation = readConversation(made.step(), 100);
    QCOMPARE(conversation.input.front().parts.front().text.size(), std::size_t{100});
    QVERIFY(conversation.input.front().parts.front().truncated);
    QVERIFY(!readConversation(made.step()).input.front().parts.front().truncated);
}

void NormalizerTest::messagesThatAreNotJsonStayText()
{
    const Made made = normalized({text("gen_ai.operation.name", "chat"),
                                  text("gen_ai.output.messages", "[1] First, look.\nThen act.")});
    const Conversation conversation = readConversation(made.step());
    QCOMPARE(conversation.output.size(), std::size_t{1});
    QCOMPARE(conversation.output.front().role, Role::assistant);
    QCOMPARE(conversation.output.front().parts.front().text,
             std::string("[1] First, look.\nThen act."));
}

void NormalizerTest::aRecordKeepsItsIdHoweverOftenItArrives()
{
    RawSpan record;
    record.signal = Signal::log;
    record.name = "claude_code.api_request";
    const std::vector<Attribute> attributes = {text("session.id", "s"), text("prompt.id", "p"),
                                               text("request_id", "r1")};
    const Made first = normalized(attributes, "test", record);
    record.end = kStart + 5 * kSecond; // observed later the second time
    const Made again = normalized(attributes, "test", record);
    QCOMPARE(first.step().span, again.step().span);
    QCOMPARE(first.step().kind, StepKind::llmCall);
}

void NormalizerTest::differentRecordsGetDifferentIds()
{
    RawSpan record;
    record.signal = Signal::log;
    record.name = "codex.tool_result";
    const auto idOf = [&](const char* call) {
        return normalized({text("conversation.id", "c"), text("call_id", call)}, "test", record)
            .step()
            .span;
    };
    QVERIFY(idOf("a") != idOf("b"));
    QVERIFY(!idOf("a").isZero());
}

QTEST_GUILESS_MAIN(NormalizerTest)
#include "tst_normalizer.moc"
