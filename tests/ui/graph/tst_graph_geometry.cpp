// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include "tests/ui/graph/sample_graphs.h"
#include "ui/graph/layout/geometry.h"
#include "ui/graph/layout/hit_index.h"
#include "ui/graph/layout/reach.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace penstock::ui::graph;
using namespace penstock::ui::graph::test;

namespace {

/// Connected pieces of the graph without one node, whatever the direction of the edges; by brute force.
std::size_t pieces(const Graph& graph, Key without)
{
    std::set<Key> left;
    for (const Node& node : graph.nodes)
        if (node.key != without)
            left.insert(node.key);
    std::size_t count = 0;
    while (!left.empty()) {
        ++count;
        std::vector<Key> stack{*left.begin()};
        left.erase(left.begin());
        while (!stack.empty()) {
            const Key key = stack.back();
            stack.pop_back();
            for (const Edge& edge : graph.edges)
                for (const auto& [a, b] :
                     {std::pair(edge.from, edge.to), std::pair(edge.to, edge.from)})
                    if (a == key && left.erase(b) > 0)
                        stack.push_back(b);
        }
    }
    return count;
}

bool hasEdges(const Graph& graph, Key key)
{
    return std::ranges::any_of(graph.edges, [&](const Edge& e) {
        return e.from != e.to && (e.from == key || e.to == key);
    });
}

double away(const Rect& rect, Point point)
{
    const double x = std::max({rect.x - point.x, 0, point.x - rect.right()});
    const double y = std::max({rect.y - point.y, 0, point.y - rect.bottom()});
    return std::hypot(x, y);
}

} // namespace

class GraphGeometryTest final : public QObject {
    Q_OBJECT
private slots:
    void cornersAreRoundedAndEndsStayWhereTheyAre();
    void everyKindHasItsOutline();
    void widthGrowsInFourStepsAndDependsOnHowTheEdgeIsKnown();
    void anEdgeKindCanBeSwitchedOffWithoutMovingAnything();
    void asynchronousPatternsAreMarkedAtTheTail();
    void detailFollowsTheZoom();
    void workInFlightStandsAtItsShareOfTheWay();
    void thePointerFindsWhatABruteForceSearchFinds();
    void aRectangleShowsWhatABruteForceSearchFinds();
    void singlePointsOfFailureAreThoseABruteForceSearchFinds();
    void downstreamAndUpstreamFollowTheEdgesOneWay();
    void aChainOfAHundredThousandNodesNeedsNoStack();
};

void GraphGeometryTest::cornersAreRoundedAndEndsStayWhereTheyAre()
{
    const Drawing drawn = drawGraph(kTargetFleet);
    const Layout layout = layoutAll(drawn.graph);
    const Scene scene = sceneOf(layout, drawn.graph, {});
    QCOMPARE(scene.edges.size(), drawn.graph.edges.size());
    QCOMPARE(scene.nodes.size(), drawn.graph.nodes.size());
    QCOMPARE(scene.groups.size(), std::size_t{4}); // a collapsed group has no box
    for (const EdgeItem& item : scene.edges) {
        const Route& route = *findRoute(layout, item.edge);
        QCOMPARE(item.bends.size(), route.points.size() - 2);
        QCOMPARE(item.start.x, static_cast<double>(route.points.front().x));
        QCOMPARE(item.head[0].x, static_cast<double>(route.points.back().x));
        for (const Bend& bend : item.bends) {
            const double radius =
                std::hypot(bend.before.x - bend.corner.x, bend.before.y - bend.corner.y);
            QVERIFY(radius > 0 && radius <= kCornerRadius);
        }
    }
}

void GraphGeometryTest::everyKindHasItsOutline()
{
    const Drawing drawn = drawGraph("g: a r(remote) h(gate) t(tool) s(store)\np: p(plate)\n");
    const Scene scene = sceneOf(layoutAll(drawn.graph), drawn.graph, {});
    for (const NodeItem& item : scene.nodes) {
        for (const Point& point : item.outline)
            QVERIFY(item.rect.contains(point));
        const std::size_t corners = item.kind == NodeKind::remoteAgent ? 5
                                    : item.kind == NodeKind::humanGate ? 6
                                    : item.kind == NodeKind::tool      ? 8
                                                                       : 4;
        QCOMPARE(item.outline.size(), corners);
        const std::size_t lines = item.kind == NodeKind::store            ? 1
                                  : item.kind == NodeKind::collapsedGroup ? 4
                                                                          : 0;
        QCOMPARE(item.lines.size(), lines);
        QVERIFY(item.text.width > 120);
    }
}

void GraphGeometryTest::widthGrowsInFourStepsAndDependsOnHowTheEdgeIsKnown()
{
    QCOMPARE(edgeWidth(KnownBy::declared, 9.9), 2.0);
    QCOMPARE(edgeWidth(KnownBy::declared, 60), 5.0);
    QCOMPARE(edgeWidth(KnownBy::structural, 10), 1.5);
    QCOMPARE(edgeWidth(KnownBy::inferred, 59), 2.5);
}

void GraphGeometryTest::anEdgeKindCanBeSwitchedOffWithoutMovingAnything()
{
    const Drawing drawn = drawGraph(kTargetFleet);
    const Layout layout = layoutAll(drawn.graph);
    const Scene all = sceneOf(layout, drawn.graph, {});
    const Scene some = sceneOf(layout, drawn.graph, {{true, true, false}});
    QCOMPARE(some.edges.size(), all.edges.size() - 1);
    QVERIFY(some.nodes == all.nodes);
    QVERIFY(std::ranges::none_of(some.edges,
                                 [](const EdgeItem& e) { return e.knownBy == KnownBy::inferred; }));
}

void GraphGeometryTest::asynchronousPatternsAreMarkedAtTheTail()
{
    Drawing drawn = drawGraph("g: a b c\na -> b\na -> c\n");
    drawn.graph.edges[0].pattern = Pattern::publishSubscribe;
    drawn.graph.edges[1].pattern = Pattern::requestReply;
    const Scene scene = sceneOf(layoutAll(drawn.graph), drawn.graph, {});
    for (const EdgeItem& item : scene.edges)
        QCOMPARE(item.asynchronous, item.edge == drawn.graph.edges[0].key);
}

void GraphGeometryTest::detailFollowsTheZoom()
{
    QCOMPARE(detailFor(1.0), Detail::all);
    QCOMPARE(detailFor(0.75), Detail::all);
    QCOMPARE(detailFor(0.74), Detail::names);
    QCOMPARE(detailFor(0.40), Detail::names);
    QCOMPARE(detailFor(0.39), Detail::shapes);
    QCOMPARE(detailFor(0.15), Detail::shapes);
    QCOMPARE(detailFor(0.14), Detail::plates);
}

void GraphGeometryTest::workInFlightStandsAtItsShareOfTheWay()
{
    const std::vector<Point> way{{0, 0}, {10, 0}, {10, 30}};
    QCOMPARE(pointAlong(way, 0.25).x, 10.0);
    QCOMPARE(pointAlong(way, 0.5).y, 10.0);
    QCOMPARE(pointAlong(way, 7).y, 30.0);
    QCOMPARE(pointAlong({}, 0.5).x, 0.0);
}

void GraphGeometryTest::thePointerFindsWhatABruteForceSearchFinds()
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 100; ++i) {
        const Layout layout = layoutAll(randomGraph(random, 40));
        const HitIndex index(layout);
        for (int k = 0; k < 50 && !layout.nodes.empty(); ++k) {
            const Point point{
                static_cast<int>(random() % static_cast<unsigned>(layout.bounds.width)),
                static_cast<int>(random() % static_cast<unsigned>(layout.bounds.height))};
            const HitIndex::Hit hit = index.at(point, 4);
            const bool onNode = std::ranges::any_of(
                layout.nodes, [&](const NodePlace& n) { return n.rect.contains(point); });
            bool onEdge = false;
            for (const Route& route : layout.routes)
                for (std::size_t p = 0; p + 1 < route.points.size(); ++p) {
                    const auto [x, right] = std::minmax(route.points[p].x, route.points[p + 1].x);
                    const auto [y, bottom] = std::minmax(route.points[p].y, route.points[p + 1].y);
                    onEdge |= away({x, y, right - x, bottom - y}, point) <= 4;
                }
            const bool onBox = std::ranges::any_of(layout.boxes, [&](const GroupBox& b) {
                return b.framed && b.rect.contains(point);
            });
            QCOMPARE(hit.what, onNode   ? HitIndex::What::node
                               : onEdge ? HitIndex::What::edge
                               : onBox  ? HitIndex::What::group
                                        : HitIndex::What::nothing);
            if (onNode)
                QVERIFY(findNode(layout, hit.key)->rect.contains(point));
        }
    }
    QCOMPARE(HitIndex().at({3, 3}, 4).what, HitIndex::What::nothing);
}

void GraphGeometryTest::aRectangleShowsWhatABruteForceSearchFinds()
{
    std::mt19937_64 random(2);
    for (int i = 0; i < 100; ++i) {
        const Layout layout = layoutAll(randomGraph(random, 60));
        const HitIndex index(layout);
        const Rect view{static_cast<int>(random() % 900), static_cast<int>(random() % 500), 400,
                        300};
        const HitIndex::Visible visible = index.inside(view);
        for (const NodePlace& node : layout.nodes)
            if (node.rect.intersects(view))
                QVERIFY(std::ranges::binary_search(visible.nodes, node.key));
        for (const Key key : visible.nodes)
            QVERIFY(findNode(layout, key)->rect.grown(1).intersects(view));
        QVERIFY(index.inside(layout.bounds).edges.size() == layout.routes.size());
    }
}

void GraphGeometryTest::singlePointsOfFailureAreThoseABruteForceSearchFinds()
{
    std::mt19937_64 random(3);
    for (int i = 0; i < 300; ++i) {
        const Graph graph = randomGraph(random, 20);
        const std::vector<Key> found = articulationPoints(graph);
        const std::size_t whole = pieces(graph, 0);
        for (const Node& node : graph.nodes) {
            const bool cuts = hasEdges(graph, node.key) && pieces(graph, node.key) > whole;
            QCOMPARE(std::ranges::binary_search(found, node.key), cuts);
        }
    }
}

void GraphGeometryTest::downstreamAndUpstreamFollowTheEdgesOneWay()
{
    const Drawing drawn = drawGraph("g: a b c d e\na -> b\nb -> c\nc -> b\nd -> c\n");
    const auto keys = [](std::vector<std::string_view> names) {
        std::vector<Key> out;
        for (const std::string_view name : names)
            out.push_back(keyOf(name));
        std::ranges::sort(out);
        return out;
    };
    QCOMPARE(downstream(drawn.graph, keyOf("a")), keys({"b", "c"}));
    QCOMPARE(downstream(drawn.graph, keyOf("b")), keys({"b", "c"}));
    QCOMPARE(upstream(drawn.graph, keyOf("c")), keys({"a", "b", "c", "d"}));
    QVERIFY(downstream(drawn.graph, keyOf("e")).empty());
    QVERIFY(downstream(drawn.graph, 12345).empty());
}

void GraphGeometryTest::aChainOfAHundredThousandNodesNeedsNoStack()
{
    Graph graph;
    for (Key key = 1; key <= 100'000; ++key) {
        graph.nodes.push_back({key, 0, key, NodeKind::agent, 1});
        if (key > 1)
            graph.edges.push_back(
                {key, key - 1, key, key, KnownBy::declared, Pattern::unknown, 1, 0});
    }
    QCOMPARE(articulationPoints(graph).size(), std::size_t{99'998});
    QCOMPARE(downstream(graph, 1).size(), std::size_t{99'999});
}

QTEST_APPLESS_MAIN(GraphGeometryTest)
#include "tst_graph_geometry.moc"
