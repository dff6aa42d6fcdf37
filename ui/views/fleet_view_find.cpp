// SPDX-License-Identifier: GPL-3.0-or-later
// FleetView, its second half: the filter, find, and what is hidden.
#include "ui/views/fleet_view.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>

#include <algorithm>

#include "ui/graph/fleet_canvas.h"
#include "ui/models/filter_rows.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/views/agents_view.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/views/found_actors.h"
#include "ui/widgets/filter_menu.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

/// Made anew for every picture: ages and paths change with the snapshot.
void FleetView::makeFilter()
{
    const Nanos now = std::max(m_context.bridge.status().now, m_state->logTime);
    FilterRows rows = filterRows(RowKind::agent, m_context.state.filter(), m_state, now);
    m_bySteps = FoundActors::use(rows, m_found->found());
    m_filterSentence = rows.sentence;
    m_options.filter = {};
    if (rows.applies())
        m_options.filter = [matches = std::move(rows.matches)](const FleetState& state,
                                                               AgentIndex agent) {
            return matches(state, agent.value);
        };
}

/// A node by its name; a group, or the plate of one, by its deployment.
void FleetView::offerFilter(QMenu& menu, graph::Key key)
{
    const NodeFacts* node = m_drawing->picture.node(key);
    if (node != nullptr && node->agent && node->agent.value <= m_state->agents.size()) {
        addFilterActions(menu, this,
                         textCell(FieldId::name, m_state->agents[node->agent.value].name));
        return;
    }
    const graph::Key group = node != nullptr ? node->group : key;
    for (std::uint32_t i = 1; i <= m_state->agents.size(); ++i)
        if (groupKey(m_state->agents[i].deployment) == group) {
            addFilterActions(menu, this,
                             textCell(FieldId::deployment, m_state->agents[i].deployment));
            return;
        }
}

void FleetView::report()
{
    if (!isVisible() || tableShown() || m_drawing == nullptr)
        return;
    FilterOutcome outcome;
    outcome.rows = m_bySteps ? tr("nodes by their steps") : tr("nodes");
    outcome.busy = m_found->searching();
    outcome.shown = m_drawing->picture.matching;
    outcome.known = m_drawing->picture.known;
    // What was found before stays while it is looked for again.
    outcome.sentence = m_bySteps || !outcome.busy ? m_filterSentence : m_found->progressText();
    m_context.state.reportFilter(Room::fleet, Level::list, outcome);
}

void FleetView::openExchanges()
{
    const FleetCanvas::Hit& hit = m_canvas->selected();
    if (tableShown())
        m_context.state.openExchanges(m_tables->selectedPair());
    else if (hit.what == FleetCanvas::What::edge)
        openEdge(hit.key);
}

/// A line between closed groups stands for several pairs: the person says which.
void FleetView::openEdge(graph::Key key)
{
    const EdgeFacts* edge = m_drawing == nullptr ? nullptr : m_drawing->picture.edge(key);
    if (edge == nullptr)
        return;
    const auto pairOf = [this](std::uint32_t number) {
        const DelegationRow& row = m_state->delegations[number];
        return ActorSelection{row.from, row.to};
    };
    if (edge->delegations.size() == 1)
        return m_context.state.openExchanges(pairOf(edge->delegations.front()));
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const std::uint32_t number : edge->delegations) {
        const DelegationRow& row = m_state->delegations[number];
        menu->addAction(safeLine(m_state->agents[row.from.value].name, 60) + u" \u2192 "_s +
                            safeLine(m_state->agents[row.to.value].name, 60),
                        this,
                        [this, pair = pairOf(number)] { m_context.state.openExchanges(pair); });
    }
    menu->popup(m_canvas->mapToGlobal(m_canvas->placeOf({FleetCanvas::What::edge, key}).toPoint()));
}

void FleetView::find()
{
    showTable(false);
    m_toolbar->openFind();
}

/// Keys of agents, also of those in closed groups.
std::vector<graph::Key> FleetView::matching(const QString& text) const
{
    std::vector<graph::Key> keys;
    const auto has = [&](const QString& what) { return what.contains(text, Qt::CaseInsensitive); };
    for (std::uint32_t i = 1; i <= m_state->agents.size(); ++i) {
        const AgentRow& row = m_state->agents[i];
        const bool acted = row.runs > 0 || row.steps > 0;
        if (acted && !m_options.hidden.contains(i) &&
            (!m_options.filter || m_options.filter(*m_state, AgentIndex{i})) &&
            (has(safeLine(row.name)) || has(safeLineOrEmpty(row.deployment)) ||
             has(actorText(row.kind))))
            keys.push_back(i);
    }
    return keys;
}

void FleetView::takeFind(const QString& text)
{
    if (text.trimmed().isEmpty() || m_drawing == nullptr) {
        m_canvas->setMatches({});
        m_toolbar->setMatches(0);
        return;
    }
    std::set<graph::Key> drawn;
    const std::vector<graph::Key> keys = matching(text.trimmed());
    for (const graph::Key key : keys) {
        const graph::Key group =
            groupKey(m_state->agents[static_cast<std::uint32_t>(key)].deployment);
        const GroupFacts* facts = m_drawing->picture.group(group);
        drawn.insert(facts != nullptr && facts->collapsed ? graph::collapsedKey(group) : key);
    }
    m_canvas->setMatches(std::move(drawn));
    m_toolbar->setMatches(keys.size());
}

void FleetView::hideMatching()
{
    const QString text = m_toolbar->findLine().text().trimmed();
    const FleetCanvas::Hit& hit = m_canvas->selected();
    if (!text.isEmpty()) {
        for (const graph::Key key : matching(text))
            m_options.hidden.insert(key);
        m_toolbar->closeFind();
    } else if (m_drawing != nullptr) {
        const NodeFacts* node = m_drawing->picture.node(hit.key);
        const bool plate = node != nullptr && !node->agent;
        if (hit.what == FleetCanvas::What::node && node != nullptr && !plate)
            m_options.hidden.insert(hit.key);
        else if (hit.what == FleetCanvas::What::group || plate)
            for (std::uint32_t i = 1; i <= m_state->agents.size(); ++i)
                if (groupKey(m_state->agents[i].deployment) == (plate ? node->group : hit.key))
                    m_options.hidden.insert(i);
    }
    focusRoom();
    request(Places::keep);
}

void FleetView::showHidden()
{
    m_options.hidden.clear();
    request(Places::keep);
}

} // namespace penstock::ui
