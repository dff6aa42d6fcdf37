// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/desktop_bench.h"

#include "app/bench/server_process.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace penstock::bench {
namespace {

constexpr double kSteadyRate = 20'000; ///< steps/s while frames are measured
constexpr int kForEver = 1'000'000;    ///< seconds: until it is told to end
/// Of a laptop, and of the large screen that hangs on a wall: what is painted grows with it.
constexpr std::array kWindows = {"1280x800", "2560x1440"};

/// `what` gets a log of its own, so that what is measured can be compared.
std::vector<std::string> command(const DesktopBench& bench, const std::string& what,
                                 int roomSeconds, const std::string& window)
{
    return {bench.penstock,
            "--data-dir",
            bench.directory + "-" + what,
            "--otlp-http-port",
            "0",
            "--otlp-grpc-port",
            "0",
            "--measure",
            std::to_string(roomSeconds),
            "-qwindowgeometry",
            window + "+0+0"};
}

void printRoom(const nlohmann::json& room)
{
    std::printf("%-34s %10.1f ms p50 %8.1f ms p99 %8.1f ms worst (%d frames)   input to pixel p99 "
                "%.0f ms\n",
                ("a frame in " + room.value("room", "?")).c_str(), room.value("frame_p50_ms", 0.0),
                room.value("frame_p99_ms", 0.0), room.value("frame_worst_ms", 0.0),
                room.value("frames", 0), room.value("input_p99_ms", 0.0));
}

void printCascade(const nlohmann::json& cascade)
{
    std::printf("%-34s %10.0f ms structure %6.0f ms whole   %.0f MB resident (%llu steps)\n",
                "opening the largest cascade", cascade.value("structure_ms", 0.0),
                cascade.value("whole_ms", 0.0), cascade.value("resident_mb", 0.0),
                cascade.value("cascade_steps", 0ull));
}

void measureRooms(const DesktopBench& bench, const LoadPlan& full, const std::string& window)
{
    std::printf("in a window of %s:\n", window.c_str());
    ServerProcess desktop(command(bench, window, bench.roomSeconds, window));
    LoadPlan plan = full;
    plan.port = desktop.httpPort();
    plan.perSecond = kSteadyRate;
    plan.steps = UINT64_MAX / 2;
    plan.untilBroken = true;
    LoadRun load(plan);
    std::thread sender([&load] { (void)load.run(); });
    for (std::string line = desktop.nextLine(); !line.empty(); line = desktop.nextLine()) {
        const auto told = nlohmann::json::parse(line, nullptr, false);
        if (told.contains("cascade_steps"))
            printCascade(told);
        else if (told.is_object())
            printRoom(told);
        std::fflush(stdout);
    }
    sender.join();
}

} // namespace

void benchDesktop(const DesktopBench& bench, const LoadPlan& full, double headlessMaximum)
{
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    {
        ServerProcess desktop(command(bench, "maximum", kForEver, kWindows.back()));
        LoadPlan plan = full;
        plan.port = desktop.httpPort();
        const LoadResult result = LoadRun(plan).run();
        std::printf("%-34s %10.2f (%.0f steps/s)\n", "desktop open / headless maximum",
                    result.perSecond() / headlessMaximum, result.perSecond());
        std::printf("%-34s %10.0f MB resident\n", "desktop under load",
                    static_cast<double>(desktop.residentBytes()) / 1e6);
    }
    for (const char* window : kWindows)
        measureRooms(bench, full, window);
}

} // namespace penstock::bench
