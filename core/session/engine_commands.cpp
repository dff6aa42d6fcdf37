// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/engine_commands.h"

#include "core/alarm/alarm_act.h"
#include "core/fleet/bill_act.h"
#include "core/net/control_socket.h"
#include "core/session/worker.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <future>

namespace penstock {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::milliseconds kQuickAnswer{5'000};
constexpr std::chrono::milliseconds kListAnswer{2'000}; ///< later, the files are the quicker way
constexpr std::size_t kMaxWaitingCommands = 16;
constexpr std::chrono::milliseconds kLongAnswer{6 * 3600 * 1000};
constexpr std::chrono::milliseconds kBetweenProgress{100};
constexpr std::string_view kAlarmAct = "alarm_act";
constexpr std::string_view kBillAct = "bill_act";

std::string failure(const Error& error)
{
    return Json{{"ok", false}, {"error", error.sentence}, {"code", static_cast<int>(error.code)}}
        .dump();
}

/// Passes progress on, at most ten times a second; false once nobody listens any more, which stops the import.
std::function<bool(const ImportProgress&)> progressLines(const ControlReply& reply)
{
    using Clock = std::chrono::steady_clock;
    return [reply, next = Clock::time_point::min()](const ImportProgress& p) mutable {
        const auto now = Clock::now();
        if (now < next)
            return true;
        next = now + kBetweenProgress;
        const Json line = {
            {"bytes_read", p.bytesRead}, {"bytes_total", p.bytesTotal}, {"spans", p.spans}};
        return reply(line.dump(), ReplyEnd::more);
    };
}

std::string answerImport(Engine& engine, const Json& request, const ControlReply& reply)
{
    const auto summary = importFile(engine, request.value("path", ""), progressLines(reply));
    if (!summary)
        return failure(summary.error());
    return Json{{"ok", true},
                {"format", summary->format},
                {"spans", summary->spans},
                {"stored", summary->stored},
                {"duplicates", summary->duplicates},
                {"revised", summary->revised},
                {"rejected", summary->rejected},
                {"masked", summary->masked},
                {"first_problem", summary->firstProblem}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string answerForget(Engine& engine, const Json& request)
{
    LogStore::ForgetRequest forget;
    forget.user = request.value("user", "");
    forget.session = request.value("session", "");
    forget.before = request.value("before", Nanos{0});
    const auto forgotten = engine.forget(forget);
    if (!forgotten)
        return failure(forgotten.error());
    return Json{{"ok", true},
                {"steps", forgotten->steps},
                {"parts", forgotten->parts},
                {"tombstone", forgotten->tombstone}}
        .dump();
}

std::string answerTestSpan(Engine& engine)
{
    auto outcome = std::make_shared<std::promise<Status>>();
    auto settled = outcome->get_future();
    engine.sendTestSpan([outcome](Status status) { outcome->set_value(std::move(status)); });
    const Status status = settled.get();
    return status ? Json{{"ok", true}}.dump() : failure(status.error());
}

/// Long commands. A request with values of unexpected types makes the JSON library throw; that is an answer too.
std::string answerLong(Engine& engine, const std::string& command, const Json& request,
                       const ControlReply& reply)
try {
    if (command == "import")
        return answerImport(engine, request, reply);
    if (command == "forget")
        return answerForget(engine, request);
    if (command == "test_span")
        return answerTestSpan(engine);
    return failure({ErrorCode::unsupported, "This engine does not know that command.", command});
} catch (const Json::exception& e) {
    return failure({ErrorCode::invalid, "The command has a value of the wrong type.", e.what()});
}

template <class Act> std::string answerAct(Engine& engine, const Result<Act>& act)
{
    if (!act)
        return failure(act.error());
    const Status done = engine.act(*act);
    return done ? Json{{"ok", true}}.dump() : failure(done.error());
}

std::string answerAct(Engine& engine, const std::string& command, const Json& request)
{
    const std::string act = request.contains("act") ? request["act"].dump() : std::string();
    return command == kAlarmAct ? answerAct(engine, alarmActOf(act))
                                : answerAct(engine, billActOf(act));
}

std::string answerListing(Engine& engine, const Lister& lister, const Json& request)
try {
    if (!lister)
        return failure({ErrorCode::unsupported, "This engine makes no lists.", {}});
    const auto listing = lister(request.value("listing", ""), engine);
    if (!listing)
        return failure(listing.error());
    return Json{{"ok", true},
                {"exit_code", listing->exitCode},
                {"out", listing->out},
                {"err", listing->err}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
} catch (const Json::exception& e) {
    return failure({ErrorCode::invalid, "The list was not asked for as it should be.", e.what()});
}

std::string answerMemory(Engine& engine)
{
    Json parts = Json::array();
    for (const MemoryPart& part : engine.memory())
        parts.push_back({{"name", part.name},
                         {"bytes", part.bytes},
                         {"count", part.count},
                         {"unit", part.unit},
                         {"most", part.most}});
    return Json{{"ok", true}, {"parts", parts}}.dump();
}

class Server final : public CommandServer {
public:
    Server(Engine& engine, Lister lister) : m_engine(engine), m_lister(std::move(lister)) {}
    Status listen(const std::string& path)
    {
        auto control = startControlServer(path, [this](std::string request, ControlReply reply) {
            answer(request, std::move(reply));
        });
        if (!control)
            return control.error();
        m_control = std::move(*control);
        return Done{};
    }

private:
    void answer(const std::string& text, ControlReply reply)
    {
        const Json request = Json::parse(text, nullptr, false);
        const auto named = request.is_object() ? request.find("command") : request.end();
        const std::string command =
            named != request.end() && named->is_string() ? named->get<std::string>() : "";
        if (command == "status") {
            reply(statusToJson(m_engine.status()), ReplyEnd::last);
            return;
        }
        const bool isMemory = command == "memory";
        const bool isList = command == "list";
        const bool isAct = command == kAlarmAct || command == kBillAct;
        const bool queued = (isList || isMemory ? m_lists
                             : isAct            ? m_acts
                                                : m_long)
                                .take([this, isList, isAct, isMemory, command, request, reply] {
                                    reply(isList     ? answerListing(m_engine, m_lister, request)
                                          : isMemory ? answerMemory(m_engine)
                                          : isAct    ? answerAct(m_engine, command, request)
                                                  : answerLong(m_engine, command, request, reply),
                                          ReplyEnd::last);
                                });
        if (!queued)
            reply(failure(
                      {ErrorCode::busy, "The engine is busy with other commands; try again.", {}}),
                  ReplyEnd::last);
    }

    Engine& m_engine;
    const Lister m_lister;
    Worker m_long{kMaxWaitingCommands};
    Worker m_lists{kMaxWaitingCommands};
    Worker m_acts{kMaxWaitingCommands};       ///< nobody who acts waits for a file that is imported
    std::unique_ptr<ControlServer> m_control; ///< last: it calls answer()
};

using OnProgress = std::function<bool(const Json&)>;

/// Sends a request and returns the answer if it says ok. What comes before the answer is progress.
Result<Json> ask(const std::string& dataDirectory, const Json& request,
                 std::chrono::milliseconds patience, const OnProgress& onProgress = nullptr)
{
    Json answer;
    const auto onLine = [&](std::string_view line) {
        answer = Json::parse(line, nullptr, false);
        return !onProgress || !answer.is_object() || answer.contains("ok") || onProgress(answer);
    };
    const Status called =
        callControl(controlSocketPath(dataDirectory), request.dump(), patience, onLine);
    if (!called)
        return called.error();
    if (!answer.is_object() || !answer.contains("ok"))
        return Error{
            ErrorCode::io, "The running engine closed the connection without an answer.", {}};
    if (!answer.value("ok", false))
        return Error{static_cast<ErrorCode>(answer.value("code", 0)),
                     answer.value("error", "It failed."),
                     {}};
    return answer;
}

} // namespace

std::string controlSocketPath(const std::string& dataDirectory)
{
    return dataDirectory + "/control.sock";
}

Result<std::unique_ptr<CommandServer>>
CommandServer::start(Engine& engine, const std::string& dataDirectory, Lister lister)
{
    auto server = std::make_unique<Server>(engine, std::move(lister));
    if (Status listening = server->listen(controlSocketPath(dataDirectory)); !listening)
        return listening.error();
    return std::unique_ptr<CommandServer>(std::move(server));
}

std::string statusToJson(const EngineStatus& s)
{
    return Json{{"ok", true},
                {"recording", s.recording},
                {"otlp_grpc", s.otlpGrpc},
                {"otlp_http", s.otlpHttp},
                {"tls", s.tls},
                {"tokens_required", s.tokensRequired},
                {"steps_per_second", s.stepsPerSecond},
                {"queued_bytes", s.queuedBytes},
                {"fold_lag_ns", s.foldLag},
                {"log_bytes", s.logBytes},
                {"free_bytes", s.freeBytes},
                {"disk_full", s.diskFull},
                {"indexed_through", s.index.through},
                {"texts_indexed_through", s.index.textsThrough},
                {"steps_indexed_from", s.index.stepsFrom},
                {"texts_indexed_from", s.index.textsFrom},
                {"index_waiting_steps", s.index.waitingSteps},
                {"index_bytes", s.index.bytes},
                {"policy_file", s.policy.file},
                {"policy_problem", s.policy.problem},
                {"problems", s.problems},
                {"now", s.now}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ListingText> askListing(const std::string& dataDirectory, const std::string& request)
{
    const auto answer =
        ask(dataDirectory, {{"command", "list"}, {"listing", request}}, kListAnswer);
    if (!answer)
        return answer.error();
    return ListingText{answer->value("exit_code", 0), answer->value("out", ""),
                       answer->value("err", "")};
}

Result<EngineStatus> askStatus(const std::string& dataDirectory)
{
    const auto answer = ask(dataDirectory, {{"command", "status"}}, kQuickAnswer);
    if (!answer)
        return answer.error();
    EngineStatus s;
    s.kind = SessionKind::attached;
    s.recording = answer->value("recording", false);
    s.otlpGrpc = answer->value("otlp_grpc", "");
    s.otlpHttp = answer->value("otlp_http", "");
    s.tls = answer->value("tls", false);
    s.tokensRequired = answer->value("tokens_required", false);
    s.stepsPerSecond = answer->value("steps_per_second", 0.0);
    s.queuedBytes = answer->value("queued_bytes", std::uint64_t{0});
    s.foldLag = answer->value("fold_lag_ns", Nanos{0});
    s.logBytes = answer->value("log_bytes", std::uint64_t{0});
    s.freeBytes = answer->value("free_bytes", std::uint64_t{0});
    s.diskFull = answer->value("disk_full", false);
    s.index.through = answer->value("indexed_through", Seq{0});
    s.index.textsThrough = answer->value("texts_indexed_through", Seq{0});
    s.index.stepsFrom = answer->value("steps_indexed_from", Nanos{0});
    s.index.textsFrom = answer->value("texts_indexed_from", Seq{0});
    s.index.waitingSteps = answer->value("index_waiting_steps", std::uint64_t{0});
    s.index.bytes = answer->value("index_bytes", std::uint64_t{0});
    s.policy.file = answer->value("policy_file", "");
    s.policy.problem = answer->value("policy_problem", "");
    s.problems = answer->value("problems", std::vector<std::string>{});
    s.now = answer->value("now", Nanos{0});
    s.dataDirectory = dataDirectory;
    return s;
}

Result<std::vector<MemoryPart>> askMemory(const std::string& dataDirectory)
{
    const auto answer = ask(dataDirectory, {{"command", "memory"}}, kQuickAnswer);
    if (!answer)
        return answer.error();
    std::vector<MemoryPart> parts;
    for (const Json& part : answer->value("parts", Json::array()))
        parts.push_back({part.value("name", ""), part.value("bytes", std::uint64_t{0}),
                         part.value("count", std::uint64_t{0}), part.value("unit", ""),
                         part.value("most", std::uint64_t{0})});
    return parts;
}

Result<ImportSummary> askImport(const std::string& dataDirectory, const std::string& path,
                                const std::function<bool(const ImportProgress&)>& progress)
{
    const std::string absolute = std::filesystem::absolute(path).string();
    const auto onProgress = [&](const Json& line) {
        return !progress || progress({line.value("bytes_read", std::uint64_t{0}),
                                      line.value("bytes_total", std::uint64_t{0}),
                                      line.value("spans", std::uint64_t{0})});
    };
    const auto answer =
        ask(dataDirectory, {{"command", "import"}, {"path", absolute}}, kLongAnswer, onProgress);
    if (!answer)
        return answer.error();
    ImportSummary summary;
    summary.format = answer->value("format", "");
    summary.spans = answer->value("spans", std::uint64_t{0});
    summary.stored = answer->value("stored", std::uint64_t{0});
    summary.duplicates = answer->value("duplicates", std::uint64_t{0});
    summary.revised = answer->value("revised", std::uint64_t{0});
    summary.rejected = answer->value("rejected", std::uint64_t{0});
    summary.masked = answer->value("masked", std::uint64_t{0});
    summary.firstProblem = answer->value("first_problem", "");
    return summary;
}

Result<LogStore::Forgotten> askForget(const std::string& dataDirectory,
                                      const LogStore::ForgetRequest& request)
{
    const auto answer = ask(dataDirectory,
                            {{"command", "forget"},
                             {"user", request.user},
                             {"session", request.session},
                             {"before", request.before}},
                            kLongAnswer);
    if (!answer)
        return answer.error();
    return LogStore::Forgotten{answer->value("steps", std::uint64_t{0}),
                               answer->value("parts", std::uint64_t{0}),
                               answer->value("tombstone", "")};
}

namespace {

Status askAct(const std::string& dataDirectory, std::string_view command, const std::string& act)
{
    const auto answer =
        ask(dataDirectory, {{"command", command}, {"act", Json::parse(act)}}, kQuickAnswer);
    if (!answer)
        return answer.error();
    return Done{};
}

} // namespace

Status askAlarmAct(const std::string& dataDirectory, const AlarmAct& act)
{
    return askAct(dataDirectory, kAlarmAct, toText(act));
}

Status askBillAct(const std::string& dataDirectory, const BillAct& act)
{
    return askAct(dataDirectory, kBillAct, toText(act));
}

Status askTestSpan(const std::string& dataDirectory)
{
    const auto answer = ask(dataDirectory, {{"command", "test_span"}}, kLongAnswer);
    if (!answer)
        return answer.error();
    return Done{};
}

} // namespace penstock
