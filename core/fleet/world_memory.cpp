// SPDX-License-Identifier: GPL-3.0-or-later
// What the fold holds in memory, part by part. Estimates from what the containers ask for: they need not be exact, but they
// must move with what they stand for, so that growth that nobody meant shows as growth of the rest.
#include "core/fleet/world.h"

namespace penstock {

namespace {

/// Each text once, where it lies, and what finds it.
std::size_t namesBytes(const StringPool& names)
{
    return names.bytes() + names.size() * (sizeof(std::string_view) * 2 + 5 * sizeof(void*));
}

} // namespace

std::size_t AgentTable::heapBytes() const
{
    std::size_t bytes =
        m_table.heapBytes() + penstock::heapBytes(m_extras) + hashTableBytes(m_byKey);
    for (std::uint32_t i = 1; i <= m_table.rows().size(); ++i) {
        const AgentRow& row = m_table.rows()[i];
        for (const std::string* text : {&row.name, &row.id, &row.deployment, &row.environment,
                                        &row.framework, &row.version, &row.description, &row.model})
            bytes += penstock::heapBytes(*text);
        bytes += penstock::heapBytes(row.claims);
        for (const ClaimedScope& claim : row.claims)
            bytes += penstock::heapBytes(claim.grantedBy) + penstock::heapBytes(claim.scope);
    }
    for (const Extras& extras : m_extras)
        bytes += penstock::heapBytes(extras.models);
    return bytes;
}

std::size_t DelegationTable::heapBytes() const
{
    std::size_t bytes =
        m_table.heapBytes() + penstock::heapBytes(m_extras) + hashTableBytes(m_byActors);
    for (const Extras& extras : m_extras)
        bytes += extras.first.heapBytes() + extras.last.heapBytes();
    return bytes;
}

std::size_t JoinTable::heapBytes() const
{
    // One entry a list is the rule: counted so, walking them all would take too long.
    return m_table.heapBytes() + penstock::heapBytes(m_free) + hashTableBytes(m_byKey) +
           m_byKey.size() * 4 * sizeof(void*) + hashTableBytes(m_wanted) +
           m_wanted.size() * 4 * sizeof(void*);
}

std::size_t CascadeTable::heapBytes() const
{
    return cowTableBytes(m_places) + penstock::heapBytes(m_seen) + penstock::heapBytes(m_dirty) +
           hashTableBytes(m_neighbours) + m_neighbours.size() * 4 * sizeof(void*);
}

std::size_t CacheMemory::heapBytes() const
{
    std::size_t bytes = m_readers.heapBytes() + treeBytes(m_evidence) + treeBytes(m_turned);
    for (const auto& [key, evidence] : m_evidence)
        bytes += penstock::heapBytes(evidence.readers);
    return bytes;
}

std::size_t RateTable::heapBytes(const Slots& slots)
{
    std::size_t bytes = slots.heapBytes();
    for (std::uint32_t i = 1; i <= slots.rows().size(); ++i)
        bytes += penstock::heapBytes(slots.rows()[i].cells) +
                 penstock::heapBytes(slots.rows()[i].latencies);
    return bytes;
}

std::size_t TraceContribution::heapBytes() const
{
    std::size_t bytes = penstock::heapBytes(agents) + penstock::heapBytes(edges) +
                        penstock::heapBytes(rates) + penstock::heapBytes(latencies) +
                        penstock::heapBytes(caches);
    for (const AgentShare& share : agents)
        bytes += penstock::heapBytes(share.models);
    return bytes;
}

std::size_t TraceState::heapBytes() const
{
    std::size_t bytes = sizeof(TraceState) + TraceFacts::heapBytes() + contribution.heapBytes() +
                        outline.capacity() + penstock::heapBytes(joins) +
                        penstock::heapBytes(m_runRows) + hashTableBytes(m_pieces) +
                        penstock::heapBytes(m_changedParts);
    for (const auto& [at, pieces] : m_pieces)
        bytes += penstock::heapBytes(pieces);
    return bytes;
}

std::vector<MemoryPart> World::memory() const
{
    std::size_t hot = heapBytes(m_hotList) + heapBytes(m_queue);
    for (const TraceIndex index : m_hotList)
        hot += hotTrace(index)->heapBytes();
    const std::size_t traces = m_traces.heapBytes() + m_lookup.heapBytes() + heapBytes(m_hot) +
                               m_cascades.heapBytes() + m_caches.heapBytes();
    const auto held = [](const RateTable::Slots& slots) { return slots.rows().size(); };
    return {
        {"traces", traces, m_traces.rows().size(), "traces", 0},
        {"runs", m_runs.heapBytes(), m_runs.rows().size(), "runs", 0},
        {"ids that join traces", m_joins.heapBytes(), m_joins.table().rows().size(), "ids", 0},
        {"names", namesBytes(*m_names) + hashTableBytes(m_sessions), m_names->size(), "names",
         m_options.maxNames},
        {"actors", m_agents.heapBytes(), m_agents.size(), "actors", m_options.maxAgents},
        {"edges", m_delegations.heapBytes(), m_delegations.rows().size(), "edges", kMaxEdges},
        {"steps of traces in memory", hot, m_hotSteps, "steps",
         std::uint64_t{m_options.maxHotSteps} + m_options.checkpointEvery},
        {"rates by minute", RateTable::heapBytes(m_rates.minutes()), held(m_rates.minutes()),
         "minutes", RateTable::kMostMinutes},
        {"rates by hour", RateTable::heapBytes(m_rates.hours()), held(m_rates.hours()), "hours",
         RateTable::kMostHours},
        {"refusals by minute", cowTableBytes(m_lossMinutes) + treeBytes(m_lossMinuteAt),
         m_lossMinutes.size(), "minutes", kMostLossMinutes},
        {"losses by hour", m_lossHours.heapBytes() + treeBytes(m_lossHourAt),
         m_lossHours.rows().size(), "hours", kMostLossHours},
    };
}

} // namespace penstock
