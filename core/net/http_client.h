// SPDX-License-Identifier: GPL-3.0-or-later
// HttpClient: a small HTTP(S)/1.1 client for our own use: the test span, the demo fleet, the benches. One keep-alive
// connection an object, blocking, one thread at a time; many connections = many objects. Reconnects once by itself when
// the server closed an idle connection. Answers are bounded; redirects are not followed; no proxy, no cookies.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock {

struct HttpTarget {
    std::string url{};    ///< `http://host:port` or `https://host:port`, nothing behind
    std::string caFile{}; ///< PEM; empty = the system's authorities
    std::string
        fingerprint{}; ///< SHA-256 of the server's certificate, hex: pins it instead of asking any authority
    std::size_t maxAnswer = 16u << 20;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpReply {
    int status = 0;
    HttpHeaders headers;
    std::string body;

    /// First value of a header, name in any case; empty when absent.
    std::string_view header(std::string_view name) const;
};

class HttpClient final {
public:
    /// Only reads the target; connects on first use. Fails with `invalid` for a URL it cannot use.
    static Result<HttpClient> open(HttpTarget target);
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;
    ~HttpClient();

    /// Any status is a success. Errors: io (not reachable, broken), busy (timeout), denied (certificate not trusted).
    Result<HttpReply> post(const std::string& path, const HttpHeaders& headers,
                           std::string_view body, std::chrono::milliseconds timeout);
    Result<HttpReply> get(const std::string& path, const HttpHeaders& headers,
                          std::chrono::milliseconds timeout);

private:
    class Connection;

    explicit HttpClient(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> m_connection;
};

} // namespace penstock
