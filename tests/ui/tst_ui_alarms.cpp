// SPDX-License-Identifier: GPL-3.0-or-later
// The room of the alarms: what nobody has seen is first and counted in the strip, every list holds what stands in its
// way, acts go to the log and nowhere else, and the evidence leads to the steps.
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/desk.h"
#include "ui/graph/fleet_picture.h"
#include "ui/models/alarm_marks.h"
#include "ui/shell/notices.h"
#include "ui/shell/preferences.h"
#include "ui/shell/prompt.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/toast_list.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/alarm_detail.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/widgets/alarm_cell.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;

namespace {

struct AlarmDesk : Desk {
    AlarmsView& view;

    AlarmDesk() : view(window->alarms())
    {
        fillAlarms(*session, refund);
        press(Qt::Key_5, Qt::ControlModifier);
        QTRY_COMPARE(view.table().model()->rowCount(), 3);
    }
    QString text(int row, AlarmTable::Column column) const
    {
        return view.table().model()->index(row, column).data().toString();
    }
    void answer(const QString& first, const QString& second = {})
    {
        Prompt* prompt = window->findChild<Prompt*>();
        QTRY_VERIFY(prompt->isVisible());
        prompt->line(0).setText(first);
        if (!second.isEmpty())
            prompt->line(1).setText(second);
        QTest::keyClick(&prompt->line(0), Qt::Key_Return);
    }
};

} // namespace

class TestUiAlarms final : public QObject {
    Q_OBJECT

private slots:
    void whatNobodyHasSeenIsFirstAndThenWhatIsUrgent()
    {
        AlarmDesk desk;
        QTRY_COMPARE(desk.text(0, AlarmTable::kValue), QStringLiteral("11"));
        QCOMPARE(desk.text(0, AlarmTable::kPriority), QStringLiteral("high"));
        QCOMPARE(desk.text(1, AlarmTable::kPriority), QStringLiteral("low"));
        QCOMPARE(desk.text(2, AlarmTable::kState), QStringLiteral("seen, still so"));
        QCOMPARE(desk.text(2, AlarmTable::kSeenBy), QStringLiteral("ada"));
        QCOMPARE(desk.text(0, AlarmTable::kSubject), QStringLiteral("<b>refund-agent</b>"));
    }

    void theStripCountsWhatNobodyHasSeenAndLeadsThere()
    {
        AlarmDesk desk;
        AlarmCell& cell = desk.window->strip().alarms();
        QTRY_COMPARE(cell.value(), QStringLiteral("1 high, 1 medium, 1 low"));
        desk.window->state().goTo(Room::traces);
        QTest::mouseClick(&cell, Qt::LeftButton);
        QCOMPARE(desk.window->state().room(), Room::alarms);
        setAlarmState(*desk.session, kUnseenHigh, AlarmState::acknowledged);
        QTRY_COMPARE(cell.value(), QStringLiteral("1 medium, 1 low"));
    }

    void everyListHoldsWhatStandsInItsWay()
    {
        AlarmDesk desk;
        const std::pair<AlarmTab, int> kRows[] = {{AlarmTab::active, 3},
                                                  {AlarmTab::returned, 2},
                                                  {AlarmTab::shelved, 1},
                                                  {AlarmTab::suppressed, 0},
                                                  {AlarmTab::history, 1}};
        for (const auto& [tab, rows] : kRows) {
            desk.view.showTab(tab);
            QTRY_COMPARE(desk.view.table().model()->rowCount(), rows);
        }
    }

    void rowsLeaveAListForAnotherWhenTheLogSaysSo()
    {
        AlarmTable active(AlarmTab::active);
        AlarmTable history(AlarmTab::history);
        const QAbstractItemModelTester testActive(
            &active, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester testHistory(
            &history, QAbstractItemModelTester::FailureReportingMode::QtTest);
        FakeSession session;
        const TraceIndex trace = fillBelievableWorld(session, 10);
        fillAlarms(session, trace);
        const auto take = [&] {
            active.setState(session.snapshot());
            history.setState(session.snapshot());
        };
        take();
        active.sort(AlarmTable::kPriority, Qt::AscendingOrder);
        QTRY_VERIFY(!active.sorting());
        setAlarmState(session, kUnseenHigh, AlarmState::normal);
        take();
        QTRY_COMPARE(active.rowCount(), 2);
        QTRY_COMPARE(history.rowCount(), 2);
        setAlarmState(session, kUnseenHigh, AlarmState::unacknowledged);
        take();
        QTRY_COMPARE(active.rowCount(), 3);
        QTRY_COMPARE(history.rowCount(), 1);
    }

    void aFloodIsOneRowUntilItIsOpened()
    {
        AlarmDesk desk;
        addFlood(*desk.session, desk.refund, 12);
        QTRY_COMPARE(desk.view.table().model()->rowCount(), 4);
        QTRY_COMPARE(desk.text(1, AlarmTable::kState), QStringLiteral("12 not seen"));
        QCOMPARE(desk.text(1, AlarmTable::kPriority), QStringLiteral("medium"));
        QVERIFY(desk.text(1, AlarmTable::kSentence)
                    .startsWith(QStringLiteral("12 alarms of cascade #")));
        desk.view.table().selectRow(1, true);
        desk.press(Qt::Key_A); // what it hides nobody has looked at
        QVERIFY(desk.session->acts().empty());
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.view.table().model()->rowCount(), 15);  // all of that cascade
        while (desk.window->findChild<ToastList*>()->dismiss()) { // they are in front of it
        }
        desk.press(Qt::Key_Escape);
        QTRY_COMPARE(desk.view.table().model()->rowCount(), 4);
        QTRY_COMPARE(desk.text(desk.view.table().currentRow(), AlarmTable::kState),
                     QStringLiteral("12 not seen"));
    }

    void theAlarmsOfAnOpenFloodAreAcknowledgedTogether()
    {
        AlarmDesk desk;
        addFlood(*desk.session, desk.refund, 12);
        QTRY_COMPARE(desk.text(1, AlarmTable::kState), QStringLiteral("12 not seen"));
        desk.view.table().selectRow(1, true);
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.view.table().model()->rowCount(), 15);
        QTRY_VERIFY(!desk.view.table().selectionModel()->selectedRows().isEmpty());
        desk.view.table().setFocus();
        QTest::keyClick(&desk.view.table(), Qt::Key_A, Qt::ControlModifier);
        desk.press(Qt::Key_A);
        QTRY_COMPARE(desk.session->acts().size(), std::size_t{1});
        QCOMPARE(desk.session->acts().front().alarms.size(),
                 std::size_t{14}); // one was seen before
    }

    void underAFilterEveryAlarmOfAFloodIsARow()
    {
        FakeSession session;
        const TraceIndex trace = fillBelievableWorld(session, 10);
        fillAlarms(session, trace);
        addFlood(session, trace, 12);
        AlarmTable table(AlarmTab::active);
        const QAbstractItemModelTester test(&table,
                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.setState(session.snapshot());
        QTRY_COMPARE(table.rowCount(), 4);
        table.sort(AlarmTable::kPriority, Qt::AscendingOrder);
        table.setFilter(QStringLiteral("priority = low"));
        QTRY_COMPARE(table.rowCount(), 12);
        table.setFilter({});
        QTRY_COMPARE(table.rowCount(), 4);
        addFlood(session, trace, 100); // too many to tell row by row
        table.setState(session.snapshot());
        QTRY_COMPARE(table.rowCount(), 4);
        setAlarmState(session, kSeen, AlarmState::normal);
        table.setState(session.snapshot());
        QTRY_COMPARE(table.rowCount(), 3);
        table.openFlood(AlarmCause{trace, {}});
        QTRY_COMPARE(table.rowCount(), 114);
        table.openFlood(std::nullopt);
        QTRY_COMPARE(table.rowCount(), 3);
    }

    void acknowledgingIsAboutTheSelectedRowAsItWasSeen()
    {
        AlarmDesk desk;
        QTRY_COMPARE(desk.text(0, AlarmTable::kPriority), QStringLiteral("high"));
        desk.view.table().selectRow(0, true);
        desk.press(Qt::Key_A);
        QTRY_COMPARE(desk.session->acts().size(), std::size_t{1});
        const AlarmAct& act = desk.session->acts().front();
        QCOMPARE(act.kind, AlarmActKind::acknowledge);
        QCOMPARE(act.alarms, std::vector{AlarmId{1000 + kUnseenHigh}});
        QVERIFY(!act.by.empty());
        QCOMPARE(act.seen, desk.session->snapshot()->seq);
        QCOMPARE(desk.view.table().model()->rowCount(), 3); // the log has not said anything yet
        setAlarmState(*desk.session, kUnseenHigh, AlarmState::acknowledged);
        QTRY_VERIFY(!desk.view.button(AlarmActKind::acknowledge).isEnabled());
        desk.press(Qt::Key_A); // there is nothing left to see
        QCOMPARE(desk.session->acts().size(), std::size_t{1});
    }

    void anActThatIsNotLoggedIsSaid()
    {
        AlarmDesk desk;
        desk.session->setActAnswer(Error{ErrorCode::busy, "The disk is full.", ""});
        QSignalSpy said(&desk.view, &AlarmsView::said);
        desk.view.table().selectRow(0, true);
        QTest::mouseClick(&desk.view.button(AlarmActKind::acknowledge), Qt::LeftButton);
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(said.front().front().toString(), QStringLiteral("The disk is full."));
    }

    void shelvingNeedsAnEndAndAReason()
    {
        AlarmDesk desk;
        desk.view.table().selectRow(0, true);
        desk.press(Qt::Key_S);
        desk.answer(QStringLiteral("1999-01-01"), QStringLiteral("known"));
        const Prompt& prompt = *desk.window->findChild<Prompt*>();
        QVERIFY(prompt.complaint().contains(QLatin1String("ahead")));
        QVERIFY(desk.session->acts().empty());
        QTest::keyClick(&prompt.line(0), Qt::Key_Escape);
        desk.view.focusList();
        desk.press(Qt::Key_S);
        Prompt* again = desk.window->findChild<Prompt*>();
        QTRY_VERIFY(again->isVisible());
        again->line(1).setText(QStringLiteral("known, being mended"));
        QTest::keyClick(&again->line(1), Qt::Key_Return);
        QTRY_COMPARE(desk.session->acts().size(), std::size_t{1});
        const AlarmAct& act = desk.session->acts().front();
        QCOMPARE(act.kind, AlarmActKind::shelve);
        QCOMPARE(act.reason, std::string("known, being mended"));
        QVERIFY(act.until > desk.session->status().now);
    }

    void aCommentGoesWithTheAlarm()
    {
        AlarmDesk desk;
        desk.view.table().selectRow(2, true);
        desk.press(Qt::Key_C);
        desk.answer(QStringLiteral("vendor called"));
        QTRY_COMPARE(desk.session->acts().size(), std::size_t{1});
        QCOMPARE(desk.session->acts().front().kind, AlarmActKind::comment);
        QCOMPARE(desk.session->acts().front().reason, std::string("vendor called"));
    }

    void theSelectedAlarmIsToldInFull()
    {
        AlarmDesk desk;
        desk.view.table().selectRow(0, true);
        const auto& values = desk.view.detail().values().rows();
        QTRY_COMPARE(values.size(), std::size_t{1});
        QCOMPARE(values[0].value, QStringLiteral("11"));
        QCOMPARE(values[0].note, QStringLiteral("limit 8"));
        const auto& evidence = desk.view.detail().evidence().rows();
        QCOMPARE(evidence.size(), std::size_t{3}); // two steps and a delegation
        QVERIFY(evidence[2].value.contains(QLatin1String("support-triage")));
    }

    void enterGoesToTheCause()
    {
        AlarmDesk desk;
        desk.view.table().selectRow(0, true);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::trace);
        QCOMPARE(desk.window->state().trace(), desk.refund);
        QCOMPARE(desk.window->state().step(), SpanId{77});
        desk.press(Qt::Key_Escape);
        QTRY_COMPARE(desk.window->state().room(), Room::alarms);
    }

    void aFilterKeepsTheAlarmsItNames()
    {
        AlarmDesk desk;
        desk.window->state().setFilter(QStringLiteral("priority = low"));
        QTRY_COMPARE(desk.view.table().model()->rowCount(), 1);
        QTRY_COMPARE(desk.window->state().filterOutcome().known, quint64{3});
    }

    void aNewAlarmIsToldAndLeadsToTheAlarms()
    {
        Desk desk;
        QVERIFY(desk.window->notices().recent().empty());
        fillAlarms(*desk.session, desk.refund); // as they are known first: no news
        QTRY_VERIFY(desk.window->bridge().snapshot()->alarms);
        QVERIFY(desk.window->toasts().sentences().isEmpty());
        setAlarmPriority(*desk.session, kUnseenLow, Priority::medium);
        QTRY_COMPARE(desk.window->toasts().sentences().size(), 1);
        QVERIFY2(
            desk.window->toasts().sentences().front().startsWith(QStringLiteral("medium alarm, ")),
            qPrintable(desk.window->toasts().sentences().front()));
        QTest::mouseClick(desk.window->toasts().findChild<QAbstractButton*>(), Qt::LeftButton);
        QCOMPARE(desk.window->state().room(), Room::alarms);
    }

    void alarmsThatAreLessUrgentThanWantedAreNotTold()
    {
        Desk desk;
        fillAlarms(*desk.session, desk.refund);
        QTRY_VERIFY(desk.window->bridge().snapshot()->alarms);
        desk.window->preferences().setAlarmNotices(Priority::high);
        setAlarmPriority(*desk.session, kUnseenLow, Priority::medium);
        desk.session->statusToShow().diskFull = true; // comes after it, and is told
        QTRY_COMPARE(desk.window->notices().recent().size(), 1u);
        QCOMPARE(desk.window->notices().recent().front().kind, NoticeKind::diskFull);
    }

    void theGraphMarksWhoIsNamedWithTheMostUrgentOne()
    {
        FakeSession session;
        const TraceIndex trace = fillBelievableWorld(session, 60);
        fillAlarms(session, trace);
        const auto marksOn = [&](const char* name) {
            const auto state = session.snapshot();
            const AlarmMarks marks(*state);
            for (std::uint32_t i = 1; i <= state->agents.size(); ++i)
                if (state->agents[i].name == name)
                    return marks.actor(i);
            return std::optional<AlarmMark>();
        };
        QVERIFY(marksOn("billing-refunds"));
        QCOMPARE(marksOn("billing-refunds")->priority, Priority::high);
        QCOMPARE(marksOn("billing-refunds")->look, AlarmLook::unseen);
        setAlarmState(session, kUnseenHigh, AlarmState::acknowledged);
        QCOMPARE(marksOn("billing-refunds")->look, AlarmLook::seen);
        setAlarmState(session, kUnseenHigh, AlarmState::shelved);
        setAlarmState(session, kSeen, AlarmState::suppressed);
        QCOMPARE(marksOn("billing-refunds")->priority, Priority::medium);
        QCOMPARE(marksOn("support-triage")->priority,
                 Priority::medium); // the other end of the edge
        for (const AlarmPlace place : {kUnseenLow, kReturned, kLatched})
            setAlarmState(session, place, AlarmState::normal);
        QVERIFY(!marksOn("billing-refunds")); // colour leaves with the alarm
        const FleetPicture picture = fleetPicture(*session.snapshot(), {});
        QVERIFY(std::ranges::none_of(picture.nodes,
                                     [](const NodeFacts& node) { return node.alarm.has_value(); }));
    }

    void theGroupThatIsClosedCarriesTheWorstOfItsMembers()
    {
        FakeSession session;
        fillAlarms(session, fillBelievableWorld(session, 60));
        const FleetPicture open = fleetPicture(*session.snapshot(), {});
        const auto named = std::ranges::find_if(
            open.nodes, [](const NodeFacts& node) { return node.alarm.has_value(); });
        QVERIFY(named != open.nodes.end());
        PictureOptions options;
        options.collapsed.insert(named->group);
        const FleetPicture closed = fleetPicture(*session.snapshot(), options);
        const NodeFacts* plate = closed.node(graph::collapsedKey(named->group));
        QVERIFY(plate != nullptr && plate->alarm);
        QCOMPARE(plate->alarm->priority, Priority::high);
    }

    void theStepsThatProveAnAlarmAreMarkedInTheirCascade()
    {
        AlarmDesk desk;
        desk.openRefund();
        const auto marked = [&] {
            const auto& alarms = desk.window->cascadePage().waterfall().marks().alarms;
            return alarms ? alarms->size() : std::size_t{0};
        };
        QCOMPARE(marked(), std::size_t{0}); // its evidence names no step of this trace
        const CascadeView& view = *desk.window->cascadePage().waterfall().shape()->view;
        std::vector<StepMention> steps;
        const auto state = desk.session->snapshot();
        for (const std::uint32_t n : {3u, 5u})
            steps.push_back({view.node(n).seq, state->traces[view.traceOf(n).index.value].id,
                             view.node(n).span});
        setAlarmEvidence(*desk.session, kUnseenHigh, steps);
        QTRY_COMPARE(marked(), std::size_t{2});
        const StepAlarms& alarms = *desk.window->cascadePage().waterfall().marks().alarms;
        QVERIFY(alarms.contains(3) && alarms.contains(5));
        QCOMPARE(alarms.at(3)->look, AlarmLook::unseen);
        setAlarmState(*desk.session, kUnseenHigh, AlarmState::normal);
        QTRY_COMPARE(marked(), std::size_t{0});
    }
};

QTEST_MAIN(TestUiAlarms)
#include "tst_ui_alarms.moc"
