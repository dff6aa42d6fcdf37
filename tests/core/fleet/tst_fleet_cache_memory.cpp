// SPDX-License-Identifier: GPL-3.0-or-later
// Whether input tokens include cached ones is learned per instrumentation (semconv.md 9.8), whatever comes first.
#include "tests/core/fleet/fleet_fixture.h"
#include "tests/support/memory_storage.h"

#include <QTest>

#include <random>

using namespace penstock;
using namespace penstock::test;

namespace {

/// 100 in, 40 of them cached or apart: by itself it does not tell.
std::string asking(int trace, std::string_view more = "scope=anthropic")
{
    const std::string number = std::to_string(trace);
    return "agent_run planner @shop trace=" + number + "\n  llm_call claude trace=" + number +
           " in=100 out=10 cached=40 cost=500 cost_source=computed if_apart=120 " +
           std::string(more) + "\n";
}

/// As the dialects hand it on: 30 in and 900 cached were sent, so input was made whole.
std::string proving(int trace, std::string_view more = "scope=anthropic")
{
    return "llm_call claude @shop trace=" + std::to_string(trace) +
           " in=930 out=5 cached=900 semantics=exclusive " + std::string(more) + "\n";
}

std::string worldOf(const std::shared_ptr<const StepBatch>& steps,
                    const std::vector<std::size_t>& order)
{
    const auto fleet = Fleet::create({}, nullptr);
    for (const std::size_t at : order)
        fleet->apply(entriesOf(steps, fleet->seq() + 1, {at}));
    return fleet->dumpWorld();
}

/// Several instrumentations with proofs, totals and questions, revised and repeated.
std::string mixed(std::mt19937& random)
{
    std::string text;
    for (int i = 1; i <= 40; ++i) {
        const std::string scope =
            "scope=s" + std::to_string(random() % 3) + " provider=p" + std::to_string(random() % 2);
        const int trace = 1 + static_cast<int>(random() % 6);
        const std::string id = " #" + std::to_string(1 + random() % 30);
        text += random() % 5 == 0 ? proving(trace, scope + id) : asking(trace, scope + id);
        if (random() % 3 == 0)
            text +=
                "llm_call gpt @shop trace=" + std::to_string(trace) + id +
                " in=100 out=10 cached=40 total=110 attributes=" + std::to_string(random() % 4) +
                " " + scope + "\n";
    }
    return text;
}

} // namespace

class TestFleetCacheMemory : public QObject {
    Q_OBJECT

private slots:
    void withoutEvidenceInputIsTakenToIncludeCachedTokens()
    {
        Folded f(asking(1));
        QCOMPARE(f.totals().usage.input, std::int64_t{100});
        QCOMPARE(f.totals().cost.computed, MicroUsd{500});
    }

    void oneProofTurnsWhatCameBeforeAndAfter()
    {
        Folded f(asking(1));
        f.add(proving(2)).add(asking(3));
        const auto state = f.state();
        for (const std::uint32_t trace : {1u, 3u}) {
            QCOMPARE(state->traces[trace].usage.input, std::int64_t{140});
            QCOMPARE(state->traces[trace].usage.inputCacheRead, std::int64_t{40});
            QCOMPARE(state->traces[trace].cost.computed, MicroUsd{620});
        }
        QCOMPARE(state->totals.usage.input, std::int64_t{140 + 140 + 930});
        QCOMPARE(f.agent("planner").usage.input, std::int64_t{280});
        QCOMPARE(f.node(2, 1).usage.input, std::int64_t{140});
        QCOMPARE(f.node(2, 1).cost.amount, MicroUsd{620});
    }

    void aProofHoldsForTheSameServiceScopeAndProviderOnly()
    {
        Folded f(asking(1, "scope=openai") + asking(2, "scope=anthropic provider=other"));
        f.add(proving(3));
        QCOMPARE(f.state()->traces[1].usage.input, std::int64_t{100});
        QCOMPARE(f.state()->traces[2].usage.input, std::int64_t{100});
    }

    void aProofThatIsRevisedAwayTurnsTheAnswerBack()
    {
        Folded f(asking(1) + proving(2, "scope=anthropic #9"));
        QCOMPARE(f.state()->traces[1].usage.input, std::int64_t{140});
        f.add("llm_call claude @shop trace=2 #9 in=930 out=5 cached=0 attributes=5 "
              "scope=anthropic\n");
        QCOMPARE(f.state()->traces[1].usage.input, std::int64_t{100});
        QCOMPARE(f.state()->traces[1].cost.computed, MicroUsd{500});
    }

    void aSlipAmongManyTotalsDoesNotTurnTheAnswer()
    {
        std::string drawing;
        for (int i = 1; i <= 9; ++i)
            drawing += asking(i, "scope=anthropic total=110");
        Folded f(drawing);
        f.add(proving(20));
        QCOMPARE(f.state()->traces[1].usage.input, std::int64_t{100});
        f.add(proving(21));
        QCOMPARE(f.state()->traces[1].usage.input, std::int64_t{140});
    }

    void aReportedCostStaysAsReported()
    {
        Folded f("llm_call claude @shop in=100 out=10 cached=40 cost=500 scope=anthropic\n" +
                 proving(2));
        QCOMPARE(f.state()->traces[1].usage.input, std::int64_t{140});
        QCOMPARE(f.state()->traces[1].cost.reported, MicroUsd{500});
    }

    void anyArrivalOrderGivesOneAnswer()
    {
        int turned = 0;
        for (unsigned world = 0; world < 60; ++world) {
            std::mt19937 random(world);
            const auto steps = drawSteps(mixed(random));
            std::vector<std::size_t> order(steps->steps.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            const std::string expected = worldOf(steps, order);
            turned += expected.find("in=140") != std::string::npos ? 1 : 0;
            for (int i = 0; i < 12; ++i) {
                for (std::size_t n = order.size(); n > 1; --n)
                    std::swap(order[n - 1], order[random() % n]);
                std::vector<std::size_t> again = order;
                again.insert(again.end(), order.begin(),
                             order.begin() + 5); // and some arrive twice
                QVERIFY2(worldOf(steps, again) == expected, "world " + QByteArray::number(world));
            }
        }
        QVERIFY2(turned > 20 && turned < 60, QByteArray::number(turned));
    }

    void aRestartRemembersEvidenceAndWhatIsStillToBeTurned()
    {
        FleetOptions tight;
        tight.idleAfter = kSecond;
        tight.maxHotSteps = 100;
        std::string drawing;
        for (int i = 1; i <= 700; ++i) // more than one portion
            drawing += asking(i);
        std::vector<EntryBatch> log = {entriesOf(drawSteps(drawing), 1),
                                       entriesOf(drawSteps(proving(701)), 1401),
                                       entriesOf(drawSteps(asking(702)), 1402)};
        const auto whole = Fleet::create(tight, nullptr);
        MemoryStorage storage;
        auto fleet = Fleet::create(tight, &storage);
        for (const EntryBatch& batch : log) {
            whole->apply(batch);
            fleet->apply(batch);
            QVERIFY(fleet->checkpoint());
            fleet.reset();
            storage.crash();
            fleet = Fleet::create(tight, &storage);
            QVERIFY(fleet->dumpExact() == whole->dumpExact());
        }
        QCOMPARE(fleet->publish()->totals.usage.input, std::int64_t{701 * 140 + 930});
    }
};

QTEST_APPLESS_MAIN(TestFleetCacheMemory)
#include "tst_fleet_cache_memory.moc"
