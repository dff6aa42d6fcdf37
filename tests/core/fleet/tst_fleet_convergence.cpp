// SPDX-License-Identifier: GPL-3.0-or-later
// Invariant 2: any arrival order of the same steps gives one world; restart anywhere gives the same bytes.
#include "tests/core/fleet/fleet_fixture.h"
#include "tests/core/fleet/random_world.h"
#include "tests/support/memory_storage.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

using Steps = std::shared_ptr<const StepBatch>;

/// Applies in slices of random size, as commits come.
void applySlices(Fleet& fleet, const Steps& steps, const std::vector<std::size_t>& order,
                 std::mt19937& random)
{
    for (std::size_t at = 0; at < order.size();) {
        const std::size_t count = std::min<std::size_t>(1 + random() % 7, order.size() - at);
        const std::vector<std::size_t> slice(order.begin() + static_cast<std::ptrdiff_t>(at),
                                             order.begin() +
                                                 static_cast<std::ptrdiff_t>(at + count));
        fleet.apply(entriesOf(steps, fleet.seq() + 1, slice,
                              kDrawingStart + static_cast<Nanos>(at) * kSecond));
        at += count;
    }
}

std::string worldOf(const Steps& steps, const std::vector<std::size_t>& order, unsigned seed)
{
    const auto fleet = Fleet::create({}, nullptr);
    std::mt19937 random(seed);
    applySlices(*fleet, steps, order, random);
    return fleet->dumpWorld();
}

QByteArray firstDifference(const std::string& a, const std::string& b)
{
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at])
        ++at;
    const std::size_t begin = at == 0 ? 0 : a.rfind('\n', at - 1) + 1;
    const auto lineFrom = [begin](const std::string& text) {
        return begin >= text.size() ? std::string("(end)")
                                    : text.substr(begin, text.find('\n', begin) - begin);
    };
    return QByteArray::fromStdString("\n  " + lineFrom(a) + "\n  " + lineFrom(b));
}

} // namespace

class TestFleetConvergence : public QObject {
    Q_OBJECT

private slots:
    void anyArrivalOrderGivesOneWorld_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("traces");
        QTest::addColumn<int>("steps");
        QTest::newRow("one small trace") << 1u << 1 << 4;
        QTest::newRow("one trace") << 2u << 1 << 20;
        QTest::newRow("two traces") << 3u << 2 << 8;
        QTest::newRow("five traces") << 4u << 5 << 10;
        QTest::newRow("many small traces") << 5u << 12 << 4;
    }
    void anyArrivalOrderGivesOneWorld()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, traces);
        QFETCH(int, steps);
        for (unsigned world = 0; world < 20; ++world) {
            RandomWorld random(seed * 1000 + world);
            const Steps drawn = drawSteps(random.drawing(traces, steps));
            const std::string expected = worldOf(drawn, random.shuffled(drawn->steps.size(), 0), 0);
            for (unsigned order = 1; order <= 12; ++order) {
                const std::string got =
                    worldOf(drawn, random.shuffled(drawn->steps.size(), order), order);
                QVERIFY2(got == expected, "world " + QByteArray::number(seed * 1000 + world) +
                                              " order " + QByteArray::number(order) +
                                              firstDifference(expected, got));
            }
        }
    }

    void restartAnywhereContinuesByteForByte()
    {
        for (unsigned world = 0; world < 40; ++world) {
            RandomWorld random(7000 + world);
            const Steps drawn = drawSteps(random.drawing(6, 8));
            const std::vector<std::size_t> order = random.shuffled(drawn->steps.size(), world);
            std::vector<EntryBatch> log;
            std::mt19937 slices(world);
            Seq next = 1;
            for (std::size_t at = 0; at < order.size();) {
                const std::size_t count =
                    std::min<std::size_t>(1 + slices() % 9, order.size() - at);
                const std::vector<std::size_t> slice(
                    order.begin() + static_cast<std::ptrdiff_t>(at),
                    order.begin() + static_cast<std::ptrdiff_t>(at + count));
                log.push_back(entriesOf(drawn, next, slice,
                                        kDrawingStart + static_cast<Nanos>(at) * kSecond));
                next += count;
                at += count;
            }
            const auto whole = Fleet::create({}, nullptr);
            for (const EntryBatch& batch : log)
                whole->apply(batch);
            const std::string expected = whole->dumpExact();

            MemoryStorage storage;
            FleetOptions tight;
            tight.maxHotSteps = 10;
            tight.idleAfter = 5 * kSecond;
            auto fleet = Fleet::create(tight, &storage);
            for (std::size_t i = 0; i < log.size(); ++i) {
                fleet->apply(log[i]);
                fleet->publish();
                if (slices() % 3 == 0)
                    QVERIFY(fleet->checkpoint());
                if (slices() % 4 != 0)
                    continue;
                fleet.reset();
                storage.crash();
                fleet = Fleet::create(tight, &storage);
                for (const EntryBatch& again : log) // what the checkpoint holds is skipped
                    if (again.entries.back().seq > fleet->seq() &&
                        again.entries.front().seq <= log[i].entries.back().seq)
                        fleet->apply(again);
            }
            const std::string got = fleet->dumpExact();
            QVERIFY2(got == expected,
                     "world " + QByteArray::number(7000 + world) + firstDifference(expected, got));
        }
    }

    void aTraceThatLeftMemoryComesBackForALateStepAndForAViewer()
    {
        MemoryStorage storage;
        FleetOptions options;
        options.idleAfter = kSecond;
        const auto fleet = Fleet::create(options, &storage);
        const Steps first = drawSteps("agent_run planner @shop #1\n  llm_call gpt #2 in=5 out=5\n");
        fleet->apply(entriesOf(first, 1));
        const Steps other = drawSteps("llm_call gpt trace=2 in=1 out=1\n");
        fleet->apply(entriesOf(other, 3, {}, kDrawingStart + kHour));
        QVERIFY(fleet->checkpoint());
        const std::size_t before = storage.reads;
        QCOMPARE(fleet->view({1})->nodes.size(), std::size_t{2});
        QVERIFY(storage.reads > before);
        QVERIFY(fleet->checkpoint());
        const Steps late = drawSteps("llm_call gpt #3 parent=#1 @shop in=7 out=7\n");
        fleet->apply(entriesOf(late, 4, {}, kDrawingStart + kHour));
        QCOMPARE(fleet->publish()->traces[1].usage.input, std::int64_t{12});
        QCOMPARE(fleet->publish()->runs.size(), 1u);
    }

    void aCommitThatFailsIsTriedAgainWhole()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps("agent_run planner @shop\n"), 1));
        storage.failCommits = true;
        QVERIFY(!fleet->checkpoint());
        storage.failCommits = false;
        storage.crash();
        QVERIFY(fleet->checkpoint());
        const std::string expected = fleet->dumpExact();
        storage.crash();
        QCOMPARE(Fleet::create({}, &storage)->dumpExact(), expected);
    }

    void aDamagedCheckpointIsClearedAndTheLogFoldedAgain()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps("agent_run planner @shop\n"), 1));
        QVERIFY(fleet->checkpoint());
        storage.put("fleet.traces", 0, "x");
        fleet = Fleet::create({}, &storage);
        QCOMPARE(fleet->seq(), Seq{0});
        QCOMPARE(storage.checkpointSeq(), Seq{0});
    }

    void aSavedTraceThatCannotBeReadIsSaidAndClearsTheCheckpoint()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps("agent_run planner @shop\n"), 1));
        QVERIFY(fleet->checkpoint());
        storage.put("fleet.steps", std::uint64_t{1} << 20, "\x01");
        fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps("llm_call gpt #9\n"), 2));
        const Status status = fleet->checkpoint();
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::damaged);
        QCOMPARE(storage.checkpointSeq(), Seq{0});
    }

    void aHugeTraceIsNotWrittenWholeForOneMoreStep()
    {
        std::string drawing = "agent_run planner @shop #1\n";
        for (int i = 2; i <= 20'000; ++i)
            drawing += "tool_call search #" + std::to_string(i) + " parent=#1\n";
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps(drawing), 1));
        QVERIFY(fleet->checkpoint());
        const std::size_t whole = storage.bytesPut;
        fleet->apply(entriesOf(drawSteps("tool_call search #50000 parent=#1\n"), 20'001, {},
                               kDrawingStart + kHour));
        QVERIFY(fleet->checkpoint());
        QVERIFY(storage.bytesPut - whole < whole / 2);
        const std::string expected = fleet->dumpExact();
        QVERIFY(Fleet::create({}, &storage)->dumpExact() == expected);
    }
};

QTEST_APPLESS_MAIN(TestFleetConvergence)
#include "tst_fleet_convergence.moc"
