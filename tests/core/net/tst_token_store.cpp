// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens over the real file: what is let in, what is not, what stands on the disk, and two processes at one file.
#include "core/net/listeners.h"
#include "core/net/token_store.h"
#include "tests/core/net/raw_client.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <set>

using namespace penstock;
using namespace penstock::test;

namespace {

class ScriptedClock final : public Clock {
public:
    Nanos now() const override { return m_now; }
    void advance(Nanos by) { m_now += by; }

private:
    std::atomic<Nanos> m_now{1'700'000'000 * kSecond};
};

} // namespace

class TestTokenStore : public QObject {
    Q_OBJECT

private slots:
    void init();

    void aNewTokenIsLetInForItsDeployment();
    void onlyTheWholeSecretIsLetIn();
    void secretsAreNotOnTheDisk();
    void anExpiredTokenIsDenied();
    void aRevokedTokenIsDeniedForGood();
    void aRemovedTokenIsDeniedAndLeavesNoEntry();
    void aTokenIsGoodForItsScopeOnly();
    void anotherProcessesChangesAreSeenWithinASecond();
    void lastUsedIsNotedToTheHour();
    void aDamagedFileFailsClosed_data();
    void aDamagedFileFailsClosed();
    void aFileThatOthersCouldChangeFailsClosed();
    void aDeploymentNeedsAPrintableName();
    void onlyBearerIsRead();
    void theListenerAsksForTokens();

private:
    std::string directory() const { return m_directory->path().toStdString(); }
    QString filePath() const { return m_directory->filePath(QStringLiteral("tokens.json")); }
    std::unique_ptr<TokenStore> open()
    {
        auto store = TokenStore::open(directory(), m_clock);
        return store ? std::move(*store) : nullptr;
    }
    static ErrorCode denialOf(const TokenStore& store, const std::string& secret)
    {
        const auto owner = store.check(secret, kTelemetryScope);
        return owner ? ErrorCode::invalid : owner.error().code;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<ScriptedClock> m_clock;
};

void TestTokenStore::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ScriptedClock>();
}

void TestTokenStore::aNewTokenIsLetInForItsDeployment()
{
    const auto store = open();
    const auto billing = store->create("billing", 0);
    const auto support = store->create("support", 0);
    QVERIFY(billing && support);
    QCOMPARE(*store->check(billing->secret, kTelemetryScope), std::string("billing"));
    QCOMPARE(*store->check(support->secret, kTelemetryScope), std::string("support"));
    QCOMPARE(*open()->check(billing->secret, kTelemetryScope),
             std::string("billing")); // also after a restart
    QCOMPARE(store->list()->size(), std::size_t(2));
    QCOMPARE(store->list()->at(0).id, billing->info.id);
}

void TestTokenStore::onlyTheWholeSecretIsLetIn()
{
    const auto store = open();
    const std::string secret = store->create("billing", 0)->secret;
    QCOMPARE(secret.substr(0, 4), std::string("pst_"));
    QVERIFY(secret.size() > 50); // 256 bits and the id
    std::string other = secret;
    other.back() = other.back() == 'A' ? 'B' : 'A';
    for (const std::string& wrong :
         {std::string(), std::string("pst_"), secret.substr(0, secret.size() - 1), secret + "A",
          other, " " + secret, std::string(100'000, 'a')})
        QCOMPARE(denialOf(*store, wrong), ErrorCode::denied);
}

void TestTokenStore::secretsAreNotOnTheDisk()
{
    const auto store = open();
    const std::string secret = store->create("billing", 0)->secret;
    QFile file(filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("billing"));
    QVERIFY(!text.contains(secret.substr(13, 12).c_str()));
    QCOMPARE(file.permissions() &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    const auto second = store->create("billing", 0);
    QVERIFY(second->secret != secret);
}

void TestTokenStore::anExpiredTokenIsDenied()
{
    const auto store = open();
    const std::string secret = store->create("billing", m_clock->now() + kHour)->secret;
    m_clock->advance(kHour - 1);
    QVERIFY(store->check(secret, kTelemetryScope));
    m_clock->advance(1);
    QCOMPARE(denialOf(*store, secret), ErrorCode::denied);
    QVERIFY(store->check(secret, kTelemetryScope).error().sentence.find("expired") !=
            std::string::npos);
}

void TestTokenStore::aRevokedTokenIsDeniedForGood()
{
    const auto store = open();
    const auto token = store->create("billing", 0);
    QVERIFY(store->revoke(token->info.id));
    QVERIFY(store->revoke(token->info.id));
    QCOMPARE(denialOf(*store, token->secret), ErrorCode::denied);
    QCOMPARE(denialOf(*open(), token->secret), ErrorCode::denied);
    QVERIFY(store->list()->at(0).revoked != 0);
    QCOMPARE(store->revoke("00000000").error().code, ErrorCode::notFound);
}

void TestTokenStore::aRemovedTokenIsDeniedAndLeavesNoEntry()
{
    const auto store = open();
    const auto kept = store->create("shop", 0);
    const auto token = store->create("shop", 0);
    QVERIFY(store->remove(token->info.id));
    QVERIFY(!store->check(token->secret, kTelemetryScope));
    QCOMPARE(store->list()->size(), std::size_t{1});
    QCOMPARE(store->list()->at(0).id, kept->info.id);
    QVERIFY(store->remove(token->info.id)); // it is gone either way
}

void TestTokenStore::aTokenIsGoodForItsScopeOnly()
{
    const auto store = open();
    const std::string secret = store->create("billing", 0, "gate")->secret;
    QCOMPARE(denialOf(*store, secret), ErrorCode::denied);
    QVERIFY(store->check(secret, "gate"));
}

void TestTokenStore::anotherProcessesChangesAreSeenWithinASecond()
{
    const auto serving = open();
    const auto commandLine = open(); // its own state, as another process has
    const auto token = commandLine->create("billing", 0);
    m_clock->advance(kSecond);
    QVERIFY(serving->check(token->secret, kTelemetryScope));
    QVERIFY(serving->create("support", 0)); // does not lose the other's token
    QVERIFY(commandLine->revoke(token->info.id));
    m_clock->advance(kSecond);
    QCOMPARE(denialOf(*serving, token->secret), ErrorCode::denied);
    QCOMPARE(commandLine->list()->size(), std::size_t(2));
}

void TestTokenStore::lastUsedIsNotedToTheHour()
{
    const auto store = open();
    const std::string secret = store->create("billing", 0)->secret;
    QCOMPARE(open()->list()->at(0).lastUsed, Nanos(0));
    QVERIFY(store->check(secret, kTelemetryScope));
    const Nanos first = open()->list()->at(0).lastUsed;
    QCOMPARE(first, m_clock->now() - m_clock->now() % kHour);
    QFile::remove(filePath() + QStringLiteral(".lock"));
    QVERIFY(store->check(secret, kTelemetryScope));
    QVERIFY(!QFile::exists(filePath() + QStringLiteral(".lock"))); // the file was not touched again
    m_clock->advance(2 * kHour);
    QVERIFY(store->check(secret, kTelemetryScope));
    QCOMPARE(open()->list()->at(0).lastUsed, first + 2 * kHour);
}

void TestTokenStore::aDamagedFileFailsClosed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cut off") << QByteArray("{\"version\":1,\"tokens\":[{");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("other version") << QByteArray("{\"version\":2,\"tokens\":[]}");
    QTest::newRow("not an object") << QByteArray("[]");
    QTest::newRow("fields missing") << QByteArray("{\"version\":1,\"tokens\":[{\"id\":\"a\"}]}");
}

void TestTokenStore::aDamagedFileFailsClosed()
{
    QFETCH(QByteArray, text);
    const auto store = open();
    const std::string secret = store->create("billing", 0)->secret;
    QVERIFY(store->check(secret, kTelemetryScope));
    QFile file(filePath());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
    file.close();
    m_clock->advance(kSecond);
    QCOMPARE(denialOf(*store, secret), ErrorCode::denied);
    QCOMPARE(store->list().error().code, ErrorCode::damaged);
    QCOMPARE(store->create("support", 0).error().code, ErrorCode::damaged); // nor is it overwritten
    const auto reopened = TokenStore::open(directory(), m_clock);
    QVERIFY(!reopened);
    QCOMPARE(reopened.error().code, ErrorCode::damaged);
    QVERIFY(reopened.error().sentence.find("tokens.json") != std::string::npos);
}

void TestTokenStore::aFileThatOthersCouldChangeFailsClosed()
{
    const std::string secret = open()->create("billing", 0)->secret;
    QVERIFY(QFile::setPermissions(filePath(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther));
    const auto store = TokenStore::open(directory(), m_clock);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::denied);
}

void TestTokenStore::aDeploymentNeedsAPrintableName()
{
    const auto store = open();
    for (const std::string& name : {std::string(), std::string("  "), std::string("a\nb"),
                                    std::string("\xff"), std::string(201, 'a')})
        QCOMPARE(store->create(name, 0).error().code, ErrorCode::invalid);
}

void TestTokenStore::onlyBearerIsRead()
{
    QCOMPARE(bearerToken("Bearer abc"), std::string_view("abc"));
    QCOMPARE(bearerToken("  bearer   abc "), std::string_view("abc"));
    QCOMPARE(bearerToken("Basic abc"), std::string_view());
    QCOMPARE(bearerToken("Bearerabc"), std::string_view());
    QCOMPARE(bearerToken(""), std::string_view());
}

void TestTokenStore::theListenerAsksForTokens()
{
    const auto store = open();
    const auto token = store->create("billing", m_clock->now() + kDay);
    ScriptedService service;
    ListenerOptions options;
    options.tokens = store.get();
    auto listener = startOtlpHttp(options, service);
    QVERIFY(listener);
    const auto ask = [&](const std::string& header) {
        return RawClient((*listener)->port())
            .ask(post("/v1/traces", "application/json", "{}", header));
    };
    RawAnswer answer = ask("");
    QCOMPARE(answer.status, 401);
    QVERIFY(answer.headers["www-authenticate"].find("Bearer") == 0);
    QVERIFY(answer.body.find("\"code\":16") != std::string::npos);
    QCOMPARE(ask("Authorization: Bearer pst_wrong\r\n").status, 401);
    const std::string right = "Authorization: Bearer " + token->secret + "\r\n";
    QCOMPARE(ask(right).status, 200);
    QCOMPARE(service.requests().at(0).deployment, std::string("billing"));
    m_clock->advance(kDay);
    QCOMPARE(ask(right).status, 401);
    QCOMPARE(service.refusals("rejected_auth"), std::uint64_t(3));
}

QTEST_GUILESS_MAIN(TestTokenStore)
#include "tst_token_store.moc"
