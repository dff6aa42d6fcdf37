// SPDX-License-Identifier: GPL-3.0-or-later
// The overview of all time under fleet and charts, with real events; and a window made anew where it stood.
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

#include "tests/ui/support/fleet_desk.h"
#include "ui/charts/chart_board.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/view_area.h"
#include "ui/views/charts_view.h"
#include "ui/views/overview_strip.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

/// The fleet, with the overview drawn below it.
struct StripDesk : FleetDesk {
    StripDesk() { QTRY_VERIFY(strip().data() && strip().data()->span.count > 0); }
    OverviewStrip& strip() const { return window->overview(); }
    ViewState& state() const { return window->state(); }
    QPoint at(Nanos time) const { return {qRound(strip().xOf(time)), strip().height() / 3}; }
    void drag(const QPoint& from, const QPoint& to) const
    {
        QTest::mousePress(&strip(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&strip(), (from + to) / 2);
        QTest::mouseMove(&strip(), to);
        QTest::mouseRelease(&strip(), Qt::LeftButton, {}, to);
    }
};

} // namespace

class TestOverview : public QObject {
    Q_OBJECT
private slots:
    void allThatIsCountedIsThereWithWhatFailedAndTheGaps()
    {
        const StripDesk desk;
        const OverviewData& data = *desk.strip().data();
        const FleetState& world = *desk.window->bridge().snapshot();
        std::int64_t failed = 0;
        std::int64_t counted = 0;
        for (std::uint32_t i = 0; i < data.span.count; ++i) {
            failed += data.failed[i];
            counted += data.happened[i];
            QVERIFY(data.heard[i] || data.happened[i] == 0);
        }
        QVERIFY(failed > 0);
        QVERIFY(counted > failed);
        QVERIFY(data.span.from <= std::min(oldestRate(world.hours), oldestRate(world.minutes)));
    }

    void aGapIsToldApartFromSilence()
    {
        FakeSession world;
        fillBelievableWorld(world, 5);
        FleetState state = *world.snapshot();
        const Nanos now = state.logTime;
        const OverviewData before = overviewData(state, now, 200);
        RateSlot old;
        old.start = before.span.from - 2 * kDay;
        old.cells.push_back({RateKey{RateSubject::actor, 1, 0}, RateSums{.calls = 1}});
        state.hours.add(old);
        const OverviewData data = overviewData(state, now, 200);
        QVERIFY(data.span.from < before.span.from);
        QVERIFY(data.heard.front());
        QVERIFY(std::ranges::count(data.heard, false) > 10);
    }

    void theHandlesChangeTheRangeOfEveryView()
    {
        StripDesk desk;
        const TimeRange shown = desk.strip().range();
        desk.drag(desk.at(shown.from), desk.at(shown.from - 2 * kHour));
        QVERIFY(desk.state().following()); // the beginning alone needs no pause
        QVERIFY(desk.state().rangeLength() > shown.length() + kHour);
        const TimeRange longer = desk.strip().range();
        desk.drag(desk.at(longer.to), desk.at(longer.from + longer.length() / 2));
        QVERIFY(!desk.state().following());
        const TimeRange half = desk.state().range(kPictureTime);
        QVERIFY(half.length() < longer.length() * 3 / 4);
        desk.press(Qt::Key_4, Qt::ControlModifier);
        QTRY_VERIFY(desk.window->charts().settled());
        QVERIFY(desk.strip().isVisible());
        QCOMPARE(desk.window->charts().board().data()->shown, half);
    }

    void theRangeIsDraggedAndAClickGoesThere()
    {
        StripDesk desk;
        const Nanos length = desk.strip().range().length();
        const Nanos oldest = desk.strip().data()->span.from;
        QTest::mouseClick(&desk.strip(), Qt::LeftButton, {}, desk.at(oldest + 3 * length));
        QVERIFY(!desk.state().following());
        const TimeRange there = desk.state().range(kPictureTime);
        QCOMPARE(there.length(), length);
        QVERIFY(there.from > oldest + 2 * length && there.to < oldest + 4 * length);
        const QPoint middle = desk.at(there.from + length / 2);
        desk.drag(middle, middle + QPoint(40, 0));
        QCOMPARE(desk.state().range(kPictureTime).length(), length);
        QVERIFY(desk.state().range(kPictureTime).from > there.from);
        desk.state().goBack(); // a drag is one step back
        QCOMPARE(desk.state().range(kPictureTime), there);
    }

    void itIsWorkedByTheKeyboardAlone()
    {
        StripDesk desk;
        desk.strip().setFocus();
        const TimeRange first = desk.strip().range();
        desk.press(Qt::Key_Left);
        QCOMPARE(desk.strip().range().length(), first.length());
        QVERIFY(desk.strip().range().to < first.to);
        QTRY_VERIFY(!desk.state().following()); // told when the hand rests
        desk.press(Qt::Key_Left, Qt::ShiftModifier);
        QTRY_VERIFY(desk.state().range(kPictureTime).length() < first.length());
        const TimeRange shorter = desk.state().range(kPictureTime);
        desk.press(Qt::Key_Left, Qt::ControlModifier);
        QTRY_VERIFY(desk.state().range(kPictureTime).from < shorter.from);
        QCOMPARE(desk.state().range(kPictureTime).to, shorter.to);
        QVERIFY(desk.strip().accessibleDescription().contains(QLatin1String(" to ")));
        desk.press(Qt::Key_Home);
        QTRY_COMPARE(desk.state().range(kPictureTime).from, desk.strip().data()->span.from);
        desk.press(Qt::Key_End);
        QVERIFY(desk.state().following());
    }

    void itIsThereWhereATimeIsChosenAndGoesAwayWithOneKey()
    {
        StripDesk desk;
        desk.press(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(!desk.strip().isVisible());
        desk.press(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(desk.strip().isVisible());
        desk.press(Qt::Key_O);
        QVERIFY(!desk.strip().isVisible());
        desk.press(Qt::Key_O);
        QVERIFY(desk.strip().isVisible());
        desk.press(Qt::Key_3, Qt::ControlModifier);
        QSignalSpy status(&desk.window->bridge(), &SessionBridge::statusChanged);
        QTRY_VERIFY(status.count() > 0); // what was being made is done
        const auto made = desk.strip().data();
        QTRY_VERIFY(status.count() > 5); // longer than it takes to make another
        QCOMPARE(desk.strip().data(), made);
    }

    void aWindowMadeAnewStandsWhereTheOldOneStood()
    {
        Desk desk;
        desk.openRefund();
        desk.window->area().openBeside(&desk.window->charts());
        desk.window->state().openTrace(desk.refund);
        QTRY_VERIFY(desk.window->cascadePage().settled());
        desk.window->cascadePage().waterfall().select(24);
        desk.window->state().setFilter(QStringLiteral("steps > 3"));
        desk.window->state().setFollowing(false);
        const SpanId step = desk.window->state().step();
        QVERIFY(!step.isZero());
        desk.window->showSettings();
        SettingsDialog& settings = *desk.window->settingsDialog();
        QVERIFY(!settings.anewButton().isVisible());
        settings.zoomBox().setCurrentText(QStringLiteral("150 %"));
        QVERIFY(settings.anewButton().isVisible());
        settings.zoomBox().setCurrentText(QStringLiteral("100 %"));
        QVERIFY(!settings.anewButton().isVisible()); // that is what is used
        settings.languageBox().setCurrentText(QStringLiteral("Deutsch"));
        QSignalSpy wanted(desk.window.get(), &MainWindow::anewWanted);
        QTest::mouseClick(&settings.anewButton(), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        MainWindowOptions options;
        options.settingsPath = desk.directory.filePath(QStringLiteral("settings.ini"));
        options.makeTray = {};
        options.takenAlong = desk.window->takeAlong();
        desk.window.reset();
        desk.window = std::make_unique<MainWindow>(desk.session, options);
        desk.window->show();
        ViewState& state = desk.window->state();
        QCOMPARE(state.level(), Level::trace);
        QCOMPARE(state.trace(), desk.refund);
        QCOMPARE(state.step(), step);
        QCOMPARE(state.filter(), QStringLiteral("steps > 3"));
        QVERIFY(!state.following());
        QVERIFY(desk.window->charts().isVisible());
        QTRY_VERIFY(desk.window->settingsDialog() && desk.window->settingsDialog()->isVisible());
        QTRY_VERIFY(desk.window->cascadePage().settled());
        QCOMPARE(desk.window->cascadePage().waterfall().selected(), 24u);
    }
};

QTEST_MAIN(TestOverview)
#include "tst_ui_overview.moc"
