// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP/HTTP over real sockets: clients that are hostile, broken, leaving, or there while the listener closes.
#include "tests/core/net/listener_support.h"
#include "tests/core/net/raw_client.h"

#include <QTest>

#include <thread>

using namespace penstock;
using namespace penstock::test;

class TestOtlpHttpClients : public QObject, private ListenerFixture {
    Q_OBJECT

public:
    TestOtlpHttpClients() : ListenerFixture(startOtlpHttp) {}

private slots:
    void init() { openFixture(); }
    void cleanup() { closeFixture(); }

    void aDamagedBodyIsBadData();
    void nonsenseIsBadRequest();
    void aBrowserIsRefusedUnlessItsOriginIsAllowed();
    void aForeignHostNameIsRefusedOnLoopback_data();
    void aForeignHostNameIsRefusedOnLoopback();
    void aClientThatLeavesDisturbsNobody();
    void otherConnectionsGoOnWhileOneIsStored();
    void closingAnswersWhatIsInFlight();
    void closingDoesNotWaitForeverAndALateReplyIsDropped();
    void aTakenPortIsASentence();
};

void TestOtlpHttpClients::aDamagedBodyIsBadData()
{
    const std::string whole = gzip(std::string(5000, 'a'));
    RawClient client(port());
    const std::string header = "Content-Encoding: gzip\r\n";
    QCOMPARE(
        client.ask(post("/v1/traces", kJson, whole.substr(0, whole.size() / 2), header)).status,
        400);
    QCOMPARE(client.ask(post("/v1/traces", kJson, whole + "trailing", header)).status, 400);
    QCOMPARE(client.ask(post("/v1/traces", kJson, "not gzip at all, not at all", header)).status,
             400);
    QCOMPARE(client.ask(post("/v1/traces", kJson, "not zstd", "Content-Encoding: zstd\r\n")).status,
             400);
    QCOMPARE(service().refusals("rejected_malformed"), std::uint64_t(4));
    QVERIFY(service().requests().empty());
}

void TestOtlpHttpClients::nonsenseIsBadRequest()
{
    RawClient client(port());
    QCOMPARE(client.ask("\x16\x03\x01 hello\r\n\r\n").status, 400);
    QVERIFY(client.closedByPeer());
    RawClient smuggler(port());
    QCOMPARE(
        smuggler
            .ask("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                 "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            .status,
        400);
    QCOMPARE(service().refusals("rejected_malformed"), std::uint64_t(2));
}

void TestOtlpHttpClients::aBrowserIsRefusedUnlessItsOriginIsAllowed()
{
    ListenerOptions options;
    options.allowedOrigins = {"app://console"};
    listen(options);
    for (const char* origin : {"https://evil.example", "null", "app://console.evil"}) {
        RawClient client(port());
        RawAnswer answer =
            client.ask(post("/v1/traces", kJson, "{}", "Origin: " + std::string(origin) + "\r\n"));
        QCOMPARE(answer.status, 403);
        QVERIFY(!answer.headers.contains("access-control-allow-origin"));
    }
    QCOMPARE(service().refusals("rejected_auth"), std::uint64_t(3));
    RawClient client(port());
    RawAnswer answer = client.ask(post("/v1/traces", kJson, "{}", "Origin: app://console\r\n"));
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
}

void TestOtlpHttpClients::aForeignHostNameIsRefusedOnLoopback_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    QTest::newRow("rebound name") << QByteArray("evil.example:4318") << 421;
    QTest::newRow("looks like loopback") << QByteArray("127.0.0.1.evil.example") << 421;
    QTest::newRow("localhost of others") << QByteArray("localhost.evil.example") << 421;
    QTest::newRow("empty") << QByteArray("") << 421;
    QTest::newRow("bad port") << QByteArray("localhost:evil") << 421;
    QTest::newRow("v4") << QByteArray("127.0.0.9:4318") << 200;
    QTest::newRow("v6") << QByteArray("[::1]:4318") << 200;
    QTest::newRow("name") << QByteArray("LocalHost:4318") << 200;
    QTest::newRow("docker") << QByteArray("host.docker.internal:4318") << 200;
    QTest::newRow("configured") << QByteArray("Penstock.Test:4318") << 200;
}

void TestOtlpHttpClients::aForeignHostNameIsRefusedOnLoopback()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    ListenerOptions options;
    options.allowedHosts = {"penstock.test"};
    listen(options);
    RawClient client(port());
    QCOMPARE(client.ask("GET / HTTP/1.1\r\nHost: " + host.toStdString() + "\r\n\r\n").status,
             status);
}

void TestOtlpHttpClients::aClientThatLeavesDisturbsNobody()
{
    service().setHold(true);
    auto leaving = std::make_unique<RawClient>(port());
    QVERIFY(leaving->send(post("/v1/traces", kJson, "{}")));
    QTRY_COMPARE(service().held(), std::size_t(1));
    leaving.reset();
    service().release();
    service().setHold(false);
    RawClient half(port());
    QVERIFY(half.send(
        "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 100\r\n\r\n{"));
    half.close();
    QCOMPARE(RawClient(port()).ask(post("/v1/traces", kJson, "{}")).status, 200);
    QCOMPARE(service().requests().size(), std::size_t(2));
}

void TestOtlpHttpClients::otherConnectionsGoOnWhileOneIsStored()
{
    service().setHold(true);
    RawClient waiting(port());
    QVERIFY(waiting.send(post("/v1/traces", kJson, "{}")));
    QTRY_COMPARE(service().held(), std::size_t(1));
    service().setHold(false);
    QCOMPARE(RawClient(port()).ask(post("/v1/traces", kJson, "{}")).status, 200);
    std::thread writer([this] { service().release(); });
    QCOMPARE(waiting.read().status, 200);
    writer.join();
}

void TestOtlpHttpClients::closingAnswersWhatIsInFlight()
{
    service().setHold(true);
    RawClient client(port());
    RawClient idle(port());
    QVERIFY(client.send(post("/v1/traces", kJson, "{}")));
    QTRY_COMPARE(service().held(), std::size_t(1));
    std::thread closing([this] { stopListening(); });
    QVERIFY(idle.closedByPeer()); // closing has begun
    service().release();
    RawAnswer answer = client.read();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers["connection"], std::string("close"));
    client.close();
    closing.join();
}

void TestOtlpHttpClients::closingDoesNotWaitForeverAndALateReplyIsDropped()
{
    service().setHold(true);
    RawClient client(port());
    QVERIFY(client.send(post("/v1/traces", kJson, "{}")));
    QTRY_COMPARE(service().held(), std::size_t(1));
    stopListening();
    QVERIFY(client.closedByPeer());
    service().release(); // must not touch what is gone (sanitizers watch)
}

void TestOtlpHttpClients::aTakenPortIsASentence()
{
    ListenerOptions options;
    options.port = port();
    auto second = startOtlpHttp(options, service());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::busy);
    QVERIFY(second.error().sentence.find(listener().endpoint()) != std::string::npos);
}

QTEST_GUILESS_MAIN(TestOtlpHttpClients)
#include "tst_otlp_http_clients.moc"
