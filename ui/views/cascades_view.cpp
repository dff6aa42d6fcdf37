// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cascades_view.h"

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
#include "ui/views/view_filter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/new_rows_bar.h"
#include "ui/widgets/panel.h"

namespace penstock::ui {

CascadesView::CascadesView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    buildUi();
    wire();
    takeSnapshot();
}

CascadesView::List CascadesView::makeList(std::uint32_t leastTraces, const QString& name)
{
    List list;
    list.model = new CascadeTable(leastTraces, this);
    list.table = new DataTable(m_context.theme, list.model, list.model->columns(), this);
    list.table->setStretchColumn(CascadeTable::kName);
    list.table->setAccessibleName(name);
    list.table->horizontalHeader()->setSortIndicator(SnapshotTable::kNumberColumn,
                                                     Qt::DescendingOrder);
    list.table->setSortingEnabled(true);
    return list;
}

void CascadesView::buildUi()
{
    QWidget* toolbar = buildToolbar(); // made first: the focus goes in reading order
    m_all = makeList(1, tr("Cascades"));
    m_wide = makeList(2, tr("Cascades across traces"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_all.table);
    m_stack->addWidget(m_wide.table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolbar);
    column->addWidget(m_stack, 1);
}

QWidget* CascadesView::buildToolbar()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::bottom, this);
    bar->setFixedHeight(kToolbarHeight + 4);
    const auto tab = [&](const QString& text) {
        auto* button = new QPushButton(text, bar);
        button->setProperty("tab", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        return button;
    };
    m_allTab = tab(tr("All"));
    m_acrossTab = tab(tr("Across traces"));
    m_allTab->setChecked(true);
    m_newRows = new NewRowsBar(m_context.theme, bar);
    m_count = new QLabel(bar);
    m_count->setTextFormat(Qt::PlainText);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_allTab);
    row->addWidget(m_acrossTab);
    row->addSpacing(8);
    row->addWidget(m_newRows);
    row->addStretch(1);
    row->addWidget(m_count);
    return bar;
}

void CascadesView::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, [this] {
        if (isVisible()) // a room that nobody looks at costs nothing
            takeSnapshot();
    });
    connect(&m_context.state, &ViewState::followingChanged, this, &CascadesView::takeFollowing);
    connect(&m_context.state, &ViewState::traceChanged, this, &CascadesView::showSelected);
    connect(m_allTab, &QPushButton::clicked, this, [this] { showAcrossTraces(false); });
    connect(m_acrossTab, &QPushButton::clicked, this, [this] { showAcrossTraces(true); });
    connect(m_newRows, &QAbstractButton::clicked, this,
            [this] { m_context.state.setFollowing(true); });
    for (const List& list : {m_all, m_wide}) {
        connect(list.table, &DataTable::touched, this,
                [this] { m_context.state.setFollowing(false); });
        connect(list.table, &DataTable::activatedRow, this, [this, model = list.model](int row) {
            m_context.state.openCascade({model->numberAt(row)});
        });
        connect(list.table, &DataTable::currentRowChanged, this,
                [this, model = list.model](int row) {
                    if (row >= 0 && isVisible())
                        m_context.state.selectTrace({model->numberAt(row)});
                });
        followFilter(m_context, *list.model);
        auto* found = new FoundTraces(m_context, *list.model, *list.table);
        connect(found, &FoundTraces::changed, this, &CascadesView::updateTexts);
        for (const auto changed : {&SnapshotTable::newRowsChanged, &SnapshotTable::filterTaken})
            connect(list.model, changed, this, &CascadesView::updateTexts);
    }
}

DataTable& CascadesView::table() const
{
    return *shown().table;
}

void CascadesView::showAcrossTraces(bool across)
{
    m_across = across;
    m_stack->setCurrentWidget(shown().table);
    (across ? m_acrossTab : m_allTab)->setChecked(true);
    updateTexts();
}

void CascadesView::focusList()
{
    table().setFocus();
    const int row = shown().model->rowOf(m_context.state.trace().value);
    if (row >= 0)
        table().selectRow(row, true);
    else if (table().model()->rowCount() > 0 && !table().selectionModel()->hasSelection())
        table().selectRow(std::max(0, table().currentRow()), false);
}

/// Selected in a view beside this one: its cascade is shown as selected, and the trace stays the one chosen there.
void CascadesView::showSelected()
{
    const auto state = m_context.bridge.snapshot();
    const TraceIndex trace = m_context.state.trace();
    if (!isVisible() || table().hasFocus() || !trace || trace.value > state->cascades.size())
        return;
    const int row = shown().model->rowOf(state->cascades[trace.value].root.value);
    const QSignalBlocker quiet(table());
    if (row >= 0)
        table().selectRow(row, true);
}

void CascadesView::takeSnapshot()
{
    for (const List& list : {m_all, m_wide})
        list.model->setState(m_context.bridge.snapshot());
    updateTexts();
}

void CascadesView::takeFollowing()
{
    if (!m_context.state.following())
        takeSnapshot(); // a room that was not seen is paused at the same moment as all others
    for (const List& list : {m_all, m_wide})
        list.model->setFrozen(!m_context.state.following());
    updateTexts();
}

void CascadesView::updateTexts()
{
    const bool paused = !m_context.state.following();
    m_newRows->setState(paused ? NewRowsBar::Mode::paused : NewRowsBar::Mode::hidden,
                        paused ? shown().model->newRows() : 0);
    m_count->setText(countOf(static_cast<std::uint64_t>(shown().model->rowCount()), tr("cascade"),
                             tr("cascades")));
    for (const auto& [list, empty] :
         {std::pair(m_all, tr("No cascade has begun yet.")),
          std::pair(m_wide, tr("No cascade goes beyond one trace yet."))})
        list.table->setEmptyText(emptySentence(outcomeOf(*list.model, tr("cascades")), empty));
    if (isVisible())
        m_context.state.reportFilter(Room::cascades, Level::list,
                                     outcomeOf(*shown().model, tr("cascades")));
}

void CascadesView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeSnapshot();
}

} // namespace penstock::ui
