// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow, its commands: what the keyboard, the palette and the sheet offer.
#include "ui/shell/main_window.h"

#include "ui/graph/fleet_canvas.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/paint_overlay.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/toast_list.h"
#include "ui/views/charts_view.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/trace_page.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/step_tree.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

void MainWindow::addRoomCommands()
{
    const QString group = tr("Rooms");
    const auto room = [&](const QString& title, int digit, Room to) {
        m_commands->add(group, title, {QKeySequence(u"Ctrl+%1"_s.arg(digit))},
                        [this, to] { m_state.goTo(to); });
    };
    room(tr("Fleet"), 1, Room::fleet);
    room(tr("Traces"), 2, Room::traces);
    room(tr("Charts"), 3, Room::charts);
    room(tr("Losses"), 4, Room::losses);
    room(tr("Connect an agent"), 5, Room::connect);
    m_commands->add(group, tr("Up one level"), {QKeySequence(Qt::Key_Escape)}, [this] { goUp(); });
    m_commands->add(group, tr("Back"), {QKeySequence(u"Alt+Left"_s)}, [this] { m_state.goBack(); });
    m_commands->add(group, tr("Forward"), {QKeySequence(u"Alt+Right"_s)},
                    [this] { m_state.goForward(); });
}

// The same keys wherever there is something to come nearer to.
void MainWindow::addSteeringCommands()
{
    const auto steer = [&](const QString& title, const QKeySequence& key,
                           void (*inGraph)(FleetView&), void (*inCharts)(ChartsView&)) {
        m_commands->add(tr("Graph and charts"), title, {key}, [this, inGraph, inCharts] {
            if (m_state.room() == Room::fleet)
                inGraph(*m_fleet);
            else if (m_state.room() == Room::charts)
                inCharts(*m_charts);
        });
    };
    steer(
        tr("Centre the selection, fit everything"), Qt::Key_F,
        [](FleetView& f) { f.canvas().fit(); }, [](ChartsView& c) { c.showAll(); });
    steer(
        tr("Nearer"), Qt::Key_W, [](FleetView& f) { f.canvas().zoomBy(1.2); },
        [](ChartsView& c) { c.zoomBy(1 / 1.5); });
    steer(
        tr("Farther"), Qt::Key_S, [](FleetView& f) { f.canvas().zoomBy(1 / 1.2); },
        [](ChartsView& c) { c.zoomBy(1.5); });
    steer(
        tr("To the left"), Qt::Key_A,
        [](FleetView& f) {
            f.canvas().pan({-120, 0});
        },
        [](ChartsView& c) { c.panBy(-0.25); });
    steer(
        tr("To the right"), Qt::Key_D,
        [](FleetView& f) {
            f.canvas().pan({120, 0});
        },
        [](ChartsView& c) { c.panBy(0.25); });
}

void MainWindow::addChartCommands()
{
    const QString group = tr("Charts");
    const auto split = [&](const QString& title, Breakdown by) {
        m_commands->add(group, title, {}, [this, by] {
            m_state.goTo(Room::charts);
            m_charts->setBreakdown(by);
        });
    };
    split(tr("The whole"), Breakdown::total);
    split(tr("Split by deployment"), Breakdown::deployment);
    split(tr("Split by agent"), Breakdown::agent);
    split(tr("Split by model"), Breakdown::model);
    m_commands->add(group, tr("Everybody or the selected one"), {}, [this] {
        m_state.goTo(Room::charts);
        m_charts->setSelectedOnly(!m_charts->selectedOnly());
    });
    m_commands->addNote(group, tr("Step by step, lane by lane"),
                        {QKeySequence(Qt::Key_Right), QKeySequence(Qt::Key_Down)});
    m_commands->addNote(group, tr("From spike to spike"), {QKeySequence(u"Shift+Right"_s)});
    m_commands->addNote(group, tr("Who was it; open the trace of it"),
                        {QKeySequence(Qt::Key_Return), QKeySequence(u"Shift+Return"_s)});
    m_commands->addNote(group, tr("Choose a part of the stack"), {QKeySequence(Qt::Key_1)});
}

void MainWindow::addFilterCommands()
{
    const QString group = tr("Filter");
    m_commands->add(group, tr("Filter everything"), {QKeySequence(Qt::Key_Slash)},
                    [this] { m_crumbs->filter().open(); });
    m_commands->add(group, tr("Clear the filter"), {QKeySequence(u"Shift+Esc"_s)},
                    [this] { m_crumbs->filter().clear(); });
    m_commands->addNote(group, tr("Suggestions, bookmarks and history"),
                        {QKeySequence(Qt::Key_Down)});
    m_commands->addNote(group, tr("Keep the filter under a name"), {QKeySequence(u"Ctrl+D"_s)});
}

void MainWindow::addFleetCommands()
{
    const QString group = tr("Fleet");
    const auto inFleet = [&](const QString& title, const QKeySequence& key,
                             void (*run)(FleetView&)) {
        m_commands->add(group, title, {key}, [this, run] {
            if (m_state.room() == Room::fleet)
                run(*m_fleet);
        });
    };
    inFleet(tr("Graph or table"), Qt::Key_T, [](FleetView& f) { f.showTable(!f.tableShown()); });
    inFleet(tr("Lay out anew"), Qt::Key_L, [](FleetView& f) { f.relayout(); });
    inFleet(tr("Find"), u"Ctrl+F"_s, [](FleetView& f) { f.find(); });
    inFleet(tr("Hide what matches or is selected"), Qt::Key_H,
            [](FleetView& f) { f.hideMatching(); });
    inFleet(tr("Show what is hidden"), u"Shift+H"_s, [](FleetView& f) { f.showHidden(); });
    m_commands->addNote(group, tr("Next node, node on this side"),
                        {QKeySequence(Qt::Key_Tab), QKeySequence(Qt::Key_Right)});
    m_commands->addNote(group, tr("Open the group or the neighbourhood"),
                        {QKeySequence(Qt::Key_Return)});
}

void MainWindow::addListCommands()
{
    const QString group = tr("Lists");
    m_commands->add(group, tr("Traces or runs"), {QKeySequence(Qt::Key_R)}, [this] {
        m_state.goTo(Room::traces);
        m_traces->showList(m_traces->list() == TracesView::List::traces ? TracesView::List::runs
                                                                        : TracesView::List::traces);
        m_traces->focusList();
    });
    m_commands->addNote(group, tr("Open what is selected"), {QKeySequence(Qt::Key_Return)});
    m_commands->addNote(group, tr("Copy value"), {QKeySequence(QKeySequence::Copy)});
    m_commands->addNote(group, tr("Next, previous row"),
                        {QKeySequence(Qt::Key_Down), QKeySequence(Qt::Key_Up)});
}

void MainWindow::addTraceCommands()
{
    const QString group = tr("Trace");
    const auto inTrace = [&](const QString& title, const QList<QKeySequence>& keys,
                             std::function<void()> run) {
        m_commands->add(group, title, keys, [this, run = std::move(run)] {
            if (m_state.level() == Level::trace)
                run();
        });
    };
    inTrace(tr("Fold"), {QKeySequence(Qt::Key_BracketLeft)},
            [this] { m_trace->tree().foldCurrent(true); });
    inTrace(tr("Unfold"), {QKeySequence(Qt::Key_BracketRight)},
            [this] { m_trace->tree().foldCurrent(false); });
    inTrace(tr("Fold everything"), {QKeySequence(u"Shift+F"_s)},
            [this] { m_trace->model().foldAll(); });
    inTrace(tr("Unfold everything"), {QKeySequence(u"Shift+U"_s)},
            [this] { m_trace->model().unfoldAll(); });
    inTrace(tr("Previous neighbour"), {QKeySequence(Qt::Key_Comma)},
            [this] { m_trace->tree().goToNeighbour(-1); });
    inTrace(tr("Next neighbour"), {QKeySequence(Qt::Key_Period)},
            [this] { m_trace->tree().goToNeighbour(1); });
    for (int i = 0; i < 6; ++i) {
        const QStringList names{tr("All"),   tr("Messages"), tr("Arguments"),
                                tr("Usage"), tr("Known by"), tr("Raw")};
        inTrace(tr("Inspector: %1").arg(names[i]), {QKeySequence(u"Alt+%1"_s.arg(i + 1))},
                [this, i] { m_trace->inspector().showTab(static_cast<Inspector::Tab>(i)); });
    }
}

void MainWindow::addWindowCommands()
{
    const QString group = tr("Window");
    m_commands->add(group, tr("Command palette"), {QKeySequence(u"Ctrl+K"_s)},
                    [this] { m_palette->open(); });
    m_commands->add(group, tr("All keys"), {QKeySequence(Qt::Key_Question)},
                    [this] { m_sheet->open(); });
    m_commands->add(group, tr("Settings"), {QKeySequence(u"Ctrl+,"_s)}, [this] { showSettings(); });
    m_commands->add(group, tr("Recent notices"), {QKeySequence(u"Ctrl+Shift+N"_s)},
                    [this] { m_toasts->showAll(m_notices.recent()); });
    m_commands->add(group, tr("Do not disturb"), {},
                    [this] { m_preferences.setDoNotDisturb(!m_preferences.doNotDisturb()); });
    m_commands->add(group, tr("Light or dark theme"), {QKeySequence(u"Ctrl+T"_s)},
                    [this] { m_theme.toggle(); });
    m_commands->add(group, tr("Side panel"), {QKeySequence(Qt::Key_Q)}, [this] { togglePanel(); });
    m_commands->add(group, tr("Painting times"), {QKeySequence(u"Ctrl+Shift+P"_s)},
                    [this] { m_overlay->toggle(); });
    m_commands->add(group, tr("Send a test span"), {}, [this] {
        m_state.goTo(Room::connect);
        m_bridge.sendTestSpan();
    });
    m_commands->add(group, tr("Close the window"), {QKeySequence(u"Ctrl+W"_s)},
                    [this] { close(); });
    m_commands->add(group, tr("Quit and stop recording"), {QKeySequence(u"Ctrl+Q"_s)},
                    [this] { m_close->quit(); });
}

} // namespace penstock::ui
