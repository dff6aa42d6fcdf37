// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGui/QClipboard>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>

#include "tests/ui/support/believable_world.h"
#include "tests/ui/support/cascade_of.h"
#include "ui/timeline/waterfall_canvas.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

/// The widget alone, 992 x 640, with the refund cascade or another.
struct Stage {
    ThemeController theme{ThemeKind::light};
    WaterfallCanvas canvas{theme, nullptr};

    explicit Stage(std::shared_ptr<const CascadeView> view = nullptr)
    {
        if (!view)
            view = cascadeOf(makeRefundView({1}, {}), FleetState());
        canvas.resize(992, 640);
        canvas.show();
        canvas.activateWindow();
        canvas.setFocus();
        const Shape shape = makeShape(std::move(view));
        canvas.setShape(shape, startFolding(*shape), false);
        QVERIFY(QTest::qWaitForWindowActive(&canvas));
    }
    const WaterfallFrame& frame() const { return canvas.frame(); }
    int lineY(int row) const { return static_cast<int>(frame().line(row).center().y()); }
    int indent(int row) const
    {
        const std::uint32_t node = canvas.rows().at(row).node;
        return static_cast<int>(indentOf(canvas.shape()->view->node(node).depth));
    }
    QPoint label(int row) const { return {indent(row) + 60, lineY(row)}; }
    QPoint chevron(int row) const { return {indent(row) + 5, lineY(row)}; }
    QPoint bar(double share, int row) const
    {
        const double x = frame().labels() + share * (frame().barsRight() - frame().labels());
        return {static_cast<int>(x), lineY(row)};
    }
    /// Inside the bar of a step.
    QPoint middle(std::uint32_t node) const
    {
        const double x = (frame().x(canvas.shape()->view->node(node).start) +
                          frame().x(canvas.shape()->ownEnd(node))) /
                         2;
        return {static_cast<int>(x), lineY(canvas.rows().rowOf(node)) - 2};
    }
    void click(const QPoint& at) { QTest::mouseClick(&canvas, Qt::LeftButton, {}, at); }
    void drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers keys = {})
    {
        QTest::mousePress(&canvas, Qt::LeftButton, keys, from);
        for (const QPoint& at : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, canvas.mapToGlobal(at), Qt::NoButton,
                             Qt::LeftButton, keys);
            QApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, Qt::LeftButton, keys, to);
    }
    void wheel(const QPoint& at, int notches, Qt::KeyboardModifiers keys)
    {
        QWheelEvent event(at, canvas.mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }
    QColor pixel(const QPoint& at) { return canvas.grab().toImage().pixelColor(at); }
};

} // namespace

class TestWaterfall : public QObject {
    Q_OBJECT
private slots:
    void aClickSelectsALineAndSaysSoToThoseWhoListen()
    {
        Stage stage;
        QSignalSpy selected(&stage.canvas, &WaterfallCanvas::selectionChanged);
        stage.click(stage.label(6));
        QCOMPARE(stage.canvas.selected(), stage.canvas.rows().at(6).node);
        QCOMPARE(selected.count(), 1);
        QVERIFY(stage.canvas.accessibleDescription().contains(QLatin1String("chat sonnet-4.5")));
        stage.click(stage.bar(0.5, 3));
        QCOMPARE(stage.canvas.selected(), stage.canvas.rows().at(3).node);
    }

    void theChevronFoldsAndTheFooterShowsEverythingAgain()
    {
        Stage stage;
        const int all = stage.canvas.rows().count();
        stage.click(stage.chevron(5));
        QVERIFY(stage.canvas.rows().count() < all);
        QVERIFY(!stage.canvas.rows().isOpen(5));
        QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, stage.label(5));
        QCOMPARE(stage.canvas.rows().count(), all);
        stage.click(stage.chevron(5));
        QVERIFY(stage.frame().footer);
        stage.click({40, static_cast<int>(stage.frame().foot().center().y())});
        QCOMPARE(stage.canvas.rows().hidden(), 0u);
    }

    void arrowsWalkFoldAndUnfold()
    {
        Stage stage;
        QTest::keyClick(&stage.canvas, Qt::Key_End);
        QCOMPARE(stage.canvas.selected(),
                 stage.canvas.rows().at(stage.canvas.rows().count() - 1).node);
        QTest::keyClick(&stage.canvas, Qt::Key_Home);
        QTest::keyClick(&stage.canvas, Qt::Key_Down);
        QCOMPARE(stage.canvas.selected(), 2u);
        QTest::keyClick(&stage.canvas, Qt::Key_Left); // a leaf folds what it stands in
        QCOMPARE(stage.canvas.selected(), 1u);
        QCOMPARE(stage.canvas.rows().count(), 1);
        QTest::keyClick(&stage.canvas, Qt::Key_Right);
        QTest::keyClick(&stage.canvas, Qt::Key_Return);
        QCOMPARE(stage.canvas.rows().count(), 1);
        stage.canvas.unfoldAll();
        stage.canvas.select(2);
        stage.canvas.goToNeighbour(1);
        QCOMPARE(stage.canvas.selected(), 3u);
        stage.canvas.goToNeighbour(-1);
        stage.canvas.goToNeighbour(-1);
        QCOMPARE(stage.canvas.selected(), 2u);
        QTest::keyClick(&stage.canvas, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("model call")));
    }

    void draggingMeasuresAndWithControlChoosesATimeForAllViews()
    {
        Stage stage;
        QSignalSpy chosen(&stage.canvas, &WaterfallCanvas::rangeChosen);
        stage.drag(stage.bar(0.25, 2), stage.bar(0.75, 2));
        QVERIFY(stage.canvas.marks().measured);
        const auto [from, to] = *stage.canvas.marks().measured;
        const double length = stage.frame().to - stage.frame().from;
        QVERIFY(std::abs(static_cast<double>(to - from) - length / 2) < length / 100);
        QCOMPARE(chosen.count(), 0);
        stage.drag(stage.bar(0.6, 2), stage.bar(0.2, 2), Qt::ControlModifier);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(chosen.first()[0].toLongLong() < chosen.first()[1].toLongLong());
        QVERIFY(!stage.canvas.marks().measured);
    }

    void theWheelScrollsZoomsAndPans()
    {
        Stage stage(makeBigCascade(2000));
        stage.wheel({500, 300}, -2, Qt::NoModifier);
        QCOMPARE(stage.frame().topRow, 6);
        const Nanos under = stage.frame().at(700);
        const double length = stage.frame().to - stage.frame().from;
        stage.wheel({700, 300}, 4, Qt::ControlModifier);
        QVERIFY(stage.frame().to - stage.frame().from < length / 2);
        QVERIFY(std::abs(stage.frame().x(under) - 700) < 0.01);
        const double from = stage.frame().from;
        stage.wheel({700, 300}, -1, Qt::ShiftModifier);
        QVERIFY(stage.frame().from > from);
        stage.canvas.fitAll();
        QVERIFY(stage.frame().fits());
    }

    void fittingShowsTheStepAndThenEverything()
    {
        Stage stage;
        stage.canvas.select(12); // sql.query
        stage.canvas.fit();
        const CascadeNode& node = stage.canvas.shape()->view->node(12);
        QVERIFY(stage.frame().x(node.start) > stage.frame().labels());
        QVERIFY(stage.frame().x(node.end) - stage.frame().x(node.start) >
                (stage.frame().barsRight() - stage.frame().labels()) / 2);
        stage.canvas.fit();
        QVERIFY(stage.frame().fits());
    }

    void theSmallMapTakesThePersonThere()
    {
        Stage stage(makeBigCascade(5000));
        const Shape& shape = stage.canvas.shape();
        stage.canvas.zoomTo(shape->start, shape->start + kSecond / 2);
        const QRectF map = stage.frame().mapBars();
        stage.click(QPointF(map.left() + map.width() * 0.75, map.bottom() - 2).toPoint());
        const double middle = (stage.frame().from + stage.frame().to) / 2;
        QVERIFY(std::abs(middle / static_cast<double>(shape->end - shape->start) - 0.75) < 0.02);
        QVERIFY(stage.frame().topRow > stage.canvas.rows().count() / 2);
    }

    void aPinnedLineStaysAtTheTopAndIsFoundAgain()
    {
        Stage stage(makeBigCascade(2000));
        stage.canvas.select(3);
        stage.canvas.togglePin();
        QCOMPARE(stage.frame().pinned, 1);
        stage.canvas.select(1501);
        stage.click({120, static_cast<int>(stage.frame().pins().center().y())});
        QCOMPARE(stage.canvas.selected(), 3u);
        stage.canvas.togglePin();
        QCOMPARE(stage.frame().pinned, 0);
    }

    void theLabelColumnIsAsWideAsThePersonWants()
    {
        Stage stage;
        const double before = stage.frame().labels();
        const QPoint divider(static_cast<int>(before), 300);
        stage.drag(divider, divider + QPoint(80, 0));
        QVERIFY(std::abs(stage.frame().labels() - before - 80) < 2);
    }

    void aNewerViewKeepsTheZoomTheSelectionAndThePlaceOnTheScreen()
    {
        Stage stage(makeBigCascade(2000));
        stage.canvas.select(901);
        stage.wheel({700, 300}, 3, Qt::ControlModifier);
        const double from = stage.frame().from;
        const int y = stage.lineY(stage.canvas.rows().rowOf(901));
        const Shape next = makeShape(makeBigCascade(2600));
        QSignalSpy selected(&stage.canvas, &WaterfallCanvas::selectionChanged);
        stage.canvas.setShape(
            next, carryFolding(*stage.canvas.shape(), stage.canvas.rows().folding(), *next), true);
        stage.canvas.reselect(901);
        QCOMPARE(stage.canvas.selected(), 901u);
        QCOMPARE(selected.count(), 0);
        QCOMPARE(stage.frame().from, from);
        QCOMPARE(stage.lineY(stage.canvas.rows().rowOf(901)), y);
    }

    void whatIsDrawnTellsTheStates()
    {
        Stage stage;
        const Theme& t = stage.theme.theme();
        QCOMPARE(stage.pixel(stage.middle(18)), t.barModel);  // chat, 208 s
        QCOMPARE(stage.pixel(stage.middle(9)), t.barFrame);   // order-lookup
        QCOMPARE(stage.pixel(stage.middle(12)), t.barFailed); // sql.query timed out
        const QPoint below = stage.middle(25) + QPoint(-60, 8);
        QCOMPARE(stage.pixel(below), t.ink); // the path runs through the approval …
        stage.canvas.setCriticalPath(false);
        QVERIFY(stage.pixel(below) != t.ink); // … until it is switched off
    }

    void litStepsAreDrawnAsTheyAreAndTheOthersStepBack()
    {
        Stage stage;
        auto lit = std::make_shared<std::vector<bool>>(stage.canvas.shape()->size() + 1u, false);
        (*lit)[12] = true;
        stage.canvas.setLit(lit);
        QCOMPARE(stage.pixel(stage.middle(18)), stage.theme.theme().borderSubtle);
        QCOMPARE(stage.pixel(stage.middle(12)), stage.theme.theme().barFailed);
        stage.canvas.setLit(nullptr);
        QCOMPARE(stage.pixel(stage.middle(18)), stage.theme.theme().barModel);
    }

    void hoverDrawsOneLineAcrossEverything()
    {
        Stage stage;
        const QPoint at = stage.bar(0.93, 2);
        QMouseEvent move(QEvent::MouseMove, at, stage.canvas.mapToGlobal(at), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(&stage.canvas, &move);
        QVERIFY(stage.canvas.marks().hoverX.has_value());
        const QColor line = stage.theme.theme().selection;
        QCOMPARE(stage.pixel({at.x(), stage.lineY(2)}), line);
        QCOMPARE(stage.pixel({at.x(), stage.lineY(10)}), line);
    }

    void anEmptyCascadeAndOneThatIsAwaitedAreSaidNotBlank()
    {
        ThemeController theme(ThemeKind::dark);
        WaterfallCanvas canvas(theme, nullptr);
        canvas.resize(600, 400);
        canvas.setWaiting(true, QStringLiteral("Putting it together."));
        QVERIFY(canvas.waiting());
        canvas.grab();
        canvas.setShape(nullptr, {}, false);
        QTest::keyClick(&canvas, Qt::Key_Down);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, {300, 200});
        canvas.fit();
        canvas.foldAll();
        QCOMPARE(canvas.selected(), 0u);
    }
};

QTEST_MAIN(TestWaterfall)
#include "tst_waterfall.moc"
