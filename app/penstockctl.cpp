// SPDX-License-Identifier: GPL-3.0-or-later
// penstockctl: the headless engine and the command line. Composition root: declares the verbs, calls one of them.
#include "app/bench/ingest_bench.h"
#include "app/cli/alarms.h"
#include "app/cli/backtest.h"
#include "app/cli/cascades.h"
#include "app/cli/cost_verbs.h"
#include "app/cli/exchanges.h"
#include "app/cli/export.h"
#include "app/cli/listings.h"
#include "app/cli/listings_filter.h"
#include "app/cli/verbs.h"
#include "app/demo/demo_flags.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>

namespace {

using namespace penstock;
using penstock::cli::addCommon;
using penstock::cli::ListingOptions;

/// What `status` was given.
struct StatusVerb {
    std::string dataDirectory = cli::defaultDataDirectory();
    bool json = false;
    bool memory = false;
};

void addStatus(CLI::App& app, StatusVerb& verb, int& exitCode)
{
    CLI::App* status = app.add_subcommand("status", "What the running engine says about itself");
    addCommon(*status, verb.dataDirectory, verb.json);
    status->add_flag("--memory", verb.memory,
                     "What it holds in memory, part by part, and what bounds each");
    status->callback([&] {
        const auto show = verb.memory ? cli::showMemory : cli::showStatus;
        exitCode = show(verb.dataDirectory, verb.json, std::cout, std::cerr);
    });
}

using cli::ListingVerb;

CLI::App& addListing(CLI::App& app, const char* name, const char* help, ListingVerb verb,
                     ListingOptions& options, int& exitCode)
{
    CLI::App* sub = app.add_subcommand(name, help);
    addCommon(*sub, options.dataDirectory, options.json);
    sub->add_option("--trace", options.trace, "Only this trace (hex id)");
    sub->add_option("--agent", options.agent, "Only this agent");
    sub->add_option("--limit", options.limit, "At most so many rows, the newest");
    sub->add_flag("--all", options.everything, "Also tools, MCP servers, memories and people");
    sub->callback(
        [&options, &exitCode, verb] { exitCode = cli::list(verb, options, std::cout, std::cerr); });
    return *sub;
}

/// A listing that takes a filter as its one argument.
void addFiltered(CLI::App& app, const char* name, const char* help, ListingVerb verb,
                 const FieldScope& scope, ListingOptions& options, int& exitCode)
{
    CLI::App& sub = addListing(app, name, help, verb, options, exitCode);
    sub.add_option(
        "filter", options.filter,
        "Only rows that match, e.g. 'last_seen < 15m and not agent in (a, b)'; in quotes");
    sub.footer([scope] { return cli::fieldsHelp(scope); });
}

void addTokenVerbs(CLI::App& app, cli::TokenOptions& options, int& exitCode)
{
    CLI::App* token =
        app.add_subcommand("token", "Tokens that deployments send with their telemetry");
    token->require_subcommand(1);
    CLI::App* create = token->add_subcommand("create", "Make a token; it is shown once");
    addCommon(*create, options.dataDirectory, options.json);
    create->add_option("deployment", options.deployment, "Whose telemetry it stands for")
        ->required();
    create->add_option("--expires", options.expires, "After this long, e.g. 90d (default: never)");
    create->callback([&] { exitCode = cli::createToken(options, std::cout, std::cerr); });
    CLI::App* list = token->add_subcommand("list", "All tokens, without their secrets");
    addCommon(*list, options.dataDirectory, options.json);
    list->callback([&] { exitCode = cli::listTokens(options, std::cout, std::cerr); });
    CLI::App* revoke = token->add_subcommand("revoke", "Refuse a token from now on");
    addCommon(*revoke, options.dataDirectory, options.json);
    revoke->add_option("id", options.id, "As `token list` shows it")->required();
    revoke->callback([&] { exitCode = cli::revokeToken(options, std::cout, std::cerr); });
}

void addCascades(CLI::App& app, ListingOptions& listing, cli::CascadeOptions& options,
                 int& exitCode)
{
    CLI::App* list =
        app.add_subcommand("cascades", "What one root decision set off, across traces");
    addCommon(*list, listing.dataDirectory, listing.json);
    list->add_option("--limit", listing.limit, "At most so many rows, the newest");
    list->add_flag("--all", listing.everything, "Also those of a single trace");
    list->callback(
        [&] { exitCode = cli::list(ListingVerb::cascades, listing, std::cout, std::cerr); });
    CLI::App* one =
        app.add_subcommand("cascade", "One cascade as a tree; * marks the critical path");
    addCommon(*one, options.dataDirectory, options.json);
    one->add_option("id", options.id, "Of any of its traces; the first digits suffice")->required();
    one->add_option("--limit", options.limit, "At most so many lines of steps");
    one->add_flag("--all", options.everything, "A line for every step, repeated ones too");
    one->callback([&] { exitCode = cli::showCascade(options, std::cout, std::cerr); });
}

void addExchanges(CLI::App& app, cli::ExchangeOptions& options, int& exitCode)
{
    CLI::App* verb =
        app.add_subcommand("exchanges", "What two actors said to each other, in order of time");
    addCommon(*verb, options.dataDirectory, options.json);
    verb->add_option("from", options.from, "Who asks: the name of an agent")->required();
    verb->add_option("to", options.to, "Who is asked: an agent, tool, store, peer or person")
        ->required();
    verb->add_option("--from-deployment", options.fromDeployment,
                     "Of the one who asks, where several deployments have one of that name");
    verb->add_option("--to-deployment", options.toDeployment, "Likewise of the one who is asked");
    verb->add_option("--limit", options.limit, "At most so many, the newest; 0 for all");
    verb->callback([&] { exitCode = cli::listExchanges(options, std::cout, std::cerr); });
}

void addExport(CLI::App& app, cli::ExportOptions& options, int& exitCode)
{
    CLI::App* verb = app.add_subcommand("export", "Steps as OTLP JSON lines, as import reads them");
    addCommon(*verb, options.dataDirectory, options.json);
    verb->add_option("filter", options.filter, "Only steps that match; in quotes");
    verb->add_option("--trace", options.traces,
                     "Only this trace; the first digits suffice; several times for several");
    verb->add_option("--output", options.file, "Write this file, whole or not at all; - is stdout");
    verb->footer([] { return cli::fieldsHelp(StepFields::scope()); });
    verb->callback([&] { exitCode = cli::exportSteps(options, std::cout, std::cerr); });
}

CLI::App& addAlarmAct(CLI::App& alarms, const char* name, const char* help, AlarmActKind kind,
                      cli::AlarmActOptions& options, int& exitCode)
{
    CLI::App* verb = alarms.add_subcommand(name, help);
    addCommon(*verb, options.dataDirectory, options.json);
    verb->add_option("--by", options.by, "Who does this (default: who runs it)");
    verb->callback([&options, &exitCode, kind] {
        options.kind = kind;
        exitCode = cli::actOnAlarms(options, std::cout, std::cerr);
    });
    if (kind == AlarmActKind::takeOut || kind == AlarmActKind::putBack)
        verb->add_option("detector", options.detector, "Its name, such as loop.repetition")
            ->required();
    else
        verb->add_option("alarms", options.alarms, "Ids as `alarms` lists them")->required();
    return *verb;
}

void addAlarms(CLI::App& app, ListingOptions& listing, cli::AlarmActOptions& options, int& exitCode)
{
    CLI::App* alarms = app.add_subcommand("alarms", "What detectors found, and who has seen it");
    addCommon(*alarms, listing.dataDirectory, listing.json);
    alarms->add_option("--trace", listing.trace, "Only of this trace (hex id)");
    alarms->add_option("--about", listing.agent, "Only about this agent, tool or budget");
    alarms->add_option("--limit", listing.limit, "At most so many rows, the most urgent");
    alarms->add_flag("--all", listing.everything, "Also those that are over and seen");
    alarms->add_option("filter", listing.filter,
                       "Only rows that match, e.g. 'priority = high and alarm = unacknowledged'");
    alarms->footer([] { return cli::fieldsHelp(AlarmFields::scope()); });
    alarms->callback([alarms, &listing, &exitCode] {
        if (alarms->get_subcommands().empty())
            exitCode = cli::list(ListingVerb::alarms, listing, std::cout, std::cerr);
    });
    const auto act = [&](const char* name, const char* help, AlarmActKind kind) -> CLI::App& {
        return addAlarmAct(*alarms, name, help, kind, options, exitCode);
    };
    act("ack", "Say that you have seen them", AlarmActKind::acknowledge)
        .add_option("--note", options.reason, "What you know or do about it");
    CLI::App& shelve =
        act("shelve", "Do not want to hear of them for a while", AlarmActKind::shelve);
    shelve.add_option("--for", options.duration, "How long, e.g. 2h; at most 30d")->required();
    shelve.add_option("--reason", options.reason, "Why")->required();
    shelve.add_flag("--one-shot", options.oneShot, "Only until what they tell of has ended");
    act("unshelve", "Want to hear of them again", AlarmActKind::unshelve);
    act("reset", "Let go of latched ones", AlarmActKind::reset);
    act("note", "Add a note", AlarmActKind::comment)
        .add_option("--note", options.reason, "The note")
        ->required();
    act("out", "Take a detector out of service", AlarmActKind::takeOut)
        .add_option("--reason", options.reason, "Why")
        ->required();
    act("back", "Put a detector back into service", AlarmActKind::putBack);
}

void addBacktest(CLI::App& app, cli::BacktestOptions& options, int& exitCode)
{
    CLI::App* verb = app.add_subcommand(
        "backtest", "What a policy would have said about the log or about trace files");
    addCommon(*verb, options.dataDirectory, options.json);
    verb->add_option("--policy", options.policy, "A policy file; without, the built-in settings");
    verb->add_option("--against", options.against, "Another policy: say which of them says what");
    verb->add_option("--from", options.from, "Only what was said from this time or age (7d) on");
    verb->add_option("--to", options.to, "Nothing that arrived after this time or age");
    verb->add_option("files", options.files, "Trace files instead of the log");
    verb->callback([&] { exitCode = cli::backtest(options, std::cout, std::cerr); });
}

void addForget(CLI::App& app, cli::ForgetOptions& options, int& exitCode)
{
    CLI::App* forget =
        app.add_subcommand("forget", "Delete for good, leaving a tombstone that verifies");
    addCommon(*forget, options.dataDirectory, options.json);
    forget->add_option("--user", options.user,
                       "Steps that name this user, and those of the same traces that name no user");
    forget->add_option("--session", options.session,
                       "Steps of this session, and those of the same traces that name no session");
    forget->add_option("--before", options.before,
                       "Only steps that ended before this time or age (90d)");
    forget->footer("Where several are given, all must hold. With the steps go the texts that no "
                   "other step refers to, the\n"
                   "checkpoint of the fold and the old pages of the files. What arrives later is "
                   "not stored if it is a step\n"
                   "that went or a further one of the same trace that the request would have "
                   "taken, for as long as\n"
                   "duplicates are recognised (45 days); new traces of the same user or session "
                   "are stored. Steps of such a\n"
                   "trace that name another user or session stay. What was sent on to other "
                   "systems, exported files, backups\n"
                   "and a damaged log that was moved aside (log.db.damaged-N) are not touched. A "
                   "tombstone without the name\n"
                   "stays in the log, and 'log verify' accepts exactly this change.");
    forget->callback([&] { exitCode = cli::forget(options, std::cout, std::cerr); });
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{
        "Penstock: watch, hold and replay fleets of AI agents. Headless engine and command line."};
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("penstockctl ") + PENSTOCK_VERSION);
    int exitCode = 0;

    cli::EngineFlags engine;
    CLI::App* serve = app.add_subcommand("serve", "Receive telemetry and keep the log");
    engine.declare(*serve);
    serve->callback([&] { exitCode = cli::serve(engine, std::cout, std::cerr); });

    cli::ImportOptions import;
    import.dataDirectory = cli::defaultDataDirectory();
    CLI::App* importVerb =
        app.add_subcommand("import", "Read trace files: OTLP, Langfuse, Jaeger; plain, gz or zst");
    addCommon(*importVerb, import.dataDirectory, import.json);
    importVerb->add_option("files", import.files, "Files")->required();
    importVerb->callback([&] { exitCode = cli::importFiles(import, std::cout, std::cerr); });

    ListingOptions listing;
    listing.dataDirectory = cli::defaultDataDirectory();
    addFiltered(app, "agents", "Agents: runs, tokens, cost", ListingVerb::agents,
                AgentFields::scope(), listing, exitCode);
    addFiltered(app, "traces", "Traces", ListingVerb::traces, TraceFields::scope(), listing,
                exitCode);
    addFiltered(app, "runs", "Runs of agents", ListingVerb::runs, RunFields::scope(), listing,
                exitCode);
    addFiltered(app, "steps", "Steps as trees, or those that a filter finds", ListingVerb::steps,
                StepFields::scope(), listing, exitCode);
    addFiltered(app, "delegations", "Who hands work to whom, and how that is known",
                ListingVerb::delegations, DelegationFields::scope(), listing, exitCode);
    addListing(app, "losses", "What arrived from each source and what became of it",
               ListingVerb::losses, listing, exitCode);

    cli::AlarmActOptions alarmAct;
    alarmAct.dataDirectory = cli::defaultDataDirectory();
    addAlarms(app, listing, alarmAct, exitCode);
    cli::CascadeOptions cascade;
    cascade.dataDirectory = cli::defaultDataDirectory();
    addCascades(app, listing, cascade, exitCode);
    cli::ExchangeOptions exchanges;
    exchanges.dataDirectory = cli::defaultDataDirectory();
    addExchanges(app, exchanges, exitCode);
    cli::ExportOptions exporting;
    exporting.dataDirectory = cli::defaultDataDirectory();
    addExport(app, exporting, exitCode);
    cli::CostVerbs costs;
    cli::addCosts(app, costs, exitCode);
    cli::BacktestOptions backtest;
    backtest.dataDirectory = cli::defaultDataDirectory();
    addBacktest(app, backtest, exitCode);
    std::vector<std::string> policies;
    bool policyJson = false;
    CLI::App* policy = app.add_subcommand("policy", "Files that say what detectors look for");
    policy->require_subcommand(1);
    CLI::App* check =
        policy->add_subcommand("check", "Say whether a policy is sound, or where not");
    check->add_flag("--json", policyJson, "One JSON object a line");
    check->add_option("files", policies, "Files")->required();
    check->callback(
        [&] { exitCode = cli::checkPolicies(policies, policyJson, std::cout, std::cerr); });
    cli::TokenOptions token;
    token.dataDirectory = cli::defaultDataDirectory();
    addTokenVerbs(app, token, exitCode);
    cli::ForgetOptions forget;
    forget.dataDirectory = cli::defaultDataDirectory();
    addForget(app, forget, exitCode);

    StatusVerb status;
    addStatus(app, status, exitCode);

    std::string logDirectory = cli::defaultDataDirectory();
    bool logJson = false;
    CLI::App* log = app.add_subcommand("log", "The log itself");
    log->require_subcommand(1);
    CLI::App* verify =
        log->add_subcommand("verify", "Walk the hash chain and name whatever does not fit");
    addCommon(*verify, logDirectory, logJson);
    verify->callback(
        [&] { exitCode = cli::verifyLog(logDirectory, logJson, std::cout, std::cerr); });

    demo::DemoFlags demoFlags;
    CLI::App* demoVerb = app.add_subcommand("demo", "Play a company of agents over the real wire");
    demoFlags.declare(*demoVerb);
    demoVerb->callback([&] { exitCode = demoFlags.run(std::cerr); });

    bench::IngestBenchOptions benchOptions;
    benchOptions.penstockctl = std::filesystem::read_symlink("/proc/self/exe").string();
    CLI::App* benchVerb =
        app.add_subcommand("bench", "Measure durable ingest on this machine against bare SQLite");
    benchVerb->add_option("--steps", benchOptions.steps, "Steps at full speed")
        ->capture_default_str();
    benchVerb->add_option("--traces", benchOptions.traces,
                          "Folder of *.otlp.json whose text is used");
    benchVerb->add_option("--connections", benchOptions.connections, "Sender connections")
        ->capture_default_str();
    benchVerb
        ->add_option("--half-load-seconds", benchOptions.halfLoadSeconds, "Length of the paced run")
        ->capture_default_str();
    benchVerb->add_flag_callback(
        "--desktop",
        [&] {
            benchOptions.desktop =
                std::filesystem::path(benchOptions.penstockctl).replace_filename("penstock");
        },
        "Measure the desktop under load too (it needs no screen)");
    benchVerb->add_flag("--detectors", benchOptions.detectors,
                        "Measure too what the detectors cost: all on against all off");
    benchVerb->callback([&] { exitCode = bench::benchIngest(benchOptions); });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        const int code = app.exit(e);
        return code == 0 ? 0 : 2; // DESIGN.md 6: 2 is usage
    }
    return exitCode;
}
