// SPDX-License-Identifier: GPL-3.0-or-later
// The edges of a cascade: delegations inside its traces, what set off what across them, and the mandates they carry.
#include "core/fleet/cascade_builder.h"
#include "core/fleet/delegation_table.h"

#include <algorithm>
#include <tuple>

namespace penstock {

void CascadeBuilder::addEdge(const CascadeEdge& edge)
{
    if (m_view->edges.size() < kMostEdges)
        m_view->edges.push_back(edge);
    else
        ++m_view->facts.edgesCut;
}

void CascadeBuilder::addDelegations(const TraceLook& look)
{
    for (const RunEdge& edge : look.delegations().edges()) {
        CascadeEdge out;
        out.from = edge.fromAt == 0 ? 0 : m_number[edge.fromAt];
        out.to = edge.toAt == 0 ? 0 : m_number[edge.toAt];
        out.fromName = m_texts.number(edge.fromName);
        out.toName = m_texts.number(edge.toName);
        out.evidence = edge.evidence;
        out.best = edge.best;
        out.mode = edge.mode;
        out.confidence = evidenceConfidence(edge.best);
        out.crossProcess = edge.crossProcess;
        addEdge(out);
    }
}

void CascadeBuilder::addCauses(const Trace& trace)
{
    for (const JoinCause& cause : trace.causes) {
        const std::uint32_t at = trace.facts.position(cause.toSpan);
        if (at != 0 && m_number[at] != 0) // links are told by the steps themselves
            m_references.push_back({trace.world.traces[cause.from.value].id, cause.fromSpan,
                                    m_number[at], 0, cause.evidence, false});
    }
}

std::uint32_t CascadeBuilder::agentNameOf(std::uint32_t node) const
{
    const std::uint32_t run = node == 0 ? 0 : m_view->node(node).run;
    return run == 0 ? 0 : m_view->runs[run - 1].name;
}

void CascadeBuilder::addReferenceEdges()
{
    for (const CascadeReference& reference : m_references) {
        CascadeEdge edge;
        edge.from = reference.from;
        edge.to = reference.to;
        edge.evidence = 1u << static_cast<unsigned>(reference.evidence);
        edge.best = reference.evidence;
        edge.confidence = evidenceConfidence(reference.evidence);
        const bool isLink = reference.evidence == Evidence::spanLink;
        edge.kind = isLink && !reference.chosen ? CascadeEdgeKind::follows : CascadeEdgeKind::cause;
        edge.mode = isLink ? DelegationMode::message : DelegationMode::returnToCaller;
        edge.crossTrace =
            edge.from == 0 || m_view->node(edge.from).trace != m_view->node(edge.to).trace;
        edge.crossProcess = edge.crossTrace;
        edge.inTree = reference.chosen;
        addEdge(edge);
    }
}

/// What the nearest step says from the receiving one up to the giving one, which itself comes last.
std::uint32_t CascadeBuilder::mandateOf(const CascadeEdge& edge) const
{
    constexpr int kFurthest = 256;
    const std::vector<CascadeMandate>& mandates = m_view->mandates;
    const auto at = [&](std::uint32_t node) -> std::uint32_t {
        const auto it =
            std::lower_bound(mandates.begin(), mandates.end(), node,
                             [](const CascadeMandate& m, std::uint32_t n) { return m.node < n; });
        return it != mandates.end() && it->node == node
                   ? static_cast<std::uint32_t>(it - mandates.begin()) + 1
                   : 0;
    };
    std::uint32_t node = edge.to;
    for (int i = 0; i < kFurthest && node != 0 && node > edge.from; ++i) {
        if (const std::uint32_t found = at(node); found != 0)
            return found;
        node = m_view->node(node).parent;
    }
    return edge.from == 0 ? 0 : at(edge.from);
}

void CascadeBuilder::settleEdges()
{
    std::vector<CascadeEdge>& edges = m_view->edges;
    std::sort(m_view->mandates.begin(), m_view->mandates.end(),
              [](const CascadeMandate& a, const CascadeMandate& b) { return a.node < b.node; });
    for (CascadeEdge& edge : edges) {
        edge.fromName = edge.from == 0 ? edge.fromName : agentNameOf(edge.from);
        edge.toName = edge.to == 0 ? edge.toName : agentNameOf(edge.to);
        edge.mandate = m_view->mandates.empty() ? 0 : mandateOf(edge);
        for (const std::uint32_t node : {edge.from, edge.to})
            if (node != 0)
                m_view->nodes[node - 1].marks |= kHasEdges;
    }
    const CascadeTexts& texts = m_view->texts;
    const auto place = [](const CascadeEdge& e) {
        return std::tuple(e.to, e.from, e.kind, e.best);
    };
    std::sort(edges.begin(), edges.end(), [&](const CascadeEdge& a, const CascadeEdge& b) {
        if (place(a) != place(b))
            return place(a) < place(b);
        return std::pair(texts[a.fromName], texts[a.toName]) <
               std::pair(texts[b.fromName], texts[b.toName]);
    });
    std::vector<std::uint32_t>& from = m_view->edgesFrom;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places(edges.size());
    for (std::uint32_t i = 0; i < edges.size(); ++i)
        places[i] = {edges[i].from, i};
    std::sort(places.begin(), places.end());
    from.resize(edges.size());
    std::transform(places.begin(), places.end(), from.begin(),
                   [](const auto& p) { return p.second; });
}

} // namespace penstock
