// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_reader.h"

#include <QtCore/QCoreApplication>

#include "ui/models/format.h"

namespace penstock::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

} // namespace

ChartReader::ChartReader(const FleetState& state, const ChartQuestion& question)
    : m_state(state), m_question(question)
{
    if (!question.only.from)
        readFilter();
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
        if (state.agents[i].kind == ActorKind::agent) {
            ++m_known;
            m_shown += fits({i});
        }
}

void ChartReader::readFilter()
{
    m_remark = m_question.filter.sentence;
    if (!m_question.filter.applies())
        return;
    m_fits.assign(std::size_t{m_state.agents.size()} + 1, 0);
    for (std::uint32_t i = 1; i <= m_state.agents.size(); ++i)
        m_fits[i] = m_question.filter.matches(m_state, i) ? 1 : 0;
    if (m_question.by == Breakdown::model)
        m_remark = Words::tr(
            "Models are counted for everybody: the filter does not apply to their split.");
}

bool ChartReader::fits(AgentIndex agent) const
{
    return m_fits.empty() || (agent.value < m_fits.size() && m_fits[agent.value] != 0);
}

bool ChartReader::callee() const
{
    const ActorSelection& only = m_question.only;
    return only.isActor() && only.from.value <= m_state.agents.size() &&
           m_state.agents[only.from.value].kind != ActorKind::agent;
}

bool ChartReader::wanted(const RateKey& key) const
{
    const ActorSelection& only = m_question.only;
    if (only.isEdge())
        return key == RateKey{RateSubject::edge, only.from.value, only.to.value};
    if (key.subject !=
        (m_question.by == Breakdown::model ? RateSubject::model : RateSubject::actor))
        return false;
    if (m_question.by == Breakdown::model)
        return true;
    if (only.isActor())
        return key.a == only.from.value;
    if (key.a == 0 || key.a == kOtherRates)
        return m_fits.empty();
    return key.a <= m_state.agents.size() && m_state.agents[key.a].kind == ActorKind::agent &&
           fits({key.a});
}

ChartGroup ChartReader::groupOf(const RateKey& key) const
{
    ChartGroup group;
    if (key.a == kOtherRates) {
        group.folded = 1;
    } else if (m_question.by == Breakdown::model) {
        group.key = m_state.models[key.a];
        group.name = safeLine(group.key);
    } else if (key.a == 0) {
        group.name = Words::tr("(no run)");
    } else if (m_question.by == Breakdown::agent) {
        group.agent = {key.a};
        group.name = safeLine(m_state.agents[key.a].name);
    } else {
        group.key = m_state.agents[key.a].deployment;
        group.name = group.key.empty() ? Words::tr("(no deployment)") : safeLine(group.key);
    }
    return group;
}

double ChartReader::value(Measure measure, const RateSums& sums) const
{
    switch (measure) {
    case Measure::spend:
        return static_cast<double>(sums.cost) / 1e6;
    case Measure::tokens:
        return static_cast<double>(sums.input + sums.output);
    case Measure::actions:
        return m_question.only.isEdge() || callee() || m_question.by == Breakdown::model
                   ? sums.calls
                   : sums.actions;
    case Measure::errors:
        return sums.errors;
    case Measure::latency:
    case Measure::running:
        break;
    }
    return 0;
}

std::int64_t ChartReader::openNow(const RateKey& key) const
{
    const bool row =
        key.subject == RateSubject::actor && key.a != 0 && key.a <= m_state.agents.size();
    return row ? static_cast<std::int64_t>(m_state.agents[key.a].runsOpen) : 0;
}

/// Of edges nothing is kept but what their minutes say.
std::int64_t ChartReader::openNow() const
{
    std::int64_t open = 0;
    if (m_question.only.isEdge()) {
        for (std::uint32_t i = 1; i <= m_state.hours.size(); ++i)
            for (const RateSlot::Cell& cell : m_state.hours[i].cells)
                if (wanted(cell.key))
                    open += cell.sums.started - cell.sums.ended;
        return open;
    }
    for (std::uint32_t i = 1; i <= m_state.agents.size(); ++i)
        if (const RateKey key{RateSubject::actor, i, 0}; wanted(key))
            open += openNow(key);
    return open;
}

QString ChartReader::unknown(Measure measure) const
{
    const bool money = measure == Measure::spend || measure == Measure::tokens;
    if (m_question.only.isEdge() && money)
        return Words::tr(
            "Calls between two have no spend of their own: it counts for who called the model.");
    if (m_question.only.isEdge() && measure == Measure::latency)
        return Words::tr("How long calls took is counted for who was called: select that node.");
    if (callee() && money)
        return Words::tr("What is called spends nothing: it counts for who called the model.");
    return {};
}

Nanos ChartReader::firstSeen() const
{
    const ActorSelection& only = m_question.only;
    const bool known = only.isActor() && only.from.value <= m_state.agents.size();
    return known ? m_state.agents[only.from.value].firstSeen : 0;
}

} // namespace penstock::ui
