// SPDX-License-Identifier: GPL-3.0-or-later
// Sender: carries payloads to an OTLP receiver as a well-behaved exporter does: waits as long as Retry-After says, backs
// off while the receiver is away, says each trouble once. Blocks the thread that calls it until the payload is settled or
// a stop is asked for; so a slow receiver slows the fleet and nothing piles up.
#pragma once

#include "app/demo/stream.h"
#include "core/net/http_client.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <stop_token>

namespace penstock::demo {

struct SendCounts {
    std::uint64_t requests = 0;
    std::uint64_t records = 0;
    std::uint64_t repeats = 0;  ///< sent again because the receiver asked for it or was away
    std::uint64_t rejected = 0; ///< records the receiver refused for good
};

class Sender final {
public:
    Sender(HttpClient client, std::string token, std::ostream& log, std::stop_token stop)
        : m_client(std::move(client)),
          m_token(std::move(token)),
          m_log(log),
          m_stop(std::move(stop))
    {
    }

    /// Sleeps at most this long; false when a stop was asked for.
    bool wait(std::chrono::nanoseconds duration);
    /// An error ends the run: token or certificate not accepted (denied), or stopped (cancelled).
    Status deliver(const OtlpPayload& payload);
    const SendCounts& counts() const { return m_counts; }

private:
    enum class Next { settled, again };
    Result<Next> judge(const HttpReply& reply, const OtlpPayload& payload);
    void tell(const std::string& trouble);

    HttpClient m_client;
    const std::string m_token;
    std::ostream& m_log;
    std::stop_token m_stop;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    SendCounts m_counts;
    std::string m_trouble; ///< told and not yet over
    std::chrono::nanoseconds m_backOff{};
};

} // namespace penstock::demo
