// SPDX-License-Identifier: GPL-3.0-or-later
// store_bench: the store by itself, without network, decoding and fold: durable appends against bare SQLite in the same
// run, disk per OTLP byte, reopening and reading. Prints ratio and absolute; exits 1 when a bound is missed.
#include "tests/bench/store_workload.h"

#include "core/fleet/fleet.h"
#include "core/store/bare_limit.h"
#include "core/store/disk_space.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace penstock;
using namespace penstock::bench;

namespace {

constexpr std::size_t kBatch = 1000;
constexpr int kRowBytes = 1500;

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double cpuSeconds()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

double residentMegabytes()
{
    std::ifstream in("/proc/self/statm");
    double pages = 0;
    in >> pages >> pages;
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

std::unique_ptr<LogStore> open(const std::string& directory)
{
    StoreOptions options;
    options.directory = directory;
    auto log = LogStore::open(options);
    if (!log) {
        std::fprintf(stderr, "%s %s\n", log.error().sentence.c_str(), log.error().detail.c_str());
        std::exit(3);
    }
    return std::move(*log);
}

struct Bench {
    std::string directory;
    bool missed = false;

    void report(const char* what, double value, const char* unit, double bound, bool atLeast)
    {
        const bool ok = atLeast ? value >= bound : value <= bound;
        missed = missed || !ok;
        std::printf("%-46s %10.3f %-10s bound %s %.3f  %s\n", what, value, unit,
                    atLeast ? "≥" : "≤", bound, ok ? "ok" : "MISSED");
    }
};

struct Appended {
    std::size_t otlp = 0;
    double seconds = 0; ///< in append() and housekeep()
    double cpu = 0;
    double slowest = 0;
};

void append(LogStore& log, std::shared_ptr<const StepBatch> batch, Appended& total)
{
    for (const Step& step : batch->steps)
        total.otlp += otlpBytes(step.raw);
    Contribution contribution;
    contribution.source = "bench@store";
    contribution.losses.add(LossKind::received, batch->steps.size());
    const Nanos time = batch->steps.back().end + kSecond;
    contribution.batch = std::move(batch);
    const double began = now();
    const double cpuBegan = cpuSeconds();
    auto result = log.append({std::move(contribution)}, time);
    if (!result) {
        std::fprintf(stderr, "%s %s\n", result.error().sentence.c_str(),
                     result.error().detail.c_str());
        std::exit(3);
    }
    total.cpu += cpuSeconds() - cpuBegan;
    log.housekeep(time, 5 * kMillisecond);
    const double took = now() - began;
    total.seconds += took;
    total.slowest = std::max(total.slowest, took);
}

double diskBytes(const std::string& directory)
{
    return static_cast<double>(store::fileBytes(directory + "/log.db") +
                               store::fileBytes(directory + "/log.db-wal"));
}

double stepsReadPerSecond(const std::string& directory, const LongValues& values)
{
    auto reader = LogReader::open(directory);
    std::size_t read = 0;
    const double began = now();
    (void)(*reader)->read(
        1,
        [&](const EntryBatch& batch) {
            read += batch.entries.size();
            return true;
        },
        nullptr, values);
    return static_cast<double>(read) / (now() - began);
}

/// The fold has to catch up with a log that goes on growing, so what it reads must come faster than steps can arrive.
void benchReading(Bench& bench, const std::string& directory, double appended)
{
    const double forFold = stepsReadPerSecond(directory, LongValues::only(Fleet::keysItReads()));
    std::printf("read %.0f k steps/s as the fold reads, %.0f k steps/s with all texts\n",
                forFold / 1e3, stepsReadPerSecond(directory, {}) / 1e3);
    bench.report("read for the fold, of append", forFold / appended, "x", 2.0, true);
}

void benchSpeed(Bench& bench, Workload& load, std::size_t steps)
{
    std::string corpus;
    for (const std::string& text : load.texts())
        corpus += text;
    const int rows = static_cast<int>(std::min<std::size_t>(steps, 500'000));
    const auto measured = measureBareLimit(bench.directory, corpus, rows, kRowBytes, kBatch);
    if (!measured) {
        std::fprintf(stderr, "%s\n", measured.error().sentence.c_str());
        std::exit(3);
    }
    const BareLimit& bare = *measured;
    const std::string directory = bench.directory + "/speed";
    auto log = open(directory);
    Appended tenths[10];
    const std::size_t batches = std::max<std::size_t>(steps / kBatch, 10);
    for (std::size_t i = 0; i < batches; ++i)
        append(*log, load.loadBatch(kBatch), tenths[i * 10 / batches]);
    Appended total;
    for (const Appended& tenth : tenths) {
        total.seconds += tenth.seconds;
        total.cpu += tenth.cpu;
        total.otlp += tenth.otlp;
        total.slowest = std::max(total.slowest, tenth.slowest);
    }
    const double count = static_cast<double>(batches * kBatch);
    std::printf("bare SQLite %.0f rows/s of %d B, append %.0f steps/s of %.0f B (OTLP), batches of "
                "%zu, slowest %.0f ms, %.0f MB resident\n",
                bare.rowsPerSecond, kRowBytes, count / total.seconds,
                static_cast<double>(total.otlp) / count, kBatch, total.slowest * 1e3,
                residentMegabytes());
    bench.report("append, of bare SQLite", count / total.seconds / bare.rowsPerSecond, "x", 1.0,
                 true);
    bench.report("append, last tenth of first", tenths[0].seconds / tenths[9].seconds, "x", 0.9,
                 true);
    std::printf("append, CPU a step %.1f us\n", total.cpu / count * 1e6);
    log.reset();
    std::printf("disk of the load: %.3f of OTLP\n",
                diskBytes(directory) / static_cast<double>(total.otlp));

    const double began = now();
    log = open(directory);
    bench.report("reopen", now() - began, "s", 1.0, false);
    benchReading(bench, directory, count / total.seconds);
}

void benchDisk(Bench& bench, Workload& load)
{
    std::string directory = bench.directory + "/single";
    auto log = open(directory);
    Appended single;
    for (std::size_t sent = 0; sent + 200 < load.texts().size() / 2; sent += 100)
        append(*log, load.singleShotBatch(100), single);
    log.reset();
    std::printf("single-shot steps of %.0f MB OTLP\n", static_cast<double>(single.otlp) / 1e6);
    bench.report("disk, single-shot steps with real text",
                 diskBytes(directory) / static_cast<double>(single.otlp), "of OTLP", 0.35, false);

    directory = bench.directory + "/conversations";
    log = open(directory);
    Appended talk;
    for (int turn = 0; turn < 16; ++turn)
        append(*log, load.conversationTurn(load.texts().size() / 20, turn), talk);
    log.reset();
    std::printf("conversations of %.0f MB OTLP\n", static_cast<double>(talk.otlp) / 1e6);
    bench.report("disk, 16-turn conversations",
                 diskBytes(directory) / static_cast<double>(talk.otlp), "of OTLP", 0.2, false);
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t steps = 300'000;
    for (int i = 1; i + 1 < argc; ++i)
        if (std::strcmp(argv[i], "--steps") == 0)
            steps = std::strtoull(argv[i + 1], nullptr, 10);
    const char* source = std::getenv("PENSTOCK_SOURCE_DIR");
    Workload load(readTexts(std::string(source != nullptr ? source : ".") + "/../shared/traces"));
    char directory[] = "/var/tmp/penstock-store-bench-XXXXXX";
    if (mkdtemp(directory) == nullptr)
        return 3;
    Bench bench{directory};
    benchDisk(bench, load);
    benchSpeed(bench, load, steps);
    std::filesystem::remove_all(directory);
    return bench.missed ? 1 : 0;
}
