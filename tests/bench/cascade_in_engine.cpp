// SPDX-License-Identifier: GPL-3.0-or-later
#include "cascade_in_engine.h"

#include "app/bench/load_run.h"
#include "core/fleet/cascade_view.h"
#include "core/session/engine.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace penstock;

namespace {

std::unique_ptr<Engine> open(const std::string& directory, bool listening)
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = listening ? 0 : -1;
    options.otlpGrpcPort = -1;
    options.index.enabled = false;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (engine)
        return std::move(*engine);
    std::fprintf(stderr, "%s\n", engine.error().sentence.c_str());
    std::exit(3);
}

template <class Done> void waitUntil(const Done& done)
{
    while (!done())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Of one opening, wall time.
struct Opening {
    double structure = 0;
    double whole = 0;
    double cpu = 0; ///< of the process, until the structure is there
};

Opening openCascade(Engine& engine)
{
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpuStart = std::clock();
    const auto elapsed = [&] {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count();
    };
    const auto seen = [&]() -> const CascadeView* {
        const auto state = engine.snapshot();
        const auto at = state->openedCascades.find(1);
        return at == state->openedCascades.end() ? nullptr : at->second.get();
    };
    Opening opening;
    engine.watchCascade({1});
    waitUntil([&] { return seen() != nullptr; });
    opening.structure = elapsed();
    opening.cpu = 1e3 * static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
    waitUntil([&] { return seen()->facts.stepsToCome == 0; });
    opening.whole = elapsed();
    return opening;
}

void openAfterRestart(const std::string& directory)
{
    const auto engine = open(directory, false);
    waitUntil([&] { return engine->snapshot()->totals.traces > 0; });
    malloc_trim(0);
    const Opening opening = openCascade(*engine);
    std::printf("  %-34s %7.0f ms wall, %.0f ms CPU\n", "structure can be seen after",
                opening.structure, opening.cpu);
    std::printf("  %-34s %7.0f ms wall, %.0f MB resident\n", "whole can be seen after",
                opening.whole, residentMegabytes());
    engine->close();
}

/// The trace is read anew each time: nobody keeps one that left memory.
std::vector<Opening> openOften(Engine& engine)
{
    constexpr int kTimes = 15;
    std::vector<Opening> openings;
    for (int i = 0; i < kTimes; ++i) {
        openings.push_back(openCascade(engine));
        engine.unwatchCascade({1});
        waitUntil([&] { return !engine.snapshot()->openedCascades.contains(1); });
        std::this_thread::sleep_for(std::chrono::milliseconds(200 + 37 * i)); // any moment of it
    }
    return openings;
}

double tell(const char* what, std::vector<Opening> openings)
{
    std::sort(openings.begin(), openings.end(),
              [](const Opening& a, const Opening& b) { return a.structure < b.structure; });
    const double median = openings[openings.size() / 2].structure;
    std::printf("  %-34s %7.0f ms wall, median of %zu; %.0f to %.0f ms\n", what, median,
                openings.size(), openings.front().structure, openings.back().structure);
    return median;
}

void openBesideLoad(const std::string& directory)
{
    constexpr double kSteadyRate = 20'000; // steps/s
    const auto engine = open(directory, true);
    waitUntil([&] { return engine->snapshot()->totals.traces > 0; });
    const double idle = tell("structure, idle fold", openOften(*engine));
    bool real = false;
    const char* source = std::getenv("PENSTOCK_SOURCE_DIR");
    const std::string corpus = bench::loadCorpus(
        std::string(source == nullptr ? "." : source) + "/../shared/traces", &real);
    bench::LoadPlan plan;
    plan.corpus = corpus;
    const std::string address = engine->status().otlpHttp;
    plan.port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    plan.steps = UINT64_MAX / 2;
    plan.perSecond = kSteadyRate;
    plan.untilBroken = true;
    bench::LoadRun run(plan);
    bench::LoadResult load;
    std::thread sender([&] { load = run.run(); });
    std::this_thread::sleep_for(std::chrono::seconds(3));
    const double busy = tell("structure, beside a busy fold", openOften(*engine));
    std::printf("  %-34s %7.2f\n", "  as a multiple of idle", busy / idle);
    engine->close();
    sender.join();
    std::printf("  %-34s %7.0f steps/s beside, %.0f ms p99\n", "  load", load.perSecond(),
                load.percentile(0.99));
}

} // namespace

double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0)
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    return 0;
}

void openInEngine(const std::function<std::shared_ptr<const StepBatch>()>& next)
{
    std::printf("one trace, in an engine that was started again\n");
    const std::string directory =
        (std::filesystem::temp_directory_path() / ("penstock-cascade-" + std::to_string(getpid())))
            .string();
    std::filesystem::create_directory(directory);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
    {
        const auto engine = open(directory, false);
        for (auto batch = next(); batch != nullptr; batch = next()) {
            Contribution contribution;
            contribution.source = "bench";
            const std::size_t bytes = batch->steps.size() * 300;
            contribution.batch = std::move(batch);
            if (!engine->store(std::move(contribution), bytes))
                std::abort();
        }
        engine->close();
    }
    for (int turn = 0; turn < 3; ++turn)
        openAfterRestart(directory);
    openBesideLoad(directory);
    std::filesystem::remove_all(directory);
}
