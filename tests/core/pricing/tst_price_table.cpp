// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/price_table.h"

#include <QTest>

using namespace penstock;

namespace {

Step call(std::string_view provider, std::string_view model, std::int64_t input,
          std::int64_t output, std::int64_t cacheRead = kNotSaid,
          std::int64_t cacheWrite = kNotSaid)
{
    Step step;
    step.kind = StepKind::llmCall;
    step.provider = provider;
    step.requestModel = model;
    step.usage.input = input;
    step.usage.output = output;
    step.usage.inputCacheRead = cacheRead;
    step.usage.inputCacheWrite = cacheWrite;
    return step;
}

Cost priced(Step step, const PriceTable& table = *PriceTable::builtIn())
{
    table.price(step);
    return step.cost;
}

std::string table(const std::string& entries)
{
    return "{\"schema\": 1,\n\"entries\": [\n" + entries + "\n]}";
}

const std::string kPlain =
    R"({"provider":"acme","models":["road-1"],"input":1,"output":2.5,"as_of":"2026-01-02","source":"acme"})";

QString sentenceOf(const std::string& text)
{
    const auto parsed = PriceTable::parse({text});
    return parsed ? QStringLiteral("accepted") : QString::fromStdString(parsed.error().sentence);
}

} // namespace

class PriceTableTest : public QObject {
    Q_OBJECT

private slots:
    void theBuiltInTableIsValidAndDated();
    void inputCacheAndOutputArePricedApart();
    void aPriceThatNoSecondSourceConfirmsGivesAnEstimate();
    void whatCachedTokensBesideTheInputWouldCostIsToldApart();
    void aLongPromptPaysTheLongContextPriceForEverything();
    void amountsAreRoundedOnceHalfUp();
    void hugeCountsDoNotOverflow();
    void anUnknownModelHasNoPrice();
    void aLocalServerDoesNotPayTheListPrice();
    void aReportedCostIsKept();
    void rollUpsAndSummariesAreNotPriced();
    void theResponseModelWinsOverTheRequestedOne();
    void guessedPartsMakeTheCostAnEstimate();
    void theWeightiestReasonIsTheOneThatIsCounted();
    void batchCallsPayTheBatchPrice();
    void overridesWin();
    void namesOfCloudsAndRoutersFindTheirModel_data();
    void namesOfCloudsAndRoutersFindTheirModel();
    void aBadTableIsRefusedWithLineAndKey_data();
    void aBadTableIsRefusedWithLineAndKey();
};

void PriceTableTest::theBuiltInTableIsValidAndDated()
{
    const auto built = PriceTable::builtIn();
    QVERIFY(built->version() > 20260101);
    QCOMPARE(built->digest().size(), std::size_t{64});
    QCOMPARE(PriceTable::builtIn()->digest(), built->digest());
}

void PriceTableTest::aPriceThatNoSecondSourceConfirmsGivesAnEstimate()
{
    const std::string entry =
        R"({"provider":"acme","models":["road-1"],"input":1,"output":2.5,"confidence":"unconfirmed","as_of":"2026-01-02","source":"acme"})";
    const auto parsed = PriceTable::parse({table(entry)});
    QVERIFY(parsed);
    const Cost cost = priced(call("acme", "road-1", 1'000'000, 0), **parsed);
    QCOMPARE(cost.amount, MicroUsd{1'000'000});
    QCOMPARE(cost.source, CostSource::estimated);
    QCOMPARE(cost.doubts, std::uint8_t{kPriceUnconfirmed});
    QCOMPARE(priced(call("mistral_ai", "mistral-medium-3", 1000, 10)).source,
             CostSource::estimated);
    QCOMPARE(priced(call("openai", "gpt-4o", 1000, 10)).source, CostSource::computed);
    std::string wrong = entry;
    wrong.replace(wrong.find("unconfirmed"), 11, "perhaps");
    QVERIFY(sentenceOf(table(wrong)).contains(QStringLiteral("confidence")));
}

void PriceTableTest::whatCachedTokensBesideTheInputWouldCostIsToldApart()
{
    // 1,000,000 in with 400,000 cached: were they beside the input, 400,000 more would pay the full price.
    const Cost cost = priced(call("anthropic", "claude-sonnet-4-6", 1'000'000, 0, 400'000));
    QCOMPARE(cost.amount, MicroUsd{600'000 * 3 + 400'000 * 3 / 10});
    QCOMPARE(cost.ifCacheApart, MicroUsd{400'000 * 3});
    Step known = call("anthropic", "claude-sonnet-4-6", 1'000'000, 0, 400'000);
    known.usage.semantics = CacheSemantics::exclusive;
    QCOMPARE(priced(known).ifCacheApart, MicroUsd{0});
    QCOMPARE(priced(call("anthropic", "claude-sonnet-4-6", 1'000'000, 0)).ifCacheApart,
             MicroUsd{0});
    // Beyond 200,000 the long-context price holds for everything.
    QCOMPARE(priced(call("anthropic", "claude-sonnet-4-5", 150'000, 0, 100'000)).ifCacheApart,
             MicroUsd{150'000 * 6 + 100'000 * 6 / 10 - (50'000 * 3 + 100'000 * 3 / 10)});
}

void PriceTableTest::inputCacheAndOutputArePricedApart()
{
    // Claude Sonnet 4.6: 3 / 15 USD, cache read 0.30, cache write 3.75. Input holds all three kinds.
    const Cost cost = priced(call("anthropic", "claude-sonnet-4-6", 10'000, 1'000, 6'000, 1'000));
    QCOMPARE(cost.amount, MicroUsd{3'000 * 3 + 6'000 * 3 / 10 + 3'750 + 15'000});
    QCOMPARE(cost.source, CostSource::computed);
    QCOMPARE(cost.priceTable, PriceTable::builtIn()->version());
    // OpenAI lists no price for writing the cache of gpt-4o: such tokens are input.
    QCOMPARE(priced(call("openai", "gpt-4o", 1'000'000, 0, 400'000, 100'000)).amount,
             MicroUsd{600'000 * 5 / 2 + 400'000 * 5 / 4});
}

void PriceTableTest::aLongPromptPaysTheLongContextPriceForEverything()
{
    QCOMPARE(priced(call("gcp.gemini", "gemini-2.5-pro", 200'000, 1'000)).amount,
             MicroUsd{250'000 + 10'000});
    QCOMPARE(priced(call("gcp.gemini", "gemini-2.5-pro", 200'001, 1'000)).amount,
             MicroUsd{500'003 + 15'000});
}

void PriceTableTest::amountsAreRoundedOnceHalfUp()
{
    // text-embedding-3-small: 0.02 USD a million, so 25 tokens are exactly half a micro-USD.
    Step step = call("openai", "text-embedding-3-small", 25, kNotSaid);
    step.kind = StepKind::embedding;
    QCOMPARE(priced(step).amount, MicroUsd{1});
    step.usage.input = 24;
    QCOMPARE(priced(step).amount, MicroUsd{0});
    QCOMPARE(priced(step).source, CostSource::computed); // zero after rounding is not "no price"
}

void PriceTableTest::hugeCountsDoNotOverflow()
{
    const std::int64_t tokens = std::int64_t{1} << 48;
    const Cost cost = priced(call("openai", "gpt-4o-mini", tokens, 0));
    QCOMPARE(cost.amount, MicroUsd{tokens / 1'000'000 * 150'000 +
                                   (tokens % 1'000'000 * 150'000 + 500'000) / 1'000'000});
}

void PriceTableTest::anUnknownModelHasNoPrice()
{
    QCOMPARE(priced(call("openai", "gpt-99-imaginary", 10, 10)).source, CostSource::none);
    QCOMPARE(priced(call("", "", 10, 10)).source, CostSource::none);
    QCOMPARE(priced(call("openrouter", "openai/gpt-4o:free", 10, 10)).source, CostSource::none);
    QCOMPARE(priced(call("openai", "gpt-4o", kNotSaid, kNotSaid)).source, CostSource::none);
}

void PriceTableTest::aLocalServerDoesNotPayTheListPrice()
{
    QCOMPARE(priced(call("ollama", "mistral-nemo", 10'000, 10'000)).source, CostSource::none);
    QCOMPARE(priced(call("mistral_ai", "mistral-nemo", 10'000, 10'000)).source,
             CostSource::computed);
    QCOMPARE(priced(call("", "gpt-oss-120b", 10, 10)).source,
             CostSource::none); // several hosts, several prices
    QCOMPARE(priced(call("groq", "openai/gpt-oss-120b", 1'000'000, 0)).amount, MicroUsd{150'000});
}

void PriceTableTest::aReportedCostIsKept()
{
    Step step = call("openai", "gpt-4o", 1'000, 1'000);
    step.cost = {42, CostSource::reported, 0, 0};
    QCOMPARE(priced(step), (Cost{42, CostSource::reported, 0, 0}));
    step.cost = {0, CostSource::estimated, 0, 0};
    QCOMPARE(priced(step), (Cost{0, CostSource::estimated, 0, 0}));
}

void PriceTableTest::rollUpsAndSummariesAreNotPriced()
{
    Step step = call("openai", "gpt-4o", 1'000, 1'000);
    step.kind = StepKind::agentRun;
    QCOMPARE(priced(step).source, CostSource::none);
    step.kind = StepKind::llmCall;
    step.flags = kSummary;
    QCOMPARE(priced(step).source, CostSource::none);
}

void PriceTableTest::theResponseModelWinsOverTheRequestedOne()
{
    Step step = call("openai", "gpt-4o", 1'000'000, 0);
    step.responseModel = "gpt-4o-mini-2024-07-18";
    QCOMPARE(priced(step).amount, MicroUsd{150'000});
    step.responseModel = "my-azure-deployment"; // arbitrary name: fall back to what was asked for
    QCOMPARE(priced(step).amount, MicroUsd{2'500'000});
}

void PriceTableTest::guessedPartsMakeTheCostAnEstimate()
{
    Step step = call("openai", "gpt-4o", 1'000, 1'000);
    QCOMPARE(priced(step).doubts, std::uint8_t{0});
    step.usage.contradictory = true;
    QCOMPARE(priced(step).source, CostSource::estimated);
    QCOMPARE(priced(step).doubts, std::uint8_t{kTokensContradict});
    step.usage.output = kNotSaid;
    QCOMPARE(priced(step).doubts, std::uint8_t{kTokensNotSaid | kTokensContradict});
    step.usage.contradictory = false;
    QCOMPARE(priced(step).source, CostSource::estimated);
    QCOMPARE(priced(step).doubts, std::uint8_t{kTokensNotSaid});
    step.usage.output = 1'000;
    const Attribute attributes[] = {{"openai.response.service_tier",
                                     KeyId::openaiResponseServiceTier,
                                     Value::ofString("priority")}};
    step.raw.attributes = attributes;
    QCOMPARE(priced(step).source, CostSource::estimated);
    QCOMPARE(priced(step).doubts, std::uint8_t{kTierNotPriced});
    step.raw.attributes = {};
    step.usage.inputAudio = 500; // gpt-4o has no price for it: taken as text
    QCOMPARE(priced(step).doubts, std::uint8_t{kPartNotPriced});
}

void PriceTableTest::theWeightiestReasonIsTheOneThatIsCounted()
{
    QCOMPARE(chiefDoubt(0), 0);
    for (int bit = 0; bit < kCostDoubtCount; ++bit) {
        const auto all = static_cast<std::uint8_t>(0xFF << bit);
        QCOMPARE(chiefDoubt(all), bit + 1);
        QVERIFY(costDoubtName(bit + 1) != costDoubtName(bit));
    }
}

void PriceTableTest::batchCallsPayTheBatchPrice()
{
    Step step = call("openai", "gpt-4o", 1'000'000, 0);
    const Attribute attributes[] = {{"openai.response.service_tier",
                                     KeyId::openaiResponseServiceTier, Value::ofString("batch")}};
    step.raw.attributes = attributes;
    QCOMPARE(priced(step),
             (Cost{1'250'000, CostSource::computed, 0, PriceTable::builtIn()->version()}));
}

void PriceTableTest::overridesWin()
{
    const auto mine = PriceTable::withOverrides(table(
        R"({"provider":"openai","models":["gpt-4o"],"input":1,"output":1,"as_of":"2030-01-01","source":"our contract"},)"
        R"({"provider":"azure.ai.openai","models":["my-deployment*"],"input":2,"output":2,"as_of":"2026-01-01","source":"our contract"})"));
    QVERIFY(mine.ok());
    QCOMPARE(priced(call("openai", "gpt-4o", 1'000'000, 0), **mine).amount, MicroUsd{1'000'000});
    QCOMPARE(priced(call("azure.ai.openai", "my-deployment-eu", 1'000'000, 0), **mine).amount,
             MicroUsd{2'000'000});
    QCOMPARE(priced(call("openai", "gpt-4o-mini", 1'000'000, 0), **mine).amount, MicroUsd{150'000});
    QCOMPARE((*mine)->version(), std::uint32_t{20300101});
    QVERIFY((*mine)->digest() != PriceTable::builtIn()->digest());
}

void PriceTableTest::namesOfCloudsAndRoutersFindTheirModel_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<qint64>("inputPrice"); // micro-USD a million
    QTest::newRow("dated") << QByteArray("openai") << QByteArray("gpt-4o-2024-08-06")
                           << qint64{2'500'000};
    QTest::newRow("dated exception")
        << QByteArray("openai") << QByteArray("gpt-4o-2024-05-13") << qint64{5'000'000};
    QTest::newRow("short date") << QByteArray("openai") << QByteArray("gpt-4-0613")
                                << qint64{30'000'000};
    QTest::newRow("latest") << QByteArray("anthropic") << QByteArray("claude-3-5-haiku-latest")
                            << qint64{800'000};
    QTest::newRow("router") << QByteArray("openrouter") << QByteArray("anthropic/claude-opus-4-5")
                            << qint64{5'000'000};
    QTest::newRow("bedrock global")
        << QByteArray("aws.bedrock")
        << QByteArray("global.anthropic.claude-sonnet-4-5-20250929-v1:0") << qint64{3'000'000};
    QTest::newRow("bedrock regional")
        << QByteArray("aws.bedrock") << QByteArray("eu.anthropic.claude-sonnet-4-5-20250929-v1:0")
        << qint64{3'300'000};
    QTest::newRow("vertex") << QByteArray("gcp.vertex_ai") << QByteArray("claude-opus-4-1@20250805")
                            << qint64{15'000'000};
    QTest::newRow("gemini path") << QByteArray("gcp.gen_ai")
                                 << QByteArray("models/gemini-2.5-flash") << qint64{300'000};
    QTest::newRow("gemini preview")
        << QByteArray("gcp.gemini") << QByteArray("gemini-2.5-pro-preview-05-06")
        << qint64{1'250'000};
    QTest::newRow("azure") << QByteArray("azure.ai.openai") << QByteArray("azure/gpt-4.1")
                           << qint64{2'000'000};
    QTest::newRow("long context mark")
        << QByteArray("anthropic") << QByteArray("claude-opus-4-6[1m]") << qint64{5'000'000};
    QTest::newRow("groq") << QByteArray("groq") << QByteArray("llama-3.3-70b-versatile")
                          << qint64{590'000};
    QTest::newRow("upper case") << QByteArray("deepseek") << QByteArray("DeepSeek-Chat")
                                << qint64{270'000};
}

void PriceTableTest::namesOfCloudsAndRoutersFindTheirModel()
{
    QFETCH(QByteArray, provider);
    QFETCH(QByteArray, model);
    QFETCH(qint64, inputPrice);
    // 100 000 tokens stay below every long-context tier.
    const Cost cost = priced(call(provider.toStdString(), model.toStdString(), 100'000, 0));
    QCOMPARE(cost.source, CostSource::computed);
    QCOMPARE(qint64{cost.amount}, inputPrice / 10);
}

void PriceTableTest::aBadTableIsRefusedWithLineAndKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("says");
    const auto row = [](const char* name, const std::string& text, QByteArrayList says) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << says;
    };
    row("no price",
        table(kPlain + ",\n" +
              R"({"provider":"a","models":["b"],"output":1,"as_of":"2026-01-02","source":"s"})"),
        {"line 4", "\"input\""});
    row("negative",
        table(R"({"provider":"a","models":["b"],"input":-1,"as_of":"2026-01-02","source":"s"})"),
        {"line 3"});
    row("seven decimals",
        table(
            R"({"provider":"a","models":["b"],"input":0.0000001,"as_of":"2026-01-02","source":"s"})"),
        {"line 3", "\"input\"", "six decimals"});
    row("undated",
        table(R"({"provider":"a","models":["b"],"input":1,"as_of":"soon","source":"s"})"),
        {"line 3", "\"as_of\""});
    row("no source", table(R"({"provider":"a","models":["b"],"input":1,"as_of":"2026-01-02"})"),
        {"line 3", "\"source\""});
    row("misspelt key",
        table(
            R"({"provider":"a","models":["b"],"input":1,"cached_read":1,"as_of":"2026-01-02","source":"s"})"),
        {"line 3", "\"cached_read\""});
    row("upper case",
        table(R"({"provider":"a","models":["GPT"],"input":1,"as_of":"2026-01-02","source":"s"})"),
        {"line 3", "\"models\""});
    row("cut off", "{\"schema\": 1,\n\"entries\": [", {"line 2"});
    row("other schema", "{\"schema\": 2, \"entries\": []}", {"\"schema\""});
    row("key twice", "{\"schema\": 1,\n\"schema\": 1, \"entries\": []}", {"line 2", "twice"});
}

void PriceTableTest::aBadTableIsRefusedWithLineAndKey()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, says);
    QCOMPARE(sentenceOf(table(kPlain)), QStringLiteral("accepted"));
    const QString sentence = sentenceOf(text.toStdString());
    for (const QByteArray& part : says)
        QVERIFY2(sentence.contains(QString::fromUtf8(part)), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(PriceTableTest)
#include "tst_price_table.moc"
