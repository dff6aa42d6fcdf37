// SPDX-License-Identifier: GPL-3.0-or-later
// TokenStore: per-deployment bearer tokens in <data>/tokens.json (0600, replaced atomically). At rest only a salted
// SHA-256 is kept: a secret has 256 random bits, so a slow password hash would protect nothing more. `penstockctl token`
// may change the file while `serve` runs: it is re-read when it changed, looked at once a second at most. A damaged file
// fails closed: every check is denied until it is mended. Thread-safe; check() costs one hash and a short lock.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

inline constexpr std::string_view kTelemetryScope = "telemetry";

struct TokenInfo {
    std::string id; ///< public: stands in the secret and in lists
    std::string deployment;
    std::string scope; ///< what it is good for; `telemetry` so far
    Nanos created = 0;
    Nanos expires = 0;  ///< 0 = never
    Nanos revoked = 0;  ///< 0 = is not
    Nanos lastUsed = 0; ///< to the hour, 0 = never
};

struct NewToken {
    TokenInfo info;
    std::string secret; ///< `pst_<id>_<random>`: shown once, stored nowhere
};

/// The token of `Authorization: Bearer …`; empty for any other scheme. Bearer only: every OTLP exporter can send any
/// header, and one way to authenticate is one way to get wrong.
std::string_view bearerToken(std::string_view authorization);

class TokenStore final {
public:
    /// A missing file is an empty store. Fails with `damaged` if the file cannot be trusted.
    static Result<std::unique_ptr<TokenStore>> open(const std::string& dataDirectory,
                                                    std::shared_ptr<const Clock> clock);
    ~TokenStore();

    /// expires: a point in time, 0 = never. Fails with `invalid` for an empty or unprintable deployment.
    Result<NewToken> create(const std::string& deployment, Nanos expires,
                            const std::string& scope = std::string(kTelemetryScope));
    Status revoke(const std::string& id); ///< notFound if there is none; revoking twice is fine
    Status
    remove(const std::string& id); ///< leaves no entry: for a token that nobody but us ever held
    Result<std::vector<TokenInfo>> list() const;
    /// The deployment the secret belongs to, or `denied` with the reason. Compares in constant time.
    Result<std::string> check(std::string_view secret, std::string_view scope) const;

private:
    struct State;

    explicit TokenStore(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace penstock
