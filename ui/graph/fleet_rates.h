// SPDX-License-Identifier: GPL-3.0-or-later
// FleetRates: what the minutes of a snapshot say about every actor and edge at one moment: rates of the five minutes
// before it, open runs, calls in flight and how far they are. Made in one walk over the minutes; immutable afterwards,
// any thread. Minutes go back three days: what has been in flight for longer is not seen on edges.
#pragma once

#include <array>
#include <map>
#include <unordered_map>
#include <vector>

#include "core/fleet/fleet_state.h"

namespace penstock::ui {

inline constexpr std::size_t kFlightsShown = 5;

struct ActorRates {
    RateSums now;                 ///< of the window
    std::int64_t openedLater = 0; ///< started - ended after the moment
};

struct EdgeRates {
    RateSums now;
    std::int64_t inFlight = 0;
    std::map<Nanos, std::int64_t>
        openSince; ///< minute -> calls that began in it and have not ended
};

class FleetRates final {
public:
    FleetRates(const FleetState& state, Nanos until);

    const ActorRates& actor(std::uint32_t number) const;
    const EdgeRates& edge(std::uint32_t from, std::uint32_t to) const;
    MicroUsd costPerMinute(const ActorRates& rates) const;
    template <class Rates> double callsPerMinute(const Rates& rates) const
    {
        return static_cast<double>(rates.now.calls) / m_minutes;
    }
    std::uint64_t openRuns(std::uint32_t number, std::uint64_t openNow) const;
    /// Elapsed by usual duration of up to kFlightsShown calls, the longest first; half-way where nobody knows.
    std::vector<double> flights(std::uint32_t from, std::uint32_t to) const;

private:
    void take(const RateSlot& slot);
    void takeActor(const RateSlot& slot, const RateSlot::Cell& cell);
    void takeEdge(const RateSlot& slot, const RateSlot::Cell& cell);
    Nanos usual(std::uint32_t actor) const;

    Nanos m_until;
    Nanos m_from;     ///< of the window
    double m_minutes; ///< of the window; its last minute is not over
    std::unordered_map<std::uint32_t, ActorRates> m_actors;
    std::unordered_map<std::uint64_t, EdgeRates> m_edges;
    std::unordered_map<std::uint32_t, std::array<std::int32_t, 256>> m_latencies;
};

} // namespace penstock::ui
