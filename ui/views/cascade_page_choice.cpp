// SPDX-License-Identifier: GPL-3.0-or-later
// CascadePage: what is selected, lit and chosen, and that all its parts agree on it.
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QMenu>

#include <algorithm>

#include "core/query/parser.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/models/filter_rows.h"
#include "ui/models/format.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_facts.h"
#include "ui/views/cascade_header.h"
#include "ui/views/cascade_page.h"
#include "ui/views/inspector.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr Nanos kFresh = 60 * kSecond; ///< what was heard this recently may still run now

/// The steps between two lit ones in a set told as ranges.
std::vector<NodeRange> rangesOf(const std::vector<std::uint32_t>& nodes)
{
    std::vector<NodeRange> ranges;
    for (const std::uint32_t node : nodes)
        ranges.push_back({node, node + 1});
    return ranges;
}

} // namespace

/// Somebody else selected a step.
void CascadePage::takeStep()
{
    const Shape& shape = m_waterfall->shape();
    if (!shape)
        return;
    const StepKey wanted{m_context.state.stepTrace(), m_context.state.step()};
    const std::uint32_t now = m_waterfall->selected();
    if (wanted.span.isZero() || (now != 0 && keyOf(*shape->view, now) == wanted))
        return;
    const std::uint32_t node = findSteps(*shape->view, {&wanted, 1}).front();
    if (node != 0)
        m_waterfall->select(node);
}

void CascadePage::selectionChanged()
{
    const std::uint32_t node = m_waterfall->selected();
    if (node != 0) {
        const StepKey key = keyOf(*m_waterfall->shape()->view, node);
        m_context.state.selectStepIn(key.trace, key.span);
    }
    showInspected();
    showInGraph();
    if (m_reach != Reach::none)
        light(Reach::none);
}

void CascadePage::graphSelected()
{
    const FleetCanvas::Hit& hit = m_graph->selected();
    const auto step = m_causes.firstStep.find(hit.key);
    if (hit.what == FleetCanvas::What::nothing || step == m_causes.firstStep.end() ||
        m_causesOf != m_waterfall->shape()->view)
        return;
    // A step that the node stands for already stays selected.
    const std::uint32_t now = m_waterfall->selected();
    if (now == 0 || hit.what == FleetCanvas::What::edge ||
        causeKey(*m_causesOf, m_causes, now) != hit.key)
        m_waterfall->select(step->second);
}

void CascadePage::showInGraph()
{
    const Shape& shape = m_waterfall->shape();
    const std::uint32_t node = m_waterfall->selected();
    if (!graphShown() || !shape || m_causesOf != shape->view)
        return;
    const graph::Key key = node == 0 ? 0 : causeKey(*shape->view, m_causes, node);
    const FleetCanvas::Hit& hit = m_graph->selected();
    const auto step = m_causes.firstStep.find(hit.key);
    if (hit.what == FleetCanvas::What::edge && step != m_causes.firstStep.end() &&
        step->second == node)
        return; // the edge that leads here was chosen
    m_graph->setSelected(key == 0 ? FleetCanvas::Hit{}
                                  : FleetCanvas::Hit{FleetCanvas::What::node, key});
}

/// Names are readable from the start: of a graph that does not fit then, the part round the selected step, or where it begins.
void CascadePage::showWholeGraph()
{
    constexpr double kReadable = 0.6;
    m_graph->fitAll();
    showInGraph();
    if (m_graph->zoom() >= kReadable)
        return;
    m_graph->fit(); // centres what is selected
    m_graph->zoomBy(kReadable / m_graph->zoom());
    if (m_graph->selected().what != FleetCanvas::What::nothing)
        return;
    constexpr double kMargin = 24;
    const FleetCamera& camera = m_graph->camera(); // else from where everything began
    const graph::Rect& all = m_graph->drawing()->scene.bounds;
    m_graph->pan(QPointF(all.x - camera.origin.x(), all.y - camera.origin.y()) * camera.zoom -
                 QPointF(kMargin, kMargin));
}

void CascadePage::showInspected()
{
    const Shape& shape = m_waterfall->shape();
    m_inspector->showStep(shape ? shape->view : nullptr, shape ? m_waterfall->selected() : 0);
}

void CascadePage::light(Reach reach)
{
    m_reach = reach == m_reach ? Reach::none : reach;
    updateLit();
}

/// Counted in words above the lines; in the graph the other nodes step back too.
void CascadePage::updateLit()
{
    const Shape& shape = m_waterfall->shape();
    const std::uint32_t node = m_waterfall->selected();
    if (m_reach == Reach::none || !shape || node == 0) {
        m_reach = Reach::none;
        m_litBar->hide();
        m_waterfall->setLit(nullptr);
        m_graph->setMatches({});
        return;
    }
    const CascadeView& view = *shape->view;
    const std::vector<NodeRange> ranges =
        m_reach == Reach::downstream ? downstreamOf(view, node) : rangesOf(ledTo(view, node));
    auto lit = std::make_shared<std::vector<bool>>(std::size_t{view.size()} + 1, false);
    (*lit)[node] = true;
    for (const NodeRange& range : ranges)
        std::fill(lit->begin() + range.first, lit->begin() + range.last, true);
    const QString name = safeLine(view.nameOf(node));
    if (m_reach == Reach::downstream) {
        const BranchCount count = countDownstream(view, node);
        m_litText->setText(tr("Everything that %1 set off: %2, %3")
                               .arg(name, branchText(count), branchCost(count)));
    } else {
        m_litText->setText(
            tr("All that led to %1: %2").arg(name, branchText(countBranch(view, ranges))));
    }
    m_litBar->show();
    if (graphShown() && m_causesOf == shape->view) {
        std::set<graph::Key> keys;
        for (const auto& [key, step] : m_causes.firstStep)
            if ((*lit)[step])
                keys.insert(key);
        m_graph->setMatches(std::move(keys));
    }
    m_waterfall->setLit(std::move(lit));
}

QString CascadePage::litText() const
{
    return m_reach == Reach::none ? QString() : m_litText->text();
}

QString CascadePage::graphText() const
{
    return m_graphText->text();
}

bool CascadePage::goUp()
{
    if (m_reach == Reach::none)
        return false;
    light(Reach::none);
    return true;
}

/// Steps that do not match step back and keep their place: what led where must be seen.
void CascadePage::filterSteps()
{
    m_filterJob.cancel();
    if (m_search)
        m_search->store(true);
    m_search = nullptr;
    const Shape& shape = m_waterfall->shape();
    if (!shape || m_context.state.filter().isEmpty()) {
        takeMatches({});
        return;
    }
    m_filterJob.start(
        [this, filter = m_context.state.filter(), view = shape->view, state = m_state,
         now = m_context.bridge.status().now](std::stop_token stop) -> LatestJob::Apply {
            auto matched =
                std::make_shared<MatchedSteps>(matchCascade(filter, *view, state, now, stop));
            return [this, matched] {
                if (matched->applies)
                    takeMatches(*matched);
                else
                    searchMatches(*matched);
            };
        });
    reportFilter();
}

CascadePage::~CascadePage()
{
    if (m_search)
        m_search->store(true);
}

/// What the view cannot tell, the index and the log can.
void CascadePage::searchMatches(const MatchedSteps& refused)
{
    const Shape shape = m_waterfall->shape();
    const ParsedFilter parsed =
        parseFilter(m_context.state.filter().toStdString(), filterScope(RowKind::step));
    if (!shape || refused.sentence.isEmpty() || parsed.verdict == FilterVerdict::invalid)
        return takeMatches(refused);
    StepSearch search;
    search.filter = parsed.filter;
    search.now = m_context.bridge.status().now;
    search.keep = StepSearch::Keep::places;
    search.limit = shape->size() + std::size_t{1};
    search.cancel = m_search = std::make_shared<std::atomic<bool>>(false);
    search.within.emplace();
    for (const CascadeTrace& trace : shape->view->traces)
        search.within->push_back(trace.index);
    m_context.bridge.searchSteps(std::move(search), [this, shape](Result<StepPage>& found) {
        m_search = nullptr;
        if (found && found->understood())
            return takePlaces(*found, shape);
        MatchedSteps none;
        none.sentence = found ? tr("The filter is not applied here. %1")
                                    .arg(safeLine(found->diagnostic.sentence, 300))
                              : QString::fromStdString(found.error().sentence);
        takeMatches(none);
    });
    reportFilter();
}

/// Where the found steps stand in the view they were looked for in.
void CascadePage::takePlaces(const StepPage& page, const Shape& of)
{
    std::vector<StepKey> keys;
    for (const FoundStep& step : page.steps)
        keys.push_back({step.at.trace, step.at.span});
    m_filterJob.start([this, of, keys = std::move(keys)](std::stop_token) -> LatestJob::Apply {
        auto matched = std::make_shared<MatchedSteps>();
        matched->applies = true;
        matched->matching.assign(std::size_t{of->size()} + 1, false);
        for (const std::uint32_t node : findSteps(*of->view, keys))
            if (node != 0 && !matched->matching[node]) {
                matched->matching[node] = true;
                ++matched->count;
            }
        return [this, of, matched] {
            if (m_waterfall->shape() == of)
                takeMatches(*matched);
        };
    });
}

void CascadePage::takeMatches(const MatchedSteps& matched)
{
    m_matched = matched;
    m_waterfall->setMatching(matched.applies ? std::make_shared<std::vector<bool>>(matched.matching)
                                             : nullptr);
    reportFilter();
}

void CascadePage::reportFilter()
{
    const Shape& shape = m_waterfall->shape();
    if (!isVisible() || !shape)
        return;
    FilterOutcome outcome;
    outcome.rows = tr("steps");
    outcome.known = shape->size();
    outcome.shown = m_matched.applies ? m_matched.count : outcome.known;
    outcome.busy = m_filterJob.busy() || m_search != nullptr;
    outcome.sentence = m_matched.sentence;
    m_context.state.reportFilter(m_context.state.room(), Level::trace, outcome);
}

void CascadePage::takeRange()
{
    const TimeRange range = m_context.state.range(0); // one that ends at 0 is not of its own
    if (range.to == 0)
        m_waterfall->setRange({});
    else
        m_waterfall->setRange(WaterfallMarks::Stretch{range.from, range.to});
}

/// Time goes on only where something was heard a moment ago; an old record of unfinished work has no now.
void CascadePage::takeClock()
{
    const Shape& shape = m_waterfall->shape();
    const bool runs =
        shape && shape->view->facts.open > 0 && m_context.bridge.status().now - shape->end < kFresh;
    m_waterfall->setNow(runs ? shape->end : 0);
}

void CascadePage::rangeMenu(qint64 from, qint64 to, const QPoint& at)
{
    m_context.state.setRange({from, to});
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Zoom to this time"), this,
                    [this, from, to] { m_waterfall->zoomTo(from, to); });
    menu->addAction(tr("Copy the times"), this, [from, to] {
        QGuiApplication::clipboard()->setText(fullTimeText(from) + u" \u2013 "_s +
                                              fullTimeText(to));
    });
    menu->addSeparator();
    menu->addAction(tr("Follow the newest again (Space)"), this,
                    [this] { m_context.state.setFollowing(true); });
    menu->popup(at);
}

void CascadePage::stepMenu(quint32 node, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [](const QString& text) { QGuiApplication::clipboard()->setText(text); };
    menu->addAction(tr("Everything downstream"), this, [this] { light(Reach::downstream); });
    menu->addAction(tr("All that led here"), this, [this] { light(Reach::ledTo); });
    menu->addSeparator();
    menu->addAction(tr("Zoom to it (F)"), this, [this] { m_waterfall->fit(); });
    const bool pinned = std::ranges::count(m_waterfall->marks().pinned, node) > 0;
    menu->addAction(pinned ? tr("Let go from the top (M)") : tr("Keep at the top (M)"), this,
                    [this] { m_waterfall->togglePin(); });
    menu->addAction(tr("Fold everything"), this, [this] { m_waterfall->foldAll(); });
    menu->addAction(tr("Unfold everything"), this, [this] { m_waterfall->unfoldAll(); });
    menu->addSeparator();
    menu->addAction(tr("Copy line"), this, [this, copy, node] {
        copy(m_waterfall->lineText(m_waterfall->rows().rowOf(node)));
    });
    menu->addAction(tr("Copy as JSON"), this,
                    [this, copy, node] { copy(m_waterfall->stepJson(node)); });
    menu->popup(at);
}

void CascadePage::setInspectorShown(bool shown)
{
    m_inspector->setVisible(shown);
}

bool CascadePage::inspectorShown() const
{
    return m_inspector->isVisibleTo(this);
}

void CascadePage::showGraph(bool shown)
{
    m_header->graph().setChecked(shown);
    m_graphBox->setVisible(shown);
    if (shown) {
        startGraph();
        showInGraph();
        updateLit();
    }
}

bool CascadePage::graphShown() const
{
    return !m_graphBox->isHidden();
}

void CascadePage::toggleCriticalPath()
{
    m_header->criticalPath().toggle();
}

void CascadePage::toggleLinks()
{
    m_header->links().toggle();
}

void CascadePage::focusSteps()
{
    m_waterfall->setFocus();
}

} // namespace penstock::ui
