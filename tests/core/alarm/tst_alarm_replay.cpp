// SPDX-License-Identifier: GPL-3.0-or-later
// Any prefix of the log, folded anew, in other batches or carried over restarts, gives the alarms that the whole log had at
// that point – byte for byte.
#include "alarm_log.h"

#include "tests/support/memory_storage.h"

#include <QTest>

#include <random>

using namespace penstock;
using namespace penstock::test;

namespace {

/// Traces that loop, end and come back, a policy now and then, and people who do whatever they can.
void tellMuch(AlarmLog& log, unsigned seed)
{
    std::mt19937 random(seed);
    const auto upTo = [&random](unsigned n) { return static_cast<unsigned>(random() % n); };
    const std::string policies[] = {
        "", R"({"policy": 1, "detectors": {"loop.repetition": {"times": 3, "latch": true}}})",
        R"({"policy": 1, "watch": {"traces": 16}, "alarms": {"chatter_times": 2}})", "{ broken"};
    for (int i = 0; i < 160; ++i) {
        log.story.in(1 + upTo(20));
        switch (upTo(8)) {
        case 0:
            log.story.wait(upTo(12) * kMinute).tick();
            break;
        case 1:
            log.story.other(EntryKind::policy, policies[upTo(std::size(policies))]);
            break;
        case 2:
        case 3: {
            log.run();
            const auto& alarms = log.fold.picture().alarms;
            if (alarms.empty())
                break;
            AlarmAct act = actOf(static_cast<AlarmActKind>(1 + upTo(7)),
                                 {alarms[1 + upTo(alarms.size())].id, AlarmId{12}}, "why not");
            act.until = log.story.now() + upTo(30) * kMinute;
            act.oneShot = upTo(2) == 0;
            act.detector = "loop.repetition";
            log.story.other(EntryKind::alarmAct, toText(act));
            break;
        }
        default:
            for (unsigned n = 2 + upTo(5); n > 0; --n)
                log.story.call("a", "search", R"({"q":"trains"})", "none");
        }
    }
    log.run();
}

} // namespace

class AlarmReplayTest : public QObject {
    Q_OBJECT

private slots:
    void anyPrefixGivesTheAlarmsOfThatPoint_data();
    void anyPrefixGivesTheAlarmsOfThatPoint();
    void restartsChangeNothing_data();
    void restartsChangeNothing();
    void aCheckpointThatCannotBeReadMeansTheBeginning();
};

void AlarmReplayTest::anyPrefixGivesTheAlarmsOfThatPoint_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void AlarmReplayTest::anyPrefixGivesTheAlarmsOfThatPoint()
{
    QFETCH(unsigned, seed);
    AlarmLog log;
    tellMuch(log, seed);
    QVERIFY(log.fold.picture().raisedEver > 5);
    const auto& entries = log.story.entries();
    AlarmFold live;
    for (std::size_t length = 1; length <= entries.size(); ++length) {
        EntryBatch next;
        next.entries = {entries[length - 1]};
        live.apply(next);
        if (length % 7 != 0 && length != entries.size())
            continue;
        AlarmFold anew; // in batches of another size
        for (std::size_t from = 0; from < length; from += 13) {
            EntryBatch batch;
            for (std::size_t i = from; i < std::min(length, from + 13); ++i)
                batch.entries.push_back(entries[i]);
            anew.apply(batch);
        }
        QVERIFY2(anew.save() == live.save(), qPrintable(QString::number(length)));
    }
    QVERIFY(live.save() == log.fold.save());
}

void AlarmReplayTest::restartsChangeNothing_data()
{
    anyPrefixGivesTheAlarmsOfThatPoint_data();
}

/// Seldom saved, often killed: what came since the checkpoint is folded again.
void AlarmReplayTest::restartsChangeNothing()
{
    QFETCH(unsigned, seed);
    AlarmLog log;
    tellMuch(log, seed);
    const auto& entries = log.story.entries();
    MemoryStorage storage;
    std::mt19937 random(seed);
    for (std::size_t length = 1; length <= entries.size(); length += 1 + random() % 9) {
        auto fold = AlarmFold::restored(&storage);
        EntryBatch batch;
        batch.entries.assign(entries.begin() + static_cast<std::ptrdiff_t>(fold->seq()),
                             entries.begin() + static_cast<std::ptrdiff_t>(length));
        fold->apply(batch);
        if (random() % 3 == 0)
            fold->save(storage);
        AlarmFold straight;
        EntryBatch all;
        all.entries.assign(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(length));
        straight.apply(all);
        QVERIFY2(fold->save() == straight.save(), qPrintable(QString::number(length)));
        QVERIFY(fold->picture().counts == straight.picture().counts);
    }
}

void AlarmReplayTest::aCheckpointThatCannotBeReadMeansTheBeginning()
{
    AlarmLog log;
    log.loop();
    MemoryStorage storage;
    log.fold.save(storage);
    const std::string whole = storage.get("alarms.state", 0);
    QCOMPARE(AlarmFold::restored(&storage)->seq(), Seq{4});
    for (std::size_t cut = 0; cut < whole.size(); cut += 1 + whole.size() / 97) {
        storage.put("alarms.state", 0, whole.substr(0, cut));
        const auto fold = AlarmFold::restored(&storage);
        QCOMPARE(fold->seq(), Seq{0});
        QVERIFY(fold->picture().alarms.empty());
    }
}

QTEST_GUILESS_MAIN(AlarmReplayTest)
#include "tst_alarm_replay.moc"
