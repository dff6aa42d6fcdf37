// SPDX-License-Identifier: GPL-3.0-or-later
// What charts show, against the minutes and hours they are read from.
#include "tests/ui/charts/chart_world.h"
#include "ui/charts/chart_cause.h"
#include "ui/charts/chart_text.h"

#include <QtTest/QtTest>

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

std::vector<std::string> namesOf(const ChartData& data)
{
    std::vector<std::string> names;
    for (const ChartGroup& group : data.groups)
        names.push_back(group.name.toStdString());
    return names;
}

/// Eight agents in eight deployments, the first one the dearest, over ten minutes.
ChartWorld eightTeams()
{
    ChartWorld world;
    for (int i = 0; i < 8; ++i) {
        const AgentIndex agent =
            world.addAgent("agent-" + std::to_string(i), "team-" + std::to_string(i));
        for (int minute = 0; minute < 10; ++minute)
            world.spend(minute, agent, (8 - i) * 100'000);
    }
    return world;
}

} // namespace

class TestChartData final : public QObject {
    Q_OBJECT
private slots:
    void theFiveBiggestGroupsAndTheOthersAddUpToTheWhole()
    {
        const ChartWorld world = eightTeams();
        const ChartData data = chartData(*world.state, askMinutes(10, Breakdown::deployment));
        QCOMPARE(data.groups.size(), kMostGroups + 1);
        QCOMPARE(data.groups.front().name, QStringLiteral("team-0"));
        QCOMPARE(data.groups.back().name, QStringLiteral("3 others"));
        const Chart& spend = data.of(Measure::spend);
        for (std::uint32_t step = 0; step < data.span.count; ++step) {
            double sum = 0;
            for (const ChartLine& line : spend.lines)
                sum += line.values[step];
            QCOMPARE(sum, 3.6);
            QCOMPARE(spend.whole[step], 3.6);
        }
        QCOMPARE(spend.top, 4.0);
    }

    void sixGroupsNeedNoOthers()
    {
        ChartWorld world;
        for (int i = 0; i < 6; ++i)
            world.spend(0, world.addAgent("a", "team-" + std::to_string(i)), 1000);
        const ChartData data = chartData(*world.state, askMinutes(1, Breakdown::deployment));
        QCOMPARE(data.groups.size(), std::size_t{6});
        for (const ChartGroup& group : data.groups)
            QCOMPARE(group.folded, 0u);
    }

    void aGroupKeepsItsPlaceAsLongAsItIsShown()
    {
        ChartWorld world = eightTeams();
        ChartQuestion question = askMinutes(10, Breakdown::deployment);
        const ChartData before = chartData(*world.state, question);
        world.spend(9, {4}, 90'000'000); // team-3 comes first now
        world.spend(9, {7}, 80'000'000); // and team-6 in
        question.before = before.groups;
        const ChartData after = chartData(*world.state, question);
        auto names = namesOf(after);
        QCOMPARE(names[0], std::string("team-0"));
        QCOMPARE(names[3], std::string("team-3"));
        QVERIFY(std::ranges::find(names, "team-6") != names.end());
        QCOMPARE(std::ranges::count(names, "team-3"), 1);
    }

    void whereNobodyCountedIsAGapAndNotZero()
    {
        ChartWorld world;
        const AgentIndex quiet = world.addAgent("quiet", "a");
        const AgentIndex loud = world.addAgent("loud", "b");
        world.spend(0, quiet, 10'000);
        world.spend(1, loud, 20'000);
        world.spend(3, loud, 20'000); // in minute 2 nothing was heard at all
        const ChartData data = chartData(*world.state, askMinutes(4, Breakdown::agent));
        const Chart& spend = data.of(Measure::spend);
        const std::vector<double>& of = spend.lines[data.groups[0].name == u"quiet" ? 0 : 1].values;
        QCOMPARE(of[0], 0.01);
        QCOMPARE(of[1], 0.0);
        QVERIFY(std::isnan(of[2]));
        QVERIFY(std::isnan(spend.whole[2]));
        QCOMPARE(measureText(Measure::spend, spend.whole[2]), QStringLiteral("\u2013"));
        for (const double value : data.of(Measure::latency).whole) // nothing ended
            QVERIFY(std::isnan(value));
    }

    void aGapSaysHowMuchWasLostAndWhatNobodyKnows()
    {
        ChartWorld world;
        const AgentIndex agent = world.addAgent("agent", "a");
        for (const std::int64_t minute : {0, 3, 7})
            world.spend(minute, agent, 10'000);
        world.state->lossesSince = kChartStart + 2 * kMinute;
        world.state->lossMinutes.add({kChartStart + 4 * kMinute, 400, 0});
        world.state->lossMinutes.add({kChartStart + 5 * kMinute, 12, 3});
        world.state->lossMinutes.add({kChartStart + 900 * kMinute, 99, 9}); // elsewhere
        const ChartData data = chartData(*world.state, askMinutes(8, Breakdown::total));
        QVERIFY(!data.gapAt(Measure::spend, 0));
        QVERIFY(!data.gapAt(Measure::spend, 7));
        const auto late = data.gapAt(Measure::spend, 5);
        QVERIFY(late && late->first == 4 && late->last == 6);
        QCOMPARE(
            gapText(data, *late),
            QStringLiteral("412 items arrived then and were refused. 3 items were told to come "
                           "again."));
        const auto early = data.gapAt(Measure::spend, 1);
        QVERIFY(early && early->first == 1 && early->last == 2);
        QCOMPARE(gapText(data, *early),
                 QStringLiteral("Nothing that arrived then was refused. Of a "
                                "part of it that is not known."));
        world.state->lossesSince = kChartStart + 5 * kHour;
        const ChartData unknown = chartData(*world.state, askMinutes(8, Breakdown::total));
        QCOMPARE(gapText(unknown, *unknown.gapAt(Measure::spend, 1)),
                 QStringLiteral("Whether anything was lost then is not known."));
    }

    void beforeItWasSeenAnAgentHasNoZero()
    {
        ChartWorld world;
        const AgentIndex old = world.addAgent("old", "a");
        const AgentIndex late = world.addAgent("late", "a");
        world.state->agents.change(late.value).firstSeen = kChartStart + 5 * kMinute + kSecond;
        for (int minute = 0; minute < 8; ++minute)
            world.spend(minute, old, 1000);
        world.spend(5, late, 1000);
        ChartQuestion question = askMinutes(8);
        question.only = {late, {}};
        const Chart chart = chartData(*world.state, question).of(Measure::spend);
        QVERIFY(std::isnan(chart.whole[4]));
        QCOMPARE(chart.whole[5], 0.001);
        QCOMPARE(chart.whole[6], 0.0);
    }

    void longRangesAreDrawnInAsManyStepsAsThereIsRoomFor_data()
    {
        QTest::addColumn<qint64>("minutes");
        QTest::addColumn<quint32>("room");
        for (const qint64 minutes : {1, 45, 180, 1440, 4320})
            for (const quint32 room : {30u, 240u, 600u})
                QTest::addRow("%lld min, %u", static_cast<long long>(minutes), room)
                    << minutes << room;
    }
    void longRangesAreDrawnInAsManyStepsAsThereIsRoomFor()
    {
        QFETCH(qint64, minutes);
        QFETCH(quint32, room);
        ChartWorld world;
        const AgentIndex agent = world.addAgent("a", "a");
        double all = 0;
        for (int minute = 0; minute < minutes; minute += 7) {
            world.spend(minute, agent, 10'000);
            all += 0.01;
        }
        ChartQuestion question = askMinutes(minutes);
        question.most = room;
        const ChartData data = chartData(*world.state, question);
        QVERIFY(data.span.count <= room + 1);
        if (data.byHour()) // no hours were written
            return;
        double drawn = 0;
        for (const double value : data.of(Measure::spend).whole)
            drawn += std::isnan(value) ? 0 : value * static_cast<double>(data.span.step / kMinute);
        QVERIFY(std::abs(drawn - all) < 1e-9);
    }

    void whatIsOlderThanTheMinutesIsReadFromTheHours()
    {
        ChartWorld world;
        const AgentIndex agent = world.addAgent("a", "a");
        world.spend(0, agent, 1000);
        RateSlot hour;
        hour.start = kChartStart - 10 * kDay;
        RateSums sums;
        sums.cost = 60'000'000;
        hour.cells.push_back({{RateSubject::actor, agent.value, 0}, sums});
        world.state->hours.add(hour);
        ChartQuestion question;
        question.range = {hour.start, hour.start + 2 * kHour};
        question.now = kChartStart + kHour;
        const ChartData data = chartData(*world.state, question);
        QVERIFY(data.byHour());
        QCOMPARE(data.of(Measure::spend).whole[0], 1.0); // a minute
        QVERIFY(std::isnan(data.of(Measure::spend).whole[1]));
    }

    void aSpikeIsMarkedAndItsCauseNamed()
    {
        ChartWorld world;
        const AgentIndex calm = world.addAgent("calm", "a");
        const AgentIndex wild = world.addAgent("wild", "b");
        for (int minute = 0; minute < 60; ++minute) {
            world.spend(minute, calm, 100'000 + minute % 5 * 1000);
            if (minute == 40)
                world.spend(minute, wild, 900'000);
        }
        const Nanos in = kChartStart + 40 * kMinute;
        world.run(wild, 7, in + kSecond, in + 20 * kSecond, 200'000);
        world.run(wild, 9, in - kMinute, in + 2 * kMinute, 700'000);
        world.run(calm, 3, in, in + kSecond, 9'000'000);
        const ChartQuestion question = askMinutes(60, Breakdown::deployment);
        const ChartData data = chartData(*world.state, question);
        QCOMPARE(data.of(Measure::spend).spikes, std::vector<std::uint32_t>{40});
        QVERIFY(data.of(Measure::spend).band.known >= 59);
        const ChartCause cause = chartCause(*world.state, question, data, Measure::spend, 40);
        QCOMPARE(cause.agent, wild);
        QCOMPARE(cause.trace, TraceIndex{9});
        QVERIFY2(cause.sentence.contains(u"wild") && cause.sentence.contains(u"(90 %)"),
                 qPrintable(cause.sentence));
        QVERIFY2(cause.sentence.contains(u"\u00D79.8 of normal"), qPrintable(cause.sentence));
    }

    void whatHasNoPriceIsSaid()
    {
        ChartWorld world;
        const AgentIndex agent = world.addAgent("a", "a");
        RateSums sums;
        sums.input = 1000;
        sums.cached = 600;
        sums.output = 50;
        sums.calls = sums.unpriced = 3;
        world.add(0, {RateSubject::actor, agent.value, 0}, sums);
        world.spend(1, agent, 1000);
        const ChartData data = chartData(*world.state, askMinutes(2));
        const Chart& spend = data.of(Measure::spend);
        QVERIFY(spend.unknown.contains(u"3 calls"));
        QCOMPARE(spend.atLeast, (std::vector<bool>{true, false}));
        QVERIFY(stepText(data, Measure::spend, 0, spend.whole[0]).startsWith(u'\u2265'));
        QVERIFY(!stepText(data, Measure::spend, 1, spend.whole[1]).startsWith(u'\u2265'));
        const Chart& tokens = data.of(Measure::tokens);
        QCOMPARE(tokens.lines.size(), std::size_t{3});
        QCOMPARE(tokens.lines[0].values[0], 600.0);
        QCOMPARE(tokens.lines[1].values[0], 400.0);
        QCOMPARE(tokens.lines[2].values[0], 50.0);
        QCOMPARE(tokens.whole[0], 1050.0);
    }

    void anEdgeHasNoSpendAndSaysSo()
    {
        ChartWorld world;
        const AgentIndex a = world.addAgent("a", "a");
        const AgentIndex b = world.addAgent("b", "a", ActorKind::tool);
        RateSums sums;
        sums.calls = 4;
        sums.errors = 1;
        world.add(0, {RateSubject::edge, a.value, b.value}, sums);
        ChartQuestion question = askMinutes(1, Breakdown::agent);
        question.only = {a, b};
        const ChartData data = chartData(*world.state, question);
        QCOMPARE(data.by, Breakdown::total);
        QVERIFY(!data.of(Measure::spend).unknown.isEmpty());
        QVERIFY(data.of(Measure::spend).lines.empty());
        QCOMPARE(data.of(Measure::actions).whole[0], 4.0);
        QCOMPARE(data.of(Measure::errors).whole[0], 1.0);
    }

    void toolsAreTheirCallersActionsAndNotAPartOfTheirOwn()
    {
        ChartWorld world;
        const AgentIndex a = world.addAgent("a", "a");
        const AgentIndex tool = world.addAgent("search", "a", ActorKind::tool);
        RateSums caller;
        caller.actions = 2;
        caller.errors = 1;
        world.add(0, {RateSubject::actor, a.value, 0}, caller);
        RateSums called;
        called.calls = 2;
        called.errors = 1;
        world.add(0, {RateSubject::actor, tool.value, 0}, called);
        const ChartData data = chartData(*world.state, askMinutes(1));
        QCOMPARE(data.of(Measure::actions).whole[0], 2.0);
        QCOMPARE(data.of(Measure::errors).whole[0], 1.0);
        ChartQuestion question = askMinutes(1);
        question.only = {tool, {}};
        QCOMPARE(chartData(*world.state, question).of(Measure::actions).whole[0], 2.0);
    }

    void modelsAreCountedByTheirOwnCells()
    {
        ChartWorld world;
        const AgentIndex a = world.addAgent("a", "a");
        const ModelIndex gpt = world.addModel("gpt");
        const ModelIndex claude = world.addModel("claude");
        world.spend(0, a, 3000);
        RateSums sums;
        sums.cost = 2000;
        sums.calls = 2;
        sums.started = 3;
        sums.ended = 2;
        world.add(0, {RateSubject::model, gpt.value, 0}, sums);
        sums.cost = 1000;
        sums.ended = 3;
        world.add(0, {RateSubject::model, claude.value, 0}, sums);
        const ChartData data = chartData(*world.state, askMinutes(1, Breakdown::model));
        QCOMPARE(namesOf(data), (std::vector<std::string>{"gpt", "claude"}));
        QCOMPARE(data.of(Measure::spend).lines[0].values[0], 0.002);
        QCOMPARE(data.of(Measure::spend).whole[0], 0.003);
        QCOMPARE(data.of(Measure::actions).whole[0], 4.0); // model calls
    }

    void runningWorkIsCountedBackFromNow()
    {
        ChartWorld world;
        const AgentIndex a = world.addAgent("a", "x");
        const AgentIndex b = world.addAgent("b", "y");
        const auto move = [&](int minute, AgentIndex agent, int started, int ended) {
            RateSums sums;
            sums.started = started;
            sums.ended = ended;
            world.add(minute, {RateSubject::actor, agent.value, 0}, sums);
        };
        move(0, a, 3, 0);
        move(1, a, 0, 2);
        move(1, b, 1, 0);
        move(9, a, 0, 1); // after the range
        world.state->agents.change(b.value).runsOpen = 1;
        const ChartData data = chartData(*world.state, askMinutes(3, Breakdown::deployment));
        const Chart& running = data.of(Measure::running);
        const std::size_t x = data.groups[0].name == u"x" ? 0 : 1;
        QCOMPARE(running.lines[x].values, (std::vector<double>{3, 1, 1}));
        QCOMPARE(running.lines[1 - x].values, (std::vector<double>{0, 1, 1}));
        QCOMPARE(running.whole, (std::vector<double>{3, 2, 2}));
    }

    void latencyIsThreePercentilesOfTheWholeAndOneOfEachPart()
    {
        ChartWorld world;
        const AgentIndex a = world.addAgent("a", "x");
        world.spend(0, a, 1);
        world.took(0, a, kSecond, 90);
        world.took(0, a, 10 * kSecond, 9);
        world.took(0, a, 100 * kSecond, 1);
        const auto ask = [&](Breakdown by) {
            return chartData(*world.state, askMinutes(1, by)).of(Measure::latency);
        };
        const Chart whole = ask(Breakdown::total);
        QCOMPARE(whole.lines.size(), std::size_t{3});
        QVERIFY(std::abs(whole.lines[0].values[0] / 1e9 - 1) < 0.25);
        QVERIFY(whole.lines[2].values[0] / 1e9 > 9);
        QCOMPARE(ask(Breakdown::agent).lines.size(), std::size_t{1});
        QCOMPARE(ask(Breakdown::agent).lines[0].values[0], whole.whole[0]);
    }

    void theFilterLeavesOutWhoDoesNotMatch()
    {
        const ChartWorld world = eightTeams();
        ChartQuestion question = askMinutes(10, Breakdown::agent);
        const std::shared_ptr<const FleetState> state = world.state;
        question.filter = filterRows(
            RowKind::agent, QStringLiteral("deployment in (team-0, team-1)"), state, question.now);
        const ChartData data = chartData(*world.state, question);
        QCOMPARE(data.groups.size(), std::size_t{2});
        QCOMPARE(data.of(Measure::spend).whole[0], 1.5);
        question.filter =
            filterRows(RowKind::agent, QStringLiteral("duration > 5s"), state, question.now);
        const ChartData all = chartData(*world.state, question);
        QCOMPARE(all.of(Measure::spend).whole[0], 3.6);
        QVERIFY(!all.remark.isEmpty());
    }

    void scalesEndOnRoundNumbers()
    {
        QCOMPARE(niceTop(0), 1.0);
        QCOMPARE(niceTop(0.0031), 0.004);
        QCOMPARE(niceTop(1), 1.0);
        QCOMPARE(niceTop(17), 20.0);
        QCOMPARE(niceTop(730), 800.0);
    }
};

QTEST_GUILESS_MAIN(TestChartData)
#include "tst_chart_data.moc"
