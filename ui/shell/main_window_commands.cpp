// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow, its commands: what the keyboard, the palette and the sheet offer.
#include "ui/shell/main_window.h"

#include <QtWidgets/QPushButton>

#include "ui/graph/fleet_canvas.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/paint_overlay.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/toast_list.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/charts_view.h"
#include "ui/views/costs_view.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/traces_view.h"

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
    room(tr("Cascades"), 2, Room::cascades);
    room(tr("Traces"), 3, Room::traces);
    room(tr("Charts"), 4, Room::charts);
    room(tr("Alarms"), 5, Room::alarms);
    room(tr("Losses"), 6, Room::losses);
    room(tr("Costs"), 7, Room::costs);
    room(tr("Connect an agent"), 8, Room::connect);
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
        const auto run = [this, inGraph, inCharts] {
            if (m_state.room() == Room::fleet)
                inGraph(*m_fleet);
            else if (m_state.room() == Room::charts)
                inCharts(*m_charts);
        };
        m_steeringActions.push_back(m_commands->add(tr("Graph and charts"), title, {key}, run));
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
    m_commands->addNote(group, tr("From alarm to alarm; open it"),
                        {QKeySequence(Qt::Key_N), QKeySequence(u"Ctrl+Return"_s)});
    m_commands->addNote(group, tr("Who was it; open the trace of it"),
                        {QKeySequence(Qt::Key_Return), QKeySequence(u"Shift+Return"_s)});
    m_commands->addNote(group, tr("Choose a part of the stack"), {QKeySequence(Qt::Key_1)});
}

void MainWindow::addFilterCommands()
{
    const QString group = tr("Filter");
    m_commands->add(group, tr("Filter everything"), {QKeySequence(Qt::Key_Slash)},
                    [this] { m_crumbs->filter().open(); });
    m_commands->add(group, tr("Steps that match, among all"), {QKeySequence(u"Ctrl+Shift+F"_s)},
                    [this] {
                        m_state.goTo(Room::traces);
                        m_traces->showList(TracesView::List::steps);
                        m_traces->focusList();
                    });
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
        m_fleetActions.push_back(
            m_commands->add(group, title, {key}, [this, run] { run(*m_fleet); }));
    };
    inFleet(tr("Graph or table"), Qt::Key_T, [](FleetView& f) { f.showTable(!f.tableShown()); });
    inFleet(tr("Into the rates, or away with them"), Qt::Key_C,
            [](FleetView& f) { f.toggleRates(); });
    inFleet(tr("Lay out anew"), Qt::Key_L, [](FleetView& f) { f.relayout(); });
    inFleet(tr("Find"), u"Ctrl+F"_s, [](FleetView& f) { f.find(); });
    inFleet(tr("Hide what matches or is selected"), Qt::Key_H,
            [](FleetView& f) { f.hideMatching(); });
    inFleet(tr("What the two said to each other"), Qt::Key_E,
            [](FleetView& f) { f.openExchanges(); });
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

void MainWindow::addCascadeCommands()
{
    const QString group = tr("Cascade");
    const auto steps = [&](const QString& title, const QKeySequence& key,
                           void (*run)(WaterfallCanvas&)) {
        m_cascadeActions.push_back(
            m_commands->add(group, title, {key}, [this, run] { run(m_cascade->waterfall()); }));
    };
    const auto page = [&](const QString& title, const QKeySequence& key,
                          void (*run)(CascadePage&)) {
        m_cascadeActions.push_back(
            m_commands->add(group, title, {key}, [this, run] { run(*m_cascade); }));
    };
    steps(tr("Nearer in time"), Qt::Key_W, [](WaterfallCanvas& w) { w.zoomBy(1.25); });
    steps(tr("Farther in time"), Qt::Key_S, [](WaterfallCanvas& w) { w.zoomBy(1 / 1.25); });
    steps(tr("Earlier"), Qt::Key_A, [](WaterfallCanvas& w) { w.panBy(-80); });
    steps(tr("Later"), Qt::Key_D, [](WaterfallCanvas& w) { w.panBy(80); });
    steps(tr("Zoom to the step, show everything"), Qt::Key_F, [](WaterfallCanvas& w) { w.fit(); });
    steps(tr("Fold"), Qt::Key_BracketLeft, [](WaterfallCanvas& w) { w.foldCurrent(true); });
    steps(tr("Unfold"), Qt::Key_BracketRight, [](WaterfallCanvas& w) { w.foldCurrent(false); });
    steps(tr("Fold everything"), u"Shift+F"_s, [](WaterfallCanvas& w) { w.foldAll(); });
    steps(tr("Unfold everything"), u"Shift+U"_s, [](WaterfallCanvas& w) { w.unfoldAll(); });
    steps(tr("Previous neighbour"), Qt::Key_Comma, [](WaterfallCanvas& w) { w.goToNeighbour(-1); });
    steps(tr("Next neighbour"), Qt::Key_Period, [](WaterfallCanvas& w) { w.goToNeighbour(1); });
    steps(tr("Keep the step at the top"), Qt::Key_M, [](WaterfallCanvas& w) { w.togglePin(); });
    page(tr("Critical path"), Qt::Key_P, [](CascadePage& p) { p.toggleCriticalPath(); });
    page(tr("All links"), Qt::Key_I, [](CascadePage& p) { p.toggleLinks(); });
    page(tr("Graph of causes"), Qt::Key_G, [](CascadePage& p) { p.showGraph(!p.graphShown()); });
    page(tr("Everything downstream of the step"), u"Shift+D"_s,
         [](CascadePage& p) { p.light(Reach::downstream); });
    page(tr("All that led to the step"), u"Shift+A"_s,
         [](CascadePage& p) { p.light(Reach::ledTo); });
}

void MainWindow::addExchangeCommands()
{
    const QString group = tr("Exchanges");
    m_commands->add(group, tr("What two agents said to each other"), {}, [this] { askPair(); });
    m_exchangeActions.push_back(m_commands->add(group, tr("This way or both ways"),
                                                {QKeySequence(Qt::Key_B)},
                                                [this] { m_exchanges->toggleBothWays(); }));
    m_commands->addNote(group, tr("Next, previous exchange"),
                        {QKeySequence(Qt::Key_J), QKeySequence(Qt::Key_K)});
    m_commands->addNote(group, tr("Fold, unfold"),
                        {QKeySequence(Qt::Key_Left), QKeySequence(Qt::Key_Right)});
    m_commands->addNote(group, tr("Open the step in its cascade"), {QKeySequence(Qt::Key_Return)});
}

void MainWindow::addAlarmCommands()
{
    const QString group = tr("Alarms");
    const auto alarms = [&](const QString& title, const QKeySequence& key, auto run) {
        m_alarmActions.push_back(m_commands->add(group, title, {key}, run));
    };
    alarms(tr("Acknowledge the selected one"), Qt::Key_A, [this] { m_alarms->acknowledge(); });
    alarms(tr("Shelve the selected one"), Qt::Key_S, [this] { askShelf(); });
    alarms(tr("Comment on the selected one"), Qt::Key_C, [this] { askComment(); });
    m_commands->addNote(group, tr("Go to the cause"), {QKeySequence(Qt::Key_Return)});
    m_commands->add(group, tr("Policy: edit it, try it on what happened"), {}, [this] {
        m_state.goTo(Room::alarms);
        m_alarms->showPolicy();
    });
    m_commands->addNote(group, tr("Policy: try the text"), {QKeySequence(u"Ctrl+Return"_s)});
    m_commands->addNote(group, tr("Policy: save the text"), {QKeySequence(QKeySequence::Save)});
}

void MainWindow::addCostCommands()
{
    const QString group = tr("Costs");
    m_costActions.push_back(m_commands->add(group, tr("Enter a bill"), {QKeySequence(Qt::Key_B)},
                                            [this] { m_costs->beginBill(); }));
    m_commands->addNote(group, tr("Open the cascade, or filter by the line"),
                        {QKeySequence(Qt::Key_Return)});
    for (int i = 0; i < kCostDimensionCount; ++i) {
        const auto by = static_cast<CostDimension>(i);
        m_commands->add(group, tr("By %1").arg(m_costs->dimensionButton(by).text()), {},
                        [this, by] {
                            m_state.goTo(Room::costs);
                            m_costs->showBy(by);
                        });
    }
}

void MainWindow::addInspectorCommands()
{
    const QString group = tr("Cascade");
    const QStringList names{tr("All"),   tr("Messages"), tr("Arguments"),
                            tr("Usage"), tr("Known by"), tr("Raw")};
    for (int i = 0; i < names.size(); ++i)
        m_cascadeActions.push_back(m_commands->add(
            group, tr("Inspector: %1").arg(names[i]), {QKeySequence(u"Alt+%1"_s.arg(i + 1))},
            [this, i] { m_cascade->inspector().showTab(static_cast<Inspector::Tab>(i)); }));
}

void MainWindow::addWindowCommands()
{
    const QString group = tr("Window");
    m_commands->add(group, tr("Command palette"), {QKeySequence(u"Ctrl+K"_s)},
                    [this] { m_palette->open(); });
    m_commands->add(group, tr("All keys"), {QKeySequence(Qt::Key_Question)},
                    [this] { m_sheet->open(); });
    m_commands->add(group, tr("Export what is seen"), {QKeySequence(u"Ctrl+E"_s)},
                    [this] { exportSeen(); });
    m_commands->add(group, tr("Settings"), {QKeySequence(u"Ctrl+,"_s)}, [this] { showSettings(); });
    m_commands->add(group, tr("Recent notices"), {QKeySequence(u"Ctrl+Shift+N"_s)},
                    [this] { m_toasts->showAll(m_notices.recent()); });
    m_commands->add(group, tr("Do not disturb"), {},
                    [this] { m_preferences.setDoNotDisturb(!m_preferences.doNotDisturb()); });
    m_commands->add(group, tr("Light or dark theme"), {QKeySequence(u"Ctrl+T"_s)},
                    [this] { m_theme.toggle(); });
    m_commands->add(group, tr("Side panel"), {QKeySequence(Qt::Key_Q)}, [this] { togglePanel(); });
    m_commands->add(group, tr("Overview of all time"), {QKeySequence(Qt::Key_O)}, [this] {
        m_overviewShown = !m_overviewShown;
        placeOverview();
    });
    m_commands->add(group, tr("Painting times"), {QKeySequence(u"Ctrl+Shift+P"_s)},
                    [this] { m_overlay->toggle(); });
    m_commands->add(group, tr("Send a test span"), {}, [this] {
        m_state.goTo(Room::connect);
        m_bridge.sendTestSpan();
    });
    m_commands->add(group, tr("Close the window"), {QKeySequence(u"Ctrl+W"_s)},
                    [this] { closeHere(); });
    m_commands->add(group, tr("Quit and stop recording"), {QKeySequence(u"Ctrl+Q"_s)},
                    [this] { m_close->quit(); });
}

} // namespace penstock::ui
