// SPDX-License-Identifier: GPL-3.0-or-later
// Logs that older versions wrote (tests/data/store): they are read, verified, written on and forgotten from, and an older
// program is told that it cannot read what came after.
#include "core/dialect/step_features.h"
#include "core/store/schema.h"
#include "store_fixture.h"

#include <QFile>

#include <algorithm>

using namespace penstock;
using namespace penstock::testing;

namespace {

constexpr int kStepsWithContent = 8; ///< of the 16 in it

/// A data directory with the log that a schema version left behind. 1: 16 steps, no features; 3: 8 steps, four of them with
/// an estimated cost, and no word why.
void putOldLog(const StoreFixture& fixture, int version = 1)
{
    const QString from = qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                         QStringLiteral("/tests/data/store/log_of_schema_%1.db").arg(version);
    const QString to = QString::fromStdString(fixture.path()) + QStringLiteral("/log.db");
    if (!QFile::copy(from, to))
        qFatal("no old log at %s", qPrintable(from));
    QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner);
}

struct Found {
    int withFeatures = 0;
    int notMade = 0;
    int estimated = 0;
    int withDoubts = 0;
};

Found look(const StoreFixture& fixture)
{
    Found found;
    const Status read = fixture.reader()->read(1, [&found](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            if (entry.kind == EntryKind::step) {
                ++(entry.step->features == nullptr ? found.notMade : found.withFeatures);
                found.estimated += entry.step->cost.source == CostSource::estimated ? 1 : 0;
                found.withDoubts += entry.step->cost.doubts != 0 ? 1 : 0;
            }
        return true;
    });
    if (!read)
        qFatal("%s", read.error().sentence.c_str());
    return found;
}

} // namespace

class TestOldLogs : public QObject {
    Q_OBJECT

private slots:
    void aLogOfSchemaOneIsReadAsItIs();
    void itsFeaturesAreMadeFromItsTexts();
    void aLogOfSchemaOneIsWrittenOnAndVerifies();
    void forgettingFromItKeepsWhatItDidNotSay();
    void aLogOfSchemaThreeDoesNotSayWhyACostIsEstimated();
    void aLogOfADevelopmentVersionIsRefusedWithOneSentence();
    void anEmptyOneIsTakenOn();
};

void TestOldLogs::aLogOfSchemaOneIsReadAsItIs()
{
    StoreFixture fixture;
    putOldLog(fixture);
    const Found found = look(fixture);
    QCOMPARE(found.notMade, 16);
    QCOMPARE(found.withFeatures, 0);
}

void TestOldLogs::itsFeaturesAreMadeFromItsTexts()
{
    StoreFixture fixture;
    putOldLog(fixture);
    Arena arena;
    int saidSomething = 0;
    const Status read = fixture.reader()->read(1, [&](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            saidSomething +=
                entry.kind == EntryKind::step && !stepFeatures(*entry.step, arena)->empty() ? 1 : 0;
        return true;
    });
    QVERIFY(read.ok());
    QCOMPARE(saidSomething, kStepsWithContent);
}

void TestOldLogs::aLogOfSchemaOneIsWrittenOnAndVerifies()
{
    StoreFixture fixture;
    putOldLog(fixture);
    auto log = fixture.open();
    std::mt19937_64 random(3);
    auto batch = randomBatch(random, 20);
    const auto made = std::count_if(batch->steps.begin(), batch->steps.end(),
                                    [](const Step& step) { return step.features != nullptr; });
    QVERIFY(log->append({contributionOf(batch)}, kNow).ok());
    const Found found = look(fixture);
    QCOMPARE(found.withFeatures, static_cast<int>(made));
    QCOMPARE(found.notMade, 36 - static_cast<int>(made));
    QVERIFY(fixture.verify().problems.empty());
    log.reset();
    auto database =
        store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readOnly);
    QVERIFY(database.ok());
    QCOMPARE((*database)->queryInteger("PRAGMA user_version"), std::int64_t{store::kSchemaVersion});
}

void TestOldLogs::forgettingFromItKeepsWhatItDidNotSay()
{
    StoreFixture fixture;
    putOldLog(fixture);
    auto log = fixture.open();
    std::string session;
    QVERIFY(fixture.reader()
                ->read(1,
                       [&session](const EntryBatch& batch) {
                           for (const LogEntry& entry : batch.entries)
                               if (entry.kind == EntryKind::step && session.empty())
                                   session = entry.step->session;
                           return true;
                       })
                .ok());
    const auto forgotten = log->forget({{}, session, 0}, kNow);
    QVERIFY2(forgotten.ok(), forgotten ? "" : forgotten.error().sentence.c_str());
    QVERIFY(forgotten->steps > 0);
    const Found found = look(fixture);
    QCOMPARE(found.notMade, 16 - static_cast<int>(forgotten->steps));
    QCOMPARE(found.withFeatures, 0);
    QVERIFY(fixture.verify().problems.empty());
}

void TestOldLogs::aLogOfSchemaThreeDoesNotSayWhyACostIsEstimated()
{
    StoreFixture fixture;
    putOldLog(fixture, 3);
    Found found = look(fixture);
    QCOMPARE(found.withFeatures, 8);
    QCOMPARE(found.estimated, 4);
    QCOMPARE(found.withDoubts, 0);
    auto log = fixture.open();
    std::mt19937_64 random(4);
    auto batch = randomBatch(random, 20);
    const auto doubted = std::count_if(batch->steps.begin(), batch->steps.end(),
                                       [](const Step& step) { return step.cost.doubts != 0; });
    QVERIFY(doubted > 0);
    QVERIFY(log->append({contributionOf(batch)}, kNow).ok());
    QCOMPARE(look(fixture).withDoubts, static_cast<int>(doubted));
    QVERIFY(fixture.verify().problems.empty());
    log.reset();
    auto database =
        store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readOnly);
    QVERIFY(database.ok());
    QCOMPARE((*database)->queryInteger("PRAGMA user_version"), std::int64_t{4});
}

void TestOldLogs::aLogOfADevelopmentVersionIsRefusedWithOneSentence()
{
    StoreFixture fixture;
    std::mt19937_64 random(5);
    QVERIFY(fixture.open()->append({contributionOf(randomBatch(random, 5))}, kNow).ok());
    fixture.tamper("PRAGMA user_version=2");
    const auto refusal = QStringLiteral("This data directory was written by a development version "
                                        "of Penstock whose log this version does not read; use "
                                        "another directory, and import what it was made from.");
    const auto written = LogStore::open(fixture.options());
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::unsupported);
    QCOMPARE(QString::fromStdString(written.error().sentence), refusal);
    const auto read = LogReader::open(fixture.path());
    QVERIFY(!read.ok());
    QCOMPARE(QString::fromStdString(read.error().sentence), refusal);
    fixture.tamper("PRAGMA user_version=" + std::to_string(store::kSchemaVersion));
    QCOMPARE(look(fixture).notMade + look(fixture).withFeatures, 5); // refusing changed nothing
}

void TestOldLogs::anEmptyOneIsTakenOn()
{
    StoreFixture fixture;
    fixture.open().reset();
    fixture.tamper("PRAGMA user_version=2");
    std::mt19937_64 random(6);
    QVERIFY(fixture.open()->append({contributionOf(randomBatch(random, 5))}, kNow).ok());
    QCOMPARE(look(fixture).notMade + look(fixture).withFeatures, 5);
}

QTEST_GUILESS_MAIN(TestOldLogs)
#include "tst_old_logs.moc"
