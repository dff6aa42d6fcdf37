// SPDX-License-Identifier: GPL-3.0-or-later
// Time: integer nanoseconds since the Unix epoch, UTC. Reducers never read a clock (invariant 2): wall time
// enters the core only through a Clock that the composition root hands to network, writer and ticker.
#pragma once

#include <cstdint>
#include <string>

namespace penstock {

using Nanos = std::int64_t; ///< a point in time or a duration, ns

inline constexpr Nanos kMicrosecond = 1'000;
inline constexpr Nanos kMillisecond = 1'000'000;
inline constexpr Nanos kSecond = 1'000'000'000;
inline constexpr Nanos kMinute = 60 * kSecond;
inline constexpr Nanos kHour = 60 * kMinute;
inline constexpr Nanos kDay = 24 * kHour;

/// Source of "now". Implementations are thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Nanos now() const = 0;
};

/// CLOCK_REALTIME.
class SystemClock final : public Clock {
public:
    Nanos now() const override;
};

/// `2026-11-20T14:32:07.418Z`, always UTC, milliseconds; "–" for 0.
std::string formatUtc(Nanos t);
/// `43.0 s`, `3 min 28 s`, `412 ms`, `18 µs`: for people, three significant figures at most.
std::string formatDuration(Nanos d);
/// Parses RFC 3339 / ISO 8601 UTC or with offset, up to ns; false if it is not such a time.
bool parseUtc(const std::string& text, Nanos& out);

} // namespace penstock
