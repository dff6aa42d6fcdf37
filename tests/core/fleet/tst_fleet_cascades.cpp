// SPDX-License-Identifier: GPL-3.0-or-later
// Cascades: which traces belong together, how they hang together, and what is known about each step of the way.
#include "core/fleet/cascade_assembler.h"
#include "core/fleet/cascade_view.h"
#include "tests/core/fleet/cascade_fixture.h"
#include "tests/core/fleet/random_world.h"
#include "tests/support/memory_storage.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr std::string_view kShop =
    "agent_run planner #1 @shop [0-100] user=ada organization=acme framework=crew\n"
    "  llm_call gpt #2 [1-9] in=10 out=5 cost=7\n"
    "  tool_call send #3 [10-20]\n"
    "trace=2\n"
    "agent_run worker #1 @stock [30-60] link=1/#3\n"
    "  llm_call gpt #2 [31-40] in=100 out=50 cost=70\n"
    "  tool_call sql #3 [41-50] status=error error=locked\n";

} // namespace

class TestFleetCascades : public QObject {
    Q_OBJECT

private slots:
    void aTraceThatALinkCausedHangsBelowTheCausingStep()
    {
        Folded world(kShop);
        const auto view = world.fleet().cascade({2});
        QCOMPARE(outlineOf(*view), std::string("1/1 agent_run planner\n"
                                               "  1/2 llm_call gpt\n"
                                               "  1/3 tool_call send\n"
                                               "    2/1 agent_run worker\n"
                                               "      2/2 llm_call gpt\n"
                                               "      2/3 tool_call sql\n"));
        QCOMPARE(view->facts.id, drawnTrace(1));
        QCOMPARE(view->facts.tops, 1u);
        QCOMPARE(view->traces[1].cause, 3u);
        QCOMPARE(view->edgesInto(4).size(), std::size_t{1});
        const CascadeEdge& edge = view->edgesInto(4).front();
        QCOMPARE(edge.from, 3u);
        QVERIFY(edge.inTree && edge.crossTrace && edge.kind == CascadeEdgeKind::cause);
        QCOMPARE(edge.best, Evidence::spanLink);
        QCOMPARE(edge.mode, DelegationMode::message);
        QCOMPARE(view->edgesOutOf(3).size(), std::size_t{1});
    }

    void moneyTokensAndFailuresRiseThroughCausedTraces()
    {
        Folded world(kShop);
        const auto view = world.fleet().cascade({1});
        QCOMPARE(view->node(1).costBelow, MicroUsd{77});
        QCOMPARE(view->node(3).tokensBelow, std::int64_t{150});
        QVERIFY(view->node(1).has(kErrorBelow) && view->node(3).has(kErrorBelow));
        QVERIFY(!view->node(2).has(kErrorBelow));
        QCOMPARE(view->facts.errors, 1u);
        QCOMPARE(view->facts.cost.total(), MicroUsd{77});
        QCOMPARE(view->errorOf(6), std::string_view("locked"));
        QCOMPARE(view->modelOf(5), std::string_view("gpt"));
    }

    void everySubtreeIsOneRange()
    {
        for (unsigned seed = 0; seed < 60; ++seed) {
            Folded world(RandomWorld(900 + seed).drawing(6, 9));
            for (std::uint32_t trace = 1; trace <= world.state()->traces.size(); ++trace) {
                const auto view = world.fleet().cascade({trace});
                std::vector<std::uint32_t> sizes(view->nodes.size() + 1, 1);
                for (std::uint32_t n = view->size(); n > 0; --n) {
                    const CascadeNode& node = view->node(n);
                    QVERIFY(node.parent < n);
                    QCOMPARE(node.size, sizes[n]);
                    sizes[node.parent] += sizes[n];
                    if (node.parent != 0)
                        QVERIFY(n + node.size <= node.parent + view->node(node.parent).size);
                }
                for (const CascadeEdge& edge : view->edges)
                    QVERIFY(edge.from <= view->size() && edge.to <= view->size());
            }
        }
    }

    void everyStepOfATraceIsInItsCascadeOnce()
    {
        int joined = 0;
        for (unsigned seed = 0; seed < 60; ++seed) {
            Folded world(RandomWorld(400 + seed).drawing(6, 9));
            const auto state = world.state();
            for (std::uint32_t trace = 1; trace <= state->traces.size(); ++trace) {
                const auto view = world.fleet().cascade({trace});
                joined += view->traces.size() > 1 ? 1 : 0;
                std::size_t inCascade = 0;
                for (const CascadeNode& node : view->nodes)
                    inCascade += view->traces[node.trace - 1].index.value == trace ? 1 : 0;
                QCOMPARE(inCascade, world.view(trace)->nodes.size());
                QCOMPARE(view->facts.root, state->cascades[trace].root);
            }
        }
        QVERIFY2(joined > 100, "the random worlds hold cascades of several traces");
    }

    void aRingOfCausesBeginsWithItsEarliestPart()
    {
        Folded world("agent_run late #1 @a [50-60] link=2/#1\n"
                     "trace=2\n"
                     "agent_run early #1 @b [10-20] link=1/#1\n");
        const auto view = world.fleet().cascade({1});
        QCOMPARE(outlineOf(*view), std::string("2/1 agent_run early\n"
                                               "  1/1 agent_run late\n"));
        QCOMPARE(view->facts.id, drawnTrace(2));
        QCOMPARE(view->edges.size(), std::size_t{2}); // the other link stays, beside the tree
    }

    void aRequestWithASharedIdJoinsCallerAndCallee()
    {
        Folded world("agent_run asker #1 @a [0-100]\n"
                     "  a2a_request ask #2 [10-90] call=call-id-77 target=peer\n"
                     "trace=2\n"
                     "agent_run answerer #1 @b [20-80] call=call-id-77\n");
        const auto view = world.fleet().cascade({2});
        QCOMPARE(outlineOf(*view), std::string("1/1 agent_run asker\n"
                                               "  1/2 a2a_request ask\n"
                                               "    2/1 agent_run answerer\n"));
        QCOMPARE(view->edgesInto(3).front().best, Evidence::sharedKey);
        QCOMPARE(view->edgesInto(3).front().mode, DelegationMode::returnToCaller);
    }

    void aCascadeFallsApartWhenTheLinkIsTakenBack()
    {
        Folded world(kShop);
        QCOMPARE(world.state()->cascades[1].traces, 2u);
        world.add("trace=2\nagent_run worker #1 @stock [30-61]\n");
        const auto state = world.state();
        QCOMPARE(state->cascades[1].traces, 1u);
        QCOMPARE(state->cascades[2].traces, 1u);
        QCOMPARE(state->cascades[2].root.value, 2u);
        QCOMPARE(world.fleet().cascade({1})->traces.size(), std::size_t{1});
    }

    void aMandateAnswersWhoDelegatedAndWhatIsUnknownStaysUnknown()
    {
        Folded world("agent_run planner #1 @shop [0-100]\n"
                     "  tool_call hire #2 [10-90] mandate=ada/refunds/ops\n"
                     "    agent_run clerk #3 [20-80]\n"
                     "  agent_run other #4 [91-99]\n");
        const auto view = world.fleet().cascade({1});
        const CascadeEdge& known = view->edgesInto(3).front();
        QVERIFY(known.mandate != 0);
        const CascadeMandate& mandate = view->mandates[known.mandate - 1];
        QCOMPARE(view->text(mandate.grantedBy), std::string_view("ada"));
        QCOMPARE(view->text(mandate.scope), std::string_view("refunds"));
        QCOMPARE(view->text(mandate.revocableBy), std::string_view("ops"));
        QCOMPARE(mandate.authorizedAt, kDrawingStart + 10 * kMillisecond);
        QCOMPARE(mandate.expiresAt, Nanos{0});
        QCOMPARE(view->text(mandate.constraints), std::string_view());
        QCOMPARE(view->edgesInto(4).front().mandate, 0u);
    }

    void aMissingParentBeginsWithWhatLiesBelowIt()
    {
        Folded world("tool_call late #5 parent=#9 @shop [40-50]\ntool_call early #6 parent=#9 "
                     "@shop [20-30]\n");
        const auto view = world.fleet().cascade({1});
        QVERIFY(view->node(1).has(kMissingStep));
        QCOMPARE(view->node(1).start, kDrawingStart + 20 * kMillisecond);
        QCOMPARE(view->node(1).end, kDrawingStart + 50 * kMillisecond);
        QCOMPARE(view->facts.missingParents, 1u);
        QCOMPARE(view->facts.steps, 2u);
    }

    void waitsAndUnfinishedStepsAreCounted()
    {
        Folded world("agent_run planner #1 @shop [0-100] provisional\n"
                     "  human_wait approve #2 [10-50]\n"
                     "  tool_call edit #3 [50-90] human_wait=25\n");
        const auto view = world.fleet().cascade({1});
        QCOMPARE(view->facts.waits, 2u);
        QCOMPARE(view->facts.open, 1u);
        QVERIFY(view->node(1).has(kOpenBelow));
        QCOMPARE(view->detailOf(view->node(3)).humanWait, 25 * kMillisecond);
    }

    void aWatchedCascadeIsToldToBeStaleUntilItIsShownAsItIs()
    {
        Folded world(kShop);
        Fleet& fleet = world.fleet();
        QVERIFY(!fleet.staleCascade());
        fleet.watchCascade({2});
        QVERIFY(world.state()->openedCascades.empty()); // nobody made it yet
        QCOMPARE(fleet.staleCascade()->value, 2u);
        fleet.showCascade({2}, fleet.cascade({2}));
        QVERIFY(!fleet.staleCascade());
        const auto before = world.state()->openedCascades.at(2);
        QCOMPARE(before->size(), 6u);
        QCOMPARE(world.state()->openedCascades.at(2), before);
        world.add("trace=3\nagent_run third #1 @x [70-80] link=2/#3\n");
        QCOMPARE(world.state()->openedCascades.at(2), before);
        QCOMPARE(fleet.staleCascade()->value, 2u);
        fleet.showCascade({2}, fleet.cascade({2}));
        QCOMPARE(world.state()->openedCascades.at(2)->size(), 7u);
        world.add("trace=9\nagent_run stranger #1 @x [70-80]\n");
        QVERIFY(!fleet.staleCascade());
        fleet.unwatchCascade({2});
        fleet.showCascade({2}, before); // came too late
        QVERIFY(world.state()->openedCascades.empty());
    }

    void whatIsHandedOverStaysAsItWasWhileTheTracesGrow()
    {
        std::string drawing = "agent_run planner #1 @shop [0-100]\n";
        for (int i = 2; i <= 40; ++i)
            drawing += "tool_call t #" + std::to_string(i) + " parent=#1 [1-2] @shop\n";
        Folded world(drawing);
        const std::string before = outlineOf(*world.fleet().cascade({1}));
        CascadeAssembler assembler(*world.fleet().planCascade({1}), {});
        CascadeParts parts = world.fleet().handOver(assembler.wanted());
        for (int i = 2; i <= 60; ++i)
            world.add("tool_call other-name #" + std::to_string(i) +
                      " parent=#1 [1-3] @shop status=error error=late\n");
        QVERIFY(outlineOf(*world.fleet().cascade({1})) != before);
        assembler.take(std::move(parts));
        QVERIFY(assembler.wanted().empty());
        QCOMPARE(outlineOf(*assembler.finish()), before);
    }

    void aLargeCascadeShowsItsTopAndItsSumsFirst()
    {
        std::string drawing = "agent_run planner #1 @shop [0-100]\n"
                              "  agent_run worker #2 @shop [5-95]\n"
                              "    llm_call gpt #3 [6-9] in=10 out=5 cost=7\n";
        for (std::uint32_t i = 10; i <= CascadeAssembler::kLarge + 10; ++i)
            drawing += "tool_call t #" + std::to_string(i) + " parent=#3 [10-20] @shop\n";
        Folded world(drawing);
        std::vector<std::shared_ptr<const CascadeView>> shown;
        CascadeAssembler assembler(*world.fleet().planCascade({1}), {});
        assembler.showStructure = [&](auto view) { shown.push_back(view); };
        assembler.take(world.fleet().handOver(assembler.wanted()));
        const auto whole = assembler.finish();
        QCOMPARE(shown.size(), std::size_t{1});
        const CascadeView& top = *shown.front();
        QCOMPARE(top.size(), CascadeAssembler::kStructure);
        QCOMPARE(top.facts.steps, whole->facts.steps);
        QCOMPARE(top.facts.stepsToCome, whole->facts.steps - CascadeAssembler::kStructure);
        QCOMPARE(top.facts.start, whole->facts.start);
        QCOMPARE(top.facts.end, whole->facts.end);
        QCOMPARE(top.facts.cost.total(), MicroUsd{7});
        QCOMPARE(top.facts.runs, 2u);
        QCOMPARE(whole->facts.stepsToCome, 0u);
        for (std::uint32_t n = 1; n <= 3; ++n)
            QCOMPARE(top.node(n).span, whole->node(n).span);
        QCOMPARE(top.node(3).role,
                 UsageRole::none); // how usage counts and who delegated comes next
        QCOMPARE(whole->node(3).role, UsageRole::leaf);
        QVERIFY(top.edgesInto(2).empty());
        QCOMPARE(whole->edgesInto(2).size(), std::size_t{1});
    }

    void anAssemblerThatIsStoppedMakesNothing()
    {
        Folded world(kShop);
        std::stop_source stop;
        CascadeAssembler assembler(*world.fleet().planCascade({1}), stop.get_token());
        CascadeParts parts = world.fleet().handOver(assembler.wanted());
        stop.request_stop();
        assembler.take(std::move(parts));
        QVERIFY(assembler.finish() == nullptr);
    }

    void aCascadeWhoseTracesLeftMemoryIsTheSame()
    {
        MemoryStorage storage;
        FleetOptions options;
        options.idleAfter = kSecond;
        auto fleet = Fleet::create(options, &storage);
        fleet->apply(entriesOf(drawSteps(kShop), 1));
        const std::string live = outlineOf(*fleet->cascade({1}));
        const auto other = drawSteps("trace=9\nllm_call gpt in=1 out=1\n");
        fleet->apply(entriesOf(other, fleet->seq() + 1, {}, kDrawingStart + kHour));
        QVERIFY(fleet->checkpoint());
        QCOMPARE(outlineOf(*fleet->cascade({1})), live);
        fleet.reset();
        fleet = Fleet::create(options, &storage);
        QCOMPARE(outlineOf(*fleet->cascade({2})), live);
        QCOMPARE(fleet->publish()->cascades[1].traces, 2u);
    }

    void manyTracesJoinedOneByOneAreOneCascadeAtOnce()
    {
        Folded world;
        for (int trace = 1; trace <= 300; ++trace)
            world.add("trace=" + std::to_string(trace) + "\nagent_run a" +
                      std::to_string(trace % 7) + " #1 @s [" + std::to_string(trace) + "-900]" +
                      (trace == 1 ? "" : " link=" + std::to_string(1 + (trace - 2) / 3) + "/#1") +
                      "\n");
        const auto state = world.state();
        QCOMPARE(state->cascades[1].traces, 300u);
        std::size_t walked = 1;
        for (TraceIndex at = state->cascades[1].next; at.value != 1;
             at = state->cascades[at.value].next)
            ++walked;
        QCOMPARE(walked, std::size_t{300});
        const auto view = world.fleet().cascade({200});
        QCOMPARE(view->facts.tops, 1u);
        QCOMPARE(view->traces.size(), std::size_t{300});
    }
};

QTEST_GUILESS_MAIN(TestFleetCascades)
#include "tst_fleet_cascades.moc"
