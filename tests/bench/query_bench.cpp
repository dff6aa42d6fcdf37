// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language: parsing and compiling, and the matcher against the same condition written by hand in C++ over the
// same rows in the same run. The last figure of "matcher" is its rows/s as a share of the hand-written one's.
#include "core/base/money.h"
#include "core/query/matcher.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <random>

namespace {

using namespace penstock;

constexpr const char* kFilter =
    "last_seen < 15m and env = prod and not agent in (canary-a, canary-b) or cost > $0.50";
constexpr Nanos kNow = 1'795'000'000 * kSecond;

struct BenchRow {
    std::string agent;
    std::string environment;
    Nanos lastSeen = 0;
    MicroUsd cost = 0;
};

class BenchFields final : public FieldReader {
public:
    explicit BenchFields(const BenchRow& row) : m_row(row) {}
    std::string_view text(FieldId field) const override
    {
        return field == FieldId::agent         ? m_row.agent
               : field == FieldId::environment ? m_row.environment
                                               : std::string_view();
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        if (field == FieldId::lastSeen)
            return m_row.lastSeen;
        return field == FieldId::cost ? std::optional(m_row.cost) : std::nullopt;
    }
    std::uint64_t words(FieldId) const override { return 0; }
    IdPattern id(FieldId) const override { return {}; }

private:
    const BenchRow& m_row;
};

std::vector<BenchRow> makeRows()
{
    static constexpr const char* kAgents[] = {"support-triage",  "canary-a",     "canary-b",
                                              "billing-refunds", "order-lookup", "fraud-scorer"};
    static constexpr const char* kEnvironments[] = {"prod", "staging", ""};
    std::mt19937 random(1);
    std::vector<BenchRow> rows;
    for (int i = 0; i < 100'000; ++i)
        rows.push_back({kAgents[random() % 6], kEnvironments[random() % 3],
                        kNow - static_cast<Nanos>(random() % 1'800) * kSecond,
                        static_cast<MicroUsd>(random() % 1'000'000)});
    return rows;
}

bool byHand(const BenchRow& row)
{
    const bool canary = row.agent == "canary-a" || row.agent == "canary-b";
    return (row.lastSeen > kNow - 15 * kMinute && row.environment == "prod" && !canary) ||
           row.cost > 500'000;
}

std::size_t countByHand(const std::vector<BenchRow>& rows)
{
    std::size_t matched = 0;
    for (const BenchRow& row : rows)
        matched += byHand(row);
    return matched;
}

std::size_t countMatched(const std::vector<BenchRow>& rows, const FilterMatcher& matcher)
{
    std::size_t matched = 0;
    for (const BenchRow& row : rows)
        matched += matcher.matches(BenchFields(row));
    return matched;
}

template <class Count> double secondsOf(Count count)
{
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(count());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void parse(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(parseFilter(kFilter));
}
BENCHMARK(parse)->Unit(benchmark::kMicrosecond);

void compile(benchmark::State& state)
{
    const FilterPtr filter = parseFilter(kFilter).filter;
    for (auto _ : state)
        benchmark::DoNotOptimize(compileFilter(filter, kNow));
}
BENCHMARK(compile)->Unit(benchmark::kMicrosecond);

void handWritten(benchmark::State& state)
{
    const auto rows = makeRows();
    for (auto _ : state)
        benchmark::DoNotOptimize(countByHand(rows));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}
BENCHMARK(handWritten)->Unit(benchmark::kMillisecond);

void matcher(benchmark::State& state)
{
    const auto rows = makeRows();
    const auto compiled = compileFilter(parseFilter(kFilter).filter, kNow).matcher;
    if (countMatched(rows, *compiled) != countByHand(rows)) {
        state.SkipWithError("the matcher and the hand-written condition disagree");
        return;
    }
    double hand = 0, ours = 0;
    for (auto _ : state) {
        const double seconds = secondsOf([&] { return countMatched(rows, *compiled); });
        state.SetIterationTime(seconds);
        ours += seconds;
        hand += secondsOf(
            [&] { return countByHand(rows); }); // alternately, so that both see the same machine
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
    state.counters["of_hand_written"] = hand / ours;
}
BENCHMARK(matcher)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
