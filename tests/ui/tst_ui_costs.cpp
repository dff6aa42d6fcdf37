// SPDX-License-Identifier: GPL-3.0-or-later
// The room Costs over a real engine with real traces: every way to take the money apart has the same total, the one filter
// and the one range apply and say so, a line leads on, bills are entered, explained and taken back.
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include "core/session/engine.h"
#include "core/session/importer.h"
#include "tests/ui/support/desk.h"
#include "ui/export/exportable.h"
#include "ui/models/bill_table.h"
#include "ui/models/format.h"
#include "ui/models/gap_text.h"
#include "ui/views/bill_form.h"
#include "ui/views/bills_panel.h"
#include "ui/views/cost_total.h"
#include "ui/views/costs_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"

using namespace penstock;
using namespace penstock::ui;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;
constexpr CostDimension kDimensions[] = {CostDimension::agent, CostDimension::cascade,
                                         CostDimension::deployment, CostDimension::user,
                                         CostDimension::model};

/// The window over an engine in which real traces were recorded, in the room Costs, showing all of them.
struct CostDesk {
    QTemporaryDir data;
    std::shared_ptr<Engine> engine;
    std::unique_ptr<MainWindow> window;

    CostDesk()
    {
        EngineOptions options;
        options.dataDirectory = data.path().toStdString();
        options.otlpHttpPort = -1;
        options.otlpGrpcPort = -1;
        auto opened = Engine::open(options, std::make_shared<SystemClock>());
        if (!opened)
            qFatal("no engine");
        engine = std::move(*opened);
        const QString traces = qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                               QStringLiteral("/../shared/traces/formats/");
        for (const char* name : {"claude-agent-2025-12-22.trace.json", "langfuse-1.json",
                                 "pydantic-ai-2025-06-06.trace.json", "quo_tav_agent.json",
                                 "csharp-agent-with-gemini-2026-03-09.trace.json"})
            if (!importFile(*engine, (traces + QLatin1String(name)).toStdString(), {}))
                qFatal("nothing was recorded");
        const QString estimated = qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                                  QStringLiteral("/tests/data/costs/estimated.json");
        if (!importFile(*engine, estimated.toStdString(), {}))
            qFatal("nothing with estimates was recorded");
        if (!engine->world(std::chrono::seconds(30))) // what is counted is what is folded by then
            qFatal("nothing was folded");
        MainWindowOptions windowOptions;
        windowOptions.settingsPath = data.filePath(QStringLiteral("settings.ini"));
        window = std::make_unique<MainWindow>(engine, windowOptions);
        window->resize(1600, 900);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()))
            qFatal("no window");
        window->activateWindow();
    }
    ~CostDesk()
    {
        window.reset();
        engine->close();
    }
    CostsView& view() { return window->costs(); }
    void showEverything()
    {
        window->state().goTo(Room::costs);
        QComboBox& box = view().rangeBox();
        const int everything = box.findData(qint64{-1});
        QVERIFY(everything >= 0);
        emit box.activated(everything);
        QTRY_VERIFY_WITH_TIMEOUT(view().settled() && view().costs().rowCount() > 0, 30'000);
    }
    MicroUsd counted() { return view().costs().costs()->total.cost.total(); }
    void enterBill(const QString& name, const QString& amount, bool anew = true)
    {
        if (anew)
            view().beginBill();
        BillForm& form = view().bills().form();
        form.line(BillForm::kName).setText(name);
        form.line(BillForm::kAmount).setText(amount);
        form.line(BillForm::kFrom).setText(QStringLiteral("2020-01-01"));
        form.line(BillForm::kTo).setText(QStringLiteral("2040-01-01"));
        form.enterButton().click();
    }
};

} // namespace

class CostsViewTest final : public QObject {
    Q_OBJECT

private slots:
    void everyWayToTakeItApartHasTheSameTotal()
    {
        CostDesk desk;
        desk.showEverything();
        QCOMPARE(desk.counted(), desk.engine->snapshot()->totals.cost.total());
        QVERIFY(desk.counted() > 0);
        const QString total = desk.view().total().text();
        QAbstractItemModelTester tester(&desk.view().costs(), kStrict);
        for (const CostDimension by : kDimensions) {
            desk.view().dimensionButton(by).click();
            QCOMPARE(desk.view().by(), by);
            QVERIFY(desk.view().costs().rowCount() > 0);
            QCOMPARE(desk.view().total().text(), total);
            CostSums sum;
            for (int row = 0; row < desk.view().costs().rowCount(); ++row)
                add(sum, desk.view().costs().lineAt(row).sums);
            QVERIFY(sum == desk.view().costs().costs()->total);
            QCOMPARE(desk.view().table().isColumnHidden(CostTable::kAgent),
                     by != CostDimension::cascade);
        }
        for (int column = 0; column < CostTable::kColumns; ++column)
            desk.view().costs().sort(column, column % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
    }

    void whatHasNoPriceIsNeverZero()
    {
        CostDesk desk;
        desk.showEverything();
        const CostTable& costs = desk.view().costs();
        bool found = false;
        for (int row = 0; row < costs.rowCount(); ++row) {
            const CostSums& sums = costs.lineAt(row).sums;
            const QString money = costs.index(row, CostTable::kTotal).data().toString();
            const QString unpriced = costs.index(row, CostTable::kNoPrice).data().toString();
            if (sums.cost.unpricedCalls == 0) {
                QCOMPARE(unpriced, missingText());
                continue;
            }
            found = true;
            QVERIFY(unpriced != missingText());
            QVERIFY(sums.cost.total() == 0 ? money == missingText()
                                           : money.startsWith(QChar(0x2265)));
        }
        QVERIFY(found);
    }

    void theFilterAppliesAndSaysWhatItLeavesOut()
    {
        CostDesk desk;
        desk.showEverything();
        desk.view().showBy(CostDimension::model);
        const CostLine line = desk.view().costs().lineAt(0);
        const auto calls = desk.view().costs().costs()->total.usage.calls;
        desk.view().table().selectRow(0, true);
        desk.view().openLine();
        QVERIFY(desk.window->state().filter().contains(QString::fromStdString(line.name)));
        QTRY_VERIFY(desk.view().settled() && desk.view().costs().costs()->total == line.sums);
        const FilterOutcome& outcome = desk.window->state().filterOutcome();
        QCOMPARE(outcome.known, static_cast<quint64>(calls));
        QCOMPARE(outcome.shown, static_cast<quint64>(line.sums.usage.calls));
        // What cannot be asked here is said, and everything is shown.
        desk.window->state().setFilter(QStringLiteral("user = ada or model = x"));
        QTRY_VERIFY(desk.view().settled() &&
                    !desk.window->state().filterOutcome().sentence.isEmpty());
        QCOMPARE(desk.view().costs().costs()->total.usage.calls, calls);
        desk.window->state().setFilter({});
        QTRY_VERIFY(desk.view().settled() &&
                    desk.window->state().filterOutcome().sentence.isEmpty());
    }

    void aLineOfACascadeOpensIt()
    {
        CostDesk desk;
        desk.showEverything();
        desk.view().showBy(CostDimension::cascade);
        desk.view().focusList();
        const TraceIndex root = desk.view().costs().lineAt(0).root;
        QTest::keyClick(&desk.view().table(), Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::trace);
        QCOMPARE(desk.window->state().trace(), root);
        QVERIFY(desk.window->state().goUp());
    }

    void theRangeIsTheOneOfAllViews()
    {
        CostDesk desk;
        desk.showEverything();
        const TimeRange all = desk.window->state().range(0);
        const Nanos middle = all.from + all.length() / 2;
        const MicroUsd total = desk.counted();
        desk.window->state().setRange({all.from, middle});
        QTRY_VERIFY(desk.view().settled() && desk.view().costs().costs()->to == middle);
        const MicroUsd first = desk.counted();
        desk.window->state().setRange({middle, all.to});
        QTRY_VERIFY(desk.view().settled() && desk.view().costs().costs()->from == middle);
        QCOMPARE(first + desk.counted(), total);
    }

    void aBillIsEnteredExplainedAndTakenBack()
    {
        CostDesk desk;
        desk.showEverything();
        BillsPanel& bills = desk.view().bills();
        QAbstractItemModelTester tester(&bills.table(), kStrict);
        QVERIFY(!bills.takeBackButton().isEnabled());
        QTest::keyClick(&desk.view().table(), Qt::Key_B);
        QVERIFY(bills.formShown());
        QTest::keyClick(&bills.form().line(BillForm::kName), Qt::Key_Escape);
        QVERIFY(!bills.formShown());
        desk.enterBill(QStringLiteral("INV-3"), QStringLiteral("$1,000.50"));
        QTRY_VERIFY(!bills.formShown());
        QTRY_COMPARE(bills.table().rowCount(), 1);
        QTRY_VERIFY(bills.table().madeOf(1) != nullptr);
        QCOMPARE(bills.table().madeOf(1)->difference, 1'000'500'000 - desk.counted());
        bills.list().selectRow(0, true);
        QVERIFY(bills.explanation().contains(
            differenceText(bills.table().madeOf(1)->difference).mid(1)));
        for (const GapFact& fact : bills.table().madeOf(1)->facts)
            QVERIFY(bills.explanation().contains(gapSentence(fact)));
        QVERIFY(!bills.table().madeOf(1)->facts.empty());
        QVERIFY(bills.takeBackButton().isEnabled());
        bills.takeBackButton().click();
        QTRY_COMPARE(bills.table().rowCount(), 0);
        QVERIFY(!bills.takeBackButton().isEnabled());
    }

    void theFormSaysWhatIsWrong_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("no name") << int{BillForm::kName} << QString();
        QTest::newRow("no amount") << int{BillForm::kAmount} << QStringLiteral("much");
        QTest::newRow("less than nothing") << int{BillForm::kAmount} << QStringLiteral("-3");
        QTest::newRow("no currency") << int{BillForm::kCurrency} << QStringLiteral("euro");
        QTest::newRow("no rate") << int{BillForm::kRate} << QString();
        QTest::newRow("a rate of nothing") << int{BillForm::kRate} << QStringLiteral("0");
        QTest::newRow("no day") << int{BillForm::kFrom} << QStringLiteral("soon");
        QTest::newRow("ends before it begins")
            << int{BillForm::kTo} << QStringLiteral("2019-01-01");
        QTest::newRow("no filter") << int{BillForm::kScope} << QStringLiteral("model =");
    }
    void theFormSaysWhatIsWrong()
    {
        QFETCH(int, field);
        QFETCH(QString, text);
        ThemeController theme(ThemeKind::light);
        BillForm form(theme, nullptr);
        QSignalSpy entered(&form, &BillForm::entered);
        form.begin(1'600'000'000 * kSecond, 1'600'086'400 * kSecond, {});
        form.line(BillForm::kName).setText(QStringLiteral("INV-1"));
        form.line(BillForm::kAmount).setText(QStringLiteral("12.50"));
        form.line(BillForm::kFrom).setText(QStringLiteral("2020-09-13"));
        form.line(BillForm::kTo).setText(QStringLiteral("2020-09-14"));
        if (field == BillForm::kRate)
            form.line(BillForm::kCurrency).setText(QStringLiteral("CHF"));
        form.line(static_cast<BillForm::Field>(field)).setText(text);
        form.enterButton().click();
        QVERIFY(!form.complaint().isEmpty());
        QCOMPARE(entered.count(), 0);
    }

    void anInvoiceInEurosTellsTheRateAndBoth()
    {
        CostDesk desk;
        desk.showEverything();
        BillsPanel& bills = desk.view().bills();
        desk.view().beginBill();
        BillForm& form = bills.form();
        QVERIFY(!form.line(BillForm::kRate).isVisibleTo(&form)); // dollars need none
        form.line(BillForm::kCurrency).setText(QStringLiteral("eur"));
        QVERIFY(form.line(BillForm::kRate).isVisibleTo(&form));
        form.line(BillForm::kRate).setText(QStringLiteral("1,0845"));
        desk.enterBill(QStringLiteral("INV-EU"), QStringLiteral("100"), false);
        QTRY_COMPARE(bills.table().rowCount(), 1);
        QTRY_VERIFY(bills.table().madeOf(1) != nullptr);
        const Bill bill = bills.table().bills()[0];
        QCOMPARE(bill.foreign, (ForeignMoney{"EUR", 100'000'000, 1'084'500'000}));
        QCOMPARE(bill.amount, MicroUsd{108'450'000});
        QCOMPARE(bills.table().madeOf(1)->difference, bill.amount - desk.counted());
        bills.list().selectRow(0, true);
        QStringList said;
        for (const KeyValue& row : bills.facts().rows())
            said << row.value;
        QVERIFY(said.contains(QStringLiteral("EUR 100.000000")));
        QVERIFY(said.contains(QStringLiteral("1.0845 USD for 1 EUR")));
    }

    void whyAmountsAreEstimatedIsSaid()
    {
        CostDesk desk;
        desk.showEverything();
        const CostSums& total = desk.view().costs().costs()->total;
        QVERIFY(total.cost.estimated > 0);
        const QStringList why = estimateTexts(total);
        QVERIFY(!why.isEmpty());
        for (const QString& reason : why)
            QVERIFY(desk.view().whyEstimated().contains(reason));
        for (int row = 0; row < desk.view().costs().rowCount(); ++row) {
            const CostSums& sums = desk.view().costs().lineAt(row).sums;
            const QString tip = desk.view()
                                    .costs()
                                    .index(row, CostTable::kEstimated)
                                    .data(Qt::ToolTipRole)
                                    .toString();
            QCOMPARE(tip.isEmpty(), sums.cost.estimated == 0);
        }
    }

    void aNarrowListLeavesTokensAndSaysSo()
    {
        CostDesk desk;
        desk.showEverything();
        const auto hasTokens = [&] {
            return !desk.view().table().isColumnHidden(CostTable::kInput) &&
                   !desk.view().table().isColumnHidden(CostTable::kOutput);
        };
        desk.window->resize(1280, 800);
        desk.view().setSidePanelShown(false);
        QTRY_VERIFY(hasTokens());
        desk.view().setSidePanelShown(true);
        QTRY_VERIFY(!hasTokens());
        QVERIFY(desk.view().remark().startsWith(QStringLiteral("Tokens stand in a wider list")));
        // Nothing stands half outside.
        QTRY_COMPARE(desk.view().table().horizontalScrollBar()->maximum(), 0);
        desk.view().setSidePanelShown(false);
        QTRY_VERIFY(hasTokens());
        QVERIFY(!desk.view().remark().startsWith(QStringLiteral("Tokens")));
    }

    void agentsThatShareANameSayWhereTheyAre()
    {
        auto made = std::make_shared<CostBreakdown>();
        const auto line = [&made](const char* name, const char* where, bool shares) {
            CostLine& one = made->lines[0].emplace_back();
            one.name = name;
            one.deployment = where;
            one.sharesItsName = shares;
        };
        line("planner", "shop", true);
        line("planner", "bank", true);
        line("writer", "bank", false);
        CostTable table;
        table.show(made, CostDimension::agent, std::make_shared<FleetState>());
        const auto name = [&table](int row) {
            return table.index(row, CostTable::kName).data().toString();
        };
        QCOMPARE(name(0), QStringLiteral("planner \u00B7 shop"));
        QCOMPARE(name(1), QStringLiteral("planner \u00B7 bank"));
        QCOMPARE(name(2), QStringLiteral("writer"));
        QCOMPARE(table.rowOf(made->lines[0][1]), 1);
    }

    void amountsAreReadAsPeopleWriteThem()
    {
        QCOMPARE(amountOf(QStringLiteral("1284.5")), std::optional<MicroUsd>(1'284'500'000));
        QCOMPARE(amountOf(QStringLiteral(" $1,284.50 ")), std::optional<MicroUsd>(1'284'500'000));
        QCOMPARE(amountOf(QStringLiteral("1284,50")), std::optional<MicroUsd>(1'284'500'000));
        QCOMPARE(amountOf(QStringLiteral("1,284")), std::optional<MicroUsd>(1'284'000'000));
        QCOMPARE(amountOf(QStringLiteral("0.000001")), std::optional<MicroUsd>(1));
        for (const char* wrong : {"", "$", "1.2.3", "1e5", "-1", "0.0000001", "12,3456"})
            QVERIFY2(!amountOf(QLatin1String(wrong)), wrong);
    }

    void whatIsExportedHasEveryLineAndTheTotal()
    {
        CostDesk desk;
        desk.showEverything();
        const ExportOffer offer = desk.view().exportOffer();
        QVERIFY(offer.figures.has_value());
        QCOMPARE(static_cast<int>(offer.figures->rows.size()), desk.view().costs().rowCount() + 1);
        QCOMPARE(offer.figures->keys.size(), offer.figures->titles.size());
        const qsizetype cost = offer.figures->keys.indexOf(QStringLiteral("cost_usd"));
        double sum = 0;
        for (std::size_t i = 0; i + 1 < offer.figures->rows.size(); ++i)
            sum += offer.figures->rows[i][cost].toDouble();
        QVERIFY(std::abs(sum - offer.figures->rows.back()[cost].toDouble()) < 1e-6);
    }
};

QTEST_MAIN(CostsViewTest)
#include "tst_ui_costs.moc"
