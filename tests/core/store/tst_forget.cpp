// SPDX-License-Identifier: GPL-3.0-or-later
// Forgetting deletes for good, leaves a tombstone that verifies, and hurts nobody else.
#include "store_fixture.h"

#include <QDir>
#include <QFile>

using namespace penstock;
using namespace penstock::testing;

namespace {

/// True when any file of the data directory holds these bytes.
bool filesHold(const StoreFixture& fixture, const QByteArray& bytes)
{
    const QDir directory(QString::fromStdString(fixture.path()));
    for (const QString& name : directory.entryList(QDir::Files)) {
        QFile file(directory.filePath(name));
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

/// Bytes that zstd cannot compress, so that they would be seen in the file.
std::string noise(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::string text;
    for (int i = 0; i < 100; ++i) {
        const std::uint64_t word = random();
        text.append(reinterpret_cast<const char*>(&word), 8);
    }
    return text;
}

} // namespace

class TestForget : public QObject {
    Q_OBJECT

private slots:
    void theBytesAreGoneFromTheFilesAndTheRestIsThere();
    void stepsOfTheTraceThatNameNobodyGoAlong();
    void aSessionTakesItsTraceAlongExceptOtherSessions();
    void looseRecordsOfAServiceStay();
    void partsThatOthersReferToStay();
    void theTombstoneVerifiesAndNothingElseDoes();
    void forgottenStepsDoNotComeBack();
    void aRequestForNobodyChangesNothing();
    void forgettingTwiceVerifies();
};

void TestForget::theBytesAreGoneFromTheFilesAndTheRestIsThere()
{
    StoreFixture fixture;
    auto log = fixture.open();
    const std::string secret = noise(1);
    const std::string user = "u-" + std::to_string(0x5EC2E7ull * 7919) + "-anna";
    QVERIFY(log->append({contributionOf(plainBatch(0, 10, noise(2)))}, kNow).ok());
    QVERIFY(log->append({contributionOf(plainBatch(10, 5, secret, user, "s1")),
                         contributionOf(plainBatch(15, 5, noise(3), "bob", "s2"))},
                        kNow)
                .ok());
    QVERIFY(log->append({contributionOf(plainBatch(20, 10, noise(4)))}, kNow).ok());
    const QByteArray needle(secret.data() + 100, 300);
    QVERIFY(filesHold(fixture, needle));
    auto result = log->forget({user, "", 0}, kNow);
    QVERIFY(result.ok());
    QCOMPARE(result->steps, std::uint64_t{5});
    QVERIFY(result->parts >= 1);
    QVERIFY(!filesHold(fixture, needle));
    QVERIFY(!filesHold(fixture, QByteArray::fromStdString(user)));
    auto spans = fixture.spans();
    QCOMPARE(spans.size(), std::size_t{25});
    QCOMPARE(std::count(spans.begin(), spans.end(), 12), 0);
    QVERIFY(!fixture.reader()->entry(12).ok());
    QCOMPARE(fixture.reader()->entry(17).value()->entries[0].step->span.value, std::uint64_t{16});
    QCOMPARE(fixture.reader()->entry(17).value()->entries[0].step->raw.attributes[0].value.text(),
             std::string_view(noise(3)));
}

// Roots end last and often alone carry the user: children lie before and after them, in other commits, too.
void TestForget::stepsOfTheTraceThatNameNobodyGoAlong()
{
    StoreFixture fixture;
    auto log = fixture.open();
    const std::string prompt = noise(1);
    const std::string reply = noise(2);
    const std::string others = noise(3);
    QVERIFY(log->append({contributionOf(plainBatch(0, 2, prompt))}, kNow).ok());
    QVERIFY(log->append({contributionOf(plainBatch(2, 1, "root", "alice")),
                         contributionOf(plainBatch(3, 1, others, "bob")),
                         contributionOf(plainBatch(10, 1, noise(4)))},
                        kNow)
                .ok());
    QVERIFY(log->append({contributionOf(plainBatch(4, 1, reply))}, kNow).ok());
    const auto result = log->forget({"alice", "", 0}, kNow);
    QVERIFY(result.ok());
    QCOMPARE(result->steps, std::uint64_t{4});
    QVERIFY(!filesHold(fixture, QByteArray(prompt.data() + 100, 300)));
    QVERIFY(!filesHold(fixture, QByteArray(reply.data() + 100, 300)));
    QVERIFY(filesHold(fixture, QByteArray(others.data() + 100, 300)));
    QCOMPARE(fixture.spans(), (std::vector<std::uint64_t>{4, 11}));
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    QCOMPARE(fixture.verify().tombstones, std::uint64_t{1});
    QCOMPARE(log->append({contributionOf(plainBatch(0, 2, prompt))}, kNow)->outcomes[0].stored,
             std::uint64_t{0});
}

void TestForget::aSessionTakesItsTraceAlongExceptOtherSessions()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 1, "child")),
                         contributionOf(plainBatch(1, 1, "another", "", "s2")),
                         contributionOf(plainBatch(2, 1, "late child", "bob"))},
                        kNow)
                .ok());
    QVERIFY(log->append({contributionOf(plainBatch(3, 1, "root", "", "s1"))}, kNow).ok());
    // The user is named by one step and the session by another; each condition holds for what says nothing else.
    const Nanos endOfThird = 1'700'000'000'000'000'000 + 3 * kMillisecond;
    QCOMPARE(log->forget({"bob", "s1", endOfThird}, kNow)->steps, std::uint64_t{1});
    QCOMPARE(fixture.spans(), (std::vector<std::uint64_t>{2, 3, 4}));
    QCOMPARE(log->forget({"", "s1", 0}, kNow)->steps, std::uint64_t{2});
    QCOMPARE(fixture.spans(), (std::vector<std::uint64_t>{2}));
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

void TestForget::looseRecordsOfAServiceStay()
{
    StoreFixture fixture;
    auto log = fixture.open();
    for (const char* user : {"alice", ""}) {
        const auto made = plainBatch(*user == '\0' ? 1 : 0, 1, "text", user);
        auto loose = std::make_shared<StepBatch>();
        loose->raw = made->raw;
        loose->steps = made->steps;
        loose->steps[0].flags |= kSyntheticTrace;
        QVERIFY(log->append({contributionOf(loose)}, kNow).ok());
    }
    QCOMPARE(log->forget({"alice", "", 0}, kNow)->steps, std::uint64_t{1});
    QCOMPARE(fixture.spans(), (std::vector<std::uint64_t>{2}));
}

void TestForget::partsThatOthersReferToStay()
{
    StoreFixture fixture;
    auto log = fixture.open();
    const std::string shared = noise(1);
    QVERIFY(log->append({contributionOf(plainBatch(0, 1, shared, "anna"))}, kNow).ok());
    QVERIFY(log->append({contributionOf(plainBatch(1, 1, shared, "bob"))}, kNow).ok());
    auto result = log->forget({"anna", "", 0}, kNow);
    QVERIFY(result.ok());
    QCOMPARE(result->parts, std::uint64_t{0});
    std::vector<std::string> damage;
    QCOMPARE(fixture.spans(&damage), std::vector<std::uint64_t>{2});
    QCOMPARE(damage, std::vector<std::string>());
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    // The last one who refers to it takes it along.
    QVERIFY(filesHold(fixture, QByteArray(shared.data(), 500)));
    QCOMPARE(log->forget({"bob", "", 0}, kNow)->parts, std::uint64_t{1});
    QVERIFY(!filesHold(fixture, QByteArray(shared.data(), 500)));
    // And what is sent afterwards is stored anew.
    QVERIFY(log->append({contributionOf(plainBatch(2, 1, shared, "carl"))}, kNow).ok());
    QCOMPARE(fixture.spans(&damage), std::vector<std::uint64_t>{3});
    QCOMPARE(damage, std::vector<std::string>());
}

void TestForget::theTombstoneVerifiesAndNothingElseDoes()
{
    StoreFixture fixture;
    auto log = fixture.open();
    for (std::uint64_t i = 0; i < 6; ++i)
        QVERIFY(
            log->append({contributionOf(plainBatch(i * 10, 10, noise(i), i % 2 ? "anna" : "bob"))},
                        kNow)
                .ok());
    auto result = log->forget({"anna", "", 0}, kNow);
    QVERIFY(result.ok());
    const auto verified = fixture.verify();
    QCOMPARE(verified.problems, std::vector<std::string>());
    QCOMPARE(verified.tombstones, std::uint64_t{1});
    bool found = false;
    QVERIFY(fixture.reader()
                ->read(1,
                       [&](const EntryBatch& batch) {
                           for (const LogEntry& entry : batch.entries)
                               found = found || (entry.kind == EntryKind::forgotten &&
                                                 entry.text.find(result->tombstone) !=
                                                     std::string_view::npos);
                           return true;
                       })
                .ok());
    QVERIFY(found);
    log.reset();
    fixture.tamper(
        "UPDATE commits SET body=(SELECT body FROM commits WHERE number=3) WHERE number=2");
    QVERIFY(!fixture.verify().problems.empty());
    fixture.tamper("UPDATE commits SET body=x'0100' WHERE number=3;"
                   "DELETE FROM rewrites WHERE seq=(SELECT seq FROM commits WHERE number=4);");
    QVERIFY(fixture.verify().problems.size() >= 3);
}

void TestForget::forgottenStepsDoNotComeBack()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 5, "text", "anna"))}, kNow).ok());
    QVERIFY(log->forget({"anna", "", 0}, kNow).ok());
    for (int restart = 0; restart < 2; ++restart) {
        auto same = log->append({contributionOf(plainBatch(0, 5, "text", "anna"))}, kNow);
        QCOMPARE(same->outcomes[0].stored, std::uint64_t{0});
        auto other = log->append({contributionOf(plainBatch(0, 5, "another text", "anna"))}, kNow);
        QCOMPARE(other->outcomes[0].stored, std::uint64_t{0});
        QCOMPARE(other->entries->entries.back().losses.of(LossKind::forgotten), std::uint64_t{5});
        log.reset();
        log = fixture.open();
    }
    QCOMPARE(fixture.spans().size(), std::size_t{0});
}

void TestForget::aRequestForNobodyChangesNothing()
{
    StoreFixture fixture;
    auto log = fixture.open();
    auto last = log->append({contributionOf(plainBatch(0, 5, "text", "anna"))}, kNow);
    auto nobody = log->forget({"nobody", "", 0}, kNow);
    QVERIFY(nobody.ok());
    QCOMPARE(nobody->steps, std::uint64_t{0});
    QCOMPARE(fixture.reader()->lastSeq(), last->last);
    QVERIFY(!log->forget({"", "", 0}, kNow).ok());
    QCOMPARE(log->forget({"", "", 1'700'000'000'000'000'000 + 3 * kMillisecond}, kNow)->steps,
             std::uint64_t{2});
    QCOMPARE(fixture.spans().size(), std::size_t{3});
}

void TestForget::forgettingTwiceVerifies()
{
    StoreFixture fixture;
    auto log = fixture.open();
    const std::string shared = noise(9);
    QVERIFY(log->append({contributionOf(plainBatch(0, 3, shared, "anna")),
                         contributionOf(plainBatch(3, 3, shared, "bob")),
                         contributionOf(plainBatch(6, 3, shared, "carl"))},
                        kNow)
                .ok());
    QVERIFY(log->append({contributionOf(plainBatch(10, 3, shared, "bob"))}, kNow).ok());
    QVERIFY(log->forget({"anna", "", 0}, kNow).ok());
    QVERIFY(log->forget({"bob", "", 0}, kNow).ok());
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    QCOMPARE(fixture.verify().tombstones, std::uint64_t{2});
    QCOMPARE(fixture.spans(), (std::vector<std::uint64_t>{7, 8, 9}));
}

QTEST_GUILESS_MAIN(TestForget)
#include "tst_forget.moc"
