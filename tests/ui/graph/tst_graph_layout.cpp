// SPDX-License-Identifier: GPL-3.0-or-later
// The layout of graphs one can check by eye, against texts in golden/. PENSTOCK_UPDATE_GOLDEN=1 rewrites them; review
// them in the diff.
#include <QtCore/QFile>
#include <QtTest/QtTest>

#include "tests/ui/graph/layout_laws.h"
#include "tests/ui/graph/sample_graphs.h"

using namespace penstock::ui::graph;
using namespace penstock::ui::graph::test;

namespace {

const NodePlace& placeOf(const Layout& layout, std::string_view name)
{
    return *findNode(layout, keyOf(name));
}

const Route* routeBetween(const Layout& layout, std::string_view from, std::string_view to)
{
    for (const Route& route : layout.routes)
        if (route.from == keyOf(from) && route.to == keyOf(to))
            return &route;
    return nullptr;
}

} // namespace

class GraphLayoutTest final : public QObject {
    Q_OBJECT
private slots:
    void aSmallGraphHasTheLayoutOfItsGoldenText_data();
    void aSmallGraphHasTheLayoutOfItsGoldenText();
    void nothingIsLaidOutAsNothing();
    void oneNodeStandsAlone();
    void theTargetFleetIsWideAndItsColumnsAreAligned();
    void aCallAndItsAnswerRunSideBySide24Apart();
    void anEdgeBackLeavesAtTheBottom();
    void aLoopReturnsToItsOwnNode();
    void twoKindsOfKnowingOneEdgeAreTwoLines();
    void anOppositeEdgeThatComesLaterMakesAPair();
    void aCollapsedGroupMergesAndCountsItsEdges();
    void edgesToUnknownNodesAreLeftOut();
};

void GraphLayoutTest::aSmallGraphHasTheLayoutOfItsGoldenText_data()
{
    QTest::addColumn<QByteArray>("drawing");
    QTest::addColumn<bool>("grown");
    QTest::newRow("target_fleet") << QByteArray(kTargetFleet.data(),
                                                static_cast<int>(kTargetFleet.size()))
                                  << false;
    QTest::newRow("target_fleet_grown")
        << QByteArray(kTargetFleet.data(), static_cast<int>(kTargetFleet.size())) << true;
    QTest::newRow("chain") << QByteArray("-: a b c d\na => b\nb => c\nc => d\n") << false;
    QTest::newRow("diamond_with_a_way_past")
        << QByteArray("g: a b c d\na -> b\na -> c\nb -> d\nc -> d\na ..> d\n") << false;
    QTest::newRow("ring") << QByteArray("g: a b c\na -> b\nb -> c\nc -> a\n") << false;
    QTest::newRow("ping_pong_across_groups")
        << QByteArray("g: a x(tool)\nh: b\na <=> b\na -> x\n") << false;
    QTest::newRow("hub")
        << QByteArray("g: hub t1(tool) t2(tool) t3(tool) t4(tool) t5(tool) t6(tool)\nhub -> t1\n"
                      "hub -> t2\nhub -> t3\nhub -> t4\nhub -> t5\nhub -> t6\n")
        << false;
    QTest::newRow("loners") << QByteArray("g: a b c d e f\nh: x\n") << false;
}

void GraphLayoutTest::aSmallGraphHasTheLayoutOfItsGoldenText()
{
    QFETCH(const QByteArray, drawing);
    QFETCH(const bool, grown);
    const Drawing drawn = drawGraph(drawing.toStdString());
    const Layout layout = grown ? extend({}, drawn.graph) : layoutAll(drawn.graph);
    QCOMPARE(brokenLaw(layout, drawn.graph), std::string());
    const QByteArray text = QByteArray::fromStdString(textOf(layout, drawn.names));
    QFile file(qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
               QStringLiteral("/tests/ui/graph/golden/") +
               QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".txt"));
    if (qEnvironmentVariableIsSet("PENSTOCK_UPDATE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(text, file.readAll());
}

void GraphLayoutTest::nothingIsLaidOutAsNothing()
{
    QVERIFY(layoutAll({}) == Layout{});
    QVERIFY(extend({}, {}) == Layout{});
}

void GraphLayoutTest::oneNodeStandsAlone()
{
    const Drawing drawn = drawGraph("g: a\n");
    const Layout layout = layoutAll(drawn.graph);
    QCOMPARE(layout.nodes.size(), std::size_t{1});
    QCOMPARE(layout.boxes.size(), std::size_t{1});
    QCOMPARE(layout.boxes.front().rect.width, kNodeWidth + 2 * kGroupPadding);
    QCOMPARE(layout.boxes.front().rect.height, kCellHeight + 2 * kGroupPadding + kGroupHeader);
}

void GraphLayoutTest::theTargetFleetIsWideAndItsColumnsAreAligned()
{
    const Drawing drawn = drawGraph(kTargetFleet);
    const Layout layout = layoutAll(drawn.graph);
    const double aspect = static_cast<double>(layout.bounds.width) / layout.bounds.height;
    QVERIFY2(aspect > 1.5 && aspect < 2.6, QByteArray::number(aspect).constData());
    QVERIFY(layout.bounds.width <= 1060); // the canvas of the target picture at 100 %
    for (const std::string_view name : {"fraud-scorer", "compliance-check", "web-researcher"})
        QVERIFY((placeOf(layout, name).rect.x - placeOf(layout, "support-triage").rect.x) % 204 ==
                0);
    QCOMPARE(routeBetween(layout, "research-lead", "web-researcher")->points.size(),
             std::size_t{2});
    QCOMPARE(routeBetween(layout, "billing-refunds", "fraud-scorer")->points.size(),
             std::size_t{4});
}

void GraphLayoutTest::aCallAndItsAnswerRunSideBySide24Apart()
{
    const Drawing drawn = drawGraph("g: a b\na <=> b\n");
    const Layout layout = layoutAll(drawn.graph);
    int backs = 0;
    for (const Route& route : layout.routes) {
        QVERIFY(route.pair);
        QCOMPARE(route.points.size(), std::size_t{2});
        backs += route.back;
    }
    QCOMPARE(backs, 1);
    QCOMPARE(std::abs(layout.routes[0].points[0].y - layout.routes[1].points[0].y),
             2 * kPairOffset);
}

void GraphLayoutTest::anEdgeBackLeavesAtTheBottom()
{
    const Drawing drawn = drawGraph("g: a b c\na => b\nb => c\nc -> a\n");
    const Layout layout = layoutAll(drawn.graph);
    const Route* back = routeBetween(layout, "c", "a");
    QVERIFY(back->back);
    QCOMPARE(back->path.exit, Side::bottom);
    QCOMPARE(back->path.entry, Side::left);
    QVERIFY(!routeBetween(layout, "a", "b")->back);
}

void GraphLayoutTest::aLoopReturnsToItsOwnNode()
{
    const Drawing drawn = drawGraph("g: a\na -> a\n");
    const Layout layout = layoutAll(drawn.graph);
    QCOMPARE(brokenLaw(layout, drawn.graph), std::string());
    QCOMPARE(layout.routes.front().points.size(), std::size_t{5});
}

void GraphLayoutTest::twoKindsOfKnowingOneEdgeAreTwoLines()
{
    const Drawing drawn = drawGraph("g: a b\na => b\na ..> b\n");
    const Layout layout = layoutAll(drawn.graph);
    QCOMPARE(std::abs(layout.routes[0].points[0].y - layout.routes[1].points[0].y), kLanePitch);
    QCOMPARE(layout.routes[0].points[0].y, layout.routes[0].points[1].y);
}

void GraphLayoutTest::anOppositeEdgeThatComesLaterMakesAPair()
{
    const Drawing drawn = drawGraph("g: a b\na => b\n");
    const Drawing both = drawGraph("g: a b\na => b\nb => a\n");
    const Layout before = layoutAll(drawn.graph);
    const Layout after = extend(before, both.graph);
    QCOMPARE(movedThing(before, after, both.graph), std::string());
    QVERIFY(routeBetween(after, "b", "a")->pair);
    QVERIFY(routeBetween(after, "b", "a")->back);
    QCOMPARE(routeBetween(after, "b", "a")->points[0].y -
                 routeBetween(after, "a", "b")->points[0].y,
             2 * kPairOffset);
}

void GraphLayoutTest::aCollapsedGroupMergesAndCountsItsEdges()
{
    const Drawing drawn = drawGraph("g: a b\nh: x y\na -> x\na -> y\nb -> x\na ..> x\nx -> y\n");
    const Graph folded = collapsed(drawn.graph, {keyOf("group h")});
    QCOMPARE(folded.nodes.size(), std::size_t{3});
    QCOMPARE(folded.edges.size(), std::size_t{3}); // a structural, a inferred, b structural
    std::uint32_t edges = 0;
    for (const Edge& edge : folded.edges) {
        QCOMPARE(edge.to, collapsedKey(keyOf("group h")));
        edges += edge.count;
    }
    QCOMPARE(edges, std::uint32_t{4});
    const Layout layout = layoutAll(folded);
    const NodePlace* plate = findNode(layout, collapsedKey(keyOf("group h")));
    QCOMPARE(plate->rect.height, 60);
}

void GraphLayoutTest::edgesToUnknownNodesAreLeftOut()
{
    Drawing drawn = drawGraph("g: a b\na -> b\n");
    drawn.graph.edges.push_back(drawn.graph.edges.front());
    drawn.graph.edges.back().key = 5;
    drawn.graph.edges.back().to = 7;
    QCOMPARE(layoutAll(drawn.graph).routes.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(GraphLayoutTest)
#include "tst_graph_layout.moc"
