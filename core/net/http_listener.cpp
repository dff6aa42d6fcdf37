// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_core.h"

#include "core/base/thread_name.h"
#include "core/net/addresses.h"
#include "core/net/tls_context.h"

#include <exception>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace penstock {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kGrace{1000};
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr std::size_t kRefusalSlots =
    64; ///< connections beyond the bound that are told so, at once

HttpRules rulesFrom(const ListenerOptions& options)
{
    HttpRules rules;
    rules.guardHost = isLoopback(options.address);
    rules.allowedHosts = options.allowedHosts;
    rules.allowedOrigins = options.allowedOrigins;
    rules.maxBody = options.limits.maxBody;
    rules.tokens = options.tokens;
    return rules;
}

Error bindError(const ListenerOptions& options, const error_code& ec)
{
    const std::string where = endpointText(options.address, options.port);
    Error error{ErrorCode::io, {}, ec.message()};
    if (ec == asio::error::address_in_use) {
        error.code = ErrorCode::busy;
        error.sentence =
            "Another program already listens on " + where + ": stop it or choose another port.";
    } else if (ec == asio::error::access_denied) {
        error.code = ErrorCode::denied;
        error.sentence = "This user may not listen on " + where + ": choose a port above 1023.";
    } else {
        error.sentence = "Cannot listen on " + where + ": " + ec.message() + ".";
    }
    return error;
}

tcp::endpoint resolve(asio::io_context& io, const ListenerOptions& options, error_code& ec)
{
    const auto address = asio::ip::make_address(options.address, ec);
    if (!ec)
        return {address, options.port};
    tcp::resolver resolver(io);
    const auto found = resolver.resolve(options.address, std::to_string(options.port), ec);
    return ec ? tcp::endpoint() : found.begin()->endpoint();
}

class HttpListener final : public Listener {
public:
    HttpListener(std::shared_ptr<HttpCore> core, std::string address)
        : m_core(std::move(core)),
          m_address(std::move(address)),
          m_work(m_core->io.get_executor()),
          m_acceptor(asio::make_strand(m_core->io)),
          m_pause(m_acceptor.get_executor())
    {
    }
    ~HttpListener() override;

    error_code bind(const ListenerOptions& options);
    void run(int threads);

    std::uint16_t port() const override { return m_port; }
    std::string endpoint() const override { return endpointText(m_address, m_port); }
    std::string problem() const override
    {
        return m_core->tls ? m_core->tls->problem() : std::string();
    }

private:
    void accept();
    void onAccepted(error_code ec, AcceptedSocket socket);
    void admit(AcceptedSocket socket);

    const std::shared_ptr<HttpCore> m_core;
    const std::string m_address;
    /// While closing, a request being stored leaves nothing to wait for, yet its answer still has to be sent.
    const asio::executor_work_guard<asio::io_context::executor_type> m_work;
    tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    std::uint16_t m_port = 0;
    std::vector<std::thread> m_threads;
};

error_code HttpListener::bind(const ListenerOptions& options)
{
    error_code ec;
    const tcp::endpoint endpoint = resolve(m_core->io, options, ec);
    if (!ec)
        m_acceptor.open(endpoint.protocol(), ec);
    if (!ec)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true),
                              ec); // Linux: past connections, not a second listener
    if (!ec)
        m_acceptor.bind(endpoint, ec);
    if (!ec)
        m_acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (!ec)
        m_port = m_acceptor.local_endpoint(ec).port();
    return ec;
}

void runUntilStopped(asio::io_context& io)
{
    for (;;) {
        try {
            io.run();
            return;
        } catch (const std::exception&) {
            // Out of memory in one handler must not end the thread; that connection ends by its timeouts.
        }
    }
}

void HttpListener::run(int threads)
{
    accept();
    for (int i = 0; i < std::max(1, threads); ++i)
        m_threads.emplace_back([core = m_core] {
            nameThisThread("http");
            runUntilStopped(core->io);
        });
}

HttpListener::~HttpListener()
{
    m_core->closing = true;
    asio::post(m_acceptor.get_executor(), [this] {
        error_code ignored;
        m_acceptor.close(ignored);
        m_pause.cancel();
    });
    for (const auto& session : m_core->sessions.all())
        session->shutDown();
    m_core->sessions.waitUntilEmpty(kGrace);
    m_core->io.stop();
    for (std::thread& thread : m_threads)
        thread.join();
}

void HttpListener::accept()
{
    m_acceptor.async_accept(
        asio::make_strand(m_core->io),
        [this](error_code ec, AcceptedSocket socket) { onAccepted(ec, std::move(socket)); });
}

void HttpListener::onAccepted(error_code ec, AcceptedSocket socket)
{
    if (m_core->closing || ec == asio::error::operation_aborted)
        return;
    if (!ec) {
        admit(std::move(socket));
        return accept();
    }
    // Most likely out of file descriptors: trying again at once would spin.
    m_pause.expires_after(kAcceptPause);
    m_pause.async_wait([this](error_code aborted) {
        if (!aborted)
            accept();
    });
}

void HttpListener::admit(AcceptedSocket socket)
{
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const std::size_t open = m_core->sessions.size();
    const auto bound = static_cast<std::size_t>(m_core->limits.maxConnections);
    if (open >= bound + kRefusalSlots) {
        m_core->refused("rejected_slow");
        return;
    }
    auto session = makeHttpSession(std::move(socket), m_core,
                                   open < bound ? SessionRole::serve : SessionRole::refuse);
    m_core->sessions.add(session);
    session->start();
}

} // namespace

HttpCore::HttpCore(OtlpService& otlpService, const ListenerOptions& options)
    : service(otlpService),
      limits(options.limits),
      rules(rulesFrom(options)),
      budget(std::make_shared<InflightBudget>(options.limits.maxInflightBytes)),
      io(std::max(1, options.threads))
{
}

void SessionRegistry::add(std::shared_ptr<HttpSession> session)
{
    std::lock_guard lock(m_mutex);
    const HttpSession* key = session.get();
    m_sessions.emplace(key, std::move(session));
}

void SessionRegistry::remove(const HttpSession* session)
{
    std::lock_guard lock(m_mutex);
    m_sessions.erase(session);
    m_removed.notify_all();
}

std::size_t SessionRegistry::size() const
{
    std::lock_guard lock(m_mutex);
    return m_sessions.size();
}

std::vector<std::shared_ptr<HttpSession>> SessionRegistry::all() const
{
    std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<HttpSession>> out;
    out.reserve(m_sessions.size());
    for (const auto& [key, session] : m_sessions)
        out.push_back(session);
    return out;
}

void SessionRegistry::waitUntilEmpty(std::chrono::milliseconds patience) const
{
    std::unique_lock lock(m_mutex);
    m_removed.wait_for(lock, patience, [&] { return m_sessions.empty(); });
}

Result<std::unique_ptr<Listener>> startOtlpHttp(const ListenerOptions& options,
                                                OtlpService& service)
{
    auto core = std::make_shared<HttpCore>(service, options);
    if (!options.tls.certificate.empty()) {
        auto tls = ServerTls::open(options.tls);
        if (!tls)
            return tls.error();
        core->tls = std::move(*tls);
    }
    auto listener = std::make_unique<HttpListener>(core, options.address);
    if (const error_code ec = listener->bind(options))
        return bindError(options, ec);
    listener->run(options.threads);
    return std::unique_ptr<Listener>(std::move(listener));
}

} // namespace penstock
