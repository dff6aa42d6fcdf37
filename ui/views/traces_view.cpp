// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/traces_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/views/found_traces.h"
#include "ui/views/steps_list.h"
#include "ui/views/trace_summary.h"
#include "ui/views/view_filter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/new_rows_bar.h"
#include "ui/widgets/panel.h"

namespace penstock::ui {
namespace {

constexpr int kSummaryWidth = 336; // of the 352 of side panels: the list needs the rest

QPushButton* makeTab(const QString& text, QWidget* parent)
{
    auto* tab = new QPushButton(text, parent);
    tab->setProperty("tab", true);
    tab->setCheckable(true);
    tab->setAutoExclusive(true);
    return tab;
}

void makeSortable(DataTable* list)
{
    list->horizontalHeader()->setSortIndicator(SnapshotTable::kNumberColumn, Qt::DescendingOrder);
    list->setSortingEnabled(true);
}

} // namespace

TracesView::TracesView(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_traces(new TraceTable(this)),
      m_runs(new RunTable(this))
{
    buildUi();
    wire();
    takeSnapshot();
}

void TracesView::buildUi()
{
    QWidget* toolbar = buildToolbar(); // made first: the focus goes in reading order
    m_traceList = new DataTable(m_context.theme, m_traces, m_traces->columns(), this);
    m_traceList->setStretchColumn(TraceTable::kName);
    m_traceList->setAccessibleName(tr("Traces"));
    m_runList = new DataTable(m_context.theme, m_runs, m_runs->columns(), this);
    m_runList->setStretchColumn(RunTable::kAgent);
    m_runList->setAccessibleName(tr("Runs"));
    for (DataTable* list : {m_traceList, m_runList})
        makeSortable(list);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_traceList);
    m_stack->addWidget(m_runList);
    m_steps = new StepsList(m_context, this);
    m_stack->addWidget(m_steps);
    m_summary = new TraceSummary(m_context, this);
    m_summary->setFixedWidth(kSummaryWidth);

    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(toolbar);
    left->addWidget(m_stack, 1);
    auto* row = new QHBoxLayout(this);
    row->setSpacing(0);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(left, 1);
    row->addWidget(m_summary);
}

QWidget* TracesView::buildToolbar()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::bottom, this);
    bar->setFixedHeight(kToolbarHeight + 4);
    m_tracesTab = makeTab(tr("Traces"), bar);
    m_runsTab = makeTab(tr("Runs"), bar);
    m_stepsTab = makeTab(tr("Steps"), bar);
    m_tracesTab->setChecked(true);
    m_newRows = new NewRowsBar(m_context.theme, bar);
    m_count = new QLabel(bar);
    m_count->setTextFormat(Qt::PlainText);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_tracesTab);
    row->addWidget(m_runsTab);
    row->addWidget(m_stepsTab);
    row->addSpacing(8);
    row->addWidget(m_newRows);
    row->addStretch(1);
    row->addWidget(m_count);
    return bar;
}

void TracesView::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, [this] {
        if (isVisible()) // a room that nobody looks at costs nothing
            takeSnapshot();
    });
    connect(&m_context.state, &ViewState::followingChanged, this, &TracesView::takeFollowing);
    connect(m_tracesTab, &QPushButton::clicked, this, [this] { showList(List::traces); });
    connect(m_runsTab, &QPushButton::clicked, this, [this] { showList(List::runs); });
    connect(m_stepsTab, &QPushButton::clicked, this, [this] { showList(List::steps); });
    connect(m_steps, &StepsList::changed, this, [this] {
        if (m_list == List::steps)
            updateTexts();
    });
    connect(&m_steps->table(), &DataTable::currentRowChanged, this, &TracesView::selectCurrent);
    connect(m_newRows, &QAbstractButton::clicked, this, [this] {
        m_context.state.setFollowing(true);
        letGo();
    });
    connect(&m_context.state, &ViewState::traceChanged, this, [this] {
        if (m_list == List::traces && isVisible() && !table().hasFocus())
            syncSelection(); // selected in a view beside this one
    });
    for (DataTable* list : {m_traceList, m_runList}) {
        connect(list, &DataTable::touched, this, [this] { m_context.state.setFollowing(false); });
        connect(list, &DataTable::activatedRow, this, &TracesView::openCurrent);
        connect(list, &DataTable::currentRowChanged, this, &TracesView::selectCurrent);
    }
    for (SnapshotTable* model :
         {static_cast<SnapshotTable*>(m_traces), static_cast<SnapshotTable*>(m_runs)}) {
        followFilter(m_context, *model);
        connect(model, &SnapshotTable::filterTaken, this, &TracesView::updateTexts);
        connect(model, &SnapshotTable::newRowsChanged, this, &TracesView::updateTexts);
        connect(model, &SnapshotTable::orderChanged, this, [this] {
            if (m_context.state.following() && !table().keepsPlace())
                table().scrollToTop();
        });
    }
    m_tracesFound = new FoundTraces(m_context, *m_traces, *m_traceList);
    m_runsFound = new FoundTraces(m_context, *m_runs, *m_runList);
    for (FoundTraces* found : {m_tracesFound, m_runsFound})
        connect(found, &FoundTraces::changed, this, &TracesView::updateTexts);
}

void TracesView::showList(List list)
{
    m_list = list;
    m_stack->setCurrentIndex(static_cast<int>(list));
    (list == List::traces ? m_tracesTab
     : list == List::runs ? m_runsTab
                          : m_stepsTab)
        ->setChecked(true);
    syncSelection();
    updateTexts();
}

DataTable& TracesView::table() const
{
    return m_list == List::traces ? *m_traceList
           : m_list == List::runs ? *m_runList
                                  : m_steps->table();
}

void TracesView::setSidePanelShown(bool shown)
{
    m_summary->setVisible(shown);
}

bool TracesView::sidePanelShown() const
{
    return m_summary->isVisibleTo(this);
}

void TracesView::focusList()
{
    table().setFocus();
    syncSelection();
    // Taking the focus makes the first row current, but does not select it.
    if (table().model()->rowCount() > 0 && !table().selectionModel()->hasSelection())
        table().selectRow(std::max(0, table().currentRow()), false);
}

// A trace opened from elsewhere is the one the side panel shows, so the list must not show another as selected. A trace
// has many runs: there the row that was selected wins.
void TracesView::syncSelection()
{
    if (m_list == List::steps) {
        if (m_steps->table().selectionModel()->hasSelection())
            selectCurrent(m_steps->table().currentRow());
        return;
    }
    if (m_list == List::runs) {
        if (m_runList->selectionModel()->hasSelection())
            selectCurrent(m_runList->currentRow());
        return;
    }
    const int row = m_traces->rowOf(m_context.state.trace().value);
    if (row < 0 || row == m_traceList->currentRow())
        return;
    m_traceList->selectRow(row, true);
    if (m_context.state.following())
        keepSelected(m_traceList);
}

void TracesView::keepSelected(DataTable* list)
{
    const int row = list->currentRow();
    list->setKeepsPlace(row > 0 && list->selectionModel()->isRowSelected(row) &&
                        list->rowVisible(row));
    if (list == &table())
        m_rowsWhenKept = list->model()->rowCount();
    if (!list->keepsPlace())
        list->scrollToTop();
    updateTexts();
}

bool TracesView::letGo()
{
    if (!m_context.state.following() || !table().keepsPlace())
        return false;
    table().setKeepsPlace(false);
    table().scrollToTop();
    updateTexts();
    return true;
}

void TracesView::takeSnapshot()
{
    m_traces->setState(m_context.bridge.snapshot());
    m_runs->setState(m_context.bridge.snapshot());
    if (table().hasFocus() && !table().selectionModel()->hasSelection())
        focusList(); // the first row of an empty list has just come
    updateTexts();
}

void TracesView::takeFollowing()
{
    if (!m_context.state.following())
        takeSnapshot(); // a room that was not seen is paused at the same moment as all others
    const bool following = m_context.state.following();
    for (DataTable* list : {m_traceList, m_runList})
        if (following)
            keepSelected(list); // before the rows that waited come in
        else
            list->setKeepsPlace(false);
    m_traces->setFrozen(!following);
    m_runs->setFrozen(!following);
    updateTexts();
}

void TracesView::openCurrent(int row)
{
    if (m_list == List::traces) {
        m_context.state.openTrace({m_traces->numberAt(row)});
        return;
    }
    const TraceIndex trace = m_runs->traceAt(row);
    const SpanId span = m_runs->spanAt(row);
    if (!trace)
        return;
    m_context.state.openTrace(trace);
    m_context.state.selectStep(span);
}

void TracesView::selectCurrent(int row)
{
    const bool isStep = m_list == List::steps && row >= 0 && row < m_steps->model().size();
    const TraceIndex trace = isStep                   ? m_steps->model().at(row).at.trace
                             : m_list == List::traces ? TraceIndex{m_traces->numberAt(row)}
                             : m_list == List::runs   ? m_runs->traceAt(row)
                                                      : TraceIndex{};
    if (trace)
        m_context.state.selectTrace(trace);
}

void TracesView::updateTexts()
{
    if (m_list == List::steps) { // it tells the rest itself
        m_newRows->setState(
            m_context.state.following() ? NewRowsBar::Mode::hidden : NewRowsBar::Mode::paused, 0);
        const auto count = static_cast<std::uint64_t>(m_steps->model().size());
        const QString text = countOf(count, tr("step"), tr("steps"));
        m_count->setText(m_steps->more() ? tr("%1, and older ones").arg(text) : text);
        return;
    }
    const SnapshotTable& model =
        m_list == List::traces ? static_cast<SnapshotTable&>(*m_traces) : *m_runs;
    if (!m_context.state.following())
        m_newRows->setState(NewRowsBar::Mode::paused, model.newRows());
    else if (table().keepsPlace())
        m_newRows->setState(NewRowsBar::Mode::kept, static_cast<std::uint32_t>(std::max(
                                                        0, model.rowCount() - m_rowsWhenKept)));
    else
        m_newRows->setState(NewRowsBar::Mode::hidden, 0);
    updateCount(model);
}

void TracesView::updateCount(const SnapshotTable& model)
{
    const bool traces = m_list == List::traces;
    const auto count = static_cast<std::uint64_t>(model.rowCount());
    m_count->setText(traces ? countOf(count, tr("trace"), tr("traces"))
                            : countOf(count, tr("run"), tr("runs")));
    FilterOutcome outcome = outcomeOf(model, traces ? tr("traces") : tr("runs"));
    const bool looking = (traces ? m_tracesFound : m_runsFound)->searching();
    outcome.busy = outcome.busy || looking;
    if (looking && !model.filterApplies())
        outcome.sentence = tr("Looking for steps that match.");
    table().setEmptyText(emptySentence(outcome, traces ? tr("No trace has arrived yet.")
                                                       : tr("No agent run has arrived yet.")));
    if (isVisible())
        m_context.state.reportFilter(Room::traces, Level::list, outcome);
}

void TracesView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeSnapshot();
}

} // namespace penstock::ui
