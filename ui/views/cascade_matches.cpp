// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cascade_matches.h"

#include <QtCore/QCoreApplication>

#include "ui/models/format.h"
#include "ui/views/cascade_facts.h"

namespace penstock::ui {
namespace {

struct MatchWords {
    Q_DECLARE_TR_FUNCTIONS(cascade)
};

/// The steps of one trace as it is when opened alone.
std::shared_ptr<const TraceView> traceOf(const CascadeView& view, const FleetState& state,
                                         std::uint32_t number,
                                         const std::vector<std::uint32_t>& nodes,
                                         const std::vector<std::uint32_t>& places)
{
    auto trace = std::make_shared<TraceView>();
    trace->index = view.traces[number - 1].index;
    trace->row = state.traces[trace->index.value];
    trace->nodes.reserve(nodes.size());
    const auto inHere = [&](std::uint32_t node) {
        return node != 0 && view.node(node).trace == number ? places[node] : 0;
    };
    for (const std::uint32_t node : nodes) {
        trace->nodes.push_back(stepOf(view, node));
        trace->nodes.back().parent = inHere(view.node(node).parent);
        for (const CascadeEdge& edge : view.edgesInto(node)) {
            TraceDelegation delegation;
            delegation.fromNode = inHere(edge.from);
            delegation.toNode = inHere(edge.to);
            delegation.fromAgent = view.text(edge.fromName);
            delegation.toAgent = view.text(edge.toName);
            delegation.best = edge.best;
            delegation.evidence = edge.evidence;
            delegation.mode = edge.mode;
            delegation.confidence = edge.confidence;
            if (edge.kind == CascadeEdgeKind::delegation)
                trace->delegations.push_back(std::move(delegation));
        }
    }
    return trace;
}

} // namespace

MatchedSteps matchCascade(const QString& filter, const CascadeView& view,
                          const std::shared_ptr<const FleetState>& state, Nanos now,
                          const std::stop_token& stop)
{
    MatchedSteps out;
    if (view.size() > kMostFilteredSteps) {
        out.sentence =
            MatchWords::tr("The filter is not applied to a cascade of more than %1 steps.")
                .arg(countText(kMostFilteredSteps));
        return out;
    }
    std::vector<std::vector<std::uint32_t>> nodes(view.traces.size());
    std::vector<std::uint32_t> places(std::size_t{view.size()} + 1, 0);
    for (std::uint32_t n = 1; n <= view.size(); ++n) {
        std::vector<std::uint32_t>& of = nodes[view.node(n).trace - 1];
        of.push_back(n);
        places[n] = static_cast<std::uint32_t>(of.size());
    }
    out.matching.assign(places.size(), false);
    for (std::uint32_t t = 1; t <= nodes.size() && !stop.stop_requested(); ++t) {
        if (nodes[t - 1].empty() || view.traces[t - 1].index.value > state->traces.size())
            continue;
        const MatchedSteps part =
            matchSteps(filter, traceOf(view, *state, t, nodes[t - 1], places), state, now, stop);
        if (!part.applies)
            return part;
        out.applies = true;
        out.count += part.count;
        for (std::size_t i = 0; i < part.matching.size(); ++i)
            out.matching[nodes[t - 1][i]] = part.matching[i];
    }
    return out;
}

} // namespace penstock::ui
