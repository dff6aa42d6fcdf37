// SPDX-License-Identifier: GPL-3.0-or-later
// The room Fleet in the real window with real events: selecting, walking, panning, groups, neighbourhoods, hiding,
// finding, switches, the table - and that nothing moves that nobody asked to move.
#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/fleet_desk.h"
#include "ui/views/alarms_view.h"
#include <QtTest/QSignalSpy>

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

#include "ui/views/agents_view.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/widgets/data_table.h"

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;
using namespace Qt::StringLiterals;

class TestFleetRoom : public QObject {
    Q_OBJECT

private slots:
    void thePanelNamesTheAlarmsOfWhatIsSelectedAndLeadsToThem()
    {
        FleetDesk room;
        fillAlarms(*room.session, room.refund);
        room.settle();
        room.click(room.at(u"billing-refunds"_s));
        QTRY_COMPARE(room.fleet().panel().shown().title, u"billing-refunds"_s);
        QTRY_VERIFY(!room.fleet().panel().alarms().rows().empty());
        const std::vector<KeyValue> rows = room.fleet().panel().alarms().rows();
        QCOMPARE(rows.size(), std::size_t{5}); // of those that hold or were not seen
        QCOMPARE(rows.front().key, u"high, not seen yet"_s);
        QVERIFY(rows.front().value.contains(u"11 times"_s));
        emit room.fleet().panel().alarms().activatedRow(0);
        QCOMPARE(room.window->state().room(), Room::alarms);
        QTRY_VERIFY(room.window->alarms().current() != nullptr);
        QCOMPARE(room.window->alarms().current()->id, AlarmId{1000 + kUnseenHigh});
        room.window->state().goTo(Room::fleet);
        room.click(room.at(u"procurement-negotiator"_s));
        QTRY_COMPARE(room.fleet().panel().shown().title, u"procurement-negotiator"_s);
        QTRY_VERIFY(room.fleet().panel().alarms().rows().empty());
    }

    void clickingANodeSelectsItEverywhereAndFillsThePanel()
    {
        FleetDesk room;
        room.click(room.at(u"billing-refunds"_s));
        QCOMPARE(room.window->state().actors(), (ActorSelection{{2}, {}}));
        room.settle();
        const FleetDetail& detail = room.fleet().panel().shown();
        QTRY_COMPARE(detail.title, u"billing-refunds"_s);
        QVERIFY(!detail.authority.rows.empty());
        QCOMPARE(detail.measures.size(), std::size_t{6});
        QVERIFY(room.peers().contains(u"support-triage"_s));
        QVERIFY(room.peers().contains(u"refund-approval"_s));
        QCOMPARE(detail.tools.front().name, u"stripe.refund"_s);
    }

    void aSpikeIsFarOutsideItsNormalBand()
    {
        FleetDesk room;
        room.click(room.at(u"procurement-negotiator"_s));
        QTRY_COMPARE(room.fleet().panel().shown().title, u"procurement-negotiator"_s);
        const FleetRow& spend = room.fleet().panel().shown().measures.front();
        QVERIFY(spend.band.known >= 30);
        QVERIFY2(spend.now > spend.band.high(), qPrintable(spend.value + spend.second));
    }

    void whatNobodyCountedIsNotTakenForZero()
    {
        FleetDesk room;
        room.click(room.at(u"billing-refunds"_s));
        QTRY_COMPARE(room.fleet().panel().shown().title, u"billing-refunds"_s);
        const FleetDetail& detail =
            room.fleet().panel().shown(); // known for a day, counted for 3 h
        QVERIFY2(detail.bandNote.contains(u"last 18"_s), qPrintable(detail.bandNote));
        room.session->building().minutes = {};
        room.session->publish();
        QTRY_COMPARE(room.fleet().panel().shown().bandNote, u"normal is not known yet"_s);
        for (const FleetRow& row : room.fleet().panel().shown().measures)
            QVERIFY2(row.band.known == 0, qPrintable(row.name));
    }

    void clickingALineTellsHowItIsKnown()
    {
        FleetDesk room;
        const EdgeFacts* inferred = nullptr;
        for (const EdgeFacts& edge : room.picture().edges)
            if (edge.knownBy == graph::KnownBy::inferred)
                inferred = &edge;
        QVERIFY(inferred != nullptr);
        room.click(room.at(Hit{What::edge, inferred->key}));
        QCOMPARE(room.canvas().selected(), (Hit{What::edge, inferred->key}));
        QCOMPARE(room.window->state().actors(), (ActorSelection{{4}, {5}}));
        QTRY_COMPARE(room.fleet().panel().shown().kind, u"delegation"_s);
        const FleetDetail& detail = room.fleet().panel().shown();
        QCOMPARE(detail.evidence.size(), std::size_t{1});
        QCOMPARE(detail.evidence.front().key, u"the same id seen on both sides"_s);
        QVERIFY(detail.authority.rows.empty());
    }

    void aSelectionMadeElsewhereIsShownHere()
    {
        FleetDesk room;
        room.window->state().selectActor({{1}, {2}});
        QCOMPARE(room.canvas().selected().what, What::edge);
        room.window->state().selectActor({{3}, {}});
        QCOMPARE(room.canvas().selected(), (Hit{What::node, 3}));
    }

    void draggingPansAndTheWheelZoomsWhereThePointerIs()
    {
        FleetDesk room;
        const QPoint empty(room.canvas().width() - 20, 8);
        const QPointF before = room.canvas().placeOf({What::node, 1});
        QTest::mousePress(&room.canvas(), Qt::LeftButton, Qt::NoModifier, empty);
        QTest::mouseMove(&room.canvas(), empty + QPoint(-40, 30));
        QTest::mouseMove(&room.canvas(), empty + QPoint(-60, 50));
        QTest::mouseRelease(&room.canvas(), Qt::LeftButton, Qt::NoModifier,
                            empty + QPoint(-60, 50));
        const QPointF panned = room.canvas().placeOf({What::node, 1}) - before;
        QVERIFY2((panned - QPointF(-60, 50)).manhattanLength() < 1,
                 qPrintable(u"%1, %2"_s.arg(panned.x()).arg(panned.y())));
        QCOMPARE(room.canvas().selected().what, What::nothing);
        const QPointF fixed = room.canvas().placeOf({What::node, 1});
        QWheelEvent wheel(fixed, room.canvas().mapToGlobal(fixed), {}, {0, 240}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        const double zoom = room.canvas().zoom();
        QApplication::sendEvent(&room.canvas(), &wheel);
        QVERIFY(room.canvas().zoom() > zoom);
        QVERIFY((room.canvas().placeOf({What::node, 1}) - fixed).manhattanLength() < 1);
    }

    void theOverviewBringsThePictureThere()
    {
        FleetDesk room;
        room.canvas().zoomBy(2);
        const QRectF map = room.canvas().mapRect();
        QCOMPARE(map.size().toSize(), FleetCanvas::kMap);
        const QPointF before = room.canvas().camera().origin;
        room.click(map.topLeft().toPoint() + QPoint(20, 20));
        const QPointF left = room.canvas().camera().origin;
        room.click(map.bottomRight().toPoint() - QPoint(20, 20));
        QVERIFY(left != before);
        QVERIFY(room.canvas().camera().origin.x() > left.x());
        QVERIFY(room.canvas().camera().origin.y() > left.y());
    }

    void keysZoomPanFitAndWalk()
    {
        FleetDesk room;
        const double fitted = room.canvas().zoom();
        room.press(Qt::Key_W);
        QVERIFY(room.canvas().zoom() > fitted);
        const double x = room.canvas().camera().origin.x();
        room.press(Qt::Key_D);
        QVERIFY(room.canvas().camera().origin.x() > x);
        room.press(Qt::Key_F);
        QCOMPARE(room.canvas().zoom(), fitted);
        room.press(Qt::Key_Tab);
        QCOMPARE(room.canvas().selected().what, What::node);
        const graph::Key first = room.canvas().selected().key;
        room.press(Qt::Key_Tab);
        QVERIFY(room.canvas().selected().key != first);
        room.press(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(room.canvas().selected().key, first);
        room.window->state().selectActor({{1}, {}});
        room.press(Qt::Key_Right); // support-triage hands over to billing-refunds
        QCOMPARE(room.canvas().selected().key, graph::Key{2});
        room.press(Qt::Key_Left);
        QCOMPARE(room.canvas().selected().key, graph::Key{1});
    }

    void tabLeavesTheGraphAtItsLastNode()
    {
        FleetDesk room;
        const std::size_t nodes = room.picture().nodes.size();
        for (std::size_t i = 0; i < nodes + 1; ++i)
            room.press(Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget() != &room.canvas());
    }

    void aGroupClosesToOneNodeAndOpensAgainInItsPlace()
    {
        FleetDesk room;
        const auto before = room.places();
        const graph::Key group = groupKey("risk-prod");
        room.doubleClick(room.at(Hit{What::group, group}));
        QTRY_VERIFY(room.picture().group(group)->collapsed);
        room.settle();
        QCOMPARE(room.picture().folded, std::size_t{4});
        QVERIFY(room.fleet().toolbar().countText().contains(u"4 folded"_s));
        for (const auto& [key, rect] : room.places())
            if (const auto old = before.find(key); old != before.end())
                QVERIFY(old->second == rect);
        room.click(room.at(Hit{What::node, graph::collapsedKey(group)}));
        room.press(Qt::Key_Return);
        QTRY_VERIFY(!room.picture().group(group)->collapsed);
        QVERIFY(room.places() == before);
    }

    void enterShowsTheNeighbourhoodAndEscapeEverythingAsItWas()
    {
        FleetDesk room;
        const auto before = room.places();
        room.click(room.at(u"billing-refunds"_s));
        room.press(Qt::Key_Return);
        QTRY_COMPARE(room.picture().nodes.size(), std::size_t{6});
        QVERIFY(room.picture().away > 0);
        room.press(Qt::Key_Escape);
        QTRY_COMPARE(room.picture().away, std::size_t{0});
        QVERIFY(room.places() == before);
        room.press(Qt::Key_Escape); // lets the selection go
        QCOMPARE(room.canvas().selected().what, What::nothing);
    }

    void hidingLeavesACountThatBringsThemBack()
    {
        FleetDesk room;
        const std::size_t all = room.picture().nodes.size();
        room.click(room.at(u"summariser"_s));
        room.press(Qt::Key_H);
        QTRY_COMPARE(room.picture().nodes.size(), all - 1);
        QVERIFY(room.fleet().toolbar().hiddenButton().isVisible());
        QCOMPARE(room.fleet().toolbar().hiddenButton().text(), u"1 hidden, show"_s);
        room.fleet().toolbar().hiddenButton().click();
        QTRY_COMPARE(room.picture().nodes.size(), all);
        QVERIFY(!room.fleet().toolbar().hiddenButton().isVisible());
    }

    void findingMarksCountsAndHidesWhatMatches()
    {
        FleetDesk room;
        const std::size_t all = room.picture().nodes.size();
        room.press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), &room.fleet().toolbar().findLine());
        QTest::keyClicks(&room.fleet().toolbar().findLine(), u"risk"_s);
        room.press(Qt::Key_Return);
        const NodeFacts* found = room.picture().node(room.canvas().selected().key);
        QVERIFY(found != nullptr);
        QCOMPARE(found->group, groupKey("risk-prod"));
        room.window->fleet().hideMatching();
        QTRY_COMPARE(room.picture().nodes.size(), all - 4);
        QCOMPARE(room.picture().group(groupKey("risk-prod")), nullptr);
        room.press(Qt::Key_H, Qt::ShiftModifier);
        QTRY_COMPARE(room.picture().nodes.size(), all);
    }

    void escapeClosesFindAndKeepsTheRoom()
    {
        FleetDesk room;
        room.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"sql"_s);
        room.press(Qt::Key_Escape);
        QVERIFY(!room.fleet().toolbar().findLine().isVisible());
        QCOMPARE(QApplication::focusWidget(), &room.canvas());
    }

    void aSwitchTakesItsLinesAwayAndMovesNothing()
    {
        FleetDesk room;
        const auto before = room.places();
        const std::size_t lines = room.canvas().drawing()->scene.edges.size();
        const std::size_t structural = room.picture().edgesOf[1];
        room.fleet().toolbar().edgeSwitch(graph::KnownBy::structural).click();
        QTRY_COMPARE(room.canvas().drawing()->scene.edges.size(), lines - structural);
        QCOMPARE(room.picture().edgesOf[1], structural);
        QVERIFY(room.places() == before);
    }

    void whatArrivesMovesNothingAndALayoutOnRequestDoes()
    {
        FleetDesk room;
        const auto before = room.places();
        for (int i = 0; i < 3; ++i) {
            const AgentIndex late = room.session->addAgent("late-" + std::to_string(i),
                                                           "support-prod", "openai-agents", "");
            room.session->building().agents.change(late.value).runs = 1;
            DelegationRow call;
            call.from = {1};
            call.to = late;
            call.best = Evidence::nestedRun;
            call.count = 1;
            room.session->building().delegations.add(call);
        }
        room.session->publish();
        QTRY_COMPARE(room.picture().nodes.size(), before.size() + 3);
        auto now = room.places();
        for (const auto& [key, rect] : before)
            QVERIFY(now[key] == rect);
        room.press(Qt::Key_L);
        QTRY_VERIFY(room.places() != now);
        const Drawing canonical =
            makeDrawing(fleetPicture(*room.window->bridge().snapshot(), room.fleet().options()),
                        nullptr, {true, true, true});
        QVERIFY(canonical->layout == room.canvas().drawing()->layout);
    }

    void whilePausedThePictureStands()
    {
        FleetDesk room;
        const std::size_t before = room.picture().known;
        room.press(Qt::Key_Space);
        QVERIFY(!room.window->state().following());
        const AgentIndex late = room.session->addAgent("late", "support-prod", "", "");
        room.session->building().agents.change(late.value).runs = 1;
        QSignalSpy pulled(&room.window->bridge(), &SessionBridge::snapshotChanged);
        room.session->publish();
        QVERIFY(pulled.wait());
        QSignalSpy status(&room.window->bridge(), &SessionBridge::statusChanged);
        QVERIFY(status.wait()); // the other reason to draw anew
        room.settle();
        QCOMPARE(room.picture().known, before);
        room.press(Qt::Key_Space);
        QTRY_COMPARE(room.picture().known, before + 1);
    }

    void theTableIsTheSameRoom()
    {
        FleetDesk room;
        room.press(Qt::Key_T);
        QVERIFY(room.fleet().tableShown());
        QVERIFY(room.fleet().tables().agentTable().isVisible());
        QVERIFY(!room.fleet().panel().isVisible());
        QCOMPARE(room.window->state().room(), ui::Room::fleet);
        room.fleet().toolbar().graphButton().click();
        QVERIFY(room.canvas().isVisible());
        QVERIFY(room.fleet().panel().isVisible());
        room.press(Qt::Key_Q);
        QVERIFY(!room.fleet().panel().isVisible());
    }

    void theMenuCopiesTheNameAndShowsRuns()
    {
        FleetDesk room;
        const QPoint where = room.at(u"fraud-scorer"_s);
        QContextMenuEvent event(QContextMenuEvent::Mouse, where, room.canvas().mapToGlobal(where));
        QApplication::sendEvent(&room.canvas(), &event);
        auto* menu = room.canvas().findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QStringList titles;
        QAction* showRuns = nullptr;
        for (QAction* action : menu->actions()) {
            if (!action->isSeparator())
                titles << action->text();
            if (action->text() == u"Copy name"_s)
                action->trigger();
            if (action->text() == u"Show runs"_s)
                showRuns = action;
        }
        QCOMPARE(room.clipboard(), u"fraud-scorer"_s);
        QCOMPARE(titles.filter(u"Filter "_s).size(), 2);
        QVERIFY2(titles.filter(u"fraud-scorer"_s).size() == 2, qPrintable(titles.join(u'|')));
        for (const QString& title :
             {u"Only this and its neighbours"_s, u"Show runs"_s, u"Hide"_s, u"Copy name"_s})
            QVERIFY2(titles.contains(title), qPrintable(title));
        showRuns->trigger();
        QCOMPARE(room.window->state().room(), ui::Room::traces);
        QCOMPARE(room.window->traces().list(), TracesView::List::runs);
    }

    void anEmptyFleetSaysSo()
    {
        Desk desk(false);
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(desk.window->fleet().canvas().drawing() != nullptr);
        QVERIFY(desk.window->fleet().canvas().drawing()->scene.nodes.empty());
        QCOMPARE(desk.window->fleet().toolbar().countText(), u"0 of 0 nodes"_s);
    }

    void everyZoomIsPaintedAndThePictureFollowsTheTheme()
    {
        FleetDesk room;
        QSet<QByteArray> different;
        for (const double factor : {1.0, 0.5, 0.5, 0.4}) {
            room.canvas().zoomBy(factor);
            const QImage image = room.canvas().grab().toImage();
            different << QByteArray(reinterpret_cast<const char*>(image.constBits()),
                                    image.sizeInBytes());
            QVERIFY(room.canvas().lastPaintNanos() > 0);
        }
        QCOMPARE(different.size(), 4);
        room.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(qGray(room.canvas().grab().toImage().pixel(4, 4)) < 50);
    }
};

QTEST_MAIN(TestFleetRoom)
#include "tst_ui_fleet.moc"
