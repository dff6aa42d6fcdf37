// SPDX-License-Identifier: GPL-3.0-or-later
// What a hostile or broken sender can put on the wire: nothing crashes, nothing is lost without a count.
#include "batch_text.h"
#include "core/base/text_safety.h"
#include "decoded.h"
#include "otlp_samples.h"

#include <protozero/pbf_writer.hpp>

#include <QTest>

#include <limits>

using namespace penstock;
using namespace penstock::test;
using protozero::pbf_writer;

namespace {

constexpr auto kTraces = OtlpSignal::traces;
constexpr auto kProtobuf = OtlpEncoding::protobuf;
constexpr auto kJson = OtlpEncoding::json;

std::string message(std::uint32_t tag, const std::string& content)
{
    std::string out;
    pbf_writer(out).add_message(tag, content);
    return out;
}

std::string spanFields(const std::string& more = {})
{
    std::string out;
    pbf_writer span(out);
    span.add_bytes(1, std::string(15, '\0') + '\1');
    span.add_bytes(2, std::string(7, '\0') + '\1');
    span.add_string(5, "step");
    return out + more;
}

std::string requestOf(const std::string& span)
{
    return message(1, message(2, message(2, span)));
}

// AnyValue in AnyValue, `depth` arrays deep, around a text.
std::string nestedArrays(int depth)
{
    std::string value = message(1, "core");
    for (int i = 0; i < depth; ++i)
        value = message(5, message(1, value));
    return value;
}

std::string attribute(const std::string& key, const std::string& anyValue)
{
    std::string out;
    pbf_writer pair(out);
    pair.add_string(1, key);
    pair.add_message(2, anyValue);
    return out;
}

} // namespace

class TestOtlpHostile final : public QObject {
    Q_OBJECT

private slots:
    void aRequestCutAnywhereIsRefusedOrShorter_data()
    {
        QTest::addColumn<bool>("json");
        QTest::newRow("protobuf") << false;
        QTest::newRow("json") << true;
    }
    void aRequestCutAnywhereIsRefusedOrShorter()
    {
        QFETCH(bool, json);
        const std::string whole = json ? richRequest().dump() : protobufOf(richRequest());
        int accepted = 0;
        for (std::size_t size = 1; size < whole.size(); ++size) {
            const Decoded cut(kTraces, json ? kJson : kProtobuf, whole.substr(0, size));
            if (!cut.outcome.ok()) {
                QVERIFY(cut.batch.spans.empty());
                QVERIFY(!cut.outcome.error().sentence.empty());
                continue;
            }
            ++accepted;
            QVERIFY(cut.batch.spans.size() < 4);
        }
        // Protobuf has one place where a cut leaves a whole request: between the two resource groups.
        QCOMPARE(accepted, json ? 0 : 1);
    }
    void aDepthBombIsCutAndCounted()
    {
        const Decoded flat(kTraces, kProtobuf,
                           requestOf(spanFields(message(9, attribute("a", nestedArrays(64))))));
        QCOMPARE(flat.of(LossKind::attributesCut), std::uint64_t(0));
        const Decoded deep(kTraces, kProtobuf,
                           requestOf(spanFields(message(9, attribute("a", nestedArrays(500))))));
        QVERIFY(deep.outcome.ok());
        QCOMPARE(deep.of(LossKind::attributesCut), std::uint64_t(1));
        QCOMPARE(deep.batch.spans[0].attributes[0].value.text(),
                 std::string(64, '[') + "null" + std::string(64, ']'));
    }
    void aDepthBombInJsonIsCutOrSkipped()
    {
        std::string value = R"({"stringValue":"core"})";
        for (int i = 0; i < 3000; ++i)
            value = R"({"arrayValue":{"values":[)" + value + "]}}";
        Json span = smallSpan(1);
        std::string text = spanRequest(Json::array({span})).dump();
        const std::string old = R"({"stringValue":"chat"})";
        const Decoded deep(kTraces, kJson,
                           std::string(text).replace(text.find(old), old.size(), value));
        QVERIFY(deep.outcome.ok());
        QCOMPARE(deep.of(LossKind::attributesCut), std::uint64_t(1));
        const std::string brackets =
            R"("name":)" + std::string(50000, '[') + std::string(50000, ']');
        const std::string name = R"("name":"step 1")";
        const Decoded wrong(kTraces, kJson,
                            std::string(text).replace(text.find(name), name.size(), brackets));
        QVERIFY(wrong.outcome.ok());
        QCOMPARE(wrong.of(LossKind::rejectedMalformed), std::uint64_t(1));
    }
    void tooManyPartsAreCutAndCounted_data() { encodings(); }
    void tooManyPartsAreCutAndCounted()
    {
        QFETCH(bool, json);
        Json span = smallSpan(1);
        for (int i = 0; i < 10'000; ++i) {
            span["attributes"].push_back(stringAttribute("key." + std::to_string(i), "v"));
            span["events"].push_back({{"name", "e"}});
            span["links"].push_back({{"traceId", span["traceId"]}, {"spanId", span["spanId"]}});
        }
        const Json request = spanRequest(Json::array({span}));
        const Decoded got(kTraces, json ? kJson : kProtobuf,
                          json ? request.dump() : protobufOf(request));
        QVERIFY(got.outcome.ok());
        const RawSpan& kept = got.batch.spans.at(0);
        QCOMPARE(kept.attributes.size(), std::size_t(4096));
        QCOMPARE(kept.events.size(), std::size_t(4096));
        QCOMPARE(kept.links.size(), std::size_t(4096));
        QCOMPARE(kept.droppedAttributes, std::uint32_t(10'001 - 4096));
        QCOMPARE(got.of(LossKind::attributesCut), std::uint64_t(10'001 + 20'000 - 3 * 4096));
        QCOMPARE(got.of(LossKind::sdkTruncated), std::uint64_t(0));
    }
    void moreSpansThanAllowedAreRejectedWithASentence_data() { encodings(); }
    void moreSpansThanAllowedAreRejectedWithASentence()
    {
        QFETCH(bool, json);
        const Json request = spanRequest(Json::array({smallSpan(1), smallSpan(2), smallSpan(3)}));
        const Decoded got(kTraces, json ? kJson : kProtobuf,
                          json ? request.dump() : protobufOf(request), {.maxSpansPerRequest = 2});
        QCOMPARE(got.batch.spans.size(), std::size_t(2));
        QCOMPARE(got.outcome->rejected, std::uint64_t(1));
        QCOMPARE(got.of(LossKind::rejectedTooLarge), std::uint64_t(1));
        QVERIFY(got.outcome->firstProblem.find("at most 2") != std::string::npos);
    }
    void textThatIsNotUtf8IsRepairedAndCountedOncePerItem_data() { encodings(); }
    void textThatIsNotUtf8IsRepairedAndCountedOncePerItem()
    {
        QFETCH(bool, json);
        Json bad = smallSpan(1);
        bad["name"] = "a?b";
        bad["attributes"].push_back(stringAttribute("k?", "?"));
        const Json request = spanRequest(Json::array({smallSpan(0), bad}));
        std::string bytes = json ? request.dump() : protobufOf(request);
        for (std::size_t at = bytes.find('?'); at != std::string::npos; at = bytes.find('?', at))
            bytes[at] = '\xff';
        const Decoded got(kTraces, json ? kJson : kProtobuf, bytes);
        QVERIFY(got.outcome.ok());
        QCOMPARE(got.batch.spans.size(), std::size_t(2));
        QCOMPARE(got.batch.spans[1].name, std::string_view("a\uFFFDb"));
        QCOMPARE(got.batch.spans[1].attributes[1].key, std::string_view("k\uFFFD"));
        QCOMPARE(got.batch.spans[1].attributes[1].value.text(), std::string_view("\uFFFD"));
        QCOMPARE(got.of(LossKind::invalidUtf8), std::uint64_t(1));
    }
    void halfASurrogatePairIsRepaired()
    {
        std::string text = spanRequest(Json::array({smallSpan(1)})).dump();
        const std::string name = "step 1";
        text.replace(text.find(name), name.size(), R"(cut \ud83d off \udc00, whole \ud83d\ude00)");
        const Decoded got(kTraces, kJson, text);
        QCOMPARE(got.batch.spans.at(0).name, std::string_view("cut \uFFFD off \uFFFD, whole 😀"));
        QCOMPARE(got.of(LossKind::invalidUtf8), std::uint64_t(1));
    }
    void idsThatAreZeroOrShortCostTheirSpanOnly_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("zero trace") << QByteArray("traceId") << QByteArray(32, '0');
        QTest::newRow("zero span") << QByteArray("spanId") << QByteArray(16, '0');
        QTest::newRow("short trace") << QByteArray("traceId") << QByteArray("0102");
        QTest::newRow("long span") << QByteArray("spanId") << QByteArray(18, '1');
        QTest::newRow("short parent") << QByteArray("parentSpanId") << QByteArray("0102");
        QTest::newRow("no trace") << QByteArray("traceId") << QByteArray("");
    }
    void idsThatAreZeroOrShortCostTheirSpanOnly()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, id);
        Json bad = smallSpan(1);
        bad[field.toStdString()] = id.toStdString();
        const Json request = spanRequest(Json::array({bad, smallSpan(2)}));
        for (const bool json : {false, true}) {
            const Decoded got(kTraces, json ? kJson : kProtobuf,
                              json ? request.dump() : protobufOf(request));
            QVERIFY(got.outcome.ok());
            QCOMPARE(got.batch.spans.size(), std::size_t(1));
            QCOMPARE(got.batch.spans[0].name, std::string_view("step 2"));
            QCOMPARE(got.outcome->rejected, std::uint64_t(1));
            QCOMPARE(got.of(LossKind::rejectedBadId), std::uint64_t(1));
            QCOMPARE(got.of(LossKind::received), std::uint64_t(2));
            QVERIFY(got.outcome->firstProblem.find("step 1") != std::string::npos);
        }
    }
    void timesAreKeptAsSentAndSaturate_data()
    {
        QTest::addColumn<quint64>("sent");
        QTest::addColumn<qint64>("kept");
        QTest::newRow("1970") << quint64(1) << qint64(1);
        QTest::newRow("2200") << quint64(7258118400000000000ull) << qint64(7258118400000000000ll);
        QTest::newRow("largest") << std::numeric_limits<quint64>::max()
                                 << std::numeric_limits<qint64>::max();
    }
    void timesAreKeptAsSentAndSaturate()
    {
        QFETCH(quint64, sent);
        QFETCH(qint64, kept);
        Json span = smallSpan(1);
        span["startTimeUnixNano"] = sent;
        span["endTimeUnixNano"] = std::to_string(sent);
        const Json request = spanRequest(Json::array({span}));
        for (const bool json : {false, true}) {
            const Decoded got(kTraces, json ? kJson : kProtobuf,
                              json ? request.dump() : protobufOf(request));
            QCOMPARE(qint64(got.batch.spans.at(0).start), kept);
            QCOMPARE(qint64(got.batch.spans.at(0).end), kept);
        }
    }
    void unknownFieldsAndWrongWireTypesAreSkipped()
    {
        std::string odd;
        pbf_writer writer(odd);
        writer.add_uint64(99, std::numeric_limits<std::uint64_t>::max());
        writer.add_fixed64(100, 1);
        writer.add_fixed32(101, 1);
        writer.add_string(102, "unknown");
        writer.add_uint64(5, 7);       // name as varint
        writer.add_string(7, "start"); // start as text
        writer.add_fixed32(9, 1);      // attributes as fixed32
        writer.add_uint64(15, 1);      // status as varint
        const Decoded got(kTraces, kProtobuf, requestOf(spanFields(odd)));
        QVERIFY(got.outcome.ok());
        QCOMPARE(got.batch.spans.at(0).name, std::string_view("step"));
        QCOMPARE(got.batch.spans[0].start, Nanos(0));
        QVERIFY(got.batch.spans[0].attributes.empty());
    }
    void brokenFramingCostsTheRequest_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::newRow("varint overflow") << QByteArray("\x30") + QByteArray(11, '\xff');
        QTest::newRow("huge length") << QByteArray("\x2a\xff\xff\xff\xff\x0f");
        QTest::newRow("length beyond the end") << QByteArray("\x2a\x40xyz");
        QTest::newRow("group") << QByteArray("\x2b");
        QTest::newRow("tag zero") << QByteArray("\0\0", 2);
        QTest::newRow("cut fixed64") << QByteArray("\x39xyz");
    }
    void brokenFramingCostsTheRequest()
    {
        QFETCH(QByteArray, tail);
        const std::string good = requestOf(spanFields());
        const Decoded got(kTraces, kProtobuf, good + requestOf(spanFields(tail.toStdString())));
        QVERIFY(!got.outcome.ok());
        QCOMPARE(got.outcome.error().code, ErrorCode::invalid);
        QVERIFY(got.batch.spans.empty());
    }
    void ofAFieldSentTwiceTheLastOneCounts()
    {
        std::string twice;
        pbf_writer writer(twice);
        writer.add_string(5, "later");
        writer.add_uint64(6, 2);
        writer.add_uint64(6, 3);
        const std::string any = message(1, "first") + message(1, "second");
        const Decoded got(kTraces, kProtobuf,
                          requestOf(spanFields(twice + message(9, attribute("k", any)))));
        QCOMPARE(got.batch.spans.at(0).name, std::string_view("later"));
        QCOMPARE(got.batch.spans[0].kind, SpanKind::client);
        QCOMPARE(got.batch.spans[0].attributes[0].value.text(), std::string_view("second"));
    }
    void enumerationsOutOfRangeBecomeUnspecified()
    {
        std::string odd;
        pbf_writer writer(odd);
        writer.add_uint64(6, 77);
        writer.add_message(15, [] {
            std::string s;
            pbf_writer(s).add_uint64(3, 9);
            return s;
        }());
        const Decoded got(kTraces, kProtobuf, requestOf(spanFields(odd)));
        QCOMPARE(got.batch.spans.at(0).kind, SpanKind::unspecified);
        QCOMPARE(int(got.batch.spans[0].statusCode), 0);
    }
    void brokenJsonCostsTheRequest_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char* body :
             {"", " ", "nonsense", "\"text\"", "12", "null", "{", "}", "[", "{\"resourceSpans\":[}",
              "{\"resourceSpans\":5}", "{\"resourceSpans\":[{}]} trailing", "{} {}", "[1]",
              "{\"resourceSpans\":[{\"scopeSpans\":[1]}]}", "{\"a\":\"unclosed}"})
            QTest::newRow(body) << QByteArray(body);
    }
    void brokenJsonCostsTheRequest()
    {
        QFETCH(QByteArray, body);
        const Decoded got(kTraces, kJson, body.toStdString());
        QVERIFY(!got.outcome.ok());
        QCOMPARE(got.outcome.error().code, ErrorCode::invalid);
        QVERIFY(got.batch.spans.empty());
    }
    void aFieldOfTheWrongTypeCostsItsSpanOnly_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("number as name") << QByteArray("5") << QByteArray("name");
        QTest::newRow("text as time") << QByteArray("\"soon\"") << QByteArray("startTimeUnixNano");
        QTest::newRow("object as attributes") << QByteArray("{}") << QByteArray("attributes");
        QTest::newRow("text as events") << QByteArray("\"x\"") << QByteArray("events");
        QTest::newRow("list as status") << QByteArray("[1]") << QByteArray("status");
    }
    void aFieldOfTheWrongTypeCostsItsSpanOnly()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, field);
        Json bad = smallSpan(1);
        bad[field.toStdString()] = Json::parse(value.toStdString());
        const Decoded got(kTraces, kJson, spanRequest(Json::array({bad, smallSpan(2)})).dump());
        QVERIFY(got.outcome.ok());
        QCOMPARE(got.batch.spans.size(), std::size_t(1));
        QCOMPARE(got.of(LossKind::rejectedMalformed), std::uint64_t(1));
    }
    void emptyEnvelopesSucceed_data() { encodings(); }
    void emptyEnvelopesSucceed()
    {
        QFETCH(bool, json);
        const Json none = Json::array();
        for (const Json& request :
             {Json::object(), Json{{"resourceSpans", none}},
              Json{{"resourceSpans", Json::array({Json::object()})}}, spanRequest(none)}) {
            const Decoded got(kTraces, json ? kJson : kProtobuf,
                              json ? request.dump() : protobufOf(request));
            QVERIFY(got.outcome.ok());
            QVERIFY(got.batch.spans.empty());
            QVERIFY(!got.outcome->losses.any());
        }
    }

private:
    static void encodings()
    {
        QTest::addColumn<bool>("json");
        QTest::newRow("protobuf") << false;
        QTest::newRow("json") << true;
    }
};

QTEST_GUILESS_MAIN(TestOtlpHostile)
#include "tst_otlp_hostile.moc"
