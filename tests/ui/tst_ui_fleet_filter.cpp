// SPDX-License-Identifier: GPL-3.0-or-later
// The room Fleet under filters for which rows of agents have no word: who did the steps is searched for.
#include "tests/ui/support/actor_steps.h"
#include "tests/ui/support/fleet_desk.h"
#include "ui/views/agents_view.h"
#include "ui/widgets/data_table.h"

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
    void theTablesKeepAndHideAsManyAsTheGraph()
    {
        FleetDesk room;
        const auto state = room.session->snapshot();
        const DelegationRow& pair = state->delegations[1];
        const AgentRow& asker = state->agents[pair.from.value];
        const AgentRow& asked = state->agents[pair.to.value];
        QVERIFY(pair.toKind == ActorKind::agent);
        room.session->setSteps({stepBy(asker, {}, "pay", 1), stepBy(asked, {}, "pay", 2)});
        room.window->state().setFilter(u"method = pay"_s);
        QTRY_COMPARE(room.picture().matching, std::size_t{2});
        const FilterOutcome graph = room.window->state().filterOutcome();
        room.fleet().showTable(true);
        const auto rows = [](DataTable& list) { return list.model()->rowCount(); };
        QTRY_COMPARE(rows(room.fleet().tables().agentTable()), 2);
        QTRY_COMPARE(rows(room.fleet().tables().delegationTable()), 1);
        const FilterOutcome table = room.window->state().filterOutcome();
        QCOMPARE(table.shown, graph.shown);
        QCOMPARE(table.known, graph.known);
        QCOMPARE(table.rows, u"agents and what they call, by their steps"_s);
        QVERIFY2(table.sentence.isEmpty(), qPrintable(table.sentence));
        room.window->state().setFilter({});
        QTRY_COMPARE(quint64(rows(room.fleet().tables().agentTable())), graph.known);
    }
    void aSearchUnderTheTablesIsSaidAndLeavesNothingOutBefore()
    {
        FleetDesk room;
        room.fleet().showTable(true);
        DataTable& agents = room.fleet().tables().agentTable();
        const int all = agents.model()->rowCount();
        room.session->setSteps({stepBy(room.session->snapshot()->agents[2], {}, "pay", 1)});
        room.session->holdSearches(true);
        room.window->state().setFilter(u"method = pay"_s);
        QTRY_VERIFY(room.window->state().filterOutcome().sentence.contains(u"Looking at steps"_s));
        QCOMPARE(agents.model()->rowCount(), all);
        room.session->holdSearches(false);
        room.session->answerSearches();
        QTRY_COMPARE(agents.model()->rowCount(), 1);
        QVERIFY(room.window->state().filterOutcome().sentence.isEmpty());
    }
    void pairsOfActorsThatAFilterKeepsAreKeptAsInTheGraph()
    {
        FleetDesk room;
        const auto state = room.session->snapshot();
        const std::string name = state->agents[state->delegations[1].from.value].name;
        room.fleet().showTable(true);
        DataTable& pairs = room.fleet().tables().delegationTable();
        const int all = pairs.model()->rowCount();
        QVERIFY(all > 1);
        room.window->state().setFilter(u"runs > 0"_s); // delegations have no such field
        QTRY_COMPARE(pairs.model()->rowCount(), all);
        room.window->state().setFilter(
            u"runs > 0 and not name = \"%1\""_s.arg(QString::fromStdString(name)));
        QTRY_VERIFY(pairs.model()->rowCount() < all);
        for (int row = 0; row < pairs.model()->rowCount(); ++row)
            for (const int column : {DelegationTable::kFrom, DelegationTable::kTo})
                QVERIFY(pairs.model()->index(row, column).data().toString() !=
                        QString::fromStdString(name));
    }
};

QTEST_MAIN(TestFleetFilter)
#include "tst_ui_fleet_filter.moc"
