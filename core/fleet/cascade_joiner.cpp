// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_joiner.h"

#include "core/fleet/delegation_table.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace penstock {

std::vector<std::uint32_t> CascadeJoiner::join()
{
    if (m_references.empty())
        return {};
    resolve();
    findParts();
    choose();
    followFirstParts();
    cutRings();
    const bool anyHangs =
        std::any_of(m_parts.begin(), m_parts.end(), [](const Part& p) { return p.cause != 0; });
    return anyHangs ? rearrange(finalOrder()) : std::vector<std::uint32_t>();
}

/// One walk over the nodes of those traces that somebody refers to.
void CascadeJoiner::resolve()
{
    const auto wanted = [](const CascadeReference& r) { return std::tie(r.fromTrace, r.fromSpan); };
    std::sort(m_references.begin(), m_references.end(),
              [&](const CascadeReference& a, const CascadeReference& b) {
                  return std::tuple(wanted(a), a.to, a.evidence) <
                         std::tuple(wanted(b), b.to, b.evidence);
              });
    const auto same = [&](const CascadeReference& a, const CascadeReference& b) {
        return wanted(a) == wanted(b) && a.to == b.to && a.evidence == b.evidence;
    };
    m_references.erase(std::unique(m_references.begin(), m_references.end(), same),
                       m_references.end());
    std::unordered_map<TraceId, std::unordered_map<SpanId, std::uint32_t>> nodes;
    for (const CascadeReference& reference : m_references)
        nodes[reference.fromTrace].emplace(reference.fromSpan, 0);
    std::unordered_map<SpanId, std::uint32_t>* spans = nullptr;
    std::uint32_t trace = 0;
    for (std::uint32_t n = 1; n <= m_view.size(); ++n) {
        const CascadeNode& node = m_view.node(n);
        if (node.trace != trace) {
            trace = node.trace;
            const auto it = nodes.find(m_view.traces[trace - 1].id);
            spans = it == nodes.end() ? nullptr : &it->second;
        }
        if (spans == nullptr)
            continue;
        if (const auto it = spans->find(node.span); it != spans->end() && it->second == 0)
            it->second = n;
    }
    for (CascadeReference& reference : m_references)
        reference.from = nodes[reference.fromTrace][reference.fromSpan];
}

void CascadeJoiner::findParts()
{
    for (std::uint32_t n = 1; n <= m_view.size(); n += m_view.node(n).size)
        m_parts.push_back({n, 0, 0});
}

std::uint32_t CascadeJoiner::partOf(std::uint32_t node) const
{
    const auto after =
        std::upper_bound(m_parts.begin(), m_parts.end(), node,
                         [](std::uint32_t n, const Part& part) { return n < part.top; });
    return static_cast<std::uint32_t>(after - m_parts.begin()) - 1;
}

void CascadeJoiner::choose()
{
    const auto rank = [this](const CascadeReference& r) {
        const CascadeNode& from = m_view.node(r.from);
        const CascadeNode& to = m_view.node(r.to);
        return std::tuple(evidenceRank(r.evidence), to.depth, to.start, to.span, -from.start,
                          r.fromTrace, r.fromSpan);
    };
    for (std::uint32_t i = 0; i < m_references.size(); ++i) {
        const CascadeReference& reference = m_references[i];
        if (reference.from == 0 ||
            m_view.node(reference.from).trace == m_view.node(reference.to).trace)
            continue;
        Part& part = m_parts[partOf(reference.to)];
        if (part.reference != 0 && rank(m_references[part.reference - 1]) <= rank(reference))
            continue;
        part.reference = i + 1;
        part.cause = reference.from;
    }
}

void CascadeJoiner::followFirstParts()
{
    const Part* first = nullptr;
    for (Part& part : m_parts) {
        const CascadeNode& top = m_view.node(part.top);
        if (first == nullptr || m_view.node(first->top).trace != top.trace)
            first = &part;
        else if (part.cause == 0 && top.has(kMissingStep) && first->reference != 0)
            part.cause = first->cause;
    }
}

bool CascadeJoiner::isEarlier(std::uint32_t a, std::uint32_t b) const
{
    const auto rank = [this](std::uint32_t part) {
        const CascadeNode& top = m_view.node(m_parts[part].top);
        return std::tuple(top.start, m_view.traces[top.trace - 1].id, top.span);
    };
    return rank(a) < rank(b);
}

void CascadeJoiner::cutRings()
{
    const auto above = [this](std::uint32_t part) { return partOf(m_parts[part].cause); };
    std::vector<std::uint32_t> walk(m_parts.size(), 0); // the walk that reached a part first
    for (std::uint32_t from = 0; from < m_parts.size(); ++from) {
        std::uint32_t at = from;
        while (walk[at] == 0) {
            walk[at] = from + 1;
            if (m_parts[at].cause == 0)
                break;
            at = above(at);
        }
        if (m_parts[at].cause == 0 || walk[at] != from + 1)
            continue;
        std::uint32_t cut = at;
        for (std::uint32_t next = above(at); next != at; next = above(next))
            if (isEarlier(next, cut))
                cut = next;
        m_parts[cut].cause = m_parts[cut].reference = 0;
    }
}

/// Old numbers in the new order: depth first, siblings by start, then span id, then trace.
std::vector<std::uint32_t> CascadeJoiner::finalOrder() const
{
    const auto rank = [this](std::uint32_t n) {
        const CascadeNode& node = m_view.node(n);
        return std::tuple(node.start, node.span, m_view.traces[node.trace - 1].id, n);
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> hung; // cause, top
    for (const Part& part : m_parts)
        if (part.cause != 0)
            hung.emplace_back(part.cause, part.top);
    std::sort(hung.begin(), hung.end());
    std::vector<std::uint32_t> order;
    order.reserve(m_view.nodes.size());
    std::vector<std::uint32_t> stack;
    for (auto part = m_parts.rbegin(); part != m_parts.rend(); ++part)
        if (part->cause == 0)
            stack.push_back(part->top);
    std::vector<std::uint32_t> children;
    while (!stack.empty()) {
        const std::uint32_t n = stack.back();
        stack.pop_back();
        const std::uint32_t end = n + m_view.node(n).size;
        const auto first = std::lower_bound(hung.begin(), hung.end(), std::pair(n, 0u));
        if (first == hung.end() || first->first >= end) { // nothing foreign below: as it is
            for (std::uint32_t below = n; below < end; ++below)
                order.push_back(below);
            continue;
        }
        order.push_back(n);
        children.clear();
        for (std::uint32_t child = n + 1; child < end; child += m_view.node(child).size)
            children.push_back(child);
        for (auto it = first; it != hung.end() && it->first == n; ++it)
            children.push_back(it->second);
        std::sort(children.begin(), children.end(),
                  [&](auto a, auto b) { return rank(b) < rank(a); });
        stack.insert(stack.end(), children.begin(), children.end());
    }
    return order;
}

std::vector<std::uint32_t> CascadeJoiner::rearrange(const std::vector<std::uint32_t>& order)
{
    std::vector<std::uint32_t> number(m_view.nodes.size() + 1, 0);
    for (std::uint32_t i = 0; i < order.size(); ++i)
        number[order[i]] = i + 1;
    for (const Part& part : m_parts) {
        CascadeNode& top = m_view.nodes[part.top - 1];
        top.parent = part.cause;
        if (part.cause != 0)
            top.marks |= kCausedTop;
        if (part.reference != 0)
            m_references[part.reference - 1].chosen = true;
    }
    LargeVector<CascadeNode> nodes;
    nodes.reserve(order.size());
    for (const std::uint32_t old : order) {
        nodes.push_back(m_view.node(old));
        CascadeNode& node = nodes.back();
        node.parent = number[node.parent];
        const unsigned above = node.parent == 0 ? 0 : nodes[node.parent - 1].depth + 1u;
        node.depth = static_cast<std::uint16_t>(std::min(above, 65535u));
        node.size = 1;
    }
    for (std::size_t i = nodes.size(); i > 0; --i)
        if (nodes[i - 1].parent != 0)
            nodes[nodes[i - 1].parent - 1].size += nodes[i - 1].size;
    m_view.nodes = std::move(nodes);
    return number;
}

} // namespace penstock
