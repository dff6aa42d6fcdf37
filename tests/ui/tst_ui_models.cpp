// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtCore/QItemSelectionModel>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

#include "tests/ui/support/believable_world.h"
#include "ui/models/agent_table.h"
#include "ui/models/delegation_table.h"
#include "ui/models/format.h"
#include "ui/models/json_layout.h"
#include "ui/models/loss_table.h"
#include "ui/models/raw_table.h"
#include "ui/models/run_table.h"
#include "ui/models/trace_table.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

void addTraces(FakeSession& session, int count)
{
    for (int i = 0; i < count; ++i) {
        const std::uint32_t n = session.building().traces.size() + 1;
        session.addTrace("trace " + std::to_string(n), {}, kPictureTime + n * kSecond,
                         (n * 7919 % 1000) * kMillisecond, n % 50);
    }
    session.publish();
}

bool isSortedBy(const TraceTable& table, int column, bool descending)
{
    for (int row = 1; row < table.rowCount(); ++row) {
        const auto a = table.index(row - 1, column).data(kCopyRole).toDouble();
        const auto b = table.index(row, column).data(kCopyRole).toDouble();
        if (descending ? a < b : a > b)
            return false;
    }
    return true;
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT
private slots:
    void everyTableStaysAProperModelWhileRowsArrive()
    {
        FakeSession session;
        TraceTable traces;
        RunTable runs;
        AgentTable agents;
        DelegationTable delegations;
        LossTable losses;
        QAbstractItemModelTester t1(&traces, kStrict), t2(&runs, kStrict), t3(&agents, kStrict),
            t4(&delegations, kStrict), t5(&losses, kStrict);
        const auto take = [&] {
            for (SnapshotTable* table :
                 std::initializer_list<SnapshotTable*>{&traces, &runs, &agents, &delegations})
                table->setState(session.snapshot());
            losses.setState(session.snapshot());
        };
        take();
        fillBelievableWorld(session, 100);
        take();
        QCOMPARE(traces.rowCount(), 101);
        QCOMPARE(runs.rowCount(), 100);
        QVERIFY(losses.rowCount() > 5);
        traces.sort(TraceTable::kDuration, Qt::DescendingOrder);
        for (int turn = 0; turn < 20; ++turn) {
            addTraces(session, 13);
            take();
            if (turn % 3 == 0) // some rows come while it sorts, some when it has
                QTRY_VERIFY(!traces.sorting());
        }
        QTRY_COMPARE(traces.rowCount(), 101 + 20 * 13);
        QTRY_VERIFY(isSortedBy(traces, TraceTable::kDuration, true));
    }

    void newestComesFirstAndItsNumberIsTheRowsName()
    {
        FakeSession session;
        addTraces(session, 3);
        TraceTable table;
        table.setState(session.snapshot());
        QCOMPARE(table.numberAt(0), 3u);
        addTraces(session, 1);
        table.setState(session.snapshot());
        QCOMPARE(table.numberAt(0), 4u);
        QCOMPARE(table.rowOf(3), 1);
        QCOMPARE(table.rowOf(99), -1);
    }

    void theSelectedTraceStaysSelectedWhenRowsArriveAndWhenSorting()
    {
        FakeSession session;
        addTraces(session, 50);
        TraceTable table;
        table.setState(session.snapshot());
        QItemSelectionModel selection(&table);
        selection.select(table.index(table.rowOf(20), 0),
                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
        addTraces(session, 500);
        table.setState(session.snapshot());
        QCOMPARE(table.numberAt(selection.selectedRows().first().row()), 20u);
        QSignalSpy ordered(&table, &SnapshotTable::orderChanged);
        table.sort(TraceTable::kSteps, Qt::AscendingOrder);
        QTRY_VERIFY(ordered.count() > 0);
        QCOMPARE(table.numberAt(selection.selectedRows().first().row()), 20u);
        table.sort(SnapshotTable::kNumberColumn, Qt::AscendingOrder);
        QCOMPARE(table.numberAt(selection.selectedRows().first().row()), 20u);
        QCOMPARE(selection.selectedRows().first().row(), 19);
    }

    void aFrozenListKeepsItsRowsAndCountsTheNewOnes()
    {
        FakeSession session;
        addTraces(session, 10);
        TraceTable table;
        table.setState(session.snapshot());
        table.setFrozen(true);
        addTraces(session, 7);
        table.setState(session.snapshot());
        QCOMPARE(table.rowCount(), 10);
        QCOMPARE(table.newRows(), 7u);
        table.setFrozen(false);
        QCOMPARE(table.rowCount(), 17);
        QCOMPARE(table.newRows(), 0u);
    }

    void agentsThatNeverActedAreLeftOutUntilTheyAct()
    {
        FakeSession session;
        for (const char* name : {"triage", "only named", "lookup"})
            session.addAgent(name, "support", "", "");
        session.building().agents.change(1).runs = 1;
        session.building().agents.change(3).steps = 4;
        session.publish();
        AgentTable table;
        QAbstractItemModelTester tester(&table, kStrict);
        table.setState(session.snapshot());
        QCOMPARE(table.rowCount(), 2);
        QCOMPARE(AgentTable::countAgents(*session.snapshot()), std::uint64_t{2});
        QCOMPARE(table.rowOf(2), -1);
        QItemSelectionModel selection(&table);
        selection.select(table.index(table.rowOf(3), 0),
                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
        session.building().agents.change(2).runs = 1;
        session.publish();
        table.setState(session.snapshot());
        QCOMPARE(table.rowCount(), 3);
        QCOMPARE(table.index(table.rowOf(2), AgentTable::kName).data().toString(),
                 QStringLiteral("only named"));
        QCOMPARE(table.numberAt(selection.selectedRows().first().row()), 3u);
    }

    void aRunTakenBackLeavesTheListAndTheSelectionStaysOnItsRun()
    {
        FakeSession session;
        const AgentIndex agent = session.addAgent("triage", "support", "", "");
        for (int i = 0; i < 200; ++i) {
            RunRow run;
            run.agent = agent;
            run.tokens = i * 7919 % 1000;
            session.building().runs.add(run);
        }
        session.publish();
        RunTable table;
        QAbstractItemModelTester tester(&table, kStrict);
        table.setState(session.snapshot());
        for (const int column : {int{SnapshotTable::kNumberColumn}, int{RunTable::kTokens}}) {
            QSignalSpy ordered(&table, &SnapshotTable::orderChanged);
            table.sort(column, Qt::AscendingOrder);
            QTRY_VERIFY(ordered.count() > 0);
            QItemSelectionModel selection(&table);
            selection.select(table.index(table.rowOf(150), 0),
                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
            session.building().runs.change(40).agent = {};
            session.publish();
            table.setState(session.snapshot());
            QCOMPARE(table.rowCount(), 199);
            QCOMPARE(table.rowOf(40), -1);
            QCOMPARE(table.numberAt(selection.selectedRows().first().row()), 150u);
            session.building().runs.change(40).agent = agent;
            session.publish();
            table.setState(session.snapshot());
            QCOMPARE(table.rowCount(), 200);
            QCOMPARE(table.numberAt(table.rowOf(40)), 40u);
            QCOMPARE(table.numberAt(selection.selectedRows().first().row()), 150u);
        }
        QTRY_VERIFY(!table.sorting());
        std::int64_t before = -1;
        for (int row = 0; row < table.rowCount(); ++row) {
            const std::int64_t tokens = table.shown()->runs[table.numberAt(row)].tokens;
            QVERIFY(tokens >= before);
            before = tokens;
        }
    }

    void onlyDelegationsBetweenRunsAreListed()
    {
        FakeSession session;
        const auto add = [&](ActorKind kind, std::uint64_t count) {
            DelegationRow row;
            row.toKind = kind;
            row.count = count;
            session.building().delegations.add(row);
        };
        add(ActorKind::tool, 30);
        add(ActorKind::agent, 2);
        add(ActorKind::agent, 0);
        session.publish();
        DelegationTable table;
        table.setState(session.snapshot());
        QCOMPARE(table.rowCount(), 1);
        QCOMPARE(table.numberAt(0), 2u);
        table.setFrozen(true);
        add(ActorKind::human, 1);
        add(ActorKind::agent, 1);
        session.publish();
        table.setState(session.snapshot());
        QCOMPARE(table.newRows(), 1u);
    }

    void oldTimesFitTheirColumnAndTellTheirDate()
    {
        QVERIFY(listTimeText(kPictureTime, kPictureTime).contains(QLatin1Char(':')));
        const QString months = listTimeText(kPictureTime - 200 * kDay, kPictureTime);
        QVERIFY2(months.contains(QLatin1String("May")), qPrintable(months));
        const QString years = listTimeText(kPictureTime - 1000 * kDay, kPictureTime);
        QVERIFY2(years.startsWith(QLatin1String("2024-02-")), qPrintable(years));
        QCOMPARE(listTimeText(0, kPictureTime), missingText());
    }

    void tokensThatNobodyToldAreNotZero()
    {
        FakeSession session;
        const TraceIndex index = session.addTrace("silent", {}, kPictureTime, kSecond, 3);
        session.trace(index).usage.calls = 2;
        session.trace(index).usage.callsNoUsage = 2;
        session.publish();
        TraceTable table;
        table.setState(session.snapshot());
        QCOMPARE(table.index(0, TraceTable::kTokens).data().toString(), missingText());
        session.trace(index).usage.callsNoUsage = 1;
        session.publish();
        table.setState(session.snapshot());
        QCOMPARE(table.index(0, TraceTable::kTokens).data().toString(), QStringLiteral("0"));
    }

    void sortingThreeHundredThousandRowsNeverHoldsTheGuiThread()
    {
        FakeSession session;
        addTraces(session, 300'000);
        TraceTable table;
        table.setState(session.snapshot());
        QSignalSpy ordered(&table, &SnapshotTable::orderChanged);
        QElapsedTimer timer;
        timer.start();
        table.sort(TraceTable::kName, Qt::AscendingOrder);
        table.sort(TraceTable::kDuration, Qt::DescendingOrder); // the newer request wins
        const qint64 asked = timer.elapsed();
        QTRY_VERIFY_WITH_TIMEOUT(ordered.count() > 0, 30'000);
        const qint64 whole = timer.elapsed();
        QCOMPARE(ordered.count(), 1);
        QVERIFY(isSortedBy(table, TraceTable::kDuration, true));
        QVERIFY2(asked * 2 < whole + 20,
                 qPrintable(QStringLiteral("asked %1 ms of %2 ms").arg(asked).arg(whole)));
    }

    void rawRowsKeepHostileBytesVisibleAndAreProper()
    {
        RawTable table;
        QAbstractItemModelTester tester(&table, kStrict);
        table.setDetail(std::make_shared<StepDetail>(makeHostileDetail(1)));
        const QString value = table.index(0, RawTable::kValue).data().toString();
        QVERIFY(value.contains(QString::fromUtf8("‹U+202E›")));
        QVERIFY(value.contains(QString::fromUtf8("‹U+0000›")));
        QVERIFY(value.contains(QChar(0xFFFD)));
        const QString tip = table.index(0, RawTable::kKey).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QLatin1String("&lt;b&gt;")));
    }

    void jsonIsLaidOutWithoutChangingAValue()
    {
        const auto text = layOutJson("{\"b\":1.10,\"a\":[1,{}],\"s\":\"x:{,}\\\"\"}");
        QVERIFY(text.has_value());
        QCOMPARE(
            *text,
            std::string(
                "{\n  \"b\": 1.10,\n  \"a\": [\n    1,\n    {}\n  ],\n  \"s\": \"x:{,}\\\"\"\n}"));
        QVERIFY(!layOutJson("{\"a\":1").has_value());
        QVERIFY(!layOutJson("plain text").has_value());
        const auto members = membersOfJson("{ \"z\": {\"q\":[1,2]}, \"a\" : \"b,c\" }");
        QVERIFY(members.has_value());
        QCOMPARE(members->size(), 2u);
        QCOMPARE(members->at(0).second, std::string("{\"q\":[1,2]}"));
        QCOMPARE(members->at(1).second, std::string("\"b,c\""));
    }

    void whatIsUnknownIsADashAndALowerBoundSaysSo()
    {
        CostTotals cost;
        cost.computed = 716'502;
        QCOMPARE(costText(cost, false), QStringLiteral("$0.716502"));
        QCOMPARE(costText(cost, true), QString::fromUtf8("≥ $0.716502"));
        cost = {};
        cost.unpricedCalls = 2;
        QCOMPARE(costText(cost, false), QString::fromUtf8("–"));
        QCOMPARE(tokensText(kNotSaid), QString::fromUtf8("–"));
        QCOMPARE(timeText(0, 0), QString::fromUtf8("–"));
    }
};

QTEST_MAIN(TestModels)
#include "tst_ui_models.moc"
