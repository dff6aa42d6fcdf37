// SPDX-License-Identifier: GPL-3.0-or-later
// The rates under the fleet graph with real events: when they are there, and where click, drag, legend and keys lead.
#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/fleet_desk.h"

#include "ui/charts/chart_alarms.h"
#include "ui/charts/chart_board.h"
#include "ui/charts/group_legend.h"
#include "ui/graph/graph_legend.h"
#include "ui/shell/commands.h"
#include "ui/shell/prompt.h"
#include <QtGui/QAction>
#include <QtWidgets/QLineEdit>

#include "ui/views/alarms_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/rates_strip.h"

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;
using namespace Qt::StringLiterals;

namespace {

struct RatesDesk : FleetDesk {
    RatesDesk()
    {
        window->resize(1440, 1100);
        QTRY_VERIFY(rates().isVisible());
        settleRates();
    }
    RatesStrip& rates() const { return fleet().rates(); }
    ChartBoard& board() const { return rates().board(); }
    ChartPlot& plot(Measure m) const { return board().lane(m).plot(); }
    const ChartData& data() const { return *board().data(); }
    void settleRates() const { QTRY_VERIFY(board().data() && rates().settled()); }
    QPoint middleOf(std::uint32_t step, Measure m) const
    {
        const Nanos at = data().startOf(step) + data().span.step / 2;
        return {static_cast<int>(plot(m).xOf(at)), plot(m).height() / 2};
    }
};

} // namespace

class TestFleetRates : public QObject {
    Q_OBJECT

private slots:
    void theyAreThereWhereTheGraphHasRoomForThem()
    {
        FleetDesk low;
        QVERIFY(!low.fleet().ratesShown());
        RatesDesk high;
        QVERIFY(high.rates().height() * 3 < high.fleet().height());
        QVERIFY(high.rates().rangeText().contains(u"45 min, follows now"_s));
        QCOMPARE(high.data().by, Breakdown::deployment);
        for (const Measure m : {Measure::spend, Measure::tokens, Measure::errors, Measure::latency})
            QVERIFY(plotIsInside(high, m));
    }

    void aLegendOfShapesIsThereWhereTheGraphCanSpareALine()
    {
        RatesDesk desk;
        QVERIFY(desk.fleet().legend().isVisible());
        const QImage drawn = desk.fleet().legend().grab().toImage();
        int inked = 0;
        for (int x = 0; x < drawn.width(); ++x)
            inked += drawn.pixel(x, drawn.height() / 2) != drawn.pixel(0, 0) ? 1 : 0;
        QVERIFY2(inked > 100, qPrintable(QString::number(inked)));
        desk.press(Qt::Key_T);
        QVERIFY(!desk.fleet().legend().isVisible()); // a table has no shapes
        desk.press(Qt::Key_T);
        desk.window->resize(1280, 800);
        QTRY_VERIFY(!desk.fleet().legend().isVisible());
    }

    void whoeverWantsThemElseHasThem()
    {
        FleetDesk room;
        room.press(Qt::Key_C);
        QVERIFY(room.fleet().rates().isVisible());
        QTRY_VERIFY(room.fleet().rates().board().data());
        room.press(Qt::Key_C);
        QVERIFY(!room.fleet().rates().isVisible());
        QVERIFY(room.canvas().hasFocus());
    }

    void everyDeploymentHasItsColourAndName()
    {
        RatesDesk desk;
        QVERIFY(desk.data().groups.size() >= 2);
        for (std::size_t i = 0; i < desk.data().groups.size(); ++i) {
            const QRect box = desk.rates().legend().rectOf(static_cast<int>(i));
            QVERIFY2(desk.rates().legend().rect().contains(box), qPrintable(QString::number(i)));
        }
    }

    void aNarrowLegendCountsWhatDoesNotFit()
    {
        RatesDesk desk;
        desk.window->resize(1000, 1100);
        desk.rates().legend().setFixedWidth(160);
        const int last = static_cast<int>(desk.data().groups.size()) - 1;
        QTRY_VERIFY(desk.rates().legend().rectOf(last).isEmpty());
        QVERIFY(!desk.rates().legend().rectOf(0).isEmpty());
    }

    void aStepThatIsClickedIsLookedAtInTheCharts()
    {
        RatesDesk desk;
        const std::uint32_t step = desk.data().span.count / 2;
        const Nanos start = desk.data().startOf(step);
        QTest::mouseClick(desk.plot(Measure::tokens).viewport(), Qt::LeftButton, Qt::NoModifier,
                          desk.middleOf(step, Measure::tokens));
        QCOMPARE(desk.window->state().room(), Room::charts);
        ChartsView& charts = desk.window->charts();
        QTRY_VERIFY(!desk.window->state().following() && charts.settled());
        QVERIFY(charts.board().data()->stepAt(start) < charts.board().data()->span.count);
        QVERIFY(charts.goUp()); // a step is chosen there
    }

    void aDragIsTheRangeOfEveryView()
    {
        RatesDesk desk;
        QWidget* on = desk.plot(Measure::spend).viewport();
        const QPoint from = desk.middleOf(5, Measure::spend);
        const QPoint to = desk.middleOf(15, Measure::spend);
        const Nanos first = desk.data().startOf(5);
        const Nanos last = desk.data().startOf(16);
        QTest::mousePress(on, Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(on, (from + to) / 2);
        QTest::mouseMove(on, to);
        QTest::mouseRelease(on, Qt::LeftButton, Qt::NoModifier, to);
        QTRY_VERIFY(!desk.window->state().following());
        const TimeRange range = desk.window->state().range(last);
        QVERIFY(range.from >= first && range.to <= last && range.length() > 5 * kMinute);
        desk.settleRates();
        QVERIFY(!desk.rates().rangeText().contains(u"follows"_s));
    }

    void aNameInTheLegendIsTheFilterOfEveryView()
    {
        RatesDesk desk;
        const QString name = desk.data().groups.front().name;
        QTest::mouseClick(&desk.rates().legend(), Qt::LeftButton, Qt::NoModifier,
                          desk.rates().legend().rectOf(0).center());
        QTRY_VERIFY(desk.window->state().filter().contains(u"deployment"_s));
        QVERIFY(desk.window->state().filter().contains(name));
        desk.settleRates();
        QTRY_COMPARE(desk.data().groups.size(), std::size_t{1});
    }

    void keysGoInAndComeBack()
    {
        RatesDesk desk;
        desk.press(Qt::Key_C);
        QVERIFY(desk.board().hasFocus());
        desk.press(Qt::Key_Left);
        QVERIFY(desk.board().hover());
        desk.press(Qt::Key_Escape);
        QVERIFY(desk.canvas().hasFocus());
        desk.press(Qt::Key_C);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Left);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().room(), Room::charts);
    }

    void anAlarmOverThemLeadsToItsRoom()
    {
        RatesDesk desk;
        fillAlarms(*desk.session, desk.refund);
        QTRY_VERIFY(!desk.board().alarms().clusters().empty());
        const auto last = desk.board().alarms().clusters().back();
        QTest::mouseClick(&desk.board().alarms(), Qt::LeftButton, Qt::NoModifier,
                          {static_cast<int>(last.x), desk.board().alarms().height() / 2});
        QCOMPARE(desk.window->state().room(), Room::alarms);
        QTRY_VERIFY(desk.window->alarms().current() != nullptr);
        QCOMPARE(desk.window->alarms().current()->id, last.mark.alarm);
    }

    void aWorkspaceRemembersThem()
    {
        RatesDesk desk;
        desk.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(&desk.window->prompt().line(0), u"rates"_s);
        desk.press(Qt::Key_Return);
        desk.fleet().setRatesShown(false);
        for (const Command& command : desk.window->commands().all())
            if (command.title == u"Open rates"_s)
                command.action->trigger();
        QVERIFY(desk.fleet().ratesShown());
    }

private:
    static bool plotIsInside(const RatesDesk& desk, Measure m)
    {
        const QWidget& plot = desk.plot(m);
        const QRect box(plot.mapTo(&desk.rates(), QPoint()), plot.size());
        return plot.isVisible() && plot.height() >= 30 && desk.rates().rect().contains(box);
    }
};

QTEST_MAIN(TestFleetRates)
#include "tst_ui_fleet_rates.moc"
