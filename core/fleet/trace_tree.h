// SPDX-License-Identifier: GPL-3.0-or-later
// TraceTree: the tree that the facts of one trace make: parents with synthetic runs put in, missing parents marked,
// cycles broken at the earliest step (then the smallest id), and for each step the run it belongs to. A pure function
// of the facts: the order of arrival leaves no trace. O(steps), no recursion. Scratch is reused between traces.
#pragma once

#include "core/fleet/trace_facts.h"

#include <vector>

namespace penstock {

struct TreeNode {
    std::uint32_t parent = 0; ///< 1-based position; 0 = root
    std::uint32_t run = 0;    ///< position of the run it belongs to, itself for a run; 0 = none
    std::uint32_t children = 0;
    std::uint32_t runChildren = 0; ///< direct children that are runs by kind
    Nanos start = 0;
    Nanos end = 0;
    AgentIndex agent; ///< of a run
    StringId service = 0;
    bool live = false;      ///< part of the tree
    bool missing = false;   ///< a parent that never came
    bool synthetic = false; ///< a run that no span stands for
    bool isRun = false;
    bool isWorkflow = false; ///< nameless root that only wraps one agent
    bool isWrapped = false;  ///< same run as the one above, told by another dialect
    bool toolAbove = false;  ///< a tool call lies between it and the run above
    bool runBelow = false;
    bool error = false;
    bool open = false; ///< still running
};

/// Clearing keeps the memory, and so does assigning {}.
template <class Vector> void giveBack(Vector& scratch)
{
    Vector().swap(scratch);
}

class TraceTree final {
public:
    explicit TraceTree(const CowTable<AgentRow>& agents) : m_agents(agents) {}

    void build(const TraceFacts& trace);
    /// A tree that was built elsewhere; parents come first.
    void adopt(const TraceFacts& trace, LargeVector<TreeNode> nodes, AgentIndex outermost);

    const LargeVector<TreeNode>& nodes() const { return m_nodes; } ///< by position - 1
    const TreeNode& node(std::uint32_t at) const { return m_nodes[at - 1]; }
    /// Live positions, parents before children.
    const std::vector<std::uint32_t>& order() const { return m_order; }
    /// Of the first run with an agent, parents first.
    AgentIndex outermostAgent() const { return m_outermost; }
    /// Parents before children, like order(), and the other way round: visit(position). The facts of a huge trace are
    /// far apart in memory, so they are asked for ahead.
    template <class Visit> void eachParentFirst(const Visit& visit) const
    {
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            fetch(i + kAhead);
            visit(m_order[i]);
        }
    }
    template <class Visit> void eachChildFirst(const Visit& visit) const
    {
        for (std::size_t i = m_order.size(); i > 0; --i) {
            fetch(i - 1 - kAhead); // wraps to what is too large
            visit(m_order[i - 1]);
        }
    }
    /// Gives back memory after a huge trace.
    void release();
    /// The run above a run; 0 = none.
    std::uint32_t runAbove(std::uint32_t at) const
    {
        return node(at).parent == 0 ? 0 : node(node(at).parent).run;
    }

private:
    static constexpr std::size_t kAhead = 12;
    void fetch(std::size_t place) const
    {
        if (place >= m_order.size())
            return;
        const char* facts = reinterpret_cast<const char*>(&m_trace->spans()[m_order[place] - 1]);
        __builtin_prefetch(facts);
        __builtin_prefetch(facts + 64);
        __builtin_prefetch(&m_nodes[m_order[place] - 1]);
    }
    void placeSyntheticRuns();
    void linkParents();
    void breakCycles();
    void sortParentsFirst();
    void findRuns();
    bool wrapsSameRun(std::uint32_t outer, std::uint32_t inner) const;

    const CowTable<AgentRow>& m_agents;
    const TraceFacts* m_trace = nullptr;
    LargeVector<TreeNode> m_nodes;
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint32_t> m_scratch;
    std::vector<std::uint32_t> m_offsets;
    AgentIndex m_outermost;
};

} // namespace penstock
