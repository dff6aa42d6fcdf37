// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cells.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/net/token_store.h"

#include <ostream>

namespace penstock::cli {
namespace {

Result<std::unique_ptr<TokenStore>> openTokens(const std::string& dataDirectory, std::ostream& err)
{
    auto tokens = TokenStore::open(dataDirectory, std::make_shared<SystemClock>());
    if (!tokens)
        err << "penstockctl: " << tokens.error().sentence << '\n';
    return tokens;
}

} // namespace

int createToken(const TokenOptions& options, std::ostream& out, std::ostream& err)
{
    Nanos lifetime = 0;
    if (!options.expires.empty() && !parseDuration(options.expires, lifetime)) {
        err << "penstockctl: --expires takes a number and d, h, m or s, for example 90d.\n";
        return 2;
    }
    auto tokens = openTokens(options.dataDirectory, err);
    if (!tokens)
        return 3;
    const Nanos expires = lifetime == 0 ? 0 : SystemClock().now() + lifetime;
    const auto made = (*tokens)->create(options.deployment, expires);
    if (!made) {
        err << "penstockctl: " << made.error().sentence << '\n';
        return 3;
    }
    if (options.json)
        out << nlohmann::ordered_json{{"id", made->info.id},
                                      {"deployment", options.deployment},
                                      {"token", made->secret}}
                   .dump()
            << '\n';
    else
        out << made->secret
            << "\nShown once. Senders set OTEL_EXPORTER_OTLP_HEADERS=\"authorization=Bearer%20"
            << made->secret << "\"\n";
    return 0;
}

int listTokens(const TokenOptions& options, std::ostream& out, std::ostream& err)
{
    auto tokens = openTokens(options.dataDirectory, err);
    if (!tokens)
        return 3;
    Listing listing({{"id", "ID"},
                     {"deployment", "DEPLOYMENT"},
                     {"created_time", "CREATED"},
                     {"expires_time", "EXPIRES"},
                     {"last_used_time", "LAST USED"},
                     {"revoked", "REVOKED"}},
                    options.json, out);
    const auto all = (*tokens)->list();
    if (!all) {
        err << "penstockctl: " << all.error().sentence << '\n';
        return 3;
    }
    for (const TokenInfo& t : *all)
        listing.add({t.id, t.deployment, t.created, timeOrNull(t.expires), timeOrNull(t.lastUsed),
                     t.revoked != 0});
    listing.finish("No tokens yet: penstockctl token create <deployment>.");
    return 0;
}

int revokeToken(const TokenOptions& options, std::ostream& out, std::ostream& err)
{
    auto tokens = openTokens(options.dataDirectory, err);
    if (!tokens)
        return 3;
    if (const Status revoked = (*tokens)->revoke(options.id); !revoked) {
        err << "penstockctl: " << revoked.error().sentence << '\n';
        return 3;
    }
    out << "Revoked " << options.id << ": requests with it are refused from now on.\n";
    return 0;
}

} // namespace penstock::cli
