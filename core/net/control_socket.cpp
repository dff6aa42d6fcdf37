// SPDX-License-Identifier: GPL-3.0-or-later
// On the wire: a request is one line; the answer is one or more lines and then an empty one.
#include "core/net/control_socket.h"

#include "core/base/thread_name.h"
#include "core/net/local_socket.h"

#include <atomic>
#include <cerrno>
#include <deque>
#include <thread>
#include <unordered_set>

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace penstock {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Local = asio::local::stream_protocol;

constexpr std::chrono::seconds kProbePatience{5};

class ControlConnection;

struct ControlCore {
    ControlHandler handler;
    ControlLimits limits;
    asio::io_context io{1};
    std::unordered_set<std::shared_ptr<ControlConnection>> connections; ///< io thread only
};

bool isOurUser(int fd)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           (peer.uid == ::geteuid() || peer.uid == 0);
}

/// One client; io thread only, besides send().
class ControlConnection final : public std::enable_shared_from_this<ControlConnection> {
public:
    ControlConnection(const std::shared_ptr<ControlCore>& core, Local::socket socket)
        : m_core(*core), m_weakCore(core), m_socket(std::move(socket))
    {
    }

    void readRequest()
    {
        asio::async_read_until(m_socket, asio::dynamic_buffer(m_in, m_core.limits.maxRequest), '\n',
                               [self = shared_from_this()](error_code ec, std::size_t size) {
                                   self->onRequest(ec, size);
                               });
    }
    bool send(std::string line, ReplyEnd end);

private:
    void onRequest(error_code ec, std::size_t size);
    ControlReply makeReply();
    void enqueue(std::string bytes, ReplyEnd end);
    void writeNext();
    void onWritten(error_code ec);
    void finish();

    ControlCore& m_core;
    const std::weak_ptr<ControlCore> m_weakCore;
    Local::socket m_socket;
    std::string m_in;
    std::deque<std::pair<std::string, ReplyEnd>> m_out;
    std::atomic<std::size_t> m_unsent{0};
    std::atomic<bool> m_gone{false};
};

void ControlConnection::onRequest(error_code ec, std::size_t size)
{
    if (ec) // gone, or a line longer than the bound
        return finish();
    std::string request = m_in.substr(0, size - 1);
    m_in.erase(0, size);
    m_core.handler(std::move(request), makeReply());
}

ControlReply ControlConnection::makeReply()
{
    return [weakCore = m_weakCore, weakSelf = weak_from_this()](std::string line, ReplyEnd end) {
        const auto core = weakCore.lock(); // keeps the io_context until the post is done
        const auto self = weakSelf.lock();
        return core && self && self->send(std::move(line), end);
    };
}

bool ControlConnection::send(std::string line, ReplyEnd end)
{
    if (m_gone)
        return false;
    line += end == ReplyEnd::last ? "\n\n" : "\n";
    m_unsent += line.size();
    asio::post(m_core.io, [self = shared_from_this(), bytes = std::move(line), end]() mutable {
        self->enqueue(std::move(bytes), end);
    });
    return true;
}

void ControlConnection::enqueue(std::string bytes, ReplyEnd end)
{
    // A single reply may be larger than the bound; a second one behind it may not wait.
    if (m_gone || (!m_out.empty() && m_unsent > m_core.limits.maxUnsent))
        return finish();
    m_out.emplace_back(std::move(bytes), end);
    if (m_out.size() == 1)
        writeNext();
}

void ControlConnection::writeNext()
{
    asio::async_write(
        m_socket, asio::buffer(m_out.front().first),
        [self = shared_from_this()](error_code ec, std::size_t) { self->onWritten(ec); });
}

void ControlConnection::onWritten(error_code ec)
{
    if (ec)
        return finish();
    const ReplyEnd end = m_out.front().second;
    m_unsent -= m_out.front().first.size();
    m_out.pop_front();
    if (end == ReplyEnd::last)
        return readRequest();
    if (!m_out.empty())
        writeNext();
}

void ControlConnection::finish()
{
    m_gone = true;
    error_code ignored;
    m_socket.close(ignored);
    m_core.connections.erase(shared_from_this());
}

class SocketServer final : public ControlServer {
public:
    SocketServer(std::shared_ptr<ControlCore> core, std::string path)
        : m_core(std::move(core)),
          m_path(std::move(path)),
          m_acceptor(m_core->io),
          m_pause(m_core->io)
    {
    }
    ~SocketServer() override
    {
        m_core->io.stop();
        if (m_thread.joinable())
            m_thread.join();
        m_core->connections.clear();
        if (m_bound)
            ::unlink(m_path.c_str());
    }

    error_code bind();
    void run();

private:
    void accept();
    void onAccepted(error_code ec, Local::socket socket);

    const std::shared_ptr<ControlCore> m_core;
    const std::string m_path;
    Local::acceptor m_acceptor;
    asio::steady_timer m_pause;
    bool m_bound = false;
    std::thread m_thread;
};

error_code SocketServer::bind()
{
    error_code ec;
    m_acceptor.open(Local(), ec);
    if (ec)
        return ec;
    ::fchmod(m_acceptor.native_handle(),
             0600); // before bind: the file never exists with a wider mode
    m_acceptor.bind(Local::endpoint(m_path), ec);
    if (ec)
        return ec;
    m_bound = true;
    ::chmod(m_path.c_str(), 0600);
    m_acceptor.listen(m_core->limits.maxConnections, ec);
    return ec;
}

void SocketServer::run()
{
    accept();
    m_thread = std::thread([core = m_core] {
        nameThisThread("commands");
        core->io.run();
    });
}

void SocketServer::accept()
{
    m_acceptor.async_accept(
        [this](error_code ec, Local::socket socket) { onAccepted(ec, std::move(socket)); });
}

void SocketServer::onAccepted(error_code ec, Local::socket socket)
{
    if (ec == asio::error::operation_aborted)
        return;
    if (ec) { // most likely out of file descriptors: trying again at once would spin
        m_pause.expires_after(std::chrono::milliseconds(100));
        m_pause.async_wait([this](error_code aborted) {
            if (!aborted)
                accept();
        });
        return;
    }
    const bool room =
        m_core->connections.size() < static_cast<std::size_t>(m_core->limits.maxConnections);
    if (room && isOurUser(socket.native_handle())) {
        auto connection = std::make_shared<ControlConnection>(m_core, std::move(socket));
        m_core->connections.insert(connection);
        connection->readRequest();
    }
    accept();
}

} // namespace

Result<std::unique_ptr<ControlServer>>
startControlServer(const std::string& path, ControlHandler handler, const ControlLimits& limits)
{
    if (!LocalSocket::fits(path))
        return LocalSocket::tooLong(path);
    if (LocalSocket probe; probe.connect(path, std::chrono::steady_clock::now() + kProbePatience))
        return Error{ErrorCode::locked, "Another engine already listens on " + path + ".", {}};
    if (errno == ECONNREFUSED)
        ::unlink(path.c_str()); // left by one that died
    auto core = std::make_shared<ControlCore>();
    core->handler = std::move(handler);
    core->limits = limits;
    auto server = std::make_unique<SocketServer>(core, path);
    if (const error_code ec = server->bind())
        return Error{ErrorCode::io, "Cannot listen on " + path + ": " + ec.message() + ".",
                     ec.message()};
    server->run();
    return std::unique_ptr<ControlServer>(std::move(server));
}

} // namespace penstock
