// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QIcon>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include "resources/resources.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/hint_bar.h"
#include "ui/shell/nav_bar.h"
#include "ui/shell/paint_overlay.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/prompt.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/toast_list.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_page.h"
#include "ui/views/cascades_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/connect_view.h"
#include "ui/views/exchange_canvas.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_menu.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kMinSize(960, 560);
/// The list's columns and its side panel both fit from here on; a cascade needs less.
constexpr int kListPanelFrom = 1400;

std::unique_ptr<QSettings> openSettings(const QString& path)
{
    if (path.isEmpty())
        return std::make_unique<QSettings>(u"penstock"_s, u"desktop"_s);
    return std::make_unique<QSettings>(path, QSettings::IniFormat);
}

} // namespace

MainWindow::MainWindow(std::shared_ptr<Session> session, const MainWindowOptions& options,
                       QWidget* parent)
    : QWidget(parent),
      m_settings(openSettings(options.settingsPath)),
      m_preferences(*m_settings),
      m_filters(*m_settings),
      m_workspaces(*m_settings),
      m_theme(m_settings->value(u"theme"_s) == u"dark"_s ? ThemeKind::dark : ThemeKind::light),
      m_bridge(std::move(session)),
      m_context{m_theme, m_bridge, m_state},
      m_notices(m_context)
{
    initPenstockResources();
    setWindowTitle(m_bridge.status().kind == SessionKind::attached
                       ? tr("Penstock, attached to %1")
                             .arg(QString::fromStdString(m_bridge.status().dataDirectory))
                       : tr("Penstock"));
    setWindowIcon(QIcon(u":/penstock/icons/penstock.svg"_s));
    m_close = new CloseGuard(m_context, m_preferences, this, options.makeTray);
    buildUi();
    m_export = new ExportDialog(m_theme, options.exportSteps, this);
    addRoomCommands();
    addFilterCommands();
    addFleetCommands();
    addSteeringCommands();
    addChartCommands();
    addListCommands();
    addCascadeCommands();
    addExchangeCommands();
    addInspectorCommands();
    addTimeCommands();
    addWindowCommands();
    listWorkspaces();
    wire();
    wireServices();
    restore();
}

MainWindow::~MainWindow()
{
    disconnect(&m_theme, nullptr, this, nullptr);
}

void MainWindow::buildUi()
{
    m_nav = new NavBar(m_context, this);
    m_strip = new StatusStrip(m_context, this);
    m_crumbs = new CrumbBar(m_context, m_filters, this, this);
    m_problems = new ProblemBar(m_context, this);
    buildRooms();
    m_hints = new HintBar(m_context, this);
    layOut();
    m_commands = new Commands(this);
    buildOverlays();
    m_theme.dress(this);
}

void MainWindow::buildRooms()
{
    m_rooms = new QStackedWidget(this);
    m_traces = new TracesView(m_context, m_rooms);
    m_cascades = new CascadesView(m_context, m_rooms);
    m_cascade = new CascadePage(m_context, m_rooms);
    m_exchanges = new ExchangesPage(m_context, m_rooms);
    m_fleet = new FleetView(m_context, m_rooms);
    m_charts = new ChartsView(m_context, m_rooms);
    m_losses = new LossesView(m_context, m_rooms);
    m_connect = new ConnectView(m_context, m_rooms);
    for (QWidget* view : {static_cast<QWidget*>(m_traces), static_cast<QWidget*>(m_cascades),
                          static_cast<QWidget*>(m_cascade), static_cast<QWidget*>(m_fleet),
                          static_cast<QWidget*>(m_losses), static_cast<QWidget*>(m_connect),
                          static_cast<QWidget*>(m_charts), static_cast<QWidget*>(m_exchanges)})
        m_rooms->addWidget(view);
}

void MainWindow::layOut()
{
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_strip);
    right->addWidget(m_crumbs);
    right->addWidget(m_problems);
    right->addWidget(m_rooms, 1);
    auto* upper = new QHBoxLayout;
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(0);
    upper->addWidget(m_nav);
    upper->addLayout(right, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(upper, 1);
    all->addWidget(m_hints);
}

void MainWindow::buildOverlays()
{
    m_palette = new CommandPalette(m_theme, *m_commands, this);
    m_sheet = new ShortcutSheet(m_theme, *m_commands, this);
    m_prompt = new Prompt(m_theme, this);
    m_toasts = new ToastList(m_theme, this);
    m_overlay = new PaintOverlay(m_theme, this);
    m_overlay->watch(tr("fleet"), [this] { return m_fleet->canvas().lastPaintNanos(); });
    m_overlay->watch(tr("traces"), [this] { return m_traces->traceTable().lastPaintNanos(); });
    m_overlay->watch(tr("runs"), [this] { return m_traces->runTable().lastPaintNanos(); });
    m_overlay->watch(tr("exchanges"), [this] { return m_exchanges->canvas().lastPaintNanos(); });
    m_overlay->watch(tr("steps"), [this] { return m_cascade->waterfall().lastPaintNanos(); });
}

void MainWindow::wire()
{
    connect(&m_state, &ViewState::placeChanged, this, &MainWindow::showPlace);
    connect(&m_state, &ViewState::placeChanged, this, &MainWindow::updateWatches);
    connect(&m_state, &ViewState::traceChanged, this, &MainWindow::updateWatches);
    connect(m_strip, &StatusStrip::lossesClicked, this, [this] { m_state.goTo(Room::losses); });
    connect(m_strip, &StatusStrip::connectClicked, this, [this] { m_state.goTo(Room::connect); });
    m_crumbs->filter().setScope([this] { return filterScopeHere(); });
    connect(&m_crumbs->filter(), &FilterLine::left, this, &MainWindow::focusRoom);
    connect(m_fleet, &FleetView::runsWanted, this, [this] {
        m_state.goTo(Room::traces);
        m_traces->showList(TracesView::List::runs);
    });
    connect(m_nav, &NavBar::keysClicked, this, [this] { m_sheet->open(); });
    connect(m_crumbs, &CrumbBar::paletteClicked, this, [this] { m_palette->open(); });
    connect(m_connect, &ConnectView::demoRequested, this, &MainWindow::demoRequested);
    connect(m_connect, &ConnectView::copied, m_hints, [this](const QString& what) {
        m_hints->say(tr("Copied the settings for %1").arg(what));
    });
    connect(&m_theme, &ThemeController::themeChanged, this, &MainWindow::save);
    connect(m_close, &CloseGuard::quitting, this, [this] {
        save();
        emit closed();
    });
}

void MainWindow::restore()
{
    setMinimumSize(kMinSize);
    resize(kFirstSize);
    restoreGeometry(m_settings->value(u"geometry"_s).toByteArray());
    const QVariantMap last = m_workspaces.last();
    if (last.isEmpty())
        m_state.goTo(Room::fleet);
    openWorkspace(last);
    if (m_bridge.snapshot()->totals.steps == 0)
        m_state.goTo(Room::connect);
    showPlace();
}

void MainWindow::save()
{
    m_settings->setValue(u"theme"_s, m_theme.kind() == ThemeKind::dark ? u"dark"_s : u"light"_s);
    m_settings->setValue(u"geometry"_s, saveGeometry());
    m_workspaces.saveLast(workspace());
}

/// What is put together for a screen is put together only while somebody looks.
void MainWindow::updateWatches()
{
    const bool open = m_state.level() == Level::trace;
    m_bridge.watch(open ? TraceIndex{} : m_state.trace());
    m_bridge.watchCascade(open ? m_state.trace() : TraceIndex{});
}

void MainWindow::showPlace()
{
    for (QAction* action : m_fleetActions)
        action->setEnabled(m_state.room() == Room::fleet && m_state.level() == Level::list);
    for (QAction* action : m_steeringActions)
        action->setEnabled(m_state.level() == Level::list);
    for (QAction* action : m_cascadeActions)
        action->setEnabled(m_state.level() == Level::trace);
    for (QAction* action : m_exchangeActions)
        action->setEnabled(m_state.level() == Level::exchanges);
    m_state.reportFilter({}); // what comes on the screen reports for itself
    m_rooms->setCurrentWidget(roomWidget());
    focusRoom();
}

QWidget* MainWindow::roomWidget() const
{
    if (m_state.level() == Level::trace)
        return m_cascade;
    if (m_state.level() == Level::exchanges)
        return m_exchanges;
    switch (m_state.room()) {
    case Room::fleet:
        return m_fleet;
    case Room::cascades:
        return m_cascades;
    case Room::charts:
        return m_charts;
    case Room::losses:
        return m_losses;
    case Room::connect:
        return m_connect;
    case Room::traces:
        break;
    }
    return m_traces;
}

void MainWindow::focusRoom()
{
    if (m_state.level() == Level::trace) {
        m_cascade->focusSteps();
        return;
    }
    if (m_state.level() == Level::exchanges) {
        m_exchanges->focusList();
        return;
    }
    switch (m_state.room()) {
    case Room::cascades:
        m_cascades->focusList();
        break;
    case Room::traces:
        m_traces->focusList();
        break;
    case Room::fleet:
        m_fleet->focusRoom();
        break;
    case Room::charts:
        m_charts->focusRoom();
        break;
    case Room::losses:
        m_losses->focusList();
        break;
    case Room::connect:
        m_connect->testButton()->setFocus();
        break;
    }
}

FieldScope MainWindow::filterScopeHere() const
{
    if (m_state.level() != Level::list)
        return filterScope(RowKind::step);
    if (m_state.room() == Room::fleet || m_state.room() == Room::charts)
        return filterScope(RowKind::agent);
    if (m_state.room() != Room::traces)
        return {};
    return filterScope(m_traces->list() == TracesView::List::runs ? RowKind::run : RowKind::trace);
}

void MainWindow::narrow(const CellFilter& cell, NarrowBy by)
{
    const NarrowedFilter narrowed =
        narrowFilter(m_state.filter().toStdString(), by, cell.field, cell.value);
    if (narrowed.ok) {
        m_filters.remember(QString::fromStdString(narrowed.text));
        m_state.setFilter(QString::fromStdString(narrowed.text));
    } else {
        m_hints->say(tr("The filter would become too long"));
    }
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() != FilterWanted::type())
        return QWidget::event(event);
    const auto* wanted = static_cast<FilterWanted*>(event);
    narrow(wanted->cell(), wanted->by());
    return true;
}

void MainWindow::goUp()
{
    if (m_sheet->isVisible())
        m_sheet->hide();
    else if (m_toasts->dismiss())
        return;
    else if (m_state.level() == Level::trace && m_cascade->goUp())
        return;
    else if (m_state.level() == Level::exchanges)
        m_state.goUp();
    else if (m_state.room() == Room::fleet && m_state.level() == Level::list)
        m_fleet->goUp();
    else if (m_state.room() == Room::charts)
        m_charts->goUp();
    else if (!m_state.goUp() && m_state.room() == Room::traces)
        m_traces->letGo();
}

void MainWindow::togglePanel()
{
    if (m_state.level() == Level::trace)
        m_cascade->setInspectorShown(!m_cascade->inspectorShown());
    else if (m_state.level() == Level::exchanges)
        return; // it has none: both columns are the text
    else if (m_state.room() == Room::fleet)
        m_fleet->setSidePanelShown(!m_fleet->sidePanelShown());
    else
        m_traces->setSidePanelShown(!m_traces->sidePanelShown());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_close->handle(event);
}

// Enter presses the button that has the focus; Space belongs to following.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && button && isAncestorOf(button))
        button->click();
    else
        QWidget::keyPressEvent(event);
}

// Panels follow the width only when it crosses the limit, so that Q keeps what the person chose.
void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const auto crossed = [this](int limit) {
        return m_lastWidth == 0 || (m_lastWidth < limit) != (width() < limit);
    };
    if (crossed(kListPanelFrom))
        m_traces->setSidePanelShown(width() >= kListPanelFrom);
    if (crossed(kNarrowWindow)) {
        m_cascade->setInspectorShown(width() >= kNarrowWindow);
        m_fleet->setSidePanelShown(width() >= kNarrowWindow);
    }
    m_lastWidth = width();
    m_toasts->place();
}

} // namespace penstock::ui
