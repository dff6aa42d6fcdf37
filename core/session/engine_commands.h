// SPDX-License-Identifier: GPL-3.0-or-later
// EngineCommands: what may be asked of a running engine over its owner-only socket, as one JSON object a line:
// {"command":"status"} · {"command":"import","path":…} · {"command":"forget","user":…,"session":…,"before":ns}.
// The answer ends with {"ok":true,…} or {"ok":false,"error":sentence}; an import reports {"bytes_read":…} before that.
// Server: short commands are answered on the socket's thread, long ones one after the other on a thread of its own, so
// that a status is answered while a file is imported. Client: blocks.
#pragma once

#include "core/session/engine.h"
#include "core/session/importer.h"

#include <functional>
#include <memory>
#include <string>

namespace penstock {

/// Path of the socket of a data directory.
std::string controlSocketPath(const std::string& dataDirectory);

/// Serves the commands of one engine; must go before the engine is closed.
class CommandServer {
public:
    virtual ~CommandServer() = default;
    static Result<std::unique_ptr<CommandServer>> start(Engine& engine,
                                                        const std::string& dataDirectory);
};

/// One JSON object with stable keys, as the socket answers it and `penstockctl status --json` prints it.
std::string statusToJson(const EngineStatus& status);

/// Client: notFound when no engine listens there.
Result<EngineStatus> askStatus(const std::string& dataDirectory);
/// progress may be null; it is called about ten times a second, on the calling thread. Returning false stops with
/// `cancelled`: the engine leaves off a moment later (what was stored stays stored).
Result<ImportSummary> askImport(const std::string& dataDirectory, const std::string& path,
                                const std::function<bool(const ImportProgress&)>& progress);
Result<LogStore::Forgotten> askForget(const std::string& dataDirectory,
                                      const LogStore::ForgetRequest& request);
/// Asks the engine to post the test run to itself; used by an attached desktop.
Status askTestSpan(const std::string& dataDirectory);

} // namespace penstock
