// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/demo/scripted_receiver.h"

#include "core/base/result.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace penstock::demo {
namespace {

std::size_t contentLength(const std::string& head)
{
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

/// Appends until `enough` says so; false when the other side is gone.
template <class Enough> bool readUntil(int socket, std::string& buffer, Enough enough)
{
    std::array<char, 8192> chunk;
    while (!enough()) {
        const ssize_t got = recv(socket, chunk.data(), chunk.size(), 0);
        if (got <= 0)
            return false;
        buffer.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return true;
}

} // namespace

ScriptedReceiver::ScriptedReceiver(std::deque<ScriptedAnswer> script, std::uint16_t port)
    : m_script(std::move(script))
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t size = sizeof address;
    PENSTOCK_ASSERT(bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    PENSTOCK_ASSERT(listen(m_listener, 4) == 0);
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

ScriptedReceiver::~ScriptedReceiver()
{
    shutdown(m_listener, SHUT_RDWR);
    {
        const std::lock_guard lock(m_mutex);
        if (m_connection >= 0)
            shutdown(m_connection, SHUT_RDWR);
    }
    m_thread.join();
    close(m_listener);
}

void ScriptedReceiver::serve()
{
    for (;;) {
        const int socket = accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        follow(socket);
        serveConnection(socket);
        follow(-1);
        close(socket);
    }
}

void ScriptedReceiver::follow(int socket)
{
    const std::lock_guard lock(m_mutex);
    m_connection = socket;
}

void ScriptedReceiver::serveConnection(int socket)
{
    std::string buffer;
    for (;;) {
        std::size_t end = std::string::npos;
        if (!readUntil(socket, buffer,
                       [&] { return (end = buffer.find("\r\n\r\n")) != std::string::npos; }))
            return;
        Received request{buffer.substr(0, end + 2), {}};
        const std::size_t whole = end + 4 + contentLength(request.head);
        if (!readUntil(socket, buffer, [&] { return buffer.size() >= whole; }))
            return;
        request.body = buffer.substr(end + 4, whole - end - 4);
        buffer.erase(0, whole);
        if (!answer(socket, std::move(request)))
            return;
    }
}

bool ScriptedReceiver::answer(int socket, Received request)
{
    ScriptedAnswer next;
    {
        const std::lock_guard lock(m_mutex);
        m_received.push_back(std::move(request));
        if (!m_script.empty()) {
            next = m_script.front();
            m_script.pop_front();
        }
        m_arrived.notify_all();
    }
    if (next.hangUp)
        return false;
    std::string text =
        "HTTP/1.1 " + std::to_string(next.status) + " scripted\r\nContent-Length: 2\r\n";
    if (next.retryAfterSeconds >= 0)
        text += "Retry-After: " + std::to_string(next.retryAfterSeconds) + "\r\n";
    text += "\r\n{}";
    return send(socket, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
}

std::vector<Received> ScriptedReceiver::received() const
{
    const std::lock_guard lock(m_mutex);
    return m_received;
}

void ScriptedReceiver::waitFor(std::size_t requests)
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [&] { return m_received.size() >= requests; });
}

} // namespace penstock::demo
