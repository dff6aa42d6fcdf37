// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of a trace: parents, what is missing, cycles, synthetic runs, events, versions.
#include "tests/core/fleet/fleet_fixture.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

class TestFleetTree : public QObject {
    Q_OBJECT

private slots:
    void childrenStandBelowTheirParents()
    {
        Folded f("agent_run planner @shop [0-100]\n"
                 "  llm_call gpt [10-20] in=100 out=20\n"
                 "  tool_call search [20-30]\n"
                 "    retrieval docs [22-25] target=wiki\n");
        QCOMPARE(f.outline(),
                 std::string("1 agent_run planner\n  2 llm_call gpt\n  3 tool_call search\n"
                             "    4 retrieval docs\n"));
        QCOMPARE(f.state()->traces[1].steps, 4u);
        QCOMPARE(f.state()->runs.size(), 1u);
        QCOMPARE(f.state()->runs[1].steps, 4u);
        QCOMPARE(f.node(4).agent, std::string("planner"));
    }

    void aMissingParentIsShownAndLinkedWhenItComes()
    {
        Folded f("llm_call gpt #5 parent=#9 in=10 out=1\n");
        QCOMPARE(f.outline(), std::string("9 missing\n  5 llm_call gpt\n"));
        QCOMPARE(f.state()->traces[1].missingParents, 1u);
        QVERIFY(f.state()->traces[1].rootMissing);
        QCOMPARE(f.totals().runs, std::uint64_t{0});
        f.add("agent_run planner #9 @shop\n");
        QCOMPARE(f.outline(), std::string("9 agent_run planner\n  5 llm_call gpt\n"));
        QCOMPARE(f.state()->traces[1].missingParents, 0u);
        QVERIFY(!f.state()->traces[1].rootMissing);
        QCOMPARE(f.agent("planner").usage.input, std::int64_t{10});
    }

    void aCycleIsCutAtItsEarliestStepWhateverCameFirst()
    {
        Folded one("workflow a #1 parent=#3 [5-9]\nworkflow b #2 parent=#1 [3-9]\nworkflow c #3 "
                   "parent=#2 [4-9]\n");
        Folded two("workflow c #3 parent=#2 [4-9]\nworkflow a #1 parent=#3 [5-9]\nworkflow b #2 "
                   "parent=#1 [3-9]\n");
        QCOMPARE(one.outline(), std::string("2 workflow b\n  3 workflow c\n    1 workflow a\n"));
        QCOMPARE(two.fleet().dumpWorld(), one.fleet().dumpWorld());
    }

    void aStepThatIsItsOwnParentIsARoot()
    {
        Folded f("agent_run loop #4 parent=#4\n");
        QCOMPARE(f.outline(), std::string("4 agent_run loop\n"));
    }

    void stepsWithoutASpanIdAreKeptApart()
    {
        Folded f("llm_call one #0\nllm_call two #0\n");
        QCOMPARE(f.state()->traces[1].steps, 2u);
    }

    void theSameSpanIdInTwoTracesIsTwoSteps()
    {
        Folded f("llm_call one #7 trace=1\nllm_call two #7 trace=2\n");
        QCOMPARE(f.totals().steps, std::uint64_t{2});
        QCOMPARE(f.totals().traces, std::uint64_t{2});
    }

    void aProvisionalStepRunsUntilTheRealOneComes()
    {
        Folded f("agent_run planner #1 @shop provisional [0]\n");
        QCOMPARE(f.agent("planner").runsOpen, std::uint64_t{1});
        QCOMPARE(f.state()->traces[1].running, 1u);
        QCOMPARE(f.state()->runs[1].end, Nanos{0});
        f.add("agent_run planner #1 @shop [0-50]\n");
        f.add("agent_run planner #1 @shop provisional [0]\n"); // late news of the past
        QCOMPARE(f.agent("planner").runsOpen, std::uint64_t{0});
        QCOMPARE(f.agent("planner").runs, std::uint64_t{1});
        QCOMPARE(f.state()->runs.size(), 1u);
        QCOMPARE(f.state()->runs[1].end, kDrawingStart + 50 * kMillisecond);
    }

    void aSummaryStepIsShownButNotCounted()
    {
        Folded f("agent_run planner @shop\n  tool_call a\n  tool_call merged summary\n");
        QCOMPARE(f.state()->traces[1].steps, 2u);
        QCOMPARE(f.view()->nodes.size(), std::size_t{3});
    }

    void stepsNameARunThatNoSpanStandsFor()
    {
        Folded f("agent_run main #1 @code [0-100]\n"
                 "  tool_call Task #2 [10-90]\n"
                 "    llm_call opus #3 [20-30] in=5 out=5 run=#50:#2:explorer\n"
                 "    llm_call opus #4 [40-60] in=7 out=7 run=#50:#2:explorer\n");
        QCOMPARE(f.outline(), std::string("1 agent_run main\n  2 tool_call Task\n"
                                          "    50 agent_run explorer (synthetic)\n"
                                          "      3 llm_call opus\n      4 llm_call opus\n"));
        QCOMPARE(f.agent("explorer").usage.input, std::int64_t{12});
        QCOMPARE(f.agent("main").usage.input, std::int64_t{0});
        QCOMPARE(f.node(50).start, kDrawingStart + 20 * kMillisecond);
        QCOMPARE(f.node(50).end, kDrawingStart + 60 * kMillisecond);
        QCOMPARE(f.state()->traces[1].steps, 4u);
        QCOMPARE(f.edge("main", "explorer").best, Evidence::agentAsTool);
    }

    void anEventAddsWhatItsSpanLacksInEitherOrder()
    {
        const char* span = "llm_call opus #5 [0-10] in=100 out=10\n";
        const char* event =
            "llm_call opus #5 [9-9] merges in=999 out=99 cost=700 cost_source=estimated\n";
        Folded one, two;
        one.add(span).add(event);
        two.add(event);
        QCOMPARE(two.totals().usage.input, std::int64_t{999}); // alone it stands for the call
        QCOMPARE(two.totals().steps, std::uint64_t{1});
        two.add(span);
        for (Folded* f : {&one, &two}) {
            QCOMPARE(f->totals().steps, std::uint64_t{1});
            QCOMPARE(f->totals().usage.input, std::int64_t{100});
            QCOMPARE(f->totals().cost.estimated, MicroUsd{700});
        }
        QCOMPARE(one.fleet().dumpWorld(), two.fleet().dumpWorld());
    }

    void theLaterEndWinsAmongVersionsOfOneSpan()
    {
        const char* early = "tool_call search #3 [0-10] status=error error=timeout\n";
        const char* late = "tool_call search #3 [0-20]\n";
        Folded one, two;
        one.add(early).add(late).add(early);
        two.add(late).add(early);
        QCOMPARE(one.totals().errors, std::uint64_t{0});
        QCOMPARE(one.fleet().dumpWorld(), two.fleet().dumpWorld());
    }

    void aWrapperOfTheSameRunIsOneRun()
    {
        Folded f("agent_run planner #1 @shop [0-100] dialect=openinference\n"
                 "  agent_run planner #2 [1-100] dialect=pydantic_ai\n"
                 "    llm_call gpt #3 in=5 out=5\n");
        QCOMPARE(f.agent("planner").runs, std::uint64_t{1});
        QCOMPARE(f.agent("planner").steps, std::uint64_t{3});
        Folded recursive("agent_run planner #1 @shop [0-100]\n  agent_run planner #2 [1-100]\n");
        QCOMPARE(recursive.agent("planner").runs, std::uint64_t{2});
    }

    void aNamelessRootAroundOneAgentIsAWorkflow()
    {
        Folded f("agent_run #1 @shop [0-100] name=\"\"\n  agent_run triage #2 [1-99]\n");
        QCOMPARE(f.totals().runs, std::uint64_t{1});
        QCOMPARE(f.node(1).kind, StepKind::workflow);
        QCOMPARE(f.edge("agent", "triage").count, std::uint64_t{0});
    }

    void aChainOfAHundredThousandStepsFoldsAtOnce()
    {
        std::string drawing;
        for (int i = 1; i <= 100'000; ++i)
            drawing +=
                "workflow w #" + std::to_string(i) + " parent=#" + std::to_string(i + 1) + "\n";
        Folded f(drawing);
        QCOMPARE(f.totals().steps, std::uint64_t{100'000});
        QCOMPARE(f.view()->nodes.size(), std::size_t{100'001});
        QCOMPARE(f.view()->nodes.back().depth, std::uint16_t{65535});
    }

    void aHeldSnapshotNeverChangesAndSharesWhatDidNot()
    {
        std::string drawing;
        for (int i = 1; i <= 200; ++i)
            drawing += "llm_call gpt trace=" + std::to_string(i) + " in=1 out=1\n";
        Folded f(drawing);
        const auto held = f.state();
        f.add("llm_call gpt #999 trace=1 in=5 out=5\n");
        const auto now = f.state();
        QCOMPARE(held->traces[1].steps, 1u);
        QCOMPARE(now->traces[1].steps, 2u);
        QVERIFY(!now->traces.sharesRow(held->traces, 1));
        QVERIFY(now->traces.sharesRow(held->traces, 150));
        QCOMPARE(held->totals.usage.input, std::int64_t{200});
    }

    void aWatchedTraceIsRebuiltOnlyWhenItChanged()
    {
        Folded f("llm_call a trace=1\nllm_call b trace=2\n");
        f.fleet().watch({1});
        const auto first = f.state()->opened.at(1);
        f.add("llm_call c #77 trace=2\n");
        QCOMPARE(f.state()->opened.at(1), first);
        f.add("llm_call d #78 trace=1\n");
        QCOMPARE(f.state()->opened.at(1)->nodes.size(), std::size_t{2});
        QCOMPARE(first->nodes.size(), std::size_t{1});
        f.fleet().unwatch({1});
        QVERIFY(f.state()->opened.empty());
        QVERIFY(f.fleet().view({99}) == nullptr);
    }
};

QTEST_APPLESS_MAIN(TestFleetTree)
#include "tst_fleet_tree.moc"
