// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/token_file.h"

#include "core/base/encoding.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace penstock {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kSaltSize = 16;

Json timeField(Nanos t)
{
    return t == 0 ? Json(nullptr) : Json(formatUtc(t));
}

Nanos timeFrom(const Json& token, const char* key)
{
    const Json& field = token.at(key);
    Nanos t = 0;
    if (!field.is_null() && !parseUtc(field.get<std::string>(), t))
        throw std::invalid_argument(std::string(key) + " is not a time");
    return t;
}

std::string bytesFrom(const Json& token, const char* key, std::size_t size)
{
    const auto text = token.at(key).get<std::string>();
    std::string bytes(text.size() / 2, '\0');
    if (bytes.size() != size || !decodeHex(text, reinterpret_cast<std::uint8_t*>(bytes.data())))
        throw std::invalid_argument(std::string(key) + " is not hex of the right length");
    return bytes;
}

StoredToken tokenFrom(const Json& json)
{
    StoredToken token;
    token.info.id = json.at("id").get<std::string>();
    token.info.deployment = json.at("deployment").get<std::string>();
    token.info.scope = json.at("scope").get<std::string>();
    token.info.created = timeFrom(json, "created");
    token.info.expires = timeFrom(json, "expires");
    token.info.revoked = timeFrom(json, "revoked");
    token.info.lastUsed = timeFrom(json, "lastUsed");
    token.salt = bytesFrom(json, "salt", kSaltSize);
    const std::string hash = bytesFrom(json, "sha256", token.hash.size());
    std::copy(hash.begin(), hash.end(), token.hash.begin());
    if (token.info.id.empty() || token.info.deployment.empty())
        throw std::invalid_argument("id or deployment is empty");
    return token;
}

} // namespace

std::string encodeTokens(const std::vector<StoredToken>& tokens)
{
    Json list = Json::array();
    for (const StoredToken& token : tokens)
        list.push_back({{"id", token.info.id},
                        {"deployment", token.info.deployment},
                        {"scope", token.info.scope},
                        {"created", timeField(token.info.created)},
                        {"expires", timeField(token.info.expires)},
                        {"revoked", timeField(token.info.revoked)},
                        {"lastUsed", timeField(token.info.lastUsed)},
                        {"salt", encodeHex(token.salt.data(), token.salt.size())},
                        {"sha256", encodeHex(token.hash.data(), token.hash.size())}});
    return Json{{"version", kVersion}, {"tokens", std::move(list)}}.dump(1) + "\n";
}

Result<std::vector<StoredToken>> decodeTokens(std::string_view text)
{
    try {
        const Json file = Json::parse(text);
        if (file.at("version").get<int>() != kVersion)
            throw std::invalid_argument("unknown version");
        std::vector<StoredToken> tokens;
        std::set<std::string> ids;
        for (const Json& json : file.at("tokens")) {
            tokens.push_back(tokenFrom(json));
            if (!ids.insert(tokens.back().info.id).second)
                throw std::invalid_argument("the id " + tokens.back().info.id +
                                            " stands there twice");
        }
        return tokens;
    } catch (const std::exception& problem) { // the JSON library reports by exceptions
        return Error{ErrorCode::damaged, {}, problem.what()};
    }
}

} // namespace penstock
