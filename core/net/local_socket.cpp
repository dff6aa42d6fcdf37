// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/local_socket.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace penstock {

bool LocalSocket::fits(const std::string& path)
{
    return path.size() < sizeof(sockaddr_un::sun_path);
}

Error LocalSocket::tooLong(const std::string& path)
{
    return {ErrorCode::invalid,
            "The path " + path +
                " is too long for a socket: use a data directory with a shorter path.",
            {}};
}

LocalSocket::LocalSocket() : m_fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}

LocalSocket::~LocalSocket()
{
    ::close(m_fd);
}

bool LocalSocket::connect(const std::string& path, Deadline deadline)
{
    if (!setPatience(deadline)) // connecting waits when the engine's backlog is full
        return false;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    return ::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

bool LocalSocket::sendAll(std::string_view bytes, Deadline deadline)
{
    while (!bytes.empty()) {
        if (!setPatience(deadline))
            return false;
        const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

Status LocalSocket::receiveSome(std::string& in, Deadline deadline)
{
    char chunk[16384];
    for (;;) {
        if (!setPatience(deadline))
            return Error{ErrorCode::busy, "The engine did not answer in time.", {}};
        const ssize_t got = ::recv(m_fd, chunk, sizeof chunk, 0);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got <= 0)
            return Error{
                ErrorCode::io, "The engine closed the connection before it had answered.", {}};
        in.append(chunk, static_cast<std::size_t>(got));
        return Done{};
    }
}

/// How long the next call may block. False, with errno as a call would leave it, when there is no time left.
bool LocalSocket::setPatience(Deadline deadline)
{
    const auto left = deadline - std::chrono::steady_clock::now();
    if (left.count() <= 0) {
        errno = ETIMEDOUT;
        return false;
    }
    // A timeout of zero would mean "for ever".
    const auto us = std::max<std::int64_t>(
        1, std::chrono::duration_cast<std::chrono::microseconds>(left).count());
    const timeval patience{static_cast<time_t>(us / 1'000'000),
                           static_cast<suseconds_t>(us % 1'000'000)};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    return true;
}

} // namespace penstock
