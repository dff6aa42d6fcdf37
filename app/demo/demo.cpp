// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo.h"

#include "app/demo/sender.h"
#include "app/demo/stream.h"

#include <fstream>

namespace penstock::demo {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// When a virtual moment is due on the wall.
class Pace final {
public:
    Pace(double speed, Nanos start) : m_speed(speed), m_start(start), m_begun(SteadyClock::now()) {}

    std::chrono::nanoseconds until(Nanos due) const
    {
        if (m_speed <= 0)
            return {};
        const auto wall = std::chrono::nanoseconds(
            static_cast<Nanos>(static_cast<double>(due - m_start) / m_speed));
        return m_begun + wall - SteadyClock::now();
    }

private:
    const double m_speed;
    const Nanos m_start;
    const SteadyClock::time_point m_begun;
};

// OTLP fixes the paths, so an endpoint with one is a mistake that would only show as "not found" later.
Result<HttpClient> openClient(const DemoOptions& options)
{
    std::string_view address = options.endpoint;
    const std::size_t scheme = address.find("://");
    address.remove_prefix(scheme == std::string_view::npos ? 0 : scheme + 3);
    while (address.ends_with('/'))
        address.remove_suffix(1);
    if (scheme == std::string_view::npos || address.empty() ||
        address.find('/') != std::string_view::npos)
        return Error{ErrorCode::invalid,
                     "The endpoint '" + options.endpoint +
                         "' must be http://HOST:PORT or https://HOST:PORT.",
                     {}};
    return HttpClient::open(
        {.url = options.endpoint, .caFile = options.caFile, .fingerprint = options.fingerprint});
}

// In real time the story begins now. A faster one that has an end is dated so that it ends now, because steps from the
// future would be counted as clock skew.
Nanos chooseStart(const DemoOptions& options)
{
    const Nanos now = SystemClock().now();
    if (options.speed == 1.0 || options.forDuration == 0)
        return now;
    const double wall =
        options.speed > 0 ? static_cast<double>(options.forDuration) / options.speed : 0.0;
    return now - options.forDuration + static_cast<Nanos>(wall);
}

Status writeTruth(DemoStream& stream, std::ofstream& truth, const std::string& path,
                  std::ostream& log)
{
    for (const std::string& line : stream.takeTruth()) {
        log << "An incident begins: " << line.substr(0, line.find(",\"start_ns\"")) << "}"
            << std::endl;
        if (!path.empty() && !(truth << line << std::endl))
            return Error{ErrorCode::io, "The truth file " + path + " cannot be written.", {}};
    }
    return Done{};
}

Status play(const DemoOptions& options, HttpClient client, std::ostream& log,
            const std::stop_token& stop)
{
    std::ofstream truth;
    if (!options.truthFile.empty()) {
        truth.open(options.truthFile, std::ios::app);
        if (!truth)
            return Error{
                ErrorCode::io, "The truth file " + options.truthFile + " cannot be opened.", {}};
    }
    DemoStream stream(options);
    Sender sender(std::move(client), options.token, log, stop);
    const Pace pace(options.speed, options.startTime);
    Status status = Done{};
    while (status && !stop.stop_requested()) {
        const std::optional<OtlpPayload> payload = stream.next();
        if (!payload)
            break;
        if (const auto early = pace.until(payload->due); early.count() > 0 && !sender.wait(early))
            break;
        status = writeTruth(stream, truth, options.truthFile, log);
        if (status)
            status = sender.deliver(*payload);
    }
    const SendCounts& counts = sender.counts();
    log << counts.records << " steps in " << counts.requests << " requests sent, " << counts.repeats
        << " repeated, " << counts.rejected << " steps refused." << std::endl;
    return status;
}

} // namespace

int runDemo(const DemoOptions& given, std::ostream& log, std::stop_token stop)
{
    DemoOptions options = given;
    if (options.startTime == 0)
        options.startTime = chooseStart(options);
    Result<HttpClient> client = openClient(options);
    if (!client) {
        log << client.error().sentence << std::endl;
        return 2;
    }
    log << "Demo fleet, seed " << options.seed << ", to " << options.endpoint << "." << std::endl;
    const Status status = play(options, std::move(*client), log, stop);
    if (status || status.error().code == ErrorCode::cancelled)
        return 0;
    log << status.error().sentence << std::endl;
    return 3;
}

} // namespace penstock::demo
