// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/sender.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace penstock::demo {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds kFirstBackOff = 250ms;
constexpr std::chrono::nanoseconds kLongestBackOff = 10s;

constexpr std::chrono::milliseconds kAnswerWithin = 10s;

/// Retry-After in seconds; nothing when it is absent or a date, which the back-off serves as well.
std::optional<std::chrono::seconds> retryAfter(const HttpReply& reply)
{
    const std::string_view text = reply.header("Retry-After");
    int seconds = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (problem != std::errc() || rest != text.data() + text.size() || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

bool mayBeRepeated(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

} // namespace

bool Sender::wait(std::chrono::nanoseconds duration)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, m_stop, duration, [] { return false; });
    return !m_stop.stop_requested();
}

void Sender::tell(const std::string& trouble)
{
    if (trouble == m_trouble)
        return;
    m_trouble = trouble;
    m_log << trouble << std::endl;
}

Result<Sender::Next> Sender::judge(const HttpReply& reply, const OtlpPayload& payload)
{
    if (reply.status / 100 == 2) {
        if (!m_trouble.empty())
            m_log << "The receiver takes steps again." << std::endl;
        m_trouble.clear();
        m_backOff = {};
        ++m_counts.requests;
        m_counts.records += payload.records;
        return Next::settled;
    }
    if (mayBeRepeated(reply.status)) {
        tell("The receiver is busy (" + std::to_string(reply.status) +
             "); waiting and sending again.");
        if (const auto asked = retryAfter(reply))
            m_backOff = std::max<std::chrono::nanoseconds>(*asked, 1ms);
        else
            m_backOff = std::clamp(m_backOff * 2, kFirstBackOff, kLongestBackOff);
        return Next::again;
    }
    if (reply.status == 401 || reply.status == 403)
        return Error{ErrorCode::denied,
                     "The receiver refuses the token; make one with `penstockctl token` and give "
                     "it with --token.",
                     reply.body};
    m_counts.rejected += payload.records;
    tell("The receiver refused a request of " + std::string(payload.deployment) + " (" +
         std::to_string(reply.status) + "); it is not sent again.");
    return Next::settled;
}

Status Sender::deliver(const OtlpPayload& payload)
{
    const std::string path = payload.signal == OtlpSignal::logs ? "/v1/logs" : "/v1/traces";
    HttpHeaders headers{{"Content-Type", payload.encoding == OtlpEncoding::json
                                             ? "application/json"
                                             : "application/x-protobuf"}};
    if (!m_token.empty())
        headers.emplace_back("Authorization", "Bearer " + m_token);
    while (!m_stop.stop_requested()) {
        const Result<HttpReply> answer = m_client.post(path, headers, payload.body, kAnswerWithin);
        if (answer) {
            const Result<Next> next = judge(*answer, payload);
            if (!next)
                return next.error();
            if (*next == Next::settled)
                return Done{};
        } else if (answer.error().code == ErrorCode::denied) {
            return answer.error();
        } else {
            tell(answer.error().sentence + " Trying again until it answers.");
            m_backOff = std::clamp(m_backOff * 2, kFirstBackOff, kLongestBackOff);
        }
        ++m_counts.repeats;
        wait(m_backOff);
    }
    return Error{ErrorCode::cancelled, "Stopped.", {}};
}

} // namespace penstock::demo
