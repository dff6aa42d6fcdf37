// SPDX-License-Identifier: GPL-3.0-or-later
// What is no part of a commit's hash is verified, too: head, anchor, reuse floors, identities and their secret.
#include "store_fixture.h"

using namespace penstock;
using namespace penstock::testing;

namespace {

constexpr std::uint64_t kBatches = 8;

/// The same long text again and again, so that later batches refer to the first one's payload.
void fill(LogStore& log)
{
    std::mt19937_64 random(1);
    const std::string text = randomText(random, 3000) + std::string(100, 'x');
    for (std::uint64_t i = 0; i < kBatches; ++i) {
        const Nanos now = kNow + static_cast<Nanos>(i) * kHour;
        QVERIFY(log.append({contributionOf(plainBatch(i * 100, 20, text)),
                            contributionOf(randomBatch(random, 5))},
                           now)
                    .ok());
        // Revisions have identities of their own.
        QVERIFY(log.append({contributionOf(plainBatch(i * 100, 2, "revised"))}, now).ok());
    }
}

bool says(const LogReader::Verification& result, const std::string& words)
{
    return std::any_of(
        result.problems.begin(), result.problems.end(),
        [&](const std::string& problem) { return problem.find(words) != std::string::npos; });
}

std::string hexOf(std::string_view bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex().toStdString();
}

std::string meta(const StoreFixture& fixture, const std::string& key)
{
    auto database =
        store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readOnly);
    store::Statement query = (*database)->prepare("SELECT value FROM meta WHERE key='" + key + "'");
    return query.step() == store::Statement::Row::row ? std::string(query.blob(0)) : std::string();
}

void setMeta(const StoreFixture& fixture, const std::string& key, const std::string& bytes)
{
    fixture.tamper("UPDATE meta SET value=x'" + hexOf(bytes) + "' WHERE key='" + key + "'");
}

} // namespace

class TestVerifyBesideTheChain : public QObject {
    Q_OBJECT

private slots:
    void aSoundLogIsSoundAlsoAfterForgetRetentionAndRestart();
    void aChangedHeadIsFound();
    void aChangedAnchorIsFound();
    void aRaisedReuseFloorIsFound();
    void aChangedIdentityIsFound();
    void aChangedSecretIsFound();
    void whatIsSetAsideIsNamed();
};

void TestVerifyBesideTheChain::aSoundLogIsSoundAlsoAfterForgetRetentionAndRestart()
{
    StoreFixture fixture;
    StoreOptions options = fixture.options();
    options.retentionAge = 4 * kHour;
    options.duplicateHorizon = 2 * kHour;
    auto log = fixture.open(options);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    fill(*log);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    QVERIFY(log->forget({"", "", 1'700'000'000'000'000'000 + 510 * kMillisecond}, kNow).ok());
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    housekeepFully(*log, kNow + 8 * kHour);
    log.reset();
    log = fixture.open(options);
    QVERIFY(log->append({contributionOf(plainBatch(5000, 10))}, kNow + 9 * kHour).ok());
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

void TestVerifyBesideTheChain::aChangedHeadIsFound()
{
    StoreFixture fixture;
    fill(*fixture.open());
    const std::string sound = meta(fixture, "head");
    for (std::size_t at = 0; at < sound.size(); ++at) {
        std::string changed = sound;
        changed[at] ^= 1;
        setMeta(fixture, "head", changed);
        const auto result = fixture.verify();
        QVERIFY2(says(result, "newest batch") || says(result, "cut off"),
                 std::to_string(at).c_str());
    }
    fixture.tamper("DELETE FROM meta WHERE key='head'");
    QVERIFY(says(fixture.verify(), "newest batch"));
}

void TestVerifyBesideTheChain::aChangedAnchorIsFound()
{
    StoreFixture fixture;
    StoreOptions options = fixture.options();
    options.retentionAge = 4 * kHour;
    {
        auto log = fixture.open(options);
        fill(*log);
        housekeepFully(*log, kNow + 7 * kHour);
    }
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    const std::string sound = meta(fixture, "anchor");
    QCOMPARE(sound.size(), std::size_t{64});
    for (std::size_t at = 0; at < sound.size(); ++at) {
        // Where the deleted batch began and when it came is in nothing that is left of it, and nothing rests on it.
        if ((at >= 8 && at < 16) || (at >= 24 && at < 32))
            continue;
        std::string changed = sound;
        changed[at] ^= 1;
        setMeta(fixture, "anchor", changed);
        QVERIFY2(!fixture.verify().problems.empty(), std::to_string(at).c_str());
    }
    setMeta(fixture, "anchor", sound);
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
    std::string forged = sound;
    forged[40] ^= 1; // its hash
    setMeta(fixture, "anchor", forged);
    QVERIFY(says(fixture.verify(), "the mark that retention left"));
}

void TestVerifyBesideTheChain::aRaisedReuseFloorIsFound()
{
    StoreFixture fixture;
    fill(*fixture.open());
    fixture.tamper("UPDATE commits SET reuse_floor=seq WHERE number=5");
    const auto result = fixture.verify();
    QCOMPARE(result.problems.size(), std::size_t{1});
    QVERIFY(result.problems[0].starts_with("Batch 5 "));
    QVERIFY(says(result, "reuse floor"));
}

void TestVerifyBesideTheChain::aChangedIdentityIsFound()
{
    StoreFixture fixture;
    fill(*fixture.open());
    auto database =
        store::Database::open(fixture.path() + "/log.db", store::Database::Mode::readWrite);
    const std::string where = "FROM recent_identities ORDER BY seq LIMIT 1";
    store::Statement select = (*database)->prepare("SELECT data " + where);
    QVERIFY(select.step() == store::Statement::Row::row);
    const std::string sound(select.blob(0));
    select.reset();
    store::Statement update = (*database)->prepare(
        "UPDATE recent_identities SET data=?1 WHERE seq=(SELECT seq " + where + ")");
    for (const std::size_t at : {0u, 5u, 8u, 15u, 100u}) {
        std::string changed = sound;
        changed[at] ^= 4;
        QVERIFY(update.bindBlob(1, changed).run().ok());
        QVERIFY(says(fixture.verify(), "it does not know 1 of the steps"));
    }
    QVERIFY(update.bindBlob(1, sound).run().ok());
    QCOMPARE(fixture.verify().problems, std::vector<std::string>());
}

void TestVerifyBesideTheChain::aChangedSecretIsFound()
{
    StoreFixture fixture;
    fill(*fixture.open());
    const std::string sound = meta(fixture, "hash_secret");
    std::string changed = sound;
    changed[7] ^= 1;
    setMeta(fixture, "hash_secret", changed);
    QVERIFY(says(fixture.verify(), "the secret it depends on"));
    setMeta(fixture, "hash_secret", sound.substr(1));
    QVERIFY(says(fixture.verify(), "191 bytes"));
}

void TestVerifyBesideTheChain::whatIsSetAsideIsNamed()
{
    StoreFixture fixture;
    fill(*fixture.open());
    fixture.tamper("INSERT INTO quarantine SELECT seq, last, number, arrival, hash, 'bad pack', "
                   "body, packs FROM commits "
                   "WHERE number=3; DELETE FROM commits WHERE number=3;");
    QVERIFY(says(fixture.verify(), "is set aside (bad pack)"));
}

QTEST_GUILESS_MAIN(TestVerifyBesideTheChain)
#include "tst_verify_beside_the_chain.moc"
