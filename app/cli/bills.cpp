// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs about bills: entering, listing and taking back, each held against what was counted.
#include "app/cli/act_there.h"
#include "app/cli/cells.h"
#include "app/cli/cost_reading.h"
#include "app/cli/gap_words.h"
#include "app/cli/listings_filter.h"
#include "app/cli/output.h"
#include "core/base/text_safety.h"
#include "core/base/user_name.h"
#include "core/fleet/bill_act.h"
#include "core/query/numbers.h"
#include "core/session/engine_commands.h"

#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

Json factJson(const GapFact& fact)
{
    Json json = {{"reason", std::string(gapReasonName(fact.reason))}};
    if (fact.count != 0)
        json["count"] = fact.count;
    if (!fact.name.empty())
        json["model"] = fact.name;
    if (fact.silent != 0)
        json["without_tokens"] = fact.silent;
    if (fact.models != 0)
        json["models"] = fact.models;
    if (fact.input != 0 || fact.output != 0) {
        json["input_tokens"] = fact.input;
        json["output_tokens"] = fact.output;
    }
    if (fact.amount != 0)
        json["amount_micro_usd"] = fact.amount;
    if (fact.at != 0)
        json["at_time"] = fact.at;
    if (fact.reason == GapReason::lost)
        json["loss"] = std::string(lossKindName(fact.loss));
    if (fact.reason == GapReason::estimated)
        json["because"] = std::string(costDoubtName(fact.doubt));
    json["sentence"] = sentenceOf(fact);
    return json;
}

void printReconciliation(const Bill& bill, const Reconciliation& made, bool json, std::ostream& out)
{
    const CostTotals& cost = made.counted.cost;
    if (json) {
        Json reasons = Json::array();
        for (const GapFact& fact : made.facts)
            reasons.push_back(factJson(fact));
        const auto foreign = [&bill](const std::string& text) {
            return bill.foreign.currency.empty() ? Json(nullptr) : Json(text);
        };
        out << jsonLine({{"number", bill.number == 0 ? Json(nullptr) : Json(bill.number)},
                         {"name", textOrNull(bill.name)},
                         {"billed_micro_usd", bill.amount},
                         {"currency", textOrNull(bill.foreign.currency)},
                         {"billed_in_currency", foreign(formatForeign(bill.foreign))},
                         {"usd_for_one", foreign(formatRate(bill.foreign.rate))},
                         {"from_time", bill.from},
                         {"to_time", bill.to},
                         {"filter", textOrNull(bill.filter)},
                         {"note", textOrNull(bill.note)},
                         {"by", textOrNull(bill.by)},
                         {"counted_micro_usd", cost.total()},
                         {"reported_micro_usd", cost.reported},
                         {"computed_micro_usd", cost.computed},
                         {"estimated_micro_usd", cost.estimated},
                         {"unpriced_calls", cost.unpricedCalls},
                         {"difference_micro_usd", made.difference},
                         {"reasons", reasons}});
        return;
    }
    if (bill.number != 0)
        out << "Bill " << bill.number << ": " << visibleLine(bill.name, 200) << '\n';
    out << formatUtc(bill.from) << " to " << formatUtc(bill.to)
        << (bill.filter.empty() ? std::string() : ", " + visibleLine(bill.filter, 400)) << '\n'
        << verdictOf(bill, made) << '\n'
        << "Counted: reported " << formatMoney(cost.reported) << ", computed "
        << formatMoney(cost.computed) << ", estimated " << formatMoney(cost.estimated) << ".\n";
    if (!made.facts.empty())
        out << "What is known about it:\n";
    for (const GapFact& fact : made.facts)
        out << "  - " << sentenceOf(fact) << '\n';
}

Status logAct(const std::string& dataDirectory, const BillAct& act)
{
    return actThere(
        dataDirectory, [&act](Engine& engine) { return engine.act(act); },
        [&] { return askBillAct(dataDirectory, act); });
}

/// False: exitCode says what went wrong.
bool showReconciliation(Archive& archive, const Bill& bill, bool json, std::ostream& out,
                        std::ostream& err, int& exitCode)
{
    ListingFilter filter(bill.filter, StepFields::scope());
    if (!filter.parse(err)) {
        exitCode = 2;
        return false;
    }
    CostQuery query;
    query.filter = filter.filter();
    query.now = bill.to; // ages in the filter of a bill are counted from its end
    query.from = bill.from;
    query.to = bill.to;
    const auto costs = costsOf(archive, query, bill.filter, err, exitCode);
    if (costs)
        printReconciliation(bill, reconcile(bill, *costs, *archive.state()), json, out);
    return costs.has_value();
}

/// In US dollars, or in another currency with the rate that turns it into them; a sentence when it is neither.
const char* readAmount(const BillOptions& given, Bill& bill)
{
    const auto amount = readScaled(given.billed, 1'000'000, Suffixes::none);
    if (!amount || *amount < 0)
        return "--billed takes an amount such as 1284.50.";
    bill.amount = *amount;
    if (given.currency.empty() || given.currency == "USD")
        return given.rate.empty() ? nullptr : "--rate goes with --currency; US dollars need none.";
    if (!isCurrencyCode(given.currency))
        return "--currency takes the three capital letters of ISO 4217, such as EUR.";
    const auto rate = readScaled(given.rate, kRateScale, Suffixes::none);
    if (!rate || *rate <= 0)
        return "A bill in another currency needs --rate: how many US dollars one of it is worth, "
               "such as 1.0845, with at most nine decimals.";
    bill.foreign = {given.currency, *amount, *rate};
    bill.amount = inDollars(bill.foreign);
    return nullptr;
}

} // namespace

int reconcileBill(const CostOptions& options, const BillOptions& given, std::ostream& out,
                  std::ostream& err)
{
    BillAct act;
    Bill& bill = act.bill;
    CostQuery period;
    period.now = SystemClock().now();
    if (const char* wrong = readAmount(given, bill))
        return misused(wrong, err);
    if (!readPeriod(options, period, err))
        return 2;
    if (period.from == 0)
        return misused("Say the period of the bill: --since, and --until if it is over.", err);
    bill.name = given.name;
    bill.from = period.from;
    bill.to = period.to;
    bill.filter = options.filter;
    bill.note = given.note;
    bill.by = given.by.empty() ? userName() : given.by;
    const bool isKept = !bill.name.empty();
    if (!isKept)
        bill.name = "-";
    if (Status complete = isComplete(act); !complete)
        return misused(complete.error().sentence.c_str(), err);
    if (isKept)
        if (Status done = logAct(options.dataDirectory, act); !done)
            return failed(done.error(), err);
    const auto archive = openArchive(options.dataDirectory, err);
    if (!archive)
        return 3;
    const CowTable<Bill>& bills = archive->state()->bills;
    int exitCode = 0;
    showReconciliation(*archive, isKept && bills.size() > 0 ? bills[bills.size()] : bill,
                       options.json, out, err, exitCode);
    return exitCode;
}

int listBills(const CostOptions& options, std::ostream& out, std::ostream& err)
{
    const auto archive = openArchive(options.dataDirectory, err);
    if (!archive)
        return 3;
    const CowTable<Bill>& bills = archive->state()->bills;
    bool any = false;
    int exitCode = 0;
    for (std::uint32_t i = 1; i <= bills.size(); ++i) {
        if (bills[i].number == 0)
            continue;
        if (any && !options.json)
            out << '\n';
        any = true;
        if (!showReconciliation(*archive, bills[i], options.json, out, err, exitCode))
            return exitCode;
    }
    if (!any && !options.json)
        out << "No bills were entered.\n";
    return 0;
}

int takeBillBack(const CostOptions& options, const BillOptions& given, std::ostream& out,
                 std::ostream& err)
{
    BillAct act;
    act.kind = BillAct::Kind::takeBack;
    act.bill.number = given.number;
    act.bill.note = given.note;
    act.bill.by = given.by.empty() ? userName() : given.by;
    const Status done = logAct(options.dataDirectory, act);
    if (options.json)
        out << jsonLine({{"ok", done.ok()}, {"problem", done ? "" : done.error().sentence}});
    return done ? 0 : failed(done.error(), err);
}

} // namespace penstock::cli
