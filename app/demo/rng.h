// SPDX-License-Identifier: GPL-3.0-or-later
// Rng: the demo's only source of chance. splitmix64 and own distributions, because those of <random> differ between
// standard libraries and the same seed must give the same bytes. Value type; one owner.
#pragma once

#include "core/base/ids.h"

#include <cmath>
#include <cstdint>
#include <vector>

namespace penstock::demo {

class Rng final {
public:
    explicit Rng(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() { return mix(m_state += 0x9E3779B97F4A7C15ull); }
    /// lo ≤ result ≤ hi.
    std::int64_t between(std::int64_t lo, std::int64_t hi)
    {
        return lo + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(hi - lo + 1));
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// Waiting time of a Poisson process with this mean.
    double exponential(double mean) { return -std::log(1.0 - unit()) * mean; }
    template <class T> const T& pick(const std::vector<T>& items)
    {
        return items[static_cast<std::size_t>(next() % items.size())];
    }
    SpanId spanId() { return SpanId{next() | 1}; }
    TraceId traceId()
    {
        const std::uint64_t halves[2] = {next() | 1, next()};
        return TraceId::fromBytes(halves);
    }
    /// An independent stream; what is drawn from it does not disturb this one.
    Rng fork(std::uint64_t label) const { return Rng(mix(m_state ^ mix(label + 1))); }

    static std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t m_state;
};

} // namespace penstock::demo
