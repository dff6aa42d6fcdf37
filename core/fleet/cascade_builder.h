// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeBuilder: puts the traces of one cascade together as a CascadeView. Traces come one by one, each just looked at
// by the evaluator, and need not stay in memory; CascadeJoiner then hangs them together. A pure function of what is
// added. O(steps log siblings), no recursion. Used once, fold thread.
#pragma once

#include "core/fleet/cascade_joiner.h"
#include "core/fleet/cascade_text_pool.h"
#include "core/fleet/trace_evaluator.h"

#include <memory>
#include <unordered_map>

namespace penstock {

class CascadeBuilder final {
public:
    static constexpr std::size_t kMostEdges = 1'000'000;

    CascadeBuilder(const AgentTable& agents, const StringPool& names, const KeyedHash& hash)
        : m_agents(agents),
          m_names(names),
          m_view(std::make_shared<CascadeView>()),
          m_texts(m_view->texts, hash)
    {
    }

    void reserve(std::size_t steps) { m_view->nodes.reserve(steps); }
    /// The root's trace first. `causes`: what set it off, as far as shared keys tell, with the ids of those traces.
    void add(const TraceState& trace, const TraceRow& row, const TraceEvaluator& evaluator,
             std::span<const JoinCause> causes, const CowTable<TraceRow>& traces);
    void leaveOut(const TraceRow& row);
    std::shared_ptr<const CascadeView> finish(std::uint64_t revision);

private:
    struct Key {
        Nanos start = 0;
        std::uint64_t span = 0;
        std::uint32_t at = 0;
    };

    void addTrace(const TraceState& trace, const TraceRow& row, const TraceTree& tree);
    void sortTrace(const TraceState& trace, const TraceTree& tree);
    void startMissing(const TraceTree& tree);
    void pushChildren(std::uint32_t at);
    void fetchNext(const TraceState& trace, const TraceTree& tree) const;
    void reserveDetails(const TraceState& trace);
    void addNode(const TraceState& trace, const TraceEvaluator& evaluator, const Key& key);
    void addSaid(const TraceState& trace, const TraceEvaluator& evaluator, std::uint32_t at,
                 CascadeNode& node);
    void addDetail(const TraceState& trace, const SettledUse& use, const SpanFacts& facts,
                   const CountedStep& counted, CascadeNode& node);
    void addExtras(std::string_view extras, CascadeNode& node, CascadeDetail& detail);
    void addRun(const TraceTree& tree, std::uint32_t at);
    void addDelegations(const TraceEvaluator& evaluator);
    void addCauses(const TraceState& trace, std::span<const JoinCause> causes,
                   const CowTable<TraceRow>& traces);
    void addEdge(const CascadeEdge& edge);
    void addReferenceEdges();
    void move(const std::vector<std::uint32_t>& number);
    void sumUp();
    void settleTraces();
    void settleEdges();
    std::uint32_t mandateOf(const CascadeEdge& edge) const;
    std::uint32_t agentNameOf(std::uint32_t node) const;
    std::uint32_t nameNumber(StringId name);

    const AgentTable& m_agents;
    const StringPool& m_names;
    std::shared_ptr<CascadeView> m_view;
    CascadeTextPool m_texts;
    std::unordered_map<StringId, std::uint32_t> m_named; ///< texts of names of the world's pool
    std::vector<CascadeReference> m_references;
    TraceId m_id; ///< of the trace that is added
    FactExtras m_extras;
    LargeVector<Key> m_keys; ///< of one trace: the tree's order, siblings sorted
    std::vector<std::uint32_t>
        m_firstChild;                       ///< by position: place + 1 of the first child in m_keys
    std::vector<std::uint32_t> m_children;  ///< by position: how many
    std::vector<std::uint32_t> m_stack;     ///< places in m_keys
    std::vector<std::uint32_t> m_number;    ///< by position: node
    std::vector<std::uint32_t> m_runNumber; ///< by position: run
};

} // namespace penstock
