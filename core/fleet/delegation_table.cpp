// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/delegation_table.h"

#include <algorithm>

namespace penstock {

int evidenceRank(Evidence evidence)
{
    static constexpr Evidence kStrongestFirst[] = {
        Evidence::explicitHandoff, Evidence::agentParent, Evidence::call,
        Evidence::agentAsTool,     Evidence::remoteCall,  Evidence::nestedRun,
        Evidence::handoffTool,     Evidence::spanLink,    Evidence::graphParent,
        Evidence::commandGoto,     Evidence::sharedKey,   Evidence::sequence};
    const auto* at = std::find(std::begin(kStrongestFirst), std::end(kStrongestFirst), evidence);
    return static_cast<int>(at - std::begin(kStrongestFirst));
}

std::uint8_t evidenceConfidence(Evidence evidence)
{
    switch (evidence) {
    case Evidence::explicitHandoff:
    case Evidence::agentParent:
    case Evidence::call:
        return 100;
    case Evidence::agentAsTool:
    case Evidence::remoteCall:
        return 90;
    case Evidence::nestedRun:
        return 85;
    case Evidence::spanLink:
        return 75;
    case Evidence::handoffTool:
        return 65;
    case Evidence::graphParent:
    case Evidence::commandGoto:
        return 60;
    case Evidence::sharedKey:
        return 45;
    case Evidence::sequence:
        return 20;
    case Evidence::none:
        return 0;
    }
    return 0;
}

void ExtremeTimes::add(Nanos t)
{
    const Nanos value = t * m_sign;
    auto it = std::lower_bound(m_times.begin(), m_times.end(), std::pair(value, std::int64_t{0}),
                               [](const auto& a, const auto& b) { return a.first < b.first; });
    if (it != m_times.end() && it->first == value) {
        ++it->second;
        return;
    }
    if (m_times.size() == kKept) {
        if (it == m_times.end())
            return;
        m_times.pop_back();
        it = std::lower_bound(m_times.begin(), m_times.end(), std::pair(value, std::int64_t{0}),
                              [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    m_times.insert(it, {value, 1});
    m_last = m_times.front().first * m_sign;
}

void ExtremeTimes::remove(Nanos t)
{
    const Nanos value = t * m_sign;
    const auto it =
        std::lower_bound(m_times.begin(), m_times.end(), std::pair(value, std::int64_t{0}),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
    if (it == m_times.end() || it->first != value)
        return;
    if (--it->second == 0)
        m_times.erase(it);
    if (!m_times.empty())
        m_last = m_times.front().first * m_sign;
}

void ExtremeTimes::write(std::string& out) const
{
    putVarint(out, m_times.size());
    for (const auto& [time, count] : m_times) {
        putSigned(out, time);
        putSigned(out, count);
    }
    putSigned(out, m_last);
}

void ExtremeTimes::read(ByteReader& in)
{
    m_times.clear();
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        const Nanos time = in.signedVarint();
        m_times.emplace_back(time, in.signedVarint());
    }
    m_last = in.signedVarint();
}

bool DelegationTable::isFullFor(AgentIndex from, AgentIndex to) const
{
    return m_table.rows().size() >= m_maxEdges && !m_byActors.contains(key(from, to));
}

std::uint32_t DelegationTable::find(AgentIndex from, AgentIndex to, ActorKind toKind)
{
    const auto [it, isNew] = m_byActors.try_emplace(key(from, to), m_table.rows().size() + 1);
    if (isNew) {
        DelegationRow row;
        row.from = from;
        row.to = to;
        row.toKind = toKind;
        m_table.add(row);
        m_extras.emplace_back();
    }
    return it->second;
}

void DelegationTable::apply(const EdgeShare& share, ActorKind toKind, AgentIndex others, int sign)
{
    const bool fold = isFullFor(share.from, share.to);
    const std::uint32_t number =
        fold ? find(others, others, ActorKind::agent) : find(share.from, share.to, toKind);
    Extras& extras = m_extras[number - 1];
    const std::int64_t n = sign * share.count;
    for (std::size_t bit = 0; bit < kEvidenceCount; ++bit)
        if ((share.evidence >> bit & 1u) != 0)
            extras.byBit[bit] += n;
    extras.byBest[static_cast<std::size_t>(share.best)][static_cast<std::size_t>(share.mode)] += n;
    if (share.crossProcess)
        extras.crossProcess += n;
    if (sign > 0) {
        extras.first.add(share.first);
        extras.last.add(share.last);
    } else {
        extras.first.remove(share.first);
        extras.last.remove(share.last);
    }
    DelegationRow& row = m_table.change(number);
    row.count += static_cast<std::uint64_t>(n);
    row.errors += static_cast<std::uint64_t>(sign * share.errors);
    show(row, extras);
}

void DelegationTable::show(DelegationRow& row, const Extras& extras)
{
    row.evidence = 0;
    row.best = Evidence::none;
    row.mode = DelegationMode::unknown;
    for (std::size_t bit = 0; bit < kEvidenceCount; ++bit)
        if (extras.byBit[bit] > 0)
            row.evidence |= 1u << bit;
    for (std::size_t bit = 0; bit < kEvidenceCount; ++bit) {
        const auto evidence = static_cast<Evidence>(bit);
        const auto& modes = extras.byBest[bit];
        const bool stands =
            std::any_of(modes.begin(), modes.end(), [](std::int64_t n) { return n > 0; });
        if (!stands ||
            (row.best != Evidence::none && evidenceRank(evidence) >= evidenceRank(row.best)))
            continue;
        row.best = evidence;
        row.mode = static_cast<DelegationMode>(std::max_element(modes.begin(), modes.end()) -
                                               modes.begin());
    }
    row.confidence = evidenceConfidence(row.best);
    row.crossProcess = extras.crossProcess > 0;
    row.firstSeen = row.count == 0 ? 0 : extras.first.extreme();
    row.lastSeen = row.count == 0 ? 0 : extras.last.extreme();
}

void DelegationTable::write(std::string& out, std::uint32_t number) const
{
    const DelegationRow& row = m_table.rows()[number];
    const Extras& extras = m_extras[number - 1];
    putVarint(out, row.from.value);
    putVarint(out, row.to.value);
    out.push_back(static_cast<char>(row.toKind));
    putVarint(out, row.count);
    putVarint(out, row.errors);
    for (const std::int64_t n : extras.byBit)
        putSigned(out, n);
    for (const auto& modes : extras.byBest)
        for (const std::int64_t n : modes)
            putSigned(out, n);
    putSigned(out, extras.crossProcess);
    extras.first.write(out);
    extras.last.write(out);
}

bool DelegationTable::read(ByteReader& in)
{
    DelegationRow row;
    Extras extras;
    row.from.value = static_cast<std::uint32_t>(in.varint());
    row.to.value = static_cast<std::uint32_t>(in.varint());
    row.toKind = static_cast<ActorKind>(in.byte());
    row.count = in.varint();
    row.errors = in.varint();
    for (std::int64_t& n : extras.byBit)
        n = in.signedVarint();
    for (auto& modes : extras.byBest)
        for (std::int64_t& n : modes)
            n = in.signedVarint();
    extras.crossProcess = in.signedVarint();
    extras.first.read(in);
    extras.last.read(in);
    show(row, extras);
    m_byActors.emplace(key(row.from, row.to), m_table.rows().size() + 1);
    m_table.add(row);
    m_extras.push_back(std::move(extras));
    return in.ok();
}

} // namespace penstock
