// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shot_taker.h"

#include <QtGui/QPainter>
#include <QtGui/QPixmap>

#include <map>

#include "ui/charts/chart_board.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/view_area.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/agents_view.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/cascades_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/exchange_canvas.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_panel.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/steps_list.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kPollMs = 40;
constexpr int kSettlePolls = 2;
constexpr int kAgainPolls = 75; // 3 s
constexpr int kMaxPolls = 750;  // 30 s
constexpr int kDetailPolls = 25;
constexpr int kFilterPolls = 15;
constexpr std::uint32_t kLookBack = 500;
constexpr QSize kSizes[] = {{1280, 800}, {1440, 900}, {2560, 1440}};

} // namespace

ShotTaker::ShotTaker(MainWindow& window, const QString& directory, QObject* parent)
    : QObject(parent), m_window(window), m_directory(directory)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &ShotTaker::poll);
    addViews();
    addCascadeViews();
    for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark})
        for (const QSize& size : kSizes)
            for (std::size_t view = 0; view < m_views.size(); ++view)
                m_shots.push_back({view, theme, size});
}

void ShotTaker::addViews()
{
    ViewState& state = m_window.state();
    m_views.push_back({u"traces"_s,
                       [this, &state] {
                           state.goTo(Room::traces);
                           m_window.traces().showList(TracesView::List::traces);
                           m_window.traces().focusList();
                           m_window.traces().letGo();
                       },
                       [this] { return m_window.traces().traceTable().model()->rowCount() > 0; }});
    m_views.push_back({u"runs"_s,
                       [this, &state] {
                           state.goTo(Room::traces);
                           m_window.traces().showList(TracesView::List::runs);
                       },
                       [this] { return m_window.traces().runTable().model()->rowCount() > 0; }});
    m_views.push_back({u"fleet"_s, [this] { showFleet(); },
                       [this] {
                           const FleetView& fleet = m_window.fleet();
                           return fleet.canvas().drawing() && fleet.panel().settled();
                       }});
    m_views.push_back({u"fleet-table"_s,
                       [this, &state] {
                           state.goTo(Room::fleet);
                           m_window.fleet().showTable(true);
                       },
                       [this] {
                           const DataTable& list = m_window.fleet().tables().agentTable();
                           return list.model()->rowCount() > 0;
                       }});
    addExchanges();
    addCharts();
    addBeside();
    m_views.push_back({u"alarms"_s,
                       [this, &state] {
                           state.goTo(Room::alarms);
                           m_window.alarms().showTab(AlarmTab::active);
                       },
                       [this] {
                           m_window.alarms().focusList();
                           return m_window.alarms().current() != nullptr || m_polls > kDetailPolls;
                       }});
    m_views.push_back({u"losses"_s, [&state] { state.goTo(Room::losses); },
                       [this] { return m_window.losses().table().model()->rowCount() > 0; }});
}

void ShotTaker::addExchanges()
{
    const auto exchanges = [this](const QString& name, bool both) {
        m_views.push_back({name,
                           [this, both] {
                               m_window.exchanges().setBothWays(both);
                               m_window.state().openExchanges(busiestPair(both));
                           },
                           [this] {
                               const ExchangesPage& page = m_window.exchanges();
                               return page.settled() && page.canvas().inSight().first >= 0;
                           }});
    };
    exchanges(u"exchanges"_s, false);
    exchanges(u"exchanges-both"_s, true);
}

void ShotTaker::addCharts()
{
    const auto charts = [this](const QString& name, Breakdown by) {
        m_views.push_back({name,
                           [this, by] {
                               m_window.state().goTo(Room::charts);
                               m_window.charts().setBreakdown(by);
                           },
                           [this, by] {
                               const auto& data = m_window.charts().board().data();
                               return data && data->by == by && m_window.charts().settled();
                           }});
    };
    charts(u"charts"_s, Breakdown::total);
    charts(u"charts-deployments"_s, Breakdown::deployment);
}

void ShotTaker::addBeside()
{
    m_views.push_back({u"beside"_s,
                       [this] {
                           m_window.area().openBeside(&m_window.charts());
                           m_window.area().openBeside(&m_window.cascadePage());
                           showFleet();
                           m_window.state().selectTrace(telling());
                       },
                       [this] {
                           return m_window.fleet().canvas().drawing() &&
                                  m_window.charts().settled() && m_window.cascadePage().settled();
                       }});
    m_views.push_back({u"window"_s,
                       [this] {
                           m_window.area().openInWindow(&m_window.charts());
                           m_window.state().goTo(Room::traces);
                       },
                       [this] { return m_window.charts().settled(); },
                       [this] {
                           QPixmap picture = m_window.grab();
                           QWidget* own = m_window.charts().window();
                           own->resize(picture.size() * 2 / 3);
                           QPainter(&picture).drawPixmap(picture.width() / 4, picture.height() / 4,
                                                         own->grab());
                           return picture;
                       }});
}

void ShotTaker::addCascadeViews()
{
    m_views.push_back({u"cascades"_s, [this] { m_window.state().goTo(Room::cascades); },
                       [this] { return m_window.cascades().table().model()->rowCount() > 0; }});
    const auto cascadeWith = [this](const QString& name, Inspector::Tab tab, bool graph) {
        m_views.push_back({name, [this, tab, graph] { showCascade(static_cast<int>(tab), graph); },
                           [this] {
                               const CascadePage& page = m_window.cascadePage();
                               return page.settled() &&
                                      (page.inspector().hasDetail() || m_polls > kDetailPolls);
                           }});
    };
    cascadeWith(u"cascade"_s, Inspector::Tab::all, false);
    cascadeWith(u"cascade-graph"_s, Inspector::Tab::all, true);
    cascadeWith(u"cascade-messages"_s, Inspector::Tab::messages, false);
    cascadeWith(u"cascade-usage"_s, Inspector::Tab::usage, false);
    cascadeWith(u"cascade-known-by"_s, Inspector::Tab::knownBy, false);
    cascadeWith(u"cascade-raw"_s, Inspector::Tab::raw, false);
    m_views.push_back(
        {u"connect"_s, [this] { m_window.state().goTo(Room::connect); }, [] { return true; }});
    addShell();
    m_views.push_back({u"keys"_s, [this] { m_window.sheet().open(); },
                       [this] { return m_window.sheet().isVisible(); }});
    m_views.push_back({u"commands"_s,
                       [this] {
                           m_window.sheet().hide();
                           m_window.palette().open();
                       },
                       [this] { return m_window.palette().isVisible(); }});
}

void ShotTaker::addShell()
{
    const auto filtered = [this](const QString& name, Room room, const QString& filter) {
        m_views.push_back({name,
                           [this, room, filter] {
                               m_window.state().goTo(room);
                               m_window.traces().showList(TracesView::List::traces);
                               m_window.state().setFilter(filter);
                           },
                           [this] { return m_polls > kFilterPolls; }});
    };
    filtered(u"filter-fleet"_s, Room::fleet, u"last_seen < 24h and not actor = tool"_s);
    m_views.push_back(
        {u"filter-steps"_s,
         [this] {
             m_window.state().goTo(Room::traces);
             m_window.traces().showList(TracesView::List::steps);
             m_window.state().setFilter(u"kind = tool_call and state = failed or text ~ refund"_s);
         },
         [this] { return m_polls > kFilterPolls && !m_window.traces().steps().searching(); }});
    filtered(u"filter-traces"_s, Room::traces, u"errors > 0 and steps >= 20"_s);
    m_views.push_back({u"filter-wrong"_s,
                       [this] {
                           m_window.state().setFilter({});
                           m_window.traces().showList(TracesView::List::traces);
                           FilterLine& line = m_window.crumbs().filter();
                           line.open();
                           line.edit().clear();
                           line.edit().insert(u"agnt = billing and dur"_s);
                       },
                       [this] { return m_window.crumbs().filter().popup().isVisible(); }});
    m_views.push_back({u"settings"_s,
                       [this] {
                           m_window.crumbs().filter().clear();
                           m_window.showSettings();
                       },
                       [this] { return m_window.settingsDialog()->isVisible(); },
                       [this] { return withDialog(*m_window.settingsDialog()); }});
    m_views.push_back({u"export"_s,
                       [this] {
                           showFleet();
                           m_window.exportSeen();
                       },
                       [this] { return m_window.exportDialog().isVisible(); },
                       [this] { return withDialog(m_window.exportDialog()); }});
}

/// The window with what lies before it, as a person sees both.
QPixmap ShotTaker::withDialog(QWidget& dialog) const
{
    QPixmap picture = m_window.grab();
    const QPixmap before = dialog.grab();
    QPainter(&picture).drawPixmap((picture.width() - before.width()) / 2, 120, before);
    return picture;
}

// The cascade that tells most among the newest: the most agents and traces.
TraceIndex ShotTaker::telling() const
{
    const auto state = m_window.bridge().snapshot();
    const std::uint32_t newest = state->traces.size();
    const auto tells = [&](std::uint32_t n) {
        const std::uint32_t root = state->cascades[n].root.value;
        return state->traces[n].agents + 4 * state->cascades[root].traces;
    };
    std::uint32_t best = newest;
    for (std::uint32_t n = newest; n > 0 && n + kLookBack > newest; --n)
        if (tells(n) > tells(best))
            best = n;
    return {state->cascades[best].root};
}

/// The two agents that spoke most with each other; both ways: that turned to each other most.
ActorSelection ShotTaker::busiestPair(bool both) const
{
    const auto state = m_window.bridge().snapshot();
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> counts;
    for (std::uint32_t i = 1; i <= state->delegations.size(); ++i) {
        const DelegationRow& row = state->delegations[i];
        if (row.from && row.to && row.toKind == ActorKind::agent)
            counts[{row.from.value, row.to.value}] += row.count;
    }
    std::pair<std::uint32_t, std::uint32_t> best;
    std::uint64_t most = 0;
    for (const auto& [pair, count] : counts) {
        const auto back = counts.find({pair.second, pair.first});
        const std::uint64_t other = back == counts.end() ? 0 : back->second;
        if (const std::uint64_t worth = both ? 1000 * std::min(count, other) + count : count;
            worth > most) {
            best = pair;
            most = worth;
        }
    }
    return {{best.first}, {best.second}};
}

// The busiest agent selected, so that the panel has something to say.
void ShotTaker::showFleet()
{
    const auto state = m_window.bridge().snapshot();
    AgentIndex busiest;
    for (std::uint32_t i = 1; i <= state->agents.size(); ++i)
        if (!busiest || state->agents[i].steps > state->agents[busiest.value].steps)
            busiest = {i};
    m_window.state().goTo(Room::fleet);
    m_window.fleet().showTable(false);
    m_window.fleet().canvas().fitAll();
    m_window.state().selectActor({busiest, {}});
}

void ShotTaker::showCascade(int inspectorTab, bool graph)
{
    CascadePage& page = m_window.cascadePage();
    const bool chosen = m_window.state().trace() && !m_window.state().step().isZero();
    m_window.state().openCascade(chosen ? m_window.state().trace() : telling());
    page.inspector().showTab(static_cast<Inspector::Tab>(inspectorTab));
    page.showGraph(graph);
    const Shape& shape = page.waterfall().shape();
    if (chosen || !shape)
        return;
    for (std::uint32_t n = 1; n <= shape->size(); ++n)
        if (shape->view->node(n).kind == StepKind::toolCall && shape->view->node(n).seq != 0) {
            page.waterfall().select(n);
            return;
        }
}

void ShotTaker::keepOnly(const QString& part)
{
    std::erase_if(m_shots, [&](const Shot& shot) { return !fileName(shot).contains(part); });
}

void ShotTaker::start()
{
    m_at = 0;
    if (!m_directory.mkpath(u"."_s)) {
        m_missing << m_directory.path();
        emit finished(1);
        return;
    }
    next();
}

void ShotTaker::next()
{
    if (m_at == m_shots.size()) {
        m_poll.stop();
        emit finished(m_missing.isEmpty() ? 0 : 1);
        return;
    }
    const Shot& shot = m_shots[m_at];
    m_window.theme().setKind(shot.theme);
    m_window.resize(shot.size);
    m_window.sheet().hide();
    m_window.palette().hide();
    m_window.area().putAllBack();
    m_window.exportDialog().hide();
    if (m_window.settingsDialog())
        m_window.settingsDialog()->hide();
    m_views[shot.view].show();
    m_polls = 0;
    m_readyPolls = 0;
    m_poll.start();
}

void ShotTaker::poll()
{
    ++m_polls;
    const bool ready = m_views[m_shots[m_at].view].ready();
    m_readyPolls = ready ? m_readyPolls + 1 : 0; // what came last must be laid out too
    if (m_readyPolls > kSettlePolls || m_polls >= kMaxPolls)
        take();
    else if (!ready && m_polls % kAgainPolls == 0)
        m_views[m_shots[m_at].view].show(); // what it looks for may have come only now
}

void ShotTaker::take()
{
    m_poll.stop();
    const Shot& shot = m_shots[m_at];
    const View& view = m_views[shot.view];
    const bool ready = view.ready();
    const QPixmap picture = ready && view.grab ? view.grab() : m_window.grab();
    const bool saved = ready && picture.save(m_directory.filePath(fileName(shot)));
    (saved ? m_saved : m_missing) << fileName(shot);
    ++m_at;
    next();
}

QString ShotTaker::fileName(const Shot& shot) const
{
    return u"%1-%2-%3x%4.png"_s
        .arg(m_views[shot.view].name, shot.theme == ThemeKind::dark ? u"dark"_s : u"light"_s)
        .arg(shot.size.width())
        .arg(shot.size.height());
}

} // namespace penstock::ui
