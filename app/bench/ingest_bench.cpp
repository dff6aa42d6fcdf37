// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/ingest_bench.h"

#include "app/bench/desktop_bench.h"
#include "app/bench/detector_bench.h"
#include "app/bench/load_run.h"
#include "app/bench/server_process.h"
#include "core/store/bare_limit.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <thread>

namespace penstock::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Options = IngestBenchOptions;

double since(SteadyClock::time_point t)
{
    return std::chrono::duration<double>(SteadyClock::now() - t).count();
}

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

LoadPlan planOf(const Options& options, const std::string& corpus, std::uint16_t port)
{
    return {corpus, port, 0, 0, options.connections, options.stepsPerRequest};
}

/// Seconds until each kind of list has its first row: a process of its own, opening the archive included.
void benchLists(const Options& options, const std::string& directory)
{
    for (const char* list : {"traces", "runs", "agents", "delegations", "cascades", "steps"}) {
        const auto asked = SteadyClock::now();
        runProgram({options.penstockctl, list, "--limit", "1", "--json", "--data-dir", directory});
        std::printf("%-34s %10.2f s (%s, a process of its own)\n", "first row of a list",
                    since(asked), list);
    }
}

void benchRestart(const Options& options, const std::string& directory)
{
    ServerProcess server(options.penstockctl, directory);
    std::printf("%-34s %10.2f s\n", "restart to ready", server.secondsToReady());
    benchLists(options, directory);
    std::printf("%-34s %10.0f MB\n", "resident after restart",
                static_cast<double>(server.residentBytes()) / 1e6);
}

std::uint64_t indexBytes(const std::string& directory)
{
    std::uint64_t bytes = 0;
    for (const char* file : {"/index.db", "/index.db-wal", "/index.db-shm"}) {
        std::error_code missing;
        const std::uintmax_t size = std::filesystem::file_size(directory + file, missing);
        bytes += missing ? 0 : size;
    }
    return bytes;
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
    LoadPlan plan = planOf(options, corpus, server.httpPort());
    plan.steps = static_cast<std::uint64_t>(options.steps);
    LoadResult full = LoadRun(plan).run();
    printLoad("maximum", full);
    if (full.tenths.size() == 10)
        std::printf("%-34s %10.2f (first %.0f, last %.0f steps/s)\n", "last tenth / first tenth",
                    full.tenths[9] / full.tenths[0], full.tenths[0], full.tenths[9]);
    std::printf("%-34s %10.0f MB resident\n", "memory under load",
                static_cast<double>(server.residentBytes()) / 1e6);
    server.terminate();
    // The index for searching has a budget of its own, and is only as far as it got by now.
    const std::uint64_t index = indexBytes(data);
    const auto disk = static_cast<double>(directoryBytes(data) - index);
    const auto sent = static_cast<double>(full.bytes);
    std::printf("%-34s %10.3f (%.0f MB of %.0f MB OTLP; the index for searching so far %.0f MB)\n",
                "disk / OTLP bytes, single-shot", disk / sent, disk / 1e6, sent / 1e6,
                static_cast<double>(index) / 1e6);
    return full.perSecond();
}

void benchHalf(const Options& options, const std::string& corpus, const std::string& data,
               double maximum)
{
    ServerProcess server(options.penstockctl, data);
    LagWatch lag(options.penstockctl, data);
    LoadPlan plan = planOf(options, corpus, server.httpPort());
    plan.perSecond = maximum / 2;
    plan.steps = static_cast<std::uint64_t>(plan.perSecond * options.halfLoadSeconds);
    LoadResult half = LoadRun(plan).run();
    printLoad("half of the maximum", half);
    std::printf("%-34s %10.2f s\n", "worst fold lag at half", lag.stopSeconds());
}

/// What the disk alone makes a sender wait at that rate, a transaction a request.
void benchBareHalf(const Options& options, const std::string& corpus, const std::string& directory,
                   double maximum)
{
    const int rows = static_cast<int>(maximum / 2 * options.halfLoadSeconds);
    const auto bare =
        measureBareLimit(directory, corpus, rows, 1500, options.stepsPerRequest * 2, maximum / 2);
    if (bare)
        std::printf("%-34s %10s           commit p50 %.0f ms  p99 %.0f ms  worst %.0f ms\n",
                    "bare SQLite at that rate", "", bare->commitPercentile(0.5),
                    bare->commitPercentile(0.99), bare->commitPercentile(1));
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
    benchBareHalf(options, corpus, directory.path(), maximum);
    benchHalf(options, corpus, data, maximum);
    benchBareHalf(options, corpus, directory.path(), maximum);
    if (options.detectors) {
        LoadPlan plan = planOf(options, corpus, 0);
        plan.steps = static_cast<std::uint64_t>(options.steps) / 6;
        benchDetectors({options.penstockctl, directory.path() + "/detectors"}, plan);
    }
    if (!options.desktop.empty()) {
        LoadPlan plan = planOf(options, corpus, 0);
        plan.steps = static_cast<std::uint64_t>(options.steps) / 3;
        benchDesktop({options.desktop, directory.path() + "/desktop", options.roomSeconds}, plan,
                     maximum);
    }
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "penstockctl: %s\n", e.what());
    return 3;
}

} // namespace penstock::bench
