// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/net/raw_client.h"

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace penstock::test {
namespace {

std::string lower(std::string text)
{
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string zlibCompress(std::string_view bytes, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

RawAnswer parseHead(const std::string& head)
{
    RawAnswer answer;
    std::size_t line = head.find("\r\n");
    answer.status = std::atoi(head.substr(9, 3).c_str());
    while (line != std::string::npos && line + 2 < head.size()) {
        const std::size_t next = head.find("\r\n", line + 2);
        const std::string field = head.substr(line + 2, next - line - 2);
        if (const std::size_t colon = field.find(':'); colon != std::string::npos)
            answer.headers[lower(field.substr(0, colon))] =
                field.substr(field.find_first_not_of(' ', colon + 1));
        line = next;
    }
    return answer;
}

} // namespace

RawClient::RawClient(std::uint16_t port)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    timeval patience{10, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
        close();
}

RawClient::~RawClient()
{
    close();
}

void RawClient::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::fill()
{
    char chunk[65536];
    const ssize_t got = ::recv(m_fd, chunk, sizeof chunk, 0);
    if (got <= 0)
        return false;
    m_pending.append(chunk, static_cast<std::size_t>(got));
    return true;
}

RawAnswer RawClient::read()
{
    std::size_t end;
    while ((end = m_pending.find("\r\n\r\n")) == std::string::npos)
        if (!fill())
            return {};
    RawAnswer answer = parseHead(m_pending.substr(0, end + 2));
    m_pending.erase(0, end + 4);
    const auto length = answer.headers.find("content-length");
    const std::size_t size = length == answer.headers.end() ? 0 : std::stoul(length->second);
    while (m_pending.size() < size)
        if (!fill())
            return {};
    answer.body = m_pending.substr(0, size);
    m_pending.erase(0, size);
    return answer;
}

RawAnswer RawClient::ask(std::string_view bytes)
{
    send(bytes);
    return read();
}

bool RawClient::closedByPeer()
{
    char byte;
    if (!m_pending.empty())
        return false;
    const ssize_t got = ::recv(m_fd, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

std::string post(std::string_view path, std::string_view contentType, std::string_view body,
                 std::string_view extraHeaders)
{
    std::string out =
        "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: ";
    out += contentType;
    out += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    out += extraHeaders;
    out += "\r\n";
    out += body;
    return out;
}

std::string gzip(std::string_view bytes)
{
    return zlibCompress(bytes, 15 + 16);
}

std::string zlibDeflate(std::string_view bytes)
{
    return zlibCompress(bytes, 15);
}

std::string zstd(std::string_view bytes)
{
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
    return out;
}

void ScriptedService::handle(OtlpRequest request, std::function<void(OtlpReply)> done)
{
    OtlpReply reply;
    {
        std::lock_guard lock(m_mutex);
        m_requests.push_back(std::move(request));
        if (m_hold) {
            m_held.push_back(std::move(done));
            return;
        }
        reply = m_reply;
    }
    done(reply);
}

void ScriptedService::refused(const std::string&, const std::string& reason, std::uint64_t count)
{
    std::lock_guard lock(m_mutex);
    m_refusals[reason] += count;
}

void ScriptedService::setReply(const OtlpReply& reply)
{
    std::lock_guard lock(m_mutex);
    m_reply = reply;
}

void ScriptedService::setHold(bool hold)
{
    std::lock_guard lock(m_mutex);
    m_hold = hold;
}

void ScriptedService::release()
{
    std::vector<std::function<void(OtlpReply)>> held;
    OtlpReply reply;
    {
        std::lock_guard lock(m_mutex);
        held.swap(m_held);
        reply = m_reply;
    }
    for (const auto& done : held)
        done(reply);
}

std::vector<OtlpRequest> ScriptedService::requests() const
{
    std::lock_guard lock(m_mutex);
    return m_requests;
}

std::size_t ScriptedService::held() const
{
    std::lock_guard lock(m_mutex);
    return m_held.size();
}

std::uint64_t ScriptedService::refusals(const std::string& reason) const
{
    std::lock_guard lock(m_mutex);
    const auto at = m_refusals.find(reason);
    return at == m_refusals.end() ? 0 : at->second;
}

} // namespace penstock::test
