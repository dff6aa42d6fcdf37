// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include <random>

#include "tests/ui/support/believable_world.h"
#include "tests/ui/support/cascade_of.h"
#include "ui/timeline/waterfall_frame.h"
#include "ui/timeline/waterfall_rows.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

Shape refund()
{
    return makeShape(cascadeOf(makeRefundView({1}, {}), FleetState()));
}

/// The lines that nothing hides, found without any index.
std::vector<WaterfallRow> slowRows(const CascadeShape& shape, const Folding& folding)
{
    const CascadeView& view = *shape.view;
    std::vector<WaterfallRow> rows;
    for (std::uint32_t n = 1; n <= view.size(); ++n) {
        bool hidden = false;
        std::uint32_t fold = 0;
        for (std::uint32_t up = view.node(n).parent; up != 0; up = view.node(up).parent)
            hidden = hidden || folding.closed[up];
        for (std::size_t i = 0; i < shape.folds.size(); ++i) {
            const FoldedRun& run = shape.folds[i];
            if (folding.opened[i] || n < run.first || n >= run.end)
                continue;
            if (n == run.first)
                fold = static_cast<std::uint32_t>(i + 1);
            else
                hidden = true;
        }
        if (!hidden)
            rows.push_back({n, fold});
    }
    return rows;
}

void compare(const WaterfallRows& rows, const CascadeShape& shape)
{
    const std::vector<WaterfallRow> wanted = slowRows(shape, rows.folding());
    QCOMPARE(rows.count(), static_cast<int>(wanted.size()));
    std::uint64_t shown = 0;
    for (int row = 0; row < rows.count(); ++row) {
        QVERIFY(rows.at(row) == wanted[static_cast<std::size_t>(row)]);
        QCOMPARE(rows.rowOf(rows.at(row).node), row);
        shown += rows.at(row).fold == 0;
    }
    QCOMPARE(rows.hidden(), shape.size() - shown);
}

} // namespace

class TestWaterfallRows : public QObject {
    Q_OBJECT
private slots:
    void whateverIsOpenedAndClosedTheLinesAreThoseThatNothingHides()
    {
        const Shape shape = makeShape(makeBigCascade(400));
        QVERIFY(!shape->folds.empty());
        std::mt19937 random(11);
        WaterfallRows rows(shape, startFolding(*shape));
        compare(rows, *shape);
        for (int i = 0; i < 300; ++i) {
            const int row = static_cast<int>(random() % static_cast<unsigned>(rows.count()));
            const unsigned what = random() % 40;
            if (what == 0)
                rows.openAll();
            else if (what == 1)
                rows.closeAll();
            else if (what < 12)
                rows.reveal(1 + random() % shape->size());
            else if (what < 26)
                rows.open(row);
            else
                rows.close(row);
            compare(rows, *shape);
        }
    }

    void aStepThatIsRevealedHasALineOfItsOwn()
    {
        const Shape shape = makeShape(makeBigCascade(400));
        WaterfallRows rows(shape, startFolding(*shape));
        for (std::uint32_t n = 1; n <= shape->size(); n += 7) {
            rows.closeAll();
            rows.reveal(n);
            QVERIFY(rows.isShown(n));
        }
    }

    void aRunOfEqualStepsIsOneLineUntilItIsOpenedAndAnyMemberClosesIt()
    {
        const Shape shape = makeShape(makeBigCascade(10));
        QCOMPARE(shape->folds.size(), 1u); // five times sql.query
        WaterfallRows rows(shape, startFolding(*shape));
        const int line = rows.rowOf(shape->folds[0].first);
        QCOMPARE(rows.at(line).fold, 1u);
        QCOMPARE(rows.hidden(), 5u);
        QVERIFY(!rows.close(line));
        QVERIFY(rows.open(line));
        QCOMPARE(rows.count(), 10);
        QVERIFY(rows.close(line + 3));
        QCOMPARE(rows.hidden(), 5u);
    }

    void whatIsClosedStaysClosedInANewerViewOfTheCascade()
    {
        TraceView view = makeRefundView({1}, {});
        const Shape before = makeShape(cascadeOf(view, FleetState()));
        WaterfallRows rows(before, startFolding(*before));
        constexpr std::uint32_t kLookup = 9; // order-lookup
        QVERIFY(rows.close(rows.rowOf(kLookup)));
        TraceNode early = view.nodes[1];
        early.span.value = 77;
        view.nodes.insert(view.nodes.begin() + 1, early);
        for (std::size_t i = 2; i < view.nodes.size(); ++i)
            view.nodes[i].parent += view.nodes[i].parent > 1 ? 1 : 0;
        const Shape next = makeShape(cascadeOf(view, FleetState()));
        const WaterfallRows grown(next, carryFolding(*before, rows.folding(), *next));
        QCOMPARE(grown.count(), rows.count() + 1);
        QVERIFY(!grown.isOpen(grown.rowOf(kLookup + 1)));
        const StepKey key = keyOf(*before->view, kLookup);
        QCOMPARE(findSteps(*next->view, {&key, 1}).front(), kLookup + 1);
    }

    void theSmallMapHidesNoFailureHoweverLargeTheCascade()
    {
        const auto view = makeBigCascade(200'000);
        const DensityMap map(*view, view->facts.start, view->facts.end);
        QCOMPARE(map.bands(), DensityMap::kMostBands);
        std::vector<bool> failing(map.bands(), false);
        for (std::uint32_t n = 1; n <= view->size(); ++n)
            if (view->node(n).status == StepStatus::error)
                failing[map.bandOf(n)] = true;
        for (std::uint32_t band = 0; band < map.bands(); ++band)
            QCOMPARE(map.worst(band, 0, DensityMap::kColumns) == SpanOfTimeState::failed,
                     bool{failing[band]});
        QCOMPARE(DensityMap(CascadeView(), 0, 1).bands(), 0u);
    }

    void zoomingKeepsTheMomentUnderTheMouseAndNeverLeavesTheCascade()
    {
        WaterfallFrame frame;
        frame.size = {992, 640};
        frame.start = kPictureTime;
        frame.end = kPictureTime + 860 * kSecond;
        frame.fit();
        QVERIFY(frame.fits());
        QCOMPARE(frame.x(frame.start), frame.labels());
        std::mt19937 random(3);
        for (int i = 0; i < 400; ++i) {
            const double x = frame.labels() + random() % 500;
            const Nanos under = frame.at(x);
            frame.zoomAt(x, random() % 2 == 0 ? 1.25 : 0.8);
            if (frame.from > 0 && frame.to < 860e9)
                QVERIFY(std::abs(frame.x(under) - x) < 0.01);
            frame.pan(static_cast<double>(random() % 200) - 100);
            QVERIFY(frame.from >= 0 && frame.to <= 860e9 * 1.02);
            QVERIFY(frame.to - frame.from >= WaterfallFrame::kShortest * 0.999);
        }
    }

    void labelsAndBarsLeaveRoomForEachOther()
    {
        WaterfallFrame frame;
        for (const double width : {320.0, 700.0, 2560.0})
            for (const double wanted : {0.0, 372.0, 9000.0}) {
                frame.size = {width, 600};
                frame.wantedLabels = wanted;
                QVERIFY(frame.labels() >= WaterfallFrame::kLeastLabels);
                QVERIFY(frame.barsRight() - frame.labels() >= WaterfallFrame::kLeastBars);
            }
    }

    void anUnfinishedStepLastsUntilWhatIsKnownEnds()
    {
        const Shape shape = refund();
        QCOMPARE(shape->view->node(1).status, StepStatus::running);
        QCOMPARE(shape->ownEnd(1), shape->end);
        QVERIFY(!shape->pathOf(25).empty()); // the approval that everything waited for
        QCOMPARE(shape->waits.size(), 1u);
        QCOMPARE(shape->waited, 244'100 * kMillisecond);
    }
};

QTEST_MAIN(TestWaterfallRows)
#include "tst_waterfall_rows.moc"
