// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/join_table.h"

#include "core/base/hash.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

EdgeShare edge(const JoinEntry& from, const JoinEntry& to, Evidence evidence, DelegationMode mode)
{
    EdgeShare share;
    share.from = from.agent;
    share.to = to.agent;
    share.best = evidence;
    share.mode = mode;
    share.crossProcess = true;
    share.evidence = 1u << static_cast<unsigned>(evidence);
    share.count = 1;
    share.errors = to.isError ? 1 : 0;
    share.first = share.last = to.at;
    return share;
}

} // namespace

std::uint64_t linkGroup(const TraceId& trace)
{
    return plainHash64({reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size()});
}

std::uint64_t linkKey(std::uint64_t group, SpanId span)
{
    return (group ^ span.value * 0x9E3779B97F4A7C15ull) | 1;
}

void writeEntry(std::string& out, const JoinEntry& entry)
{
    putFixed64(out, entry.key);
    out.push_back(static_cast<char>(entry.role));
    putVarint(out, entry.agent.value);
    putFixed64(out, entry.span.value);
    if (entry.role == JoinRole::linkSource)
        putFixed64(out, entry.group);
    putSigned(out, entry.at);
    out.push_back(static_cast<char>((entry.hasUsage ? 1 : 0) | (entry.hasCost ? 2 : 0) |
                                    (entry.isEvent ? 4 : 0) | (entry.isError ? 8 : 0)));
}

JoinEntry readEntry(ByteReader& in)
{
    JoinEntry entry;
    entry.key = in.fixed64();
    entry.role = static_cast<JoinRole>(in.byte());
    entry.agent.value = static_cast<std::uint32_t>(in.varint());
    entry.span.value = in.fixed64();
    if (entry.role == JoinRole::linkSource)
        entry.group = in.fixed64();
    entry.at = in.signedVarint();
    const std::uint8_t bits = in.byte();
    entry.hasUsage = (bits & 1) != 0;
    entry.hasCost = (bits & 2) != 0;
    entry.isEvent = (bits & 4) != 0;
    entry.isError = (bits & 8) != 0;
    return entry;
}

JoinTable::Rows JoinTable::rowsOf(std::uint64_t key) const
{
    Rows rows;
    const auto it = m_byKey.find(key);
    if (it == m_byKey.end() || it->second.size() > kMostOfAKey)
        return rows;
    for (const std::uint32_t number : it->second)
        rows.push_back(&m_table.rows()[number]);
    const auto order = [this](const Row* row) {
        const JoinEntry& e = row->entry;
        return std::tuple(e.role, !e.hasUsage, e.isEvent, e.at, m_traces[row->trace.value].id,
                          e.span);
    };
    std::sort(rows.begin(), rows.end(),
              [&](const Row* a, const Row* b) { return order(a) < order(b); });
    return rows;
}

void JoinTable::edgesOf(std::uint64_t key, std::vector<EdgeShare>& out) const
{
    const Rows rows = rowsOf(key);
    for (const Row* to : rows) {
        const JoinEntry& callee = to->entry;
        if (callee.role == JoinRole::linkSource) {
            for (const Row* from : rows)
                if (from->entry.role == JoinRole::linkTarget && from->trace != to->trace &&
                    from->entry.agent && callee.agent && from->entry.agent != callee.agent)
                    out.push_back(
                        edge(from->entry, callee, Evidence::spanLink, DelegationMode::message));
            continue;
        }
        if (callee.role != JoinRole::callee)
            continue;
        const Row* caller =
            nullptr; // the last that called before the run began, else the first of all
        for (const Row* from : rows) {
            const bool fits = from->entry.role == JoinRole::caller && from->trace != to->trace &&
                              from->entry.agent && from->entry.agent != callee.agent;
            if (fits && (caller == nullptr || from->entry.at <= callee.at))
                caller = from;
        }
        if (caller != nullptr)
            out.push_back(
                edge(caller->entry, callee, Evidence::sharedKey, DelegationMode::returnToCaller));
    }
}

void JoinTable::causesOfKey(std::uint64_t key, std::vector<JoinCause>& out) const
{
    const Rows rows = rowsOf(key);
    for (const Row* to : rows) {
        const JoinEntry& callee = to->entry;
        if (callee.role == JoinRole::linkSource) {
            for (const Row* from : rows)
                if (from->entry.role == JoinRole::linkTarget && from->trace != to->trace)
                    out.push_back(
                        {from->trace, from->entry.span, to->trace, {}, Evidence::spanLink});
            continue;
        }
        if (callee.role != JoinRole::callee)
            continue;
        const Row* caller = nullptr; // as for edges
        for (const Row* from : rows)
            if (from->entry.role == JoinRole::caller && from->trace != to->trace &&
                (caller == nullptr || from->entry.at <= callee.at))
                caller = from;
        if (caller != nullptr)
            out.push_back(
                {caller->trace, caller->entry.span, to->trace, callee.span, Evidence::sharedKey});
    }
}

void JoinTable::causesOf(TraceIndex trace, std::span<const JoinEntry> entries,
                         std::vector<JoinCause>& out) const
{
    std::vector<JoinCause> ofKey;
    std::uint64_t last = 0; // entries are sorted by key
    for (const JoinEntry& entry : entries) {
        const bool isSetOff = entry.role == JoinRole::callee || entry.role == JoinRole::linkSource;
        if (!isSetOff || entry.key == last)
            continue;
        last = entry.key;
        ofKey.clear();
        causesOfKey(entry.key, ofKey);
        for (const JoinCause& cause : ofKey)
            if (cause.to == trace)
                out.push_back(cause);
    }
}

void JoinTable::tracesOfKey(std::uint64_t key, std::vector<TraceCause>& out) const
{
    std::vector<JoinCause> causes;
    causesOfKey(key, causes);
    for (const JoinCause& cause : causes)
        out.push_back({cause.from, cause.to});
}

void JoinTable::allCauses(std::vector<TraceCause>& out) const
{
    for (const auto& [key, numbers] : m_byKey)
        tracesOfKey(key, out);
}

void JoinTable::collectAffected(std::uint64_t key, TraceIndex self,
                                std::vector<TraceIndex>& out) const
{
    for (const Row* row : rowsOf(key))
        if (row->entry.role == JoinRole::response && row->trace != self)
            out.push_back(row->trace);
}

std::size_t JoinTable::sizeOf(std::uint64_t key) const
{
    const auto it = m_byKey.find(key);
    return it == m_byKey.end() ? 0 : it->second.size();
}

void JoinTable::collectUnjoined(std::uint64_t key, std::size_t before, TraceIndex self,
                                std::vector<TraceIndex>& out) const
{
    const std::size_t now = sizeOf(key);
    if (now <= kMostOfAKey)
        return;
    if (before > kMostOfAKey) {
        out.insert(out.end(), now > before ? now - before : 0, self);
        return;
    }
    for (const std::uint32_t number : m_byKey.at(key)) // all that it joined until now
        out.push_back(m_table.rows()[number].trace);
}

JoinTable::Change JoinTable::replace(TraceIndex trace, std::span<const JoinEntry> before,
                                     std::span<const JoinEntry> after)
{
    Change change;
    std::vector<JoinEntry> gone;
    std::vector<JoinEntry> come;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(come));
    std::vector<std::uint64_t> keys;
    for (const auto* list : {&gone, &come})
        for (const JoinEntry& entry : *list)
            keys.push_back(entry.key);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::vector<std::size_t> sizes;
    for (const std::uint64_t key : keys) {
        edgesOf(key, change.withdrawn);
        tracesOfKey(key, change.noCauses);
        collectAffected(key, trace, change.affected);
        sizes.push_back(sizeOf(key));
    }
    for (const JoinEntry& entry : gone)
        erase({trace, entry});
    for (const JoinEntry& entry : come)
        insert({trace, entry});
    for (std::size_t i = 0; i < keys.size(); ++i) {
        edgesOf(keys[i], change.added);
        tracesOfKey(keys[i], change.causes);
        collectAffected(keys[i], trace, change.affected);
        collectUnjoined(keys[i], sizes[i], trace, change.unjoined);
    }
    return change;
}

const std::vector<SpanId>* JoinTable::wanted(std::uint64_t group) const
{
    const auto it = m_wanted.find(group);
    return it == m_wanted.end() ? nullptr : &it->second;
}

void JoinTable::sharedCalls(TraceIndex trace, std::span<const JoinEntry> entries,
                            std::vector<SharedCall>& out) const
{
    for (const JoinEntry& entry : entries) {
        if (entry.role != JoinRole::response)
            continue;
        const Rows rows = rowsOf(entry.key);
        if (rows.size() < 2)
            continue;
        const auto isThis = [&](const Row* row) {
            return row->trace == trace && row->entry.span == entry.span;
        };
        const auto priced =
            std::find_if(rows.begin(), rows.end(), [](const Row* r) { return r->entry.hasCost; });
        const bool bestHasCost = rows.front()->entry.hasCost;
        SharedCall call;
        call.span = entry.span;
        call.duplicate = !isThis(rows.front());
        call.keepsCost = call.duplicate && !bestHasCost && priced != rows.end() && isThis(*priced);
        call.pricedElsewhere = !call.duplicate && !bestHasCost && priced != rows.end();
        out.push_back(call);
    }
}

void JoinTable::insert(const Row& row)
{
    std::uint32_t number = 0;
    if (m_free.empty()) {
        number = m_table.add(row);
    } else {
        number = m_free.back();
        m_free.pop_back();
        m_table.change(number) = row;
    }
    index(number);
}

void JoinTable::index(std::uint32_t number)
{
    const JoinEntry& entry = m_table.rows()[number].entry;
    m_byKey[entry.key].push_back(number);
    if (entry.role == JoinRole::linkSource)
        want(entry, true);
}

void JoinTable::erase(const Row& row)
{
    const auto it = m_byKey.find(row.entry.key);
    if (it == m_byKey.end())
        return;
    std::vector<std::uint32_t>& numbers = it->second;
    const auto at = std::find_if(numbers.begin(), numbers.end(), [&](std::uint32_t number) {
        const Row& known = m_table.rows()[number];
        return known.trace == row.trace && known.entry == row.entry;
    });
    if (at == numbers.end())
        return;
    m_table.change(*at) = Row{};
    m_free.push_back(*at);
    numbers.erase(at);
    if (numbers.empty())
        m_byKey.erase(it);
    if (row.entry.role == JoinRole::linkSource)
        want(row.entry, false);
}

void JoinTable::want(const JoinEntry& entry, bool wanted)
{
    std::vector<SpanId>& spans = m_wanted[entry.group];
    const auto at = std::lower_bound(spans.begin(), spans.end(), entry.span);
    if (wanted)
        spans.insert(at, entry.span);
    else if (at != spans.end() && *at == entry.span)
        spans.erase(at);
    if (spans.empty())
        m_wanted.erase(entry.group);
}

void JoinTable::write(std::string& out, std::uint32_t number) const
{
    const Row& row = m_table.rows()[number];
    putVarint(out, row.trace.value);
    if (row.trace)
        writeEntry(out, row.entry);
}

bool JoinTable::read(ByteReader& in)
{
    Row row;
    row.trace.value = static_cast<std::uint32_t>(in.varint());
    if (row.trace)
        row.entry = readEntry(in);
    const std::uint32_t number = m_table.add(row);
    if (row.trace)
        index(number);
    else
        m_free.push_back(number);
    return in.ok();
}

} // namespace penstock
