// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong outside: two writers, other versions, damaged and foreign files, full disks, kill -9.
#include "store_fixture.h"

#include <QFile>
#include <QProcess>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace penstock;
using namespace penstock::testing;

class TestLogFaults : public QObject {
    Q_OBJECT

private slots:
    void aSecondWriterIsToldWhoOwnsTheDirectory();
    void aNewerSchemaIsRefused();
    void aFileThatIsNotADatabaseIsMovedAside();
    void damagedPagesAreSteppedOverAndSetAside();
    void aTruncatedFileIsSalvaged();
    void belowTheFreeSpaceFloorNothingIsWrittenUntilSpaceReturns();
    void aFullDiskIsReportedAndRecoversByItself();
    void everythingReportedAsCommittedSurvivesKill9();
};

void TestLogFaults::aSecondWriterIsToldWhoOwnsTheDirectory()
{
    StoreFixture fixture;
    auto first = fixture.open();
    auto second = LogStore::open(fixture.options());
    QVERIFY(!second.ok());
    QVERIFY(second.error().code == ErrorCode::locked);
    QVERIFY(second.error().sentence.find(std::to_string(getpid())) != std::string::npos);
    first.reset();
    auto third = fixture.open();
    QCOMPARE(third->health().recovered, std::string());
}

void TestLogFaults::aNewerSchemaIsRefused()
{
    StoreFixture fixture;
    fixture.open().reset();
    fixture.tamper("PRAGMA user_version=99");
    auto newer = LogStore::open(fixture.options());
    QVERIFY(!newer.ok());
    QVERIFY(newer.error().code == ErrorCode::unsupported);
    QVERIFY(!LogReader::open(fixture.path()).ok());
    fixture.tamper("PRAGMA user_version=1");
    QVERIFY(LogStore::open(fixture.options()).ok());
}

void TestLogFaults::aFileThatIsNotADatabaseIsMovedAside()
{
    StoreFixture fixture;
    QFile file(QString::fromStdString(fixture.path() + "/log.db"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("this is a letter, not a log\n").repeated(1000));
    file.close();
    auto log = fixture.open();
    QCOMPARE(log->health().damage.size(), std::size_t{1});
    QVERIFY(QFile::exists(QString::fromStdString(fixture.path() + "/log.db.damaged-1")));
    QVERIFY(log->append({contributionOf(plainBatch(0, 3))}, kNow).ok());
    QCOMPARE(fixture.spans().size(), std::size_t{3});
}

namespace {

/// 200 commits of ten steps; their numbers are the span ids.
void fillMany(const StoreFixture& fixture)
{
    auto log = fixture.open();
    std::mt19937_64 random(11);
    for (std::uint64_t i = 0; i < 200; ++i)
        QVERIFY(
            log->append({contributionOf(plainBatch(i * 10, 10, randomText(random, 8000)))}, kNow)
                .ok());
}

} // namespace

void TestLogFaults::damagedPagesAreSteppedOverAndSetAside()
{
    StoreFixture fixture;
    fillMany(fixture);
    QFile file(QString::fromStdString(fixture.path() + "/log.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 pages = file.size() / 4096;
    for (const qint64 page : {pages / 2, pages / 2 + 7, pages / 3}) {
        file.seek(page * 4096);
        file.write(QByteArray(4096, '\xA5'));
    }
    file.close();
    std::vector<std::string> damage;
    const auto spans = fixture.spans(&damage);
    QVERIFY2(spans.size() >= 1500 && spans.size() < 2000, std::to_string(spans.size()).c_str());
    QVERIFY(!damage.empty());
    QVERIFY(!fixture.verify().problems.empty());

    QFile request(QString::fromStdString(fixture.path() + "/log.db.repair"));
    QVERIFY(request.open(QIODevice::WriteOnly));
    request.close();
    auto log = fixture.open();
    QCOMPARE(log->health().damage.size(), std::size_t{1});
    damage.clear();
    QCOMPARE(fixture.spans(&damage), spans);
    auto again = log->append({contributionOf(plainBatch(0, 2001, "another text"))}, kNow);
    QVERIFY(again.ok());
    QCOMPARE(again->outcomes[0].revised, std::uint64_t(spans.size()));
    QVERIFY(fixture.reader()->entry(again->last).ok());
}

void TestLogFaults::aTruncatedFileIsSalvaged()
{
    StoreFixture fixture;
    fillMany(fixture);
    const QString path = QString::fromStdString(fixture.path() + "/log.db");
    QVERIFY(QFile::resize(path, QFile(path).size() / 4096 / 3 * 2 * 4096));
    auto log = fixture.open();
    const StoreHealth health = log->health();
    QCOMPARE(health.damage.size(),
             std::size_t{2}); // that it was salvaged, and which entries are lost
    const auto spans = fixture.spans();
    QVERIFY2(spans.size() >= 500, health.damage[0].c_str());
    QVERIFY(log->append({contributionOf(plainBatch(5000, 3))}, kNow).ok());
    QCOMPARE(fixture.spans().size(), spans.size() + 3);
}

void TestLogFaults::belowTheFreeSpaceFloorNothingIsWrittenUntilSpaceReturns()
{
    StoreFixture fixture;
    constexpr std::uint64_t kMargin = 2ull << 30;
    StoreOptions options = fixture.options();
    options.freeBytesFloor = fixture.open()->health().freeBytes - kMargin;
    auto log = fixture.open(options);
    QVERIFY(log->append({contributionOf(plainBatch(0, 3))}, kNow).ok());
    const std::string ballast = fixture.path() + "/ballast";
    const int file = ::open(ballast.c_str(), O_CREAT | O_RDWR, 0600);
    if (posix_fallocate(file, 0, 2 * kMargin) != 0) {
        ::close(file);
        QSKIP("the disk has no room for the ballast");
    }
    ::close(file);
    auto refused = log->append({contributionOf(plainBatch(3, 3))}, kNow);
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().code == ErrorCode::full);
    QVERIFY(log->health().full);
    QCOMPARE(fixture.spans().size(), std::size_t{3});
    QCOMPARE(unlink(ballast.c_str()), 0);
    QVERIFY(log->append({contributionOf(plainBatch(3, 3))}, kNow).ok());
    QVERIFY(!log->health().full);
    QCOMPARE(fixture.spans().size(), std::size_t{6});
}

void TestLogFaults::aFullDiskIsReportedAndRecoversByItself()
{
    QTemporaryDir mountPoint;
    const QByteArray path = mountPoint.path().toUtf8();
    if (mount("none", path.constData(), "tmpfs", 0, "size=6m") != 0)
        QSKIP("mounting a small file system needs the right to");
    {
        StoreOptions options;
        options.directory = path.toStdString() + "/data";
        options.freeBytesFloor = 0;
        auto log = LogStore::open(options);
        QVERIFY(log.ok());
        std::mt19937_64 random(1);
        std::uint64_t stored = 0;
        bool full = false;
        for (int i = 0; i < 100 && !full; ++i) {
            std::string noise(300'000, '\0');
            for (char& c : noise)
                c = static_cast<char>(random());
            auto result = (*log)->append({contributionOf(plainBatch(stored, 1, noise))}, kNow);
            full = !result.ok();
            if (full)
                QVERIFY2(result.error().code == ErrorCode::full, result.error().detail.c_str());
            else
                ++stored;
        }
        QVERIFY(full && stored > 3);
        QVERIFY((*log)->health().full);
        QCOMPARE(mount("none", path.constData(), "tmpfs", MS_REMOUNT, "size=60m"), 0);
        auto again = (*log)->append({contributionOf(plainBatch(stored, 1))}, kNow);
        QVERIFY(again.ok());
        QCOMPARE(again->outcomes[0].stored, std::uint64_t{1});
        QVERIFY(!(*log)->health().full);
        auto reader = LogReader::open(options.directory);
        QCOMPARE((*reader)->verify()->problems, std::vector<std::string>());
        QCOMPARE((*reader)->verify()->commits, stored + 1);
    }
    QCOMPARE(umount(path.constData()), 0);
}

void TestLogFaults::everythingReportedAsCommittedSurvivesKill9()
{
    StoreFixture fixture;
    std::mt19937_64 random(13);
    std::uint64_t committed = 0;
    for (int round = 0; round < 15; ++round) {
        QProcess child;
        child.start(QStringLiteral(APPEND_FOREVER),
                    {QString::fromStdString(fixture.path()), QString::number(committed)});
        QVERIFY(child.waitForStarted());
        const int lines = 1 + static_cast<int>(random() % 40);
        QByteArray output;
        while (output.count('\n') < lines && child.waitForReadyRead(20'000))
            output += child.readAllStandardOutput();
        QVERIFY(output.count('\n') >= lines);
        child.kill();
        QVERIFY(child.waitForFinished());
        output += child.readAllStandardOutput();
        const QByteArray whole = output.left(output.lastIndexOf('\n'));
        const std::uint64_t reported = whole.mid(whole.lastIndexOf('\n') + 1).toULongLong();
        const auto spans = fixture.spans();
        const std::set<std::uint64_t> different(spans.begin(), spans.end());
        QCOMPARE(different.size(), spans.size());
        QVERIFY2(spans.size() >= reported, "a committed step is missing");
        QCOMPARE(*different.rbegin(), std::uint64_t(spans.size()));
        // The next child sends again what was last reported: nothing may be stored twice.
        committed = reported > 50 ? reported - 50 : 0;
    }
    QVERIFY(!fixture.open()->health().recovered.empty());
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

QTEST_GUILESS_MAIN(TestLogFaults)
#include "tst_log_faults.moc"
