// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/world.h"

#include "core/fleet/trace_outline.h"
#include "core/fleet/trace_viewer.h"

#include <algorithm>

namespace penstock {
namespace {

std::uint64_t keyFrom(std::string_view secret)
{
    return ByteReader(secret).fixed64();
}

} // namespace

World::World(const FleetOptions& options, std::string_view secret)
    : m_options(options),
      m_secret(secret),
      m_hash(secret),
      m_hashKey(keyFrom(secret)),
      m_names(std::make_shared<StringPool>()),
      m_boundedNames(*m_names, options.maxNames, options.maxNameBytes),
      m_agents(*m_names, options.maxAgents),
      m_models(*m_names),
      m_delegations(kMaxEdges),
      m_reader(m_boundedNames, m_agents),
      m_evaluator(m_boundedNames, m_agents, m_caches, m_models),
      m_lookup(m_hash),
      m_joins(m_traces.rows()),
      m_cascades(m_traces.rows())
{
}

void World::apply(const LogEntry& entry)
{
    m_seq = entry.seq;
    m_logTime = entry.arrival;
    if (m_lossesSince == 0)
        m_lossesSince = m_logTime;
    if (entry.kind == EntryKind::step && entry.step != nullptr) {
        applyStep(entry);
    } else if (entry.kind == EntryKind::losses) {
        addLosses(entry.source, entry.losses);
        addLossMinute(entry.losses);
        addToHour(entry.losses);
    } else if (entry.kind == EntryKind::billAct) {
        applyBillAct(entry);
    }
}

void World::applyStep(const LogEntry& entry)
{
    TraceState& state = trace(traceOf(entry.step->trace, entry.arrival));
    const std::uint32_t before = state.size();
    SpanFacts facts = m_reader.read(*entry.step, entry.seq);
    LossCounts cuts = m_reader.cuts();
    const std::uint64_t piecesCut = state.piecesCut;
    const bool changed = state.merge(facts, m_reader.blob(), *m_names);
    cuts.add(LossKind::eventsCut, state.piecesCut - piecesCut);
    if (cuts.any())
        addLosses(entry.source, cuts);
    m_hotSteps += state.size() - before;
    if (!changed)
        return;
    state.lastArrival = entry.arrival;
    state.touched = true;
    ++state.changes;
    state.revision = ++m_revision;
    queue(state);
}

void World::queue(TraceState& state)
{
    if (state.queued)
        return;
    state.queued = true;
    m_queue.push_back(state.index());
}

TraceIndex World::traceOf(const TraceId& id, Nanos arrival)
{
    if (const std::uint32_t known = m_lookup.find(id, m_traces.rows()); known != 0)
        return {known};
    TraceRow row;
    row.id = id;
    row.lastArrival = arrival;
    const TraceIndex index{m_traces.add(row)};
    m_lookup.insert(id, index.value, m_traces.rows());
    m_hot.push_back(std::make_unique<TraceState>(index, m_hashKey));
    m_hotList.push_back(index);
    ++m_totals.traces;
    return index;
}

TraceState& World::trace(TraceIndex index)
{
    std::unique_ptr<TraceState>& place = m_hot[index.value - 1];
    if (place == nullptr) {
        place = load(index);
        place->revision = ++m_revision; // views made before it left are made anew
        m_hotList.push_back(index);
        m_hotSteps += place->size();
    }
    return *place;
}

void World::evictIdle()
{
    std::sort(m_hotList.begin(), m_hotList.end(), [this](TraceIndex a, TraceIndex b) {
        return std::pair(hotTrace(a)->lastArrival, a) < std::pair(hotTrace(b)->lastArrival, b);
    });
    std::size_t kept = 0;
    const std::uint32_t enough = m_options.maxHotSteps / 2;
    const bool tooMany = m_hotSteps > m_options.maxHotSteps;
    for (const TraceIndex index : m_hotList) {
        std::unique_ptr<TraceState>& place = m_hot[index.value - 1];
        const bool idle = m_logTime - place->lastArrival >= m_options.idleAfter;
        if (place->touched || place->queued || !(idle || (tooMany && m_hotSteps > enough))) {
            m_hotList[kept++] = index;
            continue;
        }
        m_hotSteps -= place->size();
        place.reset();
    }
    m_hotList.resize(kept);
}

bool World::isDue(const TraceState& trace) const
{
    constexpr Nanos kPatiencePerStep =
        2 * kMicrosecond; // about twenty times what evaluating a step costs
    return trace.size() <= kLarge || std::uint64_t{trace.changes} * 4 >= trace.size() ||
           m_logTime - trace.evaluatedAt >= kPatiencePerStep * trace.size();
}

void World::settle(bool all)
{
    evaluateQueue(all);
    while (queueTurned(all)) {
        evaluateQueue(all);
        if (!all)
            return; // the rest with the next batches: how many depends on the log alone
    }
}

bool World::queueTurned(bool all)
{
    constexpr std::size_t kAtOnce = 512;
    const std::vector<TraceIndex> turned = m_caches.takeTurned(all ? SIZE_MAX : kAtOnce);
    for (const TraceIndex index : turned) {
        TraceState& state = trace(index);
        state.revision = ++m_revision;
        queue(state);
    }
    return !turned.empty();
}

void World::evaluateQueue(bool all)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_queue.size(); ++i) { // evaluating may queue more
        const TraceIndex index = m_queue[i];
        TraceState& state = trace(index);
        if (!all && !isDue(state)) {
            m_queue[kept++] = index;
            continue;
        }
        state.queued = false;
        evaluate(state);
    }
    m_queue.resize(kept);
}

void World::evaluate(TraceState& state)
{
    const TraceId id = m_traces.rows()[state.index().value].id;
    const TraceResult& result = m_evaluator.evaluate(state, id, sharedCalls(state));
    applyContribution(state.contribution, result.contribution);
    m_caches.apply(state.index(), state.contribution.caches, result.contribution.caches);
    applyRow(state, result);
    applyRuns(state, result);
    state.contribution = result.contribution;
    applyJoins(state);
    state.changes = 0;
    state.evaluatedAt = m_logTime;
    state.touched = true;
    if (state.size() > TraceOutline::kFrom)
        state.outline = TraceOutline::written(state, m_evaluator.tree(), {m_hashKey, m_seq});
    m_evaluator.release();
}

const std::vector<SharedCall>& World::sharedCalls(const TraceState& state)
{
    m_sharedCalls.clear();
    m_joins.sharedCalls(state.index(), state.joins, m_sharedCalls);
    return m_sharedCalls;
}

void World::applyJoins(TraceState& state)
{
    const TraceId id = m_traces.rows()[state.index().value].id;
    const std::vector<JoinEntry>& joins =
        m_evaluator.collectJoins(state, id, m_joins.wanted(linkGroup(id)));
    if (joins == state.joins)
        return;
    const JoinTable::Change change = m_joins.replace(state.index(), state.joins, joins);
    for (const EdgeShare& share : change.added)
        applySharedEdge(share, 1);
    for (const EdgeShare& share : change.withdrawn)
        applySharedEdge(share, -1);
    state.joins = joins;
    const std::vector<SharedCall> before = m_sharedCalls;
    if (sharedCalls(state) != before)
        queue(state);
    m_cascades.replace(change.noCauses, change.causes);
    for (const TraceIndex index : change.affected)
        queue(trace(index));
    for (const TraceIndex index : change.unjoined)
        addCutsOf(index, LossKind::keysNotJoined, 1);
    for (const TraceId& linked : m_evaluator.linkedTraces()) // they have to say whose span is meant
        if (const TraceIndex index = find(linked); index)
            queue(trace(index));
}

void World::applyContribution(const TraceContribution& before, const TraceContribution& after)
{
    m_rates.replace(before.rates, after.rates);
    m_rates.replace(before.latencies, after.latencies);
    countRuns(before, -1);
    countRuns(after, 1);
    auto old = before.agents.begin();
    for (const AgentShare& share : after.agents) {
        for (; old != before.agents.end() && old->agent < share.agent; ++old)
            m_agents.apply(*old, -1);
        if (old != before.agents.end() && old->agent == share.agent) {
            const AgentShare& was = *old++;
            if (was == share)
                continue;
            m_agents.apply(was, -1);
        }
        m_agents.apply(share, 1);
    }
    for (; old != before.agents.end(); ++old)
        m_agents.apply(*old, -1);
    if (before.edges == after.edges)
        return;
    for (const EdgeShare& share :
         after.edges) // added first: an extreme time that stays is never lost
        applyEdge(share, 1);
    for (const EdgeShare& share : before.edges)
        applyEdge(share, -1);
}

void World::applyEdge(const EdgeShare& share, int sign)
{
    AgentIndex others;
    if (m_delegations.isFullFor(share.from, share.to))
        others = m_agents.intern({ActorKind::agent, {}, {}, "(others)"});
    m_delegations.apply(share, m_agents.row(share.to).kind, others, sign);
}

/// An edge that is known from two traces together, so neither contributes its rate.
void World::applySharedEdge(const EdgeShare& share, int sign)
{
    applyEdge(share, sign);
    const RateShare rate = rateOf(share);
    const std::span<const RateShare> one(&rate, 1);
    if (sign > 0)
        m_rates.replace({}, one);
    else
        m_rates.replace(one, {});
}

void World::countRuns(const TraceContribution& contribution, int sign)
{
    for (const AgentShare& share : contribution.agents)
        if (m_agents.row(share.agent).kind == ActorKind::agent) {
            m_totals.runs += static_cast<std::uint64_t>(sign * share.runs);
            m_totals.runsOpen += static_cast<std::uint64_t>(sign * share.runsOpen);
        }
}

void World::countTrace(const TraceRow& row, int sign)
{
    countTrace(row, m_names->find(row.session), sign);
}

void World::countTrace(const TraceRow& row, StringId session, int sign)
{
    m_totals.steps += static_cast<std::uint64_t>(sign * static_cast<std::int64_t>(row.steps));
    m_totals.errors += static_cast<std::uint64_t>(sign * static_cast<std::int64_t>(row.errors));
    add(m_totals.usage, row.usage, sign);
    add(m_totals.cost, row.cost, sign);
    if (session == 0)
        return;
    std::uint32_t& traces = m_sessions[session];
    traces += static_cast<std::uint32_t>(sign);
    if (sign > 0 && traces == 1)
        ++m_totals.sessions;
    if (sign < 0 && traces == 0) {
        --m_totals.sessions;
        m_sessions.erase(session);
    }
}

void World::applyRow(TraceState& state, const TraceResult& result)
{
    TraceRow& row = m_traces.change(state.index().value);
    const std::string_view nameBefore = row.name;
    const Nanos startBefore = row.start;
    countTrace(row, -1);
    row = result.row;
    row.name = m_names->text(result.name);
    row.agent = m_names->text(result.agent);
    row.deployment = m_names->text(result.service);
    row.session = m_names->text(result.session);
    row.user = m_names->text(result.user);
    if (row.name == BoundedNames::kFurther && nameBefore != row.name)
        addCutsOf(state.index(), LossKind::namesFolded, 1);
    if (row.start != startBefore)
        m_cascades.touch(state.index());
    row.changed = m_seq;
    row.lastArrival = state.lastArrival;
    countTrace(row, 1);
}

void World::applyRuns(TraceState& state, const TraceResult& result)
{
    for (const RunResult& run : result.runs) {
        const std::uint32_t number = state.runRow(run.at);
        if (number == 0)
            state.setRunRow(run.at, m_runs.add(run.row));
        else if (m_runs.rows()[number] != run.row)
            m_runs.change(number) = run.row;
    }
    const auto& nodes = m_evaluator.tree().nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::uint32_t number = state.runRow(static_cast<std::uint32_t>(i + 1));
        if (number == 0 || nodes[i].isRun || !m_runs.rows()[number].agent)
            continue;
        RunRow gone;
        gone.trace = state.index();
        gone.span = state.spans()[i].span;
        m_runs.change(number) = gone;
    }
}

std::shared_ptr<FleetState> World::share()
{
    auto state = std::make_shared<FleetState>();
    state->seq = m_seq;
    state->logTime = m_logTime;
    state->agents = m_agents.share();
    state->delegations = m_delegations.share();
    state->traces = m_traces.share();
    state->cascades = m_cascades.share();
    state->runs = m_runs.share();
    state->losses = m_losses.share();
    state->lossMinutes = m_lossMinutes.share();
    state->lossesSince = m_lossesSince;
    state->lossHours = m_lossHours.share();
    state->bills = m_bills.share();
    state->models = m_models.table().share();
    state->minutes = m_rates.minutes().share();
    state->hours = m_rates.hours().share();
    state->names = m_names;
    state->totals = m_totals;
    return state;
}

std::shared_ptr<const TraceView> World::view(TraceIndex index)
{
    if (!hasTrace(index))
        return nullptr;
    return makeTraceView(planTrace(index));
}

TracePlan World::planTrace(TraceIndex index)
{
    return {handOver({&index, 1}), m_hashKey, viewRevision(index)};
}

} // namespace penstock
