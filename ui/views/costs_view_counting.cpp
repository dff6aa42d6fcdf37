// SPDX-License-Identifier: GPL-3.0-or-later
// CostsView and what it counts: when it asks, for what, and what it says about a filter that cannot be asked here.
#include <algorithm>

#include "core/query/parser.h"
#include "ui/views/costs_view.h"

namespace penstock::ui {
namespace {

constexpr qint64 kLeastPauseMs = 2'000; ///< between two counts of a world that goes on
constexpr qint64 kShare = 10;           ///< of the time at most goes into counting

} // namespace

TimeRange CostsView::rangeNow() const
{
    return m_context.state.range(
        std::max(m_context.bridge.status().now, m_context.bridge.snapshot()->logTime));
}

/// anew: somebody asks for something else; what is being counted is of no use any more.
void CostsView::ask(bool anew)
{
    if (!isVisible())
        return;
    if (anew && m_cancel) {
        m_cancel->store(true);
        m_cancel.reset();
    }
    if (m_cancel) {
        m_wanted = true;
        return;
    }
    const qint64 pause = std::max(kLeastPauseMs, m_cost * kShare);
    const qint64 gone = m_since.isValid() ? m_since.elapsed() : pause;
    const qint64 wait = anew ? 0 : std::max<qint64>(0, pause - gone);
    if (anew || !m_later.isActive())
        m_later.start(static_cast<int>(wait));
}

CostQuery CostsView::query() const
{
    CostQuery query;
    const TimeRange range = rangeNow();
    query.now = range.to;
    query.from = range.from;
    query.to = range.to;
    return query;
}

void CostsView::start()
{
    m_since.start();
    m_wanted = false;
    m_problem.clear();
    CostQuery asked = query();
    const std::string text = m_context.state.filter().toStdString();
    ParsedFilter parsed = parseFilter(text, filterScope(RowKind::step));
    if (parsed.verdict == FilterVerdict::invalid)
        m_problem = tr("The filter is not applied here: %1")
                        .arg(QString::fromStdString(parsed.diagnostic.sentence));
    else
        asked.filter = std::move(parsed.filter);
    m_cancel = asked.cancel = std::make_shared<std::atomic<bool>>(false);
    m_context.bridge.readCosts(std::move(asked),
                               [this](Result<CostAnswer>& answer) { take(answer); });
    report();
}

void CostsView::take(Result<CostAnswer>& answer)
{
    m_cancel.reset();
    if (!answer)
        return fail(QString::fromStdString(answer.error().sentence));
    if (!answer->understood()) {
        m_problem = tr("The filter is not applied here: %1")
                        .arg(QString::fromStdString(answer->diagnostic.sentence));
        CostQuery asked = query(); // better everything, and saying so, than nothing
        m_cancel = asked.cancel = std::make_shared<std::atomic<bool>>(false);
        m_context.bridge.readCosts(std::move(asked),
                                   [this](Result<CostAnswer>& all) { take(all); });
        return;
    }
    m_costs = std::make_shared<CostBreakdown>(std::move(answer->costs));
    m_known = true;
    m_cost = m_since.elapsed();
    m_all = m_costs->total.usage.calls;
    showCosts();
    const bool isFiltered = !m_context.state.filter().isEmpty() && m_problem.isEmpty();
    if (isFiltered) { // how much the filter leaves out has to be said
        CostQuery all = query();
        all.from = m_costs->from;
        all.to = m_costs->to;
        m_cancel = all.cancel = std::make_shared<std::atomic<bool>>(false);
        m_context.bridge.readCosts(std::move(all),
                                   [this](Result<CostAnswer>& made) { takeAll(made); });
        return;
    }
    report();
    if (m_wanted)
        ask(false);
}

void CostsView::takeAll(Result<CostAnswer>& answer)
{
    m_cancel.reset();
    m_cost = m_since.elapsed();
    if (answer && answer->understood())
        m_all = answer->costs.total.usage.calls;
    report();
    if (m_wanted)
        ask(false);
}

void CostsView::fail(const QString& sentence)
{
    m_problem = sentence;
    report();
}

} // namespace penstock::ui
