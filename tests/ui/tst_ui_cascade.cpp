// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

#include "tests/ui/support/cascade_of.h"
#include "tests/ui/support/desk.h"
#include "ui/graph/fleet_canvas.h"
#include "ui/models/cascade_table.h"
#include "ui/models/format.h"
#include "ui/shell/crumb_bar.h"
#include "ui/views/cascade_facts.h"
#include "ui/views/cascade_header.h"
#include "ui/views/cascades_view.h"
#include "ui/views/inspector.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

QString valueOf(const std::vector<KeyValue>& rows, const char* key)
{
    for (const KeyValue& row : rows)
        if (row.key == QLatin1String(key))
            return row.value;
    return QStringLiteral("no such row");
}

struct CascadeDesk : Desk {
    CascadeDesk()
    {
        window->resize(1440, 900);
        openRefund();
    }
    CascadePage& page() const { return window->cascadePage(); }
    WaterfallCanvas& steps() const { return page().waterfall(); }
    Inspector& inspector() const { return page().inspector(); }
    std::uint32_t nodeOf(const char* name, std::uint32_t after = 0) const
    {
        const CascadeView& view = *steps().shape()->view;
        for (std::uint32_t n = after + 1; n <= view.size(); ++n)
            if (view.nameOf(n) == name)
                return n;
        return 0;
    }
    QString graphName() const
    {
        const FleetCanvas::Hit& hit = page().graph().selected();
        const NodeFacts* node = page().graph().drawing()->picture.node(hit.key);
        return node == nullptr ? QString() : node->name;
    }
};

} // namespace

class TestCascade : public QObject {
    Q_OBJECT
private slots:
    void theListOfCascadesIsAProperModelWhileRowsArrive()
    {
        FakeSession session;
        const AgentIndex agent = session.addAgent("a", "d", "f", "m");
        CascadeTable all(1);
        CascadeTable wide(2);
        QAbstractItemModelTester testAll(&all,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester testWide(&wide,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 40; ++i) {
            const TraceIndex trace = session.addTrace("t", agent, kPictureTime, kSecond, 3);
            session.trace(trace).cost.computed = i;
            if (i % 5 == 4) { // this trace was set off by the one before it
                FleetState& state = session.building();
                state.cascades.change(trace.value - 1) = {{trace.value - 1}, trace, 2};
                state.cascades.change(trace.value) = {{trace.value - 1}, {trace.value - 1}, 0};
            }
            session.publish();
            all.setState(session.snapshot());
            wide.setState(session.snapshot());
        }
        QCOMPARE(all.rowCount(), 32);
        QCOMPARE(wide.rowCount(), 8);
        const int row = wide.rowOf(4);
        QVERIFY(row >= 0);
        const auto cell = [&](int column) { return wide.index(row, column).data().toString(); };
        QCOMPARE(cell(CascadeTable::kTraces), QStringLiteral("2"));
        QCOMPARE(cell(CascadeTable::kSteps), QStringLiteral("6"));
        QCOMPARE(cell(CascadeTable::kAgents),
                 QStringLiteral("\u2265 1")); // of two traces, one each
        session.trace({5}).name = session.keep("second half");
        session.publish();
        for (CascadeTable* table : {&all, &wide}) { // a cascade goes through all its traces
            table->setState(session.snapshot());
            table->setFilter(QStringLiteral("name = \"second half\""));
            QVERIFY(table->filterApplies());
            QCOMPARE(table->rowCount(), 1);
            QCOMPARE(table->numberAt(0), 4u);
        }
        QCOMPARE(all.known(), 32u);
    }

    void theListOfCascadesObeysTheFilterAndCountsWhatItLeavesOut()
    {
        Desk desk;
        desk.press(Qt::Key_2, Qt::ControlModifier);
        const int all = desk.window->cascades().table().model()->rowCount();
        desk.window->state().setFilter(QStringLiteral("errors > 0"));
        const FilterOutcome& outcome = desk.window->state().filterOutcome();
        QTRY_VERIFY(outcome.shown > 0 && outcome.shown < outcome.known);
        QCOMPARE(outcome.known, static_cast<quint64>(all));
        QCOMPARE(desk.window->cascades().table().model()->rowCount(),
                 static_cast<int>(outcome.shown));
        QVERIFY(outcome.sentence.isEmpty());
        QVERIFY(desk.window->crumbs().leftOut().isVisible());
        desk.window->state().setFilter(QStringLiteral("errors > 1000000"));
        QTRY_COMPARE(desk.window->cascades().table().model()->rowCount(), 0);
    }

    void enterGoesDownFromTheListAndEscapeComesBack()
    {
        Desk desk;
        desk.press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(desk.window->state().room(), Room::cascades);
        DataTable& list = desk.window->cascades().table();
        QCOMPARE(list.model()->rowCount(), 61);
        desk.press(Qt::Key_Home);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::trace);
        QTRY_VERIFY(desk.window->cascadePage().settled());
        QVERIFY(desk.window->crumbs().path().startsWith(QLatin1String("Cascades")));
        QCOMPARE(desk.session->watchedCascades(), std::vector<std::uint32_t>{desk.refund.value});
        QVERIFY(desk.session->watched().empty());
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.window->state().room(), Room::cascades);
        QCOMPARE(desk.window->state().level(), Level::list);
        QVERIFY(desk.session->watchedCascades().empty());
    }

    void aStepSelectedInTheGraphIsSelectedInTheWaterfallAndTheOtherWayRound()
    {
        CascadeDesk desk;
        desk.press(Qt::Key_G);
        QVERIFY(desk.page().graphShown());
        QTRY_VERIFY(desk.page().settled());
        desk.steps().select(desk.nodeOf("risk.write"));
        QCOMPARE(desk.graphName(), QStringLiteral("risk.write"));
        desk.steps().select(desk.nodeOf("order-lookup"));
        QCOMPARE(desk.graphName(), QStringLiteral("order-lookup"));
        desk.steps().select(desk.nodeOf("order-lookup") + 1); // a model call of it
        QCOMPARE(desk.graphName(), QStringLiteral("order-lookup"));
        FleetCanvas& graph = desk.page().graph();
        for (const NodeFacts& node : graph.drawing()->picture.nodes)
            if (node.name == QLatin1String("compliance-check")) {
                graph.fitAll();
                QTest::mouseClick(&graph, Qt::LeftButton, {},
                                  graph.placeOf({FleetCanvas::What::node, node.key}).toPoint());
            }
        QCOMPARE(desk.steps().selected(), desk.nodeOf("compliance-check"));
        QCOMPARE(desk.window->state().step(),
                 desk.steps().shape()->view->node(desk.steps().selected()).span);
    }

    void everyDelegationAnswersTheFiveQuestionsAndSaysWhatIsUnknown()
    {
        CascadeDesk desk;
        desk.steps().select(desk.nodeOf("stripe.refund"));
        const auto& rows = desk.inspector().mandate().rows();
        QCOMPARE(valueOf(rows, "delegated by"), QStringLiteral("support-triage"));
        for (const char* key : {"granted by", "scope", "constraints", "context used", "authorised",
                                "until", "revocable by"})
            QCOMPARE(valueOf(rows, key), QStringLiteral("unknown"));
        const auto& chain = desk.inspector().chain().rows();
        QCOMPARE(valueOf(chain, "user"), QStringLiteral("cus_R81k"));
        QCOMPARE(valueOf(chain, "organisation"), QStringLiteral("unknown"));
        QCOMPARE(chain.back().value, QStringLiteral("billing-refunds"));
        QCOMPARE(chain.back().note, QStringLiteral("claimed"));
        desk.steps().select(1);
        QCOMPARE(valueOf(desk.inspector().mandate().rows(), "delegated by"),
                 QStringLiteral("nobody known"));
    }

    void theMandateOfADelegationIsToldAsItsSenderClaimsIt()
    {
        FakeSession session;
        auto view =
            std::make_shared<CascadeView>(*cascadeOf(makeRefundView({1}, {}), session.building()));
        view->texts.bytes.append("refund up to $2,000");
        view->texts.ends.push_back(view->texts.bytes.size());
        CascadeMandate mandate;
        mandate.node = 6;
        mandate.scope = view->texts.size();
        mandate.authorizedAt = kPictureTime - 90 * kSecond;
        view->mandates.push_back(mandate);
        for (CascadeEdge& edge : view->edges)
            edge.mandate = edge.to == 6 ? 1 : 0;
        const auto rows = delegationRows(*view, 7, kPictureTime);
        QCOMPARE(valueOf(rows, "scope"), QStringLiteral("refund up to $2,000"));
        QCOMPARE(valueOf(rows, "until"), QStringLiteral("unknown"));
        QVERIFY(valueOf(rows, "authorised") != QLatin1String("unknown"));
    }

    void downstreamAndProvenanceAreLitCountedAndLetGoByEscape()
    {
        CascadeDesk desk;
        desk.steps().select(desk.nodeOf("fraud-scorer")); // the request
        QTest::mouseClick(&desk.inspector().downstreamButton(), Qt::LeftButton);
        QCOMPARE(desk.page().lit(), Reach::downstream);
        QVERIFY2(desk.page().litText().contains(QLatin1String("5 steps, 1 agent")),
                 qPrintable(desk.page().litText()));
        const auto& lit = *desk.steps().marks().lit;
        QVERIFY(lit[desk.nodeOf("features.fetch")]);
        QVERIFY(!lit[desk.nodeOf("crm.lookup")]);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.page().lit(), Reach::none);
        QVERIFY(!desk.steps().marks().lit);
        QCOMPARE(desk.window->state().level(), Level::trace);
        desk.press(Qt::Key_A, Qt::ShiftModifier);
        QCOMPARE(desk.page().lit(), Reach::ledTo);
        const auto& led = *desk.steps().marks().lit;
        QVERIFY(led[1] && led[desk.nodeOf("billing-refunds")]);
        QVERIFY(!led[desk.nodeOf("features.fetch")]);
    }

    void whatFollowsFromAStepIsDownstreamOfIt()
    {
        CascadeDesk desk;
        desk.steps().select(desk.nodeOf("crm.update"));
        desk.page().light(Reach::downstream);
        QVERIFY((*desk.steps().marks().lit)[desk.nodeOf("tools/call mail.send")]);
    }

    void keysMeanTheFleetInTheFleetAndTheCascadeInACascade()
    {
        CascadeDesk desk;
        const double length = desk.steps().frame().to - desk.steps().frame().from;
        desk.press(Qt::Key_W);
        QVERIFY(desk.steps().frame().to - desk.steps().frame().from < length);
        const double from = desk.steps().frame().from;
        desk.press(Qt::Key_D);
        QVERIFY(desk.steps().frame().from > from);
        desk.press(Qt::Key_P);
        QVERIFY(!desk.steps().marks().criticalPath);
        QVERIFY(!desk.page().header().criticalPath().isChecked());
        desk.press(Qt::Key_I);
        QVERIFY(desk.steps().marks().links);
        desk.steps().select(4);
        desk.press(Qt::Key_M);
        QCOMPARE(desk.steps().marks().pinned, std::vector<std::uint32_t>{4});
        desk.press(Qt::Key_1, Qt::ControlModifier);
        const double zoomed = desk.steps().frame().to - desk.steps().frame().from;
        desk.press(Qt::Key_W);
        QCOMPARE(desk.steps().frame().to - desk.steps().frame().from, zoomed);
    }

    void stepsThatTheFilterDoesNotMatchStepBackAndKeepTheirPlace()
    {
        CascadeDesk desk;
        const int lines = desk.steps().rows().count();
        desk.window->state().setFilter(QStringLiteral("kind = tool_call"));
        QTRY_VERIFY(desk.steps().marks().matching);
        QCOMPARE(desk.steps().rows().count(), lines);
        const auto& matching = *desk.steps().marks().matching;
        quint64 count = 0;
        for (std::uint32_t n = 1; n <= desk.steps().shape()->size(); ++n) {
            const bool tool = desk.steps().shape()->view->node(n).kind == StepKind::toolCall;
            QCOMPARE(bool{matching[n]}, tool);
            count += tool;
        }
        QCOMPARE(desk.window->state().filterOutcome().shown, count);
        desk.window->state().setFilter(
            QStringLiteral("provider = anthropic")); // only the log knows: nothing there
        QTRY_COMPARE(desk.window->state().filterOutcome().shown, quint64{0});
        QVERIFY(desk.window->state().filterOutcome().sentence.isEmpty());
        desk.window->state().setFilter(QStringLiteral("open_runs = 1")); // no word for steps
        QTRY_VERIFY(!desk.window->state().filterOutcome().sentence.isEmpty());
        QVERIFY(!desk.steps().marks().matching);
    }

    void aRangeThatIsChosenAppliesToEveryView()
    {
        CascadeDesk desk;
        const WaterfallFrame& frame = desk.steps().frame();
        const int y = static_cast<int>(frame.line(2).center().y());
        const QPoint from(static_cast<int>(frame.labels()) + 50, y);
        const QPoint to(static_cast<int>(frame.labels()) + 250, y);
        QTest::mousePress(&desk.steps(), Qt::LeftButton, Qt::ControlModifier, from);
        QMouseEvent move(QEvent::MouseMove, to, desk.steps().mapToGlobal(to), Qt::NoButton,
                         Qt::LeftButton, Qt::ControlModifier);
        QApplication::sendEvent(&desk.steps(), &move);
        QTest::mouseRelease(&desk.steps(), Qt::LeftButton, Qt::ControlModifier, to);
        QVERIFY(!desk.window->state().following());
        const TimeRange range = desk.window->state().range(0);
        QVERIFY(std::abs(frame.x(range.from) - from.x()) < 1);
        QVERIFY(std::abs(frame.x(range.to) - to.x()) < 1);
        QVERIFY(desk.steps().marks().range.has_value());
        for (QMenu* menu : desk.page().findChildren<QMenu*>())
            menu->close();
        desk.press(Qt::Key_Space);
        QVERIFY(!desk.steps().marks().range.has_value());
    }

    void whileFollowingACascadeGrowsUnderTheEyesAndPausedItStands()
    {
        Desk desk;
        desk.session->setCascade({5}, makeBigCascade(400));
        desk.window->state().openTrace({5});
        CascadePage& page = desk.window->cascadePage();
        QTRY_VERIFY(page.settled());
        const int lines = page.waterfall().rows().count();
        page.waterfall().select(11);
        desk.session->setCascade({5}, makeBigCascade(600));
        desk.session->publish();
        QTRY_VERIFY(page.waterfall().rows().count() > lines);
        QCOMPARE(page.waterfall().selected(), 11u);
        desk.press(Qt::Key_Space);
        const int grown = page.waterfall().rows().count();
        desk.session->setCascade({5}, makeBigCascade(800));
        QSignalSpy pulled(&desk.window->bridge(), &SessionBridge::snapshotChanged);
        desk.session->publish();
        QVERIFY(pulled.wait());
        QTRY_VERIFY(page.settled());
        QCOMPARE(page.waterfall().rows().count(), grown);
        desk.press(Qt::Key_Space);
        QTRY_VERIFY(page.waterfall().rows().count() > grown);
    }

    void theGraphOfManyRunsIsANodeAnAgentAndSaysWhatItLeavesOut()
    {
        const auto view = makeBigCascade(20'000);
        const CausePicture causes = causePicture(*view);
        QVERIFY(causes.merged);
        QVERIFY(causes.picture.nodes.size() <= CausePicture::kMostNodes * 2);
        QVERIFY(causes.leftOut > 0 || causes.picture.nodes.size() <= CausePicture::kMostNodes);
        for (std::uint32_t n = 1; n <= view->size(); n += 97)
            QVERIFY(causeKey(*view, causes, n) != 0);

        CascadeDesk desk;
        desk.page().showGraph(true);
        QTRY_VERIFY(desk.page().settled());
        QCOMPARE(desk.page().graphText(), QString()); // a small one leaves nothing out
        desk.session->setCascade({5}, view);
        desk.window->state().openTrace({5});
        QTRY_VERIFY(desk.page().settled() && !desk.page().graphText().isEmpty());
        QVERIFY(desk.page().graphText().contains(countText(view->runs.size())));
        QCOMPARE(desk.page().graphText().contains(QLatin1String("left out")), causes.leftOut > 0);
    }

    void theStructureOfALargeCascadeSaysThatMoreIsToCome()
    {
        Desk desk;
        auto structure = std::make_shared<CascadeView>(*makeBigCascade(400));
        structure->facts.stepsToCome = 123;
        desk.session->setCascade({5}, structure);
        desk.window->state().openTrace({5});
        CascadePage& page = desk.window->cascadePage();
        QTRY_VERIFY(page.settled());
        QVERIFY(page.header().text().contains(QLatin1String("still to come 123")));
        desk.window->state().setFollowing(false); // paused or not: what was opened comes whole
        desk.session->setCascade({5}, makeBigCascade(523));
        desk.session->publish();
        QTRY_VERIFY(!page.header().text().contains(QLatin1String("still to come")));
    }

    void aCascadeThatIsClosedIsHeldByNobodyThoughViewsArePaused()
    {
        Desk desk;
        std::shared_ptr<const CascadeView> view = makeBigCascade(400);
        const std::weak_ptr<const CascadeView> held = view;
        desk.session->setCascade({5}, std::move(view));
        desk.window->state().openTrace({5});
        QTRY_VERIFY(desk.window->cascadePage().settled());
        desk.window->state().setFollowing(false);
        desk.window->cascadePage().showGraph(true);
        QTRY_VERIFY(desk.window->cascadePage().settled());
        desk.window->state().goTo(Room::traces);
        desk.session->setCascade({5}, nullptr);
        desk.session->publish();
        QTRY_VERIFY(held.expired());
    }
};

QTEST_MAIN(TestCascade)
#include "tst_ui_cascade.moc"
