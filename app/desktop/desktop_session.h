// SPDX-License-Identifier: GPL-3.0-or-later
// DesktopSession: the session behind a window. Runs the engine in this process, answering penstockctl on its socket; if
// another engine owns the data directory, attaches to that one. Owned by main(); GUI thread.
#pragma once

#include "app/cli/engine_flags.h"
#include "core/session/engine_commands.h"

#include <memory>

namespace penstock::desktop {

struct DesktopSession {
    std::shared_ptr<Session> session;
    std::unique_ptr<CommandServer>
        commands; ///< only with an engine of our own; declared last: goes first
};

Result<DesktopSession> openDesktopSession(const EngineOptions& options);

} // namespace penstock::desktop
