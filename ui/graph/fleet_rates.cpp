// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/fleet_rates.h"

#include <algorithm>
#include <cmath>

#include "ui/graph/fleet_picture.h"

namespace penstock::ui {
namespace {

constexpr Nanos kUsualOver = 3 * kHour;

std::uint64_t pairOf(std::uint32_t from, std::uint32_t to)
{
    return std::uint64_t{from} << 32 | to;
}

} // namespace

FleetRates::FleetRates(const FleetState& state, Nanos until)
    : m_until(until),
      m_from(until - until % kMinute - kRateWindow + kMinute),
      m_minutes(static_cast<double>(until - m_from) / static_cast<double>(kMinute))
{
    for (std::uint32_t i = 1; i <= state.minutes.size(); ++i)
        take(state.minutes[i]);
}

void FleetRates::take(const RateSlot& slot)
{
    for (const RateSlot::Cell& cell : slot.cells) {
        if (cell.key.subject == RateSubject::actor)
            takeActor(slot, cell);
        else if (cell.key.subject == RateSubject::edge)
            takeEdge(slot, cell);
    }
    if (slot.start < m_until - kUsualOver || slot.start > m_until)
        return;
    for (const RateSlot::Latency& latency : slot.latencies)
        if (latency.key.subject == RateSubject::actor)
            m_latencies[latency.key.a][latency.bucket] += latency.count;
}

void FleetRates::takeActor(const RateSlot& slot, const RateSlot::Cell& cell)
{
    const bool now = slot.start >= m_from && slot.start <= m_until;
    const bool later = slot.start > m_until;
    if (!now && !later)
        return;
    ActorRates& rates = m_actors[cell.key.a];
    if (later)
        rates.openedLater += cell.sums.started - cell.sums.ended;
    else
        add(rates.now, cell.sums, 1);
}

void FleetRates::takeEdge(const RateSlot& slot, const RateSlot::Cell& cell)
{
    const std::int64_t open = cell.sums.started - cell.sums.ended;
    const bool now = slot.start >= m_from;
    if (slot.start > m_until || (!now && open <= 0))
        return;
    EdgeRates& rates = m_edges[pairOf(cell.key.a, cell.key.b)];
    if (now)
        add(rates.now, cell.sums, 1);
    if (open > 0) {
        rates.inFlight += open;
        rates.openSince[slot.start] += open;
    }
}

const ActorRates& FleetRates::actor(std::uint32_t number) const
{
    static const ActorRates kNone;
    const auto found = m_actors.find(number);
    return found == m_actors.end() ? kNone : found->second;
}

const EdgeRates& FleetRates::edge(std::uint32_t from, std::uint32_t to) const
{
    static const EdgeRates kNone;
    const auto found = m_edges.find(pairOf(from, to));
    return found == m_edges.end() ? kNone : found->second;
}

MicroUsd FleetRates::costPerMinute(const ActorRates& rates) const
{
    return static_cast<MicroUsd>(std::llround(static_cast<double>(rates.now.cost) / m_minutes));
}

std::uint64_t FleetRates::openRuns(std::uint32_t number, std::uint64_t openNow) const
{
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, static_cast<std::int64_t>(openNow) - actor(number).openedLater));
}

Nanos FleetRates::usual(std::uint32_t number) const
{
    const auto found = m_latencies.find(number);
    if (found == m_latencies.end())
        return 0;
    std::int64_t all = 0;
    for (const std::int32_t n : found->second)
        all += n;
    std::int64_t below = 0;
    for (std::size_t bucket = 0; bucket < found->second.size() && all > 0; ++bucket) {
        below += found->second[bucket];
        if (2 * below >= all)
            return latencyFloor(static_cast<std::uint8_t>(bucket));
    }
    return 0;
}

std::vector<double> FleetRates::flights(std::uint32_t from, std::uint32_t to) const
{
    const EdgeRates& rates = edge(from, to);
    const Nanos usually = rates.inFlight > 0 ? usual(to) : 0;
    std::vector<double> out;
    for (const auto& [minute, count] : rates.openSince) {
        // Only the minute is known: on average they began in its middle.
        const Nanos began = std::min(minute + kMinute / 2, m_until);
        const double share =
            usually > 0 ? static_cast<double>(m_until - began) / static_cast<double>(usually) : 0.5;
        for (std::int64_t i = 0; i < count && out.size() < kFlightsShown; ++i)
            out.push_back(std::clamp(share, 0.0, 1.0));
    }
    return out;
}

} // namespace penstock::ui
