// SPDX-License-Identifier: GPL-3.0-or-later
// Log records and metrics in both encodings, the service that a request is booked under, and what JSON may look like.
#include "batch_text.h"
#include "decoded.h"
#include "otlp_samples.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr auto kProtobuf = OtlpEncoding::protobuf;
constexpr auto kJson = OtlpEncoding::json;

Decoded decoded(OtlpSignal signal, bool json, const Json& request)
{
    return {signal, json ? kJson : kProtobuf, json ? request.dump() : protobufOf(request)};
}

Json serviceResource(const std::string& name)
{
    return {{"attributes", Json::array({stringAttribute("service.name", name)})}};
}

Json metricRequest(Json metrics, const Json& resource)
{
    return {
        {"resourceMetrics",
         {{{"resource", resource},
           {"scopeMetrics", {{{"scope", {{"name", "m"}}}, {"metrics", std::move(metrics)}}}}}}}};
}

Json points(int count)
{
    Json list = Json::array();
    for (int i = 0; i < count; ++i)
        list.push_back({{"timeUnixNano", "1700000000000000000"}});
    return {{"dataPoints", list}};
}

// One span whose fields are given as JSON text, so that the test says how they are spelled.
Decoded spanOfText(const std::string& fields)
{
    return {OtlpSignal::traces, kJson,
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + fields + "}]}]}]}"};
}

const std::string kIds =
    "\"traceId\":\"000000000000000000000000000000a1\",\"spanId\":\"00000000000000b2\",";

} // namespace

class TestOtlpLogsAndMetrics final : public QObject {
    Q_OBJECT

private slots:
    void theNameOfAnEventIsFoundWhereverTheSdkPutIt_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("attribute");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("field first") << QByteArray("a.field") << QByteArray("b.attribute")
                                     << QByteArray("c.body") << QByteArray("a.field");
        QTest::newRow("then attribute") << QByteArray() << QByteArray("b.attribute")
                                        << QByteArray("c.body") << QByteArray("b.attribute");
        QTest::newRow("then body")
            << QByteArray() << QByteArray() << QByteArray("c.body") << QByteArray("c.body");
        QTest::newRow("fuller body")
            << QByteArray() << QByteArray("user_prompt") << QByteArray("claude_code.user_prompt")
            << QByteArray("claude_code.user_prompt");
        QTest::newRow("prose") << QByteArray() << QByteArray() << QByteArray("The order was found.")
                               << QByteArray();
        QTest::newRow("a word") << QByteArray() << QByteArray() << QByteArray("started")
                                << QByteArray();
    }
    void theNameOfAnEventIsFoundWhereverTheSdkPutIt()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, attribute);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, name);
        Json record = {{"timeUnixNano", "5"}, {"body", {{"stringValue", body.toStdString()}}}};
        if (!field.isEmpty())
            record["eventName"] = field.toStdString();
        if (!attribute.isEmpty())
            record["attributes"] =
                Json::array({stringAttribute("event.name", attribute.toStdString())});
        for (const bool json : {false, true}) {
            const Decoded got = decoded(OtlpSignal::logs, json, logRequest(Json::array({record})));
            QVERIFY(got.outcome.ok());
            const RawSpan& log = got.batch.spans.at(0);
            QCOMPARE(log.signal, Signal::log);
            QCOMPARE(log.name,
                     std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
            QCOMPARE(log.body.text(),
                     std::string_view(body.constData(), static_cast<std::size_t>(body.size())));
        }
    }
    void aLogRecordWithoutIdsIsAcceptedWithBothItsTimes()
    {
        const Json record = {{"timeUnixNano", "1700000000000000001"},
                             {"observedTimeUnixNano", "1700000000000000009"},
                             {"traceId", std::string(32, '0')},
                             {"spanId", std::string(16, '0')},
                             {"flags", 1}};
        const Json bare = {{"observedTimeUnixNano", "7"}};
        for (const bool json : {false, true}) {
            const Decoded got =
                decoded(OtlpSignal::logs, json, logRequest(Json::array({record, bare})));
            QVERIFY(got.outcome.ok());
            QCOMPARE(got.outcome->rejected, std::uint64_t(0));
            QCOMPARE(got.of(LossKind::received), std::uint64_t(2));
            const RawSpan& log = got.batch.spans.at(0);
            QVERIFY(log.trace.isZero() && log.span.isZero());
            QCOMPARE(log.start, Nanos(1700000000000000001));
            QCOMPARE(log.end, Nanos(1700000000000000009));
            QCOMPARE(log.flags, std::uint32_t(1));
            QCOMPARE(got.batch.spans.at(1).start, Nanos(0));
            QCOMPARE(got.batch.spans.at(1).end, Nanos(7));
        }
    }
    void anIdOfTheWrongLengthCostsItsLogRecordOnly()
    {
        const Json bad = {{"traceId", "0102"}};
        for (const bool json : {false, true}) {
            const Decoded got =
                decoded(OtlpSignal::logs, json, logRequest(Json::array({bad, Json::object()})));
            QCOMPARE(got.batch.spans.size(), std::size_t(1));
            QCOMPARE(got.of(LossKind::rejectedBadId), std::uint64_t(1));
            QVERIFY(got.outcome->firstProblem.find("log record") != std::string::npos);
        }
    }
    void theNumberOfASeverityWinsOverItsText()
    {
        const Json list = Json::array({{{"severityNumber", 13}, {"severityText", "FATAL"}},
                                       {{"severityText", "Warning"}},
                                       {{"severityText", "error"}},
                                       {{"severityNumber", 99}},
                                       Json::object()});
        for (const bool json : {false, true}) {
            const Decoded got = decoded(OtlpSignal::logs, json, logRequest(list));
            std::vector<int> levels;
            for (const RawSpan& log : got.batch.spans)
                levels.push_back(log.severity);
            QCOMPARE(levels, (std::vector<int>{13, 13, 17, 0, 0}));
        }
    }
    void theNameOfASeverityNumberIsReadInJson()
    {
        const Decoded got =
            decoded(OtlpSignal::logs, true,
                    logRequest(Json::array({{{"severityNumber", "SEVERITY_NUMBER_WARN2"}}})));
        QCOMPARE(int(got.batch.spans.at(0).severity), 14);
    }
    void structuredBodiesAreCompactJsonInBothEncodings()
    {
        const Json body = {
            {"kvlistValue",
             {{"values",
               {{{"key", "a"},
                 {"value",
                  {{"arrayValue", {{"values", {{{"intValue", "1"}}, {{"boolValue", true}}}}}}}}},
                {{"key", "b"}, {"value", {{"stringValue", "x \"y\""}}}}}}}}};
        for (const bool json : {false, true}) {
            const Decoded got =
                decoded(OtlpSignal::logs, json, logRequest(Json::array({{{"body", body}}})));
            QCOMPARE(got.batch.spans.at(0).body.type(), ValueType::json);
            QCOMPARE(got.batch.spans[0].body.text(),
                     std::string_view("{\"a\":[1,true],\"b\":\"x \\\"y\\\"\"}"));
        }
    }
    void everyDataPointIsCountedWhateverItsKind()
    {
        const Json metrics = Json::array({{{"name", "g"}, {"gauge", points(1)}},
                                          {{"name", "s"}, {"sum", points(2)}},
                                          {{"name", "h"}, {"histogram", points(3)}},
                                          {{"name", "e"}, {"exponentialHistogram", points(4)}},
                                          {{"name", "q"}, {"summary", points(5)}},
                                          {{"name", "none"}, {"gauge", points(0)}}});
        for (const bool json : {false, true}) {
            const Decoded got = decoded(OtlpSignal::metrics, json,
                                        metricRequest(metrics, serviceResource("meter")));
            QVERIFY(got.outcome.ok());
            QVERIFY(got.batch.spans.empty());
            QCOMPARE(got.of(LossKind::metricPoints), std::uint64_t(15));
            QCOMPARE(got.of(LossKind::received), std::uint64_t(15));
            QCOMPARE(got.outcome->rejected, std::uint64_t(0));
            QCOMPARE(got.outcome->service, std::string("meter"));
        }
    }
    void theFirstServiceOfARequestIsHandedOutWhateverTheSignal()
    {
        Json spans = spanRequest(Json::array());
        spans["resourceSpans"].push_back({{"resource", serviceResource("second")}});
        const Json logs = logRequest(Json::array({Json::object()}));
        Json metrics = metricRequest(Json::array(), Json::object());
        metrics["resourceMetrics"].push_back({{"resource", serviceResource("later")}});
        metrics["resourceMetrics"].push_back({{"resource", serviceResource("last")}});
        for (const bool json : {false, true}) {
            QCOMPARE(decoded(OtlpSignal::traces, json, spans).outcome->service,
                     std::string("shop"));
            QCOMPARE(decoded(OtlpSignal::logs, json, logs).outcome->service, std::string("shop"));
            QCOMPARE(decoded(OtlpSignal::metrics, json, metrics).outcome->service,
                     std::string("later"));
        }
    }
    void aServiceDoesNotStayForTheNextRequest()
    {
        OtlpDecoder decoder;
        for (const bool json : {false, true}) {
            const auto encoding = json ? kJson : kProtobuf;
            const Json named = metricRequest(Json::array(), serviceResource("named"));
            const Json nameless = metricRequest(Json::array(), Json::object());
            RawBatch batch;
            const auto first = decoder.decode(OtlpSignal::metrics, encoding,
                                              json ? named.dump() : protobufOf(named), batch);
            QCOMPARE(first->service, std::string("named"));
            const auto second =
                decoder.decode(OtlpSignal::metrics, encoding,
                               json ? nameless.dump() : protobufOf(nameless), batch);
            QCOMPARE(second->service, std::string());
        }
    }
    void keysInSnakeCaseAreReadAsTheOthers()
    {
        const Decoded camel(OtlpSignal::traces, kJson, richRequest().dump());
        std::string text = richRequest().dump();
        for (const char* key : {"resourceSpans",
                                "scopeSpans",
                                "schemaUrl",
                                "traceId",
                                "spanId",
                                "parentSpanId",
                                "traceState",
                                "startTimeUnixNano",
                                "endTimeUnixNano",
                                "droppedAttributesCount",
                                "droppedEventsCount",
                                "droppedLinksCount",
                                "timeUnixNano",
                                "stringValue",
                                "intValue",
                                "doubleValue",
                                "boolValue",
                                "bytesValue",
                                "arrayValue",
                                "kvlistValue"}) {
            QByteArray snake;
            for (const char c : QByteArray(key))
                snake += c >= 'A' && c <= 'Z' ? QByteArray("_") + char(c + 32) : QByteArray(1, c);
            text = QByteArray::fromStdString(text)
                       .replace(QByteArray("\"") + key + "\":", "\"" + snake + "\":")
                       .toStdString();
        }
        const Decoded snake(OtlpSignal::traces, kJson, text);
        QVERIFY(snake.outcome.ok());
        QVERIFY(text.find("resource_spans") != std::string::npos);
        QCOMPARE(snake.batch.spans.size(), std::size_t(4));
        QCOMPARE(QString::fromStdString(batchText(snake.batch)),
                 QString::fromStdString(batchText(camel.batch)));
    }
    void enumNamesNumbersAndTextsAreReadAlike_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("numbers") << QByteArray(
            "\"kind\":3,\"startTimeUnixNano\":1700000000000000001,\"status\":{\"code\":2}");
        QTest::newRow("texts") << QByteArray("\"kind\":\"3\",\"startTimeUnixNano\":"
                                             "\"1700000000000000001\",\"status\":{\"code\":\"2\"}");
        QTest::newRow("names") << QByteArray(
            "\"kind\":\"SPAN_KIND_CLIENT\",\"startTimeUnixNano\":\"1700000000000000001\","
            "\"status\":{\"code\":\"STATUS_CODE_ERROR\"}");
    }
    void enumNamesNumbersAndTextsAreReadAlike()
    {
        QFETCH(QByteArray, fields);
        const Decoded got = spanOfText(kIds + fields.toStdString());
        QVERIFY(got.outcome.ok());
        const RawSpan& span = got.batch.spans.at(0);
        QCOMPARE(span.kind, SpanKind::client);
        QCOMPARE(span.start, Nanos(1700000000000000001));
        QCOMPARE(int(span.statusCode), 2);
    }
    void integersAreReadFromTextAndNumber()
    {
        const Decoded got =
            spanOfText(kIds + "\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":-5}},{"
                              "\"key\":\"b\",\"value\":{\"intValue\":\"-5\"}},"
                              "{\"key\":\"c\",\"value\":{\"intValue\":\"9223372036854775807\"}}]");
        const Attributes list = got.batch.spans.at(0).attributes;
        QCOMPARE(list.size(), std::size_t(3));
        QCOMPARE(list[0].value.integer(), std::int64_t(-5));
        QCOMPARE(list[1].value.integer(), std::int64_t(-5));
        QCOMPARE(list[2].value.integer(), std::numeric_limits<std::int64_t>::max());
    }
    void idsInBase64AreTheSameIds()
    {
        const Decoded got =
            spanOfText("\"traceId\":\"AAAAAAAAAAAAAAAAAAAAoQ==\",\"spanId\":\"AAAAAAAAALI=\"");
        QVERIFY(got.outcome.ok());
        QCOMPARE(got.batch.spans.at(0).trace.hex(),
                 std::string("000000000000000000000000000000a1"));
        QCOMPARE(got.batch.spans[0].span.hex(), std::string("00000000000000b2"));
    }
    void unknownFieldsAreSkippedWhateverTheyHold()
    {
        const Decoded got =
            spanOfText(kIds + "\"x\":{\"name\":[\"no\"],\"deep\":[[{\"spans\":[]}]]},\"name\":"
                              "\"yes\",\"y\":null,\"z\":1.5e300,\"status\":null");
        QVERIFY(got.outcome.ok());
        QCOMPARE(got.batch.spans.at(0).name, std::string_view("yes"));
        QCOMPARE(got.outcome->rejected, std::uint64_t(0));
    }
    void nestedValuesBecomeCompactJson()
    {
        const Decoded got = spanOfText(
            kIds +
            " \"attributes\" : [ { \"value\" : { \"kvlistValue\" : { \"values\" : [ { \"value\" : "
            "{ \"arrayValue\" : { \"values\" : [ { \"doubleValue\" : 0.5 } , { \"stringValue\" : "
            "\"t\" } , { } ] } } , \"key\" : \"k\" } , { \"key\" : \"empty\" , \"value\" : { "
            "\"kvlistValue\" : { } } } ] } } , \"key\" : \"m\" } ]");
        QVERIFY(got.outcome.ok());
        const Attribute& map = got.batch.spans.at(0).attributes[0];
        QCOMPARE(map.key, std::string_view("m"));
        QCOMPARE(map.value.type(), ValueType::json);
        QCOMPARE(map.value.text(), std::string_view("{\"k\":[0.5,\"t\",null],\"empty\":{}}"));
    }
};

QTEST_GUILESS_MAIN(TestOtlpLogsAndMetrics)
#include "tst_otlp_logs_and_metrics.moc"
