// SPDX-License-Identifier: GPL-3.0-or-later
// status, forget and log verify.
#include "app/cli/verbs.h"

#include "app/cli/output.h"
#include "core/session/engine_commands.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace penstock::cli {
namespace {

/// Works with or without a running engine.
Result<LogStore::Forgotten> forgetThere(const std::string& dataDirectory,
                                        const LogStore::ForgetRequest& request)
{
    EngineOptions options;
    options.dataDirectory = dataDirectory;
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    options.policyGoesOn = true;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (engine) {
        auto forgotten = (*engine)->forget(request);
        (*engine)->close();
        return forgotten;
    }
    if (engine.error().code != ErrorCode::locked)
        return engine.error();
    return askForget(dataDirectory, request);
}

} // namespace

int forget(const ForgetOptions& options, std::ostream& out, std::ostream& err)
{
    LogStore::ForgetRequest request;
    request.user = options.user;
    request.session = options.session;
    if (!parseTimeOrAge(options.before, request.before)) {
        err << "penstockctl: --before takes a time such as 2026-10-01T00:00:00Z or an age such as "
               "90d.\n";
        return 2;
    }
    if (request.user.empty() && request.session.empty() && request.before == 0) {
        err << "penstockctl: say what to forget: --user, --session or --before.\n";
        return 2;
    }
    const auto forgotten = forgetThere(options.dataDirectory, request);
    if (!forgotten) {
        err << "penstockctl: " << forgotten.error().sentence << '\n';
        return 3;
    }
    if (options.json)
        out << nlohmann::ordered_json{{"steps", forgotten->steps},
                                      {"parts", forgotten->parts},
                                      {"tombstone", forgotten->tombstone}}
                   .dump()
            << '\n';
    else if (forgotten->steps == 0)
        out << "Nothing matched; nothing was deleted.\n";
    else
        out << "Deleted for good: " << formatCount(static_cast<std::int64_t>(forgotten->steps))
            << " steps and " << formatCount(static_cast<std::int64_t>(forgotten->parts))
            << " texts.\nTombstone " << forgotten->tombstone << '\n';
    return 0;
}

int showStatus(const std::string& dataDirectory, bool json, std::ostream& out, std::ostream& err)
{
    const auto status = askStatus(dataDirectory);
    if (!status) {
        err << "penstockctl: " << status.error().sentence << '\n';
        return 3;
    }
    const EngineStatus& s = *status;
    if (json) {
        out << statusToJson(s) << '\n';
    } else {
        out << (s.recording ? "Recording" : "NOT RECORDING") << " in " << s.dataDirectory
            << "\nOTLP/HTTP " << (s.otlpHttp.empty() ? "–" : s.otlpHttp) << "   OTLP/gRPC "
            << (s.otlpGrpc.empty() ? "–" : s.otlpGrpc) << "\n"
            << formatCount(static_cast<std::int64_t>(s.stepsPerSecond)) << " steps/s, fold "
            << formatDuration(s.foldLag) << " behind, log "
            << formatCount(static_cast<std::int64_t>(s.logBytes >> 20)) << " MiB\n";
        for (const std::string& problem : s.problems)
            out << problem << '\n';
    }
    return s.recording ? 0 : 1;
}

int showMemory(const std::string& dataDirectory, bool json, std::ostream& out, std::ostream& err)
{
    const auto parts = askMemory(dataDirectory);
    if (!parts) {
        err << "penstockctl: " << parts.error().sentence << '\n';
        return 3;
    }
    Listing listing({{"name", "PART"},
                     {"bytes", "BYTES", true},
                     {"count", "HOLDS", true},
                     {"most", "AT MOST", true},
                     {"unit", "OF"}},
                    json, out);
    for (const MemoryPart& part : *parts) {
        using Cell = nlohmann::ordered_json;
        const bool counted = !part.unit.empty();
        Cell most = part.most == 0 ? Cell("what the log holds") : Cell(part.most);
        if (json && part.most == 0)
            most = nullptr;
        listing.add({part.name, part.bytes, counted ? Cell(part.count) : Cell(),
                     counted ? most : Cell(), part.unit});
    }
    listing.finish("The engine holds nothing.");
    return 0;
}

int verifyLog(const std::string& dataDirectory, bool json, std::ostream& out, std::ostream& err)
{
    auto reader = LogReader::open(dataDirectory);
    if (!reader) {
        err << "penstockctl: " << reader.error().sentence << '\n';
        return 3;
    }
    const auto verification = (*reader)->verify();
    if (!verification) {
        err << "penstockctl: " << verification.error().sentence << '\n';
        return 3;
    }
    const auto& v = *verification;
    if (json) {
        out << nlohmann::ordered_json{{"ok", v.problems.empty()}, {"commits", v.commits},
                                      {"entries", v.entries},     {"tombstones", v.tombstones},
                                      {"head", v.head},           {"problems", v.problems}}
                   .dump()
            << '\n';
    } else {
        out << formatCount(static_cast<std::int64_t>(v.commits)) << " batches, "
            << formatCount(static_cast<std::int64_t>(v.entries)) << " entries, " << v.tombstones
            << " tombstones.\nHead " << v.head << '\n';
        for (const std::string& problem : v.problems)
            out << problem << '\n';
        out << (v.problems.empty() ? "The chain holds.\n" : "THE CHAIN IS BROKEN.\n");
    }
    return v.problems.empty() ? 0 : 1;
}

} // namespace penstock::cli
