// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo_flags.h"

#include "app/demo/demo.h"
#include "app/demo/stream.h"

#include <csignal>
#include <ctime>
#include <thread>

namespace penstock::demo {
namespace {

/// Turns SIGINT and SIGTERM into a stop request. Made before any other thread, which inherit the blocked signals.
class StopOnSignal final {
public:
    StopOnSignal()
    {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
        m_waiter = std::jthread([this](const std::stop_token& over) {
            const timespec patience{0, 100'000'000};
            while (!over.stop_requested())
                if (sigtimedwait(&m_signals, nullptr, &patience) > 0)
                    m_stop.request_stop();
        });
    }
    std::stop_token token() const { return m_stop.get_token(); }

private:
    sigset_t m_signals{};
    std::stop_source m_stop;
    std::jthread m_waiter;
};

} // namespace

void DemoFlags::declare(CLI::App& app)
{
    app.add_option("--endpoint", options.endpoint,
                   "OTLP/HTTP receiver, http:// or https://HOST:PORT")
        ->capture_default_str();
    app.add_option("--token", options.token,
                   "Token of the deployment, where the receiver asks for one");
    app.add_option("--ca", options.caFile, "PEM file of the authority to trust, for https");
    app.add_option("--fingerprint", options.fingerprint,
                   "SHA-256 of the receiver's certificate, for https");
    app.add_option("--seed", options.seed, "The same seed plays the same company")
        ->capture_default_str();
    app.add_option("--speed", options.speed,
                   "Times real time; 0 = as fast as the receiver takes it")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    app.add_option("--for", forText,
                   "How long, in the company's time: 90s, 15m, 2h, 1d (default: for ever)");
    app.add_option("--start", startText,
                   "The company's time at the beginning, e.g. 2026-11-20T08:00:00Z");
    app.add_option("--truth", options.truthFile,
                   "Append what was planted to this file, JSON lines");
    app.add_option("--incident", incidentTexts,
                   "Plant this incident, e.g. ping_pong@5m; may be repeated");
    app.add_option("--incidents-per-hour", options.incidentsPerHour, "How many more, at random")
        ->check(CLI::Range(0.0, 60.0))
        ->capture_default_str();
    app.add_flag("--quiet", options.quiet, "An ordinary day without incidents");
    app.add_option("--export", exportFile,
                   "Write OTLP/JSON lines to this file instead of sending (needs --for)");
}

Status DemoFlags::complete()
{
    if (!forText.empty()) {
        const Result<Nanos> duration = parseSpan(forText);
        if (!duration)
            return duration.error();
        options.forDuration = *duration;
    }
    if (!startText.empty() && (!parseUtc(startText, options.startTime) || options.startTime <= 0))
        return Error{ErrorCode::invalid,
                     "'" + startText + "' is not a time; write 2026-11-20T08:00:00Z.",
                     {}};
    for (const std::string& text : incidentTexts) {
        const Result<ChosenIncident> incident = parseIncident(text);
        if (!incident)
            return incident.error();
        options.incidents.push_back(*incident);
    }
    if (!exportFile.empty() && options.forDuration == 0)
        return Error{ErrorCode::invalid, "--export needs --for, because a file has an end.", {}};
    return Done{};
}

int DemoFlags::run(std::ostream& log)
{
    if (const Status complete = this->complete(); !complete) {
        log << complete.error().sentence << std::endl;
        return 2;
    }
    if (exportFile.empty()) {
        const StopOnSignal signals;
        return runDemo(options, log, signals.token());
    }
    if (options.startTime == 0)
        options.startTime = SystemClock().now() - options.forDuration;
    const Status written = exportJsonLines(options, exportFile);
    if (!written)
        log << written.error().sentence << std::endl;
    return written ? 0 : 3;
}

} // namespace penstock::demo
