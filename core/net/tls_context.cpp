// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tls_context.h"

#include <cstring>

#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>

namespace penstock {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

constexpr std::chrono::seconds kLookEvery{1};

int chooseHttp11(SSL*, const unsigned char** out, unsigned char* outSize,
                 const unsigned char* offered, unsigned offeredSize, void*)
{
    static constexpr unsigned char kHttp11[] = "\x08http/1.1";
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outSize, kHttp11, sizeof kHttp11 - 1, offered,
                              offeredSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL; // an h2-only client learns it here rather than from a broken answer
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

Error fileError(const char* what, const std::string& path, const error_code& ec)
{
    return {ErrorCode::invalid,
            "The TLS " + std::string(what) + " " + path + " cannot be used: " + ec.message() + ".",
            ec.message()};
}

} // namespace

Result<std::unique_ptr<ssl::context>> makeServerTls(const TlsFiles& files)
{
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                    SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_alpn_select_cb(native, chooseHttp11, nullptr);
    error_code ec;
    context->use_certificate_chain_file(files.certificate, ec);
    if (ec)
        return fileError("certificate", files.certificate, ec);
    context->use_private_key_file(files.key, ssl::context::pem, ec);
    if (ec)
        return fileError("key", files.key, ec);
    if (SSL_CTX_check_private_key(native) != 1)
        return Error{ErrorCode::invalid,
                     "The TLS key " + files.key + " does not belong to the certificate " +
                         files.certificate + ".",
                     {}};
    return context;
}

ServerTls::ServerTls(TlsFiles files, Stamp stamp, std::shared_ptr<ssl::context> context)
    : m_files(std::move(files)),
      m_lookedAt(std::chrono::steady_clock::now()),
      m_stamp(stamp),
      m_context(std::move(context))
{
}

/// A file that is not there has the oldest time.
ServerTls::Stamp ServerTls::stampOf(const TlsFiles& files)
{
    std::error_code missing;
    return {std::filesystem::last_write_time(files.certificate, missing),
            std::filesystem::last_write_time(files.key, missing)};
}

Result<std::unique_ptr<ServerTls>> ServerTls::open(const TlsFiles& files)
{
    const Stamp stamp = stampOf(files);
    auto context = makeServerTls(files);
    if (!context)
        return context.error();
    return std::unique_ptr<ServerTls>(new ServerTls(files, stamp, std::move(*context)));
}

std::shared_ptr<ssl::context> ServerTls::current()
{
    std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lookedAt < kLookEvery)
        return m_context;
    m_lookedAt = now;
    const Stamp stamp = stampOf(m_files);
    if (stamp == m_stamp)
        return m_context;
    m_stamp = stamp;
    auto renewed = makeServerTls(m_files);
    m_problem =
        renewed ? std::string() : renewed.error().sentence + " The one before it is still in use.";
    if (renewed)
        m_context = std::move(*renewed);
    return m_context;
}

std::string ServerTls::problem() const
{
    std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace penstock
