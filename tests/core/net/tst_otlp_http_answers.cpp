// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP/HTTP over real sockets: what is taken and how it is answered (semconv.md 1.1).
#include "tests/core/net/listener_support.h"
#include "tests/core/net/raw_client.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

class TestOtlpHttpAnswers : public QObject, private ListenerFixture {
    Q_OBJECT

public:
    TestOtlpHttpAnswers() : ListenerFixture(startOtlpHttp) {}

private slots:
    void init() { openFixture(); }
    void cleanup() { closeFixture(); }

    void aProtobufRequestIsHandedOverAndAnsweredInKind();
    void aJsonRequestIsHandedOverAndAnsweredInKind();
    void contentTypesAreReadInAnyCaseAndWithParameters_data();
    void contentTypesAreReadInAnyCaseAndWithParameters();
    void partialSuccessSaysHowManyAndWhy();
    void aWarningWithoutRejectionIsPassedOn();
    void everyOutcomeHasItsStatus_data();
    void everyOutcomeHasItsStatus();
    void whatIsNotOtlpIsRefused_data();
    void whatIsNotOtlpIsRefused();
    void theFrontPageSaysWhatThisIs();
    void compressedBodiesAreUndone_data();
    void compressedBodiesAreUndone();
    void pipelinedRequestsAreAnsweredInOrder();
    void expectContinueIsAnsweredBeforeTheBody();
};

void TestOtlpHttpAnswers::aProtobufRequestIsHandedOverAndAnsweredInKind()
{
    RawClient client(port());
    const RawAnswer answer = client.ask(post("/v1/traces", kProtobuf, std::string("\x0a\x00", 2)));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.at("content-type"), std::string(kProtobuf));
    QCOMPARE(answer.body, std::string()); // partial_success unset: the message has no bytes
    const auto requests = service().requests();
    QCOMPARE(requests.size(), std::size_t(1));
    QCOMPARE(requests[0].signal, OtlpSignal::traces);
    QCOMPARE(requests[0].encoding, OtlpEncoding::protobuf);
    QCOMPARE(requests[0].body, std::string("\x0a\x00", 2));
    QCOMPARE(requests[0].listener, std::string("otlp-http"));
}

void TestOtlpHttpAnswers::aJsonRequestIsHandedOverAndAnsweredInKind()
{
    RawClient client(port());
    const RawAnswer logs = client.ask(post("/v1/logs", kJson, "{}"));
    const RawAnswer metrics = client.ask(post("/v1/metrics?a=b", kJson, ""));
    QCOMPARE(logs.status, 200);
    QCOMPARE(logs.headers.at("content-type"), std::string(kJson));
    QCOMPARE(logs.body, std::string("{}"));
    QCOMPARE(metrics.status, 200); // an empty body is for the decoder to judge
    const auto requests = service().requests();
    QCOMPARE(requests.size(), std::size_t(2));
    QCOMPARE(requests[0].signal, OtlpSignal::logs);
    QCOMPARE(requests[0].encoding, OtlpEncoding::json);
    QCOMPARE(requests[1].signal, OtlpSignal::metrics);
}

void TestOtlpHttpAnswers::contentTypesAreReadInAnyCaseAndWithParameters_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("status");
    QTest::newRow("charset") << QStringLiteral("application/json; charset=utf-8") << 200;
    QTest::newRow("case") << QStringLiteral("Application/JSON") << 200;
    QTest::newRow("protobuf case") << QStringLiteral("APPLICATION/X-PROTOBUF ;a=b") << 200;
    QTest::newRow("text") << QStringLiteral("text/plain") << 415;
    QTest::newRow("longer name") << QStringLiteral("application/jsonlines") << 415;
    QTest::newRow("empty") << QString() << 415;
}

void TestOtlpHttpAnswers::contentTypesAreReadInAnyCaseAndWithParameters()
{
    QFETCH(QString, type);
    QFETCH(int, status);
    RawClient client(port());
    QCOMPARE(client.ask(post("/v1/traces", type.toStdString(), "{}")).status, status);
    QCOMPARE(service().refusals("rejected_content_type"), std::uint64_t(status == 415));
}

void TestOtlpHttpAnswers::partialSuccessSaysHowManyAndWhy()
{
    OtlpReply reply;
    reply.rejected = 300;
    reply.message = "zero \"id\"\n";
    service().setReply(reply);
    RawClient client(port());
    QCOMPARE(
        client.ask(post("/v1/traces", kJson, "{}")).body,
        std::string(
            R"({"partialSuccess":{"rejectedSpans":"300","errorMessage":"zero \"id\"\u000a"}})"));
    QCOMPARE(
        client.ask(post("/v1/logs", kJson, "{}")).body,
        std::string(
            R"({"partialSuccess":{"rejectedLogRecords":"300","errorMessage":"zero \"id\"\u000a"}})"));
    QCOMPARE(
        client.ask(post("/v1/metrics", kJson, "{}")).body,
        std::string(
            R"({"partialSuccess":{"rejectedDataPoints":"300","errorMessage":"zero \"id\"\u000a"}})"));
    QCOMPARE(client.ask(post("/v1/traces", kProtobuf, "")).body,
             std::string("\x0a\x0f\x08\xac\x02\x12\x0azero \"id\"\n"));
}

void TestOtlpHttpAnswers::aWarningWithoutRejectionIsPassedOn()
{
    OtlpReply reply;
    reply.message = "w";
    service().setReply(reply);
    RawClient client(port());
    QCOMPARE(client.ask(post("/v1/traces", kJson, "{}")).body,
             std::string(R"({"partialSuccess":{"errorMessage":"w"}})"));
    QCOMPARE(client.ask(post("/v1/traces", kProtobuf, "")).body, std::string("\x0a\x03\x12\x01w"));
}

void TestOtlpHttpAnswers::everyOutcomeHasItsStatus_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("rpcCode");
    QTest::newRow("bad data") << int(OtlpReply::Kind::badData) << 400 << QByteArray() << 3;
    QTest::newRow("too large") << int(OtlpReply::Kind::tooLarge) << 413 << QByteArray() << 8;
    QTest::newRow("busy") << int(OtlpReply::Kind::busy) << 429 << QByteArray("7") << 14;
    QTest::newRow("unavailable") << int(OtlpReply::Kind::unavailable) << 503 << QByteArray("7")
                                 << 14;
}

void TestOtlpHttpAnswers::everyOutcomeHasItsStatus()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, retryAfter);
    QFETCH(int, rpcCode);
    OtlpReply reply;
    reply.kind = static_cast<OtlpReply::Kind>(kind);
    reply.message = "no";
    reply.retryAfterSeconds = 7;
    service().setReply(reply);
    RawClient client(port());
    RawAnswer answer = client.ask(post("/v1/traces", kJson, "{}"));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers["retry-after"], retryAfter.toStdString());
    QCOMPARE(answer.body, "{\"code\":" + std::to_string(rpcCode) + ",\"message\":\"no\"}");
    answer = client.ask(post("/v1/traces", kProtobuf, ""));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers["content-type"], std::string(kProtobuf));
    QCOMPARE(answer.body, std::string("\x08") + static_cast<char>(rpcCode) + "\x12\x02no");
}

void TestOtlpHttpAnswers::whatIsNotOtlpIsRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("allow");
    QTest::newRow("get") << QByteArray("GET /v1/traces HTTP/1.1\r\nHost: localhost\r\n\r\n") << 405
                         << QByteArray("POST");
    QTest::newRow("options") << QByteArray("OPTIONS /v1/logs HTTP/1.1\r\nHost: localhost\r\n\r\n")
                             << 405 << QByteArray("POST");
    QTest::newRow("post to root")
        << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n") << 405
        << QByteArray("GET, HEAD");
    QTest::newRow("unknown path") << QByteArray(
                                         post("/v1/profiles", "application/json", "{}").c_str())
                                  << 404 << QByteArray();
    QTest::newRow("no length") << QByteArray("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n"
                                             "Content-Type: application/json\r\n\r\n")
                               << 411 << QByteArray();
    QTest::newRow("unknown coding")
        << QByteArray(
               post("/v1/traces", "application/json", "{}", "Content-Encoding: br\r\n").c_str())
        << 415 << QByteArray();
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400 << QByteArray();
    QTest::newRow("two hosts")
        << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n") << 400
        << QByteArray();
}

void TestOtlpHttpAnswers::whatIsNotOtlpIsRefused()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, allow);
    RawClient client(port());
    RawAnswer answer = client.ask(request.toStdString());
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers["allow"], allow.toStdString());
    QVERIFY(answer.body.find("\"message\":") != std::string::npos);
    QVERIFY(service().requests().empty());
}

void TestOtlpHttpAnswers::theFrontPageSaysWhatThisIs()
{
    RawClient client(port());
    const RawAnswer answer =
        client.ask("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) + "\r\n\r\n");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.find("OpenTelemetry") != std::string::npos);
}

void TestOtlpHttpAnswers::compressedBodiesAreUndone_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("body");
    const std::string text(100'000, 'x');
    const auto row = [](const char* name, const char* coding, const std::string& body) {
        QTest::newRow(name) << QByteArray(coding)
                            << QByteArray(body.data(), static_cast<int>(body.size()));
    };
    row("gzip", "gzip", gzip(text));
    row("gzip in capitals", "GZIP", gzip(text));
    row("two gzip members", "gzip", gzip(text.substr(0, 60'000)) + gzip(text.substr(60'000)));
    row("deflate", "deflate", zlibDeflate(text));
    row("zstd", "zstd", zstd(text));
    row("two zstd frames", "zstd", zstd(text.substr(0, 10)) + zstd(text.substr(10)));
    row("identity", "identity", text);
}

void TestOtlpHttpAnswers::compressedBodiesAreUndone()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, body);
    RawClient client(port());
    const RawAnswer answer = client.ask(post("/v1/traces", kProtobuf, body.toStdString(),
                                             "Content-Encoding: " + coding.toStdString() + "\r\n"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(service().requests().at(0).body, std::string(100'000, 'x'));
}

void TestOtlpHttpAnswers::pipelinedRequestsAreAnsweredInOrder()
{
    service().setHold(true);
    RawClient client(port());
    std::string burst;
    for (int i = 0; i < 5; ++i)
        burst +=
            post(i % 2 ? "/v1/logs" : "/v1/traces", i % 2 ? kJson : kProtobuf, std::to_string(i));
    QVERIFY(client.send(burst));
    for (int i = 0; i < 5; ++i) {
        QTRY_COMPARE(service().held(), std::size_t(1)); // one at a time: reading stops meanwhile
        QCOMPARE(service().requests().back().body, std::to_string(i));
        service().release();
        const RawAnswer answer = client.read();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers.at("content-type"), std::string(i % 2 ? kJson : kProtobuf));
    }
}

void TestOtlpHttpAnswers::expectContinueIsAnsweredBeforeTheBody()
{
    RawClient client(port());
    const RawAnswer first = client.ask(
        "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
    QCOMPARE(first.status, 100);
    QCOMPARE(client.ask("{}").status, 200);
}

QTEST_GUILESS_MAIN(TestOtlpHttpAnswers)
#include "tst_otlp_http_answers.moc"
