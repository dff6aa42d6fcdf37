// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of a trace shows what the top of the whole trace shows, step by step, and nothing once that is another.
#include "core/fleet/cascade_assembler.h"
#include "core/fleet/cascade_builder.h"
#include "core/fleet/cascade_view.h"
#include "core/fleet/trace_outline.h"
#include "tests/core/fleet/cascade_fixture.h"
#include "tests/core/fleet/random_world.h"
#include "tests/support/memory_storage.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr TraceOutline::Tag kTag{0x1234567890abcdef, 77};

/// Everything that a structure tells.
std::string textOf(const CascadeView& view)
{
    std::string text;
    for (const CascadeNode& node : view.nodes) {
        const CascadeDetail detail = view.detailOf(node);
        for (const std::uint64_t n :
             {node.span.value, static_cast<std::uint64_t>(node.start),
              static_cast<std::uint64_t>(node.end), node.seq,
              static_cast<std::uint64_t>(node.costBelow),
              static_cast<std::uint64_t>(node.tokensBelow), std::uint64_t{node.parent},
              std::uint64_t{node.size}, std::uint64_t{node.run}, std::uint64_t{node.depth},
              std::uint64_t{node.flags}, static_cast<std::uint64_t>(node.kind),
              static_cast<std::uint64_t>(node.status), std::uint64_t{node.marks},
              static_cast<std::uint64_t>(detail.usage.input),
              static_cast<std::uint64_t>(detail.cost.amount),
              static_cast<std::uint64_t>(detail.humanWait)})
            text += std::to_string(n) + " ";
        for (const std::uint32_t name : {node.name, detail.model, detail.error})
            text.append(view.text(name)).append("|");
        text += "\n";
    }
    for (const CascadeRun& run : view.runs)
        text.append(std::to_string(run.node))
            .append(" ")
            .append(view.text(run.name))
            .append(view.text(run.deployment))
            .append("\n");
    for (const CascadeTrace& trace : view.traces)
        text.append(view.text(trace.environment))
            .append(view.text(trace.framework))
            .append(view.text(trace.organization))
            .append("\n");
    return text + std::to_string(view.facts.steps) + " " + std::to_string(view.facts.errors) + " " +
           std::to_string(view.facts.missingParents) + " " + std::to_string(view.edges.size());
}

struct Tops {
    std::string whole;   ///< of the whole trace
    std::string outline; ///< of its outline
};

Tops topsOf(Fleet& fleet, TraceIndex trace, std::uint32_t most)
{
    const CascadePlan plan = *fleet.planCascade(trace);
    const std::vector<TraceIndex> wanted{trace};
    const CascadeParts parts = fleet.handOver(wanted);
    const TraceFacts& facts = *parts.parts.front().facts;
    const TraceRow& row = parts.traces[trace.value];
    TraceLook look(parts.agents);
    look.lookAtTree(facts);
    SiblingOrder order;
    order.sort(facts, look.tree());
    const auto show = [&](const CascadeBuilder::Trace& shown) {
        CascadeBuilder builder(plan.hash, most);
        builder.add(shown, {});
        return textOf(*builder.finish());
    };
    Tops tops{show({facts, row, look, order, {}, parts}), {}};
    TraceOutline outline(parts.agents);
    if (outline.read(TraceOutline::written(facts, look.tree(), kTag, most), trace, kTag))
        tops.outline = show({outline.facts(), row, outline.look(), outline.order(), {}, parts});
    return tops;
}

class StoredCopy final : public KeyedReader {
public:
    explicit StoredCopy(MemoryStorage& storage) : m_storage(storage) {}
    std::string get(std::string_view table, std::uint64_t key) override
    {
        return m_storage.get(table, key);
    }

private:
    MemoryStorage& m_storage;
};

/// More than the steps from which a trace has an outline; what comes later lies below what came first.
std::string hugeTrace(std::uint32_t steps = TraceOutline::kFrom + 10)
{
    std::string drawing = "agent_run planner #1 @shop [0-100] framework=crew\n"
                          "  llm_call gpt #2 [6-9] in=10 out=5 cost=7\n";
    for (std::uint32_t i = 10; i <= steps; ++i)
        drawing += "tool_call t #" + std::to_string(i) + " parent=#" + std::to_string(i / 10) +
                   " [" + std::to_string(i % 50) + "-90] @shop\n";
    return drawing;
}

} // namespace

class TestFleetOutlines : public QObject {
    Q_OBJECT

private slots:
    void anOutlineShowsWhatTheTopOfTheWholeTraceShows_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 60; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void anOutlineShowsWhatTheTopOfTheWholeTraceShows()
    {
        QFETCH(unsigned, seed);
        Folded world(RandomWorld(seed).drawing(2, 60));
        for (const std::uint32_t trace : {1u, 2u})
            for (const std::uint32_t most : {1u, 2u, 7u, 20u, 50u, 4096u}) {
                const Tops tops = topsOf(world.fleet(), {trace}, most);
                QVERIFY(!tops.whole.empty());
                QCOMPARE(tops.outline, tops.whole);
            }
    }

    void anOutlineOfAnotherWorldOrEvaluationIsNotShown()
    {
        Folded world(RandomWorld(5).drawing(1, 40));
        const std::vector<TraceIndex> wanted{{1}};
        const CascadeParts parts = world.fleet().handOver(wanted);
        TraceLook look(parts.agents);
        look.lookAtTree(*parts.parts.front().facts);
        const std::string record =
            TraceOutline::written(*parts.parts.front().facts, look.tree(), kTag);
        TraceOutline outline(parts.agents);
        QVERIFY(outline.read(record, {1}, kTag));
        QVERIFY(!outline.read(record, {1}, {kTag.world + 1, kTag.evaluated}));
        QVERIFY(!outline.read(record, {1}, {kTag.world, kTag.evaluated + 1}));
        QVERIFY(!outline.read({}, {1}, kTag));
        for (std::size_t size = 0; size < record.size(); ++size) // and no half one
            QVERIFY(!outline.read(std::string_view(record).substr(0, size), {1}, kTag));
    }

    void whatTheCheckpointHoldsShowsTheStructureThatTheFoldWouldShow()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps(hugeTrace()), 1));
        QVERIFY(fleet->checkpoint());
        fleet = Fleet::create({}, &storage);
        StoredCopy stored(storage);
        const std::size_t before = storage.reads;
        const auto structure =
            CascadeAssembler::storedStructure(*fleet->cascadeGround(), {1}, stored);
        QCOMPARE(storage.reads, before + 1); // not the steps
        QVERIFY(structure != nullptr);
        std::shared_ptr<const CascadeView> shown;
        CascadeAssembler assembler(*fleet->planCascade({1}), {});
        assembler.showStructure = [&](auto view) { shown = view; };
        assembler.take(fleet->handOver(assembler.wanted()));
        QCOMPARE(textOf(*structure), textOf(*shown));
        QCOMPARE(structure->facts.stepsToCome, shown->facts.stepsToCome);
        QCOMPARE(structure->facts.cost.total(), shown->facts.cost.total());
        QCOMPARE(structure->facts.end, shown->facts.end);
        QCOMPARE(structure->facts.root, shown->facts.root);
    }

    void aTraceThatChangedSinceShowsNothingOld()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps(hugeTrace()), 1));
        QVERIFY(fleet->checkpoint());
        StoredCopy stored(storage);
        QVERIFY(CascadeAssembler::storedStructure(*fleet->cascadeGround(), {1}, stored) != nullptr);
        const auto late = drawSteps("llm_call late #900000 parent=#1 [1-2] @shop\n");
        fleet->apply(entriesOf(late, fleet->seq() + 1, {}, kDrawingStart + kHour));
        QVERIFY(CascadeAssembler::storedStructure(*fleet->cascadeGround(), {1}, stored) == nullptr);
        QVERIFY(fleet->checkpoint());
        const auto now = CascadeAssembler::storedStructure(*fleet->cascadeGround(), {1}, stored);
        QVERIFY(now != nullptr && outlineOf(*now).find("llm_call late") != std::string::npos);
    }

    void smallTracesAndThoseNobodyHasSeenHaveNone()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps(hugeTrace(2'000)), 1));
        QVERIFY(fleet->checkpoint());
        StoredCopy stored(storage);
        for (const std::uint32_t trace : {0u, 1u, 2u, 70'000u})
            QVERIFY(CascadeAssembler::storedStructure(*fleet->cascadeGround(), {trace}, stored) ==
                    nullptr);
    }
};

QTEST_GUILESS_MAIN(TestFleetOutlines)
#include "tst_fleet_outlines.moc"
