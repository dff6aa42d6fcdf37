// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow, its views: which one a place is, where each stands on the screen, and which of them the keys go to. The
// place is always the view that has the focus; the others on the screen follow the same time, filter and selection.
#include <QtGui/QAction>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

#include "ui/shell/commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/view_area.h"
#include "ui/shell/view_dock.h"
#include "ui/theme/metrics.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/cascades_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/connect_view.h"
#include "ui/views/costs_view.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_view.h"
#include "ui/views/losses_view.h"
#include "ui/views/overview_strip.h"
#include "ui/views/traces_view.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

/// The list's columns and its side panel both fit from here on; a cascade needs less.
constexpr int kListPanelFrom = 1400 - kNavWidth;
constexpr int kCostPanelFrom = 1520 - kNavWidth;
constexpr int kPanelFrom = kNarrowWindow - kNavWidth;
constexpr int kRatesFrom = 840; ///< the graph keeps more than two thirds of it

} // namespace

std::vector<std::pair<QWidget*, Room>> MainWindow::rooms() const
{
    return {{m_fleet, Room::fleet},   {m_cascades, Room::cascades}, {m_traces, Room::traces},
            {m_charts, Room::charts}, {m_alarms, Room::alarms},     {m_losses, Room::losses},
            {m_costs, Room::costs},   {m_connect, Room::connect}};
}

QWidget* MainWindow::viewOf(Room room, Level level) const
{
    if (level == Level::trace)
        return m_cascade;
    if (level == Level::exchanges)
        return m_exchanges;
    for (const auto& [view, of] : rooms())
        if (of == room)
            return view;
    return m_traces;
}

QWidget* MainWindow::placeWidget() const
{
    return viewOf(m_state.room(), m_state.level());
}

void MainWindow::showPlace()
{
    for (QAction* action : m_fleetActions)
        action->setEnabled(m_state.room() == Room::fleet && m_state.level() == Level::list);
    const bool steers = m_state.room() == Room::fleet || m_state.room() == Room::charts;
    for (QAction* action : m_steeringActions)
        action->setEnabled(steers && m_state.level() == Level::list);
    for (QAction* action : m_cascadeActions)
        action->setEnabled(m_state.level() == Level::trace);
    for (QAction* action : m_alarmActions)
        action->setEnabled(m_state.room() == Room::alarms && m_state.level() == Level::list);
    for (QAction* action : m_costActions)
        action->setEnabled(m_state.room() == Room::costs && m_state.level() == Level::list);
    for (QAction* action : m_exchangeActions)
        action->setEnabled(m_state.level() == Level::exchanges);
    m_area->bring(placeWidget());
    placeOverview();
    if (!m_entering)
        focusRoom();
}

/// What is put together for a screen is put together only while somebody looks.
void MainWindow::updateWatches()
{
    const bool open = m_state.level() == Level::trace || m_area->isBeside(m_cascade);
    m_bridge.watch(open ? TraceIndex{} : m_state.trace());
    m_bridge.watchCascade(open ? m_state.trace() : TraceIndex{});
}

void MainWindow::focusRoom()
{
    QWidget* view = placeWidget();
    if (view == m_cascade)
        m_cascade->focusSteps();
    else if (view == m_exchanges)
        m_exchanges->focusList();
    else if (view == m_cascades)
        m_cascades->focusList();
    else if (view == m_traces)
        m_traces->focusList();
    else if (view == m_fleet)
        m_fleet->focusRoom();
    else if (view == m_charts)
        m_charts->focusRoom();
    else if (view == m_alarms)
        m_alarms->focusList();
    else if (view == m_losses)
        m_losses->focusList();
    else if (view == m_costs)
        m_costs->focusList();
    else
        m_connect->testButton()->setFocus();
    if (m_area->viewOf(view->window()->focusWidget()) != view)
        view->setFocus(); // what should have it is hidden or disabled
    if (const QWidget* active = QApplication::activeWindow(); active && active != view->window())
        view->activateWindow();
}

/// The focus came to a view that is on the screen already.
void MainWindow::enterView(QWidget* view)
{
    if (view == placeWidget())
        return;
    m_entering = m_area->viewOf(QApplication::focusWidget()) == view;
    if (view == m_cascade)
        m_state.attend(m_state.room() == Room::traces ? Room::traces : Room::cascades,
                       Level::trace);
    if (view == m_exchanges)
        m_state.attend(Room::fleet, Level::exchanges);
    for (const auto& [widget, room] : rooms())
        if (widget == view)
            m_state.attend(room, Level::list);
    m_entering = false;
}

/// Under the views that show a time of their choice; lists and cascades have their own.
void MainWindow::placeOverview()
{
    const auto onScreen = [this](QWidget* view) {
        return m_area->isBeside(view) || m_area->inStack() == view;
    };
    m_overview->setVisible(m_overviewShown &&
                           (onScreen(m_fleet) || onScreen(m_charts) || onScreen(m_costs)));
}

/// What was opened has the keys; what was closed leaves them to the stack.
void MainWindow::viewMoved(QWidget* view)
{
    m_cascade->setBeside(m_area->isBeside(m_cascade));
    m_exchanges->setBeside(m_area->isBeside(m_exchanges));
    if (ViewDock* dock = m_area->dockOf(view))
        m_commands->serve(dock);
    updateWatches();
    placeOverview();
    QWidget* to = m_area->isBeside(view) ? view : m_area->inStack();
    if (to == placeWidget())
        showPlace();
    else if (to != nullptr)
        enterView(to);
}

void MainWindow::toggleBeside(QWidget* view)
{
    if (m_area->isBeside(view))
        m_area->putBack(view);
    else
        m_area->openBeside(view);
}

void MainWindow::toggleWindow()
{
    QWidget* view = placeWidget();
    if (m_area->isInWindow(view))
        m_area->openBeside(view);
    else
        m_area->openInWindow(view);
}

/// In a window of its own that one; else the program's.
void MainWindow::closeHere()
{
    QWidget* view = m_area->viewOf(QApplication::activeWindow());
    if (view != nullptr)
        m_area->putBack(view);
    else
        close();
}

void MainWindow::addViewCommands()
{
    const QString group = tr("Views beside each other");
    int digit = 0;
    const auto beside = [&](QWidget* view, int key) {
        m_commands->addOneOfMany(
            group, tr("Open %1 beside, or close it").arg(m_area->titleOf(view)),
            QKeySequence(u"Ctrl+Shift+%1"_s.arg(key)), [this, view] { toggleBeside(view); });
    };
    m_commands->addNote(group, tr("A room beside by its number, or back"),
                        {QKeySequence(u"Ctrl+Shift+1"_s)});
    m_commands->addNote(group, tr("The same with the open cascade"),
                        {QKeySequence(u"Ctrl+Shift+0"_s)});
    for (const auto& [view, room] : rooms())
        beside(view, ++digit);
    beside(m_exchanges, 9);
    beside(m_cascade, 0);
    m_commands->add(group, tr("This view in a window of its own, or back"),
                    {QKeySequence(u"Ctrl+Shift+O"_s)}, [this] { toggleWindow(); });
    const auto go = [this](int by) { enterView(m_area->next(placeWidget(), by)); };
    m_commands->add(group, tr("Next view on the screen"), {QKeySequence(Qt::Key_F6)},
                    [go] { go(1); });
    m_commands->addOneOfMany(group, tr("Previous view on the screen"), QKeySequence(u"Shift+F6"_s),
                             [go] { go(-1); });
    m_commands->add(group, tr("Close all that is beside"), {}, [this] { m_area->putAllBack(); });
}

void MainWindow::addPanelRules()
{
    const auto wide = [this](QWidget* view, int from, std::function<void(bool)> show) {
        m_panelRules.push_back({view, Qt::Horizontal, from, std::move(show)});
    };
    wide(m_traces, kListPanelFrom, [this](bool shown) { m_traces->setSidePanelShown(shown); });
    wide(m_cascade, kPanelFrom, [this](bool shown) { m_cascade->setInspectorShown(shown); });
    wide(m_alarms, kPanelFrom, [this](bool shown) { m_alarms->setSidePanelShown(shown); });
    wide(m_costs, kCostPanelFrom, [this](bool shown) { m_costs->setSidePanelShown(shown); });
    wide(m_fleet, kPanelFrom, [this](bool shown) { m_fleet->setSidePanelShown(shown); });
    m_panelRules.push_back(
        {m_fleet, Qt::Vertical, kRatesFrom, [this](bool shown) { m_fleet->setRatesShown(shown); }});
    for (const PanelRule& rule : m_panelRules)
        rule.view->installEventFilter(this);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        for (PanelRule& rule : m_panelRules) {
            if (rule.view != watched)
                continue;
            const bool wide = rule.along == Qt::Horizontal;
            const int now = wide ? rule.view->width() : rule.view->height();
            const int before = std::exchange(rule.last, now);
            if (before == 0 || (before < rule.from) != (now < rule.from))
                rule.show(now >= rule.from);
        }
    return QWidget::eventFilter(watched, event);
}

void MainWindow::togglePanel()
{
    if (m_state.level() == Level::trace)
        m_cascade->setInspectorShown(!m_cascade->inspectorShown());
    else if (m_state.level() == Level::exchanges)
        return; // it has none: both columns are the text
    else if (m_state.room() == Room::fleet)
        m_fleet->setSidePanelShown(!m_fleet->sidePanelShown());
    else if (m_state.room() == Room::alarms)
        m_alarms->setSidePanelShown(!m_alarms->sidePanelShown());
    else if (m_state.room() == Room::costs)
        m_costs->setSidePanelShown(!m_costs->sidePanelShown());
    else
        m_traces->setSidePanelShown(!m_traces->sidePanelShown());
}

} // namespace penstock::ui
