// SPDX-License-Identifier: GPL-3.0-or-later
// ControlSocket: how processes of the same user command a running engine: a Unix-domain socket (0600, peer's uid
// checked) carrying one JSON text a line. This file knows lines only, not what they mean. The server owns one thread, on
// which the handler is called; replies may come from any thread, in any number, until one is the last. Bounded in
// message size, connections and unsent replies; a client beyond a bound is disconnected.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

enum class ReplyEnd { more, last };
/// Sends one line (must not contain a line feed). False once the client is gone: stop producing.
using ControlReply = std::function<bool(std::string line, ReplyEnd end)>;
using ControlHandler = std::function<void(std::string request, ControlReply reply)>;

struct ControlLimits {
    std::size_t maxRequest = 1u << 20;
    std::size_t maxUnsent = 8u << 20; ///< replies a client does not read
    int maxConnections = 32;
};

class ControlServer {
public:
    virtual ~ControlServer() = default; ///< closes, joins, removes the socket file
};

/// A socket file that nobody listens on is removed; `locked` when somebody does. The handler must outlive the server.
Result<std::unique_ptr<ControlServer>>
startControlServer(const std::string& path, ControlHandler handler,
                   const ControlLimits& limits = ControlLimits());

/// One line of an answer; false = no more of them. The text lives for the call only.
using ControlLine = std::function<bool(std::string_view line)>;

/// Sends one request and hands every reply over as it arrives, on the calling thread. Stopping closes the connection,
/// by which the engine's ControlReply learns it. Errors: notFound (no engine there), busy (the whole answer was not
/// there in time), cancelled (stopped), io.
Status callControl(const std::string& path, const std::string& request,
                   std::chrono::milliseconds timeout, const ControlLine& onLine);
/// The same for short answers: waits for all replies.
Result<std::vector<std::string>> callControl(const std::string& path, const std::string& request,
                                             std::chrono::milliseconds timeout);

} // namespace penstock
