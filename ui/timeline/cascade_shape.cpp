// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/cascade_shape.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace penstock::ui {
namespace {

constexpr std::size_t kMostWaits = 8;

void measureFolds(CascadeShape& shape)
{
    const CascadeView& view = *shape.view;
    shape.foldTimes.reserve(shape.folds.size());
    for (const FoldedRun& fold : shape.folds) {
        CascadeShape::Stretch times{view.node(fold.first).start, shape.ends[fold.first]};
        for (std::uint32_t n = fold.first; n != 0 && n <= fold.last; n = view.nextSibling(n)) {
            times.start = std::min(times.start, view.node(n).start);
            times.end = std::max(times.end, shape.ends[n]);
        }
        shape.foldTimes.push_back(times);
    }
}

} // namespace

Nanos CascadeShape::ownEnd(std::uint32_t node) const
{
    const CascadeNode& of = view->node(node);
    return of.status == StepStatus::running ? end : std::max(of.start, of.end);
}

std::span<const CriticalStretch> CascadeShape::pathOf(std::uint32_t node) const
{
    const auto [first, last] = std::ranges::equal_range(path, node, {}, &CriticalStretch::node);
    return {first, last};
}

Shape makeShape(std::shared_ptr<const CascadeView> view)
{
    auto shape = std::make_shared<CascadeShape>();
    shape->view = std::move(view);
    const CascadeView& of = *shape->view;
    shape->start = of.facts.start;
    shape->end = std::max(of.facts.end, of.facts.start + 1);
    shape->ends = endsBelow(of);
    shape->folds = foldedRuns(of);
    measureFolds(*shape);
    if (of.size() > 0)
        shape->path = criticalPath(of, 1);
    shape->onPath = onPath(of, shape->path);
    std::ranges::sort(shape->path, {}, [](const CriticalStretch& stretch) {
        return std::tuple(stretch.node, stretch.from);
    });
    if (of.facts.waits > 0)
        shape->waits = humanWaits(of);
    for (const HumanWait& wait : shape->waits)
        shape->waited += wait.waited;
    std::set<std::uint32_t> agents;
    for (const CascadeRun& run : of.runs)
        agents.insert(run.name);
    shape->agents = static_cast<std::uint32_t>(agents.size());
    shape->waits.resize(std::min(shape->waits.size(), kMostWaits));
    shape->density = DensityMap(of, shape->start, shape->end);
    return shape;
}

StepKey keyOf(const CascadeView& view, std::uint32_t node)
{
    return {view.traceOf(node).index, view.node(node).span};
}

std::vector<std::uint32_t> findSteps(const CascadeView& view, std::span<const StepKey> keys)
{
    std::vector<std::uint32_t> found(keys.size(), 0);
    if (keys.empty())
        return found;
    for (std::uint32_t n = 1; n <= view.size(); ++n)
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (view.node(n).span == keys[i].span && found[i] == 0 &&
                view.traceOf(n).index == keys[i].trace)
                found[i] = n;
    return found;
}

} // namespace penstock::ui
