// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedReceiver: an HTTP server on a free loopback port that answers POSTs as a script says and keeps what it got.
// After the script's end every answer is 200. Own thread; the getters are thread-safe.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace penstock::demo {

struct Received {
    std::string head; ///< request line and headers
    std::string body;
};

struct ScriptedAnswer {
    int status = 200;
    int retryAfterSeconds = -1;
    bool hangUp = false; ///< read the request, then close without an answer
};

class ScriptedReceiver final {
public:
    explicit ScriptedReceiver(std::deque<ScriptedAnswer> script = {}, std::uint16_t port = 0);
    ~ScriptedReceiver();
    ScriptedReceiver(const ScriptedReceiver&) = delete;
    ScriptedReceiver& operator=(const ScriptedReceiver&) = delete;

    std::uint16_t port() const { return m_port; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    std::vector<Received> received() const;
    void waitFor(std::size_t requests);

private:
    void serve();
    void follow(int socket);
    void serveConnection(int socket);
    bool answer(int socket, Received request);

    int m_listener = -1;
    int m_connection = -1; ///< the one that is served, so that the destructor can end it
    std::uint16_t m_port = 0;
    std::deque<ScriptedAnswer> m_script;
    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<Received> m_received;
    std::thread m_thread;
};

} // namespace penstock::demo
