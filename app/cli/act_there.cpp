// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/act_there.h"

namespace penstock::cli {

Status actThere(const std::string& dataDirectory, const std::function<Status(Engine&)>& ourselves,
                const std::function<Status()>& askRunning)
{
    EngineOptions options;
    options.dataDirectory = dataDirectory;
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    options.policyGoesOn = true;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (engine) {
        Status done = ourselves(**engine);
        (*engine)->close();
        return done;
    }
    if (engine.error().code != ErrorCode::locked)
        return engine.error();
    return askRunning();
}

} // namespace penstock::cli
