// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/sibling_order.h"

#include <algorithm>
#include <tuple>

namespace penstock {

void SiblingOrder::startMissing(const TraceTree& tree)
{
    std::vector<Nanos> first(tree.nodes().size() + 1, INT64_MAX);
    for (auto key = m_keys.rbegin(); key != m_keys.rend(); ++key) {
        const TreeNode& node = tree.node(key->at);
        if (node.missing)
            key->start = first[key->at];
        first[node.parent] = std::min(first[node.parent], key->start);
    }
}

/// As the tree has them; true when a parent is missing.
bool SiblingOrder::place(const TraceFacts& trace, const TraceTree& tree)
{
    const FactTable& spans = trace.spans();
    const std::vector<std::uint32_t>& order =
        tree.order(); // parents first, children of one parent together
    m_keys.resize(order.size());
    m_firstChild.assign(trace.size() + 1, 0);
    m_children.assign(trace.size() + 1, 0);
    bool anyMissing = false;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        const TreeNode& node = tree.node(order[i]);
        anyMissing = anyMissing || node.missing;
        m_keys[i] = {node.start, spans[order[i] - 1].span.value, order[i]};
        if (m_children[node.parent]++ == 0)
            m_firstChild[node.parent] = i;
    }
    return anyMissing;
}

void SiblingOrder::sort(const TraceFacts& trace, const TraceTree& tree)
{
    if (place(trace, tree))
        startMissing(tree);
    const auto before = [](const Key& a, const Key& b) {
        return std::tie(a.start, a.span) < std::tie(b.start, b.span);
    };
    for (std::uint32_t i = 0; i < m_keys.size();) {
        const std::uint32_t parent = tree.node(m_keys[i].at).parent;
        const auto first = m_keys.begin() + i;
        const auto last = first + m_children[parent];
        if (!std::is_sorted(first, last, before))
            std::sort(first, last, before);
        i += m_children[parent];
    }
}

std::vector<std::uint32_t> SiblingOrder::top(std::uint32_t most) const
{
    std::vector<std::uint32_t> places;
    std::uint32_t parent = 0;
    for (std::size_t next = 0; places.size() < most; parent = m_keys[places[next++]].at) {
        const std::uint32_t room = most - static_cast<std::uint32_t>(places.size());
        for (std::uint32_t i = 0; i < std::min(room, children(parent)); ++i)
            places.push_back(firstChild(parent) + i);
        if (next == places.size())
            break;
    }
    return places;
}

void SiblingOrder::giveBackAll()
{
    giveBack(m_keys);
    giveBack(m_firstChild);
    giveBack(m_children);
}

} // namespace penstock
