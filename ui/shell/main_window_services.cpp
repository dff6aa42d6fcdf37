// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow, its services: time range, workspaces, settings, notices.
#include "ui/shell/main_window.h"

#include <QtCore/QDateTime>
#include <QtGui/QCursor>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

#include <set>

#include "ui/models/format.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/commands.h"
#include "ui/shell/hint_bar.h"
#include "ui/shell/nav_bar.h"
#include "ui/shell/prompt.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/toast_list.h"
#include "ui/shell/view_area.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/fleet_view.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/strip_cell.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr Nanos kFirstShelf = 60 * kMinute;
constexpr auto kTimeFormat = "yyyy-MM-dd HH:mm:ss";

QString timeToEdit(Nanos time)
{
    return QDateTime::fromMSecsSinceEpoch(time / kMillisecond).toString(QLatin1String(kTimeFormat));
}

/// With or without seconds; a time alone is of the day of `near`.
std::optional<Nanos> timeFromEdit(const QString& text, Nanos near)
{
    const QDateTime day = QDateTime::fromMSecsSinceEpoch(near / kMillisecond);
    for (const char* format : {kTimeFormat, "yyyy-MM-dd HH:mm", "yyyy-MM-dd"})
        if (const QDateTime at = QDateTime::fromString(text, QLatin1String(format)); at.isValid())
            return at.toMSecsSinceEpoch() * kMillisecond;
    for (const char* format : {"HH:mm:ss", "HH:mm"})
        if (const QTime at = QTime::fromString(text, QLatin1String(format)); at.isValid())
            return QDateTime(day.date(), at).toMSecsSinceEpoch() * kMillisecond;
    return std::nullopt;
}

/// By name, or by deployment and name where several deployments have one of that name.
std::set<AgentIndex> namedActors(const FleetState& state, const QString& name)
{
    std::set<AgentIndex> actors;
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i) {
        const AgentRow& row = state.agents[i];
        const QString called = QString::fromStdString(row.name);
        if (called == name || QString::fromStdString(row.deployment) + u'/' + called == name)
            actors.insert(AgentIndex{i});
    }
    return actors;
}

/// Those of whom one asked the other.
std::vector<ActorSelection> pairsOf(const FleetState& state, const std::set<AgentIndex>& from,
                                    const std::set<AgentIndex>& to)
{
    std::vector<ActorSelection> pairs;
    for (std::uint32_t i = 1; i <= state.delegations.size(); ++i) {
        const DelegationRow& row = state.delegations[i];
        if (row.count > 0 && from.contains(row.from) && to.contains(row.to))
            pairs.push_back({row.from, row.to});
    }
    return pairs;
}

} // namespace

void MainWindow::addTimeCommands()
{
    const QString group = tr("Time");
    m_commands->add(group, tr("Follow or pause"), {QKeySequence(Qt::Key_Space)},
                    [this] { m_state.setFollowing(!m_state.following()); });
    const auto last = [&](const QString& title, Nanos length) {
        m_commands->add(group, title, {}, [this, length] {
            m_state.setRangeLength(length);
            m_state.setFollowing(true);
        });
    };
    last(tr("The last 45 minutes"), 45 * kMinute);
    last(tr("The last 3 hours"), 180 * kMinute);
    last(tr("The last 24 hours"), 1440 * kMinute);
    m_commands->add(group, tr("A range of its own"), {QKeySequence(u"Ctrl+R"_s)},
                    [this] { askRange(); });
}

void MainWindow::chooseRange()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Command& command : m_commands->all())
        if (command.group == tr("Time") && command.action)
            menu->addAction(command.action);
    const StripCell& cell = m_strip->range();
    menu->popup(cell.mapToGlobal(QPoint(0, cell.height())));
}

void MainWindow::askRange()
{
    const Nanos now = std::max(m_bridge.status().now, m_bridge.snapshot()->logTime);
    const TimeRange shown = m_state.range(now);
    m_prompt->ask(tr("Show a range of its own"),
                  {{tr("From"), timeToEdit(shown.from)}, {tr("To"), timeToEdit(shown.to)}},
                  [this, now](const QStringList& answers) -> QString {
                      const auto from = timeFromEdit(answers[0], now);
                      const auto to = timeFromEdit(answers[1], now);
                      if (!from || !to)
                          return tr("Write times as 2026-11-20 14:30 or 14:30.");
                      if (*from >= *to)
                          return tr("The end must be later than the beginning.");
                      m_state.setRange({*from, *to});
                      return {};
                  });
}

void MainWindow::askPair()
{
    m_prompt->ask(tr("What two agents said to each other"),
                  {{tr("Who asks"), {}}, {tr("Who is asked"), {}}},
                  [this](const QStringList& answers) -> QString {
                      const auto state = m_bridge.snapshot();
                      const std::set<AgentIndex> from = namedActors(*state, answers[0]);
                      const std::set<AgentIndex> to = namedActors(*state, answers[1]);
                      if (from.empty() || to.empty())
                          return tr("Nobody is called %1.").arg(answers[from.empty() ? 0 : 1]);
                      const std::vector<ActorSelection> pairs = pairsOf(*state, from, to);
                      if (pairs.size() > 1)
                          return tr("%1 pairs are called so. Write the deployment in front, "
                                    "such as checkout/planner.")
                              .arg(pairs.size());
                      m_state.openExchanges(
                          pairs.empty() ? ActorSelection{*from.begin(), *to.begin()} : pairs[0]);
                      return {};
                  });
}

void MainWindow::askShelf()
{
    const Alarm* alarm = m_alarms->current();
    if (alarm == nullptr || !m_alarms->button(AlarmActKind::shelve).isEnabled())
        return m_hints->say(tr("Select an alarm that is not shelved."));
    const Nanos now = m_bridge.status().now;
    m_prompt->ask(tr("Shelve until, and why"),
                  {{tr("Until"), timeToEdit(now + kFirstShelf)}, {tr("Reason"), {}}},
                  [this, now](const QStringList& answers) -> QString {
                      const auto until = timeFromEdit(answers[0], now);
                      if (!until)
                          return tr("Write times as 2026-11-20 14:30 or 14:30.");
                      if (*until <= now || *until > now + kLongestShelf)
                          return tr("The end lies ahead, at most 30 days.");
                      if (answers[1].trimmed().isEmpty())
                          return tr("A reason must be there: whoever looks next wants to know.");
                      AlarmAct act;
                      act.kind = AlarmActKind::shelve;
                      act.until = *until;
                      act.reason = answers[1].trimmed().toStdString();
                      m_alarms->act(std::move(act));
                      return {};
                  });
}

void MainWindow::askComment()
{
    if (m_alarms->current() == nullptr)
        return m_hints->say(tr("Select an alarm."));
    m_prompt->ask(tr("Comment on this alarm"), {{tr("Comment"), {}}},
                  [this](const QStringList& answers) -> QString {
                      if (answers[0].trimmed().isEmpty())
                          return tr("Write something, or leave with Esc.");
                      AlarmAct act;
                      act.kind = AlarmActKind::comment;
                      act.reason = answers[0].trimmed().toStdString();
                      m_alarms->act(std::move(act));
                      return {};
                  });
}

QVariantMap MainWindow::workspace() const
{
    return {{u"view"_s, m_state.save()},
            {u"runs"_s, m_traces->list() == TracesView::List::runs},
            {u"fleetTable"_s, m_fleet->tableShown()},
            {u"listPanel"_s, m_traces->sidePanelShown()},
            {u"fleetPanel"_s, m_fleet->sidePanelShown()},
            {u"fleetRates"_s, m_fleet->ratesShown()},
            {u"alarmPanel"_s, m_alarms->sidePanelShown()},
            {u"inspector"_s, m_cascade->inspectorShown()},
            {u"overview"_s, m_overviewShown},
            {u"views"_s, m_area->arrangement()}};
}

QVariantMap MainWindow::takeAlong() const
{
    QVariantMap all = workspace();
    all[u"view"_s] = m_state.saveWhole();
    return all;
}

void MainWindow::openWorkspace(const QVariantMap& saved)
{
    if (saved.isEmpty())
        return;
    m_traces->showList(saved.value(u"runs"_s).toBool() ? TracesView::List::runs
                                                       : TracesView::List::traces);
    m_fleet->showTable(saved.value(u"fleetTable"_s).toBool());
    m_traces->setSidePanelShown(saved.value(u"listPanel"_s).toBool());
    m_fleet->setSidePanelShown(saved.value(u"fleetPanel"_s, true).toBool());
    m_fleet->setRatesShown(saved.value(u"fleetRates"_s).toBool());
    m_alarms->setSidePanelShown(saved.value(u"alarmPanel"_s, true).toBool());
    m_cascade->setInspectorShown(saved.value(u"inspector"_s, true).toBool());
    m_overviewShown = saved.value(u"overview"_s, true).toBool();
    m_area->arrange(saved.value(u"views"_s).toMap());
    m_state.restore(saved.value(u"view"_s).toMap());
    showPlace();
}

void MainWindow::listWorkspaces()
{
    const QString group = tr("Workspace");
    m_commands->remove(group);
    m_commands->add(group, tr("Keep this arrangement as a workspace"),
                    {QKeySequence(u"Ctrl+Shift+S"_s)}, [this] { keepWorkspace(); });
    for (const QString& name : m_workspaces.names())
        m_commands->add(group, tr("Open %1").arg(name), {},
                        [this, name] { openWorkspace(m_workspaces.find(name)); });
    for (const QString& name : m_workspaces.names())
        m_commands->add(group, tr("Forget %1").arg(name), {}, [this, name] {
            m_workspaces.remove(name);
            listWorkspaces();
        });
}

void MainWindow::keepWorkspace()
{
    m_prompt->ask(
        tr("Keep this arrangement as a workspace"), {{tr("Name"), {}}},
        [this](const QStringList& answers) -> QString {
            if (!m_workspaces.save(answers.front(), workspace()))
                return answers.front().isEmpty()
                           ? tr("A workspace needs a name.")
                           : tr("There are %1 already; forget one first.").arg(Workspaces::kMost);
            listWorkspaces();
            m_hints->say(tr("Kept as %1").arg(answers.front()));
            return {};
        });
}

void MainWindow::chooseWorkspace()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Command& command : m_commands->all())
        if (command.group == tr("Workspace"))
            menu->addAction(command.action);
    const QWidget& item = m_nav->workspaceItem();
    menu->popup(item.mapToGlobal(QPoint(item.width(), 0)));
}

void MainWindow::exportSeen()
{
    const auto* view = dynamic_cast<const Exportable*>(placeWidget());
    m_export->offer(view ? view->exportOffer() : ExportOffer{});
}

void MainWindow::showSettings()
{
    if (!m_settingsDialog) {
        m_settingsDialog = new SettingsDialog(m_context, m_preferences, this);
        m_theme.dress(m_settingsDialog);
        connect(m_settingsDialog, &SettingsDialog::anewWanted, this, [this] {
            save();
            emit anewWanted();
        });
    }
    m_settingsDialog->show();
    m_settingsDialog->raise();
    m_settingsDialog->activateWindow();
}

void MainWindow::takeNotice(const Notice& notice)
{
    if (m_preferences.doNotDisturb())
        return;
    if (isVisible())
        m_toasts->add(notice);
    const QWidget* active = QApplication::activeWindow();
    if (m_preferences.desktopNotices() && active != this && m_area->viewOf(active) == nullptr)
        m_close->say(tr("Penstock"), notice.sentence);
}

void MainWindow::followNotice(NoticeKind kind)
{
    if (kind == NoticeKind::diskFull)
        showSettings();
    else if (kind == NoticeKind::alarm)
        m_state.goTo(Room::alarms);
    else
        m_state.goTo(Room::losses);
}

void MainWindow::wireServices()
{
    connect(m_strip, &StatusStrip::rangeClicked, this, &MainWindow::chooseRange);
    connect(m_nav, &NavBar::settingsClicked, this, &MainWindow::showSettings);
    connect(m_nav, &NavBar::workspaceClicked, this, &MainWindow::chooseWorkspace);
    connect(&m_notices, &Notices::noticed, this, &MainWindow::takeNotice);
    connect(m_toasts, &ToastList::pressed, this, &MainWindow::followNotice);
    connect(&m_preferences, &Preferences::changed, this,
            [this] { m_theme.setRoomy(m_preferences.roomyLists()); });
    connect(&m_preferences, &Preferences::changed, this,
            [this] { m_notices.setAlarmsFrom(m_preferences.alarmNotices()); });
    m_notices.setAlarmsFrom(m_preferences.alarmNotices());
    m_theme.setRoomy(m_preferences.roomyLists());
}

} // namespace penstock::ui
