// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeBuilder: puts the traces of one cascade together as a CascadeView. Traces come one by one, each just looked at,
// and need not stay in memory; CascadeJoiner then hangs them together. A pure function of what is added. O(steps log
// siblings), no recursion. Used once, by CascadeAssembler. With a limit it takes the top of what is added and no more:
// parents before children, earlier siblings first; of each trace it then wants the tree alone.
#pragma once

#include "core/fleet/cache_memory.h"
#include "core/fleet/cascade_joiner.h"
#include "core/fleet/cascade_parts.h"
#include "core/fleet/cascade_text_pool.h"
#include "core/fleet/sibling_order.h"
#include "core/fleet/trace_look.h"

#include <memory>
#include <stop_token>
#include <unordered_map>

namespace penstock {

class CascadeBuilder final {
public:
    static constexpr std::size_t kMostEdges = 1'000'000;
    static constexpr std::uint32_t kNoLimit = UINT32_MAX;

    /// One trace, looked at. All of it must stay until add() returns.
    struct Trace {
        const TraceFacts& facts;
        const TraceRow& row;
        const TraceLook& look;
        const SiblingOrder& order;
        std::span<const JoinCause> causes;
        const CascadeParts& world;
    };

    CascadeBuilder(const KeyedHash& hash, std::uint32_t mostNodes)
        : m_mostNodes(mostNodes),
          m_view(std::make_shared<CascadeView>()),
          m_texts(m_view->texts, hash)
    {
    }

    void reserve(std::size_t steps) { m_view->nodes.reserve(steps); }
    /// The root's trace first. What is half added when somebody stops it must not be finished.
    void add(const Trace& trace, const std::stop_token& stop);
    bool isFull() const { return m_view->size() >= m_mostNodes; }
    void leaveOut(const TraceRow& row);
    std::shared_ptr<CascadeView> finish();

private:
    bool knowsTreesOnly() const { return m_mostNodes != kNoLimit; }
    void addTrace(const Trace& trace);
    void chooseTop(const Trace& trace);
    void pushChildren(const Trace& trace, std::uint32_t at);
    void fetchNext(const Trace& trace) const;
    void reserveDetails(const TraceFacts& facts);
    void addNode(const Trace& trace, const SiblingOrder::Key& key);
    void addSaid(const Trace& trace, std::uint32_t at, CascadeNode& node);
    void addDetail(const Trace& trace, const SpanFacts& facts, const CountedStep& counted,
                   CascadeNode& node);
    void addExtras(std::string_view extras, CascadeNode& node, CascadeDetail& detail);
    void addRun(const Trace& trace, std::uint32_t at);
    void addDelegations(const TraceLook& look);
    void addCauses(const Trace& trace);
    void addEdge(const CascadeEdge& edge);
    void addReferenceEdges();
    void move(const std::vector<std::uint32_t>& number);
    void sumUp();
    void settleTraces();
    void settleEdges();
    std::uint32_t mandateOf(const CascadeEdge& edge) const;
    std::uint32_t agentNameOf(std::uint32_t node) const;
    std::uint32_t nameNumber(const Trace& trace, StringId name);

    const std::uint32_t m_mostNodes;
    std::shared_ptr<CascadeView> m_view;
    CascadeTextPool m_texts;
    std::unordered_map<StringId, std::uint32_t> m_named; ///< texts of names of the world's pool
    std::vector<CascadeReference> m_references;
    TraceId m_id; ///< of the trace that is added
    FactExtras m_extras;
    bool m_topOnly = false;                 ///< of the trace that is added
    std::vector<bool> m_chosen;             ///< by position, where only the top is taken
    std::vector<std::uint32_t> m_stack;     ///< places in the sibling order
    LargeVector<std::uint32_t> m_number;    ///< by position: node
    LargeVector<std::uint32_t> m_runNumber; ///< by position: run
};

} // namespace penstock
