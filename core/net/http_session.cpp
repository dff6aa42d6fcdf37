// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP/1.1 connection, plain or TLS: read a head, judge it, read the body, hand it to OtlpService, answer, again.
// Everything runs on the connection's strand. While a request is being stored nothing is read: that is the
// back-pressure a sender feels; pipelined requests wait in the buffer and are answered in order.
#include "core/net/http_core.h"
#include "core/net/http_request.h"

#include <exception>
#include <functional>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace penstock {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;

using PlainStream = beast::basic_stream<asio::ip::tcp, NetStrand>;
using TlsStream = beast::ssl_stream<PlainStream>;

constexpr std::size_t kReadSize = 64 * 1024;
constexpr std::chrono::seconds kLingerTime{2};

template <class Stream>
class StreamSession final : public HttpSession,
                            public std::enable_shared_from_this<StreamSession<Stream>> {
public:
    template <class... StreamArgs>
    StreamSession(const std::shared_ptr<HttpCore>& core, SessionRole role, StreamArgs&&... args)
        : m_core(*core),
          m_weakCore(core),
          m_stream(std::forward<StreamArgs>(args)...),
          m_buffer(core->limits.maxHeader + kReadSize),
          m_refuse(role == SessionRole::refuse)
    {
    }

    void start() override
    {
        asio::dispatch(m_stream.get_executor(),
                       [self = this->shared_from_this()] { self->handshake(); });
    }
    void shutDown() override
    {
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] {
            self->m_closing = true;
            if (self->m_idle)
                self->socket().cancel();
        });
    }

private:
    static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

    PlainStream& socket() { return beast::get_lowest_layer(m_stream); }
    void allow(int seconds) { socket().expires_after(std::chrono::seconds(seconds)); }
    /// Completion handler that keeps the session alive.
    template <class Method> auto then(Method method)
    {
        return [self = this->shared_from_this(), method](error_code ec, auto... rest) {
            (self.get()->*method)(ec, rest...);
        };
    }

    void handshake();
    void onHandshake(error_code ec);
    void awaitRequest();
    void onFirstBytes(error_code ec, std::size_t size);
    void readHead();
    void onHead(error_code ec, std::size_t size);
    void onContinueSent(error_code ec, std::size_t size);
    void readBody();
    void onBody(error_code ec, std::size_t size);
    void onBroken(error_code ec);
    void dispatch();
    bool decodeBody(std::string& body, InflightLease& lease);
    std::function<void(OtlpReply)> replyHandler(InflightLease lease);
    void onReply(std::uint64_t number, const OtlpReply& reply);
    void refuse(int status, std::string_view sentence, const char* lossReason);
    void refuseAndClose(int status, std::string_view sentence, const char* lossReason);
    void write(const HttpAnswer& answer);
    void onWritten(error_code ec, std::size_t size);
    void closeGently();
    void linger();
    void drain();
    void onDrained(error_code ec, std::size_t size);
    void finish();

    HttpCore& m_core;
    const std::weak_ptr<HttpCore> m_weakCore;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<RequestParser> m_parser;
    Admission m_admission;
    std::string m_out;
    std::uint64_t m_number = 0; ///< of the request being worked on; 0 while there is none
    std::uint64_t m_lastNumber = 0;
    const bool m_refuse;
    bool m_idle = false;
    bool m_closing = false; ///< no further request on this connection
    OtlpEncoding m_encoding = OtlpEncoding::json;
};

template <class Stream> void StreamSession<Stream>::handshake()
{
    if constexpr (kTls) {
        allow(m_core.limits.headerSeconds);
        m_stream.async_handshake(asio::ssl::stream_base::server, then(&StreamSession::onHandshake));
    } else {
        onHandshake({});
    }
}

template <class Stream> void StreamSession<Stream>::onHandshake(error_code ec)
{
    if (ec) { // the sender does not trust our certificate, or does not speak TLS
        m_core.refused(ec == beast::error::timeout ? "rejected_slow" : "rejected_auth");
        return finish();
    }
    awaitRequest();
}

template <class Stream> void StreamSession<Stream>::awaitRequest()
{
    if (m_closing || m_core.closing)
        return closeGently();
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_core.limits.maxHeader));
    // LeasedBody limits the body; `none` would be said so, but Boost 1.74 then refuses every Content-Length.
    m_parser->body_limit(std::numeric_limits<std::uint64_t>::max());
    m_parser->get().body().lease = InflightLease(m_core.budget);
    m_parser->get().body().max = m_core.limits.maxBody;
    m_encoding = OtlpEncoding::json;
    if (m_buffer.size() > 0)
        return readHead();
    m_idle = true;
    allow(m_refuse ? 1 : m_core.limits.idleSeconds);
    m_stream.async_read_some(m_buffer.prepare(std::min(kReadSize, m_buffer.max_size())),
                             then(&StreamSession::onFirstBytes));
}

template <class Stream> void StreamSession<Stream>::onFirstBytes(error_code ec, std::size_t size)
{
    m_idle = false;
    if (ec)
        return finish();
    m_buffer.commit(size);
    readHead();
}

template <class Stream> void StreamSession<Stream>::readHead()
{
    allow(m_core.limits.headerSeconds);
    http::async_read_header(m_stream, m_buffer, *m_parser, then(&StreamSession::onHead));
}

template <class Stream> void StreamSession<Stream>::onHead(error_code ec, std::size_t)
{
    if (ec)
        return onBroken(ec);
    const RequestHead head = headOf(*m_parser);
    m_encoding = answerEncoding(head.contentType);
    if (m_refuse)
        return refuseAndClose(503, "Too many connections are open; try again later.",
                              "rejected_slow");
    Verdict verdict = judge(head, m_core.rules);
    if (!verdict.admission) {
        if (!verdict.lossReason.empty())
            m_core.refused(verdict.lossReason);
        // A body that is not wanted is not read either: the connection ends instead.
        m_closing = m_closing || head.chunked || head.contentLength.value_or(0) > 0;
        return write(verdict.answer);
    }
    m_admission = std::move(*verdict.admission);
    if (!wantsContinue(*m_parser))
        return readBody();
    m_out = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(m_stream, asio::buffer(m_out), then(&StreamSession::onContinueSent));
}

template <class Stream> void StreamSession<Stream>::onContinueSent(error_code ec, std::size_t)
{
    if (ec)
        return finish();
    readBody();
}

template <class Stream> void StreamSession<Stream>::readBody()
{
    allow(m_core.limits.bodySeconds);
    http::async_read(m_stream, m_buffer, *m_parser, then(&StreamSession::onBody));
}

template <class Stream> void StreamSession<Stream>::onBody(error_code ec, std::size_t)
{
    if (ec)
        return onBroken(ec);
    dispatch();
}

/// Whatever went wrong while reading: answer if somebody may still be listening, count if something was lost.
template <class Stream> void StreamSession<Stream>::onBroken(error_code ec)
{
    if (ec == beast::error::timeout) {
        m_core.refused("rejected_slow");
        return finish();
    }
    if (ec == http::error::body_limit)
        return refuseAndClose(413, "The body is larger than this listener accepts.",
                              "rejected_too_large");
    if (ec == boost::system::errc::no_buffer_space)
        return refuseAndClose(429,
                              "More is arriving than can be held; send this again after a moment.",
                              "rejected_busy");
    if (ec == http::error::header_limit || ec == http::error::buffer_overflow)
        return refuseAndClose(431, "The request's header is too large.", "rejected_too_large");
    const bool left = ec == http::error::end_of_stream || ec == http::error::partial_message;
    if (ec.category() == http::make_error_code(http::error::bad_method).category() && !left)
        return refuseAndClose(400, "This is not a valid HTTP/1.1 request.", "rejected_malformed");
    finish(); // the peer went away; nothing was acknowledged, so nothing is lost unless it gives up
}

template <class Stream> void StreamSession<Stream>::dispatch()
{
    auto& received = m_parser->get().body();
    std::string body = std::move(received.bytes);
    InflightLease lease = std::move(received.lease);
    if (m_admission.coding != ContentCoding::identity && !decodeBody(body, lease))
        return;
    OtlpRequest request;
    request.signal = m_admission.signal;
    request.encoding = m_admission.encoding;
    request.body = std::move(body);
    request.listener = HttpCore::kListenerName;
    request.deployment = m_admission.deployment;
    socket().expires_never();
    m_number = ++m_lastNumber;
    auto done = replyHandler(std::move(lease));
    try {
        m_core.service.handle(std::move(request), std::move(done));
    } catch (const std::exception&) {
        // One request fails then, not the connection's slot for ever.
        m_number = 0;
        refuse(500, "This request could not be processed.", "rejected_malformed");
    }
}

/// Replaces body and lease by the decompressed ones; answers and returns false on a fault.
template <class Stream>
bool StreamSession<Stream>::decodeBody(std::string& body, InflightLease& lease)
{
    std::string plain;
    InflightLease plainLease(m_core.budget);
    const BodyFault fault = BodyDecoder::ofThisThread().decode(
        m_admission.coding, body, m_core.limits.maxBody, plainLease, plain);
    body = std::move(plain);
    lease = std::move(plainLease);
    switch (fault) {
    case BodyFault::none:
        return true;
    case BodyFault::damaged:
        refuse(400,
               "The body does not decompress: it is damaged or not what Content-Encoding says.",
               "rejected_malformed");
        break;
    case BodyFault::tooLarge:
        refuse(413, "The body is larger than this listener accepts after decompression.",
               "rejected_too_large");
        break;
    case BodyFault::noRoom:
        refuse(429, "More is arriving than can be held; send this again after a moment.",
               "rejected_busy");
        break;
    }
    return false;
}

template <class Stream>
std::function<void(OtlpReply)> StreamSession<Stream>::replyHandler(InflightLease lease)
{
    // Called from any thread, perhaps after this connection or the whole listener is gone.
    auto held = std::make_shared<InflightLease>(std::move(lease));
    return [weakCore = m_weakCore, weakSelf = this->weak_from_this(), number = m_number,
            held](OtlpReply reply) {
        held->release();
        const auto core = weakCore.lock(); // keeps the io_context until the post is done
        const auto self = weakSelf.lock();
        if (!core || !self)
            return;
        asio::post(self->m_stream.get_executor(),
                   [self, number, reply = std::move(reply)] { self->onReply(number, reply); });
    };
}

template <class Stream>
void StreamSession<Stream>::onReply(std::uint64_t number, const OtlpReply& reply)
{
    if (number != m_number)
        return;
    m_number = 0;
    write(answerFor(m_admission.signal, m_admission.encoding, reply));
}

template <class Stream>
void StreamSession<Stream>::refuse(int status, std::string_view sentence, const char* lossReason)
{
    m_core.refused(lossReason);
    write(errorAnswer(status, m_encoding, sentence));
}

template <class Stream>
void StreamSession<Stream>::refuseAndClose(int status, std::string_view sentence,
                                           const char* lossReason)
{
    m_closing = true;
    refuse(status, sentence, lossReason);
}

template <class Stream> void StreamSession<Stream>::write(const HttpAnswer& answer)
{
    m_closing =
        m_closing || m_core.closing || !m_parser->is_header_done() || !m_parser->keep_alive();
    m_out = wireText(answer, !m_closing, m_parser->get().method() == http::verb::head);
    allow(m_core.limits.headerSeconds);
    asio::async_write(m_stream, asio::buffer(m_out), then(&StreamSession::onWritten));
}

template <class Stream> void StreamSession<Stream>::onWritten(error_code ec, std::size_t)
{
    if (ec)
        return finish();
    if (m_closing)
        return closeGently();
    awaitRequest();
}

/// Says goodbye without a reset: closing a socket with unread bytes would destroy the answer on its way.
template <class Stream> void StreamSession<Stream>::closeGently()
{
    socket().expires_after(kLingerTime);
    if constexpr (kTls) {
        m_stream.async_shutdown([self = this->shared_from_this()](error_code) { self->linger(); });
    } else {
        linger();
    }
}

template <class Stream> void StreamSession<Stream>::linger()
{
    error_code ignored;
    socket().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    drain();
}

template <class Stream> void StreamSession<Stream>::drain()
{
    m_buffer.clear();
    socket().async_read_some(m_buffer.prepare(kReadSize), then(&StreamSession::onDrained));
}

template <class Stream> void StreamSession<Stream>::onDrained(error_code ec, std::size_t)
{
    if (ec)
        return finish();
    drain();
}

template <class Stream> void StreamSession<Stream>::finish()
{
    socket().close();
    m_core.sessions.remove(this);
}

} // namespace

std::shared_ptr<HttpSession>
makeHttpSession(AcceptedSocket socket, const std::shared_ptr<HttpCore>& core, SessionRole role)
{
    if (core->tls)
        return std::make_shared<StreamSession<TlsStream>>(core, role, std::move(socket),
                                                          *core->tls->current());
    return std::make_shared<StreamSession<PlainStream>>(core, role, std::move(socket));
}

} // namespace penstock
