// SPDX-License-Identifier: GPL-3.0-or-later
// What the fold holds: every part says what bounds it, reaches that and stays there; idle traces leave in time.
#include "core/fleet/rate_table.h"
#include "tests/core/fleet/fleet_fixture.h"
#include "tests/support/memory_storage.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

MemoryPart partOf(const Fleet& fleet, std::string_view name)
{
    for (MemoryPart& part : fleet.memory())
        if (part.name == name)
            return part;
    return {};
}

/// Traces of two steps each, `first` and the numbers after it, a minute of event time apart.
std::string traces(int first, int count)
{
    std::string text;
    for (int i = first; i < first + count; ++i) {
        const std::string at =
            " [" + std::to_string(i * 60'000) + "-" + std::to_string(i * 60'000 + 100) + "]";
        const std::string trace = " trace=" + std::to_string(i + 1);
        text += "agent_run planner @shop" + at + trace + "\n  llm_call gpt model=gpt" + at + trace +
                " in=5 out=5\n";
    }
    return text;
}

} // namespace

class TestFleetMemory : public QObject {
    Q_OBJECT

private slots:
    void minutesReachTheirBoundAndGrowNoMore()
    {
        const auto most = static_cast<int>(RateTable::kMostMinutes);
        Folded f(traces(0, most - 100));
        const MemoryPart before = partOf(f.fleet(), "rates by minute");
        QCOMPARE(before.most, std::uint64_t{RateTable::kMostMinutes});
        QCOMPARE(before.count, before.most - 100);
        f.add(traces(most - 100, 100));
        const MemoryPart full = partOf(f.fleet(), "rates by minute");
        QCOMPARE(full.count, full.most);
        QVERIFY(full.bytes > before.bytes);
        f.add(traces(most, 500));
        const MemoryPart after = partOf(f.fleet(), "rates by minute");
        QCOMPARE(after.count, after.most);
        QCOMPARE(after.bytes, full.bytes);
    }

    void aTraceOfTheLogCostsTheSameHoweverManyThereAre()
    {
        Folded f(traces(0, 1000));
        const MemoryPart early = partOf(f.fleet(), "traces");
        QCOMPARE(early.count, std::uint64_t{1000});
        QCOMPARE(early.most, std::uint64_t{0}); // as many as the log holds
        f.add(traces(1000, 3000));
        const MemoryPart late = partOf(f.fleet(), "traces");
        QCOMPARE(late.count, std::uint64_t{4000});
        const double each = static_cast<double>(early.bytes) / 1000;
        const double eachLater = static_cast<double>(late.bytes) / 4000;
        QVERIFY2(eachLater < each * 1.25 && eachLater < 500,
                 qPrintable(QString::number(eachLater)));
    }

    void idleStepsLeaveMemoryWithACheckpointThatTimeMakesDue()
    {
        MemoryStorage storage;
        FleetOptions options;
        options.checkpointEvery = 1000;
        const auto fleet = Fleet::create(options, &storage);
        const auto apply = [&](const std::string& drawing, Nanos after) {
            fleet->apply(
                entriesOf(drawSteps(drawing), fleet->seq() + 1, {}, kDrawingStart + after));
        };
        apply(traces(0, 99), 0);
        QVERIFY(!fleet->checkpointDue()); // the first is as late as any
        apply(traces(99, 1), options.checkpointAfter - 1);
        QVERIFY(!fleet->checkpointDue());
        apply(traces(100, 1), options.checkpointAfter);
        QVERIFY(fleet->checkpointDue());
        QVERIFY(fleet->checkpoint());
        QVERIFY(!fleet->checkpointDue());
        QCOMPARE(partOf(*fleet, "steps of traces in memory").count, std::uint64_t{202});
        const std::uint64_t held = partOf(*fleet, "steps of traces in memory").bytes;
        apply(traces(101, 100), options.checkpointAfter + options.idleAfter);
        QVERIFY(fleet->checkpointDue());
        QVERIFY(fleet->checkpoint());
        QCOMPARE(partOf(*fleet, "steps of traces in memory").count, std::uint64_t{200});
        QVERIFY(partOf(*fleet, "steps of traces in memory").bytes < held * 11 / 10);
        QCOMPARE(partOf(*fleet, "traces").count, std::uint64_t{201});
    }

    void whatIsNamedOnceIsHeldOnce()
    {
        Folded f(traces(0, 10));
        const MemoryPart names = partOf(f.fleet(), "names");
        const MemoryPart actors = partOf(f.fleet(), "actors");
        f.add(traces(10, 1000));
        QCOMPARE(partOf(f.fleet(), "names").bytes, names.bytes);
        QCOMPARE(partOf(f.fleet(), "actors").bytes, actors.bytes);
        QCOMPARE(names.most, std::uint64_t{FleetOptions().maxNames});
        QCOMPARE(actors.most, std::uint64_t{FleetOptions().maxAgents});
    }
};

QTEST_APPLESS_MAIN(TestFleetMemory)
#include "tst_fleet_memory.moc"
