// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QtGui/QCloseEvent>
#include <QtGui/QIcon>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
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
#include "ui/shell/view_area.h"
#include "ui/shell/view_dock.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/cascades_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/connect_view.h"
#include "ui/views/costs_view.h"
#include "ui/views/exchange_canvas.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_panel.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/overview_strip.h"
#include "ui/views/rates_strip.h"
#include "ui/views/steps_list.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_menu.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kMinSize(960, 560);

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
    buildUi(options.policyDesk);
    m_export = new ExportDialog(m_theme, options.exportSteps, this);
    addRoomCommands();
    addViewCommands();
    addFilterCommands();
    addFleetCommands();
    addSteeringCommands();
    addChartCommands();
    addListCommands();
    addCascadeCommands();
    addExchangeCommands();
    addAlarmCommands();
    addCostCommands();
    addInspectorCommands();
    addTimeCommands();
    addWindowCommands();
    listWorkspaces();
    wire();
    wireServices();
    restore(options.takenAlong);
}

MainWindow::~MainWindow()
{
    disconnect(&m_theme, nullptr, this, nullptr);
}

void MainWindow::buildUi(const std::shared_ptr<PolicyDesk>& policyDesk)
{
    m_nav = new NavBar(m_context, this);
    m_strip = new StatusStrip(m_context, this);
    m_crumbs = new CrumbBar(m_context, m_filters, this, this);
    m_problems = new ProblemBar(m_context, this);
    buildRooms(policyDesk);
    m_overview = new OverviewStrip(m_context, this);
    m_hints = new HintBar(m_context, this);
    layOut();
    m_commands = new Commands(this);
    buildOverlays();
    m_theme.dress(this);
}

void MainWindow::buildRooms(const std::shared_ptr<PolicyDesk>& policyDesk)
{
    m_area = new ViewArea(m_theme, this);
    m_traces = new TracesView(m_context, m_area);
    m_cascades = new CascadesView(m_context, m_area);
    m_cascade = new CascadePage(m_context, m_area);
    m_exchanges = new ExchangesPage(m_context, m_area);
    m_fleet = new FleetView(m_context, m_area);
    m_charts = new ChartsView(m_context, m_area);
    m_alarms = new AlarmsView(m_context, policyDesk, m_area);
    m_losses = new LossesView(m_context, m_area);
    m_costs = new CostsView(m_context, m_area);
    m_connect = new ConnectView(m_context, m_area);
    m_area->addView(u"traces"_s, tr("Traces"), m_traces);
    m_area->addView(u"cascades"_s, tr("Cascades"), m_cascades);
    m_area->addView(u"cascade"_s, tr("Open cascade"), m_cascade);
    m_area->addView(u"fleet"_s, tr("Fleet"), m_fleet);
    m_area->addView(u"alarms"_s, tr("Alarms"), m_alarms);
    m_area->addView(u"losses"_s, tr("Losses"), m_losses);
    m_area->addView(u"costs"_s, tr("Costs"), m_costs);
    m_area->addView(u"connect"_s, tr("Connect"), m_connect);
    m_area->addView(u"charts"_s, tr("Charts"), m_charts);
    m_area->addView(u"exchanges"_s, tr("Exchanges"), m_exchanges);
    addPanelRules();
}

void MainWindow::layOut()
{
    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_strip);
    right->addWidget(m_crumbs);
    right->addWidget(m_problems);
    right->addWidget(m_area, 1);
    right->addWidget(m_overview);
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
    connect(m_area, &ViewArea::entered, this, &MainWindow::enterView);
    connect(m_area, &ViewArea::moved, this, &MainWindow::viewMoved);
    connect(m_strip, &StatusStrip::lossesClicked, this, [this] { m_state.goTo(Room::losses); });
    connect(m_strip, &StatusStrip::alarmsClicked, this, [this] { m_state.goTo(Room::alarms); });
    connect(m_strip, &StatusStrip::shelvedClicked, this, [this] {
        m_state.goTo(Room::alarms);
        m_alarms->showTab(AlarmTab::shelved);
    });
    connect(m_strip, &StatusStrip::spendRateClicked, this, [this] { m_state.goTo(Room::charts); });
    connect(m_alarms, &AlarmsView::shelveWanted, this, &MainWindow::askShelf);
    connect(m_alarms, &AlarmsView::commentWanted, this, &MainWindow::askComment);
    const auto showAlarm = [this](AlarmId alarm) {
        m_state.goTo(Room::alarms);
        m_alarms->goToAlarm(alarm);
    };
    connect(m_charts, &ChartsView::alarmWanted, this, showAlarm);
    connect(&m_fleet->rates(), &RatesStrip::alarmWanted, this, showAlarm);
    connect(&m_fleet->rates(), &RatesStrip::stepWanted, this, [this](int measure, qint64 at) {
        m_state.goTo(Room::charts);
        m_charts->goToStep(static_cast<Measure>(measure), at);
    });
    connect(&m_fleet->panel(), &FleetPanel::alarmWanted, this, showAlarm);
    connect(m_alarms, &AlarmsView::said, m_hints, &HintBar::say);
    connect(m_alarms, &AlarmsView::policyShownChanged, m_hints, &HintBar::setPolicyShown);
    connect(m_costs, &CostsView::said, m_hints, &HintBar::say);
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

void MainWindow::restore(const QVariantMap& takenAlong)
{
    setMinimumSize(kMinSize);
    resize(kFirstSize);
    restoreGeometry(m_settings->value(u"geometry"_s).toByteArray());
    const QVariantMap last = takenAlong.isEmpty() ? m_workspaces.last() : takenAlong;
    if (last.isEmpty())
        m_state.goTo(Room::fleet);
    openWorkspace(last);
    if (m_bridge.snapshot()->totals.steps == 0)
        m_state.goTo(Room::connect);
    if (!takenAlong.isEmpty()) {
        m_state.restoreWhole(takenAlong.value(u"view"_s).toMap());
        // Where this was asked for; the window comes first.
        QMetaObject::invokeMethod(this, &MainWindow::showSettings, Qt::QueuedConnection);
    }
    showPlace();
}

void MainWindow::save()
{
    m_settings->setValue(u"theme"_s, m_theme.kind() == ThemeKind::dark ? u"dark"_s : u"light"_s);
    m_settings->setValue(u"geometry"_s, saveGeometry());
    m_workspaces.saveLast(workspace());
}

FieldScope MainWindow::filterScopeHere() const
{
    if (m_state.level() != Level::list || m_state.room() == Room::costs)
        return filterScope(RowKind::step);
    if (m_state.room() == Room::fleet || m_state.room() == Room::charts)
        return filterScope(RowKind::agent);
    if (m_state.room() == Room::alarms)
        return filterScope(RowKind::alarm);
    if (m_state.room() != Room::traces)
        return {};
    switch (m_traces->list()) {
    case TracesView::List::runs:
        return filterScope(RowKind::run);
    case TracesView::List::steps:
        return filterScope(RowKind::step);
    case TracesView::List::traces:
        break;
    }
    return filterScope(RowKind::trace);
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
    else if (m_state.room() == Room::alarms && m_state.level() == Level::list && m_alarms->goUp())
        return;
    else if (m_state.room() == Room::costs && m_state.level() == Level::list && m_costs->goUp())
        return;
    else if (!m_state.goUp() && m_state.room() == Room::traces && !m_traces->steps().stop())
        m_traces->letGo();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_close->handle(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (!pressFocusedButton(*this, event->key()))
        QWidget::keyPressEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_toasts->place();
}

// Only the person's own hiding: a minimised window leaves those on other monitors.
void MainWindow::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous())
        m_area->showWindows(false);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        m_area->showWindows(true);
}

} // namespace penstock::ui
