// SPDX-License-Identifier: GPL-3.0-or-later
// Watched cascades and large traces are put together beside the fold: while steps arrive, when somebody looks elsewhere, and to the end.
#include "core/fleet/cascade_view.h"
#include "core/session/folder.h"
#include "core/store/state_store.h"
#include "tests/core/fleet/cascade_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <mutex>

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

std::string textOf(const TraceView& view)
{
    std::string text;
    for (const TraceNode& node : view.nodes)
        for (const std::int64_t n :
             {std::int64_t(node.span.value), std::int64_t{node.parent}, std::int64_t{node.depth},
              node.start, node.end, std::int64_t(node.status), std::int64_t{node.costBelow}})
            text += std::to_string(n) + " ";
    for (const TraceDelegation& edge : view.delegations)
        text += edge.fromAgent + ">" + edge.toAgent + " " + std::to_string(edge.toNode) + "\n";
    return text;
}

/// A checkpoint on a disk that answers the fold when it is let.
class SlowStorage final : public KeyedStorage {
public:
    explicit SlowStorage(std::unique_ptr<KeyedStorage> storage) : m_storage(std::move(storage)) {}
    Seq checkpointSeq() override { return m_storage->checkpointSeq(); }
    std::string get(std::string_view table, std::uint64_t key) override
    {
        if (table == "fleet.steps") {
            std::unique_lock lock(m_mutex);
            waiting = true;
            m_changed.wait(lock, [this] { return m_open; });
        }
        return m_storage->get(table, key);
    }
    void put(std::string_view table, std::uint64_t key, std::string_view value) override
    {
        m_storage->put(table, key, value);
    }
    void remove(std::string_view table, std::uint64_t key) override
    {
        m_storage->remove(table, key);
    }
    Status commit(Seq seq) override { return m_storage->commit(seq); }
    std::unique_ptr<KeyedReader> reader() override { return m_storage->reader(); }
    void clear() override { m_storage->clear(); }

    void letGo()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_open = true;
        }
        m_changed.notify_all();
    }
    std::atomic<bool> waiting = false;

private:
    std::unique_ptr<KeyedStorage> m_storage;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

std::unique_ptr<KeyedStorage> stateIn(const QTemporaryDir& directory)
{
    auto state = StateStore::open(directory.path().toStdString(), StateAccess::writer);
    return state ? std::move(*state) : nullptr;
}

std::shared_ptr<const CascadeView> opened(const Folder& folder, std::uint32_t trace)
{
    const auto state = folder.snapshot();
    const auto at = state->openedCascades.find(trace);
    return at == state->openedCascades.end() ? nullptr : at->second;
}

std::shared_ptr<const TraceView> openedTrace(const Folder& folder, std::uint32_t trace)
{
    const auto state = folder.snapshot();
    const auto at = state->opened.find(trace);
    return at == state->opened.end() ? nullptr : at->second;
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

    void theStructureOfAHugeTraceThatLeftMemoryDoesNotWaitForTheFold()
    {
        const QTemporaryDir directory;
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, 1)), 1);
        {
            Folder folder({}, stateIn(directory), nullptr);
            folder.accept(batchOf(all, 0, all.entries.size()));
        }
        auto storage = std::make_unique<SlowStorage>(stateIn(directory));
        SlowStorage& disk = *storage;
        Folder folder({}, std::move(storage), nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(folder.snapshot()->totals.steps,
                                  std::uint64_t{all.entries.size()}, 60'000);
        std::atomic<int> wakes = 0;
        folder.onChanged([&] { ++wakes; });
        const EntryBatch late = entriesOf(drawSteps("llm_call gpt #900001 parent=#1 @s [1-2]\n"),
                                          all.entries.back().seq + 1);
        folder.accept(batchOf(late, 0, 1)); // the fold needs the whole trace for it
        QTRY_VERIFY_WITH_TIMEOUT(disk.waiting, 60'000);
        folder.watchCascade({1});
        QTRY_VERIFY_WITH_TIMEOUT(opened(folder, 1) != nullptr, 60'000);
        const auto structure = opened(folder, 1);
        QVERIFY(wakes > 0);
        QCOMPARE(structure->facts.steps, std::uint64_t{all.entries.size()});
        QCOMPARE(structure->facts.stepsToCome + structure->size(),
                 std::uint64_t{all.entries.size()});
        disk.letGo();
        const auto isWhole = [&] {
            const auto view = opened(folder, 1);
            return view != nullptr && view->facts.steps == all.entries.size() + 1 &&
                   view->facts.stepsToCome == 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
        auto alone = Fleet::create({}, nullptr);
        alone->apply(all);
        alone->apply(late);
        QVERIFY(textOf(*opened(folder, 1)) == textOf(*alone->cascade({1})));
        folder.unwatchCascade({1});
        QTRY_VERIFY_WITH_TIMEOUT(opened(folder, 1) == nullptr, 60'000);
    }

    void aLargeTraceThatGrowsIsShownBesideTheFoldAndEndsAsIfItHadBeenThereFromTheStart()
    {
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, 1)), 1);
        Folder folder({}, nullptr, nullptr);
        folder.accept(batchOf(all, 0, 4'000)); // small yet
        folder.watch({1});
        QTRY_VERIFY_WITH_TIMEOUT(openedTrace(folder, 1) != nullptr, 60'000);
        for (std::size_t at = 4'000; at < all.entries.size(); at += 2'000) {
            folder.accept(batchOf(all, at, 2'000));
            QTest::qWait(10);
            QVERIFY(openedTrace(folder, 1) != nullptr); // an older one rather than none
        }
        const auto isWhole = [&] {
            const auto view = openedTrace(folder, 1);
            return view->nodes.size() == all.entries.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60'000);
        auto alone = Fleet::create({}, nullptr);
        alone->apply(all);
        QVERIFY(textOf(*openedTrace(folder, 1)) == textOf(*alone->view({1})));
        const auto later = batchOf(entriesOf(drawSteps("trace=7\nagent_run other #1 @s [0-9]\n"),
                                             all.entries.back().seq + 1),
                                   0, 1);
        later->entries.front().arrival = all.entries.back().arrival + kMinute;
        folder.accept(later); // its row, which is paced, has come level by then
        QTRY_COMPARE_WITH_TIMEOUT(std::size_t{openedTrace(folder, 1)->row.steps},
                                  all.entries.size(), 60'000);
    }

    void aLargeTraceThatLeftMemoryIsShownAsItWas()
    {
        const QTemporaryDir directory;
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, 1)), 1);
        {
            Folder folder({}, stateIn(directory), nullptr);
            folder.accept(batchOf(all, 0, all.entries.size()));
        }
        Folder folder({}, stateIn(directory), nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(folder.snapshot()->totals.steps,
                                  std::uint64_t{all.entries.size()}, 60'000);
        folder.watch({1});
        QTRY_VERIFY_WITH_TIMEOUT(openedTrace(folder, 1) != nullptr, 60'000);
        auto alone = Fleet::create({}, nullptr);
        alone->apply(all);
        QVERIFY(textOf(*openedTrace(folder, 1)) == textOf(*alone->view({1})));
    }

    void aLargeTraceThatNobodyWantsAnyMoreIsNotShown()
    {
        const EntryBatch all = entriesOf(drawSteps(drawingOf(kBlocks, 1)), 1);
        Folder folder({}, nullptr, nullptr);
        folder.accept(batchOf(all, 0, all.entries.size()));
        for (int i = 0; i < 20; ++i) {
            folder.watch({1});
            QTest::qWait(i);
            folder.unwatch({1});
        }
        QTest::qWait(300); // what was begun must not turn up later
        folder.accept(batchOf(entriesOf(drawSteps("trace=7\nagent_run other #1 @s [0-9]\n"),
                                        all.entries.back().seq + 1),
                              0, 1));
        QTRY_COMPARE_WITH_TIMEOUT(folder.snapshot()->totals.traces, std::uint64_t{2}, 60'000);
        QVERIFY(openedTrace(folder, 1) == nullptr);
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
