// SPDX-License-Identifier: GPL-3.0-or-later
// The one filter: written in one line, applied in every room, with a count of what it leaves out and ways to clear it.
#include <QtGui/QContextMenuEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

#include "tests/ui/support/fleet_desk.h"
#include "ui/models/step_filter.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/status_strip.h"
#include "ui/views/agents_view.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/views/losses_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/strip_cell.h"

using namespace Qt::StringLiterals;
using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

struct FilterDesk : Desk {
    FilterDesk() { window->state().goTo(Room::traces); }
    FilterLine& line() const { return window->crumbs().filter(); }
    void type(const char* text) const { QTest::keyClicks(&line().edit(), QLatin1String(text)); }
    /// Slash, the text, Enter.
    void filter(const char* text)
    {
        press(Qt::Key_Slash);
        QTest::keyClick(&line().edit(), Qt::Key_Delete);
        type(text);
        press(Qt::Key_Return);
    }
    DataTable& traces() const { return window->traces().traceTable(); }
    QStringList column(const DataTable& list, int column) const
    {
        QStringList texts;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            texts << list.model()->index(row, column).data().toString();
        return texts;
    }
    /// Opens the context menu of a cell and triggers the action that begins with this.
    void menu(DataTable& list, int row, int column, const char* begins) const
    {
        const QPoint at = list.visualRect(list.model()->index(row, column)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, list.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(list.viewport(), &event);
        trigger(list, begins);
    }
    static void trigger(QWidget& of, const char* begins)
    {
        auto* menu = of.findChild<QMenu*>();
        QVERIFY(menu);
        for (QAction* action : menu->actions())
            if (action->text().startsWith(QLatin1String(begins))) {
                action->trigger();
                menu->close();
                return;
            }
        QFAIL(begins);
    }
};

} // namespace

class TestFilter : public QObject {
    Q_OBJECT
private slots:
    void slashWritesTheFilterFromAnywhereAndEnterAppliesIt()
    {
        FilterDesk desk;
        const int all = desk.traces().model()->rowCount();
        desk.press(Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), &desk.line().edit());
        desk.type("agent = support-triage");
        QCOMPARE(desk.line().verdict(), QStringLiteral("valid, Enter applies"));
        QCOMPARE(desk.traces().model()->rowCount(), all); // typing alone changes nothing
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().filter(), QStringLiteral("agent = support-triage"));
        QCOMPARE(desk.line().verdict(), QStringLiteral("valid"));
        QVERIFY(desk.traces().hasFocus());
        const QStringList agents = desk.column(desk.traces(), TraceTable::kAgent);
        QVERIFY(!agents.isEmpty() && agents.size() < all);
        for (const QString& agent : agents)
            QCOMPARE(agent, QStringLiteral("support-triage"));
        QCOMPARE(desk.window->crumbs().countText(),
                 QStringLiteral("%1 of %2 traces").arg(agents.size()).arg(all));
    }

    void whatIsWrongIsUnderlinedAndSaidAndNeverApplied()
    {
        FilterDesk desk;
        desk.press(Qt::Key_Slash);
        desk.type("agnt = billing and cost > $1");
        QCOMPARE(desk.line().state(), FilterLine::State::invalid);
        QCOMPARE(desk.line().verdict(), QStringLiteral("not valid"));
        QCOMPARE(desk.line().edit().marked(), std::pair(0, 4));
        QVERIFY(desk.line().popup().isVisible());
        QVERIFY(desk.line().popup().sentence().contains(QLatin1String("agnt")));
        desk.press(Qt::Key_Return);
        QVERIFY(desk.window->state().filter().isEmpty());
        QCOMPARE(desk.line().popup().choices().front().insert,
                 QStringLiteral("agent = billing and cost > $1")); // what was meant, one key away
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().filter(), QStringLiteral("agent = billing and cost > $1"));
    }

    void oldSpellingsWorkAndAreSaidToBeOld()
    {
        FilterDesk desk;
        desk.press(Qt::Key_Slash);
        desk.type("status = failed");
        QCOMPARE(desk.line().state(), FilterLine::State::deprecated);
        QVERIFY(desk.line().popup().sentence().contains(QLatin1String("state")));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().filter(), QStringLiteral("status = failed"));
    }

    void escapeClosesTakesBackAndReturns()
    {
        FilterDesk desk;
        desk.filter("steps > 3");
        desk.press(Qt::Key_Slash);
        desk.type("age");
        QVERIFY(desk.line().popup().isVisible());
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.line().popup().isVisible());
        QCOMPARE(desk.line().edit().text(), QStringLiteral("age"));
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.line().edit().text(), QStringLiteral("steps > 3"));
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.traces().hasFocus());
        QCOMPARE(desk.window->state().filter(), QStringLiteral("steps > 3"));
    }

    void completionsComeFromTheSchemaAndFromWhatThereIs()
    {
        FilterDesk desk;
        desk.press(Qt::Key_Slash);
        desk.type("dep");
        QCOMPARE(desk.line().popup().choices().front().insert, QStringLiteral("deployment"));
        desk.press(Qt::Key_Tab);
        QCOMPARE(desk.line().edit().text(), QStringLiteral("deployment "));
        desk.type("= supp");
        QCOMPARE(desk.line().popup().choices().front().insert, QStringLiteral("support-prod"));
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return); // a completion that was chosen, not the filter
        QCOMPARE(desk.line().edit().text(), QStringLiteral("deployment = support-prod "));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().filter(), QStringLiteral("deployment = support-prod"));
    }

    void filtersAreRememberedAndNamedAcrossSessions()
    {
        FilterDesk desk;
        desk.filter("steps > 3");
        desk.filter("errors > 0");
        desk.press(Qt::Key_Slash);
        desk.press(Qt::Key_D, Qt::ControlModifier);
        desk.type("trouble");
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.line().edit().text(), QStringLiteral("errors > 0"));
        MainWindowOptions options;
        options.settingsPath = desk.directory.filePath(QStringLiteral("settings.ini"));
        MainWindow later(desk.session, options);
        later.show();
        later.activateWindow();
        FilterLine& line = later.crumbs().filter();
        line.open();
        QTest::keyClick(&line.edit(), Qt::Key_Down);
        const auto& choices = line.popup().choices();
        QCOMPARE(choices.size(), 3u);
        QCOMPARE(choices[0].bookmark, QStringLiteral("trouble"));
        QCOMPARE(choices[1].insert, QStringLiteral("errors > 0"));
        QTest::keyClick(&line.edit(), Qt::Key_Down);
        QTest::keyClick(&line.edit(), Qt::Key_Delete);
        QCOMPARE(line.popup().choices().size(), 2u);
    }

    void theSameFilterHoldsInEveryRoomAndSaysWhereItDoesNot()
    {
        FleetDesk desk;
        FilterLine& line = desk.window->crumbs().filter();
        const std::size_t known = desk.picture().known;
        desk.window->state().setFilter(QStringLiteral("deployment = support-prod"));
        QTRY_VERIFY(desk.picture().matching < known && desk.picture().matching > 0);
        desk.settle();
        const std::size_t matching = desk.picture().matching;
        QVERIFY(desk.fleet().toolbar().countText().startsWith(
            QStringLiteral("%1 of %2 nodes").arg(matching).arg(known)));
        QCOMPARE(desk.window->crumbs().leftOut().text(),
                 QStringLiteral("%1 left out, show").arg(known - matching));
        desk.fleet().showTable(true);
        const DataTable& agents = desk.fleet().tables().agentTable();
        QCOMPARE(agents.model()->rowCount(), static_cast<int>(matching));
        desk.window->state().goTo(Room::traces);
        desk.window->traces().showList(TracesView::List::runs);
        const DataTable& runs = desk.window->traces().runTable();
        QVERIFY(runs.model()->rowCount() > 0);
        for (int row = 0; row < runs.model()->rowCount(); ++row)
            QCOMPARE(runs.model()->index(row, RunTable::kDeployment).data().toString(),
                     QStringLiteral("support-prod"));
        desk.window->state().goTo(Room::losses);
        QCOMPARE(line.verdict(), QStringLiteral("not applied here"));
        QVERIFY(desk.window->losses().table().model()->rowCount() > 10);
        desk.window->state().goTo(Room::fleet);
        desk.fleet().showTable(false);
        QTRY_VERIFY(desk.window->crumbs().leftOut().isVisible());
        QTest::mouseClick(&desk.window->crumbs().leftOut(), Qt::LeftButton);
        QTRY_COMPARE(desk.picture().matching, known);
    }

    void stepsAreMatchedByWhatTheirTraceKnowsAndNothingIsGuessed()
    {
        FakeSession session;
        const TraceIndex refund = fillBelievableWorld(session, 5);
        const auto state = session.snapshot();
        const auto view =
            std::make_shared<const TraceView>(makeRefundView(refund, state->traces[refund.value]));
        const auto match = [&](const char* filter) {
            return matchSteps(QLatin1String(filter), view, state, kPictureTime, {});
        };
        const MatchedSteps tools = match("kind = tool_call");
        QVERIFY(tools.applies && tools.count > 3);
        for (std::size_t i = 0; i < view->nodes.size(); ++i)
            QCOMPARE(bool(tools.matching[i]), view->nodes[i].kind == StepKind::toolCall);
        const MatchedSteps below = match("under billing-refunds");
        QVERIFY(below.applies && !below.matching[0] && below.count > 3);
        QVERIFY(!match("").applies && match("").sentence.isEmpty());
        for (const char* inTheLogOnly : {"provider = anthropic", "text ~ refund"}) {
            QVERIFY(!match(inTheLogOnly).applies);
            QVERIFY(!match(inTheLogOnly).sentence.isEmpty());
        }
    }

    void aHundredThousandRowsAreFilteredWithoutAPause()
    {
        FakeSession session;
        for (int i = 0; i < 100'000; ++i)
            session.addTrace("trace", {}, kPictureTime + i * kSecond, kSecond,
                             static_cast<std::uint32_t>(i % 50));
        session.publish();
        TraceTable table;
        TraceTable watched; // the same, while a tester looks at every step; that takes its time
        QAbstractItemModelTester tester(&watched,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.setState(session.snapshot());
        watched.setState(session.snapshot());
        watched.setFilter(QStringLiteral("steps >= 49"));
        table.setFilter(QStringLiteral("steps >= 49"));
        QVERIFY(table.filtering()); // made beside this thread
        QTRY_COMPARE(table.rowCount(), 2'000);
        QCOMPARE(table.known(), 100'000u);
        for (int turn = 0; turn < 5; ++turn) {
            for (std::uint32_t n = 1; n <= 40; ++n)
                session.trace({n * 2'000 + static_cast<std::uint32_t>(turn)}).steps = 49;
            session.addTrace("newer", {}, kPictureTime, kSecond, 49);
            session.publish();
            const auto state = session.snapshot();
            QElapsedTimer timer;
            timer.start();
            table.setState(state);
            qInfo("a snapshot with 41 changes: %.2f ms",
                  static_cast<double>(timer.nsecsElapsed()) / 1e6);
            watched.setState(state);
        }
        QCOMPARE(table.rowCount(), 2'000 + 4 * 40 + 5); // in the first turn they matched already
        for (int row = 0; row < table.rowCount(); row += 97)
            QCOMPARE(table.index(row, TraceTable::kSteps).data(kCopyRole).toInt(), 49);
        QTRY_COMPARE(watched.rowCount(), table.rowCount());
        table.sort(TraceTable::kDuration, Qt::DescendingOrder);
        QTRY_VERIFY(!table.sorting());
        table.setFilter(QStringLiteral("steps = 3"));
        QTRY_COMPARE(table.rowCount(), 2'000 - 40);
        table.setFilter({});
        QCOMPARE(table.rowCount(), 100'005);
    }

    void agesAreCountedAgainAsTimePasses()
    {
        FakeSession session;
        session.addTrace("old", {}, kPictureTime - 100 * kSecond, kSecond, 1);
        session.addTrace("new", {}, kPictureTime - 10 * kSecond, kSecond, 1);
        session.publish();
        TraceTable table;
        Nanos now = kPictureTime;
        table.setClock([&now] { return now; });
        table.setState(session.snapshot());
        table.setFilter(QStringLiteral("started < 1m"));
        QCOMPARE(table.rowCount(), 1);
        now += 120 * kSecond; // nothing arrives, and yet
        QTRY_COMPARE_WITH_TIMEOUT(table.rowCount(), 0, 8000);
    }

    void aFieldThatRowsDoNotHaveHidesNothing()
    {
        FilterDesk desk;
        const int all = desk.traces().model()->rowCount();
        desk.filter("open_runs = 1"); // agents have them, neither traces nor steps
        QCOMPARE(desk.traces().model()->rowCount(), all);
        QCOMPARE(desk.line().verdict(), QStringLiteral("not applied here"));
        QVERIFY(!desk.line().edit().accessibleDescription().isEmpty());
    }

    void theStripSaysThatAFilterIsActiveAndClearsIt()
    {
        FilterDesk desk;
        const int all = desk.traces().model()->rowCount();
        StripCell& cell = desk.window->strip().filter();
        QVERIFY(!cell.isVisible());
        desk.filter("steps > 1000000");
        QVERIFY(cell.isVisible());
        QCOMPARE(desk.traces().model()->rowCount(), 0);
        QTest::mouseClick(&cell, Qt::LeftButton);
        QVERIFY(!cell.isVisible());
        QCOMPARE(desk.traces().model()->rowCount(), all);
        QVERIFY(desk.line().edit().text().isEmpty());
    }

    void anyCellFiltersInAndOutWithProperQuoting()
    {
        FilterDesk desk;
        const AgentIndex odd = desk.session->addAgent("a \"quoted\" name", "shop", "", "");
        desk.session->addTrace("odd", odd, kPictureTime, kSecond, 2);
        desk.session->publish();
        QTRY_COMPARE(desk.traces().model()->rowCount(), 62);
        desk.menu(desk.traces(), 0, TraceTable::kAgent, "Filter in");
        QCOMPARE(desk.window->state().filter(),
                 QStringLiteral("agent = \"a \\\"quoted\\\" name\""));
        QCOMPARE(desk.traces().model()->rowCount(), 1);
        desk.window->state().setFilter({});
        desk.menu(desk.traces(), 0, TraceTable::kAgent, "Filter out");
        QCOMPARE(desk.traces().model()->rowCount(), 61);
        desk.menu(desk.traces(), 0, TraceTable::kState, "Filter in");
        QVERIFY(desk.window->state().filter().contains(QLatin1String(" and ")));
        QVERIFY(desk.traces().model()->rowCount() < 61);
    }

    void aNodeOfTheGraphFiltersToo()
    {
        FleetDesk desk;
        const QPoint at = desk.at(QStringLiteral("fraud-scorer"));
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, desk.canvas().mapToGlobal(at));
        QCoreApplication::sendEvent(&desk.canvas(), &event);
        FilterDesk::trigger(desk.canvas(), "Filter out");
        QCOMPARE(desk.window->state().filter(), QStringLiteral("not name = fraud-scorer"));
        QTRY_COMPARE(desk.picture().matching, desk.picture().known - 1);
    }

    void aFactOfTheSidePanelFiltersToo()
    {
        FilterDesk desk;
        desk.window->resize(1600, 900);
        desk.window->traces().focusList();
        KeyValueList* facts = nullptr;
        for (KeyValueList* list : desk.window->traces().findChildren<KeyValueList*>())
            if (list->accessibleName() == u"Trace"_s)
                facts = list;
        QVERIFY(facts && !facts->rows().empty());
        const auto rows = facts->rows();
        const auto user = std::ranges::find(rows, u"user"_s, &KeyValue::key) - rows.begin();
        const QPoint at(200, static_cast<int>(user) * 20 + 10);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, facts->mapToGlobal(at));
        QCoreApplication::sendEvent(facts, &event);
        FilterDesk::trigger(*facts, "Filter in");
        QCOMPARE(desk.window->state().filter(), u"user = cus_R81k"_s);
        QVERIFY(desk.traces().model()->rowCount() >= 1);
    }

    void backAndForwardGoThroughFilters()
    {
        FilterDesk desk;
        desk.filter("steps > 3");
        desk.filter("errors > 0");
        desk.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desk.line().edit().text(), QStringLiteral("steps > 3"));
        desk.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(desk.window->state().filter(), QStringLiteral("errors > 0"));
    }

    void theSelectedRowStaysSelectedUnderAnotherFilter()
    {
        FilterDesk desk;
        desk.window->traces().focusList();
        desk.traces().selectRow(0, false);
        const QString number = desk.traces().copyText(desk.traces().model()->index(0, 0));
        desk.filter("steps > 0 or errors > 0");
        QCOMPARE(desk.traces().copyText(desk.traces().currentIndex().siblingAtColumn(0)), number);
    }
};

QTEST_MAIN(TestFilter)
#include "tst_ui_filter.moc"
