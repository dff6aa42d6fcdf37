// SPDX-License-Identifier: GPL-3.0-or-later
// ChartsView and the one filter: what it leaves out, and legends that narrow it.
#include "ui/views/charts_view.h"

#include <QtCore/QCoreApplication>

#include "ui/views/charts_toolbar.h"
#include "ui/views/found_actors.h"
#include "ui/widgets/filter_menu.h"

namespace penstock::ui {

bool ChartsView::settled() const
{
    return !m_job.busy() && !m_wanted && !m_later.isActive() && !m_causeJob.busy() &&
           !m_commit.isActive() && !m_found->searching();
}

/// Whose sums the charts leave out.
void ChartsView::report()
{
    if (!isVisible() || !m_data)
        return;
    const bool bySteps = m_question.found != nullptr;
    const QString progress = bySteps ? QString() : m_found->progressText();
    m_toolbar->setRemark(progress.isEmpty() ? m_data->remark : progress);
    FilterOutcome outcome;
    outcome.rows = bySteps ? tr("agents by their steps") : tr("agents");
    outcome.busy = m_found->searching();
    outcome.known = m_data->agentsKnown;
    outcome.shown = m_data->agentsShown;
    if (!progress.isEmpty())
        outcome.sentence = progress;
    else if (!bySteps && !m_context.state.filter().isEmpty())
        outcome.sentence = m_data->remark;
    m_context.state.reportFilter(Room::charts, Level::list, outcome);
}

/// What a legend names becomes the filter of every view, or a part of it; of a deployment one goes on to its agents.
void ChartsView::chooseGroup(int number)
{
    const ChartGroup group = m_data->groups[static_cast<std::size_t>(number)];
    const auto narrow = [this](FieldId field, const std::string& name) {
        FilterWanted wanted(textCell(field, name), NarrowBy::only);
        QCoreApplication::sendEvent(window(), &wanted);
    };
    if (group.agent) {
        m_context.state.selectActor({group.agent, {}});
        if (group.agent.value <= m_state->agents.size())
            narrow(FieldId::agent, m_state->agents[group.agent.value].name);
    } else if (m_data->by == Breakdown::deployment && group.folded == 0) {
        narrow(FieldId::deployment, group.key);
        setBreakdown(Breakdown::agent);
    } else if (m_data->by == Breakdown::model && group.folded == 0) {
        narrow(FieldId::model, group.key);
    }
}
} // namespace penstock::ui
