// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fields/row_paths.h"

#include "core/base/text_safety.h"

#include <algorithm>
#include <unordered_map>

namespace penstock {
namespace {

using Arrows = std::vector<std::vector<std::uint32_t>>;
using Starts = std::vector<std::uint32_t>;

/// Everything that `path` reaches from `from`: one arrow, any number, any number but none.
std::vector<bool> reached(const Arrows& arrows, const Starts& from, FilterPath path)
{
    std::vector<bool> in(arrows.size());
    Starts todo;
    const auto visit = [&](std::uint32_t at) {
        if (!in[at])
            todo.push_back(at);
        in[at] = true;
    };
    for (const std::uint32_t start : from)
        if (path == FilterPath::under)
            visit(start);
        else
            std::for_each(arrows[start].begin(), arrows[start].end(), visit);
    while (!todo.empty() && path != FilterPath::delegatedBy) {
        const std::uint32_t at = todo.back();
        todo.pop_back();
        std::for_each(arrows[at].begin(), arrows[at].end(), visit);
    }
    return in;
}

Starts agentsCalled(const FleetState& state, std::string_view name)
{
    Starts found;
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
        if (state.agents[i].name == name)
            found.push_back(i);
    return found;
}

Starts anchorNodes(const TraceView& view, std::string_view agent, SpanId span)
{
    Starts found;
    for (std::uint32_t i = 1; i <= view.nodes.size(); ++i) {
        const TraceNode& node = view.nodes[i - 1];
        if (span.isZero() ? node.kind == StepKind::agentRun && node.agent == agent
                          : node.span == span)
            found.push_back(i);
    }
    return found;
}

/// Runs that a delegation from one of `anchors`, or from a step of theirs, leads to; with the steps of these runs.
std::vector<bool> delegatedNodes(const TraceView& view, const Starts& anchors,
                                 std::string_view agent)
{
    const auto isAnchor = [&](std::uint32_t node) {
        return node != 0 && std::find(anchors.begin(), anchors.end(), node) != anchors.end();
    };
    std::vector<bool> runs(view.nodes.size() + 1), in(view.nodes.size() + 1);
    for (const TraceDelegation& d : view.delegations)
        if (isAnchor(d.fromNode) || isAnchor(runOfNode(view, d.fromNode)) ||
            (!agent.empty() && d.fromAgent == agent))
            runs[d.toNode] = true;
    runs[0] = false; // delegations to runs that are not in this trace
    for (std::uint32_t node = 1; node < in.size(); ++node)
        in[node] = runs[runOfNode(view, node)];
    return in;
}

/// For agents and delegations.
class AgentsOnPath final : public RowTest {
public:
    AgentsOnPath(RowKind rows, const FleetState& state, FilterPath path, std::string_view agent)
        : m_rows(rows)
    {
        m_in = agentsOnPath(state, rows == RowKind::delegation ? FilterPath::under : path, agent);
        if (rows == RowKind::delegation && path == FilterPath::delegatedBy) {
            m_in.assign(m_in.size(), false);
            for (const std::uint32_t giver : agentsCalled(state, agent))
                m_in[giver] = true;
        }
    }
    bool holds(const FieldReader& row) const override
    {
        const AgentIndex agent = m_rows == RowKind::agent
                                     ? static_cast<const AgentFields&>(row).index()
                                     : static_cast<const DelegationFields&>(row).row().from;
        return m_in[agent.value];
    }

private:
    const RowKind m_rows;
    std::vector<bool> m_in;
};

/// For runs and steps: what a trace has on the path is found once and kept as sorted span ids.
class NodesOnPath final : public RowTest {
public:
    NodesOnPath(RowKind rows, RowPaths::ViewTrace viewTrace, FilterPath path, std::string agent,
                SpanId span)
        : m_rows(rows),
          m_viewTrace(std::move(viewTrace)),
          m_path(path),
          m_agent(std::move(agent)),
          m_span(span)
    {
    }
    bool holds(const FieldReader& row) const override
    {
        if (m_rows == RowKind::step) {
            const auto& step = static_cast<const StepRow&>(row);
            return has(step.traceIndex(), step.span());
        }
        const RunRow& run = static_cast<const RunFields&>(row).row();
        return has(run.trace, run.span);
    }

private:
    bool has(TraceIndex trace, SpanId span) const
    {
        const auto [at, isNew] = m_spans.try_emplace(trace.value);
        if (isNew)
            at->second = spansOf(trace);
        return std::binary_search(at->second.begin(), at->second.end(), span);
    }
    std::vector<SpanId> spansOf(TraceIndex trace) const
    {
        std::vector<SpanId> spans;
        const auto view = m_viewTrace(trace);
        const std::vector<bool> in =
            view ? nodesOnPath(*view, m_path, m_agent, m_span) : std::vector<bool>();
        for (std::uint32_t node = 1; node < in.size(); ++node)
            if (in[node])
                spans.push_back(view->nodes[node - 1].span);
        std::sort(spans.begin(), spans.end());
        return spans;
    }

    const RowKind m_rows;
    const RowPaths::ViewTrace m_viewTrace;
    const FilterPath m_path;
    const std::string m_agent;
    const SpanId m_span;
    mutable std::unordered_map<std::uint32_t, std::vector<SpanId>> m_spans; ///< by trace
};

class StepSays final : public RowTest {
public:
    explicit StepSays(std::string text) : m_text(std::move(text)) {}
    bool holds(const FieldReader& row) const override
    {
        return static_cast<const StepRow&>(row).says(m_text);
    }

private:
    const std::string m_text;
};

} // namespace

std::vector<bool> nodesOnPath(const TraceView& view, FilterPath path, std::string_view agent,
                              SpanId span)
{
    const Starts anchors = anchorNodes(view, agent, span);
    if (path == FilterPath::delegatedBy)
        return delegatedNodes(view, anchors, agent);
    Arrows arrows(view.nodes.size() + 1);
    for (std::uint32_t node = 1; node < arrows.size(); ++node)
        arrows[view.nodes[node - 1].parent].push_back(node);
    for (const TraceDelegation& d : view.delegations)
        if (d.fromNode != 0 && d.toNode != 0)
            arrows[d.fromNode].push_back(d.toNode);
    return reached(arrows, anchors, path);
}

std::vector<bool> agentsOnPath(const FleetState& state, FilterPath path, std::string_view agent)
{
    Arrows arrows(state.agents.size() + 1);
    for (std::uint32_t i = 1; i <= state.delegations.size(); ++i)
        if (const DelegationRow& row = state.delegations[i]; row.from && row.to && row.count > 0)
            arrows[row.from.value].push_back(row.to.value);
    return reached(arrows, agentsCalled(state, agent), path);
}

Result<RowTestPtr> RowPaths::onPath(FilterPath path, const std::string& anchor)
{
    const bool isAgent = !agentsCalled(*m_state, anchor).empty();
    const bool inTrees = m_rows == RowKind::run || m_rows == RowKind::step;
    const std::optional<SpanId> span = anchor.size() == 16 ? SpanId::parse(anchor) : std::nullopt;
    if (inTrees && (isAgent || span))
        return RowTestPtr(std::make_shared<NodesOnPath>(m_rows, m_viewTrace, path,
                                                        isAgent ? anchor : std::string(),
                                                        isAgent ? SpanId{} : *span));
    if (isAgent)
        return RowTestPtr(std::make_shared<AgentsOnPath>(m_rows, *m_state, path, anchor));
    const std::string id = inTrees ? ", and it is no span id of 16 hex digits" : "";
    return Error{ErrorCode::notFound, "No agent is called " + visibleLine(anchor, 60) + id + ".",
                 ""};
}

Result<RowTestPtr> RowPaths::saying(const std::string& text)
{
    return RowTestPtr(std::make_shared<StepSays>(text));
}

} // namespace penstock
