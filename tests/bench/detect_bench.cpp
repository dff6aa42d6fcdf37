// SPDX-License-Identifier: GPL-3.0-or-later
// What all detectors together cost: a step of a million live ones (traces of ten interleaved; every fifth trace goes round),
// the mean in CPU time and the 99th percentile of single steps, and the memory they hold afterwards.
#include "core/detect/detection.h"
#include "core/dialect/text_features.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <deque>

using namespace penstock;

namespace {

constexpr std::size_t kSteps = 1'000'000;
constexpr std::size_t kTraceSteps = 10;
constexpr std::size_t kInterleaved = 1000;

/// A million steps of traces under way a thousand at a time, out of a few dozen templates.
class Feed final {
public:
    Feed()
    {
        for (int i = 0; i < 64; ++i) {
            const std::string number = std::to_string(i);
            StepFeatures features;
            features.asked = argumentFeatures(
                R"({"customer":")" + number + R"(","text":"find the invoices of customer )" +
                    number +
                    " in the North region, sorted by date, and say which of them are open since "
                    "May " +
                    number + "\"}",
                m_arena, features.arguments);
            features.answered =
                textFeatures("There are " + number + " invoices: " + std::string(600, 'x') +
                                 " open since " + number,
                             m_arena);
            m_features.push_back(features);
        }
    }

    void step(std::size_t at, Step& step, LogEntry& entry) const
    {
        const std::size_t block = at / (kInterleaved * kTraceSteps);
        const std::size_t within = at % (kInterleaved * kTraceSteps);
        const std::size_t trace = block * kInterleaved + within % kInterleaved;
        const std::size_t number = within / kInterleaved;
        const bool loops = trace % 5 == 0;
        std::memcpy(step.trace.bytes.data(), &trace, sizeof trace);
        step.trace.bytes[15] = 1;
        step.span.value = at + 1;
        step.parent.value = number + 1 == kTraceSteps ? 0 : 1;
        static constexpr StepKind kKinds[] = {StepKind::llmCall, StepKind::toolCall,
                                              StepKind::agentRun, StepKind::toolCall};
        step.kind = step.parent.isZero() ? StepKind::agentRun : kKinds[number % 4];
        step.agentName = number % 2 == 0 ? "planner" : "researcher";
        step.toolName = "search";
        step.status = trace % 7 == 0 ? StepStatus::error : StepStatus::ok;
        step.start =
            static_cast<Nanos>(1'780'000'000 * kSecond + static_cast<Nanos>(at) * kMillisecond);
        step.end = step.start + kMillisecond / 2;
        step.features = &m_features[loops ? trace % 64 : (trace + number * 7) % 64];
        entry.seq = at + 1;
        entry.arrival = step.end;
        entry.kind = EntryKind::step;
        entry.source = "bench";
        entry.step = &step;
    }

private:
    Arena m_arena;
    std::deque<StepFeatures> m_features;
};

/// With rules, so that none of the detectors is idle for want of them.
DetectionSettings settings()
{
    DetectionSettings settings = DetectionSettings::byDefinition();
    settings.rules.tools = {{"search", "", ToolEffect::change, {"customer"}, {}, {}, {}}};
    AgentRule planner;
    planner.name = "planner";
    planner.effects = std::vector{ToolEffect::change};
    AgentRule researcher = planner;
    researcher.name = "research*";
    settings.rules.agents = {planner, researcher};
    return settings;
}

void allDetectors(benchmark::State& state)
{
    const Feed feed;
    Step step;
    LogEntry entry;
    for (auto _ : state) {
        Detection detection(settings());
        for (std::size_t at = 0; at < kSteps; ++at) {
            feed.step(at, step, entry);
            detection.apply(entry);
        }
        state.counters["MB"] = static_cast<double>(detection.bytes()) / 1e6;
        state.counters["changes"] = static_cast<double>(detection.takeChanges().size());
    }
    state.counters["us_a_step"] = benchmark::Counter(
        static_cast<double>(kSteps) * static_cast<double>(state.iterations()) / 1e6,
        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(allDetectors)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void singleSteps(benchmark::State& state)
{
    const Feed feed;
    Step step;
    LogEntry entry;
    std::vector<std::int64_t> nanos(kSteps);
    for (auto _ : state) {
        Detection detection(settings());
        for (std::size_t at = 0; at < kSteps; ++at) {
            feed.step(at, step, entry);
            const auto begin = std::chrono::steady_clock::now();
            detection.apply(entry);
            nanos[at] = (std::chrono::steady_clock::now() - begin).count();
        }
    }
    std::sort(nanos.begin(), nanos.end());
    state.counters["p50_us"] = static_cast<double>(nanos[kSteps / 2]) / 1e3;
    state.counters["p99_us"] = static_cast<double>(nanos[kSteps / 100 * 99]) / 1e3;
    state.counters["max_us"] = static_cast<double>(nanos.back()) / 1e3;
}
BENCHMARK(singleSteps)->Unit(benchmark::kMillisecond)->Iterations(1);

void saving(benchmark::State& state)
{
    const Feed feed;
    Step step;
    LogEntry entry;
    Detection detection(settings());
    for (std::size_t at = 0; at < kSteps / 10; ++at) {
        feed.step(at, step, entry);
        detection.apply(entry);
    }
    std::size_t bytes = 0;
    for (auto _ : state)
        bytes = detection.save().size();
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(saving)->Unit(benchmark::kMillisecond);

/// What a text costs when it is decoded: words of many kinds, now and then a name, a figure or a line break.
void features(benchmark::State& state)
{
    std::string text;
    std::uint32_t random = 1;
    while (text.size() < static_cast<std::size_t>(state.range(0))) {
        random = random * 1664525 + 1013904223;
        const std::uint32_t kind = random >> 28;
        if (kind == 0)
            text += std::to_string(random >> 20);
        else
            for (std::uint32_t i = 0; i < 3 + kind / 2; ++i)
                text +=
                    static_cast<char>((i == 0 && kind == 1 ? 'A' : 'a') + (random >> (i + 4)) % 26);
        text += kind == 2 ? ".\n" : " ";
    }
    text.resize(static_cast<std::size_t>(state.range(0)));
    Arena arena;
    for (auto _ : state) {
        arena.reset();
        benchmark::DoNotOptimize(textFeatures(text, arena));
    }
    state.SetBytesProcessed(state.range(0) * static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(features)->Arg(100)->Arg(1000)->Arg(20'000);

} // namespace

BENCHMARK_MAIN();
