// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/exposure.h"

#include "core/net/listeners.h"

namespace penstock {

Status checkExposure(const EngineOptions& o)
{
    const bool listens = o.otlpHttpPort >= 0 || o.otlpGrpcPort >= 0;
    const bool tls = o.selfSigned || !o.tls.certificate.empty();
    if (!listens || isLoopback(o.address) || o.insecure || (tls && o.requireTokens))
        return Done{};
    return Error{ErrorCode::denied,
                 "Listening on " + o.address +
                     " lets other machines in: give --tls (or --tls-cert and --tls-key) and "
                     "--require-tokens, or say "
                     "--insecure if this network is trusted.",
                 {}};
}

} // namespace penstock
