// SPDX-License-Identifier: GPL-3.0-or-later
// World coming back from a checkpoint: what the rows say in sum is counted again instead of being saved a second time.
#include "core/fleet/world.h"

namespace penstock {

void World::restoreTrace(const TraceRow& row, StringId session)
{
    m_traces.add(row);
    countTrace(row, session, 1);
}

void World::restoreLosses(LossRow row)
{
    m_totals.losses.add(row.counts);
    std::string source = row.source;
    m_sources.emplace(std::move(source), m_losses.add(std::move(row)));
}

void World::restoreLossMinute(LossMinute minute)
{
    m_lossMinuteAt.emplace(minute.start, m_lossMinutes.add(minute));
}

void World::finishRestoring()
{
    m_totals.traces = m_traces.rows().size();
    m_hot.resize(m_totals.traces);
    m_lookup.adopt(m_traces.rows().size());
    const CowTable<AgentRow>& agents = m_agents.table().rows();
    for (std::uint32_t i = 1; i <= agents.size(); ++i)
        if (agents[i].kind == ActorKind::agent) {
            m_totals.runs += agents[i].runs;
            m_totals.runsOpen += agents[i].runsOpen;
        }
    std::vector<TraceCause> causes;
    m_joins.allCauses(causes);
    m_cascades.replace({}, causes);
}

} // namespace penstock
