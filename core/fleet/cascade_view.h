// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeView: one root decision and everything it set off, across traces, as compact columns for 1,000,000 steps and
// more. Parents come before children, a subtree is the contiguous range [n, n + size): no recursion anywhere. Numbers of
// nodes, traces, runs, details, mandates and texts are 1-based, 0 = none; texts are untrusted and each is held once.
// Immutable; made by CascadeAssembler, read anywhere. The same steps give the same view in any order of arrival, but for
// Seq, TraceIndex and AgentIndex. About 80 bytes a step, 120 more for one that says usage, money, a model or an error.
#pragma once

#include "core/base/large_vector.h"
#include "core/fleet/fleet_state.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// Bits of CascadeNode::marks.
enum CascadeMark : std::uint8_t {
    kMissingStep = 1u << 0,    ///< a parent that never came; times are of what lies below
    kSyntheticRun = 1u << 1,   ///< a run that no span stands for
    kTopOfTrace = 1u << 2,     ///< root of a trace, or of a part of it whose parent is unknown
    kCausedTop = 1u << 3,      ///< … that hangs below the step of another trace that caused it
    kWaitsForPerson = 1u << 4, ///< a person was asked, or a wait for one is told
    kErrorBelow = 1u << 5,     ///< this step or one below failed
    kOpenBelow = 1u << 6,      ///< this step or one below still runs
    kHasEdges = 1u << 7,       ///< an edge starts or ends here
};

struct CascadeNode {
    SpanId span;
    Nanos start = 0;
    Nanos end = 0;                ///< 0 while running
    Seq seq = 0;                  ///< of the winning version; 0 for a placeholder
    MicroUsd costBelow = 0;       ///< counted, of this step and everything below, caused traces too
    std::int64_t tokensBelow = 0; ///< counted input + output, likewise
    std::uint32_t parent = 0;
    std::uint32_t size = 1; ///< nodes of the subtree, itself included
    std::uint32_t trace = 0;
    std::uint32_t run = 0; ///< the run it belongs to
    std::uint32_t name = 0;
    std::uint32_t detail = 0; ///< usage, money, model, error; 0 = says none of them
    std::uint16_t depth = 0;  ///< stops at 65535
    std::uint16_t flags = 0;  ///< StepFlag bits
    StepKind kind = StepKind::other;
    StepStatus status = StepStatus::unset;
    UsageRole role = UsageRole::none;
    std::uint8_t marks = 0; ///< CascadeMark bits

    bool has(CascadeMark mark) const { return (marks & mark) != 0; }
    /// All of it is a wait; other steps may tell that they waited for a part of their time, nobody knows which.
    bool isWait() const { return kind == StepKind::humanWait; }
};
static_assert(sizeof(CascadeNode) <= 80);

/// What only some steps say.
struct CascadeDetail {
    Usage usage;
    Cost cost;           ///< own, as sent or computed
    Nanos humanWait = 0; ///< ns a person was waited for, as far as the step says so
    std::uint32_t model = 0;
    std::uint32_t error = 0;
    bool costCounts = false; ///< enters costBelow
};

struct CascadeRun {
    std::uint32_t node = 0;
    AgentIndex agent;
    std::uint32_t name = 0; ///< of the agent
    std::uint32_t deployment = 0;
};

/// One trace of the cascade; in order of its first node.
struct CascadeTrace {
    TraceId id;
    TraceIndex index;
    std::uint32_t node = 0; ///< its first top
    std::uint32_t cause =
        0; ///< node of another trace that caused that top; 0 = nothing known above
    std::uint32_t nodes = 0;
    std::uint32_t missingParents = 0;
    std::uint32_t name = 0;
    std::uint32_t agent = 0;
    std::uint32_t deployment = 0;
    std::uint32_t session = 0;
    std::uint32_t user = 0;
    std::uint32_t organization = 0;
    std::uint32_t environment = 0;
    std::uint32_t framework = 0;
    Nanos start = 0;
    Nanos end = 0;
};

enum class CascadeEdgeKind : std::uint8_t {
    delegation, ///< between two runs
    cause,      ///< a step of one trace set off (part of) another trace
    follows,    ///< a span link: `to` says that it follows from `from`
};

/// How work went from one node to another, and how that is known. A node of 0: only named, or outside what is shown.
struct CascadeEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t fromName = 0; ///< agent; also where the node is known
    std::uint32_t toName = 0;
    std::uint32_t evidence = 0; ///< bit per Evidence
    std::uint32_t mandate = 0;  ///< what a step said about it; 0 = unknown
    CascadeEdgeKind kind = CascadeEdgeKind::delegation;
    Evidence best = Evidence::none;
    DelegationMode mode = DelegationMode::unknown;
    std::uint8_t confidence = 0; ///< percent
    bool crossProcess = false;
    bool crossTrace = false;
    bool inTree = false; ///< `to` hangs below `from` because of this edge
};

/// The five questions, as claimed by the step that carried them; text 0 and time 0 = unknown.
struct CascadeMandate {
    std::uint32_t node = 0; ///< the step that says so
    std::uint32_t grantedBy = 0;
    std::uint32_t scope = 0;
    std::uint32_t constraints = 0;
    std::uint32_t context = 0;
    std::uint32_t revocableBy = 0;
    Nanos authorizedAt = 0;
    Nanos expiresAt = 0;
};

/// Sums of the whole view.
struct CascadeFacts {
    TraceIndex root; ///< its trace; the cascade goes by the id of that trace
    TraceId id;
    Nanos start = 0;
    Nanos end = 0;           ///< latest known time
    std::uint32_t steps = 0; ///< without placeholders and synthetic runs
    std::uint32_t runs = 0;
    std::uint32_t errors = 0;
    std::uint32_t open = 0;  ///< unfinished steps
    std::uint32_t waits = 0; ///< steps that wait, or waited, for a person
    std::uint32_t missingParents = 0;
    std::uint32_t tops = 0;     ///< parts that nothing known set off: 1 in a whole cascade
    std::uint32_t edgesCut = 0; ///< not in `edges`, because there are too many
    std::uint32_t tracesLeftOut =
        0; ///< belong to the cascade but are not in this view, because it would be too large
    std::uint64_t stepsLeftOut = 0; ///< of those traces
    /// Not in this view yet: it is the structure of a large cascade. Sums here are of the whole; nodes tell no money,
    /// tokens and roles yet, and delegations inside a trace are to come as well.
    std::uint32_t stepsToCome = 0;
    UsageTotals usage;
    CostTotals cost;
};

/// Each text once, in one block. Number 0 is the empty text.
class CascadeTexts final {
public:
    std::string_view operator[](std::uint32_t number) const
    {
        return number == 0 ? std::string_view()
                           : std::string_view(bytes).substr(ends[number - 1],
                                                            ends[number] - ends[number - 1]);
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(ends.size() - 1); }

    std::string bytes;
    std::vector<std::uint64_t> ends{0}; ///< of text n; [0] is where the first one starts
};

struct CascadeView {
    CascadeFacts facts;
    LargeVector<CascadeNode> nodes; ///< siblings by start, then span id; node n is at [n - 1]
    LargeVector<CascadeDetail> details;
    std::vector<CascadeRun> runs;
    std::vector<CascadeTrace> traces;
    std::vector<CascadeEdge> edges;       ///< by `to`, then `from`
    std::vector<std::uint32_t> edgesFrom; ///< positions in `edges`, by `from`, then `to`
    std::vector<CascadeMandate> mandates; ///< by node
    CascadeTexts texts;
    std::uint64_t revision = 0; ///< of the fold; a greater one is newer

    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes.size()); }
    const CascadeNode& node(std::uint32_t n) const { return nodes[n - 1]; }
    /// Never null: one that says nothing.
    const CascadeDetail& detailOf(const CascadeNode& node) const;
    std::string_view text(std::uint32_t number) const { return texts[number]; }
    std::string_view nameOf(std::uint32_t n) const { return texts[node(n).name]; }
    std::string_view agentOf(std::uint32_t n) const; ///< of the run it belongs to
    std::string_view modelOf(std::uint32_t n) const { return texts[detailOf(node(n)).model]; }
    std::string_view errorOf(std::uint32_t n) const { return texts[detailOf(node(n)).error]; }
    const CascadeTrace& traceOf(std::uint32_t n) const { return traces[node(n).trace - 1]; }
    /// First child, 0 = none. The next sibling of c below p is c + size(c) while that is below p + size(p).
    std::uint32_t firstChild(std::uint32_t n) const { return node(n).size > 1 ? n + 1 : 0; }
    std::uint32_t nextSibling(std::uint32_t n) const;
    std::span<const CascadeEdge> edgesInto(std::uint32_t n) const; ///< O(log edges)
    std::span<const std::uint32_t>
    edgesOutOf(std::uint32_t n) const; ///< positions in `edges`; O(log edges)
    /// Node of a step; 0 = not here. O(steps): for commands, not for painting.
    std::uint32_t find(const TraceId& trace, SpanId span) const;
};

} // namespace penstock
