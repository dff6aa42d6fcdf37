// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/waterfall_rows.h"

#include <algorithm>
#include <unordered_set>

namespace penstock::ui {
namespace {

struct KeyHash {
    std::size_t operator()(const StepKey& key) const
    {
        return static_cast<std::size_t>((key.span.value ^ key.trace.value) * 0x9e3779b97f4a7c15ull);
    }
};
using KeySet = std::unordered_set<StepKey, KeyHash>;

} // namespace

Folding startFolding(const CascadeShape& shape)
{
    return {std::vector<bool>(std::size_t{shape.size()} + 1, false),
            std::vector<bool>(shape.folds.size(), false)};
}

/// A run of equal steps stays open by its first member.
Folding carryFolding(const CascadeShape& before, const Folding& folding, const CascadeShape& next)
{
    KeySet closed;
    KeySet opened;
    for (std::uint32_t n = 1; n < folding.closed.size(); ++n)
        if (folding.closed[n])
            closed.insert(keyOf(*before.view, n));
    for (std::size_t i = 0; i < folding.opened.size(); ++i)
        if (folding.opened[i])
            opened.insert(keyOf(*before.view, before.folds[i].first));
    Folding out = startFolding(next);
    if (!closed.empty())
        for (std::uint32_t n = 1; n <= next.size(); ++n)
            out.closed[n] = closed.contains(keyOf(*next.view, n));
    if (!opened.empty())
        for (std::size_t i = 0; i < next.folds.size(); ++i)
            out.opened[i] = opened.contains(keyOf(*next.view, next.folds[i].first));
    return out;
}

WaterfallRows::WaterfallRows(Shape shape, Folding folding)
    : m_shape(std::move(shape)), m_folding(std::move(folding))
{
    rebuild();
}

void WaterfallRows::rebuild()
{
    m_rows.clear();
    m_hidden = 0;
    const CascadeView& view = *m_shape->view;
    std::size_t fold = 0;
    for (std::uint32_t n = 1; n <= view.size();) {
        while (fold < m_shape->folds.size() && m_shape->folds[fold].first < n)
            ++fold;
        const bool begins = fold < m_shape->folds.size() && m_shape->folds[fold].first == n;
        if (begins && !m_folding.opened[fold]) {
            m_rows.push_back({n, static_cast<std::uint32_t>(fold + 1)});
            m_hidden += m_shape->folds[fold].end - n;
            n = m_shape->folds[fold].end;
            continue;
        }
        m_rows.push_back({n, 0});
        const std::uint32_t next = m_folding.closed[n] ? view.node(n).size : 1;
        m_hidden += next - 1;
        n += next;
    }
}

int WaterfallRows::rowOf(std::uint32_t node) const
{
    const auto after = std::ranges::upper_bound(m_rows, node, {}, &WaterfallRow::node);
    return static_cast<int>(after - m_rows.begin()) - 1;
}

bool WaterfallRows::isShown(std::uint32_t node) const
{
    const int row = rowOf(node);
    return row >= 0 && at(row).node == node && at(row).fold == 0;
}

bool WaterfallRows::canOpen(int row) const
{
    return at(row).fold != 0 || m_shape->view->node(at(row).node).size > 1;
}

bool WaterfallRows::isOpen(int row) const
{
    return at(row).fold == 0 && !m_folding.closed[at(row).node];
}

bool WaterfallRows::open(int row)
{
    const WaterfallRow line = at(row);
    if (!canOpen(row) || isOpen(row))
        return false;
    if (line.fold != 0)
        m_folding.opened[line.fold - 1] = true;
    else
        m_folding.closed[line.node] = false;
    rebuild();
    return true;
}

bool WaterfallRows::close(int row)
{
    const WaterfallRow line = at(row);
    if (line.fold != 0)
        return false;
    const bool below = m_shape->view->node(line.node).size > 1 && !m_folding.closed[line.node];
    const std::uint32_t run = below ? 0 : foldAround(line.node);
    if (!below && run == 0)
        return false;
    if (below)
        m_folding.closed[line.node] = true;
    else
        m_folding.opened[run - 1] = false;
    rebuild();
    return true;
}

/// The open run of equal steps that this step is a member of itself; 0 = none.
std::uint32_t WaterfallRows::foldAround(std::uint32_t node) const
{
    const CascadeView& view = *m_shape->view;
    const auto after = std::ranges::upper_bound(m_shape->folds, node, {}, &FoldedRun::first);
    for (auto it = after; it != m_shape->folds.begin();) {
        --it;
        const auto place = static_cast<std::size_t>(it - m_shape->folds.begin());
        if (it->end > node && view.node(it->first).parent == view.node(node).parent)
            return m_folding.opened[place] ? static_cast<std::uint32_t>(place + 1) : 0;
        if (view.node(it->first).depth < view.node(node).depth && it->end > node)
            return 0;
    }
    return 0;
}

void WaterfallRows::reveal(std::uint32_t node)
{
    if (node == 0 || node > m_shape->size() || isShown(node))
        return;
    const CascadeView& view = *m_shape->view;
    for (std::uint32_t n = view.node(node).parent; n != 0; n = view.node(n).parent)
        m_folding.closed[n] = false;
    for (std::size_t i = 0; i < m_shape->folds.size() && m_shape->folds[i].first <= node; ++i)
        if (m_shape->folds[i].end > node)
            m_folding.opened[i] = true;
    rebuild();
}

void WaterfallRows::openAll()
{
    m_folding.closed.assign(m_folding.closed.size(), false);
    m_folding.opened.assign(m_folding.opened.size(), true);
    rebuild();
}

void WaterfallRows::closeAll()
{
    const CascadeView& view = *m_shape->view;
    for (std::uint32_t n = 1; n <= view.size(); ++n)
        m_folding.closed[n] = view.node(n).size > 1 && view.node(n).parent != 0;
    m_folding.opened.assign(m_folding.opened.size(), false);
    rebuild();
}

} // namespace penstock::ui
