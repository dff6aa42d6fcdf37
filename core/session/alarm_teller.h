// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmTeller: tells others of new alarms – a program, which gets one as JSON on its standard input, or an address it is
// posted to. Only what is raised while the engine runs. look() is for the fold thread and never waits; telling is done on a
// thread of its own, one alarm after the other, each attempt bounded in time. What could not be told is counted and said.
#pragma once

#include "core/alarm/alarm_news.h"
#include "core/base/bounded_queue.h"
#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>

namespace penstock {

struct AlarmTelling {
    std::string program; ///< path of an executable, started without a shell; empty = none
    std::string address; ///< http(s)://host[:port]/path; empty = none
    Priority least = Priority::medium;          ///< and whatever is more urgent
    std::chrono::milliseconds patience{10'000}; ///< with one attempt
    bool any() const { return !program.empty() || !address.empty(); }
};

/// Whether one can be told so: the address can be read, the program can be started.
Status checkTelling(const AlarmTelling& telling);

/// One alarm as the receiver gets it: a JSON object on one line.
std::string alarmJson(const Alarm& alarm);

class AlarmTeller final {
public:
    static constexpr std::size_t kMostWaiting = 1000;

    explicit AlarmTeller(AlarmTelling telling);
    /// Drops what waits. A program that runs is ended; an address that does not answer is waited for, at most `patience`.
    ~AlarmTeller();

    void look(const AlarmPicture& picture);
    /// A sentence about what could not be told last; empty = nothing. Any thread.
    std::string problem() const;

private:
    void run();
    Status start(const std::string& json) const;
    Status post(const std::string& json) const;
    void report(const Status& done);

    const AlarmTelling m_telling;
    AlarmNews m_news; ///< fold thread
    std::atomic<bool> m_closing{false};
    mutable std::mutex m_mutex; ///< guards m_problem, m_failed
    std::string m_problem;
    std::uint64_t m_failed = 0;
    BoundedQueue<std::string> m_queue;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace penstock
