// SPDX-License-Identifier: GPL-3.0-or-later
// Minutes and hours: what is counted when, how it is taken back, and what curves are read from it.
#include "core/fleet/rate_series.h"
#include "core/fleet/rate_table.h"
#include "tests/core/fleet/fleet_fixture.h"
#include "tests/support/memory_storage.h"

#include <QTest>
#include <random>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr Nanos kFirstMinute =
    kDrawingStart - kDrawingStart % kMinute; // 1,760,000,000 s is 20 s into a minute

/// Minutes from the drawing's first one on.
RateSpan minutes(std::uint32_t count, std::uint32_t first = 0)
{
    return {kFirstMinute + first * kMinute, kMinute, count};
}
bool isActor(const RateKey& key)
{
    return key.subject == RateSubject::actor;
}
bool isModel(const RateKey& key)
{
    return key.subject == RateSubject::model;
}
bool isEdge(const RateKey& key)
{
    return key.subject == RateSubject::edge;
}

RateFilter actorNamed(const FleetState& state, std::string_view name)
{
    return [&state, name](const RateKey& key) {
        return isActor(key) && key.a != 0 && state.agents[key.a].name == name;
    };
}

} // namespace

class TestFleetRates : public QObject {
    Q_OBJECT

private slots:
    void moneyAndTokensCountInTheMinuteInWhichTheCallEnded()
    {
        // A call that ends 45 s after the drawing's start is over the minute's edge.
        Folded f("agent_run planner @shop [0-50000]\n"
                 "  llm_call gpt model=gpt [0-1000] in=10 out=1 cost=500\n"
                 "  llm_call gpt model=gpt [1000-45000] in=20 out=2 cost=700\n");
        const auto series = rateSeries(*f.state(), minutes(2), isActor);
        QCOMPARE(series[0].cost, MicroUsd{500});
        QCOMPARE(series[0].input, std::int64_t{10});
        QCOMPARE(series[0].started, 1);
        QCOMPARE(series[0].ended, 0);
        QCOMPARE(series[1].cost, MicroUsd{700});
        QCOMPARE(series[1].output, std::int64_t{2});
        QCOMPARE(series[1].calls, 1);
        QCOMPARE(series[1].ended, 1);
    }

    void theMinutesAddUpToTheTotals()
    {
        Folded f("agent_run planner @shop [0-200000] in=99 cost=5\n"
                 "  llm_call gpt model=gpt [0-1000] in=10 out=1 cost=500\n"
                 "  agent_run helper [1000-90000]\n"
                 "    llm_call claude model=claude [2000-70000] in=7 out=3 cost=40\n"
                 "    tool_call search [70000-80000] status=error\n"
                 "llm_call alone #9 trace=2 model=gpt [0-130000] in=1 out=1 cost=2\n");
        const auto state = f.state();
        RateSums sums;
        for (const RateSums& minute : rateSeries(*state, minutes(4), isActor))
            add(sums, minute, 1);
        QCOMPARE(sums.cost, state->totals.cost.total());
        QCOMPARE(sums.input, state->totals.usage.input);
        RateSums models;
        for (const RateSums& minute : rateSeries(*state, minutes(4), isModel))
            add(models, minute, 1);
        QCOMPARE(models.cost, state->totals.cost.total());
        QCOMPARE(std::int64_t{models.calls}, state->totals.usage.calls);
        QCOMPARE(state->models.size(), 2u);
    }

    void aToolCallCountsForTheToolItsEdgeAndAsAnActionOfTheCaller()
    {
        Folded f("agent_run planner @shop [0-10000]\n"
                 "  tool_call search [0-100] status=error\n"
                 "  tool_call search [200-300]\n");
        const auto state = f.state();
        const RateSums tool = rateSeries(*state, minutes(1), actorNamed(*state, "search")).front();
        QCOMPARE(tool.calls, 2);
        QCOMPARE(tool.errors, 1);
        QCOMPARE(tool.ended, 2);
        const RateSums caller =
            rateSeries(*state, minutes(1), actorNamed(*state, "planner")).front();
        QCOMPARE(caller.actions, 2);
        QCOMPARE(caller.errors, 1);
        const RateSums edge = rateSeries(*state, minutes(1), isEdge).front();
        QCOMPARE(edge.calls, 2);
        QCOMPARE(edge.errors, 1);
    }

    void cachedTokensAndCallsWithoutAPriceAreCountedInTheirMinute()
    {
        Folded f("agent_run planner @shop [0-10000]\n"
                 "  llm_call gpt model=gpt [0-1000] in=100 cached=60 out=1 cost=500\n"
                 "  llm_call odd model=odd [0-2000] in=7 out=2\n");
        const RateSums sums = rateSeries(*f.state(), minutes(1), isActor).front();
        QCOMPARE(sums.input, std::int64_t{107});
        QCOMPARE(sums.cached, std::int64_t{60});
        QCOMPARE(sums.unpriced, 1);
        QCOMPARE(sums.unpriced, static_cast<std::int32_t>(f.state()->totals.cost.unpricedCalls));
        QCOMPARE(oldestRate(f.state()->minutes), kFirstMinute);
    }

    void whatARevisionTakesBackLeavesItsMinute()
    {
        Folded f("agent_run planner @shop #1 [0-10000]\n"
                 "  llm_call gpt #2 model=gpt [0-1000] in=10 out=1 cost=500 provisional\n");
        f.add("llm_call gpt #2 parent=#1 model=gpt [0-100000] in=30 out=3 cost=900\n");
        const auto series = rateSeries(*f.state(), minutes(3), isActor);
        QCOMPARE(series[0].cost, MicroUsd{0});
        QCOMPARE(series[2].cost, MicroUsd{900});
        const auto latencies = latencySeries(*f.state(), minutes(3), isModel, 50);
        QCOMPARE(latencies[0], Nanos{0});
        QVERIFY(latencies[2] > 80 * kSecond && latencies[2] < 125 * kSecond);
    }

    void openRunsAreCountedBackFromNow()
    {
        Folded f("agent_run a @shop #1 trace=1 [0-130000]\n"
                 "agent_run b @shop #1 trace=2 [60000-100000]\n"
                 "agent_run c @shop #1 trace=3 [70000-0] provisional\n");
        const auto state = f.state();
        const auto open = openSeries(*state, minutes(3), isActor,
                                     static_cast<std::int64_t>(state->totals.runsOpen));
        QCOMPARE(open, (std::vector<std::int64_t>{1, 3, 1}));
    }

    void hoursHoldWhatTheirMinutesHold()
    {
        Folded f("agent_run planner @shop [0-10000000]\n"
                 "  llm_call gpt model=gpt [0-1000] cost=500 in=1 out=1\n"
                 "  llm_call gpt model=gpt [0-9000000] cost=40 in=1 out=1\n");
        const Nanos hour = kDrawingStart - kDrawingStart % kHour;
        const auto series = rateSeries(*f.state(), {hour, kHour, 4}, isActor);
        QCOMPARE(series[0].cost, MicroUsd{500});
        RateSums sums;
        for (const RateSums& step : series)
            add(sums, step, 1);
        QCOMPARE(sums.cost, MicroUsd{540});
    }

    void aPercentileIsOffByLessThanAQuarter()
    {
        std::mt19937 random(7);
        for (int i = 0; i < 10'000; ++i) {
            const Nanos duration =
                static_cast<Nanos>(random() % 1'000'000) * (1 + random() % 40'000) +
                kLatencyUnit * 4;
            const std::uint8_t bucket = latencyBucket(duration);
            QVERIFY(latencyFloor(bucket) <= duration);
            QVERIFY(duration < latencyFloor(bucket + 1));
            QVERIFY(latencyFloor(bucket + 1) * 4 <= latencyFloor(bucket) * 5);
        }
        QCOMPARE(latencyBucket(0), std::uint8_t{0});
        QCOMPARE(latencyBucket(-5), std::uint8_t{0});
        QCOMPARE(latencyBucket(INT64_MAX), latencyBucket(3 * 365 * kDay));
    }

    void theOldestMinuteMakesRoomAndAnOlderOneStaysOut()
    {
        RateTable table;
        RateShare share;
        share.sums.calls = 1;
        const auto apply = [&](std::int32_t minute) {
            share.minute = minute;
            table.replace({}, std::span(&share, 1));
        };
        const auto most = static_cast<std::int32_t>(RateTable::kMostMinutes);
        for (std::int32_t minute = 1; minute <= most; ++minute)
            apply(minute);
        apply(0); // older than everything kept
        apply(most + 1);
        QCOMPARE(table.minutes().rows().size(), RateTable::kMostMinutes);
        Nanos oldest = INT64_MAX;
        for (std::uint32_t i = 1; i <= table.minutes().rows().size(); ++i)
            oldest = std::min(oldest, table.minutes().rows()[i].start);
        QCOMPARE(oldest, 2 * kMinute);
    }

    void whoIsBeyondTheLimitOfAMinuteIsCountedUnderOthers()
    {
        RateTable table;
        std::vector<RateShare> shares(RateTable::kMostCells + 10);
        for (std::uint32_t i = 0; i < shares.size(); ++i) {
            shares[i].key.a = i + 1;
            shares[i].sums.calls = 1;
        }
        table.replace({}, shares);
        const RateSlot& slot = table.minutes().rows()[1];
        QCOMPARE(slot.cells.size(), RateTable::kMostCells + 1);
        QCOMPARE(slot.cells.back().key.a, kOtherRates);
        QCOMPARE(slot.cells.back().sums.calls, 10);
        table.replace(shares, {});
        for (const RateSlot::Cell& cell : table.minutes().rows()[1].cells)
            QVERIFY(cell.sums.empty());
    }

    void aRestartBringsTheMinutesBack()
    {
        MemoryStorage storage;
        std::string expected;
        {
            const auto fleet = Fleet::create({}, &storage);
            fleet->apply(
                entriesOf(drawSteps("agent_run planner @shop [0-200000]\n"
                                    "  llm_call gpt model=gpt [0-1000] in=10 out=1 cost=500\n"
                                    "  tool_call search [70000-80000]\n"),
                          1));
            QVERIFY(fleet->checkpoint());
            expected = fleet->dumpExact();
        }
        QVERIFY(expected.find("minute start=") != std::string::npos);
        QCOMPARE(Fleet::create({}, &storage)->dumpExact(), expected);
    }

    void aSpanHasRoundStepsAndEndsWithNow()
    {
        const RateSpan hour = rateSpan(kDrawingStart, 45 * kMinute, 600);
        QCOMPARE(hour.step, kMinute);
        QCOMPARE(hour.count, 45u);
        QVERIFY(hour.from % kMinute == 0 && hour.to() > kDrawingStart &&
                hour.to() - kMinute <= kDrawingStart);
        const RateSpan month = rateSpan(kDrawingStart, 30 * kDay, 200);
        QCOMPARE(month.step, 6 * kHour);
        QVERIFY(month.from % kHour == 0);
    }

    void theBandIsNotMovedByOneOutlier()
    {
        const NormalBand band = normalBand({1, 1.1, 0.9, 1, 1.2, 0.8, 90});
        QCOMPARE(band.median, 1.0);
        QVERIFY(band.high() < 1.5);
        QCOMPARE(normalBand({}).known, 0u);
    }
};

QTEST_APPLESS_MAIN(TestFleetRates)
#include "tst_fleet_rates.moc"
