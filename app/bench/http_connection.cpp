// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/http_connection.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace penstock::bench {

HttpConnection::HttpConnection(std::uint16_t port)
{
    m_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        drop();
    const int on = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

HttpConnection::~HttpConnection()
{
    drop();
}

void HttpConnection::drop()
{
    if (m_fd >= 0)
        close(m_fd);
    m_fd = -1;
}

bool HttpConnection::sendAll(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

int HttpConnection::post(std::string_view path, std::string_view contentType, std::string_view body,
                         std::string* answer)
{
    if (m_fd < 0)
        return 0;
    std::string head = "POST ";
    head.append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ").append(contentType);
    head.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
    if (!sendAll(head) || !sendAll(body)) {
        drop();
        return 0;
    }
    const int status = readAnswer(answer);
    if (status == 0)
        drop();
    return status;
}

int HttpConnection::readAnswer(std::string* answer)
{
    m_buffer.clear();
    std::size_t headEnd = std::string::npos;
    std::size_t total = 0;
    char chunk[16384];
    while (headEnd == std::string::npos || m_buffer.size() < total) {
        const ssize_t n = recv(m_fd, chunk, sizeof chunk, 0);
        if (n <= 0)
            return 0;
        m_buffer.append(chunk, static_cast<std::size_t>(n));
        if (headEnd == std::string::npos &&
            (headEnd = m_buffer.find("\r\n\r\n")) != std::string::npos) {
            std::string head = m_buffer.substr(0, headEnd);
            std::transform(head.begin(), head.end(), head.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            const auto at = head.find("content-length:");
            total =
                headEnd + 4 +
                (at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 15, nullptr, 10));
        }
    }
    if (answer != nullptr)
        *answer = m_buffer.substr(headEnd + 4);
    return m_buffer.size() > 12 ? std::atoi(m_buffer.c_str() + 9) : 0;
}

} // namespace penstock::bench
