// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/rate_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace penstock {
namespace {

const CowTable<RateSlot, 1>& slotsOf(const FleetState& state, const RateSpan& span)
{
    return span.step >= kHour ? state.hours : state.minutes;
}

/// Calls take(step, slot) for every slot that lies in the span.
template <class Take> void eachSlot(const FleetState& state, const RateSpan& span, const Take& take)
{
    const CowTable<RateSlot, 1>& slots = slotsOf(state, span);
    for (std::uint32_t i = 1; i <= slots.size(); ++i) {
        const RateSlot& slot = slots[i];
        if (slot.start >= span.from && slot.start < span.to())
            take(static_cast<std::uint32_t>((slot.start - span.from) / span.step), slot);
    }
}

double medianOf(std::vector<double>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

} // namespace

RateSpan rateSpan(Nanos until, Nanos length, std::uint32_t most)
{
    static constexpr Nanos kRound[] = {
        kMinute,   2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour,
        2 * kHour, 3 * kHour,   6 * kHour,   12 * kHour,   kDay,         7 * kDay};
    RateSpan span;
    for (const Nanos step : kRound) {
        span.step = step;
        if (length <= step * most)
            break;
    }
    const Nanos last =
        until - until % span.step; // the step that `until` falls into is the last one
    span.count = static_cast<std::uint32_t>(
        std::clamp<Nanos>((length + span.step - 1) / span.step, 1, most));
    span.from = last - span.step * (span.count - 1);
    return span;
}

void eachRate(const FleetState& state, const RateSpan& span,
              const std::function<void(std::uint32_t, const RateKey&, const RateSums&)>& take)
{
    eachSlot(state, span, [&](std::uint32_t step, const RateSlot& slot) {
        for (const RateSlot::Cell& cell : slot.cells)
            take(step, cell.key, cell.sums);
    });
}

void eachLatency(const FleetState& state, const RateSpan& span,
                 const std::function<void(std::uint32_t, const RateSlot::Latency&)>& take)
{
    eachSlot(state, span, [&](std::uint32_t step, const RateSlot& slot) {
        for (const RateSlot::Latency& latency : slot.latencies)
            take(step, latency);
    });
}

Nanos oldestRate(const CowTable<RateSlot, 1>& slots)
{
    Nanos first = std::numeric_limits<Nanos>::max();
    for (std::uint32_t i = 1; i <= slots.size(); ++i)
        if (slots[i].start > 0)
            first = std::min(first, slots[i].start);
    return first;
}

Nanos LatencyCounts::percentile(int p) const
{
    std::int64_t all = 0;
    for (const std::int64_t n : m_counts)
        all += n;
    if (all <= 0)
        return 0;
    const double rank = static_cast<double>(all) * p / 100.0;
    double below = 0;
    for (std::size_t bucket = 0; bucket + 1 < m_counts.size(); ++bucket) {
        const auto here = static_cast<double>(m_counts[bucket]);
        if (here > 0 && below + here >= rank) {
            const auto low = static_cast<double>(latencyFloor(static_cast<std::uint8_t>(bucket)));
            const auto high =
                static_cast<double>(latencyFloor(static_cast<std::uint8_t>(bucket + 1)));
            return static_cast<Nanos>(low + (high - low) * std::max(0.0, rank - below) / here);
        }
        below += here;
    }
    return 0;
}

std::vector<RateSums> rateSeries(const FleetState& state, const RateSpan& span,
                                 const RateFilter& wanted)
{
    std::vector<RateSums> series(span.count);
    eachRate(state, span, [&](std::uint32_t step, const RateKey& key, const RateSums& sums) {
        if (wanted(key))
            add(series[step], sums, 1);
    });
    return series;
}

std::vector<Nanos> latencySeries(const FleetState& state, const RateSpan& span,
                                 const RateFilter& wanted, int p)
{
    std::vector<LatencyCounts> counts(span.count);
    eachLatency(state, span, [&](std::uint32_t step, const RateSlot::Latency& latency) {
        if (wanted(latency.key))
            counts[step].add(latency.bucket, latency.count);
    });
    std::vector<Nanos> series(span.count);
    std::transform(counts.begin(), counts.end(), series.begin(),
                   [p](const LatencyCounts& step) { return step.percentile(p); });
    return series;
}

std::vector<std::int64_t> openSeries(const FleetState& state, const RateSpan& span,
                                     const RateFilter& wanted, std::int64_t openNow)
{
    std::vector<std::int64_t> change(span.count, 0);
    std::int64_t open = openNow; // at the end of the span, once what came later is taken off
    const CowTable<RateSlot, 1>& slots = slotsOf(state, span);
    for (std::uint32_t i = 1; i <= slots.size(); ++i) {
        const RateSlot& slot = slots[i];
        if (slot.start < span.from)
            continue;
        std::int64_t here = 0;
        for (const RateSlot::Cell& cell : slot.cells)
            if (cell.key.subject == RateSubject::actor && wanted(cell.key))
                here += cell.sums.started - cell.sums.ended;
        if (slot.start >= span.to())
            open -= here;
        else
            change[static_cast<std::size_t>((slot.start - span.from) / span.step)] += here;
    }
    std::vector<std::int64_t> series(span.count);
    for (std::size_t i = series.size(); i-- > 0; open -= change[i])
        series[i] = open;
    return series;
}

NormalBand normalBand(std::vector<double> values)
{
    NormalBand band;
    band.known = static_cast<std::uint32_t>(values.size());
    if (values.empty())
        return band;
    band.median = medianOf(values);
    for (double& value : values)
        value = std::abs(value - band.median);
    band.deviation = medianOf(values);
    return band;
}

} // namespace penstock
