// SPDX-License-Identifier: GPL-3.0-or-later
// What a cascade shows beyond its tree.
#include "core/fleet/cascade_paths.h"
#include "tests/core/fleet/cascade_fixture.h"
#include "tests/core/fleet/random_world.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

/// `name 0-10` for each stretch, in milliseconds.
std::string textOf(const CascadeView& view, const std::vector<CriticalStretch>& path)
{
    std::string text;
    for (const CriticalStretch& s : path)
        text.append(view.nameOf(s.node))
            .append(" ")
            .append(std::to_string((s.from - kDrawingStart) / kMillisecond))
            .append("-")
            .append(std::to_string((s.until - kDrawingStart) / kMillisecond))
            .append("\n");
    return text;
}

} // namespace

class TestFleetCascadePaths : public QObject {
    Q_OBJECT

private slots:
    void theCriticalPathGoesThroughWhatEndedLast()
    {
        Folded world("agent_run root #1 @s [0-100]\n"
                     "  tool_call quick #2 [10-30]\n"
                     "  tool_call slow #3 [10-60]\n"
                     "  agent_run sub #4 [65-95]\n"
                     "    llm_call think #5 [70-90]\n");
        const auto view = world.fleet().cascade({1});
        const auto path = criticalPath(*view, 1);
        QCOMPARE(textOf(*view, path), std::string("root 0-10\nslow 10-60\nroot 60-65\nsub 65-70\n"
                                                  "think 70-90\nsub 90-95\nroot 95-100\n"));
        const std::vector<bool> marked = onPath(*view, path);
        QVERIFY(marked[1] && !marked[2] && marked[3] && marked[4] && marked[5]);
    }

    void theCriticalPathGoesOnIntoTracesThatOutliveTheirCause()
    {
        Folded world("agent_run root #1 @s [0-20]\n"
                     "  tool_call send #2 [10-15]\n"
                     "trace=2\n"
                     "agent_run worker #1 @t [40-90] link=1/#2\n");
        const auto view = world.fleet().cascade({1});
        QCOMPARE(textOf(*view, criticalPath(*view, 1)),
                 std::string("root 0-10\nsend 10-15\nworker 40-90\n"));
    }

    void theCriticalPathNeverOverlapsAndEndsWithTheLastWork()
    {
        for (unsigned seed = 0; seed < 100; ++seed) {
            Folded world(RandomWorld(100 + seed).drawing(4, 12));
            const auto view = world.fleet().cascade({1});
            const std::vector<Nanos> ends = endsBelow(*view);
            for (std::uint32_t top = 1; top <= view->size(); ++top) {
                const auto path = criticalPath(*view, top);
                for (std::size_t i = 0; i < path.size(); ++i) {
                    QVERIFY(path[i].from < path[i].until);
                    QVERIFY(i == 0 || path[i - 1].until <= path[i].from);
                    QVERIFY(path[i].node >= top && path[i].node < top + view->node(top).size);
                    QVERIFY(path[i].until <= ends[top]);
                }
            }
        }
    }

    void consecutiveSiblingsThatAreAlikeFold()
    {
        std::string drawing = "agent_run root #1 @s [0-900]\n";
        for (int i = 0; i < 82; ++i)
            drawing += "  tool_call sql.query [" + std::to_string(10 + i) + "-" +
                       std::to_string(11 + i) + "] " + (i == 40 ? "status=error\n" : "\n");
        drawing += "  llm_call gpt [200-201] in=1 out=1\n  tool_call sql.query [210-211]\n  "
                   "tool_call sql.query [212-213]\n"
                   "  agent_run sub #201 [300-310]\n  agent_run sub #202 [320-330]\n  agent_run "
                   "sub #203 [340-350]\n";
        Folded world(drawing);
        const auto view = world.fleet().cascade({1});
        const auto runs = foldedRuns(*view);
        QCOMPARE(runs.size(), std::size_t{1}); // two alike are no run, agents stay apart
        QCOMPARE(runs[0].first, 2u);
        QCOMPARE(runs[0].count, 82u);
        QCOMPARE(runs[0].failed, 1u);
        QCOMPARE(runs[0].end, 84u);
    }

    void downstreamTakesInWhatFollowsElsewhere()
    {
        Folded world("agent_run root #1 @s [0-100]\n"
                     "  agent_run left #2 [10-30]\n"
                     "    tool_call post #3 [20-25]\n"
                     "  agent_run right #4 [40-60]\n"
                     "    tool_call read #5 [41-42] link=1/#3\n"
                     "trace=2\n"
                     "agent_run worker #1 @t [50-90] link=1/#3\n");
        const auto view = world.fleet().cascade({1});
        const std::uint32_t post = view->find(drawnTrace(1), {3});
        const auto ranges = downstreamOf(*view, post);
        std::string names;
        for (const NodeRange& range : ranges)
            for (std::uint32_t n = range.first; n < range.last; ++n)
                names.append(view->nameOf(n)).append(" ");
        QCOMPARE(names, std::string("post worker read "));
        const std::uint32_t read = view->find(drawnTrace(1), {5});
        names.clear();
        for (const std::uint32_t n : ledTo(*view, read))
            names.append(view->nameOf(n)).append(" ");
        QCOMPARE(names, std::string("root left post right "));
        QCOMPARE(sumsOf(*view, ranges).steps, std::uint64_t{3});
    }

    void whatLedToAStepHasThatStepDownstream()
    {
        for (unsigned seed = 0; seed < 40; ++seed) {
            Folded world(RandomWorld(70 + seed).drawing(5, 8));
            const auto view = world.fleet().cascade({1});
            for (std::uint32_t n = 1; n <= view->size(); ++n)
                for (const std::uint32_t before : ledTo(*view, n)) {
                    const auto ranges = downstreamOf(*view, before);
                    QVERIFY(std::any_of(ranges.begin(), ranges.end(), [n](const NodeRange& r) {
                        return r.first <= n && n < r.last;
                    }));
                }
        }
    }

    void theActorChainSaysUnknownWhereNobodySaid()
    {
        Folded world("agent_run planner #1 @shop [0-100] user=ada framework=crew\n"
                     "  agent_run clerk #2 [10-50]\n"
                     "    tool_call pay #3 [20-30]\n");
        const auto view = world.fleet().cascade({1});
        const auto chain = actorChain(*view, 3);
        QCOMPARE(chain.size(), std::size_t{6});
        QCOMPARE(view->text(chain[0].name), std::string_view("ada"));
        QCOMPARE(chain[0].standing, ActorStanding::claimed);
        QCOMPARE(chain[1].role, ActorRole::organization);
        QCOMPARE(chain[1].standing, ActorStanding::unknown);
        QCOMPARE(view->text(chain[2].name), std::string_view("crew"));
        QCOMPARE(view->text(chain[3].name), std::string_view("shop"));
        QCOMPARE(view->text(chain[4].name), std::string_view("planner"));
        QCOMPARE(view->text(chain[5].name), std::string_view("clerk"));
    }

    void waitsForPeopleComeLongestFirst()
    {
        Folded world("agent_run planner #1 @shop [0-100]\n"
                     "  human_wait ask #2 [10-20]\n"
                     "  tool_call edit #3 [30-90] human_wait=40\n");
        const auto view = world.fleet().cascade({1});
        const auto waits = humanWaits(*view);
        QCOMPARE(waits.size(), std::size_t{2});
        QCOMPARE(waits[0].node, 3u);
        QCOMPARE(waits[0].waited, 40 * kMillisecond);
    }

    void thePyramidSaysWhatAWalkOverAllStepsSays()
    {
        Folded world("agent_run root #1 @s [0-1000]\n"
                     "  tool_call bad #2 [100-200] status=error\n"
                     "  human_wait ask #3 [400-600]\n");
        const auto view = world.fleet().cascade({1});
        const StatePyramid pyramid(*view);
        const Nanos start = view->facts.start;
        for (const std::uint32_t pixels : {1u, 16u, 1024u})
            QCOMPARE(pyramid.states(start, view->facts.end, pixels),
                     worstStates(*view, start, view->facts.end, pixels));
        const auto states = pyramid.states(start, view->facts.end, 16);
        QCOMPARE(states[0], SpanOfTimeState::working);
        QCOMPARE(states[3], SpanOfTimeState::failed);
        QCOMPARE(states[8], SpanOfTimeState::waiting);
        QCOMPARE(pyramid.states(start + kHour, start + 2 * kHour, 3),
                 std::vector<SpanOfTimeState>(3, SpanOfTimeState::empty));
    }
};

QTEST_GUILESS_MAIN(TestFleetCascadePaths)
#include "tst_fleet_cascade_paths.moc"
