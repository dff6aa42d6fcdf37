// SPDX-License-Identifier: GPL-3.0-or-later
// The chain: any flipped byte, dropped or swapped batch is found and named; retention keeps it green.
#include "store_fixture.h"

#include <QFileInfo>

using namespace penstock;
using namespace penstock::testing;

namespace {

constexpr int kBatches = 12;

void fill(LogStore& log, std::mt19937_64& random)
{
    for (std::uint64_t i = 0; i < kBatches; ++i) {
        auto result =
            log.append({contributionOf(plainBatch(i * 100, 100, randomText(random, 3000) + "end")),
                        contributionOf(randomBatch(random, 5))},
                       kNow);
        QVERIFY(result.ok());
    }
}

bool names(const LogReader::Verification& result, int batch)
{
    const std::string name = "Batch " + std::to_string(batch) + " ";
    return std::any_of(result.problems.begin(), result.problems.end(),
                       [&](const std::string& problem) { return problem.starts_with(name); });
}

} // namespace

class TestLogVerify : public QObject {
    Q_OBJECT

private slots:
    void aSoundLogHasNoProblems();
    void aFlippedByteIsFoundAndNamed_data();
    void aFlippedByteIsFoundAndNamed();
    void aDroppedBatchIsFoundAndNamed();
    void aCutOffEndIsFoundAndNamed();
    void afterACutOffEndWhatWasLostCanBeSentAgain();
    void aMissingDictionaryIsFound();
    void swappedBatchesAreFoundAndNamed();
    void aChangedDictionaryIsFound();
    void retentionByAgeKeepsTheChainGreenAndTheRestReadable();
    void retentionBySizeHoldsTheBound();
    void aClosedLogLeavesNothingBesideItAlsoWhereAReaderClosesLater();
};

void TestLogVerify::aSoundLogHasNoProblems()
{
    StoreFixture fixture;
    std::mt19937_64 random(1);
    auto log = fixture.open();
    QCOMPARE(fixture.verify().commits, std::uint64_t{0});
    fill(*log, random);
    const auto result = fixture.verify();
    QCOMPARE(result.problems.size(), std::size_t{0});
    QCOMPARE(result.commits, std::uint64_t{kBatches});
    QCOMPARE(result.entries, fixture.reader()->lastSeq());
    QCOMPARE(result.head.size(), std::size_t{64});
}

void TestLogVerify::aFlippedByteIsFoundAndNamed_data()
{
    QTest::addColumn<QString>("column");
    for (const char* column : {"body", "packs", "hash"})
        QTest::newRow(column) << QString::fromLatin1(column);
    for (const char* column : {"arrival", "last", "number"})
        QTest::newRow(column) << QString::fromLatin1(column);
}

void TestLogVerify::aFlippedByteIsFoundAndNamed()
{
    QFETCH(QString, column);
    const std::string name = column.toStdString();
    StoreFixture fixture;
    std::mt19937_64 random(2);
    fill(*fixture.open(), random);
    const bool isBlob = name == "body" || name == "packs" || name == "hash";
    for (int round = 0; round < (isBlob ? 20 : 1); ++round) {
        const int batch = 2 + static_cast<int>(random() % (kBatches - 3));
        const std::string where = " WHERE number=" + std::to_string(batch) + ";";
        if (!isBlob) {
            fixture.tamper("UPDATE commits SET " + name + "=" + name + "+1" + where);
            const auto result = fixture.verify();
            QVERIFY(names(result, name == "number" ? batch + 1 : batch));
            continue;
        }
        auto database =
            store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readWrite);
        store::Statement select = (*database)->prepare("SELECT " + name + " FROM commits" + where);
        QVERIFY(select.step() == store::Statement::Row::row);
        const std::string sound(select.blob(0));
        select.reset();
        std::string changed = sound;
        changed[random() % changed.size()] ^= static_cast<char>(1 << random() % 8);
        store::Statement update =
            (*database)->prepare("UPDATE commits SET " + name + "=?1" + where);
        QVERIFY(update.bindBlob(1, changed).run().ok());
        const auto result = fixture.verify();
        QVERIFY(names(result, batch));
        QCOMPARE(result.problems.size(), std::size_t{1});
        QVERIFY(update.bindBlob(1, sound).run().ok());
    }
    if (isBlob)
        QCOMPARE(fixture.verify().problems.size(), std::size_t{0});
}

void TestLogVerify::aDroppedBatchIsFoundAndNamed()
{
    StoreFixture fixture;
    std::mt19937_64 random(3);
    fill(*fixture.open(), random);
    fixture.tamper("DELETE FROM commits WHERE number IN (5, 6)");
    const auto result = fixture.verify();
    QVERIFY(!result.problems.empty());
    QVERIFY(result.problems[0].starts_with("Batches 5–6 (entries "));
}

void TestLogVerify::aCutOffEndIsFoundAndNamed()
{
    StoreFixture fixture;
    std::mt19937_64 random(3);
    fill(*fixture.open(), random);
    fixture.tamper("DELETE FROM commits WHERE number>=11");
    auto result = fixture.verify();
    QCOMPARE(result.problems.size(), std::size_t{1});
    QVERIFY(result.problems[0].starts_with("Batches 11–12 (entries "));
    fixture.tamper("DELETE FROM commits");
    result = fixture.verify();
    QVERIFY(!result.problems.empty());
    QVERIFY(result.problems[0].starts_with("Batches 1–12 (entries "));
}

void TestLogVerify::afterACutOffEndWhatWasLostCanBeSentAgain()
{
    StoreFixture fixture;
    const auto send = [](LogStore& log, std::uint64_t first) {
        return log.append({contributionOf(plainBatch(first, 10, "text"))}, kNow);
    };
    {
        auto log = fixture.open();
        QVERIFY(send(*log, 0).ok() && send(*log, 100).ok());
    }
    fixture.tamper("DELETE FROM commits WHERE number=2");
    auto log = fixture.open();
    QCOMPARE(log->health().damage.size(), std::size_t{1});
    const auto again = send(*log, 100);
    QVERIFY(again.ok());
    QCOMPARE(again->outcomes[0].stored, std::uint64_t{10});
    QCOMPARE(send(*log, 0)->outcomes[0].duplicates, std::uint64_t{10});
}

void TestLogVerify::aMissingDictionaryIsFound()
{
    StoreFixture fixture;
    QVERIFY(fixture.open()->append({contributionOf(plainBatch(0, 10, "text"))}, kNow).ok());
    fixture.tamper("DELETE FROM dictionaries");
    QVERIFY(names(fixture.verify(), 1));
}

void TestLogVerify::swappedBatchesAreFoundAndNamed()
{
    StoreFixture fixture;
    std::mt19937_64 random(4);
    fill(*fixture.open(), random);
    fixture.tamper("CREATE TEMP TABLE t AS SELECT * FROM commits WHERE number IN (5, 6);"
                   "UPDATE commits SET (body, packs, hash)=(SELECT body, packs, hash FROM t WHERE "
                   "t.number=11-commits.number) WHERE number IN (5, 6);");
    const auto result = fixture.verify();
    QVERIFY(names(result, 5));
    QVERIFY(names(result, 6));
    QVERIFY(!names(result, 4));
    QVERIFY(!names(result, 8));
}

void TestLogVerify::aChangedDictionaryIsFound()
{
    StoreFixture fixture;
    std::mt19937_64 random(5);
    fill(*fixture.open(), random);
    fixture.tamper("UPDATE dictionaries SET data=CAST(replace(CAST(data AS TEXT), 'gen_ai', "
                   "'gen_aj') AS BLOB)");
    QCOMPARE(fixture.verify().problems.size(), std::size_t{1});
}

void TestLogVerify::retentionByAgeKeepsTheChainGreenAndTheRestReadable()
{
    StoreFixture fixture;
    StoreOptions options = fixture.options();
    options.retentionAge = 10 * kHour;
    auto log = fixture.open(options);
    std::mt19937_64 random(6);
    std::string talk;
    for (std::uint64_t hour = 0; hour < 40; ++hour) {
        talk += randomText(random, 2000);
        QVERIFY(log->append({contributionOf(plainBatch(hour * 10, 10, talk))},
                            kNow + static_cast<Nanos>(hour) * kHour)
                    .ok());
    }
    const Nanos end = kNow + 39 * kHour;
    housekeepFully(*log, end);
    const auto result = fixture.verify();
    QCOMPARE(result.problems, std::vector<std::string>());
    QCOMPARE(result.commits, std::uint64_t{11});
    std::vector<std::string> damage;
    const auto spans = fixture.spans(&damage);
    QCOMPARE(damage, std::vector<std::string>());
    QCOMPARE(spans.size(), std::size_t{110});
    QCOMPARE(spans.front(), std::uint64_t{291});
    QCOMPARE(log->health().firstSeq, fixture.reader()->firstSeq());
    QVERIFY(!fixture.reader()->entry(1).ok());
    const std::string anchorKept = fixture.verify().head;
    log.reset();
    log = fixture.open(options);
    QVERIFY(log->append({contributionOf(plainBatch(9000, 10, talk))}, end + 100 * kHour).ok());
    housekeepFully(*log, end + 100 * kHour);
    QCOMPARE(fixture.verify().commits, std::uint64_t{1});
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    QVERIFY(fixture.verify().head != anchorKept);
    auto database =
        store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readOnly);
    QCOMPARE((*database)->queryInteger("SELECT count(*) FROM kept_packs"), std::int64_t{0});
}

void TestLogVerify::retentionBySizeHoldsTheBound()
{
    StoreFixture fixture;
    StoreOptions options = fixture.options();
    options.retentionBytes = 4 << 20;
    auto log = fixture.open(options);
    std::mt19937_64 random(7);
    for (std::uint64_t i = 0; i < 60; ++i) {
        std::string noise(200'000, '\0');
        for (char& c : noise)
            c = static_cast<char>(random());
        QVERIFY(log->append({contributionOf(plainBatch(i * 10, 10, noise))},
                            kNow + static_cast<Nanos>(i))
                    .ok());
        log->housekeep(kNow, kSecond);
    }
    housekeepFully(*log, kNow);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    std::vector<std::string> damage;
    QVERIFY(fixture.spans(&damage).size() >= 100);
    QCOMPARE(damage, std::vector<std::string>());
    log.reset();
    QVERIFY2(QFileInfo(QString::fromStdString(fixture.path() + "/log.db")).size() < 5 << 20,
             "the file is larger than the bound");
}

void TestLogVerify::aClosedLogLeavesNothingBesideItAlsoWhereAReaderClosesLater()
{
    StoreFixture fixture;
    std::mt19937_64 random(8);
    auto log = fixture.open();
    fill(*log, random);
    const auto reader = fixture.reader();
    const QFileInfo wal(QString::fromStdString(fixture.path() + "/log.db-wal"));
    QVERIFY(wal.size() > 0);
    const Seq last = reader->lastSeq();
    log.reset();
    QCOMPARE(QFileInfo(wal.filePath()).size(), 0);
    QCOMPARE(reader->lastSeq(), last);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

QTEST_GUILESS_MAIN(TestLogVerify)
#include "tst_log_verify.moc"
