// SPDX-License-Identifier: GPL-3.0-or-later
// Invariant 5: what the fold leaves out of its picture is counted in the loss ledger, by source and reason.
#include "tests/core/fleet/fleet_fixture.h"
#include "tests/support/memory_storage.h"

#include <QTest>

#include <deque>
#include <map>

using namespace penstock;
using namespace penstock::test;

namespace {

std::uint64_t lost(const FleetState& state, std::string_view source, LossKind kind)
{
    for (std::uint32_t i = 1; i <= state.losses.size(); ++i)
        if (state.losses[i].source == source)
            return state.losses[i].counts.of(kind);
    return 0;
}

std::string repeated(std::string_view text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

/// Callers of one call id, a trace each.
std::string callers(int from, int to)
{
    std::string text;
    for (int i = from; i < to; ++i)
        text += "agent_run a" + std::to_string(i) + " @shop trace=" + std::to_string(i) +
                "\n  a2a_request call trace=" + std::to_string(i) + " call=shared-id\n";
    return text;
}

EntryBatch lossesOf(std::deque<std::string>& names, Seq first, int count)
{
    EntryBatch batch;
    for (int i = 0; i < count; ++i) {
        LogEntry& entry = batch.entries.emplace_back();
        entry.seq = first + static_cast<Seq>(i);
        entry.kind = EntryKind::losses;
        entry.source = names.emplace_back("sender " + std::to_string(i));
        entry.losses.add(LossKind::received, 1);
    }
    return batch;
}

/// Refused in one minute after the other, `each` a time.
EntryBatch refusals(Seq first, int minute, int count, std::uint64_t each)
{
    EntryBatch batch;
    for (int i = 0; i < count; ++i) {
        LogEntry& entry = batch.entries.emplace_back();
        entry.seq = first + static_cast<Seq>(i);
        entry.arrival = kDrawingStart - kDrawingStart % kMinute + (minute + i) * kMinute + kSecond;
        entry.kind = EntryKind::losses;
        entry.source = "sender";
        entry.losses.add(LossKind::received, each);
        entry.losses.add(LossKind::rejectedMalformed, each);
        entry.losses.add(LossKind::rejectedBusy, 1);
    }
    return batch;
}

std::map<Nanos, std::uint64_t> refusedByMinute(const FleetState& state)
{
    std::map<Nanos, std::uint64_t> minutes;
    for (std::uint32_t i = 1; i <= state.lossMinutes.size(); ++i)
        minutes[state.lossMinutes[i].start] = state.lossMinutes[i].refused;
    return minutes;
}

} // namespace

class TestFleetCuts : public QObject {
    Q_OBJECT

private slots:
    void delegationsAndLinksBeyondTheLimitAreCountedByTheSender()
    {
        Folded f("agent_run a" + repeated(" hint=graph_parent:unknown::b", 65) + "\nagent_run c" +
                 repeated(" link=2/#1", 257) + "\nagent_run d" +
                 repeated(" hint=graph_parent:unknown::b", 64) + repeated(" link=2/#1", 256) +
                 "\n");
        QCOMPARE(lost(*f.state(), "test", LossKind::hintsCut), std::uint64_t{1});
        QCOMPARE(lost(*f.state(), "test", LossKind::linksCut), std::uint64_t{1});
        QCOMPARE(f.totals().losses.of(LossKind::hintsCut), std::uint64_t{1});
    }

    void longTextsAreCountedOnceAStep()
    {
        Folded f("agent_run " + repeated("n", 257) + " error=" + repeated("e", 513) +
                 "\nllm_call " + repeated("m", 256) + " session=" + repeated("s", 513) +
                 "\ntool_call short error=" + repeated("e", 512) + "\n");
        QCOMPARE(lost(*f.state(), "test", LossKind::textsCut), std::uint64_t{2});
        QCOMPARE(lost(*f.state(), "test", LossKind::sdkTruncated), std::uint64_t{0});
    }

    void eventsBeyondThoseThatMergeAreCounted()
    {
        std::string drawing = "llm_call gpt #1\n";
        for (int i = 1; i <= 66; ++i)
            drawing += "llm_call event" + std::to_string(i) + " #1 merges\n";
        Folded f(drawing);
        QCOMPARE(lost(*f.state(), "test", LossKind::eventsCut), std::uint64_t{3});
    }

    void anIdThatTooManyShareIsCountedForAllThatCarryIt()
    {
        Folded f(callers(1, 129));
        QCOMPARE(lost(*f.state(), "shop@fold", LossKind::keysNotJoined), std::uint64_t{0});
        f.add(callers(129, 130));
        QCOMPARE(lost(*f.state(), "shop@fold", LossKind::keysNotJoined), std::uint64_t{129});
        f.add(callers(130, 132));
        QCOMPARE(lost(*f.state(), "shop@fold", LossKind::keysNotJoined), std::uint64_t{131});
        f.add(callers(130, 132)); // said again
        QCOMPARE(lost(*f.state(), "shop@fold", LossKind::keysNotJoined), std::uint64_t{131});
    }

    void theRowOfFurtherSourcesSaysHowManyItStandsFor()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        std::deque<std::string> names;
        fleet->apply(lossesOf(names, 1, 5000));
        QCOMPARE(lost(*fleet->publish(), "(further sources)", LossKind::sourcesFolded),
                 std::uint64_t{5000 - 4096});
        QVERIFY(fleet->checkpoint());
        fleet = Fleet::create({}, &storage);
        fleet->apply(lossesOf(names, 5001, 5001)); // 5000 that are known, one that is not
        QCOMPARE(lost(*fleet->publish(), "(further sources)", LossKind::sourcesFolded),
                 std::uint64_t{5001 - 4096});
    }

    void whatIsRefusedIsToldByMinuteAlsoAfterARestart()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(refusals(1, 0, 3, 5));
        fleet->apply(refusals(4, 1, 1, 7));
        const Nanos start = kDrawingStart - kDrawingStart % kMinute;
        const std::map<Nanos, std::uint64_t> wanted{
            {start, 5}, {start + kMinute, 12}, {start + 2 * kMinute, 5}};
        QCOMPARE(refusedByMinute(*fleet->publish()), wanted);
        QCOMPARE(fleet->publish()->lossMinutes[2].toldToRetry, std::uint64_t{2});
        QCOMPARE(fleet->publish()->lossesSince, start + kSecond);
        const std::string before = fleet->dumpExact();
        QVERIFY(fleet->checkpoint());
        fleet = Fleet::create({}, &storage);
        QCOMPARE(fleet->dumpExact(), before);
        fleet->apply(refusals(5, 2, 1, 1));
        QCOMPARE(refusedByMinute(*fleet->publish())[start + 2 * kMinute], std::uint64_t{6});
    }

    void theOldestMinutesOfRefusalsGoAndFromWhenOnTheyAreToldIsSaid()
    {
        constexpr int kMost = 3 * 24 * 60;
        auto fleet = Fleet::create({}, nullptr);
        fleet->apply(refusals(1, 0, kMost, 1));
        const Nanos start = kDrawingStart - kDrawingStart % kMinute;
        QCOMPARE(fleet->publish()->lossesSince, start + kSecond);
        fleet->apply(refusals(kMost + 1, kMost, 2, 9));
        const auto state = fleet->publish();
        QCOMPARE(state->lossMinutes.size(), std::uint32_t{kMost});
        QCOMPARE(state->lossesSince, start + 2 * kMinute);
        const auto minutes = refusedByMinute(*state);
        QCOMPARE(minutes.begin()->first, start + 2 * kMinute);
        QCOMPARE(minutes.at(start + (kMost + 1) * kMinute), std::uint64_t{9});
        fleet->apply(refusals(kMost + 3, 1, 1, 4)); // a clock that went back
        QCOMPARE(fleet->publish()->lossesSince, start + 2 * kMinute);
        QVERIFY(!refusedByMinute(*fleet->publish()).contains(start + kMinute));
    }

    void namesBeyondTheLimitShareOneNameAndAreCounted()
    {
        FleetOptions options;
        options.maxNames = 20;
        Folded f({}, options);
        for (int i = 1; i <= 40; ++i)
            f.add("llm_call gpt @shop trace=" + std::to_string(i) + " session=s" +
                  std::to_string(i) + "\n");
        const auto state = f.state();
        QCOMPARE(std::string(state->traces[1].session), std::string("s1"));
        QCOMPARE(std::string(state->traces[40].session), std::string("(further names)"));
        const std::uint64_t folded = lost(*state, "test", LossKind::namesFolded);
        QVERIFY2(folded > 20 && folded < 40, QByteArray::number(qulonglong(folded)));
        QCOMPARE(state->totals.sessions, std::uint64_t{40} - folded + 1);
        QCOMPARE(state->totals.steps, std::uint64_t{40});
    }

    void aTraceNameBeyondTheLimitIsCountedOnce()
    {
        FleetOptions options;
        options.maxNameBytes = 8;
        Folded f("llm_call first-name @a\n", options);
        f.add("workflow second-name #50 @a trace=2\n  llm_call first-name #51 trace=2\n");
        f.add("llm_call first-name #52 parent=#50 @a trace=2\n");
        QCOMPARE(std::string(f.state()->traces[2].name), std::string("(further names)"));
        QCOMPARE(lost(*f.state(), "a@fold", LossKind::namesFolded), std::uint64_t{1});
    }

    void whatIsCutSurvivesARestart()
    {
        MemoryStorage storage;
        auto fleet = Fleet::create({}, &storage);
        fleet->apply(entriesOf(drawSteps("agent_run " + repeated("n", 300) + "\n"), 1));
        QVERIFY(fleet->checkpoint());
        const std::string expected = fleet->dumpExact();
        fleet = Fleet::create({}, &storage);
        QCOMPARE(fleet->dumpExact(), expected);
        QCOMPARE(lost(*fleet->publish(), "test", LossKind::textsCut), std::uint64_t{1});
    }
};

QTEST_APPLESS_MAIN(TestFleetCuts)
#include "tst_fleet_cuts.moc"
