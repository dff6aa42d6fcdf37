// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cache_memory.h"

#include <algorithm>

namespace penstock {
namespace {

/// More cached tokens than input is a proof; a total that adds up without them is weaker, because some SDKs make the
/// total themselves from input and output. So one proof outweighs so many totals, and a slip among thousands does not.
constexpr std::int64_t kProofWeight = 8;

} // namespace

bool CacheMemory::Evidence::isApart() const
{
    return apart > 0 && apart * kProofWeight >= within;
}

CacheShare CacheMemory::shareOf(const SpanFacts& facts)
{
    CacheShare share;
    const Usage& usage = facts.usage;
    const std::int64_t cached = usage.cached();
    if (facts.cacheKey == 0 || !facts.known || facts.has(kSummary) || usage.aggregated ||
        cached <= 0 || usage.input < 0)
        return share;
    share.key = facts.cacheKey;
    if (usage.semantics ==
        CacheSemantics::exclusive) { // its input was made whole: was it too small as sent?
        share.apart = usage.input - cached < cached ? 1 : 0;
        return share;
    }
    share.open = 1;
    const std::int64_t sent = usage.input + std::max<std::int64_t>(usage.output, 0);
    if (usage.totalReported > 0 && usage.output >= 0) {
        share.within = usage.totalReported == sent ? 1 : 0;
        share.apart = usage.totalReported == sent + cached ? 1 : 0;
    }
    return share;
}

bool CacheMemory::isApart(StringId key) const
{
    const auto it = m_evidence.find(key);
    return it != m_evidence.end() && it->second.isApart();
}

void CacheMemory::change(const CacheShare& share, int sign)
{
    Evidence& evidence = m_evidence[share.key];
    evidence.apart += sign * share.apart;
    evidence.within += sign * share.within;
}

void CacheMemory::apply(TraceIndex trace, const std::vector<CacheShare>& before,
                        const std::vector<CacheShare>& after)
{
    if (before == after)
        return;
    std::map<StringId, bool> was;
    for (const auto* shares : {&before, &after})
        for (const CacheShare& share : *shares)
            was.emplace(share.key, isApart(share.key));
    for (const CacheShare& share : before)
        change(share, -1);
    for (const CacheShare& share : after) {
        change(share, 1);
        const auto same = [&share](const CacheShare& s) {
            return s.key == share.key && s.open > 0;
        };
        if (share.open > 0 && std::none_of(before.begin(), before.end(), same)) {
            m_readers.add({share.key, trace});
            m_evidence[share.key].readers.push_back(trace);
        }
    }
    for (const auto& [key, answer] : was)
        if (isApart(key) != answer) {
            m_turned[key] = 0;
            m_habits = nullptr;
        }
}

std::shared_ptr<const CacheHabits> CacheMemory::habits()
{
    if (m_habits == nullptr) {
        auto habits = std::make_shared<CacheHabits>();
        for (const auto& [key, evidence] : m_evidence)
            if (evidence.isApart())
                habits->apart.push_back(key);
        m_habits = std::move(habits);
    }
    return m_habits;
}

std::vector<TraceIndex> CacheMemory::takeTurned(std::size_t most)
{
    std::vector<TraceIndex> traces;
    while (!m_turned.empty() && traces.size() < most) {
        const auto turned = m_turned.begin();
        const std::vector<TraceIndex>& readers = m_evidence[turned->first].readers;
        const std::size_t count =
            std::min<std::size_t>(readers.size() - turned->second, most - traces.size());
        const auto first = readers.begin() + turned->second;
        traces.insert(traces.end(), first, first + static_cast<std::ptrdiff_t>(count));
        turned->second += static_cast<std::uint32_t>(count);
        if (turned->second == readers.size())
            m_turned.erase(turned);
    }
    return traces;
}

void CacheMemory::writeReader(std::string& out, std::uint32_t number) const
{
    putVarint(out, m_readers.rows()[number].key);
    putVarint(out, m_readers.rows()[number].trace.value);
}

bool CacheMemory::readReader(ByteReader& in)
{
    Reader reader;
    reader.key = static_cast<StringId>(in.varint());
    reader.trace.value = static_cast<std::uint32_t>(in.varint());
    m_readers.add(reader);
    m_evidence[reader.key].readers.push_back(reader.trace);
    return in.ok();
}

void CacheMemory::writeCounters(std::string& out) const
{
    putVarint(out, m_evidence.size());
    for (const auto& [key, evidence] : m_evidence) {
        putVarint(out, key);
        putSigned(out, evidence.apart);
        putSigned(out, evidence.within);
    }
    putVarint(out, m_turned.size());
    for (const auto& [key, next] : m_turned) {
        putVarint(out, key);
        putVarint(out, next);
    }
}

bool CacheMemory::readCounters(ByteReader& in)
{
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        Evidence& evidence = m_evidence[static_cast<StringId>(in.varint())];
        evidence.apart = in.signedVarint();
        evidence.within = in.signedVarint();
    }
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        const auto key = static_cast<StringId>(in.varint());
        m_turned[key] = static_cast<std::uint32_t>(in.varint());
        if (m_turned[key] > m_evidence[key].readers.size())
            return false;
    }
    return in.ok();
}

} // namespace penstock
