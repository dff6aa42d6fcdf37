// SPDX-License-Identifier: GPL-3.0-or-later
// HttpConnection: a plain blocking keep-alive HTTP/1.1 connection to 127.0.0.1, independent of core/net, so that our own
// listener is not tested with our own client. One thread. Reconnects are the caller's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace penstock::bench {

class HttpConnection final {
public:
    explicit HttpConnection(std::uint16_t port);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    bool connected() const { return m_fd >= 0; }
    /// Sends POST path with the body and waits for the answer; status 0 when the connection broke.
    int post(std::string_view path, std::string_view contentType, std::string_view body,
             std::string* answer = nullptr);

private:
    bool sendAll(std::string_view bytes);
    int readAnswer(std::string* answer);
    void drop();

    int m_fd = -1;
    std::string m_buffer;
};

} // namespace penstock::bench
