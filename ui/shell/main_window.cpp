// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

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
#include "ui/shell/status_strip.h"
#include "ui/theme/metrics.h"
#include "ui/views/connect_view.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/trace_page.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/step_tree.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kMinSize(960, 560);
/// The list's columns and its side panel both fit from here on; the trace page needs less.
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
      m_theme(m_settings->value(u"theme"_s) == u"dark"_s ? ThemeKind::dark : ThemeKind::light),
      m_bridge(std::move(session)),
      m_context{m_theme, m_bridge, m_state}
{
    initPenstockResources();
    setWindowTitle(m_bridge.status().kind == SessionKind::attached
                       ? tr("Penstock, attached to %1")
                             .arg(QString::fromStdString(m_bridge.status().dataDirectory))
                       : tr("Penstock"));
    setWindowIcon(QIcon(u":/penstock/icons/penstock.svg"_s));
    m_close = new CloseGuard(m_context, this, options.makeTray);
    buildUi();
    addRoomCommands();
    addFleetCommands();
    addListCommands();
    addTraceCommands();
    addWindowCommands();
    wire();
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
    m_crumbs = new CrumbBar(m_context, this);
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
    m_trace = new TracePage(m_context, m_rooms);
    m_fleet = new FleetView(m_context, m_rooms);
    m_losses = new LossesView(m_context, m_rooms);
    m_connect = new ConnectView(m_context, m_rooms);
    for (QWidget* view : {static_cast<QWidget*>(m_traces), static_cast<QWidget*>(m_trace),
                          static_cast<QWidget*>(m_fleet), static_cast<QWidget*>(m_losses),
                          static_cast<QWidget*>(m_connect)})
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
    m_overlay = new PaintOverlay(m_theme, this);
    m_overlay->watch(tr("fleet"), [this] { return m_fleet->canvas().lastPaintNanos(); });
    m_overlay->watch(tr("traces"), [this] { return m_traces->traceTable().lastPaintNanos(); });
    m_overlay->watch(tr("runs"), [this] { return m_traces->runTable().lastPaintNanos(); });
    m_overlay->watch(tr("steps"), [this] { return m_trace->tree().lastPaintNanos(); });
}

void MainWindow::addRoomCommands()
{
    const QString group = tr("Rooms");
    const auto room = [&](const QString& title, int digit, Room to) {
        m_commands->add(group, title, {QKeySequence(u"Ctrl+%1"_s.arg(digit))},
                        [this, to] { m_state.goTo(to); });
    };
    room(tr("Fleet"), 1, Room::fleet);
    room(tr("Traces"), 2, Room::traces);
    room(tr("Losses"), 3, Room::losses);
    room(tr("Connect an agent"), 4, Room::connect);
    m_commands->add(group, tr("Up one level"), {QKeySequence(Qt::Key_Escape)}, [this] { goUp(); });
    m_commands->add(group, tr("Back"), {QKeySequence(u"Alt+Left"_s)}, [this] { m_state.goBack(); });
    m_commands->add(group, tr("Forward"), {QKeySequence(u"Alt+Right"_s)},
                    [this] { m_state.goForward(); });
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
    inFleet(tr("Centre the selection, fit everything"), Qt::Key_F,
            [](FleetView& f) { f.canvas().fit(); });
    inFleet(tr("Lay out anew"), Qt::Key_L, [](FleetView& f) { f.relayout(); });
    inFleet(tr("Find"), Qt::Key_Slash, [](FleetView& f) { f.find(); });
    inFleet(tr("Hide what matches or is selected"), Qt::Key_H,
            [](FleetView& f) { f.hideMatching(); });
    inFleet(tr("Show what is hidden"), u"Shift+H"_s, [](FleetView& f) { f.showHidden(); });
    inFleet(tr("Nearer"), Qt::Key_W, [](FleetView& f) { f.canvas().zoomBy(1.2); });
    inFleet(tr("Farther"), Qt::Key_S, [](FleetView& f) { f.canvas().zoomBy(1 / 1.2); });
    inFleet(tr("To the left"), Qt::Key_A, [](FleetView& f) { f.canvas().pan({-120, 0}); });
    inFleet(tr("To the right"), Qt::Key_D, [](FleetView& f) { f.canvas().pan({120, 0}); });
    m_commands->addNote(group, tr("Next node, node on this side"),
                        {QKeySequence(Qt::Key_Tab), QKeySequence(Qt::Key_Right)});
    m_commands->addNote(group, tr("Open the group or the neighbourhood"),
                        {QKeySequence(Qt::Key_Return)});
}

void MainWindow::addListCommands()
{
    const QString group = tr("Lists");
    m_commands->add(group, tr("Follow or pause"), {QKeySequence(Qt::Key_Space)},
                    [this] { m_state.setFollowing(!m_state.following()); });
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

void MainWindow::wire()
{
    connect(&m_state, &ViewState::placeChanged, this, &MainWindow::showPlace);
    connect(&m_state, &ViewState::traceChanged, this, [this] { m_bridge.watch(m_state.trace()); });
    connect(m_strip, &StatusStrip::lossesClicked, this, [this] { m_state.goTo(Room::losses); });
    connect(m_strip, &StatusStrip::connectClicked, this, [this] { m_state.goTo(Room::connect); });
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
    if (m_bridge.snapshot()->totals.steps == 0)
        m_state.goTo(Room::connect);
    showPlace();
}

void MainWindow::save()
{
    m_settings->setValue(u"theme"_s, m_theme.kind() == ThemeKind::dark ? u"dark"_s : u"light"_s);
    m_settings->setValue(u"geometry"_s, saveGeometry());
}

void MainWindow::showPlace()
{
    switch (m_state.room()) {
    case Room::traces:
        if (m_state.level() == Level::trace) {
            m_rooms->setCurrentWidget(m_trace);
            m_trace->focusTree();
        } else {
            m_rooms->setCurrentWidget(m_traces);
            m_traces->focusList();
        }
        break;
    case Room::fleet:
        m_rooms->setCurrentWidget(m_fleet);
        m_fleet->focusRoom();
        break;
    case Room::losses:
        m_rooms->setCurrentWidget(m_losses);
        m_losses->focusList();
        break;
    case Room::connect:
        m_rooms->setCurrentWidget(m_connect);
        m_connect->testButton()->setFocus();
        break;
    }
}

void MainWindow::goUp()
{
    if (m_sheet->isVisible())
        m_sheet->hide();
    else if (m_state.room() == Room::fleet)
        m_fleet->goUp();
    else if (!m_state.goUp() && m_state.room() == Room::traces)
        m_traces->letGo();
}

void MainWindow::togglePanel()
{
    if (m_state.level() == Level::trace)
        m_trace->setInspectorShown(!m_trace->inspectorShown());
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
        m_trace->setInspectorShown(width() >= kNarrowWindow);
        m_fleet->setSidePanelShown(width() >= kNarrowWindow);
    }
    m_lastWidth = width();
}

} // namespace penstock::ui
