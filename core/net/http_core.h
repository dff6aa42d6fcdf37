// SPDX-License-Identifier: GPL-3.0-or-later
// HttpCore: what the sessions of one OTLP/HTTP listener share. Shared by the listener and by replies on their way back:
// a reply that comes after the listener is gone finds the core dead and is dropped. Everything in it is thread-safe or
// constant after start. For http_listener.cpp and http_session.cpp only: it brings Asio along.
#pragma once

#include "core/net/http_rules.h"
#include "core/net/inflight_budget.h"
#include "core/net/listeners.h"
#include "core/net/tls_context.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>

namespace penstock {

using NetStrand = boost::asio::strand<boost::asio::io_context::executor_type>;
using AcceptedSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, NetStrand>;

/// One connection. Owned by the registry until it ends and by its pending operations.
class HttpSession {
public:
    virtual ~HttpSession() = default;
    virtual void start() = 0;
    /// Ends the connection once the request it is working on is answered. Any thread.
    virtual void shutDown() = 0;
};

class SessionRegistry final {
public:
    void add(std::shared_ptr<HttpSession> session);
    void remove(const HttpSession* session);
    std::size_t size() const;
    std::vector<std::shared_ptr<HttpSession>> all() const;
    void waitUntilEmpty(std::chrono::milliseconds patience) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_removed;
    std::unordered_map<const HttpSession*, std::shared_ptr<HttpSession>> m_sessions;
};

struct HttpCore {
    HttpCore(OtlpService& otlpService, const ListenerOptions& options);

    void refused(const std::string& reason) { service.refused(kListenerName, reason, 1); }

    static constexpr char kListenerName[] = "otlp-http";

    OtlpService& service;
    const NetLimits limits;
    const HttpRules rules;
    const std::shared_ptr<InflightBudget> budget;
    std::unique_ptr<ServerTls> tls; ///< null = plain
    std::atomic<bool> closing{false};
    boost::asio::io_context io;
    SessionRegistry sessions; ///< after io: the sockets in it must go first
};

enum class SessionRole { serve, refuse };

/// A session that refuses answers 503 to the first request and closes: for connections beyond the bound.
std::shared_ptr<HttpSession>
makeHttpSession(AcceptedSocket socket, const std::shared_ptr<HttpCore>& core, SessionRole role);

} // namespace penstock
