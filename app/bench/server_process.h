// SPDX-License-Identifier: GPL-3.0-or-later
// ServerProcess: a real `penstockctl serve` – or desktop – as a child process, for tests and benchmarks. Owned by one
// thread. The destructor ends the child with SIGTERM and waits.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace penstock::bench {

class ServerProcess final {
public:
    /// Starts and waits for the ready line; throws std::runtime_error with what the child said if there is none.
    ServerProcess(const std::string& penstockctl, const std::string& dataDirectory,
                  std::vector<std::string> moreArguments = {});
    /// Any program that prints such a line first.
    explicit ServerProcess(const std::vector<std::string>& command);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    std::uint16_t httpPort() const { return m_httpPort; }
    std::uint16_t grpcPort() const { return m_grpcPort; }
    double secondsToReady() const { return m_secondsToReady; }
    pid_t pid() const { return m_pid; }
    std::uint64_t residentBytes() const; ///< VmRSS
    std::string nextLine();              ///< waits for what it prints next; empty at its end
    void kill9();                        ///< SIGKILL and wait
    int terminate();                     ///< SIGTERM and wait; exit code

private:
    int wait();

    pid_t m_pid = -1;
    int m_stdout = -1;
    std::uint16_t m_httpPort = 0;
    std::uint16_t m_grpcPort = 0;
    double m_secondsToReady = 0;
};

/// Runs a program, returns what it printed; exit code in *exitCode if given.
std::string runProgram(const std::vector<std::string>& command, int* exitCode = nullptr);

/// A directory under the system's temporary one that is removed with its owner.
class TemporaryDirectory final {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Bytes of all files below a directory.
std::uint64_t directoryBytes(const std::string& path);

} // namespace penstock::bench
