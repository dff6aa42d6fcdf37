// SPDX-License-Identifier: GPL-3.0-or-later
// The room Charts under real events: what wheel, drag, click and keys do to the one view state, and that an update costs
// what changed.
#include "tests/ui/support/actor_steps.h"
#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/desk.h"
#include "ui/shell/crumb_bar.h"
#include <QtTest/QSignalSpy>

#include <QtCharts/QAreaSeries>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QPushButton>

#include "ui/charts/chart_alarms.h"
#include "ui/charts/chart_board.h"
#include "ui/charts/chart_text.h"
#include "ui/views/alarms_view.h"
#include "ui/views/charts_toolbar.h"
#include "ui/views/charts_view.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

struct ChartDesk : Desk {
    ChartDesk()
    {
        window->resize(1440, 900);
        window->state().goTo(Room::charts);
        settle();
    }
    ChartsView& charts() const { return window->charts(); }
    ChartBoard& board() const { return charts().board(); }
    const ChartData& data() const { return *board().data(); }
    ChartPlot& plot(Measure m = Measure::spend) const { return board().lane(m).plot(); }
    ViewState& state() const { return window->state(); }
    void settle() const { QTRY_VERIFY(board().data() && charts().settled()); }
    /// The newest has been seen, and whatever it led to is done.
    void publishAndPull() const
    {
        QSignalSpy pulled(&window->bridge(), &SessionBridge::snapshotChanged);
        session->publish();
        QVERIFY(pulled.wait());
        QSignalSpy status(&window->bridge(), &SessionBridge::statusChanged);
        QVERIFY(status.wait()); // the other reason to draw anew
        settle();
    }
    QPoint middleOf(std::uint32_t step, Measure m = Measure::spend) const
    {
        const Nanos at = data().startOf(step) + data().span.step / 2;
        return {static_cast<int>(plot(m).xOf(at)), plot(m).height() / 2};
    }
    void moveTo(const QPoint& where, Measure m = Measure::spend) const
    {
        QTest::mouseMove(plot(m).viewport(), where);
    }
    void click(std::uint32_t step, Measure m = Measure::spend) const
    {
        QTest::mouseClick(plot(m).viewport(), Qt::LeftButton, Qt::NoModifier, middleOf(step, m));
    }
    void wheel(const QPoint& where, int turn) const
    {
        QWidget* on = plot().viewport();
        QWheelEvent event(where, on->mapToGlobal(where), {}, {0, turn}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(on, &event);
    }
    int replaced() const
    {
        int all = 0;
        for (std::size_t i = 0; i < kMeasures; ++i)
            all += plot(static_cast<Measure>(i)).replacedSeries();
        return all;
    }
};

} // namespace

class TestUiCharts final : public QObject {
    Q_OBJECT
private slots:
    void theLineUnderTheMouseIsInAllChartsAndTheirValuesAreOfItsStep()
    {
        const ChartDesk desk;
        desk.moveTo(desk.middleOf(20));
        QVERIFY(desk.board().hover().has_value());
        QCOMPARE(desk.data().stepAt(*desk.board().hover()), 20u);
        for (const Measure m :
             {Measure::spend, Measure::tokens, Measure::actions, Measure::errors}) {
            const double whole = desk.data().of(m).whole[20];
            QCOMPARE(desk.board().lane(m).valueText(), stepText(desk.data(), m, 20, whole));
            QCOMPARE(desk.plot(m).xOf(*desk.board().hover()),
                     desk.plot().xOf(*desk.board().hover()));
        }
        const auto& legend = desk.board().lane(Measure::spend).legend();
        QVERIFY(legend.size() >= desk.data().groups.size());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&desk.plot(), &leave);
        QVERIFY(!desk.board().hover().has_value());
    }

    void alarmsStandOverTheLanesWhenTheyWereRaisedAndLeadToTheirRoom()
    {
        const ChartDesk desk;
        fillAlarms(*desk.session, desk.refund); // one a minute, the first of them the newest
        addFlood(*desk.session, desk.refund, 12);
        desk.publishAndPull();
        const auto inStep = [&](std::uint32_t place) {
            const Alarm& alarm = desk.window->bridge().snapshot()->alarms->alarms[place];
            return desk.board().alarms().momentAt(alarm.raisedAt);
        };
        QTRY_VERIFY(inStep(kUnseenHigh) != nullptr);
        QCOMPARE(inStep(kUnseenHigh)->mark.priority, Priority::high);
        QCOMPARE(inStep(kUnseenHigh)->alarms, 1u);
        QCOMPARE(inStep(kPast)->mark.look, AlarmLook::held);
        std::uint32_t together = 0;
        for (const AlarmMoment& moment : desk.data().alarms)
            together += moment.alarms;
        QCOMPARE(together, std::uint32_t{kPast}); // the flood was an hour ago
        const auto clusters = desk.board().alarms().clusters();
        QVERIFY(!clusters.empty());
        const AlarmCluster& last = clusters.back();
        QTest::mouseClick(&desk.board().alarms(), Qt::LeftButton, Qt::NoModifier,
                          {static_cast<int>(last.x), 10});
        QCOMPARE(desk.state().room(), Room::alarms);
        QTRY_VERIFY(desk.window->alarms().current() != nullptr);
        QCOMPARE(desk.window->alarms().current()->id, last.mark.alarm);
    }

    void keysGoFromAlarmToAlarmAndOpenThem()
    {
        const ChartDesk desk;
        fillAlarms(*desk.session, desk.refund);
        desk.publishAndPull();
        QTRY_COMPARE(desk.data().alarms.size(), std::size_t{kPast});
        desk.board().setFocus();
        const auto stepOfLine = [&] { return desk.data().stepAt(*desk.board().hover()); };
        QTest::keyClick(&desk.board(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stepOfLine(), desk.data().alarms.back().step);
        QTest::keyClick(&desk.board(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(stepOfLine(), desk.data().alarms[kPast - 2].step);
        QTest::keyClick(&desk.board(), Qt::Key_N);
        QCOMPARE(stepOfLine(), desk.data().alarms.back().step);
        const AlarmId wanted = desk.data().alarms.back().mark.alarm;
        QTest::keyClick(&desk.board(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.state().room(), Room::alarms);
        QTRY_VERIFY(desk.window->alarms().current() != nullptr);
        QCOMPARE(desk.window->alarms().current()->id, wanted);
    }

    void theWheelNarrowsTheRangeOfEveryViewAroundTheMouseAndPauses()
    {
        const ChartDesk desk;
        QVERIFY(desk.state().following());
        const QPoint where = desk.middleOf(30);
        const Nanos at = desk.plot().timeAt(where.x());
        const Nanos before = desk.data().shown.length();
        desk.wheel(where, 240);
        desk.settle();
        QVERIFY(!desk.state().following());
        const TimeRange range = desk.state().range(kPictureTime);
        QVERIFY(range.length() < before * 0.7 && range.length() > before * 0.6);
        QVERIFY(std::abs(desk.plot().xOf(at) - where.x()) <= 2);
        QCOMPARE(desk.data().shown, range);
    }

    void aTurnOfTheWheelIsOnePlaceInTheHistory()
    {
        const ChartDesk desk;
        for (int i = 0; i < 5; ++i)
            desk.wheel(desk.middleOf(30), 120);
        desk.settle();
        const TimeRange narrow = desk.state().range(kPictureTime);
        desk.state().goBack();
        desk.settle();
        QVERIFY(desk.state().range(kPictureTime).length() > narrow.length() * 2);
        QCOMPARE(desk.state().room(), Room::charts);
    }

    void aDragIsTheRange()
    {
        const ChartDesk desk;
        const QPoint from = desk.middleOf(10);
        const QPoint to = desk.middleOf(30);
        const Nanos begin = desk.plot().timeAt(from.x());
        const Nanos end = desk.plot().timeAt(to.x());
        QTest::mousePress(desk.plot().viewport(), Qt::LeftButton, Qt::NoModifier, from);
        desk.moveTo((from + to) / 2);
        desk.moveTo(to);
        QTest::mouseRelease(desk.plot().viewport(), Qt::LeftButton, Qt::NoModifier, to);
        desk.settle();
        QCOMPARE(desk.state().range(kPictureTime), (TimeRange{begin, end}));
        QVERIFY(!desk.state().following());
    }

    void spaceReturnsToLive()
    {
        ChartDesk desk;
        desk.wheel(desk.middleOf(30), 240);
        desk.settle();
        desk.press(Qt::Key_Space);
        desk.settle();
        QVERIFY(desk.state().following());
        QCOMPARE(desk.data().shown.length(), desk.state().rangeLength());
    }

    void aClickOnASpikePausesNarrowsSaysWhoItWasAndSelectsIt()
    {
        const ChartDesk desk;
        const std::vector<std::uint32_t> spikes = desk.data().of(Measure::spend).spikes;
        QVERIFY(!spikes.empty());
        const Nanos at = desk.data().startOf(spikes.front());
        desk.click(spikes.front());
        desk.settle();
        QVERIFY(!desk.state().following());
        QVERIFY(desk.state().range(kPictureTime).length() <= 15 * kMinute);
        QVERIFY(desk.data().stepAt(at) < desk.data().span.count);
        const auto state = desk.window->bridge().snapshot();
        const ActorSelection actors = desk.state().actors();
        QVERIFY(actors.isActor());
        QCOMPARE(state->agents[actors.from.value].name, std::string("procurement-negotiator"));
        QVERIFY2(desk.charts().sentence().contains(u"procurement-negotiator"),
                 qPrintable(desk.charts().sentence()));
    }

    void shiftEnterOpensTheTraceOfTheRunBehindAStep()
    {
        ChartDesk desk;
        RunRow run;
        run.agent = {6};
        run.trace = desk.refund;
        run.span = {77};
        run.start = kPictureTime - 3 * kSecond;
        run.cost = 1'000'000'000;
        desk.session->building().runs.add(run);
        desk.session->publish();
        QTRY_COMPARE(desk.window->bridge().snapshot()->runs.size(),
                     desk.session->building().runs.size());
        desk.board().setFocus();
        desk.press(Qt::Key_Left); // the newest step
        desk.press(Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(desk.state().level(), Level::trace);
        QCOMPARE(desk.state().trace(), desk.refund);
        QCOMPARE(desk.state().step(), SpanId{77});
    }

    void theKeysWalkStepsSpikesAndLanes()
    {
        ChartDesk desk;
        desk.board().setFocus();
        const std::uint32_t last = desk.data().span.count - 1;
        desk.press(Qt::Key_Left);
        QCOMPARE(desk.data().stepAt(*desk.board().hover()), last);
        desk.press(Qt::Key_Left);
        QCOMPARE(desk.data().stepAt(*desk.board().hover()), last - 1);
        desk.press(Qt::Key_Home);
        QCOMPARE(desk.data().stepAt(*desk.board().hover()), 0u);
        desk.press(Qt::Key_Right, Qt::ShiftModifier);
        auto spikes = desk.data().of(Measure::spend).spikes;
        QCOMPARE(desk.data().stepAt(*desk.board().hover()), std::ranges::min(spikes));
        desk.press(Qt::Key_W);
        desk.settle();
        QVERIFY(desk.data().shown.length() < 45 * kMinute);
        desk.press(Qt::Key_F);
        desk.settle();
        QVERIFY(desk.data().shown.length() > 3 * kHour);
    }

    void whatDidNotChangeIsNotMadeAnew()
    {
        const ChartDesk desk;
        const int before = desk.replaced();
        desk.publishAndPull();
        QCOMPARE(desk.replaced(), before);
        FleetState& world = desk.session->building();
        RateSlot& newest = world.minutes.change(world.minutes.size());
        for (RateSlot::Cell& cell : newest.cells)
            if (cell.key == RateKey{RateSubject::actor, 1, 0})
                cell.sums.errors += 3;
        desk.session->publish();
        const std::uint32_t last = desk.data().span.count - 1;
        const double errors = desk.data().of(Measure::errors).whole[last];
        QTRY_COMPARE(desk.data().of(Measure::errors).whole[last], errors + 3);
        // Of the error chart what lies on the changed part too; of no other chart anything.
        QVERIFY(desk.replaced() > before);
        QVERIFY(desk.replaced() <= before + static_cast<int>(desk.data().groups.size()));
    }

    void aPausedPictureStands()
    {
        ChartDesk desk;
        desk.press(Qt::Key_Space);
        desk.settle();
        const auto before = desk.board().data();
        FleetState& world = desk.session->building();
        world.minutes.change(world.minutes.size()).cells.front().sums.cost += 50'000'000;
        desk.publishAndPull();
        QCOMPARE(desk.data().of(Measure::spend).whole, before->of(Measure::spend).whole);
    }

    void theSplitAndTheSubjectFollowTheirButtons()
    {
        const ChartDesk desk;
        ChartsToolbar& bar = desk.charts().toolbar();
        bar.breakdownButton(Breakdown::agent).click();
        QTRY_COMPARE(desk.data().by, Breakdown::agent);
        QCOMPARE(desk.data().groups.size(), kMostGroups + 1);
        QVERIFY(!bar.selectedButton().isEnabled());
        desk.state().selectActor({{6}, {}});
        QVERIFY(bar.selectedButton().isEnabled());
        bar.selectedButton().click();
        QTRY_COMPARE(desk.data().by, Breakdown::total);
        QCOMPARE(desk.charts().question().only.from, AgentIndex{6});
        bar.everybodyButton().click();
        QTRY_COMPARE(desk.data().by, Breakdown::agent);
        bar.lengthButton(2).click();
        QTRY_COMPARE(desk.data().shown.length(), 3 * kHour);
        QVERIFY(desk.state().following());
    }

    void aNameInTheLegendSelectsTheAgent()
    {
        const ChartDesk desk;
        desk.charts().setBreakdown(Breakdown::agent);
        QTRY_COMPARE(desk.data().by, Breakdown::agent);
        ChartLane& lane = desk.board().lane(Measure::spend);
        const auto row =
            std::ranges::find_if(lane.legend(), [](const auto& r) { return r.group == 0; });
        const auto at = static_cast<std::size_t>(row - lane.legend().begin());
        QTest::mouseClick(&lane, Qt::LeftButton, Qt::NoModifier, lane.legendRect(at).center());
        QCOMPARE(desk.state().actors().from, desk.data().groups[0].agent);
        QVERIFY(desk.state().filter().startsWith(
            QLatin1String("agent = "))); // and narrows every room to it
        QTRY_VERIFY(desk.window->crumbs().leftOut().isVisible());
        QVERIFY(desk.data().agentsShown < desk.data().agentsKnown);
    }

    void aFilterOnStepsAddsUpWhoDidThem()
    {
        ChartDesk desk;
        const std::uint32_t all = desk.data().agentsShown;
        desk.session->setSteps({stepBy(desk.session->snapshot()->agents[2], {}, "pay", 1),
                                stepBy(desk.session->snapshot()->agents[4], {}, "ask", 2)});
        desk.session->holdSearches();
        desk.state().setFilter(QStringLiteral("method = pay"));
        QTRY_VERIFY2(desk.charts().toolbar().remark().contains(QLatin1String("Looking at steps")),
                     qPrintable(desk.charts().toolbar().remark()));
        QCOMPARE(desk.data().agentsShown, all); // nothing is left out until it is known
        desk.session->holdSearches(false);
        desk.session->answerSearches();
        desk.settle();
        QTRY_COMPARE(desk.data().agentsShown, 1u);
        QVERIFY(desk.charts().toolbar().remark().contains(QLatin1String("added up")));
        QCOMPARE(desk.state().filterOutcome().rows, QStringLiteral("agents by their steps"));
        QCOMPARE(desk.state().filterOutcome().shown, quint64{1});
        desk.state().setFilter({});
        QTRY_COMPARE(desk.data().agentsShown, all);
    }

    void coloursFollowTheTheme()
    {
        ChartDesk desk;
        const auto fill = [&] {
            const QList<QAbstractSeries*> all = desk.plot().chart()->series();
            return static_cast<QAreaSeries*>(all.back())->brush().color();
        };
        const QColor before = fill();
        desk.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(fill() != before);
        QVERIFY(seriesColours(desk.window->theme().kind()).parts.front() == fill());
    }
};

QTEST_MAIN(TestUiCharts)
#include "tst_ui_charts.moc"
