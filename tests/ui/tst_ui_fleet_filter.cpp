// SPDX-License-Identifier: GPL-3.0-or-later
// The room Fleet under filters for which rows of agents have no word: who did the steps is searched for.
#include "tests/ui/support/actor_steps.h"
#include "tests/ui/support/fleet_desk.h"

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;
using namespace Qt::StringLiterals;

namespace {

const AgentRow& calledTool(const FleetState& state)
{
    std::uint32_t number = 1;
    while (state.agents[number].kind != ActorKind::tool)
        ++number;
    return state.agents[number];
}

} // namespace

class TestFleetFilter : public QObject {
    Q_OBJECT

private slots:
    void aFilterOnStepsShowsWhoDidThemAndHowFarTheSearchIs()
    {
        FleetDesk room;
        const std::size_t all = room.picture().matching;
        const AgentRow& refunds = room.session->snapshot()->agents[2];
        const AgentRow& tool = calledTool(*room.session->snapshot());
        const AgentRow& other = room.session->snapshot()->agents[4];
        room.session->setSteps({stepBy(refunds, tool.name, "pay", 1),
                                stepBy(refunds, tool.name, "pay", 2),
                                stepBy(other, "another", "ask", 3)});
        room.session->holdSearches(true);
        room.window->state().setFilter(u"method = pay"_s);
        QTRY_VERIFY(room.window->state().filterOutcome().busy);
        QVERIFY2(room.window->state().filterOutcome().sentence.contains(u"Looking at steps"_s),
                 qPrintable(room.window->state().filterOutcome().sentence));
        QCOMPARE(room.picture().matching, all); // nothing is left out until it is known
        room.session->holdSearches(false);
        room.session->answerSearches();
        room.settle();
        QTRY_COMPARE(room.picture().matching, std::size_t{2});
        const FilterOutcome outcome = room.window->state().filterOutcome();
        QVERIFY2(outcome.sentence.isEmpty(), qPrintable(outcome.sentence));
        QCOMPARE(outcome.rows, u"nodes by their steps"_s);
        QCOMPARE(outcome.shown, quint64{2});
        QVERIFY(room.keyOf(QString::fromStdString(refunds.name)) != 0);
        room.window->state().setFilter({});
        QTRY_COMPARE(room.picture().matching, all);
        QCOMPARE(room.window->state().filterOutcome().rows, u"nodes"_s);
    }
};

QTEST_MAIN(TestFleetFilter)
#include "tst_ui_fleet_filter.moc"
