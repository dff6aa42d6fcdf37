// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_builder.h"

#include "core/fleet/delegation_table.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

bool saysMore(const SpanFacts& facts)
{
    return facts.usage.any() || facts.cost.source != CostSource::none || facts.model != 0 ||
           facts.error.size != 0;
}

} // namespace

std::uint32_t CascadeBuilder::nameNumber(const Trace& trace, StringId name)
{
    if (name == 0)
        return 0;
    const auto [it, isNew] = m_named.try_emplace(name, 0);
    if (isNew)
        it->second = m_texts.number(trace.world.names[name]);
    return it->second;
}

void CascadeBuilder::chooseTop(const Trace& trace)
{
    const std::uint32_t room = m_mostNodes - std::min(m_view->size(), m_mostNodes);
    const std::size_t all = trace.look.tree().order().size();
    m_topOnly = all > room;
    if (!m_topOnly)
        return;
    m_chosen.assign(trace.facts.size() + 1, false);
    for (const std::uint32_t place : trace.order.top(room))
        m_chosen[trace.order.key(place).at] = true;
}

void CascadeBuilder::pushChildren(const Trace& trace, std::uint32_t at)
{
    for (std::uint32_t i = trace.order.children(at); i > 0; --i) {
        const std::uint32_t place = trace.order.firstChild(at) + i - 1;
        if (!m_topOnly || m_chosen[trace.order.key(place).at])
            m_stack.push_back(place);
    }
}

/// The facts of a huge trace are far apart in memory.
void CascadeBuilder::fetchNext(const Trace& trace) const
{
    if (m_stack.empty())
        return;
    const std::uint32_t at = trace.order.key(m_stack.back()).at;
    const char* facts = reinterpret_cast<const char*>(&trace.facts.spans()[at - 1]);
    for (std::size_t line = 0; line < sizeof(SpanFacts); line += 64)
        __builtin_prefetch(facts + line);
    __builtin_prefetch(&trace.look.tree().node(at));
}

/// Growing by doubling would hold three times what is needed; some of the steps tell how much that is.
void CascadeBuilder::reserveDetails(const TraceFacts& facts)
{
    constexpr std::size_t kOneIn = 32;
    const FactTable& spans = facts.spans();
    std::size_t seen = 0;
    std::size_t saying = 0;
    for (std::size_t i = 0; i < spans.size(); i += kOneIn, ++seen)
        saying += saysMore(spans[i]) ? 1 : 0;
    LargeVector<CascadeDetail>& details = m_view->details;
    const std::size_t wanted =
        details.size() + (seen == 0 ? 0 : spans.size() * saying / seen * 33 / 32);
    if (details.capacity() < wanted && !m_topOnly)
        details.reserve(std::max(wanted, details.size() * 3 / 2));
}

void CascadeBuilder::add(const Trace& trace, const std::stop_token& stop)
{
    constexpr std::uint32_t kStopEvery = 1 << 14;
    addTrace(trace);
    chooseTop(trace);
    reserveDetails(trace.facts);
    m_number.assign(trace.facts.size() + 1, 0);
    m_runNumber.assign(trace.facts.size() + 1, 0);
    m_stack.clear();
    pushChildren(trace, 0);
    while (!m_stack.empty()) {
        const SiblingOrder::Key key = trace.order.key(m_stack.back());
        m_stack.pop_back();
        pushChildren(trace, key.at);
        fetchNext(trace);
        addNode(trace, key);
        if (m_view->size() % kStopEvery == 0 && stop.stop_requested())
            return;
    }
    for (std::uint32_t n = m_view->size(); n >= m_view->traces.back().node && n > 0; --n)
        if (const CascadeNode& node = m_view->node(n); node.parent != 0)
            m_view->nodes[node.parent - 1].size += node.size;
    if (!knowsTreesOnly())
        addDelegations(trace.look);
    addCauses(trace);
}

void CascadeBuilder::addTrace(const Trace& trace)
{
    const TraceRow& row = trace.row;
    const TraceTree& tree = trace.look.tree();
    CascadeTrace out;
    out.id = row.id;
    out.index = trace.facts.index();
    out.node = m_view->size() + 1;
    out.name = m_texts.number(row.name);
    out.agent = m_texts.number(row.agent);
    out.deployment = m_texts.number(row.deployment);
    out.session = m_texts.number(row.session);
    out.user = m_texts.number(row.user);
    out.start = row.start;
    out.end = row.end;
    if (const AgentIndex outermost = tree.outermostAgent(); outermost) {
        const AgentRow& agent = trace.world.agents[outermost.value];
        out.environment = m_texts.number(agent.environment);
        out.framework = m_texts.number(agent.framework);
    }
    m_view->traces.push_back(out);
}

void CascadeBuilder::addNode(const Trace& trace, const SiblingOrder::Key& key)
{
    const TreeNode& tree = trace.look.tree().node(key.at);
    CascadeNode node;
    node.span.value = key.span;
    node.start = key.start;
    node.end = tree.open ? 0 : tree.end;
    node.trace = static_cast<std::uint32_t>(m_view->traces.size());
    node.parent = m_number[tree.parent];
    if (node.parent != 0)
        node.depth =
            static_cast<std::uint16_t>(std::min(m_view->node(node.parent).depth + 1u, 65535u));
    node.marks = static_cast<std::uint8_t>((tree.missing ? kMissingStep : 0) |
                                           (tree.synthetic ? kSyntheticRun : 0) |
                                           (node.parent == 0 ? kTopOfTrace : 0));
    m_number[key.at] = m_view->size() + 1;
    if (tree.isRun)
        addRun(trace, key.at);
    node.run = tree.run == 0 ? 0 : m_runNumber[tree.run];
    if (tree.synthetic) {
        node.kind = StepKind::agentRun;
        node.name = m_view->runs[node.run - 1].name;
    }
    if (trace.facts.spans()[key.at - 1].known)
        addSaid(trace, key.at, node);
    m_view->nodes.push_back(node);
}

void CascadeBuilder::addSaid(const Trace& trace, std::uint32_t at, CascadeNode& node)
{
    const SpanFacts& facts = trace.facts.spans()[at - 1];
    const TreeNode& tree = trace.look.tree().node(at);
    const CountedStep counted = knowsTreesOnly() ? CountedStep() : trace.look.roles().of(at);
    node.seq = facts.seq;
    node.kind = tree.isWorkflow ? StepKind::workflow : facts.kind;
    node.status = tree.open ? StepStatus::running : facts.status;
    node.role = counted.role;
    node.flags = static_cast<std::uint16_t>(facts.flags);
    node.name = m_texts.number(facts.name.in(trace.facts.texts()));
    if (facts.isError())
        node.marks |= kErrorBelow;
    if (tree.open)
        node.marks |= kOpenBelow;
    if (facts.kind == StepKind::humanWait)
        node.marks |= kWaitsForPerson;
    const bool counts =
        counted.role != UsageRole::none || counted.isCall || counted.costCounts || counted.unpriced;
    if (counts || saysMore(facts) || facts.extra.size > 0)
        addDetail(trace, facts, counted, node);
    m_view->facts.steps += facts.has(kSummary) ? 0 : 1;
}

void CascadeBuilder::addDetail(const Trace& trace, const SpanFacts& facts,
                               const CountedStep& counted, CascadeNode& node)
{
    const SettledUse use = settledUse(facts, *trace.world.habits);
    const std::string_view texts = trace.facts.texts();
    CascadeDetail detail;
    detail.usage = use.usage;
    detail.cost = use.cost;
    detail.costCounts = counted.costCounts;
    detail.model = nameNumber(trace, facts.model);
    detail.error = m_texts.number(facts.error.in(texts));
    if (facts.extra.size > 0)
        addExtras(facts.extra.in(texts), node, detail);
    if (saysMore(facts) || detail.humanWait != 0) {
        m_view->details.push_back(detail);
        node.detail = static_cast<std::uint32_t>(m_view->details.size());
    }
    const UsageTotals usage = countedUsage(use.usage, counted);
    const CostTotals cost = countedCost(use.cost, counted);
    node.tokensBelow = usage.input + usage.output;
    node.costBelow = cost.total();
    ::penstock::add(m_view->facts.usage, usage, 1);
    ::penstock::add(m_view->facts.cost, cost, 1);
}

void CascadeBuilder::addExtras(std::string_view extras, CascadeNode& node, CascadeDetail& detail)
{
    m_extras.read(extras);
    const std::uint32_t n = m_view->size() + 1;
    for (const FactExtras::Link& link : m_extras.links)
        m_references.push_back({link.trace, link.span, n, 0, Evidence::spanLink, false});
    detail.humanWait = m_extras.humanWait;
    if (detail.humanWait > 0)
        node.marks |= kWaitsForPerson;
    CascadeTrace& trace = m_view->traces.back();
    if (trace.organization == 0)
        trace.organization = m_texts.number(m_extras.organization);
    if (!m_extras.hasMandate)
        return;
    const Mandate& said = m_extras.mandate;
    CascadeMandate mandate;
    mandate.node = n;
    mandate.grantedBy = m_texts.number(said.grantedBy);
    mandate.scope = m_texts.number(said.scope);
    mandate.constraints = m_texts.number(said.constraints);
    mandate.context = m_texts.number(said.context);
    mandate.revocableBy = m_texts.number(said.revocableBy);
    mandate.authorizedAt = said.authorizedAt;
    mandate.expiresAt = said.expiresAt;
    m_view->mandates.push_back(mandate);
}

void CascadeBuilder::addRun(const Trace& trace, std::uint32_t at)
{
    const AgentIndex agent = trace.look.tree().node(at).agent;
    CascadeRun run;
    run.node = m_view->size() + 1;
    run.agent = agent;
    if (agent) {
        run.name = m_texts.number(trace.world.agents[agent.value].name);
        run.deployment = m_texts.number(trace.world.agents[agent.value].deployment);
    }
    m_view->runs.push_back(run);
    m_runNumber[at] = static_cast<std::uint32_t>(m_view->runs.size());
}

void CascadeBuilder::leaveOut(const TraceRow& row)
{
    ++m_view->facts.tracesLeftOut;
    m_view->facts.stepsLeftOut += row.steps;
}

void CascadeBuilder::move(const std::vector<std::uint32_t>& number)
{
    if (number.empty())
        return;
    for (CascadeEdge& edge : m_view->edges) {
        edge.from = number[edge.from];
        edge.to = number[edge.to];
    }
    for (CascadeRun& run : m_view->runs)
        run.node = number[run.node];
    for (CascadeMandate& mandate : m_view->mandates)
        mandate.node = number[mandate.node];
    for (CascadeReference& reference : m_references) {
        reference.from = number[reference.from];
        reference.to = number[reference.to];
    }
}

void CascadeBuilder::sumUp()
{
    CascadeFacts& facts = m_view->facts;
    facts.runs = static_cast<std::uint32_t>(m_view->runs.size());
    for (std::uint32_t n = m_view->size(); n > 0; --n) {
        CascadeNode& node = m_view->nodes[n - 1];
        facts.errors += node.status == StepStatus::error ? 1 : 0;
        facts.open += node.status == StepStatus::running ? 1 : 0;
        facts.waits += node.has(kWaitsForPerson) ? 1 : 0;
        facts.missingParents += node.has(kMissingStep) ? 1 : 0;
        facts.tops += node.parent == 0 ? 1 : 0;
        facts.start = n == m_view->size() ? node.start : std::min(facts.start, node.start);
        facts.end = std::max(facts.end, std::max(node.start, node.end));
        if (node.parent == 0)
            continue;
        CascadeNode& up = m_view->nodes[node.parent - 1];
        up.costBelow += node.costBelow;
        up.tokensBelow += node.tokensBelow;
        up.marks |= node.marks & (kErrorBelow | kOpenBelow);
        if (up.has(kMissingStep))
            up.end = std::max(up.end, std::max(node.start, node.end));
    }
}

/// In order of their first nodes.
void CascadeBuilder::settleTraces()
{
    std::vector<CascadeTrace>& traces = m_view->traces;
    std::vector<std::uint32_t> first(traces.size(), 0);
    for (CascadeTrace& trace : traces)
        trace.nodes = trace.missingParents = 0;
    std::vector<CascadeTrace> sorted;
    for (std::uint32_t n = 1; n <= m_view->size(); ++n) {
        CascadeNode& node = m_view->nodes[n - 1];
        std::uint32_t& place = first[node.trace - 1];
        if (place == 0) {
            sorted.push_back(traces[node.trace - 1]);
            place = static_cast<std::uint32_t>(sorted.size());
            sorted.back().node = n;
            sorted.back().cause = node.parent;
        }
        node.trace = place;
        ++sorted[place - 1].nodes;
        sorted[place - 1].missingParents += node.has(kMissingStep) ? 1 : 0;
    }
    traces = std::move(sorted);
    if (!traces.empty()) {
        m_view->facts.root = traces.front().index;
        m_view->facts.id = traces.front().id;
    }
}

std::shared_ptr<CascadeView> CascadeBuilder::finish()
{
    move(CascadeJoiner(*m_view, m_references).join());
    addReferenceEdges();
    sumUp();
    settleTraces();
    settleEdges();
    return std::move(m_view);
}

} // namespace penstock
