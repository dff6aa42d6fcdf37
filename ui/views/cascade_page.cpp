// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cascade_page.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/graph/fleet_canvas.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_facts.h"
#include "ui/views/cascade_header.h"
#include "ui/views/inspector.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kSilentWaitMs = 300;
constexpr qint64 kRestFactor = 4; ///< the pool thread rests four times as long as it works

} // namespace

/// What a pool thread hands over: the shape, what is open in it, and where the selected and the pinned steps are now.
struct CascadePage::Made {
    Shape shape;
    Folding folding;
    std::vector<std::uint32_t> found;         ///< the selected step, then the pinned ones
    std::shared_ptr<const StepAlarms> alarms; ///< null: none
    bool same = false;

    /// The last of what was found are the steps that these marks are for.
    void takeAlarms(const std::vector<AlarmMark>& marks)
    {
        if (marks.empty())
            return;
        auto of = std::make_shared<StepAlarms>();
        const std::size_t before = found.size() - marks.size();
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (const std::uint32_t node = found[before + i]; node != 0)
                keepWorse((*of)[node], marks[i]);
        found.resize(before);
        alarms = std::move(of);
    }
};

CascadePage::CascadePage(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_state(context.bridge.snapshot())
{
    buildUi();
    wire();
    takePlace();
}

void CascadePage::buildUi()
{
    m_header = new CascadeHeader(m_context.theme, this);
    QWidget* lit = buildLitBar();
    m_split = new QSplitter(Qt::Vertical, this);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_waterfall = new WaterfallCanvas(m_context.theme, m_split);
    QWidget* graph = buildGraph();
    m_split->addWidget(m_waterfall);
    m_split->addWidget(graph);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_inspector = new Inspector(m_context, this);
    m_inspector->setFixedWidth(kInspectorWidth);
    auto* left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_header);
    left->addWidget(lit);
    left->addWidget(m_split, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_inspector);
}

/// What the graph does not draw is told above it.
QWidget* CascadePage::buildGraph()
{
    m_graphBox = new QWidget(m_split);
    m_graphBar = new Panel(m_context.theme, Panel::Edge::bottom, m_graphBox, Panel::Ground::field);
    m_graphBar->setFixedHeight(kRoomyRow);
    m_graphText =
        new TextLabel(m_context.theme, uiFont(TextSize::body), Tone::secondary, m_graphBar);
    auto* words = new QHBoxLayout(m_graphBar);
    words->setContentsMargins(12, 0, 12, 1);
    words->addWidget(m_graphText, 1);
    m_graphBar->hide();
    m_graph = new FleetCanvas(m_context.theme, m_graphBox);
    m_graph->setAccessibleName(tr("Graph of causes"));
    m_graph->setContextMenuPolicy(Qt::NoContextMenu);
    m_graph->setSentence(tr("No agent run is known in this cascade."));
    auto* column = new QVBoxLayout(m_graphBox);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_graphBar);
    column->addWidget(m_graph, 1);
    m_graphBox->hide();
    return m_graphBox;
}

void CascadePage::sayWhatTheGraphLeavesOut()
{
    QStringList sentences;
    if (m_view && m_view->facts.stepsToCome > 0)
        sentences << tr("%1 still to come, and with them who delegated to whom.")
                         .arg(countOf(m_view->facts.stepsToCome, tr("step"), tr("steps")));
    if (m_causes.merged)
        sentences << tr("A node stands for all runs of an agent: there are %1.")
                         .arg(countOf(m_causesOf->runs.size(), tr("run"), tr("runs")));
    if (m_causes.leftOut > 0)
        sentences << tr("%1 left out, the lines above have them.")
                         .arg(countOf(m_causes.leftOut, tr("tool or store"),
                                      tr("tools and stores")));
    m_graphText->setText(sentences.join(u' '));
    m_graphBar->setVisible(!sentences.isEmpty());
}

QWidget* CascadePage::buildLitBar()
{
    m_litBar = new Panel(m_context.theme, Panel::Edge::bottom, this, Panel::Ground::field);
    m_litBar->setFixedHeight(kRoomyRow);
    m_litText = new TextLabel(m_context.theme, uiFont(TextSize::body), Tone::primary, m_litBar);
    auto* clear = new QPushButton(tr("Show all alike (Esc)"), m_litBar);
    clear->setProperty("link", true);
    connect(clear, &QPushButton::clicked, this, [this] { light(Reach::none); });
    auto* row = new QHBoxLayout(m_litBar);
    row->setContentsMargins(12, 0, 12, 1);
    row->addWidget(m_litText, 1);
    row->addWidget(clear);
    m_litBar->hide();
    return m_litBar;
}

void CascadePage::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &CascadePage::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &CascadePage::takeClock);
    connect(&m_context.state, &ViewState::followingChanged, this, &CascadePage::takeSnapshot);
    connect(&m_context.state, &ViewState::traceChanged, this, &CascadePage::takePlace);
    connect(&m_context.state, &ViewState::placeChanged, this, &CascadePage::takePlace);
    connect(&m_context.state, &ViewState::stepChanged, this, &CascadePage::takeStep);
    connect(&m_context.state, &ViewState::rangeChanged, this, &CascadePage::takeRange);
    connect(&m_context.state, &ViewState::filterChanged, this, &CascadePage::filterSteps);
    connect(m_waterfall, &WaterfallCanvas::selectionChanged, this, &CascadePage::selectionChanged);
    connect(m_waterfall, &WaterfallCanvas::rangeChosen, this, &CascadePage::rangeMenu);
    connect(m_waterfall, &WaterfallCanvas::menuWanted, this, &CascadePage::stepMenu);
    connect(m_graph, &FleetCanvas::selectionChanged, this, &CascadePage::graphSelected);
    connect(m_graph, &FleetCanvas::nodeOpened, this, [this] { m_waterfall->fit(); });
    connect(m_inspector, &Inspector::reachWanted, this, &CascadePage::light);
    connect(m_inspector, &Inspector::stepWanted, this,
            [this](quint32 node) { m_waterfall->select(node); });
    connect(&m_header->criticalPath(), &QAbstractButton::toggled, m_waterfall,
            &WaterfallCanvas::setCriticalPath);
    connect(&m_header->links(), &QAbstractButton::toggled, m_waterfall, &WaterfallCanvas::setLinks);
    connect(&m_header->graph(), &QAbstractButton::toggled, this, &CascadePage::showGraph);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &CascadePage::startShape);
    m_waited.setSingleShot(true);
    m_waited.setInterval(kSilentWaitMs);
    connect(&m_waited, &QTimer::timeout, this, &CascadePage::sayHowMuchThereIs);
}

void CascadePage::setBeside(bool beside)
{
    m_beside = beside;
    takePlace();
}

/// A step of another trace of the same cascade changes nothing here.
void CascadePage::takePlace()
{
    const bool here = m_beside || m_context.state.level() == Level::trace;
    const TraceIndex trace = here ? m_context.state.trace() : TraceIndex{};
    if (trace == m_trace)
        return;
    m_trace = trace;
    m_view = nullptr;
    m_reach = Reach::none;
    m_litBar->hide();
    m_shapeJob.cancel();
    m_waterfall->setShape(nullptr, {}, false);
    m_waterfall->setWaiting(static_cast<bool>(trace));
    showInspected();
    if (!trace) {
        m_causesOf = nullptr; // what is closed holds no memory
        m_waterfall->setWaiting(false, tr("What is selected in another view is shown here."));
        return;
    }
    m_waited.start();
    m_state = m_context.bridge.snapshot();
    takeSnapshot();
}

void CascadePage::takeSnapshot()
{
    const bool hasAll = m_view && m_view->facts.stepsToCome == 0;
    if (!m_trace || (hasAll && !m_context.state.following())) // paused: no newer one
        return;
    m_state = m_context.bridge.snapshot();
    if (m_trace.value > m_state->cascades.size())
        return;
    takeHeader();
    std::shared_ptr<const CascadeView> opened = m_context.bridge.openedCascade(m_trace);
    CascadeAlarms alarms = alarmsOf(*m_state, m_trace);
    const bool same = alarms == m_alarms;
    m_alarms = std::move(alarms);
    if (opened == nullptr || (opened == m_view && same))
        return;
    m_view = std::move(opened);
    makeShapeSoon();
}

void CascadePage::takeHeader()
{
    const CascadeRow row = cascadeRow(*m_state, m_trace);
    const CascadeShape* shape = m_waterfall->shape().get();
    m_header->setCascade(row, m_state->traces[row.root.value], shape,
                         m_context.bridge.status().now);
}

void CascadePage::makeShapeSoon()
{
    if (m_shapeJob.busy() || !isVisible())
        return;
    const bool first = !m_waterfall->shape();
    const qint64 rest = kRestFactor * m_cost;
    const qint64 wait = first ? 0 : std::max<qint64>(0, rest - m_sinceStart.elapsed());
    if (!m_later.isActive())
        m_later.start(static_cast<int>(wait));
}

/// Nothing is made for a page that nobody looks at.
void CascadePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reportFilter();
    takePlace();
    if (m_view && (!m_waterfall->shape() || m_waterfall->shape()->view != m_view))
        makeShapeSoon();
}

void CascadePage::startShape()
{
    if (!m_view || m_shapeJob.busy())
        return;
    m_sinceStart.start();
    const Shape before = m_waterfall->shape();
    std::vector<StepKey> keys{{m_context.state.stepTrace(), m_context.state.step()}};
    std::ranges::copy(before ? m_waterfall->pinnedKeys() : std::vector<StepKey>(),
                      std::back_inserter(keys));
    std::ranges::copy(m_alarms.steps, std::back_inserter(keys));
    m_shapeJob.start([this, view = m_view, before, keys, folding = m_waterfall->rows().folding(),
                      marks = m_alarms.marks](std::stop_token) -> LatestJob::Apply {
        Made made;
        made.shape = makeShape(view);
        made.same = before != nullptr;
        made.folding =
            before ? carryFolding(*before, folding, *made.shape) : startFolding(*made.shape);
        made.found = findSteps(*view, keys);
        made.takeAlarms(marks);
        return [this, made] { takeShape(made); };
    });
}

void CascadePage::takeShape(const Made& made)
{
    m_cost = m_sinceStart.elapsed();
    m_waited.stop();
    const bool hadStep = made.same && m_waterfall->selected() != 0;
    m_waterfall->setShape(made.shape, made.folding, made.same);
    m_waterfall->setAlarms(made.alarms);
    if (made.same)
        m_waterfall->setPinned({made.found.begin() + 1, made.found.end()});
    // A step that was asked for may be one of those still to come: nothing else takes its place.
    std::uint32_t step = made.found.front();
    if (step == 0 && !made.same && m_context.state.step().isZero())
        for (const CascadeTrace& trace : made.shape->view->traces)
            if (trace.index == m_trace)
                step = trace.node;
    takeHeader();
    takeRange();
    takeClock();
    if (hadStep)
        m_waterfall->reselect(step);
    else if (step != 0)
        m_waterfall->select(step);
    showInspected();
    updateLit();
    filterSteps();
    if (graphShown())
        startGraph();
    if (m_view != made.shape->view)
        makeShapeSoon();
}

void CascadePage::startGraph()
{
    const Shape shape = m_waterfall->shape();
    if (!shape || m_causesOf == shape->view || m_graphJob.busy())
        return;
    const Drawing before = m_causesOf && m_causesOf->facts.root == shape->view->facts.root
                               ? m_graph->drawing()
                               : nullptr;
    m_graphJob.start([this, view = shape->view, before](std::stop_token) -> LatestJob::Apply {
        auto causes = std::make_shared<CausePicture>(causePicture(*view));
        const Drawing drawing = makeDrawing(FleetPicture(causes->picture),
                                            before ? &before->layout : nullptr, {true, true, true});
        return [this, view, causes, drawing, fit = before == nullptr] {
            m_causes = std::move(*causes);
            m_causesOf = view;
            m_graph->setDrawing(drawing);
            sayWhatTheGraphLeavesOut();
            if (fit)
                showWholeGraph();
            showInGraph();
            updateLit();
            startGraph();
        };
    });
}

bool CascadePage::isWhole() const
{
    return settled() && m_view->facts.stepsToCome == 0;
}

bool CascadePage::settled() const
{
    const Shape& shape = m_waterfall->shape();
    return shape && shape->view == m_view && !m_shapeJob.busy() &&
           (!graphShown() || m_causesOf == m_view);
}

void CascadePage::sayHowMuchThereIs()
{
    if (m_waterfall->shape() || !m_trace || m_trace.value > m_state->cascades.size())
        return;
    const CascadeRow row = cascadeRow(*m_state, m_trace);
    m_waterfall->setWaiting(true,
                            tr("Putting the cascade together; it has %1 in %2. Esc goes back.")
                                .arg(countOf(row.steps, tr("step"), tr("steps")),
                                     countOf(row.traces, tr("trace"), tr("traces"))));
}

} // namespace penstock::ui
