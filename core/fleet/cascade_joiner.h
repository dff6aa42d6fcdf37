// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeJoiner: hangs what a step of another trace set off below that step. Each part of a trace (a top and all below)
// goes by its strongest evidence, nearest to its top, from the latest step; parts under a missing parent follow the first
// part of their trace; rings are cut at their earliest part. All other evidence stays as edges. A pure function of nodes,
// traces and references. O(steps + references log references), no recursion. Used once by CascadeBuilder.
#pragma once

#include "core/fleet/cascade_view.h"

#include <vector>

namespace penstock {

/// Something that a step of another trace set off; by trace and span until the nodes are known.
struct CascadeReference {
    TraceId fromTrace;
    SpanId fromSpan;
    std::uint32_t to = 0;   ///< node
    std::uint32_t from = 0; ///< node, 0 = not here
    Evidence evidence = Evidence::none;
    bool chosen = false; ///< the part of `to` hangs below `from`
};

class CascadeJoiner final {
public:
    /// Nodes lie trace by trace, each in tree order. References are sorted, resolved and marked.
    CascadeJoiner(CascadeView& view, std::vector<CascadeReference>& references)
        : m_view(view), m_references(references)
    {
    }
    /// Puts the nodes in their final order. Gives the new number of each node, [0] unused; empty = nothing moved.
    std::vector<std::uint32_t> join();

private:
    struct Part {
        std::uint32_t top = 0;       ///< node
        std::uint32_t cause = 0;     ///< node below which it hangs
        std::uint32_t reference = 0; ///< 1-based; 0 = follows the first part of its trace
    };

    void resolve();
    void findParts();
    void choose();
    void followFirstParts();
    void cutRings();
    std::uint32_t partOf(std::uint32_t node) const;
    bool isEarlier(std::uint32_t a, std::uint32_t b) const;
    std::vector<std::uint32_t> finalOrder() const;
    std::vector<std::uint32_t> rearrange(const std::vector<std::uint32_t>& order);

    CascadeView& m_view;
    std::vector<CascadeReference>& m_references;
    std::vector<Part> m_parts; ///< in order of nodes
};

} // namespace penstock
