// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_client.h"

#include "core/net/addresses.h"
#include "core/net/x509_fingerprint.h"

#include <functional>
#include <optional>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <openssl/x509.h>

namespace penstock {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using beast::error_code;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;
constexpr std::size_t kInFirstWrite = 64 * 1024;

using ResponseParser = http::response_parser<http::string_body>;

struct Endpoint {
    bool tls = false;
    std::string host;
    std::string port;
    std::string hostHeader;
};

std::optional<Endpoint> parseUrl(std::string_view url)
{
    Endpoint endpoint;
    if (lowerCase(url.substr(0, 8)) == "https://") {
        endpoint.tls = true;
        url.remove_prefix(8);
    } else if (lowerCase(url.substr(0, 7)) == "http://") {
        url.remove_prefix(7);
    } else {
        return std::nullopt;
    }
    while (!url.empty() && url.back() == '/')
        url.remove_suffix(1);
    endpoint.host = hostWithoutPort(url);
    endpoint.hostHeader = url;
    const std::size_t colon = url.rfind(':');
    const bool hasPort =
        colon != std::string_view::npos && url.find(']', colon) == std::string_view::npos;
    endpoint.port = hasPort ? std::string(url.substr(colon + 1)) : endpoint.tls ? "443" : "80";
    if (endpoint.host.empty() || endpoint.host.find_first_of("/?#@ \r\n") != std::string::npos)
        return std::nullopt;
    return endpoint;
}

/// `AB:CD…` and `abcd…` are the same fingerprint.
std::string plainHex(std::string_view text)
{
    std::string out = lowerCase(text);
    std::erase(out, ':');
    return out;
}

HttpReply replyFrom(http::response<http::string_body>&& response)
{
    HttpReply reply;
    reply.status = static_cast<int>(response.result_int());
    for (const auto& field : response)
        reply.headers.emplace_back(
            std::string(field.name_string().data(), field.name_string().size()),
            std::string(field.value().data(), field.value().size()));
    reply.body = std::move(response.body());
    return reply;
}

} // namespace

/// Blocking calls with a deadline: each is an asynchronous operation on an io_context of our own that is run to its end.
class HttpClient::Connection final {
public:
    Connection(HttpTarget target, Endpoint endpoint)
        : m_target(std::move(target)),
          m_endpoint(std::move(endpoint)),
          m_tls(ssl::context::tls_client)
    {
    }

    error_code prepareTls();
    Result<HttpReply> exchange(const std::string& head, std::string_view body,
                               std::chrono::milliseconds timeout);
    std::string headText(const char* method, const std::string& path, const HttpHeaders& headers,
                         std::optional<std::size_t> bodySize) const;

private:
    bool connected() const { return m_plain || m_secure; }
    beast::tcp_stream& socket() { return m_secure ? beast::get_lowest_layer(*m_secure) : *m_plain; }
    void disconnect();
    error_code resolve(std::vector<tcp::endpoint>& addresses);
    error_code connect();
    error_code handshake();
    error_code transfer(const std::string& head, std::string_view body, ResponseParser& parser);
    template <class Stream>
    error_code transferOver(Stream& stream, const std::string& head, std::string_view body,
                            ResponseParser& parser);
    /// Runs the operation started last to its end. DNS has no deadline of its own in Asio, so it gets ours here.
    error_code await(const std::optional<error_code>& result);
    Error errorFrom(const error_code& ec) const;
    bool verify(bool trusted, ssl::verify_context& context) const;

    const HttpTarget m_target;
    const Endpoint m_endpoint;
    ssl::context m_tls;
    asio::io_context m_io{1};
    std::optional<beast::tcp_stream> m_plain;
    std::optional<TlsStream> m_secure;
    beast::flat_buffer m_buffer;
    std::chrono::steady_clock::time_point m_deadline;
};

error_code HttpClient::Connection::prepareTls()
{
    error_code ec;
    SSL_CTX_set_min_proto_version(m_tls.native_handle(), TLS1_2_VERSION);
    if (!m_target.fingerprint.empty())
        m_tls.set_verify_mode(ssl::verify_peer, ec);
    else if (m_target.caFile.empty())
        m_tls.set_default_verify_paths(ec);
    else
        m_tls.load_verify_file(m_target.caFile, ec);
    if (!ec)
        m_tls.set_verify_mode(ssl::verify_peer, ec);
    return ec;
}

bool HttpClient::Connection::verify(bool trusted, ssl::verify_context& context) const
{
    if (m_target.fingerprint.empty())
        return ssl::host_name_verification(m_endpoint.host)(trusted, context);
    if (X509_STORE_CTX_get_error_depth(context.native_handle()) > 0)
        return true; // only the server's own certificate is pinned
    X509* certificate = X509_STORE_CTX_get_current_cert(context.native_handle());
    return certificate != nullptr && fingerprintOf(certificate) == plainHex(m_target.fingerprint);
}

error_code HttpClient::Connection::await(const std::optional<error_code>& result)
{
    m_io.restart();
    while (!result && m_io.run_one_until(m_deadline) > 0) {
    }
    return result.value_or(beast::error::timeout);
}

void HttpClient::Connection::disconnect()
{
    if (connected())
        socket().close();
    m_io.restart();
    m_io.poll(); // lets what was cancelled end before its stream goes
    m_secure.reset();
    m_plain.reset();
    m_buffer.clear();
}

error_code HttpClient::Connection::resolve(std::vector<tcp::endpoint>& addresses)
{
    if (m_endpoint.host ==
        "localhost") { // RFC 6761, 6.3: never asked for; a bare container has no hosts file either
        const auto port = static_cast<std::uint16_t>(std::stoi(m_endpoint.port));
        addresses = {{asio::ip::address_v4::loopback(), port},
                     {asio::ip::address_v6::loopback(), port}};
        return {};
    }
    tcp::resolver resolver(m_io);
    std::optional<error_code> result;
    resolver.async_resolve(m_endpoint.host, m_endpoint.port,
                           [&](error_code ec, tcp::resolver::results_type found) {
                               addresses.assign(found.begin(), found.end());
                               result = ec;
                           });
    if (const error_code ec = await(result)) {
        resolver.cancel();
        m_io.restart();
        m_io.run(); // its handler refers to this frame
        return ec;
    }
    return {};
}

error_code HttpClient::Connection::connect()
{
    std::vector<tcp::endpoint> addresses;
    if (const error_code ec = resolve(addresses))
        return ec;
    std::optional<error_code> result;
    if (m_endpoint.tls)
        m_secure.emplace(m_io, m_tls);
    else
        m_plain.emplace(m_io);
    socket().expires_at(m_deadline);
    socket().async_connect(addresses, [&](error_code ec, const tcp::endpoint&) { result = ec; });
    m_io.restart();
    m_io.run();
    if (*result)
        return *result;
    error_code ignored;
    socket().socket().set_option(tcp::no_delay(true), ignored);
    return m_endpoint.tls ? handshake() : error_code();
}

error_code HttpClient::Connection::handshake()
{
    SSL_set_tlsext_host_name(m_secure->native_handle(), m_endpoint.host.c_str());
    m_secure->set_verify_callback(
        [this](bool trusted, ssl::verify_context& context) { return verify(trusted, context); });
    std::optional<error_code> result;
    m_secure->async_handshake(ssl::stream_base::client, [&](error_code ec) { result = ec; });
    m_io.restart();
    m_io.run();
    return *result;
}

template <class Stream>
error_code HttpClient::Connection::transferOver(Stream& stream, const std::string& head,
                                                std::string_view body, ResponseParser& parser)
{
    // Two writes of one buffer each: Beast 1.74's TLS stream gives up on a sequence once its first buffer is consumed.
    const std::string start = head + std::string(body.substr(0, kInFirstWrite));
    body.remove_prefix(std::min(body.size(), kInFirstWrite));
    std::optional<error_code> result;
    const auto read = [&](error_code written, std::size_t) {
        if (written)
            result = written;
        else
            http::async_read(stream, m_buffer, parser,
                             [&](error_code ec, std::size_t) { result = ec; });
    };
    asio::async_write(stream, asio::buffer(start), [&](error_code written, std::size_t size) {
        if (written || body.empty())
            read(written, size);
        else
            asio::async_write(stream, asio::buffer(body.data(), body.size()), read);
    });
    m_io.restart();
    m_io.run();
    return *result;
}

error_code HttpClient::Connection::transfer(const std::string& head, std::string_view body,
                                            ResponseParser& parser)
{
    parser.body_limit(m_target.maxAnswer);
    socket().expires_at(m_deadline);
    const error_code ec = m_secure ? transferOver(*m_secure, head, body, parser)
                                   : transferOver(*m_plain, head, body, parser);
    if (!ec)
        socket().expires_never();
    return ec;
}

Result<HttpReply> HttpClient::Connection::exchange(const std::string& head, std::string_view body,
                                                   std::chrono::milliseconds timeout)
{
    m_deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        const bool reused = connected();
        if (!reused) {
            if (const error_code ec = connect()) {
                disconnect();
                return errorFrom(ec);
            }
        }
        ResponseParser parser;
        const error_code ec = transfer(head, body, parser);
        if (!ec) {
            if (!parser.get().keep_alive())
                disconnect();
            return replyFrom(parser.release());
        }
        disconnect();
        // Nothing at all came back over a kept connection: the server had closed it before. OTLP batches may be sent
        // twice (they are de-duplicated), so one more try is safe.
        if (!reused || parser.got_some() || ec == beast::error::timeout)
            return errorFrom(ec);
    }
}

Error HttpClient::Connection::errorFrom(const error_code& ec) const
{
    if (ec == beast::error::timeout)
        return {ErrorCode::busy, m_target.url + " did not answer in time.", ec.message()};
    if (ec.category() == asio::error::get_ssl_category())
        return {ErrorCode::denied,
                "The TLS certificate of " + m_target.url +
                    " is not trusted, or it does not speak TLS.",
                ec.message()};
    return {ErrorCode::io, "Cannot reach " + m_target.url + ": " + ec.message() + ".",
            ec.message()};
}

std::string HttpClient::Connection::headText(const char* method, const std::string& path,
                                             const HttpHeaders& headers,
                                             std::optional<std::size_t> bodySize) const
{
    std::string head =
        std::string(method) + " " + path + " HTTP/1.1\r\nHost: " + m_endpoint.hostHeader + "\r\n";
    for (const auto& [name, value] : headers)
        head += name + ": " + value + "\r\n";
    if (bodySize)
        head += "Content-Length: " + std::to_string(*bodySize) + "\r\n";
    return head + "\r\n";
}

std::string_view HttpReply::header(std::string_view name) const
{
    const std::string wanted = lowerCase(name);
    for (const auto& [key, value] : headers)
        if (lowerCase(key) == wanted)
            return value;
    return {};
}

Result<HttpClient> HttpClient::open(HttpTarget target)
{
    const auto endpoint = parseUrl(target.url);
    if (!endpoint)
        return Error{
            ErrorCode::invalid, target.url + " is not an address like http://host:port.", {}};
    const std::string caFile = target.caFile;
    auto connection = std::make_unique<Connection>(std::move(target), *endpoint);
    if (endpoint->tls)
        if (const error_code ec = connection->prepareTls())
            return Error{ErrorCode::invalid,
                         "The certificate authorities in " + caFile + " cannot be read.",
                         ec.message()};
    return HttpClient(std::move(connection));
}

HttpClient::HttpClient(std::unique_ptr<Connection> connection) : m_connection(std::move(connection))
{
}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

Result<HttpReply> HttpClient::post(const std::string& path, const HttpHeaders& headers,
                                   std::string_view body, std::chrono::milliseconds timeout)
{
    return m_connection->exchange(m_connection->headText("POST", path, headers, body.size()), body,
                                  timeout);
}

Result<HttpReply> HttpClient::get(const std::string& path, const HttpHeaders& headers,
                                  std::chrono::milliseconds timeout)
{
    return m_connection->exchange(m_connection->headText("GET", path, headers, std::nullopt), {},
                                  timeout);
}

} // namespace penstock
