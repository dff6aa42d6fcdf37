// SPDX-License-Identifier: GPL-3.0-or-later
// EngineCommands: what may be asked of a running engine over its owner-only socket, as one JSON object a line:
// {"command":"status"} · {"command":"import","path":…} · {"command":"forget","user":…,"session":…,"before":ns} ·
// {"command":"list","listing":…} · {"command":"alarm_act"|"bill_act","act":…}. The answer ends with {"ok":true,…} or {"ok":false,"error":sentence}; an import reports
// {"bytes_read":…} before that. Server: a status is answered on the socket's thread, lists and long commands on a thread
// each, one after the other, so that neither waits for a file that is imported. Client: blocks.
#pragma once

#include "core/session/engine.h"
#include "core/session/importer.h"

#include <functional>
#include <memory>
#include <string>

namespace penstock {

/// Path of the socket of a data directory.
std::string controlSocketPath(const std::string& dataDirectory);

/// A list as a terminal shows it.
struct ListingText {
    int exitCode = 0;
    std::string out;
    std::string err;
};
/// Makes lists; given by the program, which knows how rows are shown. May throw what the JSON library throws.
using Lister = std::function<Result<ListingText>(const std::string& request, Engine& engine)>;

/// Serves the commands of one engine; must go before the engine is closed.
class CommandServer {
public:
    virtual ~CommandServer() = default;
    /// Without a lister, lists are unsupported.
    static Result<std::unique_ptr<CommandServer>>
    start(Engine& engine, const std::string& dataDirectory, Lister lister = nullptr);
};

/// One JSON object with stable keys, as the socket answers it and `penstockctl status --json` prints it.
std::string statusToJson(const EngineStatus& status);

/// Client: notFound when no engine listens there.
Result<EngineStatus> askStatus(const std::string& dataDirectory);
/// Client: Engine::memory() of the one that runs.
Result<std::vector<MemoryPart>> askMemory(const std::string& dataDirectory);
/// progress may be null; it is called about ten times a second, on the calling thread. Returning false stops with
/// `cancelled`: the engine leaves off a moment later (what was stored stays stored).
Result<ImportSummary> askImport(const std::string& dataDirectory, const std::string& path,
                                const std::function<bool(const ImportProgress&)>& progress);
Result<LogStore::Forgotten> askForget(const std::string& dataDirectory,
                                      const LogStore::ForgetRequest& request);
/// Any error: the list has to be made from the files.
Result<ListingText> askListing(const std::string& dataDirectory, const std::string& request);
/// What Session::actOnAlarms says.
Status askAlarmAct(const std::string& dataDirectory, const AlarmAct& act);
/// What Session::actOnBills says.
Status askBillAct(const std::string& dataDirectory, const BillAct& act);
/// Asks the engine to post the test run to itself; used by an attached desktop.
Status askTestSpan(const std::string& dataDirectory);

} // namespace penstock
