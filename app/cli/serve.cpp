// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/end_signals.h"
#include "app/cli/listings.h"
#include "app/cli/verbs.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <ostream>

namespace penstock::cli {

constexpr auto kPatience = std::chrono::seconds(1);

int serve(EngineFlags& flags, std::ostream& out, std::ostream& err)
{
    const EndSignals signals;
    if (Status checked = flags.check(); !checked) {
        err << "penstockctl: " << checked.error().sentence << '\n';
        return 2;
    }
    auto engine = Engine::open(flags.options, std::make_shared<SystemClock>());
    if (!engine) {
        err << "penstockctl: " << engine.error().sentence << '\n';
        return 3;
    }
    auto commands = CommandServer::start(**engine, flags.options.dataDirectory, answerListing);
    if (!commands) {
        err << "penstockctl: " << commands.error().sentence << '\n';
        return 3;
    }
    // It listens by now. Who waits for the line asks for lists next: a fold that needs little time gets it first.
    (void)(*engine)->world(kPatience);
    const EngineStatus status = (*engine)->status();
    nlohmann::ordered_json ready = {{"ready", true},
                                    {"otlp_grpc", status.otlpGrpc},
                                    {"otlp_http", status.otlpHttp},
                                    {"data_dir", status.dataDirectory}};
    if (status.tls)
        ready["tls_sha256"] = (*engine)->tlsFingerprint();
    out << ready.dump() << std::endl;
    for (const std::string& problem : status.problems)
        err << "penstockctl: " << problem << '\n';
    signals.wait();
    commands->reset();
    (*engine)->close();
    return 0;
}

} // namespace penstock::cli
