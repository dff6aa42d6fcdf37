// SPDX-License-Identifier: GPL-3.0-or-later
// Rate series: curves read from the minutes and hours of a snapshot, for charts, graph rates and normal bands. Pure
// functions of the snapshot: any thread, nothing kept. Cost: one walk over the slots of the span.
#pragma once

#include "core/fleet/fleet_state.h"

#include <array>
#include <functional>
#include <vector>

namespace penstock {

/// `count` steps of `step` from `from` on. A step of an hour or more is read from the hours (and `from` must be a whole
/// hour), anything less from the minutes, which go back three days at most.
struct RateSpan {
    Nanos from = 0;
    Nanos step = kMinute;
    std::uint32_t count = 0;
    Nanos to() const { return from + step * count; }
};

/// The span of `length` that ends with the minute (or hour) of `until`, in at most `most` steps of a round length.
RateSpan rateSpan(Nanos until, Nanos length, std::uint32_t most);

using RateFilter = std::function<bool(const RateKey&)>;
/// Every cell of the span with the step it falls into.
void eachRate(const FleetState& state, const RateSpan& span,
              const std::function<void(std::uint32_t, const RateKey&, const RateSums&)>& take);

/// Every count of durations of the span with the step it falls into.
void eachLatency(const FleetState& state, const RateSpan& span,
                 const std::function<void(std::uint32_t, const RateSlot::Latency&)>& take);
/// Start of the oldest minute or hour that is known; the largest time when none is. Before it nobody counted.
Nanos oldestRate(const CowTable<RateSlot, 1>& slots);

/// How many things took how long.
class LatencyCounts final {
public:
    void add(std::uint8_t bucket, std::int64_t count) { m_counts[bucket] += count; }
    /// The p-th percentile (0–100), interpolated within a bucket; 0 when nothing was counted.
    Nanos percentile(int p) const;

private:
    std::array<std::int64_t, 256> m_counts{};
};

/// Sums of everything that `wanted` lets through.
std::vector<RateSums> rateSeries(const FleetState& state, const RateSpan& span,
                                 const RateFilter& wanted);
/// The p-th percentile (0–100) of how long things took, interpolated within a bucket; 0 where nothing ended.
std::vector<Nanos> latencySeries(const FleetState& state, const RateSpan& span,
                                 const RateFilter& wanted, int p);
/// How many runs of `wanted` actors were open at the end of each step, counted back from `openNow`.
std::vector<std::int64_t> openSeries(const FleetState& state, const RateSpan& span,
                                     const RateFilter& wanted, std::int64_t openNow);

/// What is usual: median and median absolute deviation of the known values. known 0: nobody can say.
struct NormalBand {
    double median = 0;
    double deviation = 0;
    std::uint32_t known = 0;
    double low() const { return median - 3 * deviation; }
    double high() const { return median + 3 * deviation; }
};
NormalBand normalBand(std::vector<double> values);

} // namespace penstock
