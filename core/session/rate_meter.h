// SPDX-License-Identifier: GPL-3.0-or-later
// RateMeter: events per second over the last few seconds from a growing total, for the status strip only (display, never
// part of a fold). Thread-safe.
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>

namespace penstock {

class RateMeter final {
public:
    /// Records the total as of now and answers the mean rate over the last 5 s.
    double perSecond(Nanos now, std::uint64_t total)
    {
        std::lock_guard lock(m_mutex);
        if (m_samples.empty() || now - m_samples.back().first >= 100 * kMillisecond)
            m_samples.emplace_back(now, total);
        while (m_samples.size() > 1 && now - m_samples.front().first > 5 * kSecond)
            m_samples.pop_front();
        const auto& [since, before] = m_samples.front();
        if (now <= since)
            return 0;
        return static_cast<double>(total - before) * static_cast<double>(kSecond) /
               static_cast<double>(now - since);
    }

private:
    std::mutex m_mutex;
    std::deque<std::pair<Nanos, std::uint64_t>> m_samples;
};

} // namespace penstock
