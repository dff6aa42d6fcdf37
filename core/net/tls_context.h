// SPDX-License-Identifier: GPL-3.0-or-later
// TLS settings of our own listeners and clients: TLS 1.2 or newer, no compression, no renegotiation, ALPN http/1.1.
// For core/net's own files only: it brings Asio's OpenSSL wrapper along. Any thread; reads the files once.
#pragma once

#include "core/base/result.h"
#include "core/net/listeners.h"

#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace penstock {

/// Fails with a sentence when a file is missing, is not PEM, or key and certificate do not belong together.
Result<std::unique_ptr<boost::asio::ssl::context>> makeServerTls(const TlsFiles& files);

} // namespace penstock
