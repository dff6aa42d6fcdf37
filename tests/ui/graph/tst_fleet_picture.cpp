// SPDX-License-Identifier: GPL-3.0-or-later
// What the fleet graph says of a snapshot: who is there, rates, what is in flight, what is left out, and that none of
// it depends on the order in which things arrived.
#include "ui/graph/fleet_drawing.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>

using namespace penstock;
using namespace penstock::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr Nanos kNow = 1'795'185'120 * kSecond + 30 * kSecond; // half a minute into its minute
constexpr Nanos kThisMinute = kNow - 30 * kSecond;

struct Who {
    const char* name;
    const char* deployment;
    ActorKind kind;
};
struct Call {
    const char* from;
    const char* to;
    Evidence best;
    int perMinute;
    int open;
};

const std::vector<Who> kWho = {
    {"triage", "support", ActorKind::agent},   {"refunds", "support", ActorKind::agent},
    {"approval", "support", ActorKind::human}, {"stripe", "support", ActorKind::tool},
    {"scorer", "risk", ActorKind::agent},      {"ledger", "risk", ActorKind::memory},
    {"vendor", "", ActorKind::remoteAgent},
};
const std::vector<Call> kCalls = {
    {"triage", "refunds", Evidence::explicitHandoff, 12, 0},
    {"refunds", "approval", Evidence::call, 1, 1},
    {"refunds", "stripe", Evidence::call, 30, 2},
    {"refunds", "scorer", Evidence::remoteCall, 4, 0},
    {"scorer", "ledger", Evidence::call, 2, 0},
    {"scorer", "vendor", Evidence::sharedKey, 0, 0},
};

/// The same world with its rows numbered in another order.
FleetState world(const std::vector<Who>& who, const std::vector<Call>& calls)
{
    FleetState state;
    state.logTime = kNow;
    std::map<std::string, AgentIndex> number;
    RateSlot slot;
    slot.start = kThisMinute - kMinute;
    for (const Who& one : who) {
        AgentRow row;
        row.name = one.name;
        row.deployment = one.deployment;
        row.kind = one.kind;
        row.runs = row.steps = 10;
        row.runsOpen = 2;
        row.firstSeen = kNow - kHour;
        row.lastSeen = kNow - (row.name == "vendor" ? 131 : 5) * kSecond;
        row.cost.computed = one.kind == ActorKind::agent ? 1'000'000 : 0;
        number[row.name] = {state.agents.add(row)};
        RateSums sums;
        sums.cost = one.kind == ActorKind::agent ? 450'000 : 0;
        sums.calls = 9;
        sums.errors = row.name == "scorer" ? 3 : 0;
        slot.cells.push_back({{RateSubject::actor, number[row.name].value, 0}, sums});
    }
    for (const Call& call : calls) {
        DelegationRow row;
        row.from = number[call.from];
        row.to = number[call.to];
        row.best = call.best;
        row.count = 5;
        row.confidence = call.best == Evidence::sharedKey ? 71 : 100;
        state.delegations.add(row);
        RateSums sums;
        sums.calls = sums.started = call.perMinute;
        sums.ended = call.perMinute - call.open;
        slot.cells.push_back({{RateSubject::edge, row.from.value, row.to.value}, sums});
    }
    state.minutes.add(slot);
    return state;
}

FleetState world()
{
    return world(kWho, kCalls);
}

AgentIndex named(const FleetState& state, std::string_view name)
{
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
        if (state.agents[i].name == name)
            return {i};
    return {};
}

const char* const kGolden =
    R"(known 7, matching 7, hidden 0, away 0, folded 0; declared 1, structural 4, inferred 1
group risk: 2 nodes
group support: 4 nodes
node approval (person) in support: runs now 2, 0 micro-USD/min, 2.00 calls/min, errors 0
node ledger (store) in risk: runs now 2, 0 micro-USD/min, 2.00 calls/min, errors 0
node refunds (agent) in support: runs now 2, 100000 micro-USD/min, 2.00 calls/min, errors 0, single point
node scorer (agent) in risk: runs now 2, 100000 micro-USD/min, 2.00 calls/min, errors 3, single point
node stripe (tool) in support: runs now 2, 0 micro-USD/min, 2.00 calls/min, errors 0
node triage (agent) in support: runs now 2, 100000 micro-USD/min, 2.00 calls/min, errors 0
node vendor (remote agent) in no group: runs now 2, 0 micro-USD/min, 2.00 calls/min, errors 0, stale
edge refunds -> approval: 0.22 calls/min, in flight 1, errors 0
edge refunds -> scorer: 0.89 calls/min, in flight 0, errors 0
edge refunds -> stripe: 6.67 calls/min, in flight 2, errors 0
edge scorer -> ledger: 0.44 calls/min, in flight 0, errors 0
edge scorer ..> vendor: 0.00 calls/min, in flight 0, errors 0
edge triage => refunds: 2.67 calls/min, in flight 0, errors 0
)";

} // namespace

class TestFleetPicture : public QObject {
    Q_OBJECT

private slots:
    void aSmallFleetReadsAsItIs()
    {
        QCOMPARE(textOf(fleetPicture(world(), {})), QString::fromUtf8(kGolden));
    }

    void theOrderOfArrivalDoesNotChangeTheContent()
    {
        std::mt19937 random(3);
        std::vector<Who> who = kWho;
        std::vector<Call> calls = kCalls;
        for (int round = 0; round < 20; ++round) {
            std::ranges::shuffle(who, random);
            std::ranges::shuffle(calls, random);
            QCOMPARE(textOf(fleetPicture(world(who, calls), {})), QString::fromUtf8(kGolden));
        }
    }

    void aClosedGroupCarriesTheSumsAndTheWorstOfItsMembers()
    {
        const FleetState state = world();
        PictureOptions options;
        options.collapsed.insert(groupKey("risk"));
        const FleetPicture picture = fleetPicture(state, options);
        QCOMPARE(picture.folded, 2u);
        const NodeFacts* plate = picture.node(graph::collapsedKey(groupKey("risk")));
        QVERIFY(plate != nullptr);
        QCOMPARE(plate->members, 2u);
        QCOMPARE(plate->errors, 3);
        QCOMPARE(plate->membersFailing, 1u);
        QCOMPARE(plate->costPerMinute, MicroUsd{100'000});
        QCOMPARE(plate->name, u"risk"_s);
        QVERIFY(textOf(picture).contains(u"edge refunds -> [risk]: 0.89 calls/min"_s));
        QCOMPARE(picture.edgesOf, (std::array<std::size_t, 3>{1, 4, 1}));
    }

    void manyNodesCloseTheLargestGroupsAndSaySo()
    {
        const FleetState state = world();
        PictureOptions options;
        options.most = 5;
        FleetPicture picture = fleetPicture(state, options);
        QVERIFY(picture.group(groupKey("support"))->automatic);
        QVERIFY(!picture.group(groupKey("risk"))->collapsed);
        QCOMPARE(picture.nodes.size(), 4u);
        options.expanded.insert(groupKey("support")); // the person has opened it
        picture = fleetPicture(state, options);
        QVERIFY(!picture.group(groupKey("support"))->collapsed);
        QVERIFY(picture.group(groupKey("risk"))->automatic);
    }

    void whatIsHiddenFilteredOrElsewhereIsCounted()
    {
        const FleetState state = world();
        PictureOptions options;
        options.filter = [](const FleetState& s, AgentIndex agent) {
            return s.agents[agent.value].kind != ActorKind::tool;
        };
        options.hidden.insert(named(state, "ledger").value);
        options.around = named(state, "refunds").value;
        const FleetPicture picture = fleetPicture(state, options);
        QCOMPARE(picture.known, 7u);
        QCOMPARE(picture.matching, 6u);
        QCOMPARE(picture.hidden, 1u);
        QCOMPARE(picture.away, 1u); // the vendor
        QCOMPARE(picture.nodes.size(), 4u);
    }

    void anEarlierMomentShowsWhatWasThereThen()
    {
        FleetState state = world();
        state.agents.change(named(state, "scorer").value).firstSeen = kNow - kMinute;
        PictureOptions options;
        options.until = kNow - 10 * kMinute;
        const FleetPicture picture = fleetPicture(state, options);
        QCOMPARE(picture.known, 6u);
        QCOMPARE(picture.node(named(state, "triage").value)->costPerMinute, MicroUsd{0});
        // None of the later starts and ends: what is open now had begun by then or nobody knows better.
        QCOMPARE(picture.node(named(state, "triage").value)->runsNow, 2u);
        QCOMPARE(picture.edge(3)->inFlight, 0);
    }

    void switchingALineOffMovesNothing()
    {
        const FleetState state = world();
        const Drawing all = makeDrawing(fleetPicture(state, {}), nullptr, {true, true, true});
        const Drawing some =
            makeDrawing(fleetPicture(state, {}), &all->layout, {true, false, true});
        QCOMPARE(all->scene.edges.size(), 6u);
        QCOMPARE(some->scene.edges.size(), 2u);
        QVERIFY(all->layout == some->layout);
    }

    void whatArrivesLaterMovesNoNode()
    {
        FleetState state = world();
        const Drawing before = makeDrawing(fleetPicture(state, {}), nullptr, {true, true, true});
        for (int i = 0; i < 12; ++i) {
            AgentRow row;
            row.name = "late-" + std::to_string(i);
            row.deployment = i % 2 == 0 ? "support" : "new";
            row.runs = 1;
            const AgentIndex late{state.agents.add(row)};
            DelegationRow call;
            call.from = named(state, "refunds");
            call.to = late;
            call.best = Evidence::nestedRun;
            call.count = 1;
            state.delegations.add(call);
        }
        const Drawing after =
            makeDrawing(fleetPicture(state, {}), &before->layout, {true, true, true});
        QCOMPARE(after->scene.nodes.size(), before->scene.nodes.size() + 12);
        for (const graph::NodeItem& node : before->scene.nodes)
            QVERIFY(after->node(node.key)->rect == node.rect);
    }

    void squaresInFlightStandOnTheirLineClearOfItsEnds()
    {
        const Drawing drawing = makeDrawing(fleetPicture(world(), {}), nullptr, {true, true, true});
        std::size_t squares = 0;
        for (std::size_t i = 0; i < drawing->scene.edges.size(); ++i) {
            squares += drawing->flights[i].size();
            for (const QPointF& at : drawing->flights[i])
                QVERIFY(drawing->edgeBoxes[i].contains(at));
        }
        QCOMPARE(squares, 3u);
    }

    void hostileNamesComeOutSafe()
    {
        FleetState state = world();
        state.agents.change(1).name = "\u202Eevil<b>";
        const FleetPicture picture = fleetPicture(state, {});
        QVERIFY(!picture.node(1)->name.contains(QChar(0x202E)));
    }
};

QTEST_GUILESS_MAIN(TestFleetPicture)
#include "tst_fleet_picture.moc"
