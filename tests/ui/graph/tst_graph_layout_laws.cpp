// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the layout over 10,000 random graphs: trees, stars, rings, chains, dense and empty ones, with loops, double
// edges and groups of any size. A failure prints the seed; kGraphs says how many.
#include <QtTest/QtTest>

#include "tests/ui/graph/layout_laws.h"
#include "tests/ui/graph/sample_graphs.h"

#include <algorithm>

using namespace penstock::ui::graph;
using namespace penstock::ui::graph::test;

namespace {

constexpr int kGraphs = 10'000;

/// Small ones mostly, now and then a large one.
Graph graphOf(int seed, std::mt19937_64& random)
{
    random.seed(static_cast<std::uint64_t>(seed) + 1);
    return randomGraph(random, seed % 100 == 0 ? 120 : 4 + seed % 24);
}

Graph shuffled(Graph graph, std::mt19937_64& random)
{
    std::ranges::shuffle(graph.nodes, random);
    std::ranges::shuffle(graph.edges, random);
    return graph;
}

/// What had appeared by then; an edge counts from when both its ends are there.
Graph upTo(const Graph& graph, std::uint64_t first)
{
    Graph out;
    std::ranges::copy_if(graph.nodes, std::back_inserter(out.nodes),
                         [&](const Node& n) { return n.first <= first; });
    std::ranges::copy_if(graph.edges, std::back_inserter(out.edges),
                         [&](const Edge& e) { return e.first <= first; });
    return out;
}

std::uint64_t lastOf(const Graph& graph)
{
    std::uint64_t last = 0;
    for (const Node& node : graph.nodes)
        last = std::max(last, node.first);
    for (const Edge& edge : graph.edges)
        last = std::max(last, edge.first);
    return last;
}

QByteArray told(int seed, const std::string& what)
{
    return "seed " + QByteArray::number(seed) + ": " + QByteArray::fromStdString(what);
}

} // namespace

class GraphLayoutLaws final : public QObject {
    Q_OBJECT
private slots:
    void aFullLayoutKeepsEveryLaw();
    void aLayoutThatGrewKeepsEveryLaw();
    void theOrderOfTheInputDoesNotMatter();
    void appearanceAndRatesDoNotMatterToTheFullLayout();
    void nothingThatStandsMovesWhenSomethingIsAdded();
    void theSameGrowthInOtherBatchesGivesTheSameLayout();
    void whatGoesLeavesAHoleAndComesBackToIt();
    void aCollapsedGroupStandsInItsOwnBoxAndOpensAgain();
    void groupsOfAThousandKeepTheLawsToo();
};

void GraphLayoutLaws::aFullLayoutKeepsEveryLaw()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; ++seed) {
        const Graph graph = graphOf(seed, random);
        const std::string broken = brokenLaw(layoutAll(graph), graph);
        QVERIFY2(broken.empty(), told(seed, broken).constData());
    }
}

void GraphLayoutLaws::aLayoutThatGrewKeepsEveryLaw()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; ++seed) {
        const Graph graph = graphOf(seed, random);
        const Layout half = layoutAll(upTo(graph, lastOf(graph) / 2));
        std::string broken = brokenLaw(extend({}, graph), graph);
        QVERIFY2(broken.empty(), told(seed, "from nothing: " + broken).constData());
        broken = brokenLaw(extend(half, graph), graph);
        QVERIFY2(broken.empty(), told(seed, "from half: " + broken).constData());
    }
}

void GraphLayoutLaws::theOrderOfTheInputDoesNotMatter()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; ++seed) {
        const Graph graph = graphOf(seed, random);
        const Graph other = shuffled(graph, random);
        QVERIFY2(layoutAll(graph) == layoutAll(other), told(seed, "layoutAll").constData());
        QVERIFY2(extend({}, graph) == extend({}, other), told(seed, "extend").constData());
    }
}

void GraphLayoutLaws::appearanceAndRatesDoNotMatterToTheFullLayout()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; seed += 10) {
        const Graph graph = graphOf(seed, random);
        Graph other = graph;
        for (Node& node : other.nodes)
            node.first = random() % 1000;
        for (Edge& edge : other.edges) {
            edge.first = random() % 1000;
            edge.rate = static_cast<double>(random() % 1000);
        }
        QVERIFY2(layoutAll(graph) == layoutAll(other), told(seed, "layoutAll").constData());
    }
}

void GraphLayoutLaws::nothingThatStandsMovesWhenSomethingIsAdded()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; ++seed) {
        const Graph graph = graphOf(seed, random);
        const std::uint64_t last = lastOf(graph);
        Layout layout = layoutAll(upTo(graph, last / 3));
        for (const std::uint64_t first : {last / 2, last * 3 / 4, last}) {
            Layout next = extend(layout, upTo(graph, first));
            const std::string moved = movedThing(layout, next, upTo(graph, first));
            QVERIFY2(moved.empty(), told(seed, moved).constData());
            layout = std::move(next);
        }
    }
}

void GraphLayoutLaws::theSameGrowthInOtherBatchesGivesTheSameLayout()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; ++seed) {
        const Graph graph = graphOf(seed, random);
        const std::uint64_t last = lastOf(graph);
        const Layout start = seed % 2 == 0 ? Layout{} : layoutAll(upTo(graph, last / 4));
        // One by one now and then, otherwise in batches of any size.
        const bool oneByOne = seed % 20 == 1;
        const std::uint64_t step = oneByOne ? 1 : 1 + last / 8 + random() % (last / 2 + 1);
        Layout inBatches = start;
        for (std::uint64_t first = seed % 2 == 0 ? 1 : last / 4; first < last; first += step)
            inBatches = extend(inBatches, upTo(graph, first));
        inBatches = extend(inBatches, graph);
        QVERIFY2(inBatches == extend(start, graph), told(seed, "batches").constData());
    }
}

void GraphLayoutLaws::whatGoesLeavesAHoleAndComesBackToIt()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; seed += 5) {
        const Graph graph = graphOf(seed, random);
        Graph fewer = graph;
        std::erase_if(fewer.nodes, [&](const Node&) { return random() % 3 == 0; });
        const Layout all = layoutAll(graph);
        const Layout some = extend(all, fewer);
        for (const NodePlace& place : all.nodes)
            QVERIFY2(findNode(some, place.key)->rect == place.rect,
                     told(seed, "moved").constData());
        const std::string broken = brokenLaw(some, fewer);
        QVERIFY2(broken.empty(), told(seed, broken).constData());
        QVERIFY2(extend(some, graph) == all, told(seed, "did not come back").constData());
    }
}

void GraphLayoutLaws::aCollapsedGroupStandsInItsOwnBoxAndOpensAgain()
{
    std::mt19937_64 random;
    for (int seed = 0; seed < kGraphs; seed += 5) {
        const Graph graph = graphOf(seed, random);
        std::vector<Key> groups;
        for (const Node& node : graph.nodes)
            if (node.group != 0 && node.group % 2 == 0)
                groups.push_back(node.group);
        const Graph folded = collapsed(graph, groups);
        std::string broken = brokenLaw(layoutAll(folded), folded);
        QVERIFY2(broken.empty(), told(seed, "full: " + broken).constData());
        const Layout open = layoutAll(graph);
        const Layout shut = extend(open, folded);
        broken = brokenLaw(shut, folded);
        QVERIFY2(broken.empty(), told(seed, "shut: " + broken).constData());
        const Layout again = extend(shut, graph);
        for (const NodePlace& place : open.nodes)
            QVERIFY2(findNode(again, place.key)->rect == place.rect,
                     told(seed, "did not reopen").constData());
        broken = brokenLaw(again, graph);
        QVERIFY2(broken.empty(), told(seed, "reopened: " + broken).constData());
    }
}

void GraphLayoutLaws::groupsOfAThousandKeepTheLawsToo()
{
    std::mt19937_64 random(1);
    for (int seed = 0; seed < 8; ++seed) {
        Graph graph = randomGraph(random, 1500);
        for (Node& node : graph.nodes)
            node.group %= 2;
        std::string broken = brokenLaw(layoutAll(graph), graph);
        QVERIFY2(broken.empty(), told(seed, "full: " + broken).constData());
        const Layout grown = extend({}, graph);
        broken = brokenLaw(grown, graph);
        QVERIFY2(broken.empty(), told(seed, "grown: " + broken).constData());
        Layout inBatches;
        for (const std::uint64_t part : {1, 2, 3, 7})
            inBatches = extend(inBatches, upTo(graph, lastOf(graph) * part / 8));
        const Layout whole = extend(inBatches, graph);
        QCOMPARE(movedThing(inBatches, whole, graph), std::string());
        QVERIFY2(whole == grown, told(seed, "batches").constData());
    }
}

QTEST_APPLESS_MAIN(GraphLayoutLaws)
#include "tst_graph_layout_laws.moc"
