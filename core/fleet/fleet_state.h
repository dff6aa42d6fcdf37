// SPDX-License-Identifier: GPL-3.0-or-later
// FleetState: one immutable picture of the world as the fold knows it at `seq`. Snapshots share structure (CowTable),
// so publishing costs what changed. Made by Fleet on the fold thread; read anywhere, for as long as it is held.
// Texts own their memory; they are untrusted and go through base/text_safety before they are shown.
#pragma once

#include "core/fleet/cow_table.h"
#include "core/fleet/rates.h"
#include "core/model/bill.h"
#include "core/model/losses.h"
#include "core/model/step.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// Sums over counted (leaf) usage only; roll-ups and duplicates never enter (semconv.md 9).
struct UsageTotals {
    std::int64_t input = 0;
    std::int64_t inputCacheRead = 0;
    std::int64_t inputCacheWrite = 0;
    std::int64_t output = 0;
    std::int64_t outputReasoning = 0;
    std::int64_t calls = 0;        ///< counted model calls
    std::int64_t callsNoUsage = 0; ///< model calls that said nothing about tokens
    bool operator==(const UsageTotals&) const = default;
};

struct CostTotals {
    MicroUsd reported = 0;
    MicroUsd computed = 0;
    MicroUsd estimated = 0;
    std::int64_t unpricedCalls = 0; ///< counted calls without a price: the sum is a lower bound
    MicroUsd total() const { return reported + computed + estimated; }
    bool operator==(const CostTotals&) const = default;
};

/// What runs of an agent, or calls of a tool, said they were authorised to do. Untrusted, and nobody checked it.
struct ClaimedScope {
    Nanos at = 0; ///< start of the newest step that said so
    std::string grantedBy;
    std::string scope;
    auto operator<=>(const ClaimedScope&) const = default;
};
inline constexpr std::size_t kMostClaims = 4;

/// Kind of a fleet node.
enum class ActorKind : std::uint8_t { agent, remoteAgent, tool, memory, human };

/// A row whose runs, steps and delegations are all 0 stands for a name that a revision took back: lists skip it.
struct AgentRow {
    std::string name;
    std::string id;         ///< stable agent id where the sender has one
    std::string deployment; ///< service.name
    std::string environment;
    std::string framework;
    std::string version;
    std::string description;
    std::string model; ///< the one most of its calls used
    ActorKind kind = ActorKind::agent;
    std::uint64_t runs = 0; ///< of a tool, store, person or remote peer: calls
    std::uint64_t runsOpen = 0;
    std::uint64_t steps = 0;
    std::uint64_t errors = 0;
    std::uint64_t folded = 0; ///< only on the row "(others)": sightings of names beyond the limit
    UsageTotals usage;
    CostTotals cost;
    Nanos firstSeen = 0;              ///< event time
    Nanos lastSeen = 0;               ///< event time
    std::vector<ClaimedScope> claims; ///< one a scope, the newest kMostClaims, newest first
    bool moreClaims = false;          ///< there were others
};

/// count 0: taken back by later steps, lists skip it. Calls of tools, stores, people and remote peers are rows too, told
/// apart by toKind: only toKind agent is a delegation between runs.
struct DelegationRow {
    AgentIndex from;
    AgentIndex to;
    ActorKind toKind = ActorKind::agent;
    Evidence best = Evidence::none; ///< strongest evidence seen
    std::uint32_t evidence = 0;     ///< bit per Evidence
    DelegationMode mode = DelegationMode::unknown;
    bool crossProcess = false;
    std::uint8_t confidence = 0; ///< percent
    std::uint64_t count = 0;     ///< delegations between runs
    std::uint64_t errors = 0;    ///< delegated runs that failed
    Nanos firstSeen = 0;
    Nanos lastSeen = 0;
};

/// Texts point into the names pool that FleetState::names keeps alive.
struct TraceRow {
    TraceId id;
    std::string_view name;  ///< of the root, or of the earliest step while the root is missing
    std::string_view agent; ///< root agent
    std::string_view deployment;
    std::string_view session;
    std::string_view user;
    DialectSet dialects = 0;
    Nanos start = 0; ///< earliest event time
    Nanos end = 0;   ///< latest event time
    Nanos lastArrival = 0;
    Seq changed = 0; ///< entry after which it was last looked at; what was derived before is old
    std::uint32_t steps = 0;
    std::uint32_t agents = 0;
    std::uint32_t runs = 0;
    std::uint32_t errors = 0;
    std::uint32_t running = 0; ///< provisional steps
    std::uint32_t missingParents = 0;
    UsageTotals usage;
    CostTotals cost;
    bool rootMissing = false;
};

/// One agent run. Compact: there are many. agent 0: taken back by a later step, lists skip it.
struct RunRow {
    TraceIndex trace;
    AgentIndex agent;
    SpanId span;
    Nanos start = 0;
    Nanos end = 0; ///< 0 while running
    StepStatus status = StepStatus::unset;
    bool synthetic = false;
    std::uint32_t steps = 0; ///< of this run, not of runs below it
    std::uint32_t errors = 0;
    std::int64_t tokens = 0; ///< counted input + output of this run, not of runs below it
    MicroUsd cost = 0;       ///< counted, of this run, not of runs below it
    bool unpriced = false;   ///< some counted call has no price: cost is a lower bound
    bool operator==(const RunRow&) const = default;
};

/// Where a trace stands among cascades. Every trace is in exactly one, most of them alone.
struct CascadePlace {
    TraceIndex root;          ///< the trace that began the cascade: it goes by that trace's id
    TraceIndex next;          ///< the next trace of the same cascade, round in a ring
    std::uint32_t traces = 0; ///< of the cascade, told at its root; elsewhere 0
    bool operator==(const CascadePlace&) const = default;
};

struct LossRow {
    std::string source;
    LossCounts counts;
    Nanos firstSeen = 0; ///< arrival
    Nanos lastSeen = 0;  ///< arrival
};

/// One minute in which something was refused. By arrival: what was refused has no time of its own that anybody knows.
struct LossMinute {
    Nanos start = 0;
    std::uint64_t refused = 0;     ///< steps, or requests where nobody could count them
    std::uint64_t toldToRetry = 0; ///< likewise; only lost when the sender gave up
};

/// What all sources lost at the border in one hour of arrival. start 0: the row waits for a new hour.
inline constexpr std::size_t kMostLossHours = 60 * 24; ///< the newest that anything arrived in
struct LossHour {
    Nanos start = 0;
    LossCounts counts;
};

/// How a usage counts (semconv.md 9.1–9.3).
enum class UsageRole : std::uint8_t { none, leaf, rollup, duplicate };

/// What of a step enters the sums; bits.
enum CountsBit : std::uint8_t {
    kMoneyCounts = 1,  ///< its cost does
    kCallCounts = 2,   ///< it is a model call that counts
    kSaidNoUsage = 4,  ///< such a call, and it said nothing about tokens
    kHasNoPrice = 8,   ///< such a call, and nobody knows what it cost
    kTokensCount = 16, ///< its usage does
};

/// One node of an opened trace, in tree order.
struct TraceNode {
    Seq seq =
        0; ///< of the winning version; 0 for a placeholder of a missing parent or synthetic run
    SpanId span;
    std::uint32_t parent = 0; ///< 1-based index into TraceView::nodes; 0 = root
    std::uint16_t depth = 0;
    StepKind kind = StepKind::other;
    StepStatus status = StepStatus::unset;
    UsageRole role = UsageRole::none;
    std::uint8_t counts = 0;      ///< CountsBit bits
    bool missing = false;         ///< parent that never came
    bool synthetic = false;       ///< run that no span stands for
    std::uint32_t flags = 0;      ///< StepFlag bits
    std::uint32_t deployment = 0; ///< of the agent: place in TraceView::deployments
    std::uint32_t sentFrom = 0;   ///< its own, likewise: that of what it calls
    Nanos start = 0;
    Nanos end = 0;
    std::string name;
    std::string agent; ///< run this step belongs to
    std::string model;
    Usage usage;
    Cost cost;              ///< own, as sent or computed
    MicroUsd costBelow = 0; ///< counted cost of this step and everything below
    std::string error;
};

/// Delegation inside one trace, for the inspector.
struct TraceDelegation {
    std::uint32_t fromNode =
        0; ///< 1-based; 0 = the agent is named but its run is not in this trace
    std::uint32_t toNode = 0;
    std::string fromAgent;
    std::string toAgent;
    std::string fromDeployment;
    std::string toDeployment;
    Evidence best = Evidence::none;
    std::uint32_t evidence = 0;
    DelegationMode mode = DelegationMode::unknown;
    std::uint8_t confidence = 0;
    bool crossProcess = false;
};

struct TraceView {
    TraceIndex index;
    TraceRow row;
    std::vector<TraceNode> nodes; ///< parents before children, siblings by start then span id
    std::vector<TraceDelegation> delegations;
    std::vector<std::string> deployments{std::string()}; ///< each once; [0]: unknown
};

struct CascadeView;  // cascade_view.h
struct AlarmPicture; // alarm/alarm_picture.h

struct FleetTotals {
    std::uint64_t steps = 0;
    std::uint64_t traces = 0;
    std::uint64_t runs = 0;
    std::uint64_t runsOpen = 0;
    std::uint64_t sessions = 0;
    std::uint64_t errors = 0;
    UsageTotals usage;
    CostTotals cost;
    LossCounts losses;
};

struct FleetState {
    Seq seq = 0;                         ///< everything up to and including this entry is in
    Nanos logTime = 0;                   ///< arrival time of that entry
    CowTable<AgentRow> agents;           ///< by AgentIndex
    CowTable<DelegationRow> delegations; ///< by DelegationIndex
    CowTable<TraceRow> traces;           ///< by TraceIndex; every trace of the horizon, newest last
    CowTable<CascadePlace> cascades;     ///< by TraceIndex
    CowTable<RunRow> runs;               ///< in order of first appearance
    CowTable<LossRow> losses;            ///< by SourceIndex
    CowTable<LossHour, 8> lossHours; ///< the newest hours in which something was lost; any order
    CowTable<Bill> bills;            ///< by Bill::number
    CowTable<std::string> models;    ///< by ModelIndex: names as the senders give them, untrusted
    CowTable<RateSlot, 1> minutes;   ///< the newest minutes in which something happened; any order
    CowTable<RateSlot, 1> hours;     ///< and hours
    CowTable<LossMinute>
        lossMinutes;       ///< the newest minutes in which something was refused; any order
    Nanos lossesSince = 0; ///< lossMinutes tell of all from here on; 0: of none
    std::shared_ptr<const void> names; ///< keeps the texts of TraceRow alive; append-only pool
    FleetTotals totals;
    std::map<std::uint32_t, std::shared_ptr<const TraceView>>
        opened; ///< traces that somebody watches, by TraceIndex
    std::map<std::uint32_t, std::shared_ptr<const CascadeView>>
        openedCascades; ///< likewise, by the watched trace of each
    /// What is to be said about all this; null until the fold has looked.
    std::shared_ptr<const AlarmPicture> alarms;
};

} // namespace penstock
