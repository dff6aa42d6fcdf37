// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/board.h"

#include <bit>

namespace penstock {
namespace {

double firstValue(const Finding& finding)
{
    return finding.values.empty() ? 0 : finding.values.front().value;
}

void putReal(std::string& out, double value)
{
    putFixed64(out, std::bit_cast<std::uint64_t>(value));
}

double getReal(ByteReader& in)
{
    return std::bit_cast<double>(in.fixed64());
}

void putTrace(std::string& out, const TraceId& trace)
{
    out.append(reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size());
}

TraceId getTrace(ByteReader& in)
{
    const std::string_view bytes = in.bytes(16);
    return bytes.size() == 16 ? TraceId::fromBytes(bytes.data()) : TraceId{};
}

/// A count of things that take at least a byte each.
std::size_t getCount(ByteReader& in)
{
    const std::uint64_t n = in.varint();
    if (n > in.remaining())
        in.fail();
    return in.ok() ? static_cast<std::size_t>(n) : 0;
}

} // namespace

bool Board::wants(std::uint32_t detector, std::uint64_t key, double value) const
{
    const auto known = m_active.find({detector, key});
    return known == m_active.end() || value >= 2 * firstValue(known->second);
}

void Board::raise(std::uint32_t detector, std::uint64_t key, Finding finding)
{
    const auto known = m_active.find({detector, key});
    if (known == m_active.end() && m_active.size() >= kMostActive) {
        ++m_leftOut;
        return;
    }
    finding.change = known == m_active.end() ? FindingChange::raised : FindingChange::changed;
    finding.key = key;
    if (finding.steps.size() > kMostSteps) {
        finding.moreSteps += static_cast<std::uint32_t>(finding.steps.size() - kMostSteps);
        finding.steps.erase(finding.steps.begin(),
                            finding.steps.end() - static_cast<std::ptrdiff_t>(kMostSteps));
    }
    m_changes.push_back(finding);
    m_active.insert_or_assign({detector, key}, std::move(finding));
}

void Board::clear(std::uint32_t detector, std::uint64_t key, Seq seq, Nanos arrival,
                  std::string_view because)
{
    const auto known = m_active.find({detector, key});
    if (known == m_active.end())
        return;
    Finding finding = std::move(known->second);
    m_active.erase(known);
    finding.change = FindingChange::cleared;
    finding.seq = seq;
    finding.arrival = arrival;
    finding.sentence = because;
    m_changes.push_back(std::move(finding));
}

void Board::clearAll(std::uint32_t detector, Seq seq, Nanos arrival, std::string_view because)
{
    std::vector<std::uint64_t> keys;
    for (auto at = m_active.lower_bound({detector, 0});
         at != m_active.end() && at->first.first == detector; ++at)
        keys.push_back(at->first.second);
    for (const std::uint64_t key : keys)
        clear(detector, key, seq, arrival, because);
}

std::vector<const Finding*> Board::active() const
{
    std::vector<const Finding*> active;
    active.reserve(m_active.size());
    for (const auto& [key, finding] : m_active)
        active.push_back(&finding);
    return active;
}

std::size_t Board::bytes() const
{
    std::size_t bytes = 0;
    for (const auto& [key, finding] : m_active)
        bytes += sizeof finding + finding.sentence.size() + finding.subject.size() +
                 finding.steps.size() * sizeof(StepMention) +
                 finding.edges.size() * 2 * sizeof(EdgeMention) +
                 finding.values.size() * sizeof(ValueMention);
    return bytes;
}

void writeFinding(std::string& out, const Finding& finding)
{
    out.push_back(static_cast<char>(finding.change));
    out.push_back(static_cast<char>(finding.priority));
    putText(out, finding.detector);
    putFixed64(out, finding.key);
    putVarint(out, finding.seq);
    putSigned(out, finding.arrival);
    putTrace(out, finding.trace);
    putText(out, finding.subject);
    putText(out, finding.sentence);
    putVarint(out, finding.steps.size());
    for (const StepMention& step : finding.steps) {
        putVarint(out, step.seq);
        putTrace(out, step.trace);
        putFixed64(out, step.span.value);
    }
    putVarint(out, finding.moreSteps);
    putVarint(out, finding.edges.size());
    for (const EdgeMention& edge : finding.edges) {
        putText(out, edge.from);
        putText(out, edge.to);
        putVarint(out, edge.times);
    }
    putVarint(out, finding.values.size());
    for (const ValueMention& value : finding.values) {
        putText(out, value.name);
        putReal(out, value.value);
        putReal(out, value.limit);
        out.push_back(static_cast<char>(value.unit));
    }
}

bool readFinding(ByteReader& in, Finding& finding)
{
    finding.change = static_cast<FindingChange>(in.byte());
    finding.priority = static_cast<Priority>(in.byte());
    finding.detector = in.text();
    finding.key = in.fixed64();
    finding.seq = in.varint();
    finding.arrival = in.signedVarint();
    finding.trace = getTrace(in);
    finding.subject = in.text();
    finding.sentence = in.text();
    finding.steps.resize(getCount(in));
    for (StepMention& step : finding.steps) {
        step.seq = in.varint();
        step.trace = getTrace(in);
        step.span.value = in.fixed64();
    }
    finding.moreSteps = static_cast<std::uint32_t>(in.varint());
    finding.edges.resize(getCount(in));
    for (EdgeMention& edge : finding.edges) {
        edge.from = in.text();
        edge.to = in.text();
        edge.times = static_cast<std::uint32_t>(in.varint());
    }
    finding.values.resize(getCount(in));
    for (ValueMention& value : finding.values) {
        value.name = in.text();
        value.value = getReal(in);
        value.limit = getReal(in);
        value.unit = static_cast<Unit>(in.byte());
    }
    return in.ok();
}

void Board::save(std::string& out) const
{
    putVarint(out, m_leftOut);
    putVarint(out, m_active.size());
    for (const auto& [key, finding] : m_active) {
        putVarint(out, key.first);
        putFixed64(out, key.second);
        writeFinding(out, finding);
    }
}

bool Board::restore(ByteReader& in)
{
    m_leftOut = in.varint();
    for (std::size_t left = getCount(in); left > 0 && in.ok(); --left) {
        const auto detector = static_cast<std::uint32_t>(in.varint());
        const std::uint64_t key = in.fixed64();
        Finding finding;
        if (!readFinding(in, finding))
            return false;
        m_active.emplace(Key{detector, key}, std::move(finding));
    }
    return in.ok();
}

} // namespace penstock
