// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tls_context.h"

#include <cstring>

#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>

namespace penstock {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

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

} // namespace penstock
