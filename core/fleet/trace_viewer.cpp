// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/trace_viewer.h"

#include "core/fleet/delegation_table.h"
#include "core/fleet/trace_look.h"
#include "core/fleet/trace_state.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace penstock {
namespace {

/// Live positions: parents before children, depth first, siblings by start then span id.
std::vector<std::uint32_t> depthFirst(const TraceFacts& trace, const TraceTree& tree)
{
    const FactTable& spans = trace.spans();
    std::vector<std::uint32_t> byParent = tree.order();
    std::sort(byParent.begin(), byParent.end(), [&](std::uint32_t a, std::uint32_t b) {
        const TreeNode& x = tree.node(a);
        const TreeNode& y = tree.node(b);
        return std::tuple(x.parent, x.start, spans[a - 1].span) <
               std::tuple(y.parent, y.start, spans[b - 1].span);
    });
    std::vector<std::uint32_t> first(trace.size() + 1, 0); // place + 1 of the first child
    for (std::size_t i = byParent.size(); i > 0; --i)
        first[tree.node(byParent[i - 1]).parent] = static_cast<std::uint32_t>(i);
    std::vector<std::uint32_t> out;
    std::vector<std::uint32_t> stack;
    const auto pushChildren = [&](std::uint32_t parent) {
        std::size_t last = first[parent];
        if (last == 0)
            return;
        while (last <= byParent.size() && tree.node(byParent[last - 1]).parent == parent)
            ++last;
        for (std::size_t i = last - 1; i >= first[parent]; --i)
            stack.push_back(byParent[i - 1]);
    };
    pushChildren(0);
    while (!stack.empty()) {
        const std::uint32_t at = stack.back();
        stack.pop_back();
        out.push_back(at);
        pushChildren(at);
    }
    return out;
}

TraceNode nodeOf(const TraceFacts& trace, const TraceLook& look, std::uint32_t at,
                 const CascadeParts& world)
{
    const SpanFacts& facts = trace.spans()[at - 1];
    const TreeNode& tree = look.tree().node(at);
    TraceNode node;
    node.span = facts.span;
    node.missing = tree.missing;
    node.synthetic = tree.synthetic;
    node.start = tree.start;
    node.end = tree.open ? 0 : tree.end;
    node.agent =
        tree.run == 0 ? std::string() : world.agents[look.tree().node(tree.run).agent.value].name;
    if (tree.synthetic) {
        node.kind = StepKind::agentRun;
        node.name = node.agent;
    }
    if (!facts.known)
        return node;
    node.seq = facts.seq;
    node.kind = tree.isWorkflow ? StepKind::workflow : facts.kind;
    node.status = tree.open ? StepStatus::running : facts.status;
    const CountedStep& counted = look.roles().of(at);
    node.role = counted.role;
    node.counts = countsBits(counted);
    node.flags = facts.flags;
    node.name = facts.name.in(trace.texts());
    node.model = world.names[facts.model];
    const SettledUse use = settledUse(facts, *world.habits);
    node.usage = use.usage;
    node.cost = use.cost;
    node.costBelow = counted.costCounts ? use.cost.amount : 0;
    node.error = facts.error.in(trace.texts());
    return node;
}

void addDelegations(TraceView& view, const TraceLook& look,
                    const std::vector<std::uint32_t>& number, const CascadeParts& world)
{
    const auto nameAt = [&](std::uint32_t at, std::string_view said) {
        return at == 0 ? std::string(said) : world.agents[look.tree().node(at).agent.value].name;
    };
    const auto deploymentAt = [&](std::uint32_t at, StringId service) {
        return at == 0 ? std::string(world.names[service])
                       : world.agents[look.tree().node(at).agent.value].deployment;
    };
    for (const RunEdge& edge : look.delegations().edges()) {
        TraceDelegation out;
        out.fromNode = edge.fromAt == 0 ? 0 : number[edge.fromAt];
        out.toNode = edge.toAt == 0 ? 0 : number[edge.toAt];
        out.fromAgent = nameAt(edge.fromAt, edge.fromName);
        out.toAgent = nameAt(edge.toAt, edge.toName);
        out.fromDeployment = deploymentAt(edge.fromAt, edge.service);
        out.toDeployment = deploymentAt(edge.toAt, edge.service);
        out.best = edge.best;
        out.evidence = edge.evidence;
        out.mode = edge.mode;
        out.confidence = evidenceConfidence(edge.best);
        out.crossProcess = edge.crossProcess;
        view.delegations.push_back(std::move(out));
    }
    std::sort(view.delegations.begin(), view.delegations.end(), [](const auto& a, const auto& b) {
        return std::tie(a.fromNode, a.toNode, a.fromAgent, a.toAgent, a.best, a.fromDeployment,
                        a.toDeployment) < std::tie(b.fromNode, b.toNode, b.fromAgent, b.toAgent,
                                                   b.best, b.fromDeployment, b.toDeployment);
    });
}

std::uint32_t numberOf(std::string_view text, std::vector<std::string>& texts)
{
    const auto at = std::find(texts.begin(), texts.end(), text);
    const auto number = static_cast<std::uint32_t>(at - texts.begin());
    if (at == texts.end())
        texts.emplace_back(text);
    return number;
}

/// The nodes, once the tree and the roles of its steps are known.
std::shared_ptr<TraceView> viewOf(const TraceFacts& trace, const TraceLook& look,
                                  const CascadeParts& world, const std::stop_token& stop)
{
    auto view = std::make_shared<TraceView>();
    view->index = trace.index();
    view->row = world.traces[trace.index().value];
    const std::vector<std::uint32_t> order = depthFirst(trace, look.tree());
    if (stop.stop_requested())
        return nullptr;
    std::vector<std::uint32_t> number(trace.size() + 1, 0);
    std::map<AgentIndex, std::uint32_t> ofAgents; // to places in view->deployments
    std::map<StringId, std::uint32_t> services;
    view->nodes.reserve(order.size());
    for (const std::uint32_t at : order) {
        TraceNode node = nodeOf(trace, look, at, world);
        if (const std::uint32_t run = look.tree().node(at).run; run != 0) {
            const AgentIndex agent = look.tree().node(run).agent;
            const auto [known, isNew] = ofAgents.try_emplace(agent);
            if (isNew)
                known->second = numberOf(world.agents[agent.value].deployment, view->deployments);
            node.deployment = known->second;
        }
        const auto [known, isNew] = services.try_emplace(look.tree().node(at).service);
        if (isNew)
            known->second = numberOf(world.names[known->first], view->deployments);
        node.sentFrom = known->second;
        node.parent = number[look.tree().node(at).parent];
        if (node.parent != 0) {
            const unsigned above = view->nodes[node.parent - 1].depth;
            node.depth = static_cast<std::uint16_t>(std::min(above + 1u, 65535u));
        }
        view->nodes.push_back(std::move(node));
        number[at] = static_cast<std::uint32_t>(view->nodes.size());
    }
    for (std::size_t i = view->nodes.size(); i > 0; --i)
        if (const TraceNode& node = view->nodes[i - 1]; node.parent != 0)
            view->nodes[node.parent - 1].costBelow += node.costBelow;
    addDelegations(*view, look, number, world);
    return view;
}

} // namespace

std::shared_ptr<const TraceView> makeTraceView(TracePlan plan, const std::stop_token& stop)
{
    CascadePart& part = plan.parts.parts.front();
    if (!part.facts) {
        const std::unique_ptr<TraceState> read = readStored(part, plan.traceKey);
        if (read == nullptr)
            return nullptr;
        read->makeLookup();
        part.facts = read->share();
    }
    if (stop.stop_requested())
        return nullptr;
    TraceLook look(plan.parts.agents);
    look.lookAtTree(*part.facts);
    if (stop.stop_requested())
        return nullptr;
    look.lookFurther(*part.facts, plan.parts.traces[part.trace.value].id, part.shared);
    return viewOf(*part.facts, look, plan.parts, stop);
}

} // namespace penstock
