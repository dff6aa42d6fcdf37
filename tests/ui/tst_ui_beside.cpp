// SPDX-License-Identifier: GPL-3.0-or-later
// Several views at once: beside each other and in windows of their own, with real events.
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QMenu>

#include "tests/ui/support/desk.h"
#include "ui/charts/chart_board.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/nav_bar.h"
#include "ui/shell/prompt.h"
#include "ui/shell/view_area.h"
#include "ui/shell/view_dock.h"
#include "ui/views/cascades_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/views/fleet_view.h"
#include "ui/widgets/data_table.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

constexpr auto kBeside = Qt::ControlModifier | Qt::ShiftModifier;

std::unique_ptr<MainWindow> again(Desk& desk)
{
    MainWindowOptions options;
    options.settingsPath = desk.directory.filePath(QStringLiteral("settings.ini"));
    options.makeTray = {};
    return std::make_unique<MainWindow>(desk.session, options);
}

/// The desk in the fleet, with the charts beside it.
struct TwoViews : Desk {
    ViewArea& area;
    TwoViews() : area(window->area())
    {
        window->resize(1440, 900);
        window->state().goTo(Room::fleet);
        press(Qt::Key_4, kBeside);
        QTRY_VERIFY(window->charts().settled());
    }
    ViewDock& dock() { return *area.dockOf(&window->charts()); }
    DockTitle& title() { return dock().title(); }
};

} // namespace

class TestBeside : public QObject {
    Q_OBJECT
private slots:
    void oneKeyOpensAViewBesideAndTheSameKeyPutsItBack()
    {
        TwoViews desk;
        QVERIFY(desk.window->fleet().isVisible());
        QVERIFY(desk.window->charts().isVisible());
        const int half = desk.area.width() / 2;
        QVERIFY2(std::abs(desk.window->charts().width() - half) < 40,
                 qPrintable(QString::number(desk.window->charts().width())));
        QCOMPARE(desk.window->width(), 1440);
        QCOMPARE(desk.window->state().room(), Room::charts); // the keys go to what was opened
        QVERIFY(desk.title().active());
        QVERIFY(desk.window->nav().button(Room::charts)->isChecked());
        desk.press(Qt::Key_4, kBeside);
        QVERIFY(!desk.window->charts().isVisible());
        QVERIFY(!desk.dock().isVisible());
        QCOMPARE(desk.window->state().room(), Room::fleet);
        desk.press(Qt::Key_4, Qt::ControlModifier); // and it is in the stack again
        QVERIFY(desk.window->charts().isVisible());
        QVERIFY(!desk.window->fleet().isVisible());
    }

    void theKeysGoWhereThePersonClicksAndTheHistoryKeepsOnlyJourneys()
    {
        TwoViews desk;
        const bool couldGoBack = desk.window->state().canGoBack();
        QTest::mouseClick(&desk.window->fleet().canvas(), Qt::LeftButton, {}, QPoint(8, 8));
        QTRY_COMPARE(desk.window->state().room(), Room::fleet);
        QVERIFY(!desk.title().active());
        desk.press(Qt::Key_T); // the fleet's own key
        QVERIFY(desk.window->fleet().tableShown());
        QTest::mouseClick(&desk.title(), Qt::LeftButton, {}, QPoint(60, 12));
        QTRY_COMPARE(desk.window->state().room(), Room::charts);
        QVERIFY(desk.title().active());
        QCOMPARE(desk.window->state().canGoBack(), couldGoBack);
        QVERIFY(desk.window->charts().isAncestorOf(QApplication::focusWidget()));
    }

    void everyViewOnTheScreenHasTheSameTimeFilterAndSelection()
    {
        TwoViews desk;
        const auto seen = [&] { return desk.window->charts().board().data(); };
        desk.press(Qt::Key_1, Qt::ControlModifier);
        const auto before = seen();
        desk.window->state().setFilter(QStringLiteral("agent = refund-agent"));
        QTRY_VERIFY(seen() != before && desk.window->charts().settled());
        desk.press(Qt::Key_R, Qt::ControlModifier);
        desk.window->prompt().line(0).setText(QStringLiteral("2026-11-20 14:10"));
        desk.window->prompt().line(1).setText(QStringLiteral("2026-11-20 14:40"));
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(seen()->shown.length(), 30 * kMinute);
        QCOMPARE(desk.window->state().room(), Room::fleet);
    }

    void aViewThatIsPutBackCostsNothingMore()
    {
        TwoViews desk;
        const auto seen = [&] { return desk.window->charts().board().data(); };
        const auto arrives = [&] {
            desk.session->addTrace("more", {}, kPictureTime, kSecond, 1);
            desk.session->publish();
            const auto newest = desk.window->bridge().snapshot();
            QTRY_VERIFY(desk.window->bridge().snapshot() != newest);
        };
        const auto first = seen();
        arrives();
        QTRY_VERIFY(seen() != first);
        QTest::mouseClick(&desk.title().closeButton(), Qt::LeftButton);
        QTRY_VERIFY(!desk.window->charts().isVisible());
        QSignalSpy status(&desk.window->bridge(), &SessionBridge::statusChanged);
        QTRY_VERIFY(status.count() > 0); // what was being made is done
        const auto last = seen();
        arrives();
        QTRY_VERIFY(status.count() > 2); // the rhythm at which it would have been made anew
        QCOMPARE(seen(), last);
        desk.press(Qt::Key_4, Qt::ControlModifier);
        QTRY_VERIFY(seen() != last);
    }

    void aViewGoesToAWindowOfItsOwnWhereEveryKeyWorks()
    {
        TwoViews desk;
        desk.press(Qt::Key_O, kBeside);
        QVERIFY(desk.area.isInWindow(&desk.window->charts()));
        QWidget* own = desk.window->charts().window();
        QVERIFY(own != desk.window.get());
        QCOMPARE(own->windowType(), Qt::Window); // on the task bar, can be maximised
        QCOMPARE(own->windowTitle(), QString::fromUtf8("Charts – Penstock"));
        QTRY_COMPARE(QApplication::activeWindow(), own);
        QCOMPARE(own->font(), desk.window->font());
        QTRY_COMPARE(desk.window->state().room(), Room::charts);
        desk.window->charts().focusRoom();
        desk.press(Qt::Key_Space);
        QVERIFY(!desk.window->state().following());
        desk.press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(desk.window->palette().isVisible());
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget*>(desk.window.get()));
        desk.press(Qt::Key_Escape);
        QTRY_COMPARE(QApplication::activeWindow(), own);
        QTRY_COMPARE(desk.window->state().room(), Room::charts);
        desk.press(Qt::Key_W, Qt::ControlModifier); // this window, not the program
        QVERIFY(!desk.area.isBeside(&desk.window->charts()));
        QVERIFY(desk.window->isVisible());
        QVERIFY(desk.window->closeGuard().question() == nullptr);
    }

    void aWindowOfItsOwnIsDockedAgainOrClosedByItsFrame()
    {
        TwoViews desk;
        QTest::mouseClick(&desk.title().windowButton(), Qt::LeftButton);
        QVERIFY(desk.area.isInWindow(&desk.window->charts()));
        QTest::mouseClick(&desk.title().windowButton(), Qt::LeftButton);
        QVERIFY(desk.area.isBeside(&desk.window->charts()));
        QVERIFY(!desk.area.isInWindow(&desk.window->charts()));
        QCOMPARE(desk.window->charts().window(), desk.window.get());
        desk.press(Qt::Key_O, kBeside);
        desk.window->charts().window()->close();
        QVERIFY(!desk.area.isBeside(&desk.window->charts()));
        QTRY_COMPARE(desk.window->state().room(), Room::fleet);
    }

    void theFilterOfACellWorksInAWindowOfItsOwn()
    {
        Desk desk;
        desk.press(Qt::Key_O, kBeside); // the traces
        QWidget* own = desk.window->traces().window();
        QVERIFY(own != desk.window.get());
        QTRY_VERIFY(desk.window->traces().traceTable().model()->rowCount() > 0);
        DataTable& list = desk.window->traces().traceTable();
        list.selectRow(0, true);
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(&list, &wanted);
        for (QAction* action : list.findChild<QMenu*>()->actions())
            if (action->text().startsWith(QLatin1String("Filter in")))
                action->trigger();
        QVERIFY(!desk.window->state().filter().isEmpty());
    }

    void windowsOfTheirOwnGoAndComeWithTheProgram()
    {
        auto made = std::make_unique<Tray>();
        Tray* tray = made.get();
        Desk desk(true, [&made] { return std::move(made); });
        desk.press(Qt::Key_O, kBeside);
        desk.window->close(); // to the tray
        QVERIFY(!desk.window->isVisible());
        QVERIFY(!desk.window->traces().isVisible());
        emit tray->showWanted();
        QVERIFY(desk.window->traces().isVisible());
        QVERIFY(desk.window->area().isInWindow(&desk.window->traces()));
    }

    void theOpenCascadeBesideShowsWhatIsSelectedInAList()
    {
        Desk desk;
        desk.press(Qt::Key_0, kBeside);
        desk.press(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(desk.window->traces().isVisible());
        QVERIFY(desk.window->cascadePage().isVisible());
        desk.window->state().selectTrace(desk.refund);
        QTRY_VERIFY(desk.window->cascadePage().settled());
        QVERIFY(desk.window->cascadePage().waterfall().rows().count() > 30);
        QCOMPARE(desk.window->state().level(), Level::list);
        QCOMPARE(desk.session->watchedCascades(), (std::vector{desk.refund.value}));
        desk.press(Qt::Key_0, kBeside);
        QVERIFY(desk.session->watchedCascades().empty());
    }

    void aTraceSelectedInOneViewIsSelectedInTheOther()
    {
        Desk desk;
        desk.press(Qt::Key_2, kBeside);
        desk.press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(desk.window->state().room(), Room::traces);
        desk.window->state().selectTrace(desk.refund);
        const DataTable& cascades = desk.window->cascades().table();
        const auto root = desk.window->bridge().snapshot()->cascades[desk.refund.value].root;
        QTRY_COMPARE(cascades.currentIndex().data(kNumberRole).toUInt(), root.value);
        QCOMPARE(desk.window->state().trace(), desk.refund);
    }

    void everyViewBesideHasANameAndTheKeysWalkThroughAll()
    {
        TwoViews desk;
        desk.press(Qt::Key_6, kBeside);
        QCOMPARE(desk.dock().accessibleName(), QStringLiteral("Charts"));
        QCOMPARE(desk.title().closeButton().accessibleName(),
                 QStringLiteral("Close Charts beside"));
        QCOMPARE(desk.title().windowButton().accessibleName(),
                 QStringLiteral("In a window of its own"));
        std::vector<Room> met;
        for (int i = 0; i < 3; ++i) {
            desk.press(Qt::Key_F6);
            met.push_back(desk.window->state().room());
            QVERIFY(desk.area.viewOf(QApplication::focusWidget()) ==
                    desk.window->viewOf(met.back(), Level::list));
        }
        std::ranges::sort(met);
        QCOMPARE(met, (std::vector{Room::fleet, Room::charts, Room::losses}));
        desk.title().closeButton().setFocus();
        desk.press(Qt::Key_Return);
        QVERIFY(!desk.area.isBeside(&desk.window->charts()));
    }

    void whenEveryViewIsBesideTheStackSaysSo()
    {
        Desk desk;
        for (const Room room : {Room::fleet, Room::cascades, Room::traces, Room::charts,
                                Room::alarms, Room::losses, Room::costs, Room::connect})
            desk.window->area().openBeside(desk.window->viewOf(room, Level::list));
        desk.window->area().openBeside(&desk.window->cascadePage());
        QVERIFY(desk.window->area().inStack() == nullptr);
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(desk.window->state().room(), Room::fleet);
        QVERIFY(desk.window->fleet().isVisible());
        desk.window->area().putAllBack();
        QVERIFY(desk.window->area().inStack() != nullptr);
    }

    void theArrangementIsKeptInWorkspacesAndComesBack()
    {
        TwoViews desk;
        desk.area.openInWindow(desk.window->viewOf(Room::losses, Level::list));
        desk.press(Qt::Key_1, Qt::ControlModifier);
        desk.press(Qt::Key_S, kBeside);
        QTest::keyClicks(&desk.window->prompt().line(0), QStringLiteral("two monitors"));
        desk.press(Qt::Key_Return);
        desk.area.putAllBack();
        const auto later = again(desk);
        later->show();
        QVERIFY(later->area().arrangement().isEmpty());
        for (const Command& command : later->commands().all())
            if (command.title == QLatin1String("Open two monitors"))
                command.action->trigger();
        QCOMPARE(later->state().room(), Room::fleet);
        QVERIFY(later->charts().isVisible());
        QVERIFY(later->area().isBeside(&later->charts()));
        QVERIFY(!later->area().isInWindow(&later->charts()));
        QWidget* losses = later->viewOf(Room::losses, Level::list);
        QVERIFY(later->area().isInWindow(losses));
        QCOMPARE(losses->window()->windowType(), Qt::Window);
    }

    void anArrangementThatCannotBeReadOpensTheViewsWhereTheyWouldBe()
    {
        Desk desk;
        desk.window->area().arrange(
            {{QStringLiteral("beside"),
              QStringList{QStringLiteral("charts"), QStringLiteral("nonsense")}},
             {QStringLiteral("layout"), QByteArray("not a layout")}});
        QVERIFY(desk.window->charts().isVisible());
        desk.window->area().arrange({});
        QVERIFY(!desk.window->charts().isVisible());
    }

    void sidePanelsFollowTheWidthOfTheirViewNotOfTheWindow()
    {
        Desk desk;
        desk.window->resize(1440, 900);
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(desk.window->fleet().sidePanelShown());
        desk.press(Qt::Key_4, kBeside);
        QTRY_VERIFY(!desk.window->fleet().sidePanelShown());
        desk.press(Qt::Key_4, kBeside);
        QTRY_VERIFY(desk.window->fleet().sidePanelShown());
    }

    void aNarrowGraphToolbarComesToRestAtEveryWidth()
    {
        struct Counter final : QObject {
            int requests = 0;
            bool eventFilter(QObject*, QEvent* event) override
            {
                requests += event->type() == QEvent::LayoutRequest;
                return false;
            }
        } counter;
        const ThemeController theme(ThemeKind::light);
        FleetToolbar bar(theme, nullptr);
        bar.setZoom(0.47);
        bar.show();
        bar.installEventFilter(&counter);
        FleetPicture picture;
        picture.known = picture.matching = 61;
        picture.edgesOf = {5, 58, 3};
        bar.setPicture(picture);
        for (int width = 330; width < 800; ++width) {
            bar.resize(width, bar.height());
            for (int i = 0; i < 4; ++i)
                QCoreApplication::processEvents();
            counter.requests = 0;
            QCoreApplication::processEvents();
            QCOMPARE(counter.requests, 0);
        }
        const auto& declared = bar.edgeSwitch(graph::KnownBy::declared);
        QVERIFY(declared.width() >= declared.sizeHint().width());
    }
};

QTEST_MAIN(TestBeside)
#include "tst_ui_beside.moc"
