// SPDX-License-Identifier: GPL-3.0-or-later
// The way through the desktop without a mouse: lists, trace, inspector, palette, copying.
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QTextDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include "tests/ui/support/desk.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/mode_chip.h"
#include "ui/shell/paint_overlay.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/shot_taker.h"
#include "ui/shell/status_strip.h"
#include "ui/views/connect_view.h"
#include "ui/views/conversation_section.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/new_rows_bar.h"
#include "ui/widgets/strip_cell.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

QPoint middleOf(const DataTable& list, int row)
{
    return list.visualRect(list.model()->index(row, 2)).center();
}

void clickRow(DataTable& list, int row)
{
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, middleOf(list, row));
}

QString textOf(const DataTable& list)
{
    return list.copyText(list.currentIndex().siblingAtColumn(0));
}

void addTraces(Desk& desk, int count)
{
    for (int i = 0; i < count; ++i)
        desk.session->addTrace("later", {}, kPictureTime, kSecond, 1);
    desk.session->publish();
}

std::uint32_t newest(Desk& desk)
{
    return desk.window->bridge().snapshot()->traces.size();
}

} // namespace

class TestKeyboard : public QObject {
    Q_OBJECT
private slots:
    void theFirstTraceOfAnEmptyListIsSelectedWhenItComes()
    {
        Desk desk(false);
        desk.window->state().goTo(Room::traces);
        QVERIFY(!desk.window->state().trace());
        const TraceIndex first = desk.session->addTrace("first", {}, kPictureTime, kSecond, 3);
        desk.session->publish();
        QTRY_COMPARE(desk.window->state().trace(), first);
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        Desk desk(false);
        desk.window->connectView().testButton()->setFocus();
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.session->testSpans(), 1);
    }

    void enterAgainAfterATestSpanNeverStartsTheDemo()
    {
        Desk desk(false);
        desk.session->holdTestSpans();
        QSignalSpy demo(desk.window.get(), &MainWindow::demoRequested);
        QPushButton* test = desk.window->connectView().testButton();
        test->setFocus();
        desk.press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), test);
        desk.press(Qt::Key_Return); // impatient: one is on its way
        QCOMPARE(desk.session->testSpans(), 1);
        desk.session->answerTestSpans();
        QTRY_VERIFY(desk.window->connectView().answer().startsWith(QLatin1String("Accepted")));
        QCOMPARE(QApplication::focusWidget(), test);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.session->testSpans(), 2);
        QCOMPARE(demo.count(), 0);
    }

    void theListHasARowSelectedAtOnceAndEndGoesToItsLastRow()
    {
        Desk desk;
        desk.window->traces().focusList();
        DataTable& table = desk.window->traces().traceTable();
        QVERIFY(table.selectionModel()->hasSelection());
        desk.press(Qt::Key_End);
        QCOMPARE(table.currentRow(), table.model()->rowCount() - 1);
        desk.press(Qt::Key_Home);
        QCOMPARE(table.currentRow(), 0);
    }

    void theWholeWayDownAndUpGoesByKeyboard()
    {
        Desk desk;
        QCOMPARE(desk.window->state().room(), Room::traces);
        desk.window->traces().focusList();
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::trace);
        QTRY_VERIFY(desk.window->cascadePage().settled());
        WaterfallCanvas& steps = desk.window->cascadePage().waterfall();
        const int all = steps.rows().count();
        QVERIFY(all > 30);
        QVERIFY(desk.window->crumbs().path().contains(QLatin1String("refund TCK-88213")));
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Period);
        QCOMPARE(steps.selected(), 3u);
        desk.press(Qt::Key_BracketLeft); // a leaf folds its parent
        QCOMPARE(steps.selected(), 1u);
        QCOMPARE(steps.rows().count(), 1);
        desk.press(Qt::Key_BracketRight);
        QCOMPARE(steps.rows().count(), all);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.window->state().level(), Level::list);
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(desk.window->state().room(), Room::fleet);
        desk.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desk.window->state().room(), Room::traces);
    }

    void touchingTheListPausesItAndSpaceFollowsAgain()
    {
        Desk desk;
        DataTable& list = desk.window->traces().traceTable();
        clickRow(list, 3);
        QVERIFY(!desk.window->state().following());
        const QString selected = textOf(list);
        const int rows = list.model()->rowCount();
        addTraces(desk, 1);
        QTRY_COMPARE(newest(desk), static_cast<std::uint32_t>(rows + 1)); // it has come, …
        QCOMPARE(list.model()->rowCount(), rows);                         // … but waits
        QCOMPARE(textOf(list), selected);
        desk.press(Qt::Key_Space);
        QVERIFY(desk.window->state().following());
        QCOMPARE(list.model()->rowCount(), rows + 1);
        QCOMPARE(textOf(list), selected);
    }

    void aTouchMovesNoRowUnderTheCursor()
    {
        Desk desk;
        DataTable& list = desk.window->traces().traceTable();
        const QPoint place = middleOf(list, 3);
        const int onScreen = list.viewport()->mapToGlobal(place).y();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, place);
        QCoreApplication::processEvents();
        QVERIFY(desk.window->traces().newRows().isVisible());
        QCOMPARE(list.viewport()->mapToGlobal(middleOf(list, 3)).y(), onScreen);
    }

    void followingAgainLeavesTheSelectedRowWhereItStands()
    {
        Desk desk;
        DataTable& list = desk.window->traces().traceTable();
        list.verticalScrollBar()->setValue(10);
        clickRow(list, 14);
        const QString selected = textOf(list);
        const int y = list.visualRect(list.currentIndex()).y();
        addTraces(desk, 5);
        desk.press(Qt::Key_Space);
        QTRY_COMPARE(list.model()->rowCount(), 66);
        QCOMPARE(textOf(list), selected);
        QCOMPARE(list.visualRect(list.currentIndex()).y(), y);
        addTraces(desk, 7); // live: they come in at once, above
        QTRY_COMPARE(list.model()->rowCount(), 73);
        QCOMPARE(list.visualRect(list.currentIndex()).y(), y);
        const NewRowsBar& bar = desk.window->traces().newRows();
        QCOMPARE(bar.mode(), NewRowsBar::Mode::kept);
        QCOMPARE(bar.text(), QStringLiteral("12 new"));
        desk.press(Qt::Key_Escape); // lets go: the newest, and the selection stays
        QCOMPARE(list.verticalScrollBar()->value(), 0);
        QCOMPARE(bar.mode(), NewRowsBar::Mode::hidden);
        QCOMPARE(textOf(list), selected);
        addTraces(desk, 1);
        QTRY_COMPARE(list.model()->rowCount(), 74);
        QCOMPARE(list.verticalScrollBar()->value(), 0);
    }

    void onTheTopRowFollowingShowsTheNewest()
    {
        Desk desk;
        DataTable& list = desk.window->traces().traceTable();
        clickRow(list, 0);
        desk.press(Qt::Key_Space);
        addTraces(desk, 4);
        QTRY_COMPARE(list.model()->rowCount(), 65);
        QCOMPARE(list.verticalScrollBar()->value(), 0);
        QCOMPARE(desk.window->traces().newRows().mode(), NewRowsBar::Mode::hidden);
    }

    void aClickOnTheBarShowsWhatIsNew()
    {
        Desk desk;
        DataTable& list = desk.window->traces().traceTable();
        clickRow(list, 3);
        addTraces(desk, 2);
        NewRowsBar& bar = desk.window->traces().newRows();
        QTRY_COMPARE(bar.text(), QStringLiteral("2 new"));
        QTest::mouseClick(&bar, Qt::LeftButton);
        QVERIFY(desk.window->state().following());
        QCOMPARE(list.verticalScrollBar()->value(), 0);
        QCOMPARE(list.currentRow(), 5);
        QCOMPARE(bar.mode(), NewRowsBar::Mode::hidden);
    }

    void backFromATraceTheListShowsThatTraceAsSelected()
    {
        Desk desk;
        desk.window->traces().focusList();
        desk.window->state().openTrace({20}); // from elsewhere, not from this list
        desk.press(Qt::Key_Escape);
        DataTable& list = desk.window->traces().traceTable();
        QCOMPARE(textOf(list), QStringLiteral("20"));
        QVERIFY(list.rowVisible(list.currentRow()));
        QCOMPARE(desk.window->state().trace(), TraceIndex{20});
    }

    void copyingGivesTheExactValueAndJson()
    {
        Desk desk;
        DataTable& list = desk.window->traces().traceTable();
        list.setCurrentIndex(list.model()->index(0, TraceTable::kName));
        list.setFocus();
        desk.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(desk.clipboard(), QStringLiteral("refund TCK-88213"));
        const QJsonObject json = QJsonDocument::fromJson(list.rowAsJson(0).toUtf8()).object();
        QCOMPARE(json.value(QStringLiteral("cost")).toDouble(), 0.716502);
        QCOMPARE(json.value(QStringLiteral("steps")).toInt(), 32);
    }

    void thePaletteFindsAndRunsACommand()
    {
        Desk desk;
        desk.press(Qt::Key_K, Qt::ControlModifier);
        CommandPalette& palette = desk.window->palette();
        QVERIFY(palette.isVisible());
        QTest::keyClicks(palette.input(), QStringLiteral("losses"));
        QCOMPARE(palette.shownTitles().front(), QStringLiteral("Losses"));
        QTest::keyClick(palette.input(), Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(desk.window->state().room(), Room::losses);
        for (const Command& command : desk.window->commands().all())
            QVERIFY(!command.title.isEmpty() && !command.group.isEmpty());
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_ui_keyboard.moc"
