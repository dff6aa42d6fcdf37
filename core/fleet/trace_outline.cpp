// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/trace_outline.h"

#include <utility>

namespace penstock {
namespace {

enum Bits : std::uint8_t {
    kMissing = 1,
    kSynthetic = 2,
    kRun = 4,
    kWorkflow = 8,
    kOpen = 16,
};

std::uint8_t bitsOf(const TreeNode& node)
{
    return static_cast<std::uint8_t>((node.missing ? kMissing : 0) |
                                     (node.synthetic ? kSynthetic : 0) | (node.isRun ? kRun : 0) |
                                     (node.isWorkflow ? kWorkflow : 0) | (node.open ? kOpen : 0));
}

/// Whose place in the outline its parent has, and its run: both lie above it, so they are in it too.
void writeNode(std::string& out, const TreeNode& node, Nanos start, Nanos base,
               const std::vector<std::uint32_t>& placed)
{
    for (const std::uint32_t at : {node.parent, node.run})
        putVarint(out, at == 0 ? 0 : placed[at]);
    putVarint(out, node.agent.value);
    out.push_back(static_cast<char>(bitsOf(node)));
    putSigned(out, start - base);
    putSigned(out, node.end - base);
}

TreeNode readNode(ByteReader& in, Nanos base)
{
    TreeNode node;
    node.live = true;
    node.parent = static_cast<std::uint32_t>(in.varint());
    node.run = static_cast<std::uint32_t>(in.varint());
    node.agent.value = static_cast<std::uint32_t>(in.varint());
    const std::uint8_t bits = in.byte();
    node.missing = (bits & kMissing) != 0;
    node.synthetic = (bits & kSynthetic) != 0;
    node.isRun = (bits & kRun) != 0;
    node.isWorkflow = (bits & kWorkflow) != 0;
    node.open = (bits & kOpen) != 0;
    node.start = base + in.signedVarint();
    node.end = base + in.signedVarint();
    return node;
}

} // namespace

std::string TraceOutline::written(const TraceFacts& trace, const TraceTree& tree, const Tag& tag,
                                  std::uint32_t most)
{
    SiblingOrder order;
    order.sort(trace, tree);
    const std::vector<std::uint32_t> top = order.top(most);
    std::string out;
    putFixed64(out, tag.world);
    putVarint(out, tag.evaluated);
    putVarint(out, tree.outermostAgent().value);
    const FactsBase base{top.empty() ? 0 : order.key(top.front()).start, 0};
    putSigned(out, base.start);
    putVarint(out, top.size()); // from here on as a part of a TraceState
    putSigned(out, base.start);
    putVarint(out, base.seq);
    std::vector<std::uint32_t> placed(trace.size() + 1, 0);
    std::uint32_t number = 0;
    for (const std::uint32_t place : top) {
        const std::uint32_t at = order.key(place).at;
        placed[at] = ++number;
        SpanFacts facts = trace.spans()[at - 1];
        facts.hasEvents = false; // put together already
        facts.parentAt = facts.runAt = facts.runParentAt = 0;
        writeFacts(out, {&facts, trace.texts()}, base);
        putVarint(out, 0); // no row of a run
    }
    for (const std::uint32_t place : top)
        writeNode(out, tree.node(order.key(place).at), order.key(place).start, base.start, placed);
    return out;
}

bool TraceOutline::read(std::string_view record, TraceIndex trace, const Tag& tag)
{
    ByteReader in(record);
    Tag found;
    found.world = in.fixed64();
    found.evaluated = in.varint();
    if (!in.ok() || found != tag)
        return false;
    const AgentIndex outermost{static_cast<std::uint32_t>(in.varint())};
    const Nanos base = in.signedVarint();
    m_facts.emplace(trace, tag.world);
    if (!m_facts->readPart(in) || !m_facts->finishReading())
        return false;
    LargeVector<TreeNode> nodes;
    for (std::uint32_t i = 0; i < m_facts->size() && in.ok(); ++i) {
        nodes.push_back(readNode(in, base));
        if (nodes.back().parent > i || nodes.back().run > i + 1)
            return false;
    }
    if (!in.ok())
        return false;
    m_look.showTree(*m_facts, std::move(nodes), outermost);
    m_order.adopt(*m_facts, m_look.tree());
    return true;
}

} // namespace penstock
