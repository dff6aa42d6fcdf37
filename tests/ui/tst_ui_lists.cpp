// SPDX-License-Identifier: GPL-3.0-or-later
// What lists and fact lists show in little room, and what the loss ledger puts first: nothing is cut without a way to
// read it whole, no number is pushed out of sight, and what nobody reported is never 0.
#include <QtGui/QHelpEvent>
#include <QtTest/QtTest>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include "tests/ui/support/desk.h"
#include "ui/models/loss_table.h"
#include "ui/models/trace_table.h"
#include "ui/shell/status_strip.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"
#include "ui/views/agents_view.h"
#include "ui/views/fleet_view.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/usage_rows.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/strip_cell.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* kLongName = "procurement-negotiator-for-strategic-vendors-europe-and-asia";

bool wholeColumnInView(const DataTable& list, int column)
{
    const int left = list.columnViewportPosition(column);
    return left >= 0 && left + list.columnWidth(column) <= list.viewport()->width();
}

QString tipAt(const QTableView& list, const QModelIndex& index)
{
    QToolTip::hideText(); // takes a moment
    if (!QTest::qWaitFor([] { return !QToolTip::isVisible(); }))
        return QStringLiteral("the last tip does not go");
    const QPoint place = list.visualRect(index).center();
    QHelpEvent help(QEvent::ToolTip, place, list.viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(list.viewport(), &help);
    return QToolTip::text();
}

KeyValue rowNamed(const std::vector<KeyValue>& rows, const char* key)
{
    for (const KeyValue& row : rows)
        if (row.key.trimmed() == QLatin1String(key))
            return row;
    return {};
}

LossRow lossRow(const char* source, std::initializer_list<std::pair<LossKind, int>> counts)
{
    LossRow row;
    row.source = source;
    for (const auto& [kind, n] : counts)
        row.counts.add(kind, static_cast<std::uint64_t>(n));
    row.firstSeen = kPictureTime - kMinute;
    row.lastSeen = kPictureTime;
    return row;
}

/// Two busy sources; only the second one has lost something.
void fillLedger(FakeSession& session)
{
    for (const LossRow& row : {lossRow("support@otlp-http", {{LossKind::received, 4000},
                                                             {LossKind::stored, 3990},
                                                             {LossKind::duplicate, 10},
                                                             {LossKind::late, 3}}),
                               lossRow("billing@otlp-grpc", {{LossKind::received, 500},
                                                             {LossKind::stored, 493},
                                                             {LossKind::rejectedTooLarge, 7}})}) {
        session.building().losses.add(row);
        session.building().totals.losses.add(row.counts);
    }
    session.addTrace("any", {}, kPictureTime, kSecond, 1);
    session.publish();
}

} // namespace

class TestLists : public QObject {
    Q_OBJECT
private slots:
    void aNumberIsNeverCut()
    {
        Desk desk;
        desk.window->resize(1280, 800);
        TraceRow& row = desk.session->trace(desk.refund);
        row.usage.input = 2'316'559'012;
        row.steps = 1'000'000;
        row.cost.computed = 2'356'704'715'000; // micro-dollars
        desk.session->publish();
        const DataTable& list = desk.window->traces().traceTable();
        desk.window->traces().traceTable().sortByColumn(TraceTable::kTokens, Qt::DescendingOrder);
        const auto isWhole = [&list] {
            for (const int column : {TraceTable::kTokens, TraceTable::kSteps, TraceTable::kCost}) {
                const QString text = list.model()->index(0, column).data().toString();
                if (list.columnWidth(column) < textWidth(text, valueFont()) + 16)
                    return false;
            }
            return true;
        };
        QTRY_VERIFY(list.model()->index(0, TraceTable::kTokens).data().toString().size() > 12);
        QTRY_VERIFY(isWhole());
        QVERIFY(wholeColumnInView(list, TraceTable::kCost)); // names have given way
    }

    void besideTheDrawerAt1280EveryNumberIsInView()
    {
        Desk desk;
        desk.window->resize(1280, 800);
        TracesView& traces = desk.window->traces();
        if (!traces.sidePanelShown())
            desk.press(Qt::Key_Q);
        QVERIFY(traces.sidePanelShown());
        for (const TracesView::List which : {TracesView::List::traces, TracesView::List::runs}) {
            traces.showList(which);
            const DataTable& list = traces.table();
            const int columns = list.model()->columnCount();
            QTRY_VERIFY(wholeColumnInView(list, columns - 1)); // cost
            for (int column = 0; column < columns; ++column)
                QVERIFY2(wholeColumnInView(list, column), qPrintable(QString::number(column)));
            QCOMPARE(list.horizontalScrollBar()->maximum(), 0);
        }
        // Last first: the deployment is at its least before the name of the trace has given anything.
        const DataTable& list = traces.traceTable();
        QVERIFY(list.columnWidth(TraceTable::kName) > list.columnWidth(TraceTable::kAgent));
        QVERIFY(list.columnWidth(TraceTable::kAgent) > list.columnWidth(TraceTable::kDeployment));
    }

    void at1280TheAgentsNeedNoSidewaysScrolling()
    {
        Desk desk;
        desk.window->resize(1280, 800);
        desk.window->state().goTo(Room::fleet);
        desk.window->fleet().showTable(true);
        const DataTable& list = desk.window->fleet().tables().agentTable();
        QTRY_COMPARE(list.horizontalScrollBar()->maximum(), 0);
    }

    void withRoomToSpareNamesAreShownInFull()
    {
        Desk desk;
        desk.window->resize(2560, 1440);
        const DataTable& list = desk.window->traces().traceTable();
        QTRY_VERIFY(list.columnWidth(TraceTable::kAgent) > list.columnWidth(TraceTable::kTokens));
        QTRY_VERIFY(list.columnWidth(TraceTable::kAgent) >= 180);
    }

    void aNameThatIsCutIsWholeOnHoverAndOneThatFitsIsNot()
    {
        Desk desk;
        const AgentIndex agent =
            desk.session->addAgent(kLongName, "procurement", "autogen", "gpt-4o");
        desk.session->addTrace("short", agent, kPictureTime, kSecond, 3);
        desk.session->publish();
        const DataTable& list = desk.window->traces().traceTable();
        QTRY_COMPARE(list.model()->rowCount(), 62);
        const QModelIndex cut = list.model()->index(0, TraceTable::kAgent);
        QVERIFY(tipAt(list, cut).contains(QLatin1String(kLongName)));
        QVERIFY(tipAt(list, cut.siblingAtColumn(TraceTable::kSteps)).isEmpty());
    }

    void theInspectorShowsALongAgentNameInFull()
    {
        Desk desk;
        TraceView view;
        view.index = desk.refund;
        view.nodes.resize(1);
        view.nodes[0].kind = StepKind::agentRun;
        view.nodes[0].agent = kLongName;
        view.nodes[0].name = "run";
        desk.session->setView(view);
        desk.session->publish();
        desk.window->state().openTrace(desk.refund);
        QTRY_COMPARE(desk.window->cascadePage().waterfall().rows().count(), 1);
        const KeyValueList* facts = nullptr;
        int row = -1;
        for (const KeyValueList* list :
             desk.window->cascadePage().inspector().findChildren<KeyValueList*>())
            for (std::size_t i = 0; i < list->rows().size(); ++i)
                if (list->rows()[i].key == QLatin1String("agent")) {
                    facts = list;
                    row = static_cast<int>(i);
                }
        QVERIFY(facts);
        QTRY_VERIFY(facts->valueLines(row).size() > 1);
        QCOMPARE(facts->valueLines(row).join(QString()), QLatin1String(kLongName));
        QTRY_COMPARE(facts->height(), facts->sizeHint().height()); // all of it has room
    }

    void aStepSaysWhyItsCostIsEstimated()
    {
        Usage usage;
        usage.input = 100;
        usage.inputCacheRead = 40;
        usage.output = 10;
        const auto said = [](const std::vector<KeyValue>& rows) {
            QStringList texts;
            for (const KeyValue& row : rows)
                if (row.key == u"estimated"_s)
                    texts << row.value;
            return texts;
        };
        Cost cost{70, CostSource::estimated, kPriceUnconfirmed | kTokensNotSaid, 20261101, 33};
        const std::vector<KeyValue> rows = usageRows(usage, cost);
        QCOMPARE(said(rows), (QStringList{u"input or output tokens not said, taken as none"_s,
                                          u"price not confirmed at the provider"_s}));
        QVERIFY(std::ranges::any_of(
            rows, [](const KeyValue& row) { return row.second == u"$0.000033"_s; }));
        cost.doubts = 0; // from a log that did not say
        QCOMPARE(said(usageRows(usage, cost)), QStringList{u"reason not logged"_s});
        cost.source = CostSource::computed;
        QVERIFY(said(usageRows(usage, cost)).isEmpty());
    }

    void whatNobodyReportedIsMissingAndNotZero()
    {
        TraceView view;
        view.nodes.resize(2);
        view.nodes[0].role = UsageRole::leaf;
        view.nodes[0].usage.input = 100;
        view.nodes[0].usage.inputCacheRead = 0; // reported, and it is none
        view.nodes[0].usage.output = 20;
        view.nodes[1].role = UsageRole::rollup; // does not count, so it does not say either
        view.nodes[1].usage.outputReasoning = 0;
        UsageTotals totals;
        totals.calls = 1;
        totals.input = 100;
        totals.output = 20;
        const auto rows = usageRows(totals, {}, usageSaid(view), false);
        QCOMPARE(rowNamed(rows, "input").value, QStringLiteral("100"));
        QCOMPARE(rowNamed(rows, "of it from cache").value, QStringLiteral("0"));
        QCOMPARE(rowNamed(rows, "of it into cache").value, QStringLiteral("–"));
        QCOMPARE(rowNamed(rows, "of it reasoning").value, QStringLiteral("–"));
        QCOMPARE(rowNamed(rows, "total").value, QStringLiteral("120"));
        const auto silent = usageRows(UsageTotals{}, {}, {}, false);
        QCOMPARE(rowNamed(silent, "total").value, QStringLiteral("–"));
    }

    void theSumsOfASelectedTraceSayWhichPartsNobodyReported()
    {
        Desk desk;
        desk.window->resize(1600, 900);
        desk.window->traces().focusList();
        const auto lists = desk.window->traces().findChildren<KeyValueList*>();
        const auto reasoning = [&] {
            for (const KeyValueList* list : lists)
                if (const KeyValue row = rowNamed(list->rows(), "of it into cache");
                    !row.key.isEmpty())
                    return row.value;
            return QString();
        };
        QTRY_VERIFY(!reasoning().isEmpty());
        QVERIFY(reasoning() != QLatin1String("0"));
    }

    void aCopyHasNothingWhereNobodySaid()
    {
        Desk desk(false);
        desk.window->state().goTo(Room::traces);
        desk.session->addTrace("silent", {}, kPictureTime, 0, 1);
        desk.session->publish();
        const DataTable& list = desk.window->traces().traceTable();
        QTRY_COMPARE(list.model()->rowCount(), 1);
        const QJsonObject json = QJsonDocument::fromJson(list.rowAsJson(0).toUtf8()).object();
        for (const char* key : {"tokens", "cost", "duration"})
            QVERIFY2(json.value(QLatin1String(key)).isNull(), key);
    }

    void realDataLossStandsOnTopOfTheLedger()
    {
        Desk desk(false);
        fillLedger(*desk.session);
        QTRY_COMPARE(desk.window->strip().losses().value(), QStringLiteral("7"));
        QTest::mouseClick(&desk.window->strip().losses(), Qt::LeftButton);
        const DataTable& list = desk.window->losses().table();
        const auto text = [&](int row, LossTable::Column column) {
            return list.model()->index(row, column).data().toString();
        };
        QCOMPARE(list.currentRow(), 0);
        QCOMPARE(text(0, LossTable::kSeverity), QStringLiteral("data loss"));
        QCOMPARE(text(0, LossTable::kSource), QStringLiteral("billing@otlp-grpc"));
        QCOMPARE(text(0, LossTable::kCount), QStringLiteral("7"));
        QCOMPARE(text(1, LossTable::kKind), QStringLiteral("late"));
        QCOMPARE(text(2, LossTable::kSource), QStringLiteral("All sources"));
        QCOMPARE(text(2, LossTable::kKind), QStringLiteral("received"));
        QCOMPARE(text(2, LossTable::kCount), QStringLiteral("4,500"));
        QStringList severities;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            severities << text(row, LossTable::kSeverity);
        QStringList worstFirst = severities;
        std::stable_sort(worstFirst.begin(), worstFirst.end(),
                         [](const QString& a, const QString& b) {
                             const auto rank = [](const QString& s) {
                                 return s == QLatin1String("data loss") ? 0
                                        : s == QLatin1String("notice")  ? 1
                                                                        : 2;
                             };
                             return rank(a) < rank(b);
                         });
        QCOMPARE(severities, worstFirst);
    }

    void everyNumberOfTheLedgerIsExplained()
    {
        Desk desk(false);
        fillLedger(*desk.session);
        QTRY_COMPARE(desk.window->bridge().snapshot()->losses.size(), 2u);
        desk.window->state().goTo(Room::losses);
        LossesView& view = desk.window->losses();
        const auto& facts = view.explanation().rows();
        QCOMPARE(rowNamed(facts, "count").value, QStringLiteral("7"));
        QCOMPARE(rowNamed(facts, "count").note, QStringLiteral("1.40 % of 500 received"));
        QVERIFY(rowNamed(facts, "where to look").value.contains(QLatin1String("not kept")));
        QPushButton* stored = view.countButton(LossKind::stored);
        QCOMPARE(stored->text(), QStringLiteral("4,483 stored"));
        QTest::mouseClick(stored, Qt::LeftButton);
        QCOMPARE(rowNamed(view.explanation().rows(), "count").value, QStringLiteral("4,483"));
        QVERIFY(!view.countButton(LossKind::revised)->isEnabled()); // 0: no row to go to
        for (int row = 0; row < view.table().model()->rowCount(); ++row)
            QVERIFY(!view.table()
                         .model()
                         ->index(row, LossTable::kCount)
                         .data(Qt::ToolTipRole)
                         .toString()
                         .isEmpty());
    }

    void aSelectedRowOfTheLedgerStaysWhenWorseComesAboveIt()
    {
        Desk desk(false);
        fillLedger(*desk.session);
        QTRY_COMPARE(desk.window->bridge().snapshot()->losses.size(), 2u);
        desk.window->state().goTo(Room::losses);
        DataTable& list = desk.window->losses().table();
        list.selectRow(3, true);
        const QString before = list.rowAsText(3);
        desk.session->building().losses.change(1).counts.add(LossKind::rejectedMalformed, 2);
        desk.session->publish();
        QTRY_COMPARE(list.currentRow(), 4);
        QCOMPARE(list.rowAsText(4), before);
    }
};

QTEST_MAIN(TestLists)
#include "tst_ui_lists.moc"
