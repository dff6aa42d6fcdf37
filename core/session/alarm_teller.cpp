// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/alarm_teller.h"

#include "core/base/thread_name.h"
#include "core/base/time.h"
#include "core/net/http_client.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace penstock {
namespace {

constexpr auto kLook = std::chrono::milliseconds(20);
constexpr int kAttempts = 3;

Error failed(const std::string& what)
{
    return {ErrorCode::io, what, std::strerror(errno)};
}

/// `https://host:port/path` in its two parts.
std::pair<std::string, std::string> splitAddress(const std::string& address)
{
    const std::size_t scheme = address.find("://");
    const std::size_t path = scheme == std::string::npos ? scheme : address.find('/', scheme + 3);
    if (path == std::string::npos)
        return {address, "/"};
    return {address.substr(0, path), address.substr(path)};
}

/// A program that reads from us; what it prints goes to the engine's standard error.
class Child final {
public:
    explicit Child(const std::string& program)
    {
        int ends[2];
        // A socket, so that writing to a program that has gone is an error and no signal.
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
            return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
        std::string path = program;
        char* argv[] = {path.data(), nullptr};
        const int refused = posix_spawn(&m_pid, path.c_str(), &actions, nullptr, argv, environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        m_input = ends[0];
        if (refused != 0) {
            m_pid = -1;
            errno = refused;
        }
    }
    ~Child()
    {
        if (m_input >= 0)
            ::close(m_input);
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    bool started() const { return m_pid > 0; }
    /// True when all of it was taken.
    bool write(const std::string& text)
    {
        const ssize_t sent = ::send(m_input, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::shutdown(m_input, SHUT_WR);
        return sent == static_cast<ssize_t>(text.size());
    }
    /// True when it has ended; status as waitpid() gives it.
    bool ended(int& status)
    {
        if (::waitpid(m_pid, &status, WNOHANG) != m_pid)
            return false;
        m_pid = -1;
        return true;
    }

private:
    pid_t m_pid = -1;
    int m_input = -1;
};

nlohmann::ordered_json evidenceOf(const Finding& finding)
{
    nlohmann::ordered_json steps = nlohmann::ordered_json::array();
    for (const StepMention& step : finding.steps)
        steps.push_back(
            {{"seq", step.seq}, {"trace_id", step.trace.hex()}, {"span_id", step.span.hex()}});
    return steps;
}

} // namespace

Status checkTelling(const AlarmTelling& telling)
{
    if (!telling.program.empty() && ::access(telling.program.c_str(), X_OK) != 0)
        return Error{ErrorCode::invalid,
                     "The program for alarms, " + telling.program + ", cannot be started.",
                     {}};
    if (telling.address.empty())
        return Done{};
    const auto client = HttpClient::open({splitAddress(telling.address).first});
    return client ? Status(Done{}) : Status(client.error());
}

std::string alarmJson(const Alarm& alarm)
{
    const Finding& finding = *alarm.finding;
    nlohmann::ordered_json values = nlohmann::ordered_json::array();
    for (const ValueMention& value : finding.values)
        values.push_back({{"name", value.name}, {"value", value.value}, {"limit", value.limit}});
    const nlohmann::ordered_json json{
        {"alarm", alarm.id.hex()},
        {"priority", priorityName(alarm.priority)},
        {"state", alarmStateName(alarm.state)},
        {"detector", finding.detector},
        {"subject", finding.subject},
        {"sentence", finding.sentence},
        {"raised_time", formatUtc(alarm.raisedAt)},
        {"occurrences", alarm.occurrences},
        {"trace_id", finding.trace.isZero() ? std::string() : finding.trace.hex()},
        {"values", std::move(values)},
        {"steps", evidenceOf(finding)},
        {"more_steps", finding.moreSteps}};
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

AlarmTeller::AlarmTeller(AlarmTelling telling)
    : m_telling(std::move(telling)), m_queue(kMostWaiting)
{
    if (m_telling.any())
        m_thread = std::thread([this] { run(); });
}

AlarmTeller::~AlarmTeller()
{
    m_closing = true;
    m_queue.close();
    if (m_thread.joinable())
        m_thread.join();
}

void AlarmTeller::look(const AlarmPicture& picture)
{
    if (!m_telling.any())
        return;
    for (const Alarm* alarm : m_news.take(picture, m_telling.least))
        if (!m_queue.tryPush(alarmJson(*alarm), 1))
            report(Error{ErrorCode::busy, "more came than could be told", {}});
}

void AlarmTeller::run()
{
    nameThisThread("alarm teller");
    for (auto waiting = m_queue.takeSome(1); !waiting.empty() && !m_closing;
         waiting = m_queue.takeSome(1)) {
        const Status started = m_telling.program.empty() ? Status(Done{}) : start(waiting.front());
        const Status posted = m_telling.address.empty() ? Status(Done{}) : post(waiting.front());
        report(started ? posted : started); // what one was told hides nothing of the other
    }
}

Status AlarmTeller::start(const std::string& json) const
{
    Child child(m_telling.program);
    if (!child.started())
        return failed(m_telling.program + " cannot be started");
    const bool taken = child.write(json);
    const auto end = std::chrono::steady_clock::now() + m_telling.patience;
    int status = 0;
    while (!child.ended(status)) {
        if (m_closing || std::chrono::steady_clock::now() > end)
            return Error{ErrorCode::busy, m_telling.program + " did not end in time", {}};
        std::this_thread::sleep_for(kLook);
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error{ErrorCode::io, m_telling.program + " failed", {}};
    return taken ? Status(Done{})
                 : Status(Error{ErrorCode::io, m_telling.program + " did not read it", {}});
}

/// Again where the receiver is out of reach or says that it is busy; what it refuses it would refuse again.
Status AlarmTeller::post(const std::string& json) const
{
    const auto [server, path] = splitAddress(m_telling.address);
    Error problem{ErrorCode::io, server + " was not tried", {}};
    for (int attempt = 0; attempt < kAttempts && !m_closing; ++attempt) {
        Result<HttpClient> client = HttpClient::open({server});
        if (!client)
            return client.error();
        const auto reply =
            client->post(path, {{"Content-Type", "application/json"}}, json, m_telling.patience);
        if (reply && reply->status < 300)
            return Done{};
        problem =
            reply ? Error{ErrorCode::io, server + " answered " + std::to_string(reply->status), {}}
                  : reply.error();
        if (reply && reply->status < 500 && reply->status != 429)
            break;
        for (int wait = 0; wait < (50 << (2 * attempt)) && !m_closing; ++wait)
            std::this_thread::sleep_for(kLook);
    }
    return problem;
}

void AlarmTeller::report(const Status& done)
{
    const std::lock_guard lock(m_mutex);
    if (done) {
        m_problem.clear();
        return;
    }
    ++m_failed;
    m_problem = "Alarms are not told: " + done.error().sentence + " (" + std::to_string(m_failed) +
                " so far). They are in the list all the same.";
}

std::string AlarmTeller::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace penstock
