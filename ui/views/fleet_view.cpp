// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/charts/chart_board.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/graph/graph_legend.h"
#include "ui/models/format.h"
#include "ui/views/agents_view.h"
#include "ui/views/fleet_panel.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/views/found_actors.h"
#include "ui/views/rates_strip.h"
#include "ui/widgets/data_table.h"

namespace penstock::ui {
namespace {

constexpr qint64 kLeastMs = 250;
constexpr int kLegendFrom = 700;
constexpr int kLeastRates = 226;
constexpr int kMostRates = 340;
constexpr qint64 kRestFactor = 4; ///< the pool thread rests four times as long as it works

} // namespace

FleetView::FleetView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_state(context.bridge.snapshot())
{
    buildUi();
    wire();
    wireToolbar();
    request(Places::canonical);
}

void FleetView::buildUi()
{
    m_toolbar = new FleetToolbar(m_context.theme, this);
    m_canvas = new FleetCanvas(m_context.theme, this);
    m_tables = new AgentsView(m_context, this);
    m_panel = new FleetPanel(m_context, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_canvas);
    m_pages->addWidget(m_tables);
    m_found = new FoundActors(m_context, *m_canvas);
    m_rates = new RatesStrip(m_context, *m_found, this);
    m_rates->hide();
    m_legend = new GraphLegend(m_context.theme, this);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_pages, 1);
    column->addWidget(m_legend);
    column->addWidget(m_rates);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(column, 1);
    row->addWidget(m_panel);
    m_later.setSingleShot(true);
}

void FleetView::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &FleetView::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &FleetView::takeSnapshot);
    connect(&m_context.state, &ViewState::followingChanged, this, &FleetView::takeSnapshot);
    connect(&m_context.state, &ViewState::rangeChanged, this, [this] { request(Places::keep); });
    connect(&m_context.state, &ViewState::actorsChanged, this, &FleetView::actorsChanged);
    connect(&m_context.state, &ViewState::filterChanged, this, [this] { request(Places::keep); });
    connect(m_found, &FoundActors::changed, this, [this] {
        request(Places::keep);
        report();
    });
    connect(&m_later, &QTimer::timeout, this, &FleetView::start);
    connect(m_canvas, &FleetCanvas::selectionChanged, this, &FleetView::selectionChanged);
    connect(m_canvas, &FleetCanvas::groupToggled, this, &FleetView::toggleGroup);
    connect(m_canvas, &FleetCanvas::nodeOpened, this, &FleetView::showAround);
    connect(m_canvas, &FleetCanvas::edgeOpened, this, &FleetView::openEdge);
    connect(m_canvas, &FleetCanvas::runsWanted, this, &FleetView::runsWanted);
    connect(m_canvas, &FleetCanvas::menuMade, this,
            [this](QMenu* menu, quint64 key) { offerFilter(*menu, key); });
    connect(m_canvas, &FleetCanvas::hideWanted, this, [this](quint64 node) {
        m_options.hidden.insert(node);
        request(Places::keep);
    });
    connect(m_panel, &FleetPanel::edgeChosen, this, [this](quint64 edge) {
        m_canvas->setSelected({FleetCanvas::What::edge, edge});
        selectionChanged();
    });
    connect(&m_tables->agentTable(), &DataTable::currentRowChanged, this, [this](int row) {
        const auto* model = static_cast<SnapshotTable*>(m_tables->agentTable().model());
        if (tableShown() && row >= 0)
            m_context.state.selectActor({{model->numberAt(row)}, {}});
    });
    connect(m_canvas, &FleetCanvas::zoomChanged, this,
            [this] { m_toolbar->setZoom(m_canvas->zoom()); });
}

void FleetView::wireToolbar()
{
    connect(m_toolbar, &FleetToolbar::tableChosen, this, &FleetView::showTable);
    connect(m_toolbar, &FleetToolbar::singlePointsChanged, m_canvas, &FleetCanvas::setSinglePoints);
    connect(m_toolbar, &FleetToolbar::showHiddenClicked, this, &FleetView::showHidden);
    connect(m_toolbar, &FleetToolbar::findChanged, this, &FleetView::takeFind);
    connect(m_toolbar, &FleetToolbar::findNext, this, [this] {
        if (!m_canvas->walk(1)) {
            m_canvas->setSelected({});
            m_canvas->walk(1);
        }
    });
    connect(m_toolbar, &FleetToolbar::findClosed, this, [this] { goUp(); });
    connect(m_toolbar, &FleetToolbar::kindsChanged, this, [this] {
        for (const graph::KnownBy kind :
             {graph::KnownBy::declared, graph::KnownBy::structural, graph::KnownBy::inferred})
            m_options.kinds[static_cast<std::size_t>(kind)] =
                m_toolbar->edgeSwitch(kind).isChecked();
        request(Places::keep);
    });
}

/// While paused the picture stands.
void FleetView::takeSnapshot()
{
    if (!m_context.state.following())
        return;
    m_state = m_context.bridge.snapshot();
    request(Places::keep);
}

/// Silence must be seen although nothing arrives: while following, the clock counts, not the last arrival.
Nanos FleetView::untilNow() const
{
    const Nanos now = std::max(m_context.bridge.status().now, m_state->logTime);
    const Nanos to = m_context.state.range(now).to;
    if (m_context.state.following() || to != now)
        return to;
    return m_options.until > 0 ? m_options.until : now;
}

void FleetView::request(Places places)
{
    if (places != Places::keep)
        m_places = places;
    m_wanted = true;
    if (m_job.busy() || !isVisible())
        return;
    const bool soon = m_places != Places::keep || !m_sinceStart.isValid();
    const qint64 rest = std::max(kLeastMs, kRestFactor * m_cost);
    const qint64 wait = soon ? 0 : std::max<qint64>(0, rest - m_sinceStart.elapsed());
    if (!m_later.isActive() || wait == 0)
        m_later.start(static_cast<int>(wait));
}

/// Nothing is made for a room that nobody looks at.
void FleetView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_wanted)
        request(Places::keep);
    report();
}

void FleetView::start()
{
    if (m_job.busy() || !m_wanted || !isVisible())
        return;
    m_wanted = false;
    m_sinceStart.start();
    m_options.until = untilNow();
    makeFilter();
    const Places places = std::exchange(m_places, Places::keep);
    const Drawing before = places == Places::keep   ? m_drawing
                           : places == Places::back ? m_wide
                                                    : nullptr;
    m_job.start([this, state = m_state, options = m_options, before,
                 moved = places != Places::keep](std::stop_token) -> LatestJob::Apply {
        const Drawing drawing = makeDrawing(fleetPicture(*state, options),
                                            before ? &before->layout : nullptr, options.kinds);
        return [this, drawing, moved] { take(drawing, moved); };
    });
}

void FleetView::take(const Drawing& drawing, bool moved)
{
    m_cost = m_sinceStart.elapsed();
    const bool around = m_options.around != 0;
    const bool first = m_drawing == nullptr || m_drawing->scene.nodes.empty();
    m_drawing = drawing;
    if (!around)
        m_wide = drawing;
    setSentence();
    m_canvas->setDrawing(drawing);
    if (m_canvas->selected().what == FleetCanvas::What::nothing)
        actorsChanged(); // selected elsewhere before it was drawn here
    if (moved && !first)
        m_canvas->fitAll();
    m_toolbar->setPicture(drawing->picture);
    m_toolbar->setZoom(m_canvas->zoom());
    m_panel->setDrawing(drawing, m_state, m_canvas->selected());
    if (!m_toolbar->findLine().text().isEmpty())
        takeFind(m_toolbar->findLine().text());
    report();
    if (m_wanted)
        request(m_places);
}

void FleetView::setSentence()
{
    const FleetPicture& picture = m_drawing->picture;
    if (picture.known == 0)
        m_canvas->setSentence(tr("No agent is known yet."));
    else if (picture.matching == 0)
        m_canvas->setSentence(tr("0 of %1 nodes match.").arg(picture.known));
    else
        m_canvas->setSentence(
            tr("All %1 nodes are hidden; Shift+H shows them.").arg(picture.hidden));
}

void FleetView::showTable(bool table)
{
    m_pages->setCurrentIndex(table ? 1 : 0);
    m_toolbar->setTable(table);
    placePanel();
    placeLegend();
    focusRoom();
    report();
}

bool FleetView::settled() const
{
    return !m_job.busy() && !m_wanted && !m_later.isActive() && !m_found->searching() &&
           m_tables->settled() && m_rates->settled();
}

bool FleetView::tableShown() const
{
    return m_pages->currentIndex() == 1;
}

void FleetView::focusRoom()
{
    if (tableShown())
        m_tables->agentTable().setFocus();
    else
        m_canvas->setFocus();
}

void FleetView::relayout()
{
    m_canvas->markOldPlaces();
    request(Places::canonical);
}

void FleetView::toggleGroup(graph::Key group)
{
    const GroupFacts* facts = m_drawing ? m_drawing->picture.group(group) : nullptr;
    if (facts == nullptr)
        return;
    if (facts->collapsed) {
        m_options.collapsed.erase(group);
        m_options.expanded.insert(group);
    } else {
        m_options.expanded.erase(group);
        m_options.collapsed.insert(group);
    }
    request(Places::keep);
}

void FleetView::showAround(graph::Key node)
{
    if (m_options.around == node)
        return;
    m_options.around = node;
    request(node == 0 ? Places::back : Places::canonical);
}

bool FleetView::goUp()
{
    if (m_rates->board().hasFocus()) {
        focusRoom();
    } else if (!m_toolbar->findLine().isHidden()) {
        m_toolbar->closeFind();
        focusRoom();
    } else if (m_options.around != 0) {
        showAround(0);
    } else if (m_canvas->selected().what != FleetCanvas::What::nothing) {
        m_canvas->setSelected({});
        selectionChanged();
    } else {
        return false;
    }
    return true;
}

void FleetView::selectionChanged()
{
    const FleetCanvas::Hit& hit = m_canvas->selected();
    ActorSelection actors;
    if (m_drawing != nullptr && hit.what == FleetCanvas::What::node) {
        if (const NodeFacts* node = m_drawing->picture.node(hit.key))
            actors.from = node->agent;
    } else if (m_drawing != nullptr && hit.what == FleetCanvas::What::edge) {
        const EdgeFacts* edge = m_drawing->picture.edge(hit.key);
        if (edge != nullptr && edge->delegations.size() == 1) {
            const DelegationRow& row = m_state->delegations[edge->delegations.front()];
            actors = {row.from, row.to};
        }
    }
    m_context.state.selectActor(actors);
    m_panel->setDrawing(m_drawing, m_state, hit);
}

/// Somebody else selected an actor or an edge.
void FleetView::actorsChanged()
{
    if (m_drawing == nullptr)
        return;
    const ActorSelection& actors = m_context.state.actors();
    FleetCanvas::Hit hit;
    if (actors.isActor() && m_drawing->picture.node(actors.from.value) != nullptr)
        hit = {FleetCanvas::What::node, actors.from.value};
    for (const EdgeFacts& edge : m_drawing->picture.edges)
        if (actors.isEdge() && edge.from == actors.from.value && edge.to == actors.to.value)
            hit = {FleetCanvas::What::edge, edge.key};
    if (hit.what == FleetCanvas::What::nothing || hit == m_canvas->selected())
        return;
    m_canvas->setSelected(hit);
    m_panel->setDrawing(m_drawing, m_state, hit);
}

void FleetView::setSidePanelShown(bool shown)
{
    m_panelShown = shown;
    placePanel();
}

bool FleetView::sidePanelShown() const
{
    return m_panelShown;
}

void FleetView::setRatesShown(bool shown)
{
    if (!shown && m_rates->board().hasFocus())
        focusRoom();
    m_rates->setVisible(shown);
}

bool FleetView::ratesShown() const
{
    return !m_rates->isHidden();
}

void FleetView::toggleRates()
{
    setRatesShown(!m_rates->board().hasFocus());
    if (ratesShown())
        m_rates->board().setFocus();
}

void FleetView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_rates->setFixedHeight(std::clamp(height() * 2 / 7, kLeastRates, kMostRates));
    placeLegend();
}

/// Of low windows the graph needs every line.
void FleetView::placeLegend()
{
    m_legend->setVisible(!tableShown() && height() >= kLegendFrom);
}

/// The tables have columns for all of it, and need the width.
void FleetView::placePanel()
{
    m_panel->setVisible(m_panelShown && !tableShown());
}

} // namespace penstock::ui
