// SPDX-License-Identifier: GPL-3.0-or-later
// What a CascadeView shows beyond its tree: the critical path, waits for people, repeated steps folded into one line, what
// lies downstream of a step and what led to it, the actor chain, the worst state of each stretch of time. Pure functions,
// any thread. Sets of nodes are told as ranges, because a subtree is one. An unfinished step lasts until facts.end.
#pragma once

#include "core/fleet/cascade_view.h"

#include <vector>

namespace penstock {

/// Nodes [first, last).
struct NodeRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool operator==(const NodeRange&) const = default;
};

/// When each node and everything below it ended: what a step merely set off may last longer than the step. [0] unused.
std::vector<Nanos> endsBelow(const CascadeView& view);

/// A stretch of time on the critical path and the step that it was spent in itself, in none of its children.
struct CriticalStretch {
    std::uint32_t node = 0;
    Nanos from = 0;
    Nanos until = 0;
};
/// From the end of everything below `top` back in time: always into the child that ended last before the moment looked
/// at, and from its start on. In order of time. O(nodes + children of the path log children).
std::vector<CriticalStretch> criticalPath(const CascadeView& view, std::uint32_t top);
/// The nodes of a path and everything above them, one flag a node, [0] unused: for marks in a tree.
std::vector<bool> onPath(const CascadeView& view, const std::vector<CriticalStretch>& path);

struct HumanWait {
    std::uint32_t node = 0;
    Nanos waited = 0;
    bool open = false; ///< somebody still waits
};
/// Longest first, open ones before all others.
std::vector<HumanWait> humanWaits(const CascadeView& view);

/// At least kFoldFrom consecutive siblings of the same kind and name, with neither an agent run nor another trace in them,
/// as one line.
struct FoldedRun {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< first node of the last member
    std::uint32_t count = 0; ///< members
    std::uint32_t failed = 0;
    std::uint32_t open = 0;
    std::uint32_t end = 0; ///< node after the last member's subtree
    MicroUsd cost = 0;
    std::int64_t tokens = 0;
};
inline constexpr std::uint32_t kFoldFrom = 3;
/// By `first`. Groups inside a folded member are listed too; runs of agents are never folded. O(nodes).
std::vector<FoldedRun> foldedRuns(const CascadeView& view);

/// Everything that this step set off: what lies below it (caused traces too), and what follows from or was delegated by any
/// of that. Mere sequence counts as neither. Sorted, not overlapping. O(edges log edges).
std::vector<NodeRange> downstreamOf(const CascadeView& view, std::uint32_t node);
/// Everything that led here: the steps above, what those follow from or were delegated by, and so on. Sorted nodes.
std::vector<std::uint32_t> ledTo(const CascadeView& view, std::uint32_t node);
/// Sums over ranges: counted cost and tokens, own and nothing twice.
struct BranchSums {
    std::uint64_t steps = 0;
    std::uint64_t errors = 0;
    MicroUsd cost = 0;
    std::int64_t tokens = 0;
};
BranchSums sumsOf(const CascadeView& view, const std::vector<NodeRange>& ranges);

enum class ActorRole : std::uint8_t { user, organization, platform, deployment, agent };
enum class ActorStanding : std::uint8_t { unknown, claimed, verified };
/// One link of the chain in whose name a step acts; text 0 = unknown.
struct ActorLink {
    ActorRole role = ActorRole::user;
    std::uint32_t name = 0;
    std::uint32_t node = 0; ///< run of an agent; else 0
    ActorStanding standing = ActorStanding::unknown;
};
/// User, organisation, platform (framework), deployment, then the agents from the outermost to the one that acts. What
/// telemetry says is claimed; nothing here is verified.
std::vector<ActorLink> actorChain(const CascadeView& view, std::uint32_t node);

/// Least first.
enum class SpanOfTimeState : std::uint8_t { empty, working, waiting, open, failed };
/// The worst state of each of `buckets` equal stretches of [from, until). Failures count where they ended. O(nodes).
std::vector<SpanOfTimeState> worstStates(const CascadeView& view, Nanos from, Nanos until,
                                         std::uint32_t buckets);

/// worstStates() of the whole view at every power of two, so that any stretch is answered in O(pixels). Closer than
/// 1/65536 of the whole, a pixel shows the worst of the finest stretch it lies in.
class StatePyramid final {
public:
    explicit StatePyramid(const CascadeView& view);
    std::vector<SpanOfTimeState> states(Nanos from, Nanos until, std::uint32_t pixels) const;

private:
    static constexpr std::uint32_t kFinest = 1u << 16;
    SpanOfTimeState worst(std::size_t first, std::size_t last) const;

    Nanos m_start = 0;
    double m_bucket = 1; ///< ns of a finest bucket
    std::vector<std::vector<SpanOfTimeState>> m_levels;
};

} // namespace penstock
