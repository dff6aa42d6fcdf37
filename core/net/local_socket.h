// SPDX-License-Identifier: GPL-3.0-or-later
// LocalSocket: a blocking client end of a Unix-domain socket. Owned and used by one thread; closed when it goes out of
// scope. Failing calls leave errno as the system set it. For control_socket.cpp and control_client.cpp only.
#pragma once

#include "core/base/result.h"

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace penstock {

class LocalSocket final {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    static bool fits(const std::string& path);
    static Error tooLong(const std::string& path);

    LocalSocket();
    ~LocalSocket();
    LocalSocket(const LocalSocket&) = delete;
    LocalSocket& operator=(const LocalSocket&) = delete;

    /// The path must fit.
    bool connect(const std::string& path, Deadline deadline);
    bool sendAll(std::string_view bytes, Deadline deadline);
    /// At least one byte, appended. Errors: busy (nothing until the deadline), io (closed).
    Status receiveSome(std::string& in, Deadline deadline);

private:
    bool setPatience(Deadline deadline);

    const int m_fd;
};

} // namespace penstock
