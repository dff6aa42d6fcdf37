// SPDX-License-Identifier: GPL-3.0-or-later
// The cascades of the world, put together when somebody looks at one.
#include "core/fleet/cascade_builder.h"
#include "core/fleet/world.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

/// A view holds whole traces until it has so many steps or traces; the rest is counted in CascadeFacts.
constexpr std::uint64_t kMostSteps = 2'000'000;
constexpr std::size_t kMostTraces = 200'000;

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

/// The root first, the others by start, then id.
std::vector<TraceIndex> World::cascadeOf(TraceIndex index) const
{
    std::vector<TraceIndex> traces;
    eachOfCascade(index, [&](TraceIndex at) { traces.push_back(at); });
    const TraceIndex root = m_cascades.places()[index.value].root;
    const auto rank = [&](TraceIndex at) {
        const TraceRow& row = m_traces.rows()[at.value];
        return std::tie(row.start, row.id);
    };
    std::sort(traces.begin(), traces.end(), [&](TraceIndex a, TraceIndex b) {
        return (a == root) != (b == root) ? a == root : rank(a) < rank(b);
    });
    return traces;
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

std::uint32_t World::cascadeSteps(TraceIndex index) const
{
    std::uint32_t steps = 0;
    eachOfCascade(index, [&](TraceIndex at) { steps += m_traces.rows()[at.value].steps; });
    return steps;
}

void World::addToCascade(CascadeBuilder& builder, TraceIndex index)
{
    std::unique_ptr<TraceState> visitor;
    const TraceState* trace = &traceOrVisitor(index, visitor);
    const TraceRow& row = m_traces.rows()[index.value];
    std::vector<JoinCause> causes;
    m_joins.causesOf(index, trace->joins, causes);
    m_evaluator.look(*trace, row.id, sharedCalls(*trace));
    builder.add(*trace, row, m_evaluator, causes, m_traces.rows());
    m_evaluator.release();
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
    CascadeBuilder builder(m_agents, *m_names, m_hash);
    std::uint64_t steps = 0;
    std::size_t traces = 0;
    const std::vector<TraceIndex> members = cascadeOf(index);
    builder.reserve(std::min<std::uint64_t>(cascadeSteps(index), kMostSteps));
    for (const TraceIndex member : members) {
        const TraceRow& row = m_traces.rows()[member.value];
        if (traces > 0 && (steps + row.steps > kMostSteps || traces >= kMostTraces)) {
            builder.leaveOut(row);
            continue;
        }
        steps += row.steps;
        ++traces;
        addToCascade(builder, member);
    }
    return builder.finish(cascadeRevision(index));
}

} // namespace penstock
