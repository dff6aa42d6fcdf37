// SPDX-License-Identifier: GPL-3.0-or-later
// What detectors look at of a text: what says the same has one fingerprint, likeness shows in the samples, names and
// figures are told from other words; and which text of a step is looked at, in every dialect's fixtures.
#include "core/dialect/normalizer.h"
#include "core/dialect/step_features.h"
#include "core/dialect/text_features.h"
#include "fixtures.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace penstock;

namespace {

Attribute text(std::string_view key, std::string_view value)
{
    return {key, findKey(key), Value::ofString(value)};
}

StepFeatures featuresOf(const std::vector<Attribute>& attributes, Arena& arena)
{
    auto raw = std::make_shared<RawBatch>();
    RawSpan span;
    span.trace.bytes[0] = 1;
    span.span.value = 7;
    span.start = 1'780'000'000 * kSecond;
    span.end = span.start + kSecond;
    span.attributes = raw->arena.copy(attributes);
    span.scope = raw->arena.make<RawScope>();
    raw->spans.push_back(span);
    const auto batch = normalize(raw);
    return *stepFeatures(batch->steps.front(), arena);
}

std::set<WordHash> setOf(std::span<const WordHash> sample)
{
    return {sample.begin(), sample.end()};
}

bool sameFigures(std::string_view a, std::string_view b)
{
    Arena arena;
    return setOf(textFeatures(a, arena).figures) == setOf(textFeatures(b, arena).figures);
}

std::size_t namesIn(std::string_view text)
{
    Arena arena;
    return textFeatures(text, arena).names.size();
}

} // namespace

class FeaturesTest : public QObject {
    Q_OBJECT

private slots:
    void jsonThatMeansTheSameHasOneFingerprint();
    void jsonThatMeansSomethingElseHasAnother();
    void brokenJsonIsComparedAsText();
    void hostileTextsEndSomewhere();
    void whiteSpaceDoesNotChangeATextButWordsDo();
    void samplesOfLikeTextsOverlapAndOfOthersDoNot();
    void sampleIsTheSmallestHashesInOrder();
    void figuresAreComparedByTheirValueOnThePage();
    void aFigureTellsItsShape();
    void whatAResponseCostIsNotWhatItSaid();
    void namesAreCapitalsInsideASentence();
    void membersOfJsonAreNotWords();
    void aModelIsAskedTheLastMessageOnly();
    void theLastMessageIsFoundWhereverTheRoleStands();
    void argumentsAndResultOfACallAreItsFeatures();
    void onlyCallsHaveArguments();
    void indexedMessagesAreReadToo();
    void aStepWithoutContentHasNone();
    void inEveryDialectWhoeverSaidSomethingHasFeatures();
};

void FeaturesTest::jsonThatMeansTheSameHasOneFingerprint()
{
    const auto same = [](std::string_view a, std::string_view b) {
        return canonicalFingerprint(a) == canonicalFingerprint(b);
    };
    QVERIFY(same(R"({"a":1,"b":[true,null]})", R"( { "b" : [ true , null ] , "a" : 1.0 } )"));
    QVERIFY(same(R"({"q":"\u00fcber"})", R"({"q":"über"})"));
    QVERIFY(same(R"({"q":"\ud83d\ude00"})", "{\"q\":\"\U0001F600\"}"));
    QVERIFY(same(R"({"n":1e2})", R"({"n":100})"));
    QVERIFY(same("[]", " [ ] "));
}

void FeaturesTest::jsonThatMeansSomethingElseHasAnother()
{
    const std::vector<std::string_view> different = {
        R"({"a":1})",
        R"({"a":2})",
        R"({"b":1})",
        R"({"a":"1"})",
        R"({"a":true})",
        R"({"a":[1]})",
        R"({"a":[1,2]})",
        R"({"a":[2,1]})",
        R"({"a":null})",
        R"([1,2])",
        R"({"a":{"b":1}})",
        R"({"a":1,"b":1})",
        R"({"a":1.5})",
        R"({})",
        R"([])",
        R"({"a":"b","c":"d"})",
        R"({"a":"d","c":"b"})",
    };
    std::set<std::uint64_t> seen;
    for (const std::string_view json : different)
        seen.insert(canonicalFingerprint(json));
    QCOMPARE(seen.size(), different.size());
}

void FeaturesTest::brokenJsonIsComparedAsText()
{
    QVERIFY(canonicalFingerprint(R"({"a":1,"b":2)") != canonicalFingerprint(R"({"b":2,"a":1)"));
    QCOMPARE(canonicalFingerprint(R"({"a":1,  "b":2)"), canonicalFingerprint(R"({"a":1, "b":2)"));
    QVERIFY(canonicalFingerprint(R"({"a":1} x)") != canonicalFingerprint(R"({"a":1})"));
}

void FeaturesTest::hostileTextsEndSomewhere()
{
    Arena arena;
    const std::string deep(100'000, '[');
    const std::string open = R"({"a":")" + std::string(50'000, '\\');
    for (const std::string_view text :
         {std::string_view(deep), std::string_view(open), std::string_view("\\u"),
          std::string_view("\\u12"), std::string_view("{\"\\u"), std::string_view("\xE4"),
          std::string_view("\xE4\xBD"), std::string_view("[1,"), std::string_view("{\"a\":\"\\"),
          std::string_view("[\"\\ud83d\\u\"]"), std::string_view("7:"), std::string_view("\0", 1)})
        QVERIFY(textFeatures(text, arena).fingerprint != 0);
    QVERIFY(textFeatures(" \n\t", arena).empty());
    QVERIFY(textFeatures({}, arena).empty());
}

void FeaturesTest::whiteSpaceDoesNotChangeATextButWordsDo()
{
    QCOMPARE(canonicalFingerprint(" search\n the  web "), canonicalFingerprint("search the web"));
    QVERIFY(canonicalFingerprint("search the web") != canonicalFingerprint("search theweb"));
    const std::string base(20'000, 'x');
    QVERIFY(canonicalFingerprint(base + "a") != canonicalFingerprint(base + "b"));
}

void FeaturesTest::samplesOfLikeTextsOverlapAndOfOthersDoNot()
{
    Arena arena;
    const auto words = [&arena](std::string_view t) { return setOf(textFeatures(t, arena).words); };
    const auto a = words("please search the schedule of trains on that day");
    QCOMPARE(words("Please SEARCH the schedule of trains, on that day!"), a);
    const auto b = words("write a poem about autumn leaves");
    std::vector<WordHash> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    QVERIFY(both.empty());
}

void FeaturesTest::sampleIsTheSmallestHashesInOrder()
{
    Arena arena;
    std::string many;
    std::set<WordHash> all;
    for (int i = 0; i < 1000; ++i) {
        const std::string word = "word" + std::string(1, static_cast<char>('a' + i % 26)) +
                                 std::string(1, static_cast<char>('a' + i / 26));
        many += word + " ";
        all.insert(textFeatures(word, arena).words.front());
    }
    const auto sample = textFeatures(many, arena).words;
    QCOMPARE(sample.size(), kWordSample);
    QVERIFY(std::equal(sample.begin(), sample.end(), all.begin()));
}

void FeaturesTest::figuresAreComparedByTheirValueOnThePage()
{
    QVERIFY(sameFigures("It costs 1,234.50 on 2019-05-27 at 7:30", "2019-05-27 7:30 1234.50"));
    QVERIFY(!sameFigures("It costs 1,234.50", "It costs 1,243.50"));
    QVERIFY(!sameFigures("May 27", "May 28"));
    QVERIFY(sameFigures("no figures here", "none here either"));
    QVERIFY(sameFigures("f\\u00fcr 12", "12"));
}

void FeaturesTest::aFigureTellsItsShape()
{
    const auto shape = [](std::string_view figure) {
        Arena arena;
        return textFeatures(figure, arena).figures.front() & kFigureShape;
    };
    QCOMPARE(shape("30"), shape("7"));
    QCOMPARE(shape("2024"), shape("1,450"));
    QCOMPARE(shape("8.91"), shape("7:30"));
    QCOMPARE(shape("2026-12-04"), shape("A17"));
    const std::set<WordHash> shapes{shape("30"), shape("2024"), shape("8.91"), shape("A17")};
    QCOMPARE(shapes.size(), std::size_t{4});
}

void FeaturesTest::whatAResponseCostIsNotWhatItSaid()
{
    Arena arena;
    const auto answered = [&arena](std::string_view usage) {
        const std::string json = R"({"content":{"parts":[{"text":"We sold 4812 of them {"}]},)" +
                                 std::string(usage) + R"("finish_reason":"STOP 7"})";
        return featuresOf({text("gen_ai.system", "gcp.vertex.agent"),
                           text("gen_ai.operation.name", "chat"),
                           text("gcp.vertex.agent.llm_response", json)},
                          arena)
            .answered;
    };
    const auto said = answered(R"("usage_metadata":{"a":[{"n":246}],"b":"}","c":629},)");
    QCOMPARE(setOf(said.figures), setOf(textFeatures("4812 7", arena).figures));
    QCOMPARE(said.fingerprint, answered(R"("usage_metadata":{"a":[],"c":3},)").fingerprint);
}

void FeaturesTest::namesAreCapitalsInsideASentence()
{
    QCOMPARE(namesIn("Please ask Pompano Beach about it. Then wait."), std::size_t{2});
    QCOMPARE(namesIn("Please wait. Then go on.\nNow stop."), std::size_t{0});
    QCOMPARE(namesIn("go to \\nWait and see Rome"), std::size_t{1});
}

void FeaturesTest::membersOfJsonAreNotWords()
{
    Arena arena;
    const auto words = textFeatures(R"([{"role":"user","content":"find trains"}])", arena).words;
    QCOMPARE(setOf(words), setOf(textFeatures("user find trains", arena).words));
    const auto escaped = textFeatures(R"({\"query\": \"trains\"})", arena).words;
    QCOMPARE(setOf(escaped), setOf(textFeatures("trains", arena).words));
}

void FeaturesTest::aModelIsAskedTheLastMessageOnly()
{
    Arena arena;
    const auto asked = featuresOf(
        {text("gen_ai.operation.name", "chat"),
         text("gen_ai.input.messages",
              R"([{"role":"system","content":"be brief and kind to everybody in the whole world"},)"
              R"({"role":"user","content":"when does the next train leave from the station"}])"),
         text("gen_ai.output.messages", "at noon")},
        arena);
    QCOMPARE(
        setOf(asked.asked.words),
        setOf(textFeatures("user when does the next train leave from the station", arena).words));
    QCOMPARE(asked.answered.fingerprint, canonicalFingerprint("at noon"));
}

void FeaturesTest::theLastMessageIsFoundWhereverTheRoleStands()
{
    Arena arena;
    const auto asked = featuresOf(
        {text("gen_ai.operation.name", "chat"),
         text("gen_ai.input.messages",
              R"([{"content":"be brief and kind to everybody in the whole world","role":"system"},)"
              R"({"content":"when does the next train leave from the station","role":"user"}])")},
        arena);
    const auto expected =
        setOf(textFeatures("when does the next train leave from the station", arena).words);
    const auto found = setOf(asked.asked.words);
    QVERIFY(std::includes(found.begin(), found.end(), expected.begin(), expected.end()));
    const WordHash brief = textFeatures("brief", arena).words.front();
    QVERIFY(!found.contains(brief));
}

void FeaturesTest::argumentsAndResultOfACallAreItsFeatures()
{
    Arena arena;
    const auto call = featuresOf({text("gen_ai.operation.name", "execute_tool"),
                                  text("gen_ai.tool.name", "search"),
                                  text("gen_ai.tool.call.arguments", R"({"q":"trains","n":2})"),
                                  text("gen_ai.tool.call.result", "No train today.")},
                                 arena);
    QCOMPARE(call.asked.fingerprint, canonicalFingerprint(R"({"n":2,"q":"trains"})"));
    QCOMPARE(call.answered.fingerprint, canonicalFingerprint("No train today."));
}

void FeaturesTest::onlyCallsHaveArguments()
{
    Arena arena;
    const StepFeatures call =
        featuresOf({text("gen_ai.operation.name", "execute_tool"), text("gen_ai.tool.name", "pay"),
                    text("gen_ai.tool.call.arguments", R"({"id":"A-1"})")},
                   arena);
    QCOMPARE(call.arguments.size(), std::size_t{1});
    QCOMPARE(call.arguments.front().name, argumentName("id"));
    const StepFeatures model =
        featuresOf({text("gen_ai.operation.name", "chat"),
                    text("gen_ai.input.messages", R"([{"role":"user","content":"x"}])")},
                   arena);
    QVERIFY(!model.asked.empty());
    QVERIFY(model.arguments.empty());
}

void FeaturesTest::indexedMessagesAreReadToo()
{
    Arena arena;
    const auto said = featuresOf(
        {text("llm.request.type", "chat"), text("gen_ai.prompt.0.role", "system"),
         text("gen_ai.prompt.0.content", "be brief"), text("gen_ai.prompt.1.role", "user"),
         text("gen_ai.prompt.1.content", "when does the train leave"),
         text("gen_ai.completion.0.role", "assistant"),
         text("gen_ai.completion.0.content", "at noon")},
        arena);
    QCOMPARE(said.asked.fingerprint, canonicalFingerprint("when does the train leave"));
    QCOMPARE(said.answered.fingerprint, canonicalFingerprint("at noon"));
}

void FeaturesTest::aStepWithoutContentHasNone()
{
    Arena arena;
    QVERIFY(
        featuresOf({text("gen_ai.operation.name", "chat"), text("gen_ai.system", "openai")}, arena)
            .empty());
    const auto marked = featuresOf(
        {text("gen_ai.operation.name", "chat"), text("gen_ai.input.messages", "<REDACTED>")},
        arena);
    QVERIFY(marked.empty());
}

void FeaturesTest::inEveryDialectWhoeverSaidSomethingHasFeatures()
{
    const QDir directory(QString::fromStdString(test::sourceDir()) +
                         QStringLiteral("/tests/data/dialect"));
    int said = 0;
    QStringList silent;
    for (const QString& name : directory.entryList({QStringLiteral("*.otlp.json")})) {
        std::string problem;
        const auto raw =
            test::decodeOtlpJson(test::readFile(directory.filePath(name).toStdString()), problem);
        QVERIFY2(raw != nullptr, problem.c_str());
        const auto batch = normalize(raw);
        for (const Step& step : batch->steps) {
            const Conversation conversation = readConversation(step);
            const bool spoke = !conversation.toolArguments.empty() ||
                               !conversation.toolResult.empty() || !conversation.input.empty() ||
                               !conversation.output.empty();
            said += spoke ? 1 : 0;
            if (spoke && step.features->empty())
                silent << name + QLatin1Char(' ') + QString::fromStdString(std::string(step.name));
        }
    }
    QVERIFY(said > 40);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QStringLiteral(", "))));
}

QTEST_GUILESS_MAIN(FeaturesTest)
#include "tst_features.moc"
