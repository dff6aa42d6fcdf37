// SPDX-License-Identifier: GPL-3.0-or-later
// ChartsView and the one filter: what it leaves out, and legends that narrow it.
#include "ui/views/charts_view.h"

#include "ui/views/chart_feed.h"
#include "ui/views/charts_toolbar.h"
#include "ui/views/found_actors.h"

namespace penstock::ui {

bool ChartsView::settled() const
{
    return m_feed->settled() && !m_causeJob.busy() && !m_found->searching();
}

/// Whose sums the charts leave out.
void ChartsView::report()
{
    const std::shared_ptr<const ChartData>& newest = m_feed->data();
    if (!isVisible() || !newest)
        return;
    const bool bySteps = m_feed->question().found != nullptr;
    const QString progress = bySteps ? QString() : m_found->progressText();
    m_toolbar->setRemark(progress.isEmpty() ? newest->remark : progress);
    FilterOutcome outcome;
    outcome.rows = bySteps ? tr("agents by their steps") : tr("agents");
    outcome.busy = m_found->searching();
    outcome.known = newest->agentsKnown;
    outcome.shown = newest->agentsShown;
    if (!progress.isEmpty())
        outcome.sentence = progress;
    else if (!bySteps && !m_context.state.filter().isEmpty())
        outcome.sentence = newest->remark;
    m_context.state.reportFilter(Room::charts, Level::list, outcome);
}

/// Of a deployment one goes on to its agents.
void ChartsView::chooseGroup(int number)
{
    const ChartGroup& group = m_feed->data()->groups[static_cast<std::size_t>(number)];
    const bool deeper = m_feed->data()->by == Breakdown::deployment && group.folded == 0;
    m_feed->narrowTo(number);
    if (deeper)
        setBreakdown(Breakdown::agent);
}

} // namespace penstock::ui
