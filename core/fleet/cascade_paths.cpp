// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_paths.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

Nanos ownEnd(const CascadeView& view, const CascadeNode& node)
{
    return node.status == StepStatus::running ? view.facts.end : std::max(node.start, node.end);
}

/// A node of the path that is not finished with.
struct PathFrame {
    std::uint32_t node = 0;
    std::vector<std::uint32_t>
        children; ///< left to look at; the one that ended last is at the back
};

PathFrame frameOf(const CascadeView& view, const std::vector<Nanos>& ends, std::uint32_t node)
{
    PathFrame frame{node, {}};
    for (std::uint32_t child = view.firstChild(node); child != 0; child = view.nextSibling(child))
        frame.children.push_back(child);
    std::sort(frame.children.begin(), frame.children.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(ends[a], view.node(a).start, a) <
               std::tuple(ends[b], view.node(b).start, b);
    });
    return frame;
}

} // namespace

std::vector<Nanos> endsBelow(const CascadeView& view)
{
    std::vector<Nanos> ends(view.nodes.size() + 1, 0);
    for (std::uint32_t n = view.size(); n > 0; --n) {
        const CascadeNode& node = view.node(n);
        ends[n] = std::max(ends[n], ownEnd(view, node));
        ends[node.parent] = std::max(ends[node.parent], ends[n]);
    }
    return ends;
}

std::vector<CriticalStretch> criticalPath(const CascadeView& view, std::uint32_t top)
{
    std::vector<CriticalStretch> path;
    if (top == 0 || top > view.size())
        return path;
    const std::vector<Nanos> ends = endsBelow(view);
    Nanos at = ends[top];                                 // only ever goes back
    const auto spend = [&](std::uint32_t n, Nanos from) { // only while the step itself was at work
        const Nanos until = std::min(at, ownEnd(view, view.node(n)));
        if (from < until)
            path.push_back({n, from, until});
        at = std::min(at, from);
    };
    std::vector<PathFrame> frames;
    frames.push_back(frameOf(view, ends, top));
    while (!frames.empty()) {
        PathFrame& frame = frames.back();
        const Nanos start = view.node(frame.node).start;
        while (!frame.children.empty() && ends[frame.children.back()] > at)
            frame.children.pop_back(); // ran beside what is on the path already
        if (frame.children.empty() || at <= start) {
            spend(frame.node, start);
            frames.pop_back();
            continue;
        }
        const std::uint32_t child = frame.children.back();
        frame.children.pop_back();
        spend(frame.node, std::max(start, ends[child]));
        frames.push_back(frameOf(view, ends, child));
    }
    std::reverse(path.begin(), path.end());
    return path;
}

std::vector<bool> onPath(const CascadeView& view, const std::vector<CriticalStretch>& path)
{
    std::vector<bool> in(view.nodes.size() + 1, false);
    for (const CriticalStretch& stretch : path)
        for (std::uint32_t n = stretch.node; n != 0 && !in[n]; n = view.node(n).parent)
            in[n] = true;
    return in;
}

std::vector<HumanWait> humanWaits(const CascadeView& view)
{
    std::vector<HumanWait> waits;
    for (std::uint32_t n = 1; n <= view.size(); ++n) {
        const CascadeNode& node = view.node(n);
        if (!node.has(kWaitsForPerson))
            continue;
        HumanWait wait{n, view.detailOf(node).humanWait, node.status == StepStatus::running};
        if (wait.waited == 0)
            wait.waited = ownEnd(view, node) - node.start;
        waits.push_back(wait);
    }
    std::sort(waits.begin(), waits.end(), [](const HumanWait& a, const HumanWait& b) {
        return std::tuple(!a.open, -a.waited, a.node) < std::tuple(!b.open, -b.waited, b.node);
    });
    return waits;
}

std::vector<FoldedRun> foldedRuns(const CascadeView& view)
{
    std::vector<std::uint32_t> kept(view.nodes.size() + 1,
                                    0); // nodes up to here that are never folded away
    for (std::uint32_t n = 1; n <= view.size(); ++n) {
        const CascadeNode& node = view.node(n);
        const bool keep =
            node.kind == StepKind::agentRun || node.has(kTopOfTrace) || node.has(kMissingStep);
        kept[n] = kept[n - 1] + (keep ? 1 : 0);
    }
    const auto folds = [&](std::uint32_t n) {
        return kept[n + view.node(n).size - 1] == kept[n - 1];
    };
    const auto same = [&](std::uint32_t a, std::uint32_t b) {
        return view.node(a).kind == view.node(b).kind && view.node(a).name == view.node(b).name;
    };
    std::vector<FoldedRun> runs;
    std::vector<bool> seen(view.nodes.size() + 1, false);
    for (std::uint32_t n = 1; n <= view.size(); ++n) {
        if (seen[n] || !folds(n))
            continue;
        FoldedRun run;
        run.first = n;
        for (std::uint32_t at = n; at != 0 && same(n, at) && folds(at); at = view.nextSibling(at)) {
            const CascadeNode& node = view.node(at);
            seen[at] = true;
            run.last = at;
            ++run.count;
            run.failed += node.has(kErrorBelow) ? 1 : 0;
            run.open += node.has(kOpenBelow) ? 1 : 0;
            run.end = at + node.size;
            run.cost += node.costBelow;
            run.tokens += node.tokensBelow;
        }
        if (run.count >= kFoldFrom)
            runs.push_back(run);
    }
    return runs;
}

std::vector<ActorLink> actorChain(const CascadeView& view, std::uint32_t node)
{
    std::vector<ActorLink> agents; // innermost first
    const CascadeTrace* outermost = &view.traceOf(node);
    std::uint32_t user = 0;
    std::uint32_t organization = 0;
    std::uint32_t last = 0;
    for (std::uint32_t n = node; n != 0; n = view.node(n).parent) {
        const CascadeTrace& trace = view.traceOf(n);
        outermost = &trace;
        user = trace.user != 0 ? trace.user : user;
        organization = trace.organization != 0 ? trace.organization : organization;
        const std::uint32_t run = view.node(n).run;
        if (run == 0 || run == last)
            continue;
        last = run;
        const CascadeRun& agent = view.runs[run - 1];
        agents.push_back({ActorRole::agent, agent.name, agent.node,
                          agent.name == 0 ? ActorStanding::unknown : ActorStanding::claimed});
    }
    std::vector<ActorLink> chain;
    const auto add = [&](ActorRole role, std::uint32_t name) {
        chain.push_back(
            {role, name, 0, name == 0 ? ActorStanding::unknown : ActorStanding::claimed});
    };
    add(ActorRole::user, user);
    add(ActorRole::organization, organization);
    add(ActorRole::platform, outermost->framework);
    add(ActorRole::deployment, outermost->deployment);
    chain.insert(chain.end(), agents.rbegin(), agents.rend());
    return chain;
}

} // namespace penstock
