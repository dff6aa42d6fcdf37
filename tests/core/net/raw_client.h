// SPDX-License-Identifier: GPL-3.0-or-later
// RawClient: a socket that sends exactly the bytes a test wrote and reads answers one by one. Blocking; 10 s at most.
// Also the scripted OtlpService that the listener tests talk to, and compressors for request bodies.
#pragma once

#include "core/net/otlp_service.h"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::test {

struct RawAnswer {
    int status = 0;                             ///< 0 = the connection ended or nothing came
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
};

class RawClient final {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool send(std::string_view bytes); ///< false when the peer reset the connection
    RawAnswer read();
    RawAnswer ask(std::string_view bytes);
    bool closedByPeer(); ///< waits for the end of the stream; false when bytes come instead
    void close();

private:
    bool fill();

    int m_fd = -1;
    std::string m_pending;
};

/// A well-formed POST; extra headers are whole lines.
std::string post(std::string_view path, std::string_view contentType, std::string_view body,
                 std::string_view extraHeaders = {});
std::string gzip(std::string_view bytes);
std::string zlibDeflate(std::string_view bytes);
std::string zstd(std::string_view bytes);

/// Answers `reply` at once, or keeps the requests until release() when `hold` is set. Thread-safe.
class ScriptedService final : public OtlpService {
public:
    void handle(OtlpRequest request, std::function<void(OtlpReply)> done) override;
    void refused(const std::string& listener, const std::string& reason,
                 std::uint64_t count) override;

    void setReply(const OtlpReply& reply);
    void setHold(bool hold);
    void release(); ///< answers what was kept, from the calling thread
    std::vector<OtlpRequest> requests() const;
    std::size_t held() const;
    std::uint64_t refusals(const std::string& reason) const;

private:
    mutable std::mutex m_mutex;
    OtlpReply m_reply;
    bool m_hold = false;
    std::vector<OtlpRequest> m_requests;
    std::vector<std::function<void(OtlpReply)>> m_held;
    std::map<std::string, std::uint64_t> m_refusals;
};

} // namespace penstock::test
