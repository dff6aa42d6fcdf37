// SPDX-License-Identifier: GPL-3.0-or-later
// TraceLook: tree, usage roles and delegations of one trace at a time. A pure function of its facts, the rows of agents and
// the calls that other traces tell too. O(steps); scratch is reused between traces. Any one thread.
#pragma once

#include "core/fleet/delegation_finder.h"
#include "core/fleet/usage_roles.h"

#include <utility>
#include <vector>

namespace penstock {

class TraceLook {
public:
    /// A trace of more steps is huge: its scratch is given back.
    static constexpr std::size_t kHuge = 1 << 16;

    explicit TraceLook(const CowTable<AgentRow>& agents) : m_tree(agents), m_finder(agents) {}

    /// Valid until the next call.
    void look(const TraceFacts& trace, TraceId id, const std::vector<SharedCall>& shared)
    {
        lookAtTree(trace);
        lookFurther(trace, id, shared);
    }
    /// The tree alone; what else is told is of another trace until lookFurther().
    void lookAtTree(const TraceFacts& trace) { m_tree.build(trace); }
    /// A tree that was built elsewhere; there is nothing further to look at.
    void showTree(const TraceFacts& trace, LargeVector<TreeNode> nodes, AgentIndex outermost)
    {
        m_tree.adopt(trace, std::move(nodes), outermost);
    }
    void lookFurther(const TraceFacts& trace, TraceId id, const std::vector<SharedCall>& shared)
    {
        m_roles.assign(trace, m_tree, shared);
        m_finder.find(trace, m_tree, id);
    }
    const TraceTree& tree() const { return m_tree; }
    const UsageRoles& roles() const { return m_roles; }
    const DelegationFinder& delegations() const { return m_finder; }
    bool isHuge() const { return m_tree.nodes().size() >= kHuge; }
    /// Gives back the memory of what was looked at last.
    void giveBackAll()
    {
        m_tree.release();
        m_roles.release();
        m_finder.release();
    }

protected:
    TraceTree m_tree;
    UsageRoles m_roles;
    DelegationFinder m_finder;
};

} // namespace penstock
