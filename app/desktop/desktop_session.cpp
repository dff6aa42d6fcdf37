// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop_session.h"

#include "app/cli/listings.h"
#include "core/session/attached_session.h"
#include "core/session/engine.h"
#include "core/session/engine_commands.h"

namespace penstock::desktop {

Result<DesktopSession> openDesktopSession(const EngineOptions& options)
{
    DesktopSession desktop;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (!engine && engine.error().code == ErrorCode::locked) {
        auto attached = attachSession(options.dataDirectory);
        if (!attached)
            return attached.error();
        desktop.session = std::move(*attached);
        return desktop;
    }
    if (!engine)
        return engine.error();
    std::shared_ptr<Engine> shared = std::move(*engine);
    auto commands = CommandServer::start(*shared, options.dataDirectory, cli::answerListing);
    if (!commands)
        return commands.error();
    desktop.commands = std::move(*commands);
    desktop.session = std::move(shared);
    return desktop;
}

} // namespace penstock::desktop
