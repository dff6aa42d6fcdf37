// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_view.h"

#include <algorithm>

namespace penstock {

const CascadeDetail& CascadeView::detailOf(const CascadeNode& node) const
{
    static const CascadeDetail kNothing;
    return node.detail == 0 ? kNothing : details[node.detail - 1];
}

std::string_view CascadeView::agentOf(std::uint32_t n) const
{
    const std::uint32_t run = node(n).run;
    return run == 0 ? std::string_view() : texts[runs[run - 1].name];
}

std::uint32_t CascadeView::nextSibling(std::uint32_t n) const
{
    const std::uint32_t next = n + node(n).size;
    const std::uint32_t parent = node(n).parent;
    const std::uint32_t end = parent == 0 ? size() + 1 : parent + node(parent).size;
    return next < end ? next : 0;
}

std::span<const CascadeEdge> CascadeView::edgesInto(std::uint32_t n) const
{
    const auto below = [](const CascadeEdge& edge, std::uint32_t wanted) {
        return edge.to < wanted;
    };
    const auto first = std::lower_bound(edges.begin(), edges.end(), n, below);
    const auto last = std::lower_bound(first, edges.end(), n + 1, below);
    return {first, last};
}

std::span<const std::uint32_t> CascadeView::edgesOutOf(std::uint32_t n) const
{
    const auto below = [this](std::uint32_t at, std::uint32_t wanted) {
        return edges[at].from < wanted;
    };
    const auto first = std::lower_bound(edgesFrom.begin(), edgesFrom.end(), n, below);
    const auto last = std::lower_bound(first, edgesFrom.end(), n + 1, below);
    return {first, last};
}

std::uint32_t CascadeView::find(const TraceId& trace, SpanId span) const
{
    for (std::uint32_t t = 1; t <= traces.size(); ++t) {
        if (traces[t - 1].id != trace)
            continue;
        for (std::uint32_t n = traces[t - 1].node; n != 0 && n <= size(); ++n)
            if (node(n).span == span && node(n).trace == t)
                return n;
    }
    return 0;
}

} // namespace penstock
