// SPDX-License-Identifier: GPL-3.0-or-later
// What the fold costs: one step (traces of 10 interleaved, in commits of 500), a snapshot, a checkpoint, a restart with
// that many traces, one huge trace and one deep chain. Arguments: number of traces (default 20000). Prints a line each, in CPU time.
#include "core/fleet/fleet.h"
#include "tests/support/memory_storage.h"
#include "tests/support/step_builder.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>

using namespace penstock;
using namespace penstock::test;

namespace {

class Stopwatch final {
public:
    double seconds() const { return now() - m_start; }

private:
    /// CPU time: neighbours on the machine do not count.
    static double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
    const double m_start = now();
};

double heapMegabytes()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

constexpr std::string_view kTrace =
    "agent_run planner #1 @shop [0-100] session=s\n"
    "  llm_call gpt-4o #2 [1-9] in=900 out=90 cost=500 cost_source=computed\n"
    "  tool_call search #3 [10-20]\n"
    "  llm_call gpt-4o #4 [21-29] in=1200 out=80 cost=600 cost_source=computed\n"
    "  tool_call ask_researcher #5 [30-80]\n"
    "    agent_run researcher #6 [31-79]\n"
    "      llm_call sonnet #7 [32-40] in=3000 out=300 cost=900 cost_source=computed\n"
    "      retrieval docs #8 target=wiki [41-45]\n"
    "      llm_call sonnet #9 [46-70] in=4000 out=400\n"
    "  guardrail output #10 [90-95]\n";

/// The traces in turn, children first, ten traces under way at a time.
class Feed final {
public:
    explicit Feed(unsigned traces) : m_template(drawSteps(kTrace)), m_traces(traces) {}

    bool next(EntryBatch& batch, std::vector<Step>& steps, Seq seq)
    {
        batch.entries.clear();
        steps.clear();
        const std::size_t each = m_template->steps.size();
        for (; steps.size() < 500 && m_at < std::size_t{m_traces} * each; ++m_at) {
            const std::size_t block = m_at / (each * 10);
            const std::size_t within = m_at % (each * 10);
            Step step = m_template->steps[each - 1 - within / 10];
            step.trace = drawnTrace(static_cast<unsigned>(block * 10 + within % 10 + 1));
            step.start += static_cast<Nanos>(block) * kSecond;
            step.end += static_cast<Nanos>(block) * kSecond;
            steps.push_back(step);
        }
        for (const Step& step : steps) {
            LogEntry entry;
            entry.seq = ++seq;
            entry.arrival = step.end;
            entry.kind = EntryKind::step;
            entry.source = "bench";
            entry.step = &step;
            batch.entries.push_back(entry);
        }
        return !steps.empty();
    }

private:
    std::shared_ptr<const StepBatch> m_template;
    const unsigned m_traces;
    std::size_t m_at = 0;
};

void foldMany(unsigned traces)
{
    MemoryStorage storage;
    auto fleet = Fleet::create({}, &storage);
    Feed feed(traces);
    EntryBatch batch;
    std::vector<Step> steps;
    double folding = 0;
    double publishing = 0;
    double saving = 0;
    int published = 0;
    while (feed.next(batch, steps, fleet->seq())) {
        const Stopwatch apply;
        fleet->apply(batch);
        folding += apply.seconds();
        const Stopwatch publish;
        const auto state = fleet->publish();
        publishing += publish.seconds();
        ++published;
        const Stopwatch save;
        if (fleet->checkpointDue() && !fleet->checkpoint())
            std::abort();
        saving += save.seconds();
    }
    const Stopwatch save;
    if (!fleet->checkpoint())
        std::abort();
    saving += save.seconds();
    const double count = static_cast<double>(fleet->seq());
    std::printf("fold     %9.0f steps  %6.2f us/step\n", count, folding / count * 1e6);
    std::printf("publish  %9d times  %6.1f us each, of 500 changes\n", published,
                publishing / published * 1e6);
    std::printf("save     %9.0f steps  %6.2f us/step, %.0f bytes/step written\n", count,
                saving / count * 1e6, static_cast<double>(storage.bytesPut) / count);
    fleet.reset();
    const double stored = heapMegabytes();
    const Stopwatch restart;
    fleet = Fleet::create({}, &storage);
    const double seconds = restart.seconds();
    std::printf("restart  %9u traces %6.0f ms, %.1f MB of heap\n", traces, seconds * 1e3,
                heapMegabytes() - stored);
}

void foldShape(const char* name, unsigned steps, bool chain)
{
    const auto drawn = drawSteps("workflow w\n");
    auto fleet = Fleet::create({}, nullptr);
    std::vector<Step> some;
    EntryBatch batch;
    const Stopwatch watch;
    for (unsigned at = 0; at < steps;) {
        some.clear();
        batch.entries.clear();
        for (; some.size() < 500 && at < steps; ++at) {
            Step step = drawn->steps.front();
            step.span.value = steps - at;
            step.parent.value = chain ? steps - at - 1 : 0;
            some.push_back(step);
        }
        for (const Step& step : some) {
            LogEntry entry;
            entry.seq = fleet->seq() + batch.entries.size() + 1;
            entry.arrival = kDrawingStart + static_cast<Nanos>(entry.seq) * 20 * kMicrosecond;
            entry.kind = EntryKind::step;
            entry.step = &step;
            batch.entries.push_back(entry);
        }
        fleet->apply(batch);
    }
    std::printf("%-8s %9u steps  %6.2f us/step\n", name, steps, watch.seconds() / steps * 1e6);
}

} // namespace

int main(int argc, char** argv)
{
    foldMany(argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 20'000);
    foldShape("chain", 100'000, true);
    foldShape("huge", 1'000'000, false);
}
