// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of one step of a cascade as rows: how its delegation is known and under which mandate (the five questions), in whose
// name it acts, what its branch cost, what it set off. What nobody said is shown as unknown. Pure functions, any thread.
#pragma once

#include <vector>

#include "core/session/cascades.h"
#include "ui/widgets/key_value_list.h"

namespace penstock::ui {

/// Which steps are lit: what the selected one set off, or what led to it.
enum class Reach { none, downstream, ledTo };

/// The step alone, with its texts.
TraceNode stepOf(const CascadeView& view, std::uint32_t node);
/// The surest edge through which work came to the run of this step; null: nothing known set it off.
const CascadeEdge* delegationOf(const CascadeView& view, std::uint32_t node);
/// `support-triage → billing-refunds`
QString edgeText(const CascadeView& view, const CascadeEdge& edge);

/// Edges that lead to the run of this step, and those that leave the step.
std::vector<KeyValue> knownByRows(const CascadeView& view, std::uint32_t node);
/// Who delegated, which scope, which constraints, which context, how recent and revocable by whom.
std::vector<KeyValue> delegationRows(const CascadeView& view, std::uint32_t node, Nanos now);
/// User, organisation, platform, deployment, agents: claimed, verified or unknown.
std::vector<KeyValue> chainRows(const CascadeView& view, std::uint32_t node);
/// Cost and tokens of everything below, and how much of it is this step's own.
std::vector<KeyValue> branchRows(const CascadeView& view, std::uint32_t node);

/// What a set of steps amounts to.
struct BranchCount {
    BranchSums sums;
    std::uint64_t agents = 0;  ///< different names
    std::uint64_t effects = 0; ///< calls that reach outside: tools, MCP, A2A, ACP
    bool open = false;
};
/// `except`: a step among them that is not counted itself.
BranchCount countBranch(const CascadeView& view, const std::vector<NodeRange>& ranges,
                        std::uint32_t except = 0);
/// Everything that the step set off, itself left out.
BranchCount countDownstream(const CascadeView& view, std::uint32_t node);
/// `10 steps, 1 agent, 5 outside effects`
QString branchText(const BranchCount& count);
/// `≥ $0.043977`; "–" without a price.
QString branchCost(const BranchCount& count);

} // namespace penstock::ui
