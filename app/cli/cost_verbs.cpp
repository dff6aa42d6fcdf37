// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cost_verbs.h"

#include "app/cli/engine_flags.h"
#include "app/cli/listings_filter.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>

namespace penstock::cli {
namespace {

CLI::App& addCostVerb(CLI::App& costs, const char* name, const char* help, CostOptions& options,
                      int& exitCode, std::function<int(std::ostream&, std::ostream&)> run)
{
    CLI::App* verb = costs.add_subcommand(name, help);
    addCommon(*verb, options.dataDirectory, options.json);
    verb->callback([&exitCode, run = std::move(run)] { exitCode = run(std::cout, std::cerr); });
    return *verb;
}

void addPeriod(CLI::App& verb, CostOptions& options)
{
    verb.add_option("--since", options.since, "Only what ended from this time, day or age (7d) on");
    verb.add_option("--until", options.until, "Only what ended before it");
    verb.add_option("filter", options.filter,
                    "Only steps that match, e.g. 'provider = openai and user = ada'; in quotes");
}

} // namespace

void addCosts(CLI::App& app, CostVerbs& verbs, int& exitCode)
{
    CostOptions& options = verbs.options;
    BillOptions& bill = verbs.bill;
    options.dataDirectory = defaultDataDirectory();
    CLI::App* costs = app.add_subcommand("costs", "What was spent, on whom, and how sure that is");
    addCommon(*costs, options.dataDirectory, options.json);
    addPeriod(*costs, options);
    costs->add_option("--by", options.dimension, "agent, cascade, deployment, user or model")
        ->capture_default_str();
    costs->add_option("--limit", options.limit, "At most so many lines; the others are one");
    costs->footer([] { return fieldsHelp(StepFields::scope()); });
    costs->callback([costs, &options, &exitCode] {
        if (costs->get_subcommands().empty())
            exitCode = showCosts(options, std::cout, std::cerr);
    });
    const auto withBill = [&](auto run) {
        return [&options, &bill, run](std::ostream& out, std::ostream& err) {
            return run(options, bill, out, err);
        };
    };
    CLI::App& reconcile =
        addCostVerb(*costs, "reconcile", "Hold a billed total against what was counted", options,
                    exitCode, withBill(reconcileBill));
    addPeriod(reconcile, options);
    reconcile
        .add_option("--billed", bill.billed, "What was billed, in US dollars or in --currency")
        ->required();
    reconcile.add_option("--currency", bill.currency,
                         "Of the bill, as in ISO 4217 (EUR); without, US dollars");
    reconcile.add_option("--rate", bill.rate, "US dollars for one of that currency, e.g. 1.0845");
    reconcile.add_option("--enter", bill.name, "Keep the bill in the log under this name");
    reconcile.add_option("--note", bill.note, "A note to keep with it");
    reconcile.add_option("--entered-by", bill.by, "Who enters it (default: who runs it)");
    addCostVerb(*costs, "bills", "Bills that were entered, each held against what was counted",
                options, exitCode, [&options](std::ostream& out, std::ostream& err) {
                    return listBills(options, out, err);
                });
    CLI::App& takeBack = addCostVerb(*costs, "withdraw", "Take a bill back", options, exitCode,
                                     withBill(takeBillBack));
    takeBack.add_option("number", bill.number, "As `costs bills` shows it")->required();
    takeBack.add_option("--note", bill.note, "Why");
    takeBack.add_option("--entered-by", bill.by, "Who takes it back (default: who runs it)");
}

} // namespace penstock::cli
