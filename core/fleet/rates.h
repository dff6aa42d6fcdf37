// SPDX-License-Identifier: GPL-3.0-or-later
// Rates: what happened in each minute and each hour of event time, for every actor, model and edge: the numbers behind
// charts, rates on the graph and normal bands. Integer sums over counted usage only (semconv.md 9), so they converge
// under any arrival order. Plain values; the fold's tables of them are in FleetState.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/base/time.h"

#include <compare>
#include <cstdint>
#include <tuple>
#include <vector>

namespace penstock {

enum class RateSubject : std::uint8_t { actor, model, edge };

/// Number of a row in FleetState::models, from 1.
using ModelIndex = Index<struct ModelTag>;

/// Whose numbers these are. actor: a = AgentIndex, 0 = steps that belong to no run. model: a = ModelIndex. edge: a = from,
/// b = to. kOtherRates: everybody beyond the limit of one minute.
struct RateKey {
    RateSubject subject = RateSubject::actor;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    auto operator<=>(const RateKey&) const = default;
};
inline constexpr std::uint32_t kOtherRates = 0xFFFFFFFF;

/// A step counts in the minute in which it ended, one that still runs in the minute in which it began.
struct RateSums {
    MicroUsd cost = 0;       ///< counted, all sources
    std::int64_t input = 0;  ///< tokens, counted
    std::int64_t cached = 0; ///< of the input: read from or written to a cache
    std::int64_t output = 0; ///< tokens, counted
    std::int32_t calls =
        0; ///< agent, model: counted model calls; tool, peer, store, person, edge: calls or delegations
    std::int32_t actions = 0;  ///< agent: calls of tools, peers, stores and people
    std::int32_t errors = 0;   ///< failed steps; of an edge failed calls
    std::int32_t started = 0;  ///< runs (of a tool …: calls) that began in this minute
    std::int32_t ended = 0;    ///< and that ended in it; of an edge: began in it and have ended
    std::int32_t unpriced = 0; ///< counted calls without a price: cost is a lower bound
    bool operator==(const RateSums&) const = default;
    bool empty() const { return *this == RateSums{}; }
};
void add(RateSums& to, const RateSums& what, int sign);

/// How long things took: of an agent its runs, of a tool, peer, store, person or model its calls. Buckets are quarter
/// octaves of kLatencyUnit, so a percentile read from them is off by less than a quarter.
inline constexpr Nanos kLatencyUnit = 62'500; ///< 1/16 ms
std::uint8_t latencyBucket(Nanos duration);
/// Lower bound of a bucket; the upper one is latencyFloor(bucket + 1).
Nanos latencyFloor(std::uint8_t bucket);

/// What one trace adds to one minute of one subject. `minute`: minutes since the epoch, UTC.
struct RateShare {
    std::int32_t minute = 0;
    RateKey key;
    RateSums sums;
    bool operator==(const RateShare&) const = default;
    bool samePlace(const RateShare& other) const
    {
        return minute == other.minute && key == other.key;
    }
};
struct LatencyShare {
    std::int32_t minute = 0;
    RateKey key;
    std::uint8_t bucket = 0;
    std::int32_t count = 0;
    bool operator==(const LatencyShare&) const = default;
    auto place() const { return std::tuple(minute, key, bucket); }
};

/// Row of FleetState::minutes or hours: one minute or hour, not in order of time. Cells and latencies are sorted; a cell
/// whose sums are all 0 was taken back. start 0 and no cells: the row waits for a new minute.
struct RateSlot {
    struct Cell {
        RateKey key;
        RateSums sums;
    };
    struct Latency {
        RateKey key;
        std::uint8_t bucket = 0;
        std::int32_t count = 0;
    };
    Nanos start = 0;
    std::vector<Cell> cells;
    std::vector<Latency> latencies;
};

} // namespace penstock
