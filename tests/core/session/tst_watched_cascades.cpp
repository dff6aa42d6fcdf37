// SPDX-License-Identifier: GPL-3.0-or-later
// Watched cascades are put together beside the fold: while steps arrive, when somebody looks elsewhere, and to the end.
#include "core/fleet/cascade_view.h"
#include "core/session/folder.h"
#include "tests/core/fleet/cascade_fixture.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

constexpr unsigned kBlocks = 4'200; ///< in all traces of a world, ten steps each

/// Runs below runs, over `traces` traces that links join.
std::string drawingOf(unsigned blocks, unsigned traces)
{
    std::string drawing;
    for (unsigned block = 0; block < blocks; ++block) {
        const unsigned trace = block % traces + 1;
        const std::string first = std::to_string(block * 10 + 1);
        drawing += "trace=" + std::to_string(trace) + "\nagent_run a" + std::to_string(block % 7) +
                   " #" + first + " @s [" + std::to_string(block) + "-90000]";
        if (block >= traces)
            drawing += " parent=#" + std::to_string((block - traces) * 10 + 1);
        else if (trace > 1)
            drawing += " link=" + std::to_string(trace / 2) + "/#" +
                       std::to_string((trace / 2 - 1) * 10 + 1);
        drawing += "\n";
        for (unsigned i = 2; i <= 10; ++i)
            drawing += "  llm_call gpt #" + std::to_string(block * 10 + i) + " [" +
                       std::to_string(block + i) + "-80000] in=10 out=5 cost=7\n";
    }
    return drawing;
}

std::shared_ptr<EntryBatch> batchOf(const EntryBatch& all, std::size_t first, std::size_t count)
{
    auto batch = std::make_shared<EntryBatch>();
    batch->hold = all.hold;
    batch->entries.assign(all.entries.begin() + static_cast<std::ptrdiff_t>(first),
                          all.entries.begin() + static_cast<std::ptrdiff_t>(
                                                    std::min(all.entries.size(), first + count)));
    return batch;
}

std::string textOf(const CascadeView& view)
{
    std::string text = outlineOf(view);
    for (const std::int64_t n :
         {std::int64_t{view.facts.steps}, std::int64_t{view.facts.runs}, view.facts.cost.total(),
          std::int64_t(view.edges.size()), std::int64_t(view.traces.size()), view.facts.end})
        text += std::to_string(n) + " ";
    return text;
}

std::shared_ptr<const CascadeView> opened(const Folder& folder, std::uint32_t trace)
{
    const auto state = folder.snapshot();
    const auto at = state->openedCascades.find(trace);
    return at == state->openedCascades.end() ? nullptr : at->second;
}

} // namespace

class TestWatchedCascades : public QObject {
    Q_OBJECT

private slots:
    void whatGrowsWhileItIsPutTogetherEndsAsIfItHadBeenThereFromTheStart_data()
    {
        QTest::addColumn<unsigned>("traces");
        QTest::newRow("one trace") << 1u;
        QTest::newRow("many traces") << 900u;
    }
    void whatGrowsWhileItIsPutTogetherEndsAsIfItHadBeenThereFromTheStart()
    {
        QFETCH(unsigned, traces);
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, traces)), 1);
        Folder folder({}, nullptr, nullptr);
        folder.accept(batchOf(all, 0, 40'500));
        folder.watchCascade({1});
        QTRY_VERIFY_WITH_TIMEOUT(opened(folder, 1) != nullptr, 60'000);
        std::vector<std::shared_ptr<const CascadeView>> shown;
        for (std::size_t at = 40'500; at < all.entries.size(); at += 500) {
            folder.accept(batchOf(all, at, 500));
            QTest::qWait(20);
            if (const auto view = opened(folder, 1);
                view != nullptr && (shown.empty() || shown.back() != view))
                shown.push_back(view);
        }
        const auto isWhole = [&] {
            const auto view = opened(folder, 1);
            return view != nullptr && view->facts.stepsToCome == 0 &&
                   view->facts.steps == all.entries.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
        auto alone = Fleet::create({}, nullptr);
        alone->apply(all);
        QVERIFY(textOf(*opened(folder, 1)) == textOf(*alone->cascade({1})));
        QVERIFY(!shown.empty());
        for (std::size_t i = 1; i < shown.size(); ++i)
            QVERIFY(shown[i]->revision >= shown[i - 1]->revision);
    }

    void whoLooksElsewhereDoesNotWaitForWhatNobodyWantsAnyMore()
    {
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, 1)), 1);
        const EntryBatch small = entriesOf(drawSteps("trace=7\nagent_run other #1 @s [0-9]\n"),
                                           all.entries.back().seq + 1);
        Folder folder({}, nullptr, nullptr);
        folder.accept(batchOf(all, 0, all.entries.size()));
        folder.accept(batchOf(small, 0, 1));
        for (int i = 0; i < 20; ++i) {
            folder.watchCascade({1});
            QTest::qWait(i);
            folder.unwatchCascade({1});
        }
        folder.watchCascade({2});
        QTRY_VERIFY_WITH_TIMEOUT(opened(folder, 2) != nullptr, 60'000);
        QCOMPARE(opened(folder, 2)->size(), 1u);
        QVERIFY(opened(folder, 1) == nullptr);
        QTest::qWait(200); // what was begun for the first one must not turn up later
        QVERIFY(opened(folder, 1) == nullptr);
    }

    void aFoldThatEndsWhileACascadeIsPutTogetherEndsAtOnce()
    {
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, 900)), 1);
        for (int wait = 0; wait <= 20; wait += 10) {
            Folder folder({}, nullptr, nullptr);
            folder.accept(batchOf(all, 0, all.entries.size()));
            folder.watchCascade({5});
            QTest::qWait(wait);
            folder.close();
            QCOMPARE(folder.snapshot()->totals.steps, std::uint64_t{all.entries.size()});
        }
    }
};

QTEST_GUILESS_MAIN(TestWatchedCascades)
#include "tst_watched_cascades.moc"
