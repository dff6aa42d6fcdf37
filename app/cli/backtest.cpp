// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/backtest.h"

#include "app/cli/engine_flags.h"
#include "app/cli/output.h"
#include "core/detect/policy.h"
#include "core/model/alarm.h"
#include "core/session/backtest.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>

namespace penstock::cli {
namespace {

Result<Policy> readPolicy(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return Error{ErrorCode::notFound, "The policy " + path + " cannot be read.", {}};
    return Policy::parse(text.str(), std::filesystem::path(path).filename().string());
}

Result<DetectionSettings> settingsOf(const std::string& path)
{
    if (path.empty())
        return DetectionSettings::byDefinition();
    Result<Policy> policy = readPolicy(path);
    if (!policy)
        return policy.error();
    return std::move(policy->detection);
}

nlohmann::ordered_json stepsJson(const Finding& finding)
{
    nlohmann::ordered_json steps = nlohmann::ordered_json::array();
    for (const StepMention& step : finding.steps)
        steps.push_back(
            {{"seq", step.seq}, {"trace", step.trace.hex()}, {"span", step.span.hex()}});
    return steps;
}

nlohmann::ordered_json valuesJson(const Finding& finding)
{
    nlohmann::ordered_json values = nlohmann::ordered_json::array();
    for (const ValueMention& value : finding.values)
        values.push_back({{"name", value.name}, {"value", value.value}, {"limit", value.limit}});
    return values;
}

class Printer final {
public:
    Printer(bool json, bool compares, std::ostream& out)
        : m_listing({{"seen_time", "Seen"},
                     {"priority", "Priority"},
                     {"detector", "Detector", false, 24},
                     {"said_by", compares ? "Said by" : ""},
                     {"sentence", "Why", false, 120},
                     {"spent_after_micro_usd", "Spent after", true},
                     {"subject", ""},
                     {"trace", ""},
                     {"cleared_time", ""},
                     {"values", ""},
                     {"steps", ""},
                     {"more_steps", ""}},
                    json, out),
          m_json(json),
          m_out(out)
    {
    }

    void add(const BacktestFinding& found, std::string_view saidBy)
    {
        const Finding& f = found.finding;
        ++m_counts[f.detector];
        m_listing.add({f.arrival, std::string(priorityName(f.priority)), f.detector,
                       std::string(saidBy), f.sentence, found.spentAfter, f.subject,
                       f.trace.isZero() ? std::string() : f.trace.hex(), found.clearedAt,
                       valuesJson(f), stepsJson(f), f.moreSteps});
    }

    void finish(std::uint64_t steps, std::uint64_t leftOut)
    {
        m_listing.finish("Nothing would have been said.");
        if (m_json)
            return;
        m_out << formatCount(static_cast<std::int64_t>(steps)) << " steps";
        for (const auto& [detector, count] : m_counts)
            m_out << "; " << detector << ' ' << count;
        m_out << ".\n";
        if (leftOut > 0)
            m_out << leftOut << " traces or findings were more than the policy watches.\n";
    }

private:
    Listing m_listing;
    const bool m_json;
    std::ostream& m_out;
    std::map<std::string, std::size_t> m_counts;
};

void printOne(const Backtest& run, Nanos from, Printer& printer)
{
    for (const BacktestFinding& found : run.findings(from))
        printer.add(found, "policy");
}

std::string_view saidByName(SaidBy who)
{
    return who == SaidBy::both ? "both" : who == SaidBy::first ? "policy" : "against";
}

void printBoth(const Backtest& run, const Backtest& other, Nanos from, Printer& printer)
{
    for (const ComparedFinding& compared : compare(run, other, from))
        printer.add(compared.found, saidByName(compared.saidBy));
}

Status runAll(const BacktestOptions& options, Nanos to, std::span<Backtest* const> runs)
{
    if (!options.files.empty()) {
        const auto translator = Translator::load(true, {}, {});
        if (!translator)
            return translator.error();
        return backtestFiles(options.files, **translator, runs);
    }
    auto log = LogReader::open(options.dataDirectory);
    if (!log)
        return log.error();
    return backtestLog(**log, to, runs);
}

int failed(const Error& error, std::ostream& err)
{
    err << "penstockctl: " << error.sentence << '\n';
    return error.code == ErrorCode::invalid ? 2 : 3;
}

} // namespace

int backtest(const BacktestOptions& options, std::ostream& out, std::ostream& err)
{
    Nanos from = 0;
    Nanos to = 0;
    if (!parseTimeOrAge(options.from, from) || !parseTimeOrAge(options.to, to)) {
        err << "penstockctl: --from and --to take a time such as 2026-10-01T00:00:00Z or an age "
               "such as 7d.\n";
        return 2;
    }
    const auto settings = settingsOf(options.policy);
    if (!settings)
        return failed(settings.error(), err);
    const auto otherSettings = settingsOf(options.against);
    if (!otherSettings)
        return failed(otherSettings.error(), err);
    Backtest run(*settings);
    Backtest other(*otherSettings);
    const bool compares = !options.against.empty();
    std::vector<Backtest*> runs{&run};
    if (compares)
        runs.push_back(&other);
    if (const Status done = runAll(options, to, runs); !done)
        return failed(done.error(), err);
    Printer printer(options.json, compares, out);
    if (compares)
        printBoth(run, other, from, printer);
    else
        printOne(run, from, printer);
    printer.finish(run.steps(), run.leftOut());
    return 0;
}

int checkPolicies(const std::vector<std::string>& files, bool json, std::ostream& out,
                  std::ostream& err)
{
    int exitCode = 0;
    for (const std::string& file : files) {
        const Result<Policy> policy = readPolicy(file);
        if (!policy && policy.error().code == ErrorCode::notFound)
            return failed(policy.error(), err);
        exitCode = policy ? exitCode : 1;
        const std::string problem = policy ? std::string() : policy.error().sentence;
        if (json)
            out << jsonLine({{"file", file}, {"ok", policy.ok()}, {"problem", problem}});
        else
            out << (policy ? file + " is sound.\n" : problem + "\n");
    }
    return exitCode;
}

} // namespace penstock::cli
