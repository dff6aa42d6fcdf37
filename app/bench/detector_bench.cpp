// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/detector_bench.h"

#include "app/bench/server_process.h"
#include "core/detect/detector.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

namespace penstock::bench {
namespace {

/// A policy under which each detector is on, or off.
std::string policyFile(const std::string& directory, bool on)
{
    nlohmann::json detectors = nlohmann::json::object();
    for (const DetectorDef* def : detectorDefs())
        detectors[std::string(def->id)] = {{"on", on}};
    const std::string path = directory + (on ? "/on.json" : "/off.json");
    std::ofstream(path) << nlohmann::json{{"policy", 1}, {"detectors", detectors}}.dump();
    return path;
}

double turn(const DetectorBench& bench, const LoadPlan& of, const std::string& policy)
{
    const std::string data = bench.directory + "/data";
    double rate = 0;
    {
        ServerProcess server(bench.penstockctl, data, {"--policy", policy});
        LoadPlan plan = of;
        plan.port = server.httpPort();
        rate = LoadRun(plan).run().perSecond();
    }
    std::filesystem::remove_all(data);
    return rate;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

void benchDetectors(const DetectorBench& bench, const LoadPlan& plan)
{
    std::filesystem::create_directories(bench.directory);
    const std::string policies[] = {policyFile(bench.directory, false),
                                    policyFile(bench.directory, true)};
    std::vector<double> rates[2];
    for (int i = 0; i < 2 * bench.turns; ++i) {
        // off on | on off | off on: neither is always the one that comes second
        const int on = (i + i / 2) % 2;
        rates[on].push_back(turn(bench, plan, policies[on]));
        std::printf("%-34s %10.0f steps/s\n", on == 1 ? "all detectors on" : "all detectors off",
                    rates[on].back());
        std::fflush(stdout);
    }
    std::printf("%-34s %10.2f (medians of %d turns of %llu steps)\n", "detectors on / off",
                median(rates[1]) / median(rates[0]), bench.turns,
                static_cast<unsigned long long>(plan.steps));
}

} // namespace penstock::bench
