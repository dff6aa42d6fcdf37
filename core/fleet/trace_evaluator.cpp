// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/trace_evaluator.h"

#include <algorithm>
#include <tuple>

namespace penstock {

void TraceEvaluator::release()
{
    if (!isHuge())
        return;
    giveBackAll();
    m_result = {};
    giveBack(m_joins);
    giveBack(m_firstRunBelow);
    giveBack(m_runSlot);
    giveBack(m_shares);
}

const TraceResult& TraceEvaluator::evaluate(const TraceFacts& trace, TraceId id,
                                            const std::vector<SharedCall>& shared)
{
    look(trace, id, shared);
    m_result.row = TraceRow{};
    m_result.row.id = id;
    m_result.runs.clear();
    m_result.contribution.clear();
    m_rates.begin(m_result.contribution);
    describeTrace(trace);
    collectRuns(trace);
    countSteps(trace);
    collectEdges(trace);
    m_result.contribution.settle();
    std::uint32_t agents = 0;
    for (const AgentShare& share : m_result.contribution.agents)
        if (m_agents.row(share.agent).kind == ActorKind::agent && share.runs > 0)
            ++agents;
    m_result.row.agents = agents;
    return m_result;
}

void TraceEvaluator::describeTrace(const TraceFacts& trace)
{
    const FactTable& spans = trace.spans();
    // The root, else the earliest step; a real root wins over a step whose parent is missing.
    const auto rank = [&](std::uint32_t at) {
        const SpanFacts& f = spans[at - 1];
        const bool isRoot = m_tree.node(at).parent == 0 && f.parent.isZero();
        return std::tuple(!isRoot, f.has(kMergesInto), f.start, f.span);
    };
    std::uint32_t best = 0;
    std::uint32_t session = 0;
    std::uint32_t user = 0;
    const auto isBetter = [&](std::uint32_t at, std::uint32_t than) {
        return than == 0 || rank(at) < rank(than);
    };
    TraceRow& row = m_result.row;
    for (const std::uint32_t at : m_tree.order()) {
        const SpanFacts& facts = spans[at - 1];
        if (m_tree.node(at).missing)
            ++row.missingParents;
        if (!facts.known)
            continue;
        if (isBetter(at, best))
            best = at;
        const bool weak = facts.has(kSyntheticSession);
        const bool wasWeak = session != 0 && spans[session - 1].has(kSyntheticSession);
        if (facts.session != 0 &&
            (session == 0 || (wasWeak && !weak) || (weak == wasWeak && isBetter(at, session))))
            session = at;
        if (facts.user != 0 && isBetter(at, user))
            user = at;
    }
    row.rootMissing =
        best != 0 && !spans[best - 1].parent.isZero() && m_tree.node(best).parent != 0;
    if (best == 0)
        return;
    m_result.name = m_names.intern(spans[best - 1].name.in(trace.texts()));
    m_result.service = spans[best - 1].service;
    m_result.session = session == 0 ? 0 : spans[session - 1].session;
    m_result.user = user == 0 ? 0 : spans[user - 1].user;
}

void TraceEvaluator::collectRuns(const TraceFacts& trace)
{
    const FactTable& spans = trace.spans();
    std::vector<RunResult>& runs = m_result.runs;
    for (const std::uint32_t at : m_tree.order()) {
        const TreeNode& node = m_tree.node(at);
        if (!node.isRun)
            continue;
        RunRow row;
        row.trace = trace.index();
        row.agent = node.agent;
        row.span = spans[at - 1].span;
        row.start = node.start;
        row.end = node.open ? 0 : node.end;
        row.status = node.synthetic ? StepStatus::unset : spans[at - 1].status;
        row.synthetic = node.synthetic;
        runs.push_back({at, row});
    }
    std::sort(runs.begin(), runs.end(), [](const RunResult& a, const RunResult& b) {
        return std::tuple(a.row.start, a.row.span) < std::tuple(b.row.start, b.row.span);
    });
    m_runSlot.assign(trace.size() + 1, 0);
    m_shares.assign(runs.size(), AgentShare{});
    for (std::size_t i = 0; i < runs.size(); ++i) {
        m_runSlot[runs[i].at] = static_cast<std::uint32_t>(i + 1);
        m_shares[i].agent = runs[i].row.agent;
        m_shares[i].runs = 1;
        m_shares[i].runsOpen = m_tree.node(runs[i].at).open ? 1 : 0;
        m_rates.countRun(runs[i].row);
    }
    m_result.agent = 0;
    if (runs.empty())
        return;
    const std::uint32_t first =
        runs.front().at; // what the run said: the table's name may change later
    m_result.agent = m_tree.node(first).synthetic
                         ? m_names.intern(m_agents.row(runs.front().row.agent).name)
                         : m_names.intern(spans[first - 1].name.in(trace.texts()));
}

void TraceEvaluator::countSteps(const TraceFacts& trace)
{
    TraceRow& row = m_result.row;
    bool first = true;
    for (const std::uint32_t at : m_tree.order()) {
        const SpanFacts& facts = trace.spans()[at - 1];
        if (!facts.known)
            continue;
        row.dialects |= facts.dialects;
        row.start = first ? facts.start : std::min(row.start, facts.start);
        row.end = std::max(row.end, std::max(facts.start, facts.end));
        first = false;
        if (!facts.has(kSummary))
            countStep(facts, at);
        if (const CacheShare share = CacheMemory::shareOf(facts); share.key != 0)
            m_result.contribution.caches.push_back(share);
    }
    row.runs = static_cast<std::uint32_t>(m_result.runs.size());
    for (std::size_t i = 0; i < m_shares.size(); ++i) {
        RunRow& run = m_result.runs[i].row;
        AgentShare& share = m_shares[i];
        run.steps = static_cast<std::uint32_t>(share.steps);
        run.errors = static_cast<std::uint32_t>(share.errors);
        run.tokens = share.usage.input + share.usage.output;
        run.cost = share.cost.total();
        run.unpriced = share.cost.unpricedCalls > 0;
        m_result.contribution.agents.push_back(std::move(share));
    }
}

void TraceEvaluator::countStep(const SpanFacts& facts, std::uint32_t at)
{
    TraceRow& row = m_result.row;
    const TreeNode& node = m_tree.node(at);
    const CountedStep& step = m_roles.of(at);
    const SettledUse use = useOf(facts);
    const UsageTotals usage = countedUsage(use.usage, step);
    const CostTotals cost = countedCost(use.cost, step);
    ++row.steps;
    row.errors += facts.isError() ? 1 : 0;
    row.running += node.open ? 1 : 0;
    add(row.usage, usage, 1);
    add(row.cost, cost, 1);
    const AgentIndex agent = node.run == 0 ? AgentIndex{} : m_tree.node(node.run).agent;
    m_rates.countStep(node, facts.start, facts.end, facts.isError(), agent,
                      step.isCall ? facts.model : 0, usage, cost);
    if (node.run == 0)
        return;
    AgentShare& share = m_shares[m_runSlot[node.run] - 1];
    ++share.steps;
    share.errors += facts.isError() ? 1 : 0;
    add(share.usage, usage, 1);
    add(share.cost, cost, 1);
    if (!step.isCall || facts.model == 0)
        return;
    if (!share.models.empty() && share.models.back().first == facts.model)
        ++share.models.back().second;
    else
        share.models.emplace_back(facts.model, 1);
}

const std::vector<JoinEntry>& TraceEvaluator::collectJoins(const TraceFacts& trace, TraceId id,
                                                           const std::vector<SpanId>* wanted)
{
    constexpr DialectSet kTellsTwice = dialectBit(Dialect::claudeCode) |
                                       dialectBit(Dialect::codex) |
                                       dialectBit(Dialect::geminiCli); // as spans and as log events
    m_joins.clear();
    m_linkedTraces.clear();
    m_firstRunBelow.clear();
    const FactTable& spans = trace.spans();
    for (const std::uint32_t at : m_tree.order()) {
        const SpanFacts& facts = spans[at - 1];
        if (facts.extra.size > 0)
            joinStep(trace, id, at);
        const bool twice = facts.has(kFromLogEvent) || (facts.dialects & kTellsTwice) != 0;
        if (!twice || facts.responseKey == 0 || !facts.known || !m_roles.countsAlone(at))
            continue;
        JoinEntry entry;
        entry.key = facts.responseKey;
        entry.role = JoinRole::response;
        entry.span = facts.span;
        entry.at = facts.start;
        entry.hasUsage = facts.usage.any();
        entry.hasCost = facts.cost.source != CostSource::none;
        entry.isEvent = facts.has(kFromLogEvent);
        m_joins.push_back(entry);
    }
    if (wanted != nullptr)
        for (std::size_t i = 0; i < wanted->size(); ++i) {
            const SpanId span = (*wanted)[i];
            if (i > 0 && span == (*wanted)[i - 1])
                continue;
            const std::uint32_t at = trace.position(span);
            const std::uint32_t run = at == 0 ? 0 : m_tree.node(at).run;
            if (run == 0)
                continue;
            JoinEntry entry;
            entry.key = linkKey(linkGroup(id), span);
            entry.role = JoinRole::linkTarget;
            entry.agent = m_tree.node(run).agent;
            entry.span = span;
            m_joins.push_back(entry);
        }
    std::sort(m_joins.begin(), m_joins.end());
    m_joins.erase(std::unique(m_joins.begin(), m_joins.end()), m_joins.end());
    return m_joins;
}

void TraceEvaluator::joinStep(const TraceFacts& trace, TraceId id, std::uint32_t at)
{
    const SpanFacts& facts = trace.spans()[at - 1];
    const TreeNode& node = m_tree.node(at);
    m_extras.read(facts.extra.in(trace.texts()));
    if (!m_extras.keys.empty() && node.run == 0 && node.runBelow && m_firstRunBelow.empty()) {
        m_firstRunBelow.assign(trace.size() + 1, 0);
        for (auto it = m_tree.order().rbegin(); it != m_tree.order().rend(); ++it) {
            const std::uint32_t run = m_tree.node(*it).isRun ? *it : m_firstRunBelow[*it];
            std::uint32_t& up = m_firstRunBelow[m_tree.node(*it).parent];
            const auto order = [&](std::uint32_t r) {
                return std::pair(m_tree.node(r).start, trace.spans()[r - 1].span);
            };
            if (run != 0 && (up == 0 || order(run) < order(up)))
                up = run;
        }
    }
    // Inside a run the step calls out; a run, or a request that a run serves, is the other side.
    std::uint32_t run = node.run;
    JoinRole role = node.isRun ? JoinRole::callee : JoinRole::caller;
    if (run == 0 && !m_firstRunBelow.empty()) {
        run = m_firstRunBelow[at];
        role = JoinRole::callee;
    }
    const bool serves =
        run == 0 && facts.kind == StepKind::mcpRequest; // a tool server, no agent in its trace
    if (run == 0 && !(serves && facts.actor))
        return;
    JoinEntry entry;
    entry.agent = serves ? facts.actor : m_tree.node(run).agent;
    entry.at = role == JoinRole::callee && !serves ? m_tree.node(run).start : node.start;
    entry.isError = serves ? facts.isError() : m_tree.node(run).error;
    role = serves ? JoinRole::callee : role;
    for (const std::uint64_t key : m_extras.keys) {
        entry.key = key;
        entry.role = role;
        entry.span = facts.span;
        m_joins.push_back(entry);
    }
    for (const FactExtras::Link& link : m_extras.links) {
        if (link.trace == id || serves)
            continue;
        m_linkedTraces.push_back(link.trace);
        entry.group = linkGroup(link.trace);
        entry.key = linkKey(entry.group, link.span);
        entry.role = JoinRole::linkSource;
        entry.span = link.span;
        m_joins.push_back(entry);
    }
}

AgentIndex TraceEvaluator::agentAt(std::uint32_t at, std::string_view name, StringId service)
{
    if (at != 0)
        return m_tree.node(at).agent;
    return m_agents.intern({ActorKind::agent, m_names.text(service), {}, name});
}

void TraceEvaluator::collectEdges(const TraceFacts& trace)
{
    const FactTable& spans = trace.spans();
    TraceContribution& out = m_result.contribution;
    for (const RunEdge& edge : m_finder.edges()) {
        EdgeShare share;
        share.from = agentAt(edge.fromAt, edge.fromName, edge.service);
        share.to = agentAt(edge.toAt, edge.toName, edge.service);
        share.best = edge.best;
        share.mode = edge.mode;
        share.crossProcess = edge.crossProcess;
        share.evidence = edge.evidence;
        share.count = 1;
        share.errors = edge.toAt != 0 && m_tree.node(edge.toAt).error ? 1 : 0;
        share.first = share.last = edge.at;
        out.edges.push_back(share);
        m_rates.countEdge(share, edge.toAt != 0 && m_tree.node(edge.toAt).open);
    }
    for (const ActorCall& call : m_finder.calls()) {
        const SpanFacts& facts = spans[call.at - 1];
        AgentShare actor;
        actor.agent = facts.actor;
        actor.runs = actor.steps = 1;
        actor.runsOpen = m_tree.node(call.at).open ? 1 : 0;
        actor.errors = facts.isError() ? 1 : 0;
        out.agents.push_back(std::move(actor));
        const AgentIndex caller = call.run == 0 ? AgentIndex{} : m_tree.node(call.run).agent;
        m_rates.countCall(m_tree.node(call.at), facts.start, facts.end, facts.isError(),
                          facts.actor, caller);
        if (call.run == 0)
            continue;
        EdgeShare share;
        share.from = caller;
        share.to = facts.actor;
        share.best = Evidence::call;
        share.mode = DelegationMode::returnToCaller;
        share.crossProcess = facts.kind != StepKind::toolCall &&
                             facts.kind != StepKind::humanWait && facts.kind != StepKind::memory &&
                             facts.kind != StepKind::retrieval;
        share.evidence = 1u << static_cast<unsigned>(Evidence::call);
        share.count = 1;
        share.errors = facts.isError() ? 1 : 0;
        share.first = share.last = facts.start;
        out.edges.push_back(share);
        m_rates.countEdge(share, m_tree.node(call.at).open);
    }
}

} // namespace penstock
