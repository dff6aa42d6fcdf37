// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/load_run.h"

#include "app/bench/http_connection.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace penstock::bench {
namespace {

double since(std::chrono::steady_clock::time_point t)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - t).count();
}

} // namespace

double LoadResult::percentile(double p)
{
    std::sort(latenciesMs.begin(), latenciesMs.end());
    return latenciesMs.empty() ? 0
                               : latenciesMs[static_cast<std::size_t>(
                                     p * static_cast<double>(latenciesMs.size() - 1))];
}

LoadResult LoadRun::run()
{
    m_started = Clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < m_plan.connections; ++i)
        threads.emplace_back([this, i] { connection(static_cast<std::uint64_t>(i)); });
    for (auto& t : threads)
        t.join();
    m_result.seconds = since(m_started);
    std::sort(m_acknowledged.begin(), m_acknowledged.end());
    for (std::size_t tenth = 0; tenth < 10 && m_acknowledged.size() >= 20; ++tenth) {
        const std::size_t from = m_acknowledged.size() * tenth / 10;
        const std::size_t to = m_acknowledged.size() * (tenth + 1) / 10 - 1;
        m_result.tenths.push_back(
            static_cast<double>((to - from) * static_cast<std::size_t>(m_plan.stepsPerRequest)) /
            (m_acknowledged[to] - m_acknowledged[from]));
    }
    return m_result;
}

void LoadRun::connection(std::uint64_t number)
{
    LoadShape shape;
    shape.stepsPerRequest = m_plan.stepsPerRequest;
    LoadGenerator generator(shape, m_plan.corpus, 1000 + number + m_plan.steps);
    HttpConnection http(m_plan.port);
    std::vector<double> latencies;
    std::vector<double> acknowledged;
    std::uint64_t bytes = 0;
    std::uint64_t retries = 0;
    const double interval =
        m_plan.perSecond > 0 ? shape.stepsPerRequest * m_plan.connections / m_plan.perSecond : 0;
    double due = interval * static_cast<double>(number) / m_plan.connections;
    while (m_sent.fetch_add(static_cast<std::uint64_t>(shape.stepsPerRequest)) < m_plan.steps) {
        if (interval > 0) {
            std::this_thread::sleep_until(m_started + std::chrono::duration_cast<Clock::duration>(
                                                          std::chrono::duration<double>(due)));
            due += interval;
        }
        const std::string& body = generator.next();
        const auto sent = Clock::now();
        const int status = send(http, body, retries);
        if (status == 0 && m_plan.untilBroken)
            break;
        if (status != 200) {
            std::fprintf(stderr, "request failed with status %d\n", status);
            std::exit(3);
        }
        latencies.push_back(since(sent) * 1e3);
        acknowledged.push_back(since(m_started));
        bytes += body.size();
    }
    std::lock_guard lock(m_mutex);
    m_result.steps += latencies.size() * static_cast<std::uint64_t>(shape.stepsPerRequest);
    m_result.bytes += bytes;
    m_result.retries += retries;
    m_result.latenciesMs.insert(m_result.latenciesMs.end(), latencies.begin(), latencies.end());
    m_acknowledged.insert(m_acknowledged.end(), acknowledged.begin(), acknowledged.end());
}

/// Status of the answer, 0 when the connection broke. Comes back only with something else than "retry later".
int LoadRun::send(HttpConnection& http, const std::string& body, std::uint64_t& retries)
{
    for (;;) {
        const int status = http.post("/v1/traces", "application/x-protobuf", body);
        if (status != 429 && status != 503)
            return status;
        ++retries;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

} // namespace penstock::bench
