// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/trace_tree.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace penstock {
namespace {

/// More than 95 % of the longer one is covered by the other (semconv.md 8, rule 2).
bool overlapsAlmostWholly(const TreeNode& a, const TreeNode& b)
{
    const Nanos both = std::min(a.end, b.end) - std::max(a.start, b.start);
    const Nanos longer = std::max(a.end - a.start, b.end - b.start);
    return longer <= 0 ? both >= 0 : both > longer - longer / 20;
}

} // namespace

void TraceTree::build(const TraceFacts& trace)
{
    m_trace = &trace;
    m_nodes.assign(trace.size(), TreeNode{});
    const FactTable& spans = trace.spans();
    bool anyRuns = false; // that no span stands for
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const SpanFacts& facts = spans[i];
        if (!facts.known)
            continue;
        anyRuns = anyRuns || facts.runAt != 0;
        TreeNode& node = m_nodes[i];
        node.live = true;
        node.start = facts.start;
        node.end = facts.end;
        node.agent = facts.actor;
        node.service = facts.service;
        node.parent = facts.runAt != 0 ? facts.runAt : facts.parentAt;
        node.isRun = facts.kind == StepKind::agentRun && !facts.has(kSummary);
        node.error = facts.isError();
        node.open = facts.has(kProvisional) || facts.status == StepStatus::running;
    }
    if (anyRuns)
        placeSyntheticRuns();
    linkParents();
    breakCycles();
    sortParentsFirst();
    findRuns();
}

void TraceTree::adopt(const TraceFacts& trace, LargeVector<TreeNode> nodes, AgentIndex outermost)
{
    m_trace = &trace;
    m_nodes = std::move(nodes);
    m_order.resize(m_nodes.size());
    std::iota(m_order.begin(), m_order.end(), 1u);
    m_outermost = outermost;
}

void TraceTree::release()
{
    giveBack(m_nodes);
    giveBack(m_order);
    giveBack(m_scratch);
    giveBack(m_offsets);
}

void TraceTree::placeSyntheticRuns()
{
    for (const SpanFacts& facts : m_trace->spans()) {
        if (!facts.known || facts.runAt == 0)
            continue;
        TreeNode& run = m_nodes[facts.runAt - 1];
        if (run.live && !run.synthetic)
            continue; // a real span came for it
        const bool first = !run.live;
        const auto name = [&](AgentIndex agent) {
            const AgentRow& row = m_agents[agent.value];
            return std::tie(row.name, row.deployment);
        };
        run.live = run.synthetic = run.isRun = true;
        run.start = first ? facts.start : std::min(run.start, facts.start);
        run.end = first ? facts.end : std::max(run.end, facts.end);
        if (first || name(facts.runActor) > name(run.agent)) {
            run.agent = facts.runActor;
            run.service = facts.service;
        }
        const FactTable& spans = m_trace->spans();
        const auto smaller = [&](std::uint32_t a, std::uint32_t b) {
            return b == 0 || (a != 0 && spans[a - 1].span < spans[b - 1].span);
        };
        if (facts.runParentAt != 0 && smaller(facts.runParentAt, run.parent))
            run.parent = facts.runParentAt;
    }
}

void TraceTree::linkParents()
{
    const std::size_t count = m_nodes.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (!m_nodes[i].live || m_nodes[i].parent == 0)
            continue;
        TreeNode& parent = m_nodes[m_nodes[i].parent - 1];
        if (!parent.live)
            parent.live = parent.missing = true;
    }
}

void TraceTree::breakCycles()
{
    const FactTable& spans = m_trace->spans();
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
        const TreeNode& x = m_nodes[a - 1];
        const TreeNode& y = m_nodes[b - 1];
        return x.start != y.start ? x.start < y.start : spans[a - 1].span < spans[b - 1].span;
    };
    std::vector<std::uint32_t>& walk =
        m_scratch; // number of the walk that reached a position first
    walk.assign(m_nodes.size() + 1, 0);
    for (std::uint32_t from = 1; from <= m_nodes.size(); ++from) {
        std::uint32_t at = m_nodes[from - 1].live ? from : 0;
        while (at != 0 && walk[at] == 0) {
            walk[at] = from;
            at = m_nodes[at - 1].parent;
        }
        if (at == 0 || walk[at] != from)
            continue;
        std::uint32_t cut = at;
        for (std::uint32_t next = m_nodes[at - 1].parent; next != at;
             next = m_nodes[next - 1].parent)
            if (earlier(next, cut))
                cut = next;
        m_nodes[cut - 1].parent = 0;
    }
}

void TraceTree::sortParentsFirst()
{
    std::vector<std::uint32_t>& offset = m_offsets;
    offset.assign(m_nodes.size() + 2, 0);
    std::uint32_t live = 0;
    for (const TreeNode& node : m_nodes) {
        if (!node.live)
            continue;
        ++live;
        if (node.parent != 0) {
            ++offset[node.parent + 1];
            ++m_nodes[node.parent - 1].children;
        }
    }
    for (std::size_t i = 1; i < offset.size(); ++i)
        offset[i] += offset[i - 1];
    std::vector<std::uint32_t>& childList = m_scratch;
    childList.assign(live + 1, 0);
    m_order.clear();
    m_order.reserve(live);
    for (std::uint32_t at = 1; at <= m_nodes.size(); ++at) {
        const TreeNode& node = m_nodes[at - 1];
        if (!node.live)
            continue;
        if (node.parent == 0)
            m_order.push_back(at);
        else
            childList[offset[node.parent]++] = at;
    }
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        const std::uint32_t at = m_order[i];
        const std::uint32_t last = offset[at]; // filling moved it to the end of the stretch
        for (std::uint32_t c = last - m_nodes[at - 1].children; c < last; ++c)
            m_order.push_back(childList[c]);
    }
}

bool TraceTree::wrapsSameRun(std::uint32_t outer, std::uint32_t inner) const
{
    const TreeNode& a = node(outer);
    const TreeNode& b = node(inner);
    return a.agent == b.agent && !a.synthetic && !b.synthetic && overlapsAlmostWholly(a, b) &&
           m_trace->spans()[outer - 1].dialects != m_trace->spans()[inner - 1].dialects;
}

void TraceTree::findRuns()
{
    const FactTable& spans = m_trace->spans();
    for (const TreeNode& node : m_nodes)
        if (node.live && node.isRun && node.parent != 0)
            ++m_nodes[node.parent - 1].runChildren;
    m_outermost = {};
    for (const std::uint32_t at : m_order) {
        TreeNode& node = m_nodes[at - 1];
        const bool isRoot = node.parent == 0 || m_nodes[node.parent - 1].missing;
        if (node.isRun && !node.synthetic && isRoot && !spans[at - 1].named &&
            node.runChildren == 1) {
            node.isRun = false;
            node.isWorkflow = true;
        }
        const TreeNode* above = node.parent == 0 ? nullptr : &m_nodes[node.parent - 1];
        const std::uint32_t runAbove = above == nullptr ? 0 : above->run;
        const bool aboveIsTool = above != nullptr && !above->isRun && above->live &&
                                 !above->missing && !above->synthetic &&
                                 spans[node.parent - 1].kind == StepKind::toolCall;
        node.toolAbove = above != nullptr && (aboveIsTool || (!above->isRun && above->toolAbove));
        if (node.isRun && runAbove != 0 && !node.toolAbove && wrapsSameRun(runAbove, at)) {
            node.isRun = false;
            node.isWrapped = true;
        }
        node.run = node.isRun ? at : runAbove;
        if (node.isRun && !m_outermost)
            m_outermost = node.agent;
    }
    for (auto it = m_order.rbegin(); it != m_order.rend(); ++it) {
        const TreeNode& node = m_nodes[*it - 1];
        if (node.parent != 0 && (node.isRun || node.runBelow))
            m_nodes[node.parent - 1].runBelow = true;
    }
}

} // namespace penstock
