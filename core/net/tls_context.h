// SPDX-License-Identifier: GPL-3.0-or-later
// TLS settings of our own listeners and clients: TLS 1.2 or newer, no compression, no renegotiation, ALPN http/1.1.
// For core/net's own files only: it brings Asio's OpenSSL wrapper along. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/net/listeners.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace penstock {

/// Fails with a sentence when a file is missing, is not PEM, or key and certificate do not belong together.
Result<std::unique_ptr<boost::asio::ssl::context>> makeServerTls(const TlsFiles& files);

/// TLS for new connections, from files that are replaced while we run, as certificates are when they are renewed. Looks
/// at their times at most once a second. While they cannot be used, the last good ones are.
class ServerTls final {
public:
    /// Fails as makeServerTls().
    static Result<std::unique_ptr<ServerTls>> open(const TlsFiles& files);

    std::shared_ptr<boost::asio::ssl::context> current();
    std::string problem() const; ///< why the files as they are now are not used; empty = they are

private:
    struct Stamp {
        std::filesystem::file_time_type certificate;
        std::filesystem::file_time_type key;
        bool operator==(const Stamp&) const = default;
    };
    ServerTls(TlsFiles files, Stamp stamp, std::shared_ptr<boost::asio::ssl::context> context);
    static Stamp stampOf(const TlsFiles& files);

    const TlsFiles m_files;
    mutable std::mutex m_mutex; ///< guards what follows
    std::chrono::steady_clock::time_point m_lookedAt;
    Stamp m_stamp; ///< of the files when they were read last, with whatever result
    std::shared_ptr<boost::asio::ssl::context> m_context;
    std::string m_problem;
};

} // namespace penstock
