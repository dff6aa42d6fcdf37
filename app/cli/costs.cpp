// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/costs.h"

#include "app/cli/act_there.h"
#include "app/cli/cells.h"
#include "app/cli/engine_flags.h"
#include "app/cli/gap_words.h"
#include "app/cli/listings_filter.h"
#include "app/cli/output.h"
#include "core/base/text_safety.h"
#include "core/base/user_name.h"
#include "core/fleet/bill_act.h"
#include "core/query/numbers.h"
#include "core/session/costs.h"
#include "core/session/engine_commands.h"

#include <cstdio>
#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

int failed(const Error& error, std::ostream& err)
{
    err << "penstockctl: " << error.sentence << '\n';
    return error.code == ErrorCode::invalid ? 1 : 3;
}

int misused(const char* sentence, std::ostream& err)
{
    err << "penstockctl: " << sentence << '\n';
    return 2;
}

bool readPeriod(const CostOptions& options, CostQuery& query, std::ostream& err)
{
    if (parseTimeOrAge(options.since, query.from) && parseTimeOrAge(options.until, query.to)) {
        if (query.from != 0 && query.to == 0)
            query.to = query.now;
        if (query.to >= query.from)
            return true;
        misused("--until has to be later than --since.", err);
        return false;
    }
    misused("--since and --until take a time such as 2026-10-01T00:00:00Z, a day such as "
            "2026-10-01 or an age such as 7d.",
            err);
    return false;
}

/// exitCode says what went wrong when it gives nothing.
std::optional<CostBreakdown> costsOf(Archive& archive, const CostQuery& query,
                                     const std::string& filterText, std::ostream& err,
                                     int& exitCode)
{
    const auto searcher = searchArchive(archive);
    const Result<CostAnswer> answer = readCosts(*searcher, query);
    if (!answer) {
        exitCode = failed(answer.error(), err);
        return std::nullopt;
    }
    if (!answer->understood()) {
        err << "penstockctl: the filter does not read: " << answer->diagnostic.sentence << '\n'
            << caretLines(filterText, answer->diagnostic.range);
        exitCode = 2;
        return std::nullopt;
    }
    return answer->costs;
}

const std::vector<Column>& costColumns()
{
    static const std::vector<Column> kColumns = {{"row", ""},
                                                 {"by", ""},
                                                 {"name", "", false, 48},
                                                 {"label", "NAME", false, 48},
                                                 {"agent", "", false, 24},
                                                 {"deployment", ""},
                                                 {"reported_micro_usd", "REPORTED", true},
                                                 {"computed_micro_usd", "COMPUTED", true},
                                                 {"estimated_micro_usd", "ESTIMATED", true},
                                                 {"cost_micro_usd", "TOTAL", true},
                                                 {"share", "SHARE", true},
                                                 {"calls", "CALLS", true},
                                                 {"unpriced_calls", "NO PRICE", true},
                                                 {"unpriced_input_tokens", "NO PRICE IN", true},
                                                 {"unpriced_output_tokens", "NO PRICE OUT", true},
                                                 {"calls_without_tokens", ""},
                                                 {"input_tokens", "IN", true},
                                                 {"cache_read_tokens", "CACHED", true},
                                                 {"cache_write_tokens", ""},
                                                 {"output_tokens", "OUT", true},
                                                 {"reasoning_tokens", ""}};
    return kColumns;
}

/// Of the money. Nothing was priced: nobody knows.
std::string shareOf(MicroUsd part, MicroUsd whole)
{
    if (whole == 0)
        return "–";
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%",
                  100.0 * static_cast<double>(part) / static_cast<double>(whole));
    return text;
}

/// A cascade is its id, what it began with and whose that was; the others are their name.
Row costRow(const char* row, CostDimension by, const CostLine& line, const std::string& shown,
            const TraceRow* root, MicroUsd whole)
{
    const CostSums& s = line.sums;
    const bool nothingPriced = s.cost.total() == 0 && s.cost.unpricedCalls > 0;
    const auto money = [nothingPriced](MicroUsd amount) {
        return nothingPriced ? Json(nullptr) : Json(amount);
    };
    return {row,
            std::string(costDimensionName(by)),
            textOrNull(line.name),
            shown,
            root ? textOrNull(root->agent) : Json(nullptr),
            root ? textOrNull(root->deployment) : Json(nullptr),
            money(s.cost.reported),
            money(s.cost.computed),
            money(s.cost.estimated),
            costOrNull(s.cost),
            shareOf(s.cost.total(), whole),
            s.usage.calls,
            s.cost.unpricedCalls,
            s.unpriced.input,
            s.unpriced.output,
            s.usage.callsNoUsage,
            s.usage.input,
            s.usage.inputCacheRead,
            s.usage.inputCacheWrite,
            s.usage.output,
            s.usage.outputReasoning};
}

std::string shownName(const CostLine& line, const TraceRow* root)
{
    if (line.name.empty())
        return "(unknown)";
    if (root == nullptr)
        return line.name;
    return line.name.substr(0, 8) + " " + std::string(root->name);
}

void printCosts(const CostOptions& options, CostDimension by, const CostBreakdown& costs,
                const FleetState& state, std::ostream& out)
{
    Listing listing(costColumns(), options.json, out);
    const MicroUsd whole = costs.total.cost.total();
    CostLine rest;
    std::size_t left = 0;
    for (std::size_t i = 0; i < costs.by(by).size(); ++i) {
        const CostLine& line = costs.by(by)[i];
        if (options.limit != 0 && i >= options.limit) {
            add(rest.sums, line.sums);
            ++left;
            continue;
        }
        const TraceRow* root = line.root ? &state.traces[line.root.value] : nullptr;
        listing.add(costRow("line", by, line, shownName(line, root), root, whole));
    }
    if (left > 0)
        listing.add(costRow("rest", by, rest,
                            "(" + formatCount(static_cast<std::int64_t>(left)) + " more)", nullptr,
                            whole));
    if (!costs.by(by).empty())
        listing.add(costRow("total", by, {{}, {}, costs.total}, "TOTAL", nullptr, whole));
    listing.finish("Nothing that counts was used in this range.");
}

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
        out << jsonLine({{"number", bill.number == 0 ? Json(nullptr) : Json(bill.number)},
                         {"name", textOrNull(bill.name)},
                         {"billed_micro_usd", bill.amount},
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
        << verdictOf(bill.amount, made) << '\n'
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

} // namespace

int showCosts(const CostOptions& options, std::ostream& out, std::ostream& err)
{
    const auto by = costDimensionOf(options.dimension);
    if (!by)
        return misused("--by takes agent, cascade, deployment, user or model.", err);
    ListingFilter filter(options.filter, StepFields::scope());
    CostQuery query;
    query.now = filter.now();
    if (!filter.parse(err) || !readPeriod(options, query, err))
        return 2;
    query.filter = filter.filter();
    const auto archive = openArchive(options.dataDirectory, err);
    if (!archive)
        return 3;
    int exitCode = 0;
    const auto costs = costsOf(*archive, query, options.filter, err, exitCode);
    if (costs)
        printCosts(options, *by, *costs, *archive->state(), out);
    return exitCode;
}

int reconcileBill(const CostOptions& options, const BillOptions& given, std::ostream& out,
                  std::ostream& err)
{
    BillAct act;
    Bill& bill = act.bill;
    CostQuery period;
    period.now = SystemClock().now();
    const auto amount = readScaled(given.billed, 1'000'000, Suffixes::none);
    if (!amount)
        return misused("--billed takes US dollars such as 1284.50.", err);
    if (!readPeriod(options, period, err))
        return 2;
    if (period.from == 0)
        return misused("Say the period of the bill: --since, and --until if it is over.", err);
    bill = {0,         given.name,     *amount,    period.from,
            period.to, options.filter, given.note, given.by.empty() ? userName() : given.by,
            0};
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
