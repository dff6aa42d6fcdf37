// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the log comes out of it, field by field and byte by byte.
#include "core/store/entry_decoder.h"
#include "core/store/entry_encoder.h"
#include "sample_steps.h"

#include <QTemporaryDir>
#include <QTest>
#include <deque>

using namespace penstock;
using namespace penstock::testing;

namespace {

constexpr Nanos kNow = 1'700'000'100 * kSecond;

std::unique_ptr<LogStore> openStore(const QTemporaryDir& directory)
{
    StoreOptions options;
    options.directory = directory.path().toStdString();
    options.durability = Durability::process;
    auto log = LogStore::open(options);
    if (!log)
        qFatal("%s (%s)", log.error().sentence.c_str(), log.error().detail.c_str());
    return std::move(*log);
}

std::unique_ptr<LogReader> openReader(const QTemporaryDir& directory)
{
    auto reader = LogReader::open(directory.path().toStdString());
    if (!reader)
        qFatal("%s", reader.error().sentence.c_str());
    return std::move(*reader);
}

/// First difference between what append() returned and what a reader reads; empty if none.
std::string compare(const std::vector<std::shared_ptr<const EntryBatch>>& written,
                    LogReader& reader)
{
    std::size_t at = 0;
    std::string problem;
    std::vector<std::string> damage;
    const Status status = reader.read(
        1,
        [&](const EntryBatch& batch) {
            if (at >= written.size() || batch.entries.size() != written[at]->entries.size()) {
                problem = "batch " + std::to_string(at) + " has another size";
                return false;
            }
            for (std::size_t i = 0; i < batch.entries.size() && problem.empty(); ++i)
                problem = difference(written[at]->entries[i], batch.entries[i]);
            ++at;
            return problem.empty();
        },
        &damage);
    if (!status)
        return status.error().sentence;
    if (!damage.empty())
        return damage.front();
    return problem.empty() && at != written.size() ? "batches are missing" : problem;
}

} // namespace

class TestLogRoundTrip : public QObject {
    Q_OBJECT

private slots:
    void everyFieldOfRandomStepsIsReadBackEqual();
    void aSingleEntryIsReadBackEqual();
    void readingStartsInTheMiddleOfACommit();
    void arrivalNeverGoesBack();
    void otherEntriesAndLossesAreReadBack();
    void largeTextsThatRepeatAreKeptOnce();
    void aReaderWithoutUseForLongValuesGetsAllTheRest();
    void damagedSegmentsGiveAnErrorOrOtherEntriesButNothingWorse();
};

void TestLogRoundTrip::everyFieldOfRandomStepsIsReadBackEqual()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    std::mt19937_64 random(7);
    std::vector<std::shared_ptr<const EntryBatch>> written;
    for (int commit = 0; commit < 60; ++commit) {
        std::vector<Contribution> contributions;
        for (int i = 0; i < 3; ++i)
            contributions.push_back(
                contributionOf(randomBatch(random, random() % 40), "source " + std::to_string(i)));
        auto result = log->append(std::move(contributions), kNow + commit);
        QVERIFY(result.ok());
        written.push_back(result->entries);
    }
    auto reader = openReader(directory);
    QCOMPARE(compare(written, *reader), std::string());
    log.reset();
    log = openStore(directory);
    QCOMPARE(compare(written, *openReader(directory)), std::string());
}

void TestLogRoundTrip::aSingleEntryIsReadBackEqual()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    std::mt19937_64 random(8);
    auto result = log->append({contributionOf(randomBatch(random, 2000))}, kNow);
    QVERIFY(result.ok());
    auto reader = openReader(directory);
    for (Seq seq = result->first; seq <= result->last; seq += 37) {
        auto one = reader->entry(seq);
        QVERIFY(one.ok());
        QCOMPARE((*one)->entries.size(), std::size_t{1});
        QCOMPARE(difference((*one)->entries[0], result->entries->entries[seq - result->first]),
                 std::string());
    }
    QVERIFY(!reader->entry(result->last + 1).ok());
    QVERIFY(!reader->entry(0).ok());
}

void TestLogRoundTrip::readingStartsInTheMiddleOfACommit()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    QVERIFY(log->append({contributionOf(plainBatch(0, 10))}, kNow).ok());
    auto second = log->append({contributionOf(plainBatch(10, 10))}, kNow);
    QVERIFY(second.ok());
    auto reader = openReader(directory);
    std::vector<Seq> seen;
    QVERIFY(reader
                ->read(8,
                       [&](const EntryBatch& batch) {
                           for (const LogEntry& entry : batch.entries)
                               seen.push_back(entry.seq);
                           return true;
                       })
                .ok());
    QCOMPARE(seen.size(), std::size_t(second->last - 7));
    QCOMPARE(seen.front(), Seq{8});
    QCOMPARE(seen.back(), second->last);
    QCOMPARE(reader->firstSeq(), Seq{1});
    QCOMPARE(reader->lastSeq(), second->last);
}

void TestLogRoundTrip::arrivalNeverGoesBack()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    auto first = log->append({contributionOf(plainBatch(0, 1))}, kNow);
    auto second = log->append({contributionOf(plainBatch(1, 1))}, kNow - kHour);
    QVERIFY(first.ok() && second.ok());
    QCOMPARE(second->entries->entries[0].arrival, kNow);
}

void TestLogRoundTrip::otherEntriesAndLossesAreReadBack()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    Contribution engine;
    engine.source = "engine";
    engine.others = {{EntryKind::tick, ""},
                     {EntryKind::note, "Penstock started."},
                     {EntryKind::prices, std::string(500, 'p')}};
    engine.losses.add(LossKind::rejectedAuth, 3);
    auto result = log->append({engine}, kNow);
    QVERIFY(result.ok());
    QCOMPARE(result->entries->entries.size(), std::size_t{4});
    QCOMPARE(result->entries->entries[3].losses.of(LossKind::rejectedAuth), std::uint64_t{3});
    QCOMPARE(compare({result->entries}, *openReader(directory)), std::string());
    auto nothing = log->append({}, kNow);
    QVERIFY(nothing.ok());
    QCOMPARE(nothing->first, Seq{0});
}

void TestLogRoundTrip::largeTextsThatRepeatAreKeptOnce()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    std::mt19937_64 random(9);
    std::string conversation;
    std::vector<std::shared_ptr<const EntryBatch>> written;
    std::uint64_t sent = 0;
    for (std::uint64_t turn = 0; turn < 20; ++turn) {
        conversation += randomText(random, 4000) + std::string(2000, static_cast<char>('a' + turn));
        sent += conversation.size();
        auto result = log->append({contributionOf(plainBatch(turn, 1, conversation))}, kNow);
        QVERIFY(result.ok());
        written.push_back(result->entries);
    }
    const StoreHealth health = log->health();
    QCOMPARE(health.payloadBytesIn, sent);
    QVERIFY2(health.payloadBytesKept < conversation.size() * 2,
             std::to_string(health.payloadBytesKept).c_str());
    QCOMPARE(compare(written, *openReader(directory)), std::string());
}

namespace {

struct LongValueCounts {
    std::string problem; ///< a step, a short value or a long one of `kept` that differs
    int left = 0;        ///< long values that came out empty
    int brought = 0;     ///< long values of `kept`
};

/// Compares steps as appended with steps as read with long values of `kept` only.
LongValueCounts compareLongValues(const EntryBatch& written, const EntryBatch& read, KeyId kept)
{
    LongValueCounts counts;
    for (std::size_t i = 0; i < written.entries.size(); ++i) {
        if (written.entries[i].kind != EntryKind::step)
            continue;
        Step whole = *written.entries[i].step;
        Step lean = *read.entries[i].step;
        const Attributes all = std::exchange(whole.raw.attributes, {});
        const Attributes some = std::exchange(lean.raw.attributes, {});
        counts.problem += difference(whole, lean);
        if (all.size() != some.size())
            counts.problem += "attributes are missing";
        for (std::size_t n = 0; n < std::min(all.size(), some.size()); ++n) {
            const bool empty = some[n].value.text().empty() && !all[n].value.text().empty();
            const bool isLong = all[n].value.text().size() >= 4096;
            counts.left += empty;
            counts.brought += isLong && all[n].id == kept;
            if (some[n].key != all[n].key ||
                (some[n].value.text() != all[n].value.text() && (!empty || all[n].id == kept)) ||
                (empty && all[n].value.text().size() < 64))
                counts.problem += "value of " + std::string(all[n].key);
        }
    }
    return counts;
}

} // namespace

void TestLogRoundTrip::aReaderWithoutUseForLongValuesGetsAllTheRest()
{
    QTemporaryDir directory;
    auto log = openStore(directory);
    std::mt19937_64 random(11);
    const std::string content = std::string(5000, 'x') + randomText(random, 4000);
    auto result = log->append({contributionOf(plainBatch(0, 20, content))}, kNow);
    QVERIFY(result.ok());
    const Step& sample = *result->entries->entries.front().step;
    const auto longOne =
        std::find_if(sample.raw.attributes.begin(), sample.raw.attributes.end(),
                     [&](const Attribute& one) { return one.value.text() == content; });
    QVERIFY(longOne != sample.raw.attributes.end());
    for (const KeyId kept : {longOne->id, KeyId::a2aTaskId}) {
        LongValueCounts counts;
        std::vector<std::string> damage;
        const auto compareBatch = [&](const EntryBatch& batch) {
            counts = compareLongValues(*result->entries, batch, kept);
            return true;
        };
        QVERIFY(openReader(directory)
                    ->read(1, compareBatch, &damage, LongValues::only({&kept, 1}))
                    .ok());
        QCOMPARE(counts.problem, std::string());
        QCOMPARE(counts.left, kept == longOne->id ? 0 : 20);
        QCOMPARE(counts.brought, kept == longOne->id ? 20 : 0);
    }
    QCOMPARE(compare({result->entries}, *openReader(directory)), std::string());
}

namespace {

/// Keeps the parts of one commit in memory.
class MemoryParts final : public store::PartSink, public store::PartSource {
public:
    store::PartAddress put(std::string_view part) override
    {
        m_parts.emplace_back(part);
        return {1, static_cast<std::uint32_t>(m_parts.size() - 1)};
    }
    bool part(store::PartAddress address, std::string_view& out) override
    {
        if (address.commit != 1 || address.index >= m_parts.size())
            return false;
        out = m_parts[address.index];
        return true;
    }

private:
    std::deque<std::string> m_parts;
};

} // namespace

void TestLogRoundTrip::damagedSegmentsGiveAnErrorOrOtherEntriesButNothingWorse()
{
    std::mt19937_64 random(10);
    const KeyedHash hash(randomBytes(KeyedHash::kSecretSize));
    MemoryParts parts;
    store::EntryEncoder encoder(hash, parts);
    encoder.beginCommit(1);
    const auto batch = randomBatch(random, 30);
    for (const Step& step : batch->steps)
        encoder.step("source", step, step.flags);
    const store::Segment segment = encoder.takeSegments().front();
    const store::SegmentPlace place{1, 1, kNow, segment.entries};
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string bytes = segment.bytes;
        for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips)
            bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
        if (round % 3 == 0)
            bytes.resize(random() % bytes.size());
        Arena arena;
        std::vector<LogEntry> entries;
        const bool ok = store::decodeSegment(place, bytes, arena, parts, entries, {}).ok();
        refused += !ok;
        QVERIFY(ok || entries.empty());
        QVERIFY(arena.bytesReserved() < 64 * segment.bytes.size() + (64 << 20));
    }
    QVERIFY(refused > 1000);
}

QTEST_GUILESS_MAIN(TestLogRoundTrip)
#include "tst_log_round_trip.moc"
