// SPDX-License-Identifier: GPL-3.0-or-later
// RateTable: the sums of every minute (the newest kMostMinutes that something happened in) and of every hour (the newest
// kMostHours). Owned by World, fold thread. Moved by shares, like the sums of agents. One share: O(log cells of its
// minute). A minute holds at most kMostCells subjects; what comes beyond is summed under kOtherRates.
// Which minutes are kept follows from their number, not from a clock: one step of a wrong clock costs one minute.
#pragma once

#include "core/base/encoding.h"
#include "core/fleet/rates.h"
#include "core/fleet/tracked_table.h"

#include <map>
#include <span>

namespace penstock {

class RateTable final {
public:
    static constexpr std::uint32_t kMostMinutes = 3 * 24 * 60;
    static constexpr std::uint32_t kMostHours = 60 * 24;
    static constexpr std::size_t kMostCells = 4096;
    /// A slot is a chunk of its own: a snapshot copies only the minutes that moved.
    using Slots = TrackedTable<RateSlot, 8, 1>;

    /// Replaces what a trace adds; both sorted by place.
    void replace(std::span<const RateShare> before, std::span<const RateShare> after);
    void replace(std::span<const LatencyShare> before, std::span<const LatencyShare> after);

    Slots& minutes() { return m_minutes.slots; }
    Slots& hours() { return m_hours.slots; }
    const Slots& minutes() const { return m_minutes.slots; }
    const Slots& hours() const { return m_hours.slots; }
    static std::size_t heapBytes(const Slots& slots);
    static void write(std::string& out, const RateSlot& slot);
    bool readMinute(ByteReader& in) { return read(m_minutes, in); }
    bool readHour(ByteReader& in) { return read(m_hours, in); }

private:
    struct Period {
        Nanos length;
        std::uint32_t most;
        Slots slots;
        std::map<Nanos, std::uint32_t> byStart;
    };
    static bool read(Period& period, ByteReader& in);
    /// Null when that time has left the table.
    static RateSlot* slotAt(Period& period, Nanos t);
    static void apply(RateSlot& slot, const RateShare& share, int sign);
    static void apply(RateSlot& slot, const LatencyShare& share, int sign);
    template <class Share> void apply(const Share& share, int sign);

    Period m_minutes{kMinute, kMostMinutes, {}, {}};
    Period m_hours{kHour, kMostHours, {}, {}};
};

/// Sorts and adds up what belongs together.
void settleRates(std::vector<RateShare>& shares);
void settleLatencies(std::vector<LatencyShare>& shares);
void write(std::string& out, const std::vector<RateShare>& shares);
void write(std::string& out, const std::vector<LatencyShare>& shares);
void readRates(ByteReader& in, std::vector<RateShare>& shares);
void readLatencies(ByteReader& in, std::vector<LatencyShare>& shares);

} // namespace penstock
