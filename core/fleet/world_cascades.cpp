// SPDX-License-Identifier: GPL-3.0-or-later
// The cascades of the world, put together when somebody looks at one.
#include "core/fleet/cascade_assembler.h"
#include "core/fleet/world.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

std::string edgeText(const CascadeView& view, const CascadeEdge& edge)
{
    static constexpr std::string_view kKinds[] = {"delegation", "cause", "follows"};
    std::string text = "  " + std::string(kKinds[static_cast<std::size_t>(edge.kind)]);
    for (const std::int64_t n : {edge.from, edge.to, edge.evidence, edge.mandate})
        text += " " + std::to_string(n);
    text.append(" ")
        .append(evidenceName(edge.best))
        .append(" ")
        .append(delegationModeName(edge.mode));
    text.append(edge.crossTrace ? " cross" : "").append(edge.inTree ? " tree " : " ");
    return text.append(view.text(edge.fromName))
        .append(">")
        .append(view.text(edge.toName))
        .append("\n");
}

/// Without what depends on the order of arrival.
std::string cascadeText(const CascadeView& view)
{
    const CascadeFacts& facts = view.facts;
    std::string text = "cascade " + facts.id.hex();
    for (const std::int64_t n :
         {facts.steps, facts.runs, facts.errors, facts.open, facts.waits, facts.missingParents,
          facts.tops, facts.edgesCut, facts.tracesLeftOut})
        text += " " + std::to_string(n);
    text += " " + std::to_string(facts.start) + "-" + std::to_string(facts.end) + "\n";
    for (const CascadeNode& node : view.nodes) {
        text += "  " + view.traces[node.trace - 1].id.hex() + " " + node.span.hex();
        for (const std::int64_t n :
             {node.start, node.end, node.costBelow, node.tokensBelow, std::int64_t{node.parent},
              std::int64_t{node.size}, std::int64_t{node.depth}, std::int64_t{node.flags},
              std::int64_t{node.marks}})
            text += " " + std::to_string(n);
        text.append(" ")
            .append(stepKindName(node.kind))
            .append(" ")
            .append(stepStatusName(node.status))
            .append(" ");
        text.append(view.text(node.name))
            .append(" | ")
            .append(view.text(view.detailOf(node).model))
            .append(" | ");
        text.append(view.text(view.detailOf(node).error)).append("\n");
    }
    for (const CascadeTrace& trace : view.traces) {
        text += "  trace " + trace.id.hex();
        for (const std::uint32_t n : {trace.node, trace.cause, trace.nodes, trace.missingParents})
            text += " " + std::to_string(n);
        for (const std::uint32_t name :
             {trace.name, trace.agent, trace.deployment, trace.session, trace.user,
              trace.organization, trace.environment, trace.framework})
            text.append(" ").append(view.text(name));
        text += "\n";
    }
    for (const CascadeEdge& edge : view.edges)
        text += edgeText(view, edge);
    return text;
}

} // namespace

template <class Visit> void World::eachOfCascade(TraceIndex index, const Visit& visit) const
{
    visit(index);
    if (index.value > m_cascades.places().size())
        return;
    for (TraceIndex at = m_cascades.places()[index.value].next; at != index;
         at = m_cascades.places()[at.value].next)
        visit(at);
}

std::uint64_t World::cascadeRevision(TraceIndex index) const
{
    std::uint64_t newest = 0;
    std::uint64_t traces = 0;
    eachOfCascade(index, [&](TraceIndex at) {
        ++traces;
        if (const TraceState* trace = hotTrace(at); trace != nullptr)
            newest = std::max(newest, trace->revision);
    });
    return newest * 1'000'003 + traces;
}

/// Of every cascade of more than one trace.
void World::eachCascadeText(const std::function<void(std::string)>& take)
{
    m_cascades.settle(m_logTime, true);
    for (std::uint32_t i = 1; i <= m_cascades.places().size(); ++i)
        if (m_cascades.places()[i].traces > 1)
            take(cascadeText(*cascade({i})));
}

std::shared_ptr<const CascadeView> World::cascade(TraceIndex index)
{
    if (!hasTrace(index))
        return nullptr;
    m_cascades.settle(m_logTime, true);
    CascadeAssembler assembler(planCascade(index), {});
    while (!assembler.wanted().empty())
        assembler.take(handOver(assembler.wanted()));
    return assembler.finish();
}

CascadePlan World::planCascade(TraceIndex index)
{
    m_cascades.settle(m_logTime, false);
    return {index, m_cascades.share(), m_traces.share(), m_hash, m_hashKey, cascadeRevision(index)};
}

std::shared_ptr<const CascadeGround> World::cascadeGround()
{
    m_cascades.settle(m_logTime, false);
    return std::make_shared<CascadeGround>(CascadeGround{
        {{}, m_cascades.share(), m_traces.share(), m_hash, m_hashKey, 0}, handOver({})});
}

CascadeParts World::handOver(std::span<const TraceIndex> wanted)
{
    constexpr std::size_t kMostRecords = 16; ///< of traces that left memory: about 60,000 steps
    CascadeParts out;
    out.agents = m_agents.share();
    out.traces = m_traces.share();
    out.names = m_names->texts();
    out.pool = m_names;
    out.habits = m_caches.habits();
    std::size_t records = 0;
    for (const TraceIndex index : wanted) {
        if (records >= kMostRecords)
            break;
        CascadePart part;
        part.trace = index;
        std::unique_ptr<TraceState>& hot = m_hot[index.value - 1];
        if (hot != nullptr) {
            part.facts = hot->share();
        } else {
            part.stored = loadStored(index);
            records += part.stored.records.size();
        }
        const std::vector<JoinEntry>& joins = hot != nullptr ? hot->joins : part.stored.joins;
        m_joins.sharedCalls(index, joins, part.shared);
        m_joins.causesOf(index, joins, part.causes);
        out.parts.push_back(std::move(part));
    }
    return out;
}

} // namespace penstock
