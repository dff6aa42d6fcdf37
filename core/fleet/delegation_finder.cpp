// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/delegation_finder.h"

#include "core/fleet/agent_table.h"
#include "core/fleet/delegation_table.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

bool isCallKind(StepKind kind)
{
    switch (kind) {
    case StepKind::toolCall:
    case StepKind::mcpRequest:
    case StepKind::a2aRequest:
    case StepKind::acpRequest:
    case StepKind::memory:
    case StepKind::retrieval:
    case StepKind::humanWait:
        return true;
    default:
        return false;
    }
}

bool isRemoteKind(StepKind kind)
{
    return kind == StepKind::a2aRequest || kind == StepKind::acpRequest ||
           kind == StepKind::mcpRequest;
}

auto pairOf(const RunEdge& e)
{
    return std::tuple(e.fromAt, e.toAt, e.fromName, e.toName, e.service);
}

} // namespace

void DelegationFinder::find(const TraceFacts& trace, const TraceTree& tree, TraceId id)
{
    m_trace = &trace;
    m_tree = &tree;
    m_id = id;
    m_edges.clear();
    m_calls.clear();
    m_names.clear();
    m_callAbove.assign(trace.size() + 1, 0);
    const FactTable& spans = trace.spans();
    tree.eachParentFirst([&](std::uint32_t at) {
        const TreeNode& node = tree.node(at);
        const SpanFacts& facts = spans[at - 1];
        if (node.isRun)
            findStructural(at);
        if (!facts.known || facts.has(kSummary))
            return;
        if (facts.extra.size > 0)
            findHinted(at);
        if (isCallKind(facts.kind))
            findCall(at);
        else if (!node.isRun && node.parent != 0)
            m_callAbove[at] = m_callAbove[node.parent];
    });
    merge();
    findSequences();
}

void DelegationFinder::release()
{
    giveBack(m_names);
    giveBack(m_edges);
    giveBack(m_calls);
    giveBack(m_callAbove);
}

void DelegationFinder::add(RunEdge edge, Evidence evidence, DelegationMode mode)
{
    if (edge.fromAt == edge.toAt && edge.fromAt != 0)
        return;
    if (edge.fromAt == 0 && edge.fromName.empty())
        return;
    if (edge.toAt == 0 && edge.toName.empty())
        return;
    edge.best = evidence;
    edge.evidence = 1u << static_cast<unsigned>(evidence);
    edge.mode = mode;
    if (edge.toAt != 0)
        edge.at = m_tree->node(edge.toAt).start;
    if (edge.fromAt != 0 && edge.toAt != 0) {
        edge.service = 0; // only for agents that are merely named
        const StringId a = m_tree->node(edge.fromAt).service;
        const StringId b = m_tree->node(edge.toAt).service;
        edge.crossProcess = edge.crossProcess || (a != 0 && b != 0 && a != b);
    }
    m_edges.push_back(edge);
}

void DelegationFinder::findStructural(std::uint32_t run)
{
    const std::uint32_t above = m_tree->runAbove(run);
    if (above == 0)
        return;
    const TreeNode& node = m_tree->node(run);
    const TreeNode& from = m_tree->node(above);
    RunEdge edge;
    edge.fromAt = above;
    edge.toAt = run;
    edge.crossProcess = m_trace->spans()[run - 1].has(kRemoteParent);
    const bool remote = edge.crossProcess ||
                        (node.service != 0 && from.service != 0 && node.service != from.service);
    if (remote)
        add(edge, Evidence::remoteCall, DelegationMode::returnToCaller);
    if (node.toolAbove)
        add(edge, Evidence::agentAsTool, DelegationMode::returnToCaller);
    else if (!remote && node.agent != from.agent)
        add(edge, Evidence::nestedRun, DelegationMode::returnToCaller);
}

void DelegationFinder::findHinted(std::uint32_t at)
{
    const SpanFacts& facts = m_trace->spans()[at - 1];
    const TreeNode& node = m_tree->node(at);
    m_extras.read(facts.extra.in(m_trace->texts()));
    if (!m_extras.hints.empty())
        indexNames();
    const auto runOf = [&](std::uint32_t step) { return step == 0 ? 0 : m_tree->node(step).run; };
    for (const FactExtras::Hint& hint : m_extras.hints) {
        RunEdge edge;
        edge.service = facts.service;
        edge.at = facts.start;
        const std::uint32_t above = runOf(node.parent);
        const bool toItself = node.isRun && (hint.to.empty() || answersTo(at, hint.to));
        const std::uint32_t own = toItself ? above : node.run;
        if (hint.from.empty() || answersTo(own, hint.from))
            edge.fromAt = own;
        else
            edge.fromAt = runNamed(hint.from, facts.start, true);
        if (toItself)
            edge.toAt = at;
        else if (!hint.to.empty())
            edge.toAt = runNamed(hint.to, facts.start, false);
        edge.fromName = edge.fromAt == 0 ? hint.from : std::string_view();
        edge.toName = edge.toAt == 0 ? hint.to : std::string_view();
        add(edge, hint.evidence, hint.mode);
    }
    for (const FactExtras::Link& link : m_extras.links) {
        if (link.trace != m_id)
            continue;
        RunEdge edge;
        edge.fromAt = runOf(m_trace->position(link.span));
        edge.toAt = node.run;
        if (edge.fromAt != 0 && edge.toAt != 0)
            add(edge, Evidence::spanLink, DelegationMode::message);
    }
}

void DelegationFinder::findCall(std::uint32_t at)
{
    const SpanFacts& facts = m_trace->spans()[at - 1];
    const TreeNode& node = m_tree->node(at);
    const std::uint32_t above = node.parent == 0 ? 0 : m_callAbove[node.parent];
    m_callAbove[at] = at;
    if (!facts.actor || node.runBelow)
        return; // the run below is the callee
    if (above != 0) {
        const SpanFacts& outer = m_trace->spans()[above - 1];
        const bool sameLayer = isRemoteKind(facts.kind) && outer.kind == facts.kind;
        if (outer.actor == facts.actor || sameLayer)
            return; // another layer of the same call
    }
    const bool handsOver = facts.extra.size > 0 && !m_extras.hints.empty();
    if (!handsOver)
        m_calls.push_back({at, node.run});
}

std::string_view DelegationFinder::nameOf(std::uint32_t run) const
{
    return m_tree->node(run).synthetic
               ? std::string_view(m_agents[m_tree->node(run).agent.value].name)
               : m_trace->spans()[run - 1].name.in(m_trace->texts());
}

bool DelegationFinder::answersTo(std::uint32_t run, std::string_view name) const
{
    const std::uint64_t loose = looseName(name);
    return run != 0 && loose != 0 &&
           (looseName(nameOf(run)) == loose ||
            looseName(m_agents[m_tree->node(run).agent.value].id) == loose);
}

void DelegationFinder::indexNames()
{
    if (!m_names.empty())
        return;
    for (const std::uint32_t at : m_tree->order()) {
        const TreeNode& node = m_tree->node(at);
        if (!node.isRun)
            continue;
        const AgentRow& row = m_agents[node.agent.value];
        const SpanId span = m_trace->spans()[at - 1].span;
        for (const std::string_view text : {nameOf(at), std::string_view(row.id)})
            if (const std::uint64_t name = looseName(text); name != 0)
                m_names.push_back({name, node.start, span, at});
    }
    std::sort(m_names.begin(), m_names.end());
}

std::uint32_t DelegationFinder::runNamed(std::string_view name, Nanos t, bool before) const
{
    const std::uint64_t wanted = looseName(name);
    const auto first =
        std::lower_bound(m_names.begin(), m_names.end(), NamedRun{wanted, INT64_MIN, {}, 0});
    const auto last =
        std::lower_bound(first, m_names.end(), NamedRun{wanted + 1, INT64_MIN, {}, 0});
    if (wanted == 0 || first == last)
        return 0;
    const auto after = std::lower_bound(first, last, NamedRun{wanted, before ? t + 1 : t, {}, 0});
    if (before)
        return after == first ? first->at : std::prev(after)->at;
    return after == last ? std::prev(last)->at : after->at;
}

void DelegationFinder::merge()
{
    std::sort(m_edges.begin(), m_edges.end(), [](const RunEdge& a, const RunEdge& b) {
        if (pairOf(a) != pairOf(b))
            return pairOf(a) < pairOf(b);
        if (a.best != b.best)
            return evidenceRank(a.best) < evidenceRank(b.best);
        return std::tuple(b.mode, a.at) < std::tuple(a.mode, b.at);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const RunEdge edge = m_edges[i];
        if (kept == 0 || pairOf(m_edges[kept - 1]) != pairOf(edge)) {
            m_edges[kept++] = edge;
            continue;
        }
        RunEdge& into = m_edges[kept - 1];
        into.evidence |= edge.evidence;
        into.crossProcess = into.crossProcess || edge.crossProcess;
        if (into.mode == DelegationMode::unknown)
            into.mode = edge.mode;
        into.at = std::min(into.at, edge.at);
    }
    m_edges.resize(kept);
}

void DelegationFinder::findSequences()
{
    struct Sibling {
        std::uint32_t parent;
        Nanos start;
        SpanId span;
        std::uint32_t at;
        auto operator<=>(const Sibling&) const = default;
    };
    std::vector<Sibling> siblings;
    for (const std::uint32_t at : m_tree->order()) {
        const TreeNode& node = m_tree->node(at);
        if (node.isRun && node.parent != 0 && m_tree->runAbove(at) == 0)
            siblings.push_back({node.parent, node.start, m_trace->spans()[at - 1].span, at});
    }
    if (siblings.size() < 2)
        return;
    std::vector<bool> reached(m_trace->size() + 1, false);
    for (const RunEdge& edge : m_edges)
        reached[edge.toAt] = true;
    std::sort(siblings.begin(), siblings.end());
    for (std::size_t i = 1; i < siblings.size(); ++i) {
        const Sibling& a = siblings[i - 1];
        const Sibling& b = siblings[i];
        const TreeNode& before = m_tree->node(a.at);
        const TreeNode& after = m_tree->node(b.at);
        if (a.parent != b.parent || reached[b.at] || before.agent == after.agent ||
            before.end > after.start)
            continue;
        RunEdge edge;
        edge.fromAt = a.at;
        edge.toAt = b.at;
        add(edge, Evidence::sequence, DelegationMode::unknown);
    }
}

} // namespace penstock
