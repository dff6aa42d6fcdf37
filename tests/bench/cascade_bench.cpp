// SPDX-License-Identifier: GPL-3.0-or-later
// What a cascade of 1,000,000 steps costs (argument: number of steps): handing it over, on the fold thread; the structure and
// the whole view, on any other; the same after it left memory; resident memory then; a snapshot of 1,000 changed steps, also
// while somebody reads what was handed over. In one trace, and in many that span links join. Prints a line each, CPU time. Then
// one trace in an engine that was started again, wall time (that alone: with any further argument).
#include "cascade_in_engine.h"
#include "core/fleet/cascade_assembler.h"
#include "core/fleet/cascade_view.h"
#include "core/fleet/fleet.h"
#include "tests/support/memory_storage.h"
#include "tests/support/step_builder.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <malloc.h>
#include <optional>
#include <string>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr unsigned kCommit = 500;

double milliseconds(const std::function<void()>& work)
{
    const std::clock_t start = std::clock(); // CPU time: neighbours on the machine do not count
    work();
    return 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

constexpr std::string_view kBlock =
    "agent_run planner #1 @shop [0-100] session=s\n"
    "  llm_call gpt-4o #2 [1-9] in=900 out=90 cost=500 cost_source=computed\n"
    "  tool_call search #3 [10-20]\n"
    "  tool_call sql.query #4 [21-29] status=error error=timeout\n"
    "  tool_call ask_researcher #5 [30-80]\n"
    "    agent_run researcher #6 [31-79]\n"
    "      llm_call sonnet #7 [32-40] in=3000 out=300 cost=900 cost_source=computed\n"
    "      retrieval docs #8 target=wiki [41-45]\n"
    "      llm_call sonnet #9 [46-70] in=4000 out=400\n"
    "  guardrail output #10 [90-95]\n";

/// Blocks of ten steps: in one trace below each other's runs, or a trace each, linked to a step of an earlier one.
class Cascade final {
public:
    Cascade(unsigned steps, unsigned blocksInTrace)
        : m_block(drawSteps(kBlock)),
          m_each(static_cast<unsigned>(m_block->steps.size())),
          m_steps(steps),
          m_blocksInTrace(blocksInTrace)
    {
    }
    bool atEnd() const { return m_at >= m_steps; }
    /// Children come before their parents, as spans end.
    void next(EntryBatch& batch, Seq seq, Nanos later = 0)
    {
        batch.entries.clear();
        m_made.clear();
        m_links.clear();
        m_made.reserve(kCommit);
        m_links.reserve(kCommit);
        for (unsigned i = 0; i < kCommit && m_at < m_steps; ++i, ++m_at)
            m_made.push_back(step(m_at / m_each, m_each - 1 - m_at % m_each));
        for (Step& made : m_made) {
            made.end += later;
            LogEntry entry;
            entry.seq = ++seq;
            entry.arrival = kDrawingStart + static_cast<Nanos>(seq) * 50 * kMicrosecond;
            entry.kind = EntryKind::step;
            entry.source = "bench";
            entry.step = &made;
            batch.entries.push_back(entry);
        }
    }
    void restart() { m_at = 0; }
    /// Of what has no links: as a receiver would hand it to the engine. Null at the end.
    std::shared_ptr<const StepBatch> nextBatch()
    {
        if (atEnd())
            return nullptr;
        auto batch = std::make_shared<StepBatch>();
        batch->raw = m_block->raw;
        for (unsigned i = 0; i < kCommit && m_at < m_steps; ++i, ++m_at)
            batch->steps.push_back(step(m_at / m_each, m_each - 1 - m_at % m_each));
        return batch;
    }

private:
    Step step(unsigned block, unsigned within)
    {
        Step made = m_block->steps[within];
        const unsigned trace = block / m_blocksInTrace;
        const unsigned first = trace * m_blocksInTrace;
        made.trace = drawnTrace(trace + 1);
        made.span.value += std::uint64_t{block} * m_each;
        made.start += static_cast<Nanos>(block) * kMillisecond;
        made.end += static_cast<Nanos>(block) * kMillisecond;
        if (!made.parent.isZero()) {
            made.parent.value += std::uint64_t{block} * m_each;
        } else if (block > first) {
            made.parent.value = std::uint64_t{first + (block - first - 1) / 20} * m_each + 6;
        } else if (trace > 0) {
            const unsigned cause = (trace - 1) / 20 * m_blocksInTrace;
            m_links.push_back({});
            m_links.back().trace = drawnTrace((trace - 1) / 20 + 1);
            m_links.back().span.value = std::uint64_t{cause} * m_each + 6;
            made.raw.links = {&m_links.back(), 1};
        }
        return made;
    }

    const std::shared_ptr<const StepBatch> m_block;
    const unsigned m_each;
    const unsigned m_steps;
    const unsigned m_blocksInTrace;
    unsigned m_at = 0;
    std::vector<Step> m_made;
    std::vector<RawLink> m_links;
};

void describe(const char* what, double ms, const CascadeView& view)
{
    std::printf("  %-34s %7.0f ms  %u nodes, %zu traces, %u tops, %.0f MB resident\n", what, ms,
                view.size(), view.traces.size(), view.facts.tops, residentMegabytes());
}

std::shared_ptr<const CascadeView> makeView(Fleet& fleet, const char* what)
{
    std::printf("  %s\n", what);
    double folding = 0;
    double worst = 0;
    double elsewhere = 0;
    const auto onFoldThread = [&](const std::function<void()>& work) {
        const double ms = milliseconds(work);
        folding += ms;
        worst = std::max(worst, ms);
    };
    std::optional<CascadePlan> plan;
    onFoldThread([&] { plan = fleet.planCascade({1}); });
    std::shared_ptr<const CascadeView> structure;
    std::shared_ptr<const CascadeView> view;
    double structureAt = 0;
    const std::clock_t start = std::clock();
    CascadeAssembler assembler(std::move(*plan), {});
    assembler.showStructure = [&](std::shared_ptr<const CascadeView> first) {
        structureAt = 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        structure = std::move(first);
    };
    while (!assembler.wanted().empty()) {
        CascadeParts parts;
        onFoldThread([&] { parts = fleet.handOver(assembler.wanted()); });
        elsewhere += milliseconds([&] { assembler.take(std::move(parts)); });
    }
    elsewhere += milliseconds([&] { view = assembler.finish(); });
    std::printf("  %-34s %7.1f ms, %.1f ms at worst\n", "  the fold thread hands over", folding,
                worst);
    if (structure != nullptr)
        describe("  structure", structureAt, *structure);
    describe("  whole", elsewhere, *view);
    return view;
}

void publishChanges(Fleet& fleet, Cascade& cascade)
{
    EntryBatch batch;
    double total = 0;
    double worst = 0;
    double folding = 0;
    constexpr int kTimes = 20;
    std::shared_ptr<const FleetState> shown = fleet.publish();
    for (int i = 0; i < kTimes; ++i) {
        folding += milliseconds([&] {
            for (unsigned commit = 0; commit < 1000 / kCommit; ++commit) {
                cascade.next(batch, fleet.seq(), kMillisecond * (i + 1)); // newer versions
                fleet.apply(batch);
            }
        });
        std::shared_ptr<const FleetState> next;
        const double ms = milliseconds([&] {
            next = fleet.publish();
            shown.swap(next);
            next.reset();
        });
        total += ms;
        worst = std::max(worst, ms);
    }
    std::printf("  %-34s %7.2f ms  on average\n", "fold 1,000 changed steps", folding / kTimes);
    std::printf("  %-34s %7.2f ms  on average, %.2f ms at worst\n",
                "publish after 1,000 changed steps", total / kTimes, worst);
}

void run(const char* name, unsigned steps, unsigned blocksInTrace)
{
    std::printf("%s\n", name);
    MemoryStorage storage;
    FleetOptions options;
    options.maxHotSteps = 4'000'000;
    auto fleet = Fleet::create(options, &storage);
    Cascade cascade(steps, blocksInTrace);
    EntryBatch batch;
    const double folding = milliseconds([&] {
        while (!cascade.atEnd()) {
            cascade.next(batch, fleet->seq());
            fleet->apply(batch);
        }
    });
    std::printf("  %-34s %7.2f us a step, %.0f MB resident\n", "fold", folding * 1e3 / steps,
                residentMegabytes());
    malloc_trim(0);
    makeView(*fleet, "view, first:");
    makeView(*fleet, "view, again:");
    cascade.restart();
    publishChanges(*fleet, cascade);
    {
        const CascadeParts held = fleet->handOver(std::vector<TraceIndex>{{1}});
        std::printf("  while somebody reads it:\n");
        publishChanges(*fleet, cascade);
    }
    if (!fleet->checkpoint())
        std::abort();
    fleet = Fleet::create(options, &storage);
    malloc_trim(0);
    const double stored = residentMegabytes();
    makeView(*fleet, "view, after a restart:");
    std::printf("  %-34s %7.0f MB, the checkpoint in memory included\n", "resident before it",
                stored);
}

} // namespace

int main(int argc, char** argv)
{
    const unsigned steps = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1'000'000;
    if (argc > 2) { // that alone
        Cascade cascade(steps, steps);
        openInEngine([&] { return cascade.nextBatch(); });
        return 0;
    }
    run("one trace", steps, steps);
    malloc_trim(0);
    run("traces of 1,000 steps", steps, 100);
    malloc_trim(0);
    run("traces of 10 steps", steps, 1);
    malloc_trim(0);
    Cascade cascade(steps, steps);
    openInEngine([&] { return cascade.nextBatch(); });
}
