// SPDX-License-Identifier: GPL-3.0-or-later
// The small HTTP client against our own listener.
#include "core/net/http_client.h"
#include "core/net/listeners.h"
#include "tests/core/net/raw_client.h"

#include <QTest>

#include <thread>

using namespace penstock;
using namespace penstock::test;
using namespace std::chrono_literals;

namespace {
const HttpHeaders kJson{{"Content-Type", "application/json"}};
}

class TestHttpClient : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_service = std::make_unique<ScriptedService>();
        listen(1);
    }
    void cleanup() { m_listener.reset(); }

    void aPostBringsStatusHeadersAndBody();
    void theConnectionIsKept();
    void aConnectionTheServerClosedIsReopened();
    void nobodyThereIsASentence();
    void aSilentServerIsATimeout();
    void badUrlsAreRefused_data();
    void badUrlsAreRefused();

private:
    void listen(int maxConnections);
    std::string url() const { return "http://" + m_listener->endpoint(); }

    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<Listener> m_listener;
};

void TestHttpClient::listen(int maxConnections)
{
    m_listener.reset();
    ListenerOptions options;
    options.limits.idleSeconds = 1;
    options.limits.maxConnections = maxConnections;
    auto listener = startOtlpHttp(options, *m_service);
    QVERIFY(listener);
    m_listener = std::move(*listener);
}

void TestHttpClient::aPostBringsStatusHeadersAndBody()
{
    OtlpReply reply;
    reply.kind = OtlpReply::Kind::busy;
    reply.retryAfterSeconds = 9;
    m_service->setReply(reply);
    auto client = HttpClient::open({url()});
    const auto answer = client->post("/v1/traces", kJson, "{\"a\":1}", 10s);
    QVERIFY(answer);
    QCOMPARE(answer->status, 429);
    QCOMPARE(answer->header("retry-AFTER"), std::string_view("9"));
    QVERIFY(answer->body.find("\"code\":14") != std::string::npos);
    QCOMPARE(m_service->requests().at(0).body, std::string("{\"a\":1}"));
    const std::string large(50u << 20, 'a');
    QVERIFY(client->post("/v1/traces", kJson, large, 10s));
    QCOMPARE(m_service->requests().at(1).body, large);
}

void TestHttpClient::theConnectionIsKept()
{
    auto client = HttpClient::open({url()});
    for (int i = 0; i < 100;
         ++i) // the listener holds one connection: a second one would be answered 503
        QCOMPARE(client->post("/v1/logs", kJson, "{}", 10s)->status, 200);
}

void TestHttpClient::aConnectionTheServerClosedIsReopened()
{
    listen(2);
    auto client = HttpClient::open({url()});
    QCOMPARE(client->get("/", {}, 10s)->status, 200);
    RawClient younger(m_listener->port());
    QCOMPARE(younger.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    QVERIFY(younger.closedByPeer()); // idle for too long; so is the older one
    QCOMPARE(client->get("/", {}, 10s)->status, 200);
}

void TestHttpClient::nobodyThereIsASentence()
{
    const std::string gone = url();
    m_listener.reset();
    const auto answer = HttpClient::open({gone})->post("/v1/traces", kJson, "{}", 10s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::io);
    QVERIFY(answer.error().sentence.find(gone) != std::string::npos);
}

void TestHttpClient::aSilentServerIsATimeout()
{
    m_service->setHold(true);
    auto client = HttpClient::open({url()});
    const auto answer = client->post("/v1/traces", kJson, "{}", 100ms);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::busy);
    m_service->release();
}

void TestHttpClient::badUrlsAreRefused_data()
{
    QTest::addColumn<QString>("bad");
    for (const char* bad : {"", "localhost:4318", "ftp://localhost", "http://", "http://a b",
                            "http://host/path", "http://host:port"})
        QTest::newRow(bad[0] != 0 ? bad : "empty") << QString::fromLatin1(bad);
}

void TestHttpClient::badUrlsAreRefused()
{
    QFETCH(QString, bad);
    const auto client = HttpClient::open({bad.toStdString()});
    QVERIFY(!client);
    QCOMPARE(client.error().code, ErrorCode::invalid);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
