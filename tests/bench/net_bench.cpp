// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the border alone is: listeners that discard, senders on the same machine, bodies of 64 KB. What this prints
// bounds what ingest can reach; it should be well above what the store takes.
// Usage: net_bench [seconds] – prints one line a case: name, requests/s, MB/s.
#include "core/net/http_client.h"
#include "core/net/listeners.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace penstock;

constexpr std::size_t kBody = 64 * 1024;
constexpr int kSenders = 4;

class Discarding final : public OtlpService {
public:
    void handle(OtlpRequest, std::function<void(OtlpReply)> done) override
    {
        m_count.fetch_add(1, std::memory_order_relaxed);
        done({});
    }
    void refused(const std::string&, const std::string&, std::uint64_t count) override
    {
        m_refused += count;
    }
    std::uint64_t count() const { return m_count; }
    std::uint64_t refusedCount() const { return m_refused; }

private:
    std::atomic<std::uint64_t> m_count{0};
    std::atomic<std::uint64_t> m_refused{0};
};

/// A sender that costs as little as possible: the same bytes again and again over one connection.
void sendRaw(std::uint16_t port, const std::string& request, const std::atomic<bool>& stop)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
        char answer[4096];
        while (!stop) {
            std::size_t sent = 0;
            while (sent < request.size()) {
                const ssize_t n =
                    ::send(fd, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
                if (n <= 0)
                    break;
                sent += static_cast<std::size_t>(n);
            }
            if (::recv(fd, answer, sizeof answer, 0) <= 0) // answers are one small packet
                break;
        }
    }
    ::close(fd);
}

void sendByClient(std::uint16_t port, const std::string& body, const std::atomic<bool>& stop)
{
    auto client = HttpClient::open({"http://127.0.0.1:" + std::to_string(port)});
    while (client && !stop)
        if (!client->post("/v1/traces", {{"Content-Type", "application/x-protobuf"}}, body,
                          std::chrono::seconds(10)))
            break;
}

template <class Sender> void measure(const char* name, int seconds, Sender sender)
{
    Discarding service;
    auto listener = startOtlpHttp({}, service);
    if (!listener) {
        std::fprintf(stderr, "%s\n", listener.error().sentence.c_str());
        std::exit(1);
    }
    std::atomic<bool> stop{false};
    std::vector<std::thread> senders;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kSenders; ++i)
        senders.emplace_back([&] { sender((*listener)->port(), stop); });
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    stop = true;
    for (std::thread& thread : senders)
        thread.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    const double rate = static_cast<double>(service.count()) / took.count();
    std::printf("%-28s %10.0f requests/s %8.0f MB/s, refused %llu\n", name, rate,
                rate * kBody / 1e6, static_cast<unsigned long long>(service.refusedCount()));
}

} // namespace

int main(int argc, char** argv)
{
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 3;
    const std::string body(kBody, '\x0a');
    const std::string request =
        "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n"
        "Content-Length: " +
        std::to_string(kBody) + "\r\n\r\n" + body;
    measure("http, bare sender", seconds, [&](std::uint16_t port, const std::atomic<bool>& stop) {
        sendRaw(port, request, stop);
    });
    measure("http, HttpClient", seconds, [&](std::uint16_t port, const std::atomic<bool>& stop) {
        sendByClient(port, body, stop);
    });
    return 0;
}
