// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/engine_flags.h"

#include "core/query/numbers.h"

#include <cstdlib>

namespace penstock::cli {
namespace {

/// Splits "20GiB" into 20 and "GiB"; false without digits or with more than 15 of them.
bool splitNumber(const std::string& text, std::uint64_t& number, std::string& unit)
{
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    if (digits == 0 || digits > 15)
        return false;
    number = std::strtoull(text.substr(0, digits).c_str(), nullptr, 10);
    unit = text.substr(digits);
    return true;
}

} // namespace

std::string defaultDataDirectory()
{
    if (const char* xdg = std::getenv("XDG_DATA_HOME"); xdg != nullptr && *xdg != '\0')
        return std::string(xdg) + "/penstock";
    const char* home = std::getenv("HOME");
    return std::string(home != nullptr ? home : ".") + "/.local/share/penstock";
}

void addCommon(CLI::App& verb, std::string& dataDirectory, bool& json)
{
    verb.add_option("--data-dir", dataDirectory, "The data directory");
    verb.add_flag("--json", json, "One JSON object a line, stable keys");
}

bool parseDuration(const std::string& text, Nanos& out)
{
    std::uint64_t number = 0;
    std::string unit;
    if (!splitNumber(text, number, unit))
        return false;
    const Nanos scale = unit == "d"   ? kDay
                        : unit == "h" ? kHour
                        : unit == "m" ? kMinute
                        : unit == "s" ? kSecond
                                      : 0;
    if (scale == 0 || number > static_cast<std::uint64_t>(INT64_MAX / scale))
        return false;
    out = static_cast<Nanos>(number) * scale;
    return true;
}

bool parseTimeOrAge(const std::string& text, Nanos& out)
{
    Nanos ago = 0;
    if (text.empty())
        return true;
    if (const auto instant = readInstant(text)) {
        out = instant->from;
        return true;
    }
    if (!parseDuration(text, ago))
        return false;
    out = SystemClock().now() - ago;
    return true;
}

bool parseBytes(const std::string& text, std::uint64_t& out)
{
    std::uint64_t number = 0;
    std::string unit;
    if (!splitNumber(text, number, unit))
        return false;
    const std::uint64_t scale = unit.empty() || unit == "B"                    ? 1
                                : unit == "KiB" || unit == "K" || unit == "kB" ? 1ull << 10
                                : unit == "MiB" || unit == "M" || unit == "MB" ? 1ull << 20
                                : unit == "GiB" || unit == "G" || unit == "GB" ? 1ull << 30
                                : unit == "TiB" || unit == "T" || unit == "TB" ? 1ull << 40
                                                                               : 0;
    if (scale == 0 || number > UINT64_MAX / scale)
        return false;
    out = number * scale;
    return true;
}

void EngineFlags::declare(CLI::App& app)
{
    options.dataDirectory = defaultDataDirectory();
    app.add_option("--data-dir", options.dataDirectory,
                   "Where the log lives (made with mode 0700)");
    app.add_option("--listen", options.address,
                   "Address for both listeners; beyond loopback TLS and tokens are required");
    app.add_option("--otlp-http-port", options.otlpHttpPort,
                   "OTLP/HTTP port; 0 picks a free one, -1 does not listen");
    app.add_option("--otlp-grpc-port", options.otlpGrpcPort,
                   "OTLP/gRPC port; 0 picks a free one, -1 does not listen");
    app.add_flag("--tls", options.selfSigned,
                 "TLS with a certificate made and kept in the data directory");
    app.add_option("--tls-cert", options.tls.certificate, "TLS with this certificate (PEM)");
    app.add_option("--tls-key", options.tls.key, "Private key of --tls-cert (PEM)");
    app.add_flag("--require-tokens", options.requireTokens,
                 "Ask every sender for a token (penstockctl token create)");
    app.add_flag("--insecure", options.insecure, "Allow a wide address without TLS and tokens");
    app.add_option(
           "--durability", durability,
           "full: a sender gets success after commit and sync, safe against power loss (default). "
           "process: after commit without sync – safe against a killed process, not against a "
           "power cut")
        ->check(CLI::IsMember({"full", "process"}));
    app.add_option("--keep-for", keepFor,
                   "Delete entries older than this, e.g. 90d (default: keep all)");
    app.add_option("--keep-bytes", keepBytes,
                   "Delete the oldest entries beyond this size, e.g. 20GiB");
    app.add_option("--index-bytes", indexBytes,
                   "What the index for searching may take beside the log, half of it for texts; 0 "
                   "for none (default: 8GiB)");
    app.add_option("--prices", options.priceOverrides,
                   "Price table that overrides the built-in one (JSON)");
    app.add_option("--mask-rules", options.maskRules, "Further masking rules (JSON)");
    app.add_option("--policy", options.policy,
                   "What detectors look for (JSON with comments); without, policy.json in the data "
                   "directory, read again whenever it changes");
    app.add_option("--alarm-program", options.telling.program,
                   "Started for each new alarm, which it gets as JSON on its standard input");
    app.add_option("--alarm-url", options.telling.address,
                   "Each new alarm is posted there as JSON (http:// or https://)");
    app.add_option("--alarm-least", alarmLeast,
                   "Of which priority alarms are told to those two: high, medium (default), low, "
                   "note; and whatever is more urgent")
        ->check(CLI::IsMember({"high", "medium", "low", "note"}));
    app.add_flag("!--no-masking", options.masking, "Store secrets as they come; not advised");
}

Status EngineFlags::check()
{
    options.store.durability = durability == "full" ? Durability::full : Durability::process;
    if (!keepFor.empty() && !parseDuration(keepFor, options.store.retentionAge))
        return Error{ErrorCode::invalid,
                     "--keep-for takes a number and d, h, m or s, for example 90d.", keepFor};
    if (!keepBytes.empty() && !parseBytes(keepBytes, options.store.retentionBytes))
        return Error{ErrorCode::invalid, "--keep-bytes takes a size such as 20GiB.", keepBytes};
    std::uint64_t forIndex = 0;
    if (!indexBytes.empty() && indexBytes != "0" && !parseBytes(indexBytes, forIndex))
        return Error{ErrorCode::invalid, "--index-bytes takes a size such as 8GiB.", indexBytes};
    if (!indexBytes.empty()) {
        options.index.enabled = forIndex != 0;
        options.index.stepBytes = forIndex / 2;
        options.index.textBytes = forIndex / 2;
    }
    for (const Priority priority :
         {Priority::high, Priority::medium, Priority::low, Priority::note})
        if (alarmLeast == priorityName(priority))
            options.telling.least = priority;
    if (options.tls.certificate.empty() != options.tls.key.empty())
        return Error{ErrorCode::invalid, "--tls-cert and --tls-key belong together.", {}};
    return Done{};
}

} // namespace penstock::cli
