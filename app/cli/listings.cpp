// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/listing_rows.h"

#include "app/cli/cells.h"
#include "app/cli/output.h"

#include <algorithm>
#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

const char* actorKindName(ActorKind kind)
{
    static constexpr const char* kNames[] = {"agent", "remote_agent", "tool", "memory", "human"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string agentName(const FleetState& state, AgentIndex index)
{
    return index ? std::string(state.agents[index.value].name) : std::string();
}

/// Numbers of the newest `limit` rows (0: of all) that `shown` accepts, oldest first.
template <class Shown>
std::vector<std::uint32_t> newestShown(std::uint32_t size, std::uint64_t limit, Shown shown)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = size; i >= 1 && (limit == 0 || rows.size() < limit); --i)
        if (shown(i))
            rows.push_back(i);
    std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace

void agentRows(const ListingWorld& world, const ListingFilter& filter,
               const ListingOptions& options, std::ostream& out)
{
    const auto& state = world.state;
    Listing listing({{"name", "AGENT"},
                     {"id", ""},
                     {"deployment", "DEPLOYMENT", false, 24},
                     {"environment", ""},
                     {"kind", "KIND"},
                     {"framework", "FRAMEWORK", false, 20},
                     {"version", ""},
                     {"model", "MODEL", false, 28},
                     {"runs", "RUNS", true},
                     {"open_runs", "OPEN", true},
                     {"steps", "STEPS", true},
                     {"errors", "ERRORS", true},
                     {"calls", "CALLS", true},
                     {"input_tokens", "IN", true},
                     {"output_tokens", "OUT", true},
                     {"cache_read_tokens", ""},
                     {"cache_write_tokens", ""},
                     {"reasoning_tokens", ""},
                     {"cost_micro_usd", "COST", true},
                     {"reported_micro_usd", ""},
                     {"computed_micro_usd", ""},
                     {"estimated_micro_usd", ""},
                     {"unpriced_calls", "NO PRICE", true},
                     {"first_seen_time", ""},
                     {"last_seen_time", "LAST SEEN"}},
                    options.json, out);
    AgentFields fields(*state);
    for (std::uint32_t i = 1; i <= state->agents.size(); ++i) {
        const AgentRow& a = state->agents[i];
        fields.set(AgentIndex{i});
        const bool neverActed = a.runs == 0 && a.steps == 0; // only named by others, or withdrawn
        if (!options.everything && (a.kind != ActorKind::agent || neverActed))
            continue;
        if ((!options.agent.empty() && a.name != options.agent) || !filter.matches(fields))
            continue;
        listing.add({a.name,
                     textOrNull(a.id),
                     a.deployment,
                     textOrNull(a.environment),
                     actorKindName(a.kind),
                     textOrNull(a.framework),
                     textOrNull(a.version),
                     textOrNull(a.model),
                     a.runs,
                     a.runsOpen,
                     a.steps,
                     a.errors,
                     a.usage.calls,
                     a.usage.input,
                     a.usage.output,
                     a.usage.inputCacheRead,
                     a.usage.inputCacheWrite,
                     a.usage.outputReasoning,
                     costOrNull(a.cost),
                     a.cost.reported,
                     a.cost.computed,
                     a.cost.estimated,
                     a.cost.unpricedCalls,
                     timeOrNull(a.firstSeen),
                     timeOrNull(a.lastSeen)});
    }
    listing.finish(
        filter.emptySentence("No agents yet: point one at this Penstock and they appear here."));
}

void traceRows(const ListingWorld& world, const ListingFilter& filter,
               const ListingOptions& options, std::ostream& out)
{
    const auto& state = world.state;
    Listing listing({{"trace_id", "TRACE", false, 32},
                     {"name", "NAME"},
                     {"agent", "AGENT", false, 24},
                     {"deployment", "DEPLOYMENT", false, 20},
                     {"session", ""},
                     {"user", ""},
                     {"dialects", "DIALECTS", false, 30},
                     {"steps", "STEPS", true},
                     {"runs", "RUNS", true},
                     {"agents", "AGENTS", true},
                     {"errors", "ERRORS", true},
                     {"running", ""},
                     {"missing_parents", ""},
                     {"input_tokens", "IN", true},
                     {"output_tokens", "OUT", true},
                     {"cost_micro_usd", "COST", true},
                     {"unpriced_calls", ""},
                     {"start_time", "STARTED"},
                     {"duration_ns", "LASTED", true}},
                    options.json, out);
    TraceFields fields;
    const auto shown = [&](std::uint32_t i) {
        const TraceRow& t = state->traces[i];
        fields.set(t);
        return (options.agent.empty() || t.agent == options.agent) && filter.matches(fields);
    };
    for (const std::uint32_t i : newestShown(state->traces.size(), options.limit, shown)) {
        const TraceRow& t = state->traces[i];
        listing.add({t.id.hex(), std::string(t.name), textOrNull(t.agent), textOrNull(t.deployment),
                     textOrNull(t.session), textOrNull(t.user), dialectNames(t.dialects), t.steps,
                     t.runs, t.agents, t.errors, t.running, t.missingParents, t.usage.input,
                     t.usage.output, costOrNull(t.cost), t.cost.unpricedCalls, timeOrNull(t.start),
                     t.end - t.start});
    }
    listing.finish(filter.emptySentence("No traces yet."));
}

void runRows(const ListingWorld& world, const ListingFilter& filter, const ListingOptions& options,
             std::ostream& out)
{
    const auto& state = world.state;
    Listing listing({{"trace_id", "TRACE", false, 32},
                     {"span_id", "RUN", false, 16},
                     {"agent", "AGENT"},
                     {"deployment", "DEPLOYMENT", false, 24},
                     {"status", "STATUS"},
                     {"synthetic", ""},
                     {"steps", "STEPS", true},
                     {"errors", "ERRORS", true},
                     {"tokens", "TOKENS", true},
                     {"cost_micro_usd", "COST", true},
                     {"cost_is_lower_bound", ""},
                     {"start_time", "STARTED"},
                     {"duration_ns", "LASTED", true}},
                    options.json, out);
    RunFields fields(*state);
    const auto shown = [&](std::uint32_t i) {
        const RunRow& r = state->runs[i];
        if (!r.agent || !r.trace ||
            (!options.agent.empty() && state->agents[r.agent.value].name != options.agent) ||
            (!options.trace.empty() && state->traces[r.trace.value].id.hex() != options.trace))
            return false;
        fields.set(r);
        return filter.matches(fields);
    };
    for (const std::uint32_t i : newestShown(state->runs.size(), options.limit, shown)) {
        const RunRow& r = state->runs[i];
        const AgentRow& agent = state->agents[r.agent.value];
        listing.add({state->traces[r.trace.value].id.hex(), r.span.hex(), agent.name,
                     agent.deployment, std::string(stepStatusName(r.status)), r.synthetic, r.steps,
                     r.errors, r.tokens, r.cost == 0 && r.unpriced ? Json(nullptr) : Json(r.cost),
                     r.unpriced, timeOrNull(r.start),
                     r.end == 0 ? Json(nullptr) : Json(r.end - r.start)});
    }
    listing.finish(filter.emptySentence("No runs yet."));
}

void delegationRows(const ListingWorld& world, const ListingFilter& filter,
                    const ListingOptions& options, std::ostream& out)
{
    const auto& state = world.state;
    Listing listing({{"from", "FROM"},
                     {"to", "TO"},
                     {"evidence", "KNOWN BY"},
                     {"all_evidence", ""},
                     {"mode", "MODE"},
                     {"confidence", "CONFIDENCE %", true},
                     {"count", "COUNT", true},
                     {"errors", "ERRORS", true},
                     {"cross_process", "REMOTE"},
                     {"from_deployment", ""},
                     {"to_deployment", ""},
                     {"to_kind", ""},
                     {"first_seen_time", ""},
                     {"last_seen_time", "LAST SEEN"}},
                    options.json, out);
    DelegationFields fields(*state);
    for (std::uint32_t i = 1; i <= state->delegations.size(); ++i) {
        const DelegationRow& d = state->delegations[i];
        if (!d.from || !d.to || d.count == 0)
            continue;
        fields.set(d);
        if (!filter.matches(fields))
            continue;
        const AgentRow& to = state->agents[d.to.value];
        if (!options.everything && d.toKind != ActorKind::agent)
            continue;
        listing.add({agentName(*state, d.from), to.name, std::string(evidenceName(d.best)),
                     evidenceNames(d.evidence), std::string(delegationModeName(d.mode)),
                     d.confidence, d.count, d.errors, d.crossProcess,
                     state->agents[d.from.value].deployment, to.deployment, actorKindName(to.kind),
                     timeOrNull(d.firstSeen), timeOrNull(d.lastSeen)});
    }
    listing.finish(filter.emptySentence("No delegations seen yet."));
}

void lossRows(const ListingWorld& world, const ListingOptions& options, std::ostream& out)
{
    const auto& state = world.state;
    Listing listing({{"source", "SOURCE"},
                     {"kind", "WHAT"},
                     {"count", "COUNT", true},
                     {"meaning", "MEANING", false, 80},
                     {"last_seen_time", "LAST"}},
                    options.json, out);
    for (std::uint32_t i = 1; i <= state->losses.size(); ++i) {
        const LossRow& row = state->losses[i];
        for (int k = 0; k < kLossKindCount; ++k) {
            const auto kind = static_cast<LossKind>(k);
            if (row.counts.of(kind) > 0)
                listing.add({row.source, std::string(lossKindName(kind)), row.counts.of(kind),
                             std::string(lossKindSentence(kind)), timeOrNull(row.lastSeen)});
        }
    }
    listing.finish("Nothing has arrived yet.");
}

} // namespace penstock::cli
