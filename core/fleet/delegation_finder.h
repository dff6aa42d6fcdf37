// SPDX-License-Identifier: GPL-3.0-or-later
// DelegationFinder: every evidence inside one trace that a run handed work to another (semconv.md 8), merged per pair of
// runs with the strongest kept and all listed, and the calls of tools, peers, stores and people. A pure function of the
// tree and the hints. O(steps + hints × log runs). Evidence between traces is JoinTable's.
#pragma once

#include "core/fleet/trace_tree.h"

#include <vector>

namespace penstock {

struct RunEdge {
    std::uint32_t fromAt = 0; ///< position of the run; 0 = only named
    std::uint32_t toAt = 0;
    std::string_view fromName; ///< when fromAt is 0
    std::string_view toName;
    StringId service = 0; ///< of the step that named them
    Evidence best = Evidence::none;
    DelegationMode mode = DelegationMode::unknown;
    std::uint32_t evidence = 0; ///< bit per Evidence
    bool crossProcess = false;
    Nanos at = 0;
};

struct ActorCall {
    std::uint32_t at = 0;  ///< the step
    std::uint32_t run = 0; ///< who calls; 0 = unknown
};

class DelegationFinder final {
public:
    explicit DelegationFinder(const CowTable<AgentRow>& agents) : m_agents(agents) {}

    void find(const TraceFacts& trace, const TraceTree& tree, TraceId id);
    /// Gives back memory after a huge trace.
    void release();
    const std::vector<RunEdge>& edges() const { return m_edges; }
    const std::vector<ActorCall>& calls() const { return m_calls; }

private:
    struct NamedRun {
        std::uint64_t name;
        Nanos start;
        SpanId span;
        std::uint32_t at;
        auto operator<=>(const NamedRun&) const = default;
    };
    void findStructural(std::uint32_t run);
    void findHinted(std::uint32_t at);
    void findCall(std::uint32_t at);
    void findSequences();
    void indexNames();
    /// By what the run itself said, or the agent's id. The table's name of an agent with an id may change later.
    bool answersTo(std::uint32_t run, std::string_view name) const;
    std::string_view nameOf(std::uint32_t run) const;
    /// The run of that name nearest to t: the first from t on, or (before) the last up to t.
    std::uint32_t runNamed(std::string_view name, Nanos t, bool before) const;
    void add(RunEdge edge, Evidence evidence, DelegationMode mode);
    void merge();

    const CowTable<AgentRow>& m_agents;
    const TraceFacts* m_trace = nullptr;
    const TraceTree* m_tree = nullptr;
    TraceId m_id;
    std::vector<NamedRun> m_names;
    std::vector<RunEdge> m_edges;
    std::vector<ActorCall> m_calls;
    std::vector<std::uint32_t> m_callAbove;
    FactExtras m_extras;
};

} // namespace penstock
