// SPDX-License-Identifier: GPL-3.0-or-later
// Duplicates, revisions and provisional steps, through restarts, flushes and merges of identity runs.
#include "core/store/identity_index.h"
#include "core/store/schema.h"
#include "store_fixture.h"

#include <unordered_map>

using namespace penstock;
using namespace penstock::testing;

class TestDuplicates : public QObject {
    Q_OBJECT

private slots:
    void aDuplicateIsCountedAndNotStoredAgain();
    void otherBytesOfOneStepAreStoredAsRevision();
    void aProvisionalStepAndTheRealOneAreBothStored();
    void whatTheStoreAddsDoesNotMakeARevision();
    void duplicatesAreRecognisedAfterARestart();
    void lateAndSkewedStepsAreCounted();
    void identitiesBehaveLikeAMapThroughFlushesMergesAndRestarts();
    void identitiesExpireAfterTheHorizon();
};

void TestDuplicates::aDuplicateIsCountedAndNotStoredAgain()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 10))}, kNow).ok());
    auto again = log->append({contributionOf(plainBatch(5, 10))}, kNow);
    QVERIFY(again.ok());
    QCOMPARE(again->outcomes[0].stored, std::uint64_t{5});
    QCOMPARE(again->outcomes[0].duplicates, std::uint64_t{5});
    QCOMPARE(again->outcomes[0].revised, std::uint64_t{0});
    const LossCounts losses = again->entries->entries.back().losses;
    QCOMPARE(losses.of(LossKind::duplicate), std::uint64_t{5});
    QCOMPARE(losses.of(LossKind::stored), std::uint64_t{5});
    QCOMPARE(losses.of(LossKind::received), std::uint64_t{10});
    QCOMPARE(fixture.spans().size(), std::size_t{15});
    auto within =
        log->append({contributionOf(plainBatch(90, 1)), contributionOf(plainBatch(90, 1))}, kNow);
    QCOMPARE(within->outcomes[0].stored, std::uint64_t{1});
    QCOMPARE(within->outcomes[1].duplicates, std::uint64_t{1});
}

void TestDuplicates::otherBytesOfOneStepAreStoredAsRevision()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 1, "one"))}, kNow).ok());
    for (const char* content : {"two", "three"}) {
        auto revision = log->append({contributionOf(plainBatch(0, 1, content))}, kNow);
        QVERIFY(revision.ok());
        QCOMPARE(revision->outcomes[0].revised, std::uint64_t{1});
        QVERIFY(revision->entries->entries[0].step->flags & kRevision);
    }
    for (const char* content : {"one", "two", "three"}) {
        auto again = log->append({contributionOf(plainBatch(0, 1, content))}, kNow);
        QCOMPARE(again->outcomes[0].duplicates, std::uint64_t{1});
    }
    QCOMPARE(fixture.spans().size(), std::size_t{3});
}

void TestDuplicates::aProvisionalStepAndTheRealOneAreBothStored()
{
    StoreFixture fixture;
    auto log = fixture.open();
    auto pending = std::make_shared<StepBatch>();
    auto real = plainBatch(0, 1);
    pending->raw = real->raw;
    pending->steps = real->steps;
    pending->steps[0].flags |= kProvisional;
    QVERIFY(log->append({contributionOf(pending)}, kNow).ok());
    auto result = log->append({contributionOf(real)}, kNow);
    QCOMPARE(result->outcomes[0].stored, std::uint64_t{1});
    QCOMPARE(result->outcomes[0].revised, std::uint64_t{0});
    QVERIFY(!(result->entries->entries[0].step->flags & kRevision));
}

void TestDuplicates::whatTheStoreAddsDoesNotMakeARevision()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 1))}, kNow).ok());
    auto priced = std::make_shared<StepBatch>();
    auto plain = plainBatch(0, 1);
    priced->raw = plain->raw;
    priced->steps = plain->steps;
    priced->steps[0].flags |= kRevision | kLate;
    priced->steps[0].cost = {17, CostSource::computed, 0, 20'261'101};
    auto result = log->append({contributionOf(priced, "another source")}, kNow + kHour);
    QCOMPARE(result->outcomes[0].duplicates, std::uint64_t{1});
}

void TestDuplicates::duplicatesAreRecognisedAfterARestart()
{
    StoreFixture fixture;
    auto log = fixture.open();
    QVERIFY(log->append({contributionOf(plainBatch(0, 1000))}, kNow).ok());
    log.reset();
    log = fixture.open();
    auto again = log->append({contributionOf(plainBatch(0, 1001))}, kNow);
    QCOMPARE(again->outcomes[0].duplicates, std::uint64_t{1000});
    QCOMPARE(again->outcomes[0].stored, std::uint64_t{1});
}

void TestDuplicates::lateAndSkewedStepsAreCounted()
{
    StoreFixture fixture;
    auto log = fixture.open();
    const auto hour = static_cast<std::uint64_t>(kHour / kMillisecond);
    QVERIFY(log->append({contributionOf(plainBatch(hour, 1))}, kNow + 2 * kHour).ok());
    auto late = log->append({contributionOf(plainBatch(0, 1))}, kNow + 2 * kHour);
    QVERIFY(late->entries->entries[0].step->flags & kLate);
    QCOMPARE(late->entries->entries.back().losses.of(LossKind::late), std::uint64_t{1});
    auto other = log->append({contributionOf(plainBatch(1, 1), "other source")}, kNow + 2 * kHour);
    QVERIFY(!(other->entries->entries[0].step->flags & kLate));
    auto ahead =
        log->append({contributionOf(plainBatch(9 * hour, 1), "other source")}, kNow + 2 * kHour);
    QCOMPARE(ahead->entries->entries.back().losses.of(LossKind::clockSkewed), std::uint64_t{1});
    auto after =
        log->append({contributionOf(plainBatch(2 * hour, 1), "other source")}, kNow + 2 * kHour);
    QVERIFY(!(after->entries->entries[0].step->flags & kLate));
}

namespace {

class IndexUnderTest {
public:
    explicit IndexUnderTest(const std::string& directory)
    {
        auto opened =
            store::Database::open(directory + "/log.db", store::Database::Mode::readWrite);
        database = std::move(*opened);
        (void)store::configureWriter(*database, false);
        (void)store::migrate(*database);
        index = std::make_unique<store::IdentityIndex>(*database, 30 * kDay, 4096);
        const Status loaded = index->load();
        if (!loaded)
            qFatal("%s", loaded.error().detail.c_str());
    }
    void commit(Seq seq, Nanos arrival)
    {
        store::Statement insert =
            database->prepare("INSERT INTO recent_identities VALUES(?1, ?2, ?3)");
        const std::string bytes = index->addedBytes();
        QVERIFY(insert.bind(1, static_cast<std::int64_t>(seq))
                    .bind(2, arrival)
                    .bindBlob(3, bytes)
                    .run()
                    .ok());
        index->commitDone(seq, arrival);
    }
    std::int64_t count(const char* sql) { return database->queryInteger(sql); }

    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::IdentityIndex> index;
};

} // namespace

void TestDuplicates::identitiesBehaveLikeAMapThroughFlushesMergesAndRestarts()
{
    StoreFixture fixture;
    std::mt19937_64 random(5);
    std::unordered_map<std::uint64_t, std::uint64_t> model;
    std::vector<std::uint64_t> keys;
    auto tested = std::make_unique<IndexUnderTest>(fixture.path());
    for (Seq commit = 1; commit <= 400; ++commit) {
        tested->index->beginCommit();
        const bool fails = commit % 17 == 0;
        for (int i = 0; i < 400; ++i) {
            const bool old = i % 50 == 0 && !keys.empty();
            const store::Identity identity = old ? store::Identity{keys[random() % keys.size()], 7}
                                                 : store::Identity{random() | 1, 7};
            const store::Seen seen = tested->index->classify(identity);
            if ((seen == store::Seen::sameBytes) != model.contains(identity.key))
                QFAIL("an identity was forgotten or made up");
            if (!fails && !old) {
                model[identity.key] = 7;
                if (i % 20 == 0)
                    keys.push_back(identity.key);
            }
        }
        if (fails)
            tested->index->rollBack();
        else
            tested->commit(commit, static_cast<Nanos>(commit) * kSecond);
        for (int i = 0; i < 6; ++i)
            QVERIFY(tested->index->housekeep(static_cast<Nanos>(commit) * kSecond).ok());
        if (commit % 13 == 0) // as after kill -9: whatever was going on is lost
            tested = std::make_unique<IndexUnderTest>(fixture.path());
    }
    while (tested->index->housekeep(kMinute).value()) {
    }
    QVERIFY(tested->count("SELECT max(tier) FROM identity_runs") >= 1);
    QVERIFY(tested->count("SELECT count(*) FROM identity_runs") < 8);
    QCOMPARE(tested->count("SELECT sum(identities) FROM identity_runs") * 16 +
                 tested->count("SELECT coalesce(sum(length(data)), 0) FROM recent_identities"),
             static_cast<std::int64_t>(model.size() * 16));
    for (const std::uint64_t key : keys)
        QVERIFY(tested->index->classify({key, 7}) == store::Seen::sameBytes);
    QVERIFY(tested->index->classify({keys[0], 8}) == store::Seen::otherBytes);
    QVERIFY(tested->index->classify({keys[0], 8}) == store::Seen::sameBytes);
}

void TestDuplicates::identitiesExpireAfterTheHorizon()
{
    StoreFixture fixture;
    IndexUnderTest tested(fixture.path());
    tested.index->beginCommit();
    std::mt19937_64 random(9);
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(tested.index->classify({random(), 1}) == store::Seen::never);
    QVERIFY(tested.index->classify({1234567, 1}) == store::Seen::never);
    tested.commit(1, kNow);
    while (tested.index->housekeep(kNow + 29 * kDay).value()) {
    }
    QCOMPARE(tested.count("SELECT count(*) FROM identity_runs"), std::int64_t{1});
    QVERIFY(tested.index->classify({1234567, 1}) == store::Seen::sameBytes);
    while (tested.index->housekeep(kNow + 31 * kDay).value()) {
    }
    QCOMPARE(tested.count("SELECT count(*) FROM identity_blocks"), std::int64_t{0});
    QVERIFY(tested.index->classify({1234567, 1}) == store::Seen::never);
}

QTEST_GUILESS_MAIN(TestDuplicates)
#include "tst_duplicates.moc"
