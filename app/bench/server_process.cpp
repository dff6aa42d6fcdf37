// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/server_process.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace penstock::bench {
namespace {

pid_t spawn(const std::vector<std::string>& command, int& readEnd)
{
    int pipeEnds[2];
    if (pipe(pipeEnds) != 0)
        throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, pipeEnds[0]);
    posix_spawn_file_actions_addclose(&actions, pipeEnds[1]);
    std::vector<char*> argv;
    for (const std::string& a : command)
        argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    pid_t pid = -1;
    const int rc = posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipeEnds[1]);
    readEnd = pipeEnds[0];
    if (rc != 0)
        throw std::runtime_error("cannot start " + command.front());
    return pid;
}

std::string readLine(int fd)
{
    std::string line;
    char c = 0;
    while (read(fd, &c, 1) == 1 && c != '\n')
        line.push_back(c);
    return line;
}

std::uint16_t portOf(const nlohmann::json& ready, const char* key)
{
    const std::string endpoint = ready.value(key, "");
    const auto colon = endpoint.rfind(':');
    return colon == std::string::npos
               ? 0
               : static_cast<std::uint16_t>(std::stoi(endpoint.substr(colon + 1)));
}

int exitCodeOf(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::vector<std::string> serveCommand(const std::string& penstockctl,
                                      const std::string& dataDirectory,
                                      const std::vector<std::string>& more)
{
    std::vector<std::string> command = {
        penstockctl,        "serve", "--data-dir",       dataDirectory,
        "--otlp-http-port", "0",     "--otlp-grpc-port", "0"};
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

} // namespace

ServerProcess::ServerProcess(const std::string& penstockctl, const std::string& dataDirectory,
                             std::vector<std::string> moreArguments)
    : ServerProcess(serveCommand(penstockctl, dataDirectory, moreArguments))
{
}

ServerProcess::ServerProcess(const std::vector<std::string>& command)
{
    const auto started = std::chrono::steady_clock::now();
    m_pid = spawn(command, m_stdout);
    const std::string line = readLine(m_stdout);
    m_secondsToReady =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    const auto ready = nlohmann::json::parse(line, nullptr, false);
    if (!ready.is_object() || !ready.value("ready", false)) {
        kill9();
        throw std::runtime_error(command.front() + " did not get ready: " + line);
    }
    m_httpPort = portOf(ready, "otlp_http");
    m_grpcPort = portOf(ready, "otlp_grpc");
}

ServerProcess::~ServerProcess()
{
    terminate();
}

std::uint64_t ServerProcess::residentBytes() const
{
    std::ifstream status("/proc/" + std::to_string(m_pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::strtoull(line.c_str() + 6, nullptr, 10) * 1024;
    return 0;
}

std::string ServerProcess::nextLine()
{
    return readLine(m_stdout);
}

void ServerProcess::kill9()
{
    if (m_pid > 0)
        ::kill(m_pid, SIGKILL);
    wait();
}

int ServerProcess::terminate()
{
    if (m_pid > 0)
        ::kill(m_pid, SIGTERM);
    return wait();
}

int ServerProcess::wait()
{
    int status = 0;
    if (m_pid > 0)
        waitpid(m_pid, &status, 0);
    m_pid = -1;
    if (m_stdout >= 0)
        close(m_stdout);
    m_stdout = -1;
    return exitCodeOf(status);
}

std::string runProgram(const std::vector<std::string>& command, int* exitCode)
{
    int fd = -1;
    const pid_t pid = spawn(command, fd);
    std::string out;
    char buffer[65536];
    for (ssize_t n = 0; (n = read(fd, buffer, sizeof buffer)) > 0;)
        out.append(buffer, static_cast<std::size_t>(n));
    close(fd);
    int status = 0;
    waitpid(pid, &status, 0);
    if (exitCode != nullptr)
        *exitCode = exitCodeOf(status);
    return out;
}

TemporaryDirectory::TemporaryDirectory()
{
    std::string pattern =
        (std::filesystem::temp_directory_path() / "penstock-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary directory");
    m_path = pattern;
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::uint64_t directoryBytes(const std::string& path)
{
    std::uint64_t sum = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path, ignored))
        if (entry.is_regular_file(ignored))
            sum += entry.file_size(ignored);
    return sum;
}

} // namespace penstock::bench
