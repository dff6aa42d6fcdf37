// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/agents_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/found_actors.h"
#include "ui/views/view_filter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

AgentsView::AgentsView(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_agents(new AgentTable(this)),
      m_delegations(new DelegationTable(this))
{
    buildUi();
    wire();
    takeSnapshot();
}

QWidget* AgentsView::buildHead(const QString& title, TextLabel*& note)
{
    auto* head = new Panel(m_context.theme, Panel::Edge::bottom, this);
    head->setFixedHeight(kToolbarHeight + 4);
    auto* label = new TextLabel(m_context.theme, uiFont(TextSize::body, QFont::DemiBold),
                                Tone::primary, head);
    label->setText(title);
    note = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::tertiary, head);
    note->setAlignment(Qt::AlignRight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(label);
    row->addWidget(note, 1);
    return head;
}

void AgentsView::buildUi()
{
    m_agentList = new DataTable(m_context.theme, m_agents, m_agents->columns(), this);
    m_agentList->setAccessibleName(tr("Agents"));
    m_agentList->setStretchColumn(AgentTable::kName);
    m_delegationList =
        new DataTable(m_context.theme, m_delegations, m_delegations->columns(), this);
    m_delegationList->setAccessibleName(tr("Delegations"));
    m_delegationList->setStretchColumn(DelegationTable::kEvidence);
    for (DataTable* list : {m_agentList, m_delegationList}) {
        list->horizontalHeader()->setSortIndicator(SnapshotTable::kNumberColumn,
                                                   Qt::AscendingOrder);
        list->setSortingEnabled(true);
    }
    // Agents before the tools they call.
    m_agentList->sortByColumn(AgentTable::kKind, Qt::AscendingOrder);
    const auto page = [this](QWidget* head, QWidget* list) {
        auto* part = new QWidget(this);
        auto* column = new QVBoxLayout(part);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(head);
        column->addWidget(list, 1);
        return part;
    };
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(page(buildHead(tr("Agents"), m_agentCount), m_agentList));
    splitter->addWidget(page(buildHead(tr("Delegations"), m_delegationCount), m_delegationList));
    splitter->setSizes({500, 300});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);
}

void AgentsView::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, [this] {
        if (isVisible()) // a room that nobody looks at costs nothing
            takeSnapshot();
    });
    connect(&m_context.state, &ViewState::followingChanged, this, [this] {
        if (!m_context.state.following())
            takeSnapshot(); // a room that was not seen is paused at the same moment as all others
        m_agents->setFrozen(!m_context.state.following());
        m_delegations->setFrozen(!m_context.state.following());
    });
    for (SnapshotTable* table :
         {static_cast<SnapshotTable*>(m_agents), static_cast<SnapshotTable*>(m_delegations)}) {
        followFilter(m_context, *table);
        connect(table, &SnapshotTable::filterTaken, this, &AgentsView::updateTexts);
    }
    m_found = new FoundActors(m_context, *this);
    connect(m_found, &FoundActors::changed, this, [this] {
        if (const FoundActors::Found found = m_found->found())
            for (SnapshotTable* table : {static_cast<SnapshotTable*>(m_agents),
                                         static_cast<SnapshotTable*>(m_delegations)})
                table->setFound(m_context.state.filter(), found);
        updateTexts();
    });
    connect(m_delegationList, &DataTable::activatedRow, this,
            [this] { m_context.state.openExchanges(selectedPair()); });
    for (DataTable* list : {m_agentList, m_delegationList})
        connect(list, &DataTable::touched, this, [this] { m_context.state.setFollowing(false); });
}

ActorSelection AgentsView::selectedPair() const
{
    const std::uint32_t number = m_delegations->numberAt(m_delegationList->currentRow());
    if (number == 0)
        return {};
    const DelegationRow& row = m_delegations->shown()->delegations[number];
    return {row.from, row.to};
}

bool AgentsView::settled() const
{
    return !m_found->searching() && !m_agents->filtering() && !m_delegations->filtering();
}

void AgentsView::takeSnapshot()
{
    const auto state = m_context.bridge.snapshot();
    m_agents->setState(state);
    m_delegations->setState(state);
    updateTexts();
}

void AgentsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeSnapshot();
}

void AgentsView::updateTexts()
{
    const auto state = m_context.bridge.snapshot();
    FilterOutcome outcome = outcomeOf(*m_agents, tr("agents and what they call"),
                                      tr("agents and what they call, by their steps"));
    if (m_found->searching()) { // what was found before stays while it is looked for again
        outcome.busy = true;
        outcome.sentence = m_agents->filterBySteps() ? QString() : m_found->progressText();
    }
    const FilterOutcome pairs =
        outcomeOf(*m_delegations, tr("pairs"), tr("pairs of agents that match"));
    m_agentList->setEmptyText(emptySentence(outcome, tr("No agent is known yet.")));
    m_delegationList->setEmptyText(
        emptySentence(pairs, tr("No agent has delegated to another yet.")));
    if (isVisible())
        m_context.state.reportFilter(Room::fleet, Level::list, outcome);
    const std::uint64_t agents = AgentTable::countAgents(*state);
    const auto rows = static_cast<std::uint64_t>(m_agents->rowCount());
    m_agentCount->setText(
        tr("%1, %2 they call, %3 open")
            .arg(countOf(agents, tr("agent"), tr("agents")),
                 countOf(rows - std::min(rows, agents), tr("other"), tr("others")),
                 countOf(state->totals.runsOpen, tr("run"), tr("runs"))));
    QString count = countOf(pairs.shown, tr("pair"), tr("pairs"));
    if (pairs.shown < pairs.known)
        count = tr("%1 of %2 %3").arg(countText(pairs.shown), countText(pairs.known), pairs.rows);
    m_delegationCount->setText(pairs.sentence.isEmpty() ? count : pairs.sentence + u"  "_s + count);
}

} // namespace penstock::ui
