// SPDX-License-Identifier: GPL-3.0-or-later
// Self-made certificates and real handshakes with both listeners' TLS.
#include "core/net/http_client.h"
#include "core/net/listeners.h"
#include "core/net/self_signed.h"
#include "tests/core/net/raw_client.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace penstock;
using namespace penstock::test;
using namespace std::chrono_literals;

namespace {

class FixedClock final : public Clock {
public:
    explicit FixedClock(Nanos now) : m_now(now) {}
    Nanos now() const override { return m_now; }

private:
    const Nanos m_now;
};

const HttpHeaders kJson{{"Content-Type", "application/json"}};

} // namespace

class TestTls : public QObject {
    Q_OBJECT

private slots:
    void init();

    void aCertificateIsMadeOnceAndReused();
    void itIsMadeAgainBeforeItExpiresOrForAnotherName();
    void aDamagedPairIsMadeAgain();
    void theKeyIsForTheOwnerOnly();
    void namesThatNoCertificateCanHoldAreLeftOut();
    void aSenderThatPinsTheFingerprintIsServed();
    void aSenderThatTrustsTheCertificateAsAuthorityIsServed();
    void aSenderThatTrustsNobodyIsNot();
    void oldTlsIsRefused();
    void http11IsNegotiatedAndH2Refused();
    void plainHttpOnATlsPortIsCountedAndDisturbsNobody();
    void aMissingOrForeignKeyIsASentence();
    void theGrpcListenerSpeaksTls();
    void aRenewedCertificateIsServedWithoutARestart();
    void aRenewalThatCannotBeUsedIsToldAndTheOldOneStays();
    void closingEndsTlsConnections();

private:
    std::string directory() const { return m_directory->path().toStdString(); }
    void listen();
    std::string url() const { return "https://localhost:" + std::to_string(m_listener->port()); }
    QByteArray openssl(const QStringList& arguments) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ScriptedService> m_service;
    std::unique_ptr<Listener> m_listener;
    SelfSigned m_made;
};

void TestTls::init()
{
    m_listener.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<ScriptedService>();
    auto made = ensureSelfSigned(directory(), {"127.0.0.1", "localhost"});
    QVERIFY2(made, made ? "" : made.error().sentence.c_str());
    m_made = *made;
}

void TestTls::listen()
{
    ListenerOptions options;
    options.tls = m_made.files;
    auto listener = startOtlpHttp(options, *m_service);
    QVERIFY2(listener, listener ? "" : listener.error().sentence.c_str());
    m_listener = std::move(*listener);
}

QByteArray TestTls::openssl(const QStringList& arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return process.readAll();
}

void TestTls::aCertificateIsMadeOnceAndReused()
{
    QVERIFY(m_made.made);
    QCOMPARE(m_made.fingerprint.size(), std::size_t(64));
    const auto again = ensureSelfSigned(directory(), {"localhost"});
    QVERIFY(again && !again->made);
    QCOMPARE(again->fingerprint, m_made.fingerprint);
    QCOMPARE(*certificateFingerprint(m_made.files.certificate), m_made.fingerprint);
    QByteArray seen =
        openssl({QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-fingerprint"),
                 QStringLiteral("-sha256"), QStringLiteral("-in"),
                 QString::fromStdString(m_made.files.certificate)});
    seen = seen.mid(seen.indexOf('=') + 1).trimmed().replace(":", "").toLower();
    QCOMPARE(seen.toStdString(), m_made.fingerprint); // as others compute it
}

void TestTls::itIsMadeAgainBeforeItExpiresOrForAnotherName()
{
    const auto early =
        ensureSelfSigned(directory(), {"localhost"}, FixedClock(m_made.expires - 31 * kDay));
    QVERIFY(early && !early->made);
    const auto late =
        ensureSelfSigned(directory(), {"localhost"}, FixedClock(m_made.expires - 29 * kDay));
    QVERIFY(late && late->made);
    QVERIFY(late->fingerprint != m_made.fingerprint);
    const auto other = ensureSelfSigned(directory(), {"localhost", "hub.example"});
    QVERIFY(other && other->made);
    QVERIFY(!ensureSelfSigned(directory(), {"hub.example"})->made);
}

void TestTls::aDamagedPairIsMadeAgain()
{
    QFile key(QString::fromStdString(m_made.files.key));
    QVERIFY(key.open(QIODevice::WriteOnly | QIODevice::Truncate));
    key.write("nothing");
    key.close();
    const auto again = ensureSelfSigned(directory(), {"localhost"});
    QVERIFY(again && again->made);
}

void TestTls::theKeyIsForTheOwnerOnly()
{
    const auto permissions = QFile::permissions(QString::fromStdString(m_made.files.key));
    QCOMPARE(permissions &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void TestTls::namesThatNoCertificateCanHoldAreLeftOut()
{
    QTemporaryDir other;
    const auto made = ensureSelfSigned(other.path().toStdString(),
                                       {"0.0.0.0", "::", "a,DNS:evil", "", "hub.example"});
    QVERIFY(made);
    const QByteArray text =
        openssl({QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-text"),
                 QStringLiteral("-in"), QString::fromStdString(made->files.certificate)});
    QVERIFY(text.contains("DNS:hub.example"));
    QVERIFY(text.contains("prime256v1"));
    QVERIFY(!text.contains("evil"));
    QVERIFY(!ensureSelfSigned(other.path().toStdString(), {"0.0.0.0"}));
}

void TestTls::aSenderThatPinsTheFingerprintIsServed()
{
    listen();
    auto client = HttpClient::open({url(), {}, m_made.fingerprint});
    QVERIFY(client);
    for (int i = 0; i < 3; ++i) {
        const auto reply = client->post("/v1/traces", kJson, "{}", 10s);
        QVERIFY2(reply, reply ? "" : reply.error().sentence.c_str());
        QCOMPARE(reply->status, 200);
        QCOMPARE(reply->body, std::string("{}"));
    }
    const std::string large(5 << 20, 'a');
    const auto taken = client->post("/v1/traces", kJson, large, 10s);
    QVERIFY2(taken, taken ? "" : taken.error().detail.c_str());
    QCOMPARE(taken->status, 200);
    QCOMPARE(m_service->requests().at(3).body, large);
    std::string wrong = m_made.fingerprint;
    wrong[0] = wrong[0] == '0' ? '1' : '0';
    const auto refused = HttpClient::open({url(), {}, wrong})->post("/v1/traces", kJson, "{}", 10s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::denied);
}

void TestTls::aSenderThatTrustsTheCertificateAsAuthorityIsServed()
{
    listen();
    const auto byName = HttpClient::open({url(), m_made.files.certificate, {}})
                            ->post("/v1/traces", kJson, "{}", 10s);
    QVERIFY2(byName, byName ? "" : byName.error().sentence.c_str());
    QCOMPARE(byName->status, 200);
    const std::string address = "https://127.0.0.1:" + std::to_string(m_listener->port());
    const auto byAddress =
        HttpClient::open({address, m_made.files.certificate, {}})->get("/", {}, 10s);
    QVERIFY2(byAddress, byAddress ? "" : byAddress.error().sentence.c_str());
    QCOMPARE(byAddress->status, 200);
    const std::string otherName = "https://127.0.0.2:" + std::to_string(m_listener->port());
    QVERIFY(!HttpClient::open({otherName, m_made.files.certificate, {}})->get("/", {}, 10s));
}

void TestTls::aSenderThatTrustsNobodyIsNot()
{
    listen();
    const auto refused = HttpClient::open({url(), {}, {}})->post("/v1/traces", kJson, "{}", 10s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::denied);
    QTRY_COMPARE(m_service->refusals("rejected_auth"), std::uint64_t(1));
}

void TestTls::oldTlsIsRefused()
{
    listen();
    const QString at = QStringLiteral("127.0.0.1:%1").arg(m_listener->port());
    QVERIFY(openssl({QStringLiteral("s_client"), QStringLiteral("-connect"), at,
                     QStringLiteral("-tls1_1"), QStringLiteral("-cipher"),
                     QStringLiteral("DEFAULT@SECLEVEL=0")})
                .contains("Cipher is (NONE)"));
    const QByteArray modern = openssl(
        {QStringLiteral("s_client"), QStringLiteral("-connect"), at, QStringLiteral("-tls1_2")});
    QVERIFY(!modern.contains("Cipher is (NONE)"));
    QVERIFY(modern.contains("Compression: NONE"));
}

void TestTls::http11IsNegotiatedAndH2Refused()
{
    listen();
    const QString at = QStringLiteral("127.0.0.1:%1").arg(m_listener->port());
    QVERIFY(openssl({QStringLiteral("s_client"), QStringLiteral("-connect"), at,
                     QStringLiteral("-alpn"), QStringLiteral("h2,http/1.1")})
                .contains("ALPN protocol: http/1.1"));
    QVERIFY(openssl({QStringLiteral("s_client"), QStringLiteral("-connect"), at,
                     QStringLiteral("-alpn"), QStringLiteral("h2")})
                .contains("no application protocol"));
}

void TestTls::plainHttpOnATlsPortIsCountedAndDisturbsNobody()
{
    listen();
    RawClient plain(m_listener->port());
    QCOMPARE(plain.ask(post("/v1/traces", "application/json", "{}")).status, 0);
    QTRY_COMPARE(m_service->refusals("rejected_auth"), std::uint64_t(1));
    QCOMPARE(HttpClient::open({url(), {}, m_made.fingerprint})->get("/", {}, 10s)->status, 200);
}

void TestTls::aMissingOrForeignKeyIsASentence()
{
    QTemporaryDir other;
    const auto foreign = ensureSelfSigned(other.path().toStdString(), {"localhost"});
    for (const std::string& key : {foreign->files.key, directory() + "/no-such.pem"}) {
        ListenerOptions options;
        options.tls = {m_made.files.certificate, key};
        const auto http = startOtlpHttp(options, *m_service);
        QVERIFY(!http);
        QVERIFY(http.error().sentence.find(key) != std::string::npos);
        QVERIFY(!startOtlpGrpc(options, *m_service));
    }
}

void TestTls::theGrpcListenerSpeaksTls()
{
    ListenerOptions options;
    options.tls = m_made.files;
    auto listener = startOtlpGrpc(options, *m_service);
    QVERIFY(listener);
    const QByteArray seen =
        openssl({QStringLiteral("s_client"), QStringLiteral("-connect"),
                 QStringLiteral("127.0.0.1:%1").arg((*listener)->port()), QStringLiteral("-alpn"),
                 QStringLiteral("h2"), QStringLiteral("-CAfile"),
                 QString::fromStdString(m_made.files.certificate)});
    QVERIFY(seen.contains("ALPN protocol: h2"));
    QVERIFY(seen.contains("Verify return code: 0 (ok)"));
}

void TestTls::aRenewedCertificateIsServedWithoutARestart()
{
    listen();
    ListenerOptions options;
    options.tls = m_made.files;
    const auto grpc = startOtlpGrpc(options, *m_service);
    QVERIFY(grpc);
    auto old = HttpClient::open({url(), {}, m_made.fingerprint});
    QCOMPARE(old->get("/", {}, 10s)->status, 200);

    QTest::qSleep(
        1'100); // certificates are not renewed twice a second; the files' times are looked at
    const auto renewed = ensureSelfSigned(directory(), {"127.0.0.1", "localhost", "hub.example"});
    QVERIFY(renewed && renewed->made);
    const auto servedOverHttp = [&] {
        auto client = HttpClient::open({url(), {}, renewed->fingerprint});
        const auto answer = client->get("/", {}, 10s);
        return answer && answer->status == 200;
    };
    QTRY_VERIFY_WITH_TIMEOUT(servedOverHttp(), 10'000);
    const auto servedOverGrpc = [&] {
        return openssl({QStringLiteral("s_client"), QStringLiteral("-connect"),
                        QStringLiteral("127.0.0.1:%1").arg((*grpc)->port()),
                        QStringLiteral("-alpn"), QStringLiteral("h2"), QStringLiteral("-CAfile"),
                        QString::fromStdString(renewed->files.certificate)})
            .contains("Verify return code: 0 (ok)");
    };
    QTRY_VERIFY_WITH_TIMEOUT(servedOverGrpc(), 20'000);
    QCOMPARE(old->get("/", {}, 10s)->status, 200); // open connections go on
    QVERIFY(m_listener->problem().empty());
}

void TestTls::aRenewalThatCannotBeUsedIsToldAndTheOldOneStays()
{
    listen();
    QTest::qSleep(1'100);
    QFile key(QString::fromStdString(m_made.files.key));
    QVERIFY(key.open(QIODevice::WriteOnly | QIODevice::Truncate));
    key.write("half of a key");
    key.close();
    const auto served = [&] {
        return HttpClient::open({url(), {}, m_made.fingerprint})->get("/", {}, 10s)->status == 200;
    };
    QTRY_VERIFY_WITH_TIMEOUT(served() && !m_listener->problem().empty(), 10'000);
    QVERIFY(m_listener->problem().find(m_made.files.key) != std::string::npos);
    QVERIFY(served());
}

void TestTls::closingEndsTlsConnections()
{
    listen();
    auto client = HttpClient::open({url(), {}, m_made.fingerprint});
    QCOMPARE(client->get("/", {}, 10s)->status, 200);
    m_listener.reset();
    QVERIFY(!client->get("/", {}, 10s));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
