// SPDX-License-Identifier: GPL-3.0-or-later
#include "cascade_in_engine.h"

#include "core/fleet/cascade_view.h"
#include "core/session/engine.h"

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

using namespace penstock;

namespace {

std::unique_ptr<Engine> open(const std::string& directory)
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = -1;
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

void openAfterRestart(const std::string& directory)
{
    const auto engine = open(directory);
    waitUntil([&] { return engine->snapshot()->totals.traces > 0; });
    malloc_trim(0);
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpuStart = std::clock();
    const auto tell = [&](const char* what) {
        const std::chrono::duration<double, std::milli> wall =
            std::chrono::steady_clock::now() - start;
        std::printf("  %-34s %7.0f ms wall, %.0f ms CPU, %.0f MB resident\n", what, wall.count(),
                    1e3 * static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC,
                    residentMegabytes());
    };
    const auto seen = [&]() -> const CascadeView* {
        const auto state = engine->snapshot();
        const auto at = state->openedCascades.find(1);
        return at == state->openedCascades.end() ? nullptr : at->second.get();
    };
    engine->watchCascade({1});
    waitUntil([&] { return seen() != nullptr; });
    tell("structure can be seen after");
    waitUntil([&] { return seen()->facts.stepsToCome == 0; });
    tell("whole can be seen after");
    engine->close();
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
        const auto engine = open(directory);
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
    std::filesystem::remove_all(directory);
}
