// SPDX-License-Identifier: GPL-3.0-or-later
// LoadRun: sends generated steps over several OTLP/HTTP connections until so many are acknowledged, as fast as it goes or
// paced, and measures every acknowledgement. Blocks the caller; its threads end with run(). A request that is refused for
// another reason than load ends the program with a sentence: a benchmark that lost steps would lie.
#pragma once

#include "app/bench/load_generator.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace penstock::bench {

class HttpConnection;

struct LoadPlan {
    std::string_view corpus; ///< real text; must outlive the run
    std::uint16_t port = 0;
    std::uint64_t steps = 0;
    double perSecond = 0; ///< steps over all connections, 0 = as fast as it goes
    int connections = 12;
    int stepsPerRequest = 512;
    bool untilBroken = false; ///< a receiver that goes away ends the run, not the program
};

struct LoadResult {
    double seconds = 0;
    std::uint64_t steps = 0;
    std::uint64_t bytes = 0;
    std::uint64_t retries = 0;
    std::vector<double> tenths;      ///< steps/s in each tenth of the run
    std::vector<double> latenciesMs; ///< of acknowledged requests
    double perSecond() const { return static_cast<double>(steps) / seconds; }
    double percentile(double p); ///< ms; sorts
};

class LoadRun final {
public:
    explicit LoadRun(const LoadPlan& plan) : m_plan(plan) {}

    LoadResult run();

private:
    using Clock = std::chrono::steady_clock;

    void connection(std::uint64_t number);
    int send(HttpConnection& http, const std::string& body, std::uint64_t& retries);

    const LoadPlan m_plan;
    Clock::time_point m_started;
    std::atomic<std::uint64_t> m_sent{0};
    std::mutex m_mutex;
    LoadResult m_result;
    std::vector<double> m_acknowledged; ///< s since the start
};

} // namespace penstock::bench
