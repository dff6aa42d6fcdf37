// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/watched_traces.h"

#include "core/base/result.h"

namespace penstock {

void WatchedTrace::add(const Step& step, Seq seq)
{
    links[linksEver++ % links.size()] = {step.span, step.parent};
    const std::string_view name = step.agentName.empty() ? step.name : step.agentName;
    if (step.kind != StepKind::agentRun || name.empty())
        return;
    SeenRun& run = runs[runsEver++ % runs.size()];
    run = {
        step.span, seq, agentDigest(name), agentDigest(step.user), agentDigest(step.organization),
        {}};
    run.name.set(name);
}

WatchedTraces::WatchedTraces(std::uint32_t most) : m_most(most)
{
    m_slots.emplace_back();
}

std::uint32_t WatchedTraces::find(const TraceId& trace) const
{
    const auto known = m_byTrace.find(trace);
    return known == m_byTrace.end() ? kNone : known->second;
}

std::uint32_t WatchedTraces::touch(const TraceId& trace, Nanos arrival)
{
    std::uint32_t slot = find(trace);
    if (slot != kNone) {
        unlink(slot);
    } else {
        PENSTOCK_ASSERT(!isFull());
        if (m_free.empty()) {
            slot = static_cast<std::uint32_t>(m_slots.size());
            m_slots.emplace_back();
        } else {
            slot = m_free.back();
            m_free.pop_back();
        }
        m_slots[slot].trace = trace;
        m_byTrace.emplace(trace, slot);
    }
    m_slots[slot].lastArrival = arrival;
    linkNewest(slot);
    return slot;
}

void WatchedTraces::forget(std::uint32_t slot)
{
    unlink(slot);
    m_byTrace.erase(m_slots[slot].trace);
    m_slots[slot] = {};
    m_free.push_back(slot);
}

void WatchedTraces::unlink(std::uint32_t slot)
{
    const WatchedTrace& trace = m_slots[slot];
    m_slots[trace.older].newer = trace.newer;
    m_slots[trace.newer].older = trace.older;
}

void WatchedTraces::linkNewest(std::uint32_t slot)
{
    const std::uint32_t before = m_slots[0].older;
    m_slots[slot].older = before;
    m_slots[slot].newer = 0;
    m_slots[before].newer = slot;
    m_slots[0].older = slot;
}

std::size_t WatchedTraces::bytes() const
{
    std::size_t bytes = m_slots.capacity() * sizeof(WatchedTrace) +
                        m_byTrace.size() * (sizeof(TraceId) + 4 * sizeof(void*));
    for (const WatchedTrace& trace : m_slots)
        bytes += trace.calls.bytes() + trace.asks.bytes();
    return bytes;
}

void WatchedTraces::save(std::string& out) const
{
    putVarint(out, m_slots.size());
    putVarint(out, m_free.size());
    for (const std::uint32_t slot : m_free)
        putVarint(out, slot);
    putVarint(out, m_byTrace.size());
    for (std::uint32_t slot = m_slots[0].newer; slot != kNone; slot = m_slots[slot].newer) {
        const WatchedTrace& trace = m_slots[slot];
        putVarint(out, slot);
        putPlain(out, trace.trace);
        putSigned(out, trace.lastArrival);
        putSigned(out, trace.lastEnd);
        putMostlyZero(out, trace.links);
        putMostlyZero(out, trace.runs);
        putVarint(out, trace.linksEver);
        putVarint(out, trace.runsEver);
        trace.calls.save(out);
        trace.asks.save(out);
    }
}

bool WatchedTraces::restore(ByteReader& in)
{
    const std::uint64_t slots = in.varint();
    const std::uint64_t freed = in.varint();
    if (!in.ok() || slots == 0 || slots > std::uint64_t{m_most} + 1 || freed >= slots)
        return false;
    m_slots.clear();
    m_slots.resize(slots);
    m_free.resize(freed);
    for (std::uint32_t& slot : m_free)
        slot = static_cast<std::uint32_t>(in.varint());
    m_byTrace.clear();
    for (std::uint64_t left = in.varint(); left > 0; --left) {
        const std::uint64_t slot = in.varint();
        if (slot == kNone || slot >= slots)
            return false;
        WatchedTrace& trace = m_slots[slot];
        if (!getPlain(in, trace.trace))
            return false;
        trace.lastArrival = in.signedVarint();
        trace.lastEnd = in.signedVarint();
        if (!getMostlyZero(in, trace.links) || !getMostlyZero(in, trace.runs))
            return false;
        trace.linksEver = static_cast<std::uint32_t>(in.varint());
        trace.runsEver = static_cast<std::uint32_t>(in.varint());
        if (!trace.calls.restore(in) || !trace.asks.restore(in) ||
            !m_byTrace.emplace(trace.trace, static_cast<std::uint32_t>(slot)).second)
            return false;
        linkNewest(static_cast<std::uint32_t>(slot));
    }
    return in.ok() && m_byTrace.size() + freed + 1 == slots;
}

} // namespace penstock
