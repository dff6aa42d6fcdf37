// SPDX-License-Identifier: GPL-3.0-or-later
// Listeners: OTLP/HTTP and OTLP/gRPC servers. start() binds (or says in a sentence why not); the destructor stops
// accepting, finishes what is in flight within a second and joins its threads. The handler must outlive them.
#pragma once

#include "core/base/result.h"
#include "core/net/otlp_service.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace penstock {

class TokenStore;

/// Read when a listener starts and not again: a renewed certificate is used after a restart.
struct TlsFiles {
    std::string certificate; ///< PEM path; empty = no TLS. Both are read again when they change
    std::string key;         ///< PEM path
};

/// Bounds; every refusal is counted through OtlpService::refused. maxBody is weaker with gRPC, which shows us a message
/// only when it holds the whole of it (4 GiB at most): one over the limit is refused and counted, but was in memory;
/// only bodySeconds ends it earlier. Where tokens are asked for, nothing is read without a valid one.
struct NetLimits {
    std::size_t maxBody = 64u << 20; ///< bytes after decompression
    std::size_t maxHeader = 16u << 10;
    int maxConnections = 400; ///< a listener; beyond it a connection is answered 503 and closed
    int idleSeconds = 75;     ///< keep-alive without a request
    int headerSeconds = 10;   ///< to send the whole header
    int bodySeconds = 60;     ///< to send the whole body
    /// Bodies held at once by one listener; beyond: 429 / UNAVAILABLE.
    std::size_t maxInflightBytes = 256u << 20;
};

struct ListenerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0 = any free
    TlsFiles tls;
    const TokenStore* tokens = nullptr; ///< null = no token asked for
    NetLimits limits;
    int threads = 1;
    /// HTTP on loopback: names in Host besides loopback's own.
    std::vector<std::string> allowedHosts;
    /// HTTP: browser origins let through; CORS headers are never sent.
    std::vector<std::string> allowedOrigins;
};

class Listener {
public:
    virtual ~Listener() = default;
    virtual std::uint16_t port() const = 0;
    virtual std::string endpoint() const = 0; ///< "127.0.0.1:4318"
    /// A sentence; empty = none. Thread-safe.
    virtual std::string problem() const { return {}; }
};

Result<std::unique_ptr<Listener>> startOtlpHttp(const ListenerOptions& options,
                                                OtlpService& service);
Result<std::unique_ptr<Listener>> startOtlpGrpc(const ListenerOptions& options,
                                                OtlpService& service);

/// True for 127.0.0.0/8, ::1 and "localhost". Anything else needs TLS and tokens, or --insecure.
bool isLoopback(const std::string& address);

} // namespace penstock
