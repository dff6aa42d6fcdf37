// SPDX-License-Identifier: GPL-3.0-or-later
// Downstream of a step, and what led to it; the worst state of each stretch of time.
#include "core/fleet/cascade_paths.h"

#include <algorithm>
#include <map>

namespace penstock {
namespace {

bool leads(const CascadeEdge& edge)
{
    return edge.from != 0 && edge.to != 0 && edge.best != Evidence::sequence;
}

/// Subtrees, which lie in or beside each other but never across.
class Subtrees final {
public:
    /// False when it is covered already.
    bool add(NodeRange range)
    {
        auto after = m_ranges.upper_bound(range.first);
        if (after != m_ranges.begin() && std::prev(after)->second >= range.last)
            return false;
        while (after != m_ranges.end() && after->first < range.last)
            after = m_ranges.erase(after);
        m_ranges[range.first] = range.last;
        return true;
    }
    std::vector<NodeRange> ranges() const
    {
        std::vector<NodeRange> out;
        for (const auto& [first, last] : m_ranges)
            out.push_back({first, last});
        return out;
    }

private:
    std::map<std::uint32_t, std::uint32_t> m_ranges;
};

/// How many steps are in a state in each stretch, from where they come and go.
class Timeline final {
public:
    Timeline(Nanos from, Nanos until, std::uint32_t buckets)
        : m_from(from),
          m_width(static_cast<double>(std::max<Nanos>(until - from, 1)) / buckets),
          m_buckets(buckets),
          m_changes(buckets + 1, 0)
    {
    }
    void add(Nanos start, Nanos end)
    {
        const double first = static_cast<double>(start - m_from) / m_width;
        const double last = static_cast<double>(end - m_from) / m_width;
        if (last < 0 || first > m_buckets)
            return;
        const std::size_t begin = place(first);
        ++m_changes[begin];
        --m_changes[std::max(begin, place(last)) + 1];
    }
    void mark(std::vector<SpanOfTimeState>& states, SpanOfTimeState state) const
    {
        std::int64_t here = 0;
        for (std::size_t i = 0; i < states.size(); ++i) {
            here += m_changes[i];
            if (here > 0)
                states[i] = std::max(states[i], state);
        }
    }

private:
    std::size_t place(double at) const
    {
        return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(m_buckets - 1)));
    }

    Nanos m_from;
    double m_width;
    std::uint32_t m_buckets;
    std::vector<std::int64_t> m_changes;
};

} // namespace

std::vector<NodeRange> downstreamOf(const CascadeView& view, std::uint32_t node)
{
    Subtrees found;
    std::vector<NodeRange> todo;
    const auto visit = [&](std::uint32_t n) {
        const NodeRange range{n, n + view.node(n).size};
        if (found.add(range))
            todo.push_back(range);
    };
    std::vector<bool> followed(view.edges.size(), false);
    visit(node);
    while (!todo.empty()) {
        const NodeRange range = todo.back();
        todo.pop_back();
        const auto first = std::lower_bound(
            view.edgesFrom.begin(), view.edgesFrom.end(), range.first,
            [&](std::uint32_t at, std::uint32_t wanted) { return view.edges[at].from < wanted; });
        for (auto it = first; it != view.edgesFrom.end() && view.edges[*it].from < range.last;
             ++it) {
            const CascadeEdge& edge = view.edges[*it];
            if (followed[*it] || !leads(edge))
                continue;
            followed[*it] = true;
            visit(edge.to);
        }
    }
    return found.ranges();
}

std::vector<std::uint32_t> ledTo(const CascadeView& view, std::uint32_t node)
{
    std::vector<bool> in(view.nodes.size() + 1, false);
    std::vector<std::uint32_t> todo{node};
    in[node] = true;
    const auto visit = [&](std::uint32_t n) {
        if (n == 0 || in[n])
            return;
        in[n] = true;
        todo.push_back(n);
    };
    while (!todo.empty()) {
        const std::uint32_t n = todo.back();
        todo.pop_back();
        visit(view.node(n).parent);
        for (const CascadeEdge& edge : view.edgesInto(n))
            if (leads(edge))
                visit(edge.from);
    }
    std::vector<std::uint32_t> out;
    for (std::uint32_t n = 1; n <= view.size(); ++n)
        if (in[n] && n != node)
            out.push_back(n);
    return out;
}

BranchSums sumsOf(const CascadeView& view, const std::vector<NodeRange>& ranges)
{
    BranchSums sums;
    for (const NodeRange& range : ranges) {
        sums.cost += view.node(range.first).costBelow;
        sums.tokens += view.node(range.first).tokensBelow;
        for (std::uint32_t n = range.first; n < range.last; ++n) {
            const CascadeNode& node = view.node(n);
            sums.steps += node.seq == 0 ? 0 : 1;
            sums.errors += node.status == StepStatus::error ? 1 : 0;
        }
    }
    return sums;
}

std::vector<SpanOfTimeState> worstStates(const CascadeView& view, Nanos from, Nanos until,
                                         std::uint32_t buckets)
{
    std::vector<SpanOfTimeState> states(buckets, SpanOfTimeState::empty);
    if (buckets == 0)
        return states;
    Timeline working(from, until, buckets);
    Timeline waiting(from, until, buckets);
    Timeline open(from, until, buckets);
    Timeline failed(from, until, buckets);
    for (const CascadeNode& node : view.nodes) {
        const bool running = node.status == StepStatus::running;
        const Nanos end = running ? view.facts.end : std::max(node.start, node.end);
        (running ? open : node.isWait() ? waiting : working).add(node.start, end);
        if (node.status == StepStatus::error)
            failed.add(end, end);
    }
    working.mark(states, SpanOfTimeState::working);
    waiting.mark(states, SpanOfTimeState::waiting);
    open.mark(states, SpanOfTimeState::open);
    failed.mark(states, SpanOfTimeState::failed);
    return states;
}

StatePyramid::StatePyramid(const CascadeView& view) : m_start(view.facts.start)
{
    const Nanos end = std::max(view.facts.end, m_start + 1);
    m_bucket = static_cast<double>(end - m_start) / kFinest;
    m_levels.push_back(worstStates(view, m_start, end, kFinest));
    while (m_levels.back().size() > 1) {
        const std::vector<SpanOfTimeState>& below = m_levels.back();
        std::vector<SpanOfTimeState> level(below.size() / 2);
        for (std::size_t i = 0; i < level.size(); ++i)
            level[i] = std::max(below[2 * i], below[2 * i + 1]);
        m_levels.push_back(std::move(level));
    }
}

SpanOfTimeState StatePyramid::worst(std::size_t first, std::size_t last) const
{
    SpanOfTimeState state = SpanOfTimeState::empty;
    for (const std::vector<SpanOfTimeState>& level : m_levels) {
        if (first > last)
            break;
        if (first % 2 == 1)
            state = std::max(state, level[first++]);
        if (last % 2 == 0) {
            state = std::max(state, level[last]);
            if (last == 0)
                break;
            --last;
        }
        first /= 2;
        last /= 2;
    }
    return state;
}

std::vector<SpanOfTimeState> StatePyramid::states(Nanos from, Nanos until,
                                                  std::uint32_t pixels) const
{
    std::vector<SpanOfTimeState> out(pixels, SpanOfTimeState::empty);
    const double width = static_cast<double>(until - from) / std::max(pixels, 1u);
    const double offset = static_cast<double>(from - m_start);
    for (std::uint32_t i = 0; i < pixels; ++i) {
        const double first = (offset + width * i) / m_bucket;
        const double last = (offset + width * (i + 1)) / m_bucket;
        if (last <= 0 || first >= kFinest || last <= first)
            continue;
        const double lastBucket = std::min(std::max(first, last - 1e-9), kFinest - 1.0);
        out[i] = worst(static_cast<std::size_t>(std::max(first, 0.0)),
                       static_cast<std::size_t>(lastBucket));
    }
    return out;
}

} // namespace penstock
