// SPDX-License-Identifier: GPL-3.0-or-later
// The traces of a checkpoint: a head with the first part of the steps, then a record for each further part.
#include "core/fleet/cascade_parts.h"
#include "core/fleet/checkpoint.h"

namespace penstock {
namespace {

constexpr std::string_view kSteps = "fleet.steps";
constexpr std::string_view kOutlines = "fleet.outlines";

std::uint64_t stepsKey(TraceIndex trace, std::uint32_t part)
{
    return static_cast<std::uint64_t>(trace.value) << 20 | part;
}

struct TraceHead {
    std::uint64_t parts = 0;
    Nanos lastArrival = 0;
    Nanos evaluatedAt = 0;
    std::uint32_t changes = 0;
    bool queued = false;
};

TraceHead readTraceHead(ByteReader& in)
{
    TraceHead head;
    head.parts = in.varint();
    head.lastArrival = in.signedVarint();
    head.evaluatedAt = in.signedVarint();
    head.changes = static_cast<std::uint32_t>(in.varint());
    head.queued = in.byte() != 0;
    return head;
}

std::vector<JoinEntry> readJoins(ByteReader& in)
{
    std::vector<JoinEntry> joins;
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n)
        joins.push_back(readEntry(in));
    return joins;
}

} // namespace

void Checkpoint::saveTrace(TraceState& trace)
{
    for (std::uint32_t part = 1; part < trace.parts(); ++part) {
        if (!trace.changedParts()[part])
            continue;
        m_record.clear();
        trace.writePart(m_record, part);
        m_storage.put(kSteps, stepsKey(trace.index(), part), m_record);
    }
    if (!trace.outline.empty())
        m_storage.put(kOutlines, trace.index().value, trace.outline);
    m_record.clear();
    putVarint(m_record, trace.parts());
    putSigned(m_record, trace.lastArrival);
    putSigned(m_record, trace.evaluatedAt);
    putVarint(m_record, trace.changes);
    m_record.push_back(trace.queued ? 1 : 0);
    write(m_record, trace.contribution);
    putVarint(m_record, trace.joins.size());
    for (const JoinEntry& entry : trace.joins)
        writeEntry(m_record, entry);
    trace.writePart(m_record, 0);
    m_storage.put(kSteps, stepsKey(trace.index(), 0), m_record);
}

std::unique_ptr<TraceState>
Checkpoint::read(TraceIndex index, std::uint64_t traceKey,
                 const std::function<std::string(std::uint32_t)>& record)
{
    auto trace = std::make_unique<TraceState>(index, traceKey);
    const std::string head = record(0);
    ByteReader in(head);
    const TraceHead about = readTraceHead(in);
    trace->lastArrival = about.lastArrival;
    trace->evaluatedAt = about.evaluatedAt;
    trace->changes = about.changes;
    trace->queued = about.queued;
    trace->contribution = readContribution(in);
    trace->joins = readJoins(in);
    bool ok = in.ok() && trace->readPart(in);
    for (std::uint32_t part = 1; part < about.parts && ok; ++part) {
        const std::string next = record(part);
        ByteReader more(next);
        ok = trace->readPart(more);
    }
    return ok && trace->finishReading() ? std::move(trace) : nullptr;
}

std::unique_ptr<TraceState> Checkpoint::loadTrace(const World& world, TraceIndex index)
{
    auto trace = read(index, world.m_hashKey, [&](std::uint32_t part) {
        return m_storage.get(kSteps, stepsKey(index, part));
    });
    if (trace != nullptr) {
        trace->makeLookup();
        return trace;
    }
    m_damaged = true;
    return std::make_unique<TraceState>(index, world.m_hashKey);
}

std::string Checkpoint::storedOutline(KeyedReader& storage, TraceIndex index)
{
    return storage.get(kOutlines, index.value);
}

StoredTrace Checkpoint::storedTrace(TraceIndex index)
{
    StoredTrace stored;
    stored.records.push_back(m_storage.get(kSteps, stepsKey(index, 0)));
    ByteReader in(stored.records.front());
    const TraceHead about = readTraceHead(in);
    readContribution(in);
    stored.joins = readJoins(in);
    for (std::uint32_t part = 1; part < about.parts && in.ok(); ++part)
        stored.records.push_back(m_storage.get(kSteps, stepsKey(index, part)));
    return stored;
}

} // namespace penstock
