// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/ingest_bench.h"

#include "app/bench/http_connection.h"
#include "app/bench/load_generator.h"
#include "app/bench/server_process.h"
#include "core/store/bare_limit.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace penstock::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Options = IngestBenchOptions;

struct LoadResult {
    double seconds = 0;
    std::uint64_t steps = 0;
    std::uint64_t bytes = 0;
    std::uint64_t retries = 0;
    std::vector<double> tenths;      ///< steps/s in each tenth of the run
    std::vector<double> latenciesMs; ///< of acknowledged requests
    double perSecond() const { return static_cast<double>(steps) / seconds; }
    double percentile(double p)
    {
        std::sort(latenciesMs.begin(), latenciesMs.end());
        return latenciesMs.empty() ? 0
                                   : latenciesMs[static_cast<std::size_t>(
                                         p * static_cast<double>(latenciesMs.size() - 1))];
    }
};

double since(SteadyClock::time_point t)
{
    return std::chrono::duration<double>(SteadyClock::now() - t).count();
}

/// Sends until `steps` are acknowledged. perSecond 0 = as fast as it goes, else paced over all connections.
class Load final {
public:
    Load(const Options& options, const std::string& corpus, std::uint16_t port, std::uint64_t steps,
         double perSecond)
        : m_options(options), m_corpus(corpus), m_port(port), m_steps(steps), m_perSecond(perSecond)
    {
    }

    LoadResult run()
    {
        m_started = SteadyClock::now();
        std::vector<std::thread> threads;
        for (int i = 0; i < m_options.connections; ++i)
            threads.emplace_back([this, i] { connection(static_cast<std::uint64_t>(i)); });
        for (auto& t : threads)
            t.join();
        m_result.seconds = since(m_started);
        std::sort(m_acknowledged.begin(), m_acknowledged.end());
        for (std::size_t tenth = 0; tenth < 10 && m_acknowledged.size() >= 20; ++tenth) {
            const std::size_t from = m_acknowledged.size() * tenth / 10;
            const std::size_t to = m_acknowledged.size() * (tenth + 1) / 10 - 1;
            m_result.tenths.push_back(
                static_cast<double>((to - from) *
                                    static_cast<std::size_t>(m_options.stepsPerRequest)) /
                (m_acknowledged[to] - m_acknowledged[from]));
        }
        return m_result;
    }

private:
    void connection(std::uint64_t number)
    {
        LoadShape shape;
        shape.stepsPerRequest = m_options.stepsPerRequest;
        LoadGenerator generator(shape, m_corpus, 1000 + number + m_steps);
        HttpConnection http(m_port);
        std::vector<double> latencies;
        std::vector<double> acknowledged;
        std::uint64_t bytes = 0;
        std::uint64_t retries = 0;
        const double interval =
            m_perSecond > 0 ? shape.stepsPerRequest * m_options.connections / m_perSecond : 0;
        double due = interval * static_cast<double>(number) / m_options.connections;
        while (m_sent.fetch_add(static_cast<std::uint64_t>(shape.stepsPerRequest)) < m_steps) {
            if (interval > 0) {
                std::this_thread::sleep_until(m_started +
                                              std::chrono::duration_cast<SteadyClock::duration>(
                                                  std::chrono::duration<double>(due)));
                due += interval;
            }
            const std::string& body = generator.next();
            const auto sent = SteadyClock::now();
            int status = 0;
            while ((status = http.post("/v1/traces", "application/x-protobuf", body)) == 429 ||
                   status == 503) {
                ++retries;
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
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

    const Options& m_options;
    const std::string& m_corpus;
    const std::uint16_t m_port;
    const std::uint64_t m_steps;
    const double m_perSecond;
    SteadyClock::time_point m_started;
    std::atomic<std::uint64_t> m_sent{0};
    std::mutex m_mutex;
    LoadResult m_result;
    std::vector<double> m_acknowledged;
};

void printLoad(const char* what, LoadResult& r)
{
    std::printf("%-34s %10.0f steps/s   ack p50 %.0f ms  p99 %.0f ms   told to retry %llu\n", what,
                r.perSecond(), r.percentile(0.5), r.percentile(0.99),
                static_cast<unsigned long long>(r.retries));
}

/// Largest fold lag that the engine reported while the load ran, ns.
class LagWatch final {
public:
    LagWatch(const std::string& penstockctl, const std::string& directory)
        : m_thread([=, this] {
              while (!m_stop) {
                  const std::string text =
                      runProgram({penstockctl, "status", "--json", "--data-dir", directory});
                  if (const auto at = text.find("\"fold_lag_ns\":"); at != std::string::npos)
                      m_worst = std::max<long long>(m_worst, std::atoll(text.c_str() + at + 14));
                  std::this_thread::sleep_for(std::chrono::milliseconds(500));
              }
          })
    {
    }
    double stopSeconds()
    {
        m_stop = true;
        m_thread.join();
        return static_cast<double>(m_worst) / 1e9;
    }

private:
    std::atomic<bool> m_stop{false};
    std::atomic<long long> m_worst{0};
    std::thread m_thread;
};

void benchRestart(const Options& options, const std::string& directory)
{
    ServerProcess server(options.penstockctl, directory);
    std::printf("%-34s %10.2f s\n", "restart to ready", server.secondsToReady());
    const auto asked = SteadyClock::now();
    runProgram({options.penstockctl, "traces", "--limit", "1", "--json", "--data-dir", directory});
    std::printf("%-34s %10.2f s (a process of its own, opening the archive included)\n",
                "first row of a list", since(asked));
    std::printf("%-34s %10.0f MB\n", "resident after restart",
                static_cast<double>(server.residentBytes()) / 1e6);
}

/// Rows a second of bare SQLite, now.
double bareRate(const Options& options, const std::string& directory, const std::string& corpus)
{
    const auto limit = measureBareLimit(directory, corpus, std::min(options.steps, 600'000), 1500,
                                        options.stepsPerRequest * 2);
    return limit ? limit->rowsPerSecond : 0;
}

/// Runs at full speed; the highest rate, steps/s.
double benchMaximum(const Options& options, const std::string& corpus, const std::string& data)
{
    ServerProcess server(options.penstockctl, data);
    LoadResult full =
        Load(options, corpus, server.httpPort(), static_cast<std::uint64_t>(options.steps), 0)
            .run();
    printLoad("maximum", full);
    if (full.tenths.size() == 10)
        std::printf("%-34s %10.2f (first %.0f, last %.0f steps/s)\n", "last tenth / first tenth",
                    full.tenths[9] / full.tenths[0], full.tenths[0], full.tenths[9]);
    std::printf("%-34s %10.0f MB resident\n", "memory under load",
                static_cast<double>(server.residentBytes()) / 1e6);
    server.terminate();
    const auto disk = static_cast<double>(directoryBytes(data));
    std::printf("%-34s %10.3f (%.0f MB of %.0f MB OTLP)\n", "disk / OTLP bytes, single-shot",
                disk / static_cast<double>(full.bytes), disk / 1e6,
                static_cast<double>(full.bytes) / 1e6);
    return full.perSecond();
}

void benchHalf(const Options& options, const std::string& corpus, const std::string& data,
               double maximum)
{
    ServerProcess server(options.penstockctl, data);
    LagWatch lag(options.penstockctl, data);
    const auto steps = static_cast<std::uint64_t>(maximum / 2 * options.halfLoadSeconds);
    LoadResult half = Load(options, corpus, server.httpPort(), steps, maximum / 2).run();
    printLoad("half of the maximum", half);
    std::printf("%-34s %10.2f s\n", "worst fold lag at half", lag.stopSeconds());
}

} // namespace

int benchIngest(const IngestBenchOptions& options)
try {
    bool real = false;
    const std::string corpus = loadCorpus(options.traces, &real);
    TemporaryDirectory directory;
    std::printf("text: %s; %d steps a request, %d connections\n",
                real ? "real agent traces" : "generated words", options.stepsPerRequest,
                options.connections);
    const std::string data = directory.path() + "/data";
    const double before = bareRate(options, directory.path(), corpus);
    const double maximum = benchMaximum(options, corpus, data);
    const double after = bareRate(options, directory.path(), corpus);
    std::printf("%-34s %10.2f (bare SQLite %.0f rows/s before, %.0f after)\n",
                "maximum / bare SQLite", maximum / ((before + after) / 2), before, after);
    benchRestart(options, data);
    benchHalf(options, corpus, data, maximum);
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "penstockctl: %s\n", e.what());
    return 3;
}

} // namespace penstock::bench
