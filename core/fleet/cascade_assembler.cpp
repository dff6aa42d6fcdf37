// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_assembler.h"

#include "core/fleet/checkpoint.h"
#include "core/fleet/totals.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace penstock {

CascadeAssembler::CascadeAssembler(CascadePlan plan, std::stop_token stop)
    : m_plan(std::move(plan)),
      m_stop(std::move(stop)),
      m_builder(m_plan.hash, CascadeBuilder::kNoLimit)
{
    chooseMembers();
    if (m_sums.steps > kLarge)
        m_structure = std::make_unique<CascadeBuilder>(m_plan.hash, kStructure);
    m_builder.reserve(m_sums.steps);
}

void CascadeAssembler::chooseMembers()
{
    struct Ranked {
        bool isRoot;
        Nanos start;
        TraceId id;
        TraceIndex at;
        auto rank() const { return std::tie(start, id); }
    };
    std::vector<Ranked> all;
    const TraceIndex root = m_plan.places[m_plan.trace.value].root;
    TraceIndex at = m_plan.trace;
    do {
        const TraceRow& row = m_plan.traces[at.value];
        all.push_back({at == root, row.start, row.id, at});
        at = m_plan.places[at.value].next;
    } while (at != m_plan.trace);
    std::sort(all.begin(), all.end(), [](const Ranked& a, const Ranked& b) {
        return a.isRoot != b.isRoot ? a.isRoot : a.rank() < b.rank();
    });
    for (const Ranked& member : all) {
        const TraceRow& row = m_plan.traces[member.at.value];
        if (!m_members.empty() &&
            (m_sums.steps + row.steps > kMostSteps || m_members.size() >= kMostTraces)) {
            m_leftOut.push_back(member.at);
            continue;
        }
        m_members.push_back(member.at);
        const bool first = m_members.size() == 1;
        m_sums.start = first ? row.start : std::min(m_sums.start, row.start);
        m_sums.end = std::max(m_sums.end, row.end);
        m_sums.steps += row.steps;
        m_sums.runs += row.runs;
        m_sums.errors += row.errors;
        m_sums.open += row.running;
        m_sums.missingParents += row.missingParents;
        ::penstock::add(m_sums.usage, row.usage, 1);
        ::penstock::add(m_sums.cost, row.cost, 1);
    }
}

std::span<const TraceIndex> CascadeAssembler::wanted() const
{
    const std::size_t count = std::min(m_members.size() - m_taken, CascadeParts::kAtOnce);
    return {m_members.data() + m_taken, count};
}

void CascadeAssembler::take(CascadeParts parts)
{
    m_agents = parts.agents;
    for (CascadePart& part : parts.parts) {
        if (stopped())
            return;
        ++m_taken;
        add(part, parts);
    }
}

void CascadeAssembler::add(CascadePart& part, const CascadeParts& world)
{
    const TraceRow& row = world.traces[part.trace.value];
    std::unique_ptr<TraceState> read;
    if (!part.facts) {
        read = readStored(part, m_plan.traceKey);
        if (read == nullptr) {
            m_builder.leaveOut(row);
            return;
        }
        if (!part.causes.empty())
            read->makeLookup(); // which of its steps was set off is looked up
        part.facts = read->share();
    }
    m_look.lookAtTree(*part.facts);
    m_order.sort(*part.facts, m_look.tree());
    const CascadeBuilder::Trace trace{*part.facts, row, m_look, m_order, part.causes, world};
    if (m_structure != nullptr)
        addToStructure(trace);
    if (read != nullptr && part.causes.empty()) {
        read->makeLookup();
        part.facts = read->share();
    }
    m_look.lookFurther(*part.facts, row.id, part.shared);
    m_builder.add(trace, m_stop);
    part.facts.reset();
    if (m_look.isHuge()) {
        m_look.giveBackAll();
        m_order.giveBackAll();
    }
}

std::shared_ptr<const CascadeView> CascadeAssembler::storedStructure(const CascadeGround& ground,
                                                                     TraceIndex anyOfIts,
                                                                     KeyedReader& storage)
{
    const std::uint32_t known = std::min(ground.plan.places.size(), ground.plan.traces.size());
    if (!anyOfIts || anyOfIts.value > known)
        return nullptr;
    CascadePlan plan = ground.plan;
    plan.trace = anyOfIts;
    CascadeAssembler assembler(std::move(plan), {});
    const TraceIndex first = assembler.m_members.front();
    const TraceRow& row = ground.plan.traces[first.value];
    if (assembler.m_structure == nullptr || row.steps < kStructure)
        return nullptr;
    TraceOutline outline(ground.world.agents);
    if (!outline.read(Checkpoint::storedOutline(storage, first), first,
                      {ground.plan.traceKey, row.changed}))
        return nullptr;
    std::shared_ptr<const CascadeView> structure;
    assembler.showStructure = [&](std::shared_ptr<const CascadeView> view) {
        structure = std::move(view);
    };
    assembler.m_taken = 1;
    assembler.addToStructure(
        {outline.facts(), row, outline.look(), outline.order(), {}, ground.world});
    return structure;
}

void CascadeAssembler::addToStructure(const CascadeBuilder::Trace& trace)
{
    m_structure->add(trace, m_stop);
    if (!m_structure->isFull() && m_taken < m_members.size())
        return;
    std::shared_ptr<CascadeView> view = std::exchange(m_structure, nullptr)->finish();
    CascadeFacts& facts = view->facts;
    CascadeFacts all = m_sums;
    all.root = facts.root;
    all.id = facts.id;
    all.tops = facts.tops;
    all.stepsToCome = all.steps - std::min(all.steps, facts.steps);
    all.tracesLeftOut = static_cast<std::uint32_t>(m_leftOut.size());
    facts = all;
    view->revision = m_plan.revision;
    if (showStructure && !stopped())
        showStructure(std::move(view));
}

std::shared_ptr<const CascadeView> CascadeAssembler::finish()
{
    if (stopped())
        return nullptr;
    for (const TraceIndex trace : m_leftOut)
        m_builder.leaveOut(m_plan.traces[trace.value]);
    std::shared_ptr<CascadeView> view = m_builder.finish();
    view->revision = m_plan.revision;
    return view;
}

} // namespace penstock
