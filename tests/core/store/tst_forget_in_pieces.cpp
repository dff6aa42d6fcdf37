// SPDX-License-Identifier: GPL-3.0-or-later
// A forget goes on beside ingest in small pieces, survives a crash between any two of them, leaves nothing half done when
// the disk is full, and does not let late steps bring back what went.
#include "store_fixture.h"

#include <QDir>
#include <QFile>
#include <atomic>
#include <csignal>
#include <mutex>
#include <sys/resource.h>
#include <thread>

using namespace penstock;
using namespace penstock::testing;

namespace {

using Job = std::unique_ptr<LogStore::Forgetting>;

constexpr std::uint64_t kCommits = 150;

std::string secretOf(std::uint64_t commit)
{
    return "secret " + std::to_string(commit * 7919) + std::string(80, '#');
}

bool filesHold(const StoreFixture& fixture, const std::string& text)
{
    const QDir directory(QString::fromStdString(fixture.path()));
    for (const QString& name : directory.entryList(QDir::Files)) {
        QFile file(directory.filePath(name));
        if (file.open(QIODevice::ReadOnly) &&
            file.readAll().contains(QByteArray::fromStdString(text)))
            return true;
    }
    return false;
}

/// Commits of one step of anna's, one of bob's, and one that names nobody, in anna's trace.
void fill(LogStore& log)
{
    for (std::uint64_t i = 0; i < kCommits; ++i) {
        const std::uint64_t at = i * 20;
        QVERIFY(log.append({contributionOf(plainBatch(at, 1, secretOf(i), "anna-of-the-test")),
                            contributionOf(plainBatch(at + 10, 1, secretOf(i), "bob"))},
                           kNow)
                    .ok());
        QVERIFY(log.append({contributionOf(plainBatch(at + 1, 1, secretOf(i) + " nobody"))}, kNow)
                    .ok());
    }
}

/// One turn; true once it is finished.
bool turn(LogStore::Forgetting& job, LogStore::Forgotten* result = nullptr)
{
    if (const Status looked = job.look(); !looked)
        qFatal("%s", looked.error().sentence.c_str());
    const auto written = job.write(kNow);
    if (!written)
        qFatal("%s", written.error().sentence.c_str());
    if (*written && result != nullptr)
        *result = **written;
    return written->has_value();
}

std::uint64_t countTombstones(const StoreFixture& fixture, EntryKind kind)
{
    std::uint64_t count = 0;
    (void)fixture.reader()->read(1, [&](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            count += entry.kind == kind;
        return true;
    });
    return count;
}

/// While it lives no file can be written beyond its first byte.
class NoRoom {
public:
    NoRoom()
    {
        signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit tight = m_before;
        tight.rlim_cur = 1;
        setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~NoRoom() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestForgetInPieces : public QObject {
    Q_OBJECT

private slots:
    void ingestGoesOnBetweenThePieces();
    void whatWasInterruptedIsFinishedAfterARestart_data();
    void whatWasInterruptedIsFinishedAfterARestart();
    void aFailedPieceLeavesNothingBehind();
    void onlyOneIsUnderWay();
    void lateStepsOfAForgottenTraceAreNotStored();
    void lateStepsThatArriveInBetweenGoAlong();
    void lateStepsOfOldTracesGoByTheirTime();
    void retentionWaitsForAForget();
    void anotherThreadForgetsWhileThisOneStores();
};

void TestForgetInPieces::ingestGoesOnBetweenThePieces()
{
    StoreFixture fixture;
    auto log = fixture.open();
    fill(*log);
    auto job = log->beginForget({"anna-of-the-test", "", 0});
    QVERIFY(job.ok());
    LogStore::Forgotten result;
    std::uint64_t turns = 1;
    for (; !turn(**job, &result); ++turns) {
        // Also a text that only forgotten steps had: it is stored anew, not lost with theirs.
        const auto stored = log->append(
            {contributionOf(plainBatch(10'000 + turns, 1, secretOf(turns) + " nobody", "carl"))},
            kNow);
        QVERIFY(stored.ok());
        QCOMPARE(stored->outcomes[0].stored, std::uint64_t{1});
        QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    }
    QCOMPARE(result.steps, 2 * kCommits);
    QVERIFY2(turns >= 2 * kCommits / 32, std::to_string(turns).c_str());
    std::vector<std::string> damage;
    QCOMPARE(fixture.spans(&damage).size(), kCommits + turns - 1);
    QCOMPARE(damage, std::vector<std::string>());
    const auto verified = fixture.verify();
    QCOMPARE(verified.problems, std::vector<std::string>());
    QCOMPARE(verified.tombstones, std::uint64_t{1});
    QCOMPARE(countTombstones(fixture, EntryKind::forgotten), std::uint64_t{1});
    QVERIFY(countTombstones(fixture, EntryKind::forgetting) >= 5);
    QVERIFY(!filesHold(fixture, "anna-of-the-test"));
    const auto kept = fixture.reader()->entry(2);
    QVERIFY(kept.ok());
    QCOMPARE((*kept)->entries[0].step->raw.attributes[0].value.text(),
             std::string_view(secretOf(0)));
}

void TestForgetInPieces::whatWasInterruptedIsFinishedAfterARestart_data()
{
    QTest::addColumn<int>("turns");
    for (const int turns : {1, 2, 3, 4, 6, 9})
        QTest::newRow(std::to_string(turns).c_str()) << turns;
}

void TestForgetInPieces::whatWasInterruptedIsFinishedAfterARestart()
{
    QFETCH(int, turns);
    StoreFixture fixture;
    auto log = fixture.open();
    fill(*log);
    {
        auto job = log->beginForget({"anna-of-the-test", "", 0});
        for (int i = 0; i < turns; ++i)
            QVERIFY(!turn(**job));
    }
    log.reset();
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    log = fixture.open();
    const bool begun = log->health().forgetInterrupted;
    QCOMPARE(begun, turns >= 2); // before the request is noted nothing is changed
    if (!begun) {
        QCOMPARE(fixture.spans().size(), 3 * kCommits);
        return;
    }
    auto job = log->unfinishedForget();
    QVERIFY(job.ok() && *job);
    while (!turn(**job)) {
    }
    QCOMPARE(fixture.spans().size(), kCommits);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    QVERIFY(countTombstones(fixture, EntryKind::forgotten) == 1);
    // The texts are gone from their packs, too, though the steps that led to them went in another life.
    auto database =
        store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readOnly);
    QCOMPARE((*database)->queryInteger("SELECT count(*) FROM meta WHERE key LIKE 'forget/%'"),
             std::int64_t{0});
    job->reset();
    log.reset();
    log = fixture.open();
    QVERIFY(!log->health().forgetInterrupted);
    for (std::uint64_t i = 0; i < kCommits; ++i)
        QVERIFY(!filesHold(fixture, secretOf(i) + " nobody"));
    QVERIFY(!filesHold(fixture, "anna-of-the-test"));
}

void TestForgetInPieces::aFailedPieceLeavesNothingBehind()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 5, "text", "anna"))}, kNow).ok());
    {
        auto job = log->beginForget({"anna", "", 0});
        QVERIFY(!turn(**job)); // notes the traces
        QVERIFY(!turn(**job)); // notes the request
        QVERIFY((*job)->look().ok());
        const NoRoom noRoom;
        QVERIFY(!(*job)
                     ->write(kNow)
                     .ok()); // when the transaction is committed: before, it fits in memory
    }
    QCOMPARE(fixture.spans().size(), std::size_t{5});
    // Nothing is remembered as forgotten: another version is a revision, and the numbers go on without a gap.
    const auto revised =
        log->append({contributionOf(plainBatch(0, 5, "another text", "anna"))}, kNow);
    QVERIFY(revised.ok());
    QCOMPARE(revised->outcomes[0].revised, std::uint64_t{5});
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    // Asked again it is done, the interrupted one first.
    QVERIFY(log->forget({"anna", "", 0}, kNow).ok());
    QCOMPARE(fixture.spans().size(), std::size_t{0});
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

void TestForgetInPieces::onlyOneIsUnderWay()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 5, "text", "anna"))}, kNow).ok());
    auto first = log->beginForget({"anna", "", 0});
    QVERIFY(first.ok());
    const auto second = log->beginForget({"bob", "", 0});
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::busy);
    first->reset();
    QVERIFY(log->beginForget({"bob", "", 0}).ok());
}

void TestForgetInPieces::lateStepsOfAForgottenTraceAreNotStored()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 2, "text", "anna", "s1"))}, kNow).ok());
    QVERIFY(log->append({contributionOf(plainBatch(20, 1, "text", "dora", "s2"))}, kNow).ok());
    QCOMPARE(log->forget({"anna", "", 0}, kNow)->steps, std::uint64_t{2});
    QCOMPARE(log->forget({"", "s2", 0}, kNow)->steps, std::uint64_t{1});
    for (int restart = 0; restart < 2; ++restart) {
        const auto late = log->append({contributionOf(plainBatch(2, 1, "late child")),
                                       contributionOf(plainBatch(3, 1, "late child", "anna")),
                                       contributionOf(plainBatch(21, 1, "late child")),
                                       contributionOf(plainBatch(22, 1, "late child", "", "s2"))},
                                      kNow);
        QVERIFY(late.ok());
        for (const Outcome& outcome : late->outcomes)
            QCOMPARE(outcome.stored, std::uint64_t{0});
        QCOMPARE(late->entries->entries.back().losses.of(LossKind::forgotten), std::uint64_t{4});
        // What names another, and new work of the same user, is none of it.
        const std::uint64_t other = 4 + static_cast<std::uint64_t>(restart);
        const auto kept =
            log->append({contributionOf(plainBatch(other, 1, "text", "bob")),
                         contributionOf(plainBatch(20 + other, 1, "text", "bob", "s3")),
                         contributionOf(plainBatch(100 + other, 1, "text", "anna", "s2"))},
                        kNow);
        for (const Outcome& outcome : kept->outcomes)
            QCOMPARE(outcome.stored, std::uint64_t{1});
        log.reset();
        log = fixture.open();
    }
    QCOMPARE(fixture.spans(), (std::vector<std::uint64_t>{5, 25, 105, 6, 26, 106}));
}

void TestForgetInPieces::lateStepsThatArriveInBetweenGoAlong()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 1, "root", "anna"))}, kNow).ok());
    auto job = log->beginForget({"anna", "", 0});
    std::uint64_t number = 1;
    do {
        QVERIFY(log->append({contributionOf(plainBatch(number, 1, "late child")),
                             contributionOf(plainBatch(100 + number, 1, "new work", "anna"))},
                            kNow)
                    .ok());
        ++number;
    } while (!turn(**job));
    QVERIFY(number > 3);
    for (const std::uint64_t span : fixture.spans())
        QVERIFY2(span > 100, std::to_string(span).c_str());
    QCOMPARE(fixture.spans().size(), std::size_t(number - 1));
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

void TestForgetInPieces::lateStepsOfOldTracesGoByTheirTime()
{
    StoreFixture fixture;
    auto log = fixture.open();
    const Nanos start = 1'700'000'000'000'000'000;
    QVERIFY(log->append({contributionOf(plainBatch(0, 1))}, kNow).ok());
    QCOMPARE(log->forget({"", "", start + 3 * kMillisecond}, kNow)->steps, std::uint64_t{1});
    QCOMPARE(log->append({contributionOf(plainBatch(1, 1))}, kNow)->outcomes[0].stored,
             std::uint64_t{0});
    QCOMPARE(log->append({contributionOf(plainBatch(4, 1))}, kNow)->outcomes[0].stored,
             std::uint64_t{1});
    // A later bound widens what was said before.
    QCOMPARE(log->forget({"", "", start + 6 * kMillisecond}, kNow)->steps, std::uint64_t{1});
    QCOMPARE(log->append({contributionOf(plainBatch(3, 1))}, kNow)->outcomes[0].stored,
             std::uint64_t{0});
    QCOMPARE(log->append({contributionOf(plainBatch(8, 1))}, kNow)->outcomes[0].stored,
             std::uint64_t{1});
}

void TestForgetInPieces::retentionWaitsForAForget()
{
    StoreFixture fixture;
    StoreOptions options = fixture.options();
    options.retentionAge = kHour;
    auto log = fixture.open(options);
    QVERIFY(log->append({contributionOf(plainBatch(0, 5, "text", "anna"))}, kNow).ok());
    QVERIFY(log->append({contributionOf(plainBatch(10, 5, "text", "bob"))}, kNow + 2 * kHour).ok());
    auto job = log->beginForget({"anna", "", 0});
    housekeepFully(*log, kNow + 2 * kHour);
    QCOMPARE(fixture.reader()->firstSeq(), Seq{1});
    while (!turn(**job)) {
    }
    job->reset();
    housekeepFully(*log, kNow + 2 * kHour);
    QVERIFY(fixture.reader()->firstSeq() > 1);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

void TestForgetInPieces::anotherThreadForgetsWhileThisOneStores()
{
    StoreFixture fixture;
    auto log = fixture.open();
    fill(*log);
    std::mutex turns; // whoever holds it is the writer
    std::atomic<bool> done{false};
    Result<LogStore::Forgotten> result = LogStore::Forgotten{};
    std::thread asker([&] {
        const OnWriter onWriter = [&](const std::function<void(LogStore&)>& work) {
            const std::lock_guard lock(turns);
            work(*log);
            return true;
        };
        result = forgetBeside(onWriter, LogStore::ForgetRequest{"anna-of-the-test", "", 0},
                              [] { return kNow; });
        done = true;
    });
    std::uint64_t stored = 0;
    for (; !done || stored == 0; ++stored) {
        const std::lock_guard lock(turns);
        QVERIFY(
            log->append({contributionOf(plainBatch(10'000 + stored, 1, secretOf(stored), "carl")),
                         contributionOf(plainBatch(stored % kCommits * 20 + 2, 1, "late child"))},
                        kNow)
                .ok());
        log->housekeep(kNow, kMillisecond);
    }
    asker.join();
    QVERIFY(result.ok());
    QVERIFY(result->steps >= 2 * kCommits);
    // Late children that came before it was asked go; none stays, and all of bob's and carl's are there.
    QCOMPARE(fixture.spans().size(), std::size_t(kCommits + stored));
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

QTEST_GUILESS_MAIN(TestForgetInPieces)
#include "tst_forget_in_pieces.moc"
