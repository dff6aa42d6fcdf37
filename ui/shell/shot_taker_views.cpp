// SPDX-License-Identifier: GPL-3.0-or-later
// ShotTaker, what there is to take: how each view is brought on the screen, and when it is there.
#include "ui/shell/shot_taker.h"

#include <QtGui/QPainter>
#include <QtGui/QPixmap>
#include <QtWidgets/QPushButton>

#include "ui/charts/chart_board.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/view_area.h"
#include "ui/views/agents_view.h"
#include "ui/views/alarms_view.h"
#include "ui/views/cascade_page.h"
#include "ui/views/cascades_view.h"
#include "ui/views/charts_view.h"
#include "ui/views/costs_view.h"
#include "ui/views/exchange_canvas.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_panel.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/policy_page.h"
#include "ui/views/steps_list.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kDetailPolls = 25;
constexpr int kFilterPolls = 15;

} // namespace

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
    m_views.push_back({u"policy"_s,
                       [this, &state] {
                           state.goTo(Room::alarms);
                           m_window.alarms().showPolicy();
                           m_window.alarms().policy().tryOut();
                       },
                       [this] {
                           const PolicyPage& page = m_window.alarms().policy();
                           const bool tried = !page.outcome().isEmpty();
                           return !page.trying() && (tried || !page.tryButton().isEnabled());
                       }});
    const auto costs = [this, &state](const QString& name, CostDimension by) {
        m_views.push_back({name,
                           [this, &state, by] {
                               state.goTo(Room::costs);
                               m_window.costs().showBy(by);
                           },
                           [this] { return m_window.costs().settled(); }});
    };
    costs(u"costs"_s, CostDimension::agent);
    costs(u"costs-models"_s, CostDimension::model);
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
                               return page.isWhole() &&
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

} // namespace penstock::ui
