// SPDX-License-Identifier: GPL-3.0-or-later
// What counts: tokens, money and losses (semconv.md 9).
#include "tests/core/fleet/fleet_fixture.h"

#include <QTest>
#include <deque>

using namespace penstock;
using namespace penstock::test;

class TestFleetCounting : public QObject {
    Q_OBJECT

private slots:
    void onlyTheModelCallsBelowARunCount()
    {
        Folded f("agent_run planner @shop in=300 out=30\n"
                 "  llm_call gpt #2 in=100 out=10\n"
                 "  llm_call gpt #3 in=200 out=20\n");
        QCOMPARE(f.totals().usage.input, std::int64_t{300});
        QCOMPARE(f.totals().usage.calls, std::int64_t{2});
        QCOMPARE(f.node(1).role, UsageRole::rollup);
        QCOMPARE(f.node(2).role, UsageRole::leaf);
    }

    void aRunWithoutAnyModelCallCountsItself()
    {
        Folded f("agent_run outer @shop in=50 out=5\n  agent_run hosted #2 in=50 out=5\n");
        QCOMPARE(f.totals().usage.input, std::int64_t{50});
        QCOMPARE(f.node(2).role, UsageRole::leaf);
        QCOMPARE(f.agent("hosted").usage.input, std::int64_t{50});
        f.add("llm_call gpt #3 parent=#2 in=7 out=1\n"); // a call came after all
        QCOMPARE(f.totals().usage.input, std::int64_t{7});
    }

    void ofNestedModelCallsTheDeepestWithUsageCounts()
    {
        Folded f("llm_call adk #1 in=100 out=10\n  llm_call sdk #2 in=101 out=11\n");
        QCOMPARE(f.totals().usage.input, std::int64_t{101});
        QCOMPARE(f.totals().usage.calls, std::int64_t{1});
        Folded g("llm_call adk #1 in=100 out=10\n  llm_call sdk #2\n");
        QCOMPARE(g.totals().usage.input, std::int64_t{100});
        QCOMPARE(g.totals().usage.calls, std::int64_t{1});
        QCOMPARE(g.totals().usage.callsNoUsage, std::int64_t{0});
    }

    void aModelCallThatSaysNothingIsCountedAsSuch()
    {
        Folded f("agent_run planner @shop\n  llm_call gpt\n");
        QCOMPARE(f.totals().usage.calls, std::int64_t{1});
        QCOMPARE(f.totals().usage.callsNoUsage, std::int64_t{1});
        QCOMPARE(f.totals().cost.unpricedCalls, std::int64_t{1});
    }

    void theSameResponseSeenAsSpanAndAsEventCountsOnce()
    {
        Folded f("agent_run planner @shop\n"
                 "  llm_call opus #2 [0-5] in=9 out=9 response=resp-123456 log_event\n"
                 "  llm_call opus #3 [1-5] in=10 out=9 response=resp-123456\n");
        QCOMPARE(f.totals().usage.input, std::int64_t{10});
        QCOMPARE(f.node(2).role, UsageRole::duplicate);
        QCOMPARE(f.totals().usage.calls, std::int64_t{1});
    }

    void aCallWithoutAPriceIsNeverFree()
    {
        Folded f("agent_run planner @shop\n"
                 "  llm_call gpt #2 in=10 out=1 cost=500 cost_source=computed\n"
                 "  llm_call own #3 in=10 out=1\n");
        QCOMPARE(f.totals().cost.computed, MicroUsd{500});
        QCOMPARE(f.totals().cost.unpricedCalls, std::int64_t{1});
        QVERIFY(f.state()->runs[1].unpriced);
    }

    void aReportedRollupCountsOnlyWhereNothingBelowHasAPrice()
    {
        Folded f("agent_run planner @shop cost=900\n  llm_call gpt #2 in=1 out=1 cost=500 "
                 "cost_source=computed\n");
        QCOMPARE(f.totals().cost.total(), MicroUsd{500});
        Folded g("agent_run planner @shop cost=900\n  llm_call gpt #2 in=1 out=1\n");
        QCOMPARE(g.totals().cost.reported, MicroUsd{900});
        QCOMPARE(g.totals().cost.unpricedCalls, std::int64_t{0});
    }

    void theModelOfAnAgentIsTheOneMostOfItsCallsUsed()
    {
        Folded f("agent_run planner @shop\n  llm_call a #2\n  llm_call b #3\n  llm_call b #4\n");
        QCOMPARE(f.agent("planner").model, std::string("b"));
    }

    void sourcesWithoutNumberShareARow()
    {
        Folded f;
        EntryBatch batch;
        std::deque<std::string> names;
        for (std::uint64_t seq = 1; seq <= 5000; ++seq) {
            LogEntry& entry = batch.entries.emplace_back();
            entry.seq = seq;
            entry.kind = EntryKind::losses;
            entry.source = names.emplace_back("sender " + std::to_string(seq));
            entry.losses.add(LossKind::received, 1);
        }
        f.fleet().apply(batch);
        const auto state = f.state();
        QVERIFY(state->losses.size() < 4200);
        std::uint64_t received = 0;
        for (std::uint32_t i = 1; i <= state->losses.size(); ++i)
            received += state->losses[i].counts.of(LossKind::received);
        QCOMPARE(received, std::uint64_t{5000});
    }

    void lossesAddUpPerSourceAndInAll()
    {
        Folded f;
        EntryBatch batch;
        for (Seq seq = 1; seq <= 3; ++seq) {
            LogEntry entry;
            entry.seq = seq;
            entry.arrival = kDrawingStart + static_cast<Nanos>(seq);
            entry.kind = EntryKind::losses;
            entry.source = seq == 2 ? "b" : "a";
            entry.losses.add(LossKind::received, 10);
            batch.entries.push_back(entry);
        }
        f.fleet().apply(batch);
        QCOMPARE(f.state()->losses.size(), 2u);
        QCOMPARE(f.state()->losses[1].counts.of(LossKind::received), std::uint64_t{20});
        QCOMPARE(f.state()->losses[1].lastSeen, kDrawingStart + 3);
        QCOMPARE(f.totals().losses.of(LossKind::received), std::uint64_t{30});
    }

    void sessionsAreCountedOnceOverAllTraces()
    {
        Folded f("llm_call a trace=1 session=s1\nllm_call a trace=2 session=s1\nllm_call a trace=3 "
                 "session=s2\n");
        QCOMPARE(f.totals().sessions, std::uint64_t{2});
    }

    void entriesThatWereFoldedBeforeAreSkipped()
    {
        Folded f;
        const auto steps = drawSteps("llm_call a in=1 out=1\nllm_call b in=1 out=1\n");
        f.fleet().apply(entriesOf(steps, 1));
        f.fleet().apply(entriesOf(steps, 1));
        QCOMPARE(f.fleet().seq(), Seq{2});
        QCOMPARE(f.totals().steps, std::uint64_t{2});
    }

    void manyVersionsOfOneSpanLeaveOnlyTheLastOne()
    {
        std::string drawing;
        for (int i = 1; i <= 5'000; ++i)
            drawing += "tool_call search #1 status=error error=" + std::string(100, 'x') +
                       std::to_string(i) + " [0-" + std::to_string(i) + "]\n";
        drawing += "tool_call other #2 status=error error=kept\n";
        Folded f(drawing);
        QCOMPARE(f.totals().steps, std::uint64_t{2});
        QCOMPARE(f.node(1).error, std::string(100, 'x') + "5000");
        QCOMPARE(f.node(2).error, std::string("kept"));
    }

    void anIdThatEverybodyUsesJoinsNothing()
    {
        std::string drawing;
        for (int i = 1; i <= 400; ++i) {
            const std::string trace = " trace=" + std::to_string(i);
            drawing += i % 2 == 0 ? "agent_run buyer @shop #1" + trace +
                                        "\n  a2a_request send #2 session=default-session target=v" +
                                        trace + "\n"
                                  : "a2a_request handle @vendor #1 session=default-session" +
                                        trace + "\n  agent_run seller #2" + trace + "\n";
        }
        Folded f(drawing);
        QCOMPARE(f.edge("buyer", "seller").count, std::uint64_t{0});
    }

    void namesBeyondTheLimitFoldVisiblyIntoOneRow()
    {
        std::string drawing;
        for (int i = 1; i <= 50; ++i)
            drawing +=
                "agent_run agent" + std::to_string(i) + " @shop trace=" + std::to_string(i) + "\n";
        FleetOptions options;
        options.maxAgents = 10;
        Folded f(drawing, options);
        QCOMPARE(f.state()->agents.size(), 11u);
        QCOMPARE(f.agent("(others)").runs, std::uint64_t{40});
        QVERIFY(f.agent("(others)").folded >= 40);
        QCOMPARE(f.totals().runs, std::uint64_t{50});
    }
};

QTEST_APPLESS_MAIN(TestFleetCounting)
#include "tst_fleet_counting.moc"
