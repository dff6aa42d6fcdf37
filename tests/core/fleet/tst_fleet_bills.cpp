// SPDX-License-Identifier: GPL-3.0-or-later
// Bills in the fold, and a bill held against what was counted: every reason is there with its number when it was
// measured, and none when it was not.
#include "fleet_fixture.h"

#include "core/fleet/bill_act.h"
#include "core/fleet/reconciliation.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

Bill billOf(MicroUsd amount)
{
    Bill bill;
    bill.name = "INV-1";
    bill.by = "ann";
    bill.amount = amount;
    bill.from = kDrawingStart;
    bill.to = kDrawingStart + kHour;
    return bill;
}

void apply(Folded& folded, EntryKind kind, const std::string& text, const LossCounts& losses = {},
           Nanos arrival = kDrawingStart)
{
    EntryBatch batch;
    LogEntry entry;
    entry.seq = folded.fleet().seq() + 1;
    entry.arrival = arrival;
    entry.kind = kind;
    entry.source = "operator";
    entry.text = text;
    entry.losses = losses;
    batch.entries.push_back(entry);
    folded.fleet().apply(batch);
}

CostBreakdown costsOf(Folded& folded, Nanos from = 0, Nanos to = 0)
{
    const auto state = folded.state();
    CostCounter counter(from, to);
    for (std::uint32_t i = 1; i <= state->traces.size(); ++i) {
        const auto view = folded.view(i);
        for (const TraceNode& node : view->nodes)
            if (node.counts != 0)
                counter.add({{i},
                             node.start,
                             node.end,
                             node.counts,
                             node.usage,
                             node.cost,
                             unsureOfCache(node),
                             node.agent,
                             "shop",
                             node.model},
                            *state);
    }
    return counter.take(state->seq);
}

const GapFact* factOf(const Reconciliation& made, GapReason reason, std::string_view name = {})
{
    for (const GapFact& fact : made.facts)
        if (fact.reason == reason && (name.empty() || fact.name == name))
            return &fact;
    return nullptr;
}

} // namespace

class FleetBillsTest final : public QObject {
    Q_OBJECT

private slots:
    void aBillIsEnteredAndTakenBack()
    {
        Folded folded;
        BillAct act{BillAct::Kind::enter, billOf(7)};
        apply(folded, EntryKind::billAct, toText(act));
        apply(folded, EntryKind::billAct, "{\"act\":\"enter\"}"); // nothing that could be a bill
        apply(folded, EntryKind::billAct, toText(act));
        act.kind = BillAct::Kind::takeBack;
        act.bill.number = 1;
        apply(folded, EntryKind::billAct, toText(act));
        const auto state = folded.state();
        QCOMPARE(state->bills.size(), 2u);
        QCOMPARE(state->bills[1].number, 0u);
        QCOMPARE(state->bills[2].number, 2u);
        QCOMPARE(state->bills[2].amount, MicroUsd{7});
        QCOMPARE(state->bills[2].enteredAt, kDrawingStart);
    }

    void aLogTakesSoManyBillsAndNoMore()
    {
        Folded folded;
        const std::string text = toText({BillAct::Kind::enter, billOf(1)});
        for (std::uint32_t i = 0; i < kMostBills + 3; ++i)
            apply(folded, EntryKind::billAct, text);
        QCOMPARE(folded.state()->bills.size(), kMostBills);
    }

    void anActReadsBackAsItWas()
    {
        Bill bill = billOf(12);
        bill.filter = "model = \"x\"";
        bill.note = "Sept\xC3\xA9mber";
        const BillAct act{BillAct::Kind::enter, bill};
        const auto read = billActOf(toText(act));
        QVERIFY(read && *read == act);
        for (const char* wrong :
             {"", "7", "{}", "{\"act\":\"enter\",\"by\":7}", "{\"act\":\"burn\",\"by\":\"a\"}",
              "{\"act\":\"take_back\",\"by\":\"a\"}"})
            QVERIFY2(!billActOf(wrong), wrong);
    }

    void anInvoiceInAnotherCurrencyCountsAtTheRateThatWasEntered()
    {
        QCOMPARE(inDollars({"EUR", 1'284'500'000, 1'084'500'000}), MicroUsd{1'393'040'250});
        QCOMPARE(inDollars({"JPY", 1, 6'512'345}), MicroUsd{0});
        QCOMPARE(inDollars({"JPY", 77, 6'512'345}), MicroUsd{1}); // 0.501 rounds up
        QCOMPARE(inDollars({"XAU", INT64_MAX, INT64_MAX}), MicroUsd{INT64_MAX});
        QCOMPARE(formatForeign({"EUR", 1'284'500'000, 1}), std::string("EUR 1,284.500000"));
        QCOMPARE(formatForeign({}), std::string());
        QCOMPARE(formatRate(1'084'500'000), std::string("1.0845"));
        QCOMPARE(formatRate(kRateScale), std::string("1.00"));
        QCOMPARE(formatRate(6'512'345), std::string("0.006512345"));
        Bill bill = billOf(0);
        bill.foreign = {"EUR", 1'284'500'000, 1'084'500'000};
        bill.amount = inDollars(bill.foreign);
        const BillAct act{BillAct::Kind::enter, bill};
        const auto read = billActOf(toText(act));
        QVERIFY(read && *read == act);
        Folded folded;
        apply(folded, EntryKind::billAct, toText(act));
        QCOMPARE(folded.state()->bills[1].foreign, bill.foreign);
        QCOMPARE(reconcile(bill, {}, *folded.state()).difference, bill.amount);
    }

    void aCurrencyOrARateThatCannotBeIsRefusedWithASentence()
    {
        const auto sentence = [](const ForeignMoney& money, MicroUsd amount) {
            Bill bill = billOf(amount);
            bill.foreign = money;
            const Status status = isComplete({BillAct::Kind::enter, bill});
            return status ? std::string() : status.error().sentence;
        };
        QCOMPARE(sentence({"CHF", 5, kRateScale}, 5), std::string());
        for (const char* code : {"eur", "EURO", "E1R", "\xE2\x82\xAC", "$"})
            QVERIFY2(sentence({code, 5, kRateScale}, 5).find("three capital letters") !=
                         std::string::npos,
                     code);
        for (const std::int64_t rate : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX})
            QVERIFY(sentence({"CHF", 5, rate}, 5).find("exchange rate") != std::string::npos);
        QVERIFY(!sentence({"USD", 5, kRateScale}, 5).empty());
        QVERIFY(!sentence({"", 5, kRateScale}, 5).empty());
        QVERIFY(!sentence({"CHF", 5, kRateScale}, 6).empty()); // not what the rate makes of it
        QVERIFY(!sentence({"CHF", -5, kRateScale}, -5).empty());
    }

    void whyAnAmountIsEstimatedIsSaidForEachReason()
    {
        Folded folded(R"(
agent_run planner @shop [0-5000]
  llm_call m model=m in=1 out=1 cost=70 cost_source=estimated doubts=32 [0-100]
  llm_call m model=m in=1 out=1 cost=5 cost_source=estimated doubts=34 [100-200]
  llm_call m model=m in=1 out=1 cost=2 cost_source=estimated doubts=2 [200-300]
  llm_call m model=m in=1 out=1 cost=1 cost_source=estimated [300-400]
)");
        const CostBreakdown costs = costsOf(folded);
        QCOMPARE(costs.total.estimatedFor[chiefDoubt(kPriceUnconfirmed)], MicroUsd{70});
        QCOMPARE(costs.total.estimatedFor[chiefDoubt(kTokensNotSaid)], MicroUsd{7});
        QCOMPARE(costs.total.estimatedFor[0], MicroUsd{1}); // as of an older log
        const Reconciliation made = reconcile(billOf(0), costs, *folded.state());
        MicroUsd sum = 0;
        std::vector<int> doubts;
        for (const GapFact& fact : made.facts)
            if (fact.reason == GapReason::estimated) {
                sum += fact.amount;
                doubts.push_back(fact.doubt);
            }
        QCOMPARE(sum, costs.total.cost.estimated);
        QVERIFY(doubts ==
                (std::vector{0, chiefDoubt(kTokensNotSaid), chiefDoubt(kPriceUnconfirmed)}));
    }

    void agentsOfOneNameInTwoDeploymentsAreTwoLines()
    {
        Folded folded;
        CostCounter counter(0, 0);
        folded.add("agent_run planner @shop [0-10]");
        const auto state = folded.state();
        const auto use = [&](std::string_view agent, std::string_view where, MicroUsd cost) {
            CountedUse one;
            one.trace = {1};
            one.counts = kMoneyCounts | kCallCounts;
            one.cost = {cost, CostSource::reported, 0, 0, 0};
            one.agent = agent;
            one.deployment = where;
            counter.add(one, *state);
        };
        use("planner", "shop", 5);
        use("planner", "bank", 7);
        use("planner", "shop", 1);
        use("writer", "bank", 3);
        use("", "shop", 2);
        use("", "bank", 2);
        const CostBreakdown made = counter.take(1);
        const std::vector<CostLine>& lines = made.by(CostDimension::agent);
        QCOMPARE(lines.size(), std::size_t{4});
        QCOMPARE(lines[0].deployment, std::string("bank"));
        QVERIFY(lines[0].sharesItsName && lines[1].sharesItsName);
        QCOMPARE(lines[1].sums.cost.total(), MicroUsd{6});
        for (const CostLine& line : lines)
            if (line.name != "planner")
                QVERIFY(!line.sharesItsName);
        for (int i = 0; i < kCostDimensionCount; ++i) {
            CostSums sum;
            for (const CostLine& line : made.lines[static_cast<std::size_t>(i)])
                add(sum, line.sums);
            QVERIFY(sum == made.total);
        }
    }

    void everyReasonHasItsNumber()
    {
        Folded folded(R"(
agent_run planner @shop [0-5000]
  llm_call gpt-4o model=gpt-4o in=100 out=20 cost=500 cost_source=reported [0-100]
  llm_call gpt-4o model=gpt-4o in=10 out=2 cost=70 cost_source=estimated [100-200]
  llm_call gpt-4o model=gpt-4o in=100 out=5 cached=40 cost=900 cost_source=computed if_apart=33 [200-300]
  llm_call odd-1 model=odd-1 in=40 out=4 [300-400]
  llm_call odd-1 model=odd-1 [400-500]
  llm_call odd-2 model=odd-2 in=30 out=3 [500-600]
  llm_call odd-3 model=odd-3 in=20 out=2 [600-700]
  llm_call odd-4 model=odd-4 in=10 out=1 [700-800]
  llm_call odd-5 model=odd-5 in=5 out=1 [800-900]
  tool_call waits parent=#77 [900-950] provisional
)");
        LossCounts lost;
        lost.add(LossKind::rejectedTooLarge, 4);
        lost.add(LossKind::received, 9);
        apply(folded, EntryKind::losses, {}, lost);
        apply(folded, EntryKind::losses, {}, lost, kDrawingStart + 5 * kHour); // not in the period
        Bill bill = billOf(2'000);
        bill.from -= kHour;
        const Reconciliation made =
            reconcile(bill, costsOf(folded, bill.from, bill.to), *folded.state());
        QCOMPARE(made.counted.cost.total(), MicroUsd{1'470});
        QCOMPARE(made.difference, MicroUsd{530});
        const GapFact* odd = factOf(made, GapReason::noPrice, "odd-1");
        QVERIFY(odd != nullptr);
        QCOMPARE(odd->count, std::uint64_t{2});
        QCOMPARE(odd->silent, std::uint64_t{1});
        QCOMPARE(odd->input, std::int64_t{40});
        QCOMPARE(odd->output, std::int64_t{4});
        const GapFact* rest = factOf(made, GapReason::noPriceElse);
        QVERIFY(rest != nullptr);
        QCOMPARE(rest->models, std::uint64_t{2});
        QCOMPARE(rest->count, std::uint64_t{2});
        QCOMPARE(rest->input, std::int64_t{15});
        QCOMPARE(factOf(made, GapReason::estimated)->amount, MicroUsd{70});
        QCOMPARE(factOf(made, GapReason::cacheUnsure)->amount, MicroUsd{33});
        QCOMPARE(factOf(made, GapReason::cachedTokens)->input, std::int64_t{40});
        const GapFact* loss = factOf(made, GapReason::lost);
        QVERIFY(loss != nullptr);
        QCOMPARE(loss->loss, LossKind::rejectedTooLarge);
        QCOMPARE(loss->count, std::uint64_t{4});
        QCOMPARE(factOf(made, GapReason::stillRunning)->count, std::uint64_t{1});
        QCOMPARE(factOf(made, GapReason::missingSteps)->count, std::uint64_t{1});
        QCOMPARE(factOf(made, GapReason::beginsLater)->at, kDrawingStart);
        QVERIFY(factOf(made, GapReason::endsEarlier) == nullptr);
        QVERIFY(factOf(made, GapReason::ledgerBegins) == nullptr);
    }

    void whatWasNotMeasuredIsNoReason()
    {
        Folded folded(R"(
agent_run planner @shop [0-5000]
  llm_call gpt-4o model=gpt-4o in=100 out=20 cost=500 cost_source=reported [0-100]
)");
        folded.add("trace=2\nagent_run later @shop [7200000-7200100]", kDrawingStart + 2 * kHour);
        const Bill bill = billOf(500);
        const Reconciliation made =
            reconcile(bill, costsOf(folded, bill.from, bill.to), *folded.state());
        QCOMPARE(made.difference, MicroUsd{0});
        QVERIFY(made.facts.empty());
    }

    void whatEndsOutsideOfThePeriodIsNotCounted()
    {
        Folded folded(R"(
agent_run planner @shop [0-7200000]
  llm_call gpt-4o model=gpt-4o in=1 out=1 cost=5 cost_source=reported [0-100]
  llm_call gpt-4o model=gpt-4o in=1 out=1 cost=7 cost_source=reported [3599000-3600000]
  llm_call gpt-4o model=gpt-4o in=1 out=1 cost=9 cost_source=reported [100-3599999]
)");
        QCOMPARE(costsOf(folded, kDrawingStart, kDrawingStart + kHour).total.cost.total(),
                 MicroUsd{14});
        QCOMPARE(
            costsOf(folded, kDrawingStart + kHour, kDrawingStart + 2 * kHour).total.cost.total(),
            MicroUsd{7});
    }
};

QTEST_GUILESS_MAIN(FleetBillsTest)
#include "tst_fleet_bills.moc"
