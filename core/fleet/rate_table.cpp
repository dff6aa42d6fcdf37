// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/rate_table.h"

#include <algorithm>
#include <tuple>

namespace penstock {
namespace {

auto placeOf(const RateShare& share)
{
    return std::tuple(share.minute, share.key);
}
auto placeOf(const LatencyShare& share)
{
    return share.place();
}

/// Applies the difference of two sorted lists; equal shares cost one comparison.
template <class Share, class Apply>
void applyDifference(std::span<const Share> before, std::span<const Share> after,
                     const Apply& apply)
{
    auto old = before.begin();
    for (const Share& share : after) {
        for (; old != before.end() && placeOf(*old) < placeOf(share); ++old)
            apply(*old, -1);
        if (old != before.end() && placeOf(*old) == placeOf(share)) {
            const Share& was = *old++;
            if (was == share)
                continue;
            apply(was, -1);
        }
        apply(share, 1);
    }
    for (; old != before.end(); ++old)
        apply(*old, -1);
}

template <class Share, class Merge> void settle(std::vector<Share>& shares, const Merge& merge)
{
    std::sort(shares.begin(), shares.end(),
              [](const Share& a, const Share& b) { return placeOf(a) < placeOf(b); });
    std::size_t kept = 0;
    for (const Share& share : shares) {
        if (kept > 0 && placeOf(shares[kept - 1]) == placeOf(share))
            merge(shares[kept - 1], share);
        else
            shares[kept++] = share;
    }
    shares.resize(kept);
}

void writeKey(std::string& out, const RateKey& key)
{
    out.push_back(static_cast<char>(key.subject));
    putVarint(out, key.a);
    putVarint(out, key.b);
}

RateKey readKey(ByteReader& in)
{
    RateKey key;
    key.subject = static_cast<RateSubject>(in.byte());
    key.a = static_cast<std::uint32_t>(in.varint());
    key.b = static_cast<std::uint32_t>(in.varint());
    return key;
}

void writeSums(std::string& out, const RateSums& sums)
{
    for (const std::int64_t n : {sums.cost, sums.input, sums.cached, sums.output})
        putSigned(out, n);
    for (const std::int32_t n :
         {sums.calls, sums.actions, sums.errors, sums.started, sums.ended, sums.unpriced})
        putSigned(out, n);
}

RateSums readSums(ByteReader& in)
{
    RateSums sums;
    for (std::int64_t* n : {&sums.cost, &sums.input, &sums.cached, &sums.output})
        *n = in.signedVarint();
    for (std::int32_t* n :
         {&sums.calls, &sums.actions, &sums.errors, &sums.started, &sums.ended, &sums.unpriced})
        *n = static_cast<std::int32_t>(in.signedVarint());
    return sums;
}

} // namespace

void RateTable::replace(std::span<const RateShare> before, std::span<const RateShare> after)
{
    applyDifference(before, after,
                    [this](const RateShare& share, int sign) { apply(share, sign); });
}

void RateTable::replace(std::span<const LatencyShare> before, std::span<const LatencyShare> after)
{
    applyDifference(before, after,
                    [this](const LatencyShare& share, int sign) { apply(share, sign); });
}

template <class Share> void RateTable::apply(const Share& share, int sign)
{
    const Nanos t = share.minute * kMinute;
    for (Period* period : {&m_minutes, &m_hours})
        if (RateSlot* slot = slotAt(*period, t); slot != nullptr)
            apply(*slot, share, sign);
}

RateSlot* RateTable::slotAt(Period& period, Nanos t)
{
    const Nanos rest = t % period.length;
    const Nanos start = t - (rest < 0 ? rest + period.length : rest);
    if (const auto it = period.byStart.find(start); it != period.byStart.end())
        return &period.slots.change(it->second);
    std::uint32_t number = 0;
    if (period.byStart.size() < period.most) {
        number = period.slots.add({});
    } else if (period.byStart.begin()->first < start) { // the oldest makes room
        number = period.byStart.begin()->second;
        period.byStart.erase(period.byStart.begin());
    } else {
        return nullptr;
    }
    period.byStart.emplace(start, number);
    RateSlot& slot = period.slots.change(number);
    slot = RateSlot{};
    slot.start = start;
    return &slot;
}

void RateTable::apply(RateSlot& slot, const RateShare& share, int sign)
{
    const auto byKey = [](const RateSlot::Cell& cell, const RateKey& key) {
        return cell.key < key;
    };
    RateKey key = share.key;
    auto at = std::lower_bound(slot.cells.begin(), slot.cells.end(), key, byKey);
    if ((at == slot.cells.end() || at->key != key) && slot.cells.size() >= kMostCells) {
        key = {share.key.subject, kOtherRates, 0};
        at = std::lower_bound(slot.cells.begin(), slot.cells.end(), key, byKey);
    }
    if (at == slot.cells.end() || at->key != key)
        at = slot.cells.insert(at, {key, {}});
    add(at->sums, share.sums, sign);
}

void RateTable::apply(RateSlot& slot, const LatencyShare& share, int sign)
{
    const auto byPlace = [](const RateSlot::Latency& cell,
                            const std::tuple<RateKey, std::uint8_t>& place) {
        return std::tuple(cell.key, cell.bucket) < place;
    };
    RateKey key = share.key;
    std::uint8_t bucket = share.bucket;
    const auto find = [&] {
        return std::lower_bound(slot.latencies.begin(), slot.latencies.end(),
                                std::tuple(key, bucket), byPlace);
    };
    const auto isThere = [&](auto at) {
        return at != slot.latencies.end() && at->key == key && at->bucket == bucket;
    };
    auto at = find();
    if (!isThere(at) && slot.latencies.size() >= kMostCells) {
        key = {share.key.subject, kOtherRates, 0};
        at = find();
    }
    if (!isThere(at))
        at = slot.latencies.insert(at, {key, bucket, 0});
    at->count += sign * share.count;
}

void RateTable::write(std::string& out, const RateSlot& slot)
{
    putSigned(out, slot.start / kMinute);
    putVarint(out, slot.cells.size());
    for (const RateSlot::Cell& cell : slot.cells) {
        writeKey(out, cell.key);
        writeSums(out, cell.sums);
    }
    putVarint(out, slot.latencies.size());
    for (const RateSlot::Latency& latency : slot.latencies) {
        writeKey(out, latency.key);
        out.push_back(static_cast<char>(latency.bucket));
        putSigned(out, latency.count);
    }
}

bool RateTable::read(Period& period, ByteReader& in)
{
    RateSlot slot;
    slot.start = in.signedVarint() * kMinute;
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        const RateKey key = readKey(in);
        slot.cells.push_back({key, readSums(in)});
    }
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        RateSlot::Latency latency;
        latency.key = readKey(in);
        latency.bucket = in.byte();
        latency.count = static_cast<std::int32_t>(in.signedVarint());
        slot.latencies.push_back(latency);
    }
    const Nanos start = slot.start;
    const std::uint32_t number = period.slots.add(std::move(slot));
    return in.ok() && period.byStart.emplace(start, number).second;
}

void settleRates(std::vector<RateShare>& shares)
{
    settle(shares, [](RateShare& into, const RateShare& from) { add(into.sums, from.sums, 1); });
}

void settleLatencies(std::vector<LatencyShare>& shares)
{
    settle(shares, [](LatencyShare& into, const LatencyShare& from) { into.count += from.count; });
}

void write(std::string& out, const std::vector<RateShare>& shares)
{
    putVarint(out, shares.size());
    for (const RateShare& share : shares) {
        putSigned(out, share.minute);
        writeKey(out, share.key);
        writeSums(out, share.sums);
    }
}

void write(std::string& out, const std::vector<LatencyShare>& shares)
{
    putVarint(out, shares.size());
    for (const LatencyShare& share : shares) {
        putSigned(out, share.minute);
        writeKey(out, share.key);
        out.push_back(static_cast<char>(share.bucket));
        putSigned(out, share.count);
    }
}

void readRates(ByteReader& in, std::vector<RateShare>& shares)
{
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        RateShare share;
        share.minute = static_cast<std::int32_t>(in.signedVarint());
        share.key = readKey(in);
        share.sums = readSums(in);
        shares.push_back(share);
    }
}

void readLatencies(ByteReader& in, std::vector<LatencyShare>& shares)
{
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        LatencyShare share;
        share.minute = static_cast<std::int32_t>(in.signedVarint());
        share.key = readKey(in);
        share.bucket = in.byte();
        share.count = static_cast<std::int32_t>(in.signedVarint());
        shares.push_back(share);
    }
}

} // namespace penstock
