// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cascades.h"

#include "app/cli/cascade_text.h"
#include "app/cli/cells.h"
#include "app/cli/listing_rows.h"
#include "app/cli/output.h"
#include "core/base/text_safety.h"
#include "core/fleet/cascade_list.h"
#include "core/fleet/cascade_paths.h"
#include "core/session/archive.h"

#include <algorithm>
#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(std::uint32_t n)
{
    return n == 0 ? Json(nullptr) : Json(n);
}

Json factsJson(const CascadeView& view)
{
    const CascadeFacts& f = view.facts;
    return {{"type", "cascade"},
            {"cascade_id", f.id.hex()},
            {"traces", view.traces.size()},
            {"steps", f.steps},
            {"runs", f.runs},
            {"errors", f.errors},
            {"unfinished", f.open},
            {"waits_for_person", f.waits},
            {"missing_parents", f.missingParents},
            {"tops", f.tops},
            {"edges_left_out", f.edgesCut},
            {"traces_left_out", f.tracesLeftOut},
            {"steps_left_out", f.stepsLeftOut},
            {"cost_micro_usd", costOrNull(f.cost)},
            {"unpriced_calls", f.cost.unpricedCalls},
            {"input_tokens", f.usage.input},
            {"output_tokens", f.usage.output},
            {"start_time", timeOrNull(f.start)},
            {"duration_ns", f.end - f.start}};
}

Json stepJson(const CascadeView& view, std::uint32_t n, bool onCriticalPath)
{
    const CascadeNode& node = view.node(n);
    return {{"type", "step"},
            {"node", n},
            {"parent", numberOrNull(node.parent)},
            {"depth", node.depth},
            {"trace_id", view.traceOf(n).id.hex()},
            {"span_id", node.span.hex()},
            {"kind", std::string(stepKindName(node.kind))},
            {"name", std::string(view.nameOf(n))},
            {"agent", textOrNull(view.agentOf(n))},
            {"model", textOrNull(view.modelOf(n))},
            {"status", std::string(stepStatusName(node.status))},
            {"error", textOrNull(view.errorOf(n))},
            {"start_time", timeOrNull(node.start)},
            {"duration_ns", node.end == 0 ? Json(nullptr) : Json(node.end - node.start)},
            {"cost_below_micro_usd", node.costBelow},
            {"tokens_below", node.tokensBelow},
            {"critical_path", onCriticalPath},
            {"missing", node.has(kMissingStep)},
            {"synthetic", node.has(kSyntheticRun)},
            {"caused", node.has(kCausedTop)},
            {"waits_for_person", node.has(kWaitsForPerson)},
            {"seq", node.seq}};
}

Json mandateJson(const CascadeView& view, std::uint32_t number)
{
    if (number == 0)
        return nullptr;
    const CascadeMandate& m = view.mandates[number - 1];
    return {{"said_by_node", m.node},
            {"granted_by", textOrNull(view.text(m.grantedBy))},
            {"scope", textOrNull(view.text(m.scope))},
            {"constraints", textOrNull(view.text(m.constraints))},
            {"context", textOrNull(view.text(m.context))},
            {"revocable_by", textOrNull(view.text(m.revocableBy))},
            {"authorized_time", timeOrNull(m.authorizedAt)},
            {"expires_time", timeOrNull(m.expiresAt)}};
}

Json edgeJson(const CascadeView& view, const CascadeEdge& edge)
{
    static constexpr const char* kKinds[] = {"delegation", "cause", "follows"};
    return {{"type", "edge"},
            {"kind", kKinds[static_cast<std::size_t>(edge.kind)]},
            {"from", numberOrNull(edge.from)},
            {"to", numberOrNull(edge.to)},
            {"from_agent", textOrNull(view.text(edge.fromName))},
            {"to_agent", textOrNull(view.text(edge.toName))},
            {"evidence", std::string(evidenceName(edge.best))},
            {"confidence", edge.confidence},
            {"mode", std::string(delegationModeName(edge.mode))},
            {"cross_process", edge.crossProcess},
            {"cross_trace", edge.crossTrace},
            {"in_tree", edge.inTree},
            {"mandate", mandateJson(view, edge.mandate)}};
}

void writeJson(const CascadeView& view, std::ostream& out)
{
    out << jsonLine(factsJson(view));
    const std::vector<bool> marked = onPath(view, criticalPath(view, 1));
    for (std::uint32_t n = 1; n <= view.size(); ++n)
        out << jsonLine(stepJson(view, n, marked[n]));
    for (const CascadeEdge& edge : view.edges)
        out << jsonLine(edgeJson(view, edge));
}

/// 0 when none, or several, begin like this.
TraceIndex traceCalled(const FleetState& state, const std::string& id, std::ostream& err)
{
    TraceIndex found;
    for (std::uint32_t i = 1; i <= state.traces.size(); ++i) {
        if (state.traces[i].id.hex().compare(0, id.size(), id) != 0)
            continue;
        if (found && state.cascades[i].root != state.cascades[found.value].root) {
            err << "Several cascades have a trace that begins with " << visibleLine(id, 40)
                << "; give more digits.\n";
            return {};
        }
        found = {i};
    }
    if (!found)
        err << "No trace begins with " << visibleLine(id, 40) << ".\n";
    return found;
}

} // namespace

void cascadeRows(const ListingWorld& world, const ListingOptions& options, std::ostream& out)
{
    const auto& state = world.state;
    Listing listing({{"cascade_id", "CASCADE", false, 32},
                     {"name", "BEGAN WITH"},
                     {"agent", "AGENT", false, 24},
                     {"deployment", "DEPLOYMENT", false, 20},
                     {"traces", "TRACES", true},
                     {"steps", "STEPS", true},
                     {"runs", "RUNS", true},
                     {"errors", "ERRORS", true},
                     {"running", "OPEN", true},
                     {"missing_parents", ""},
                     {"input_tokens", "IN", true},
                     {"output_tokens", "OUT", true},
                     {"cost_micro_usd", "COST", true},
                     {"unpriced_calls", ""},
                     {"start_time", "STARTED"},
                     {"duration_ns", "LASTED", true}},
                    options.json, out);
    const std::vector<CascadeRow> rows = penstock::cascadeRows(*state, options.everything ? 1 : 2);
    const std::size_t skipped =
        options.limit == 0 || rows.size() <= options.limit ? 0 : rows.size() - options.limit;
    for (std::size_t i = skipped; i < rows.size(); ++i) {
        const CascadeRow& row = rows[i];
        const TraceRow& root = state->traces[row.root.value];
        listing.add({root.id.hex(), std::string(root.name), textOrNull(root.agent),
                     textOrNull(root.deployment), row.traces, row.steps, row.runs, row.errors,
                     row.running, row.missingParents, row.usage.input, row.usage.output,
                     costOrNull(row.cost), row.cost.unpricedCalls, timeOrNull(row.start),
                     row.end - row.start});
    }
    listing.finish("No cascade goes beyond one trace yet; --all lists those of one trace too.");
}

int showCascade(const CascadeOptions& options, std::ostream& out, std::ostream& err)
{
    const auto archive = openArchive(options.dataDirectory, err);
    if (!archive)
        return 3;
    const TraceIndex trace = traceCalled(*archive->state(), options.id, err);
    if (!trace)
        return 2;
    const auto view = archive->fleet().cascade(trace);
    if (options.json)
        writeJson(*view, out);
    else
        out << cascadeText(*view, {options.everything, options.limit});
    return 0;
}

} // namespace penstock::cli
