// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/rates.h"

#include <algorithm>
#include <bit>

namespace penstock {
namespace {

constexpr int kPerOctave = 4;
constexpr std::uint64_t kMostUnits = std::uint64_t{1}
                                     << 40; // two years; longer ones share the last bucket

} // namespace

void add(RateSums& to, const RateSums& what, int sign)
{
    to.cost += sign * what.cost;
    to.input += sign * what.input;
    to.cached += sign * what.cached;
    to.output += sign * what.output;
    to.calls += sign * what.calls;
    to.actions += sign * what.actions;
    to.errors += sign * what.errors;
    to.started += sign * what.started;
    to.ended += sign * what.ended;
    to.unpriced += sign * what.unpriced;
}

std::uint8_t latencyBucket(Nanos duration)
{
    const auto units = static_cast<std::uint64_t>(std::max<Nanos>(0, duration) / kLatencyUnit);
    const std::uint64_t n = std::min(units, kMostUnits);
    if (n < kPerOctave)
        return static_cast<std::uint8_t>(n);
    const int octave = std::bit_width(n) - 1; // at least 2
    const auto quarter = static_cast<int>(n >> (octave - 2)) - kPerOctave;
    return static_cast<std::uint8_t>((octave - 1) * kPerOctave + quarter);
}

Nanos latencyFloor(std::uint8_t bucket)
{
    if (bucket < kPerOctave)
        return bucket * kLatencyUnit;
    const int octave = bucket / kPerOctave + 1;
    const Nanos quarter = bucket % kPerOctave + kPerOctave;
    return (quarter << (octave - 2)) * kLatencyUnit;
}

} // namespace penstock
