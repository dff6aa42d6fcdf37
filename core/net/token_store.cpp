// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/token_store.h"

#include "core/base/encoding.h"
#include "core/base/text_safety.h"
#include "core/net/addresses.h"
#include "core/net/private_file.h"
#include "core/net/token_file.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <optional>

#include <openssl/crypto.h>
#include <sys/stat.h>

namespace penstock {
namespace {

constexpr std::string_view kPrefix = "pst_";
constexpr std::size_t kIdBytes = 4;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kMaxSecretText = 128;
constexpr std::size_t kMaxDeployment = 200;
constexpr Nanos kLookEvery = kSecond;
constexpr Nanos kLastUsedStep = kHour;

/// Tells one state of the file from another without reading it.
struct FileStamp {
    bool exists = false;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanos = 0;
    bool operator==(const FileStamp&) const = default;
};

FileStamp stampOf(const std::string& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return {};
    return {true, info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

Sha256 saltedHash(const std::string& salt, std::string_view secret)
{
    Sha256Stream stream;
    stream.update(salt);
    stream.update(secret);
    return stream.finish();
}

std::string urlSafeBase64(std::string_view bytes)
{
    std::string text = encodeBase64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    return text;
}

/// `pst_<id>_<random>` → id; empty when it does not look like one of ours.
std::string_view idIn(std::string_view secret)
{
    if (secret.size() > kMaxSecretText || secret.substr(0, kPrefix.size()) != kPrefix)
        return {};
    secret.remove_prefix(kPrefix.size());
    return secret.substr(0, std::min(secret.find('_'), secret.size()));
}

Error denied(std::string sentence)
{
    return {ErrorCode::denied, std::move(sentence), {}};
}

} // namespace

struct TokenStore::State {
    std::string path;
    std::shared_ptr<const Clock> clock;
    std::mutex mutex;
    std::vector<StoredToken> tokens;
    FileStamp stamp;
    Nanos lookedAt = 0;
    std::optional<Error> problem; ///< set = everything is denied

    void load();
    void lookAgain();
    Status change(FileLock::Patience patience, const std::function<Status()>& edit);
    StoredToken* find(std::string_view id);
    void noteUse(const StoredToken& token, Nanos now);
};

void TokenStore::State::load()
{
    stamp = stampOf(path);
    tokens.clear();
    problem.reset();
    auto text = readPrivateFile(path);
    if (!text && text.error().code == ErrorCode::notFound)
        return;
    if (!text) {
        problem = text.error();
        return;
    }
    auto decoded = decodeTokens(*text);
    if (decoded) {
        tokens = std::move(*decoded);
        return;
    }
    problem = Error{ErrorCode::damaged,
                    "The token file " + path +
                        " is damaged, so nobody is let in: restore it, or remove it and make new "
                        "tokens.",
                    decoded.error().detail};
}

void TokenStore::State::lookAgain()
{
    const Nanos now = clock->now();
    if (now - lookedAt < kLookEvery && now >= lookedAt)
        return;
    lookedAt = now;
    if (stampOf(path) != stamp)
        load();
}

/// Reads the newest file, edits, writes, all under the lock that every process takes for it.
Status TokenStore::State::change(FileLock::Patience patience, const std::function<Status()>& edit)
{
    auto lock = FileLock::take(path + ".lock", patience);
    if (!lock)
        return lock.error();
    load();
    if (problem)
        return *problem;
    if (auto edited = edit(); !edited)
        return edited;
    auto written = replacePrivateFile(path, encodeTokens(tokens));
    if (!written)
        load(); // memory must not promise what the disk does not hold
    else
        stamp = stampOf(path);
    return written;
}

StoredToken* TokenStore::State::find(std::string_view id)
{
    const auto at = std::find_if(tokens.begin(), tokens.end(),
                                 [&](const StoredToken& t) { return t.info.id == id; });
    return at == tokens.end() ? nullptr : &*at;
}

void TokenStore::State::noteUse(const StoredToken& token, Nanos now)
{
    if (now - token.info.lastUsed < kLastUsedStep)
        return;
    const std::string id = token.info.id; // change() replaces the list the token stands in
    const auto edit = [&]() -> Status {
        if (StoredToken* found = find(id))
            found->info.lastUsed = now - now % kLastUsedStep;
        return Done{};
    };
    // Only a convenience: when it cannot be written now (disk full, `penstockctl` busy), the hour goes unnoted.
    if (!change(FileLock::Patience::dontWait, edit))
        if (StoredToken* found = find(id))
            found->info.lastUsed = now - now % kLastUsedStep;
}

std::string_view bearerToken(std::string_view authorization)
{
    constexpr std::string_view kScheme = "bearer ";
    authorization = trimmed(authorization);
    if (lowerCase(authorization.substr(0, kScheme.size())) != kScheme)
        return {};
    return trimmed(authorization.substr(kScheme.size()));
}

Result<std::unique_ptr<TokenStore>> TokenStore::open(const std::string& dataDirectory,
                                                     std::shared_ptr<const Clock> clock)
{
    auto state = std::make_unique<State>();
    state->path = dataDirectory + "/tokens.json";
    state->clock = std::move(clock);
    state->load();
    if (state->problem)
        return *state->problem;
    return std::unique_ptr<TokenStore>(new TokenStore(std::move(state)));
}

TokenStore::TokenStore(std::unique_ptr<State> state) : m_state(std::move(state)) {}

TokenStore::~TokenStore() = default;

Result<NewToken> TokenStore::create(const std::string& deployment, Nanos expires,
                                    const std::string& scope)
{
    const bool printable =
        visibleText(deployment, kMaxDeployment, LineBreaks::show).text == deployment;
    if (trimmed(deployment).empty() || !printable)
        return Error{
            ErrorCode::invalid, "Give the deployment a printable name of at most 200 bytes.", {}};
    std::lock_guard lock(m_state->mutex);
    NewToken made;
    const auto edit = [&]() -> Status {
        StoredToken token;
        do {
            const std::string id = randomBytes(kIdBytes);
            token.info.id = encodeHex(id.data(), id.size());
        } while (m_state->find(token.info.id) != nullptr);
        token.info.deployment = deployment;
        token.info.scope = scope;
        token.info.created = m_state->clock->now();
        token.info.expires = expires;
        token.salt = randomBytes(kSaltBytes);
        made.secret =
            std::string(kPrefix) + token.info.id + "_" + urlSafeBase64(randomBytes(kSecretBytes));
        token.hash = saltedHash(token.salt, made.secret);
        made.info = token.info;
        m_state->tokens.push_back(std::move(token));
        return Done{};
    };
    if (auto changed = m_state->change(FileLock::Patience::wait, edit); !changed)
        return changed.error();
    return made;
}

Status TokenStore::revoke(const std::string& id)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(FileLock::Patience::wait, [&]() -> Status {
        StoredToken* token = m_state->find(id);
        if (token == nullptr)
            return Error{ErrorCode::notFound,
                         "There is no token with the id " + visibleLine(id, 40) + ".",
                         {}};
        if (token->info.revoked == 0)
            token->info.revoked = m_state->clock->now();
        return Done{};
    });
}

Status TokenStore::remove(const std::string& id)
{
    std::lock_guard lock(m_state->mutex);
    return m_state->change(FileLock::Patience::wait, [&]() -> Status {
        std::erase_if(m_state->tokens,
                      [&id](const StoredToken& token) { return token.info.id == id; });
        return Done{};
    });
}

Result<std::vector<TokenInfo>> TokenStore::list() const
{
    std::lock_guard lock(m_state->mutex);
    if (stampOf(m_state->path) != m_state->stamp)
        m_state->load();
    if (m_state->problem)
        return *m_state->problem;
    std::vector<TokenInfo> out;
    for (const StoredToken& token : m_state->tokens)
        out.push_back(token.info);
    return out;
}

Result<std::string> TokenStore::check(std::string_view secret, std::string_view scope) const
{
    if (secret.empty())
        return denied("A token is needed: send the header `Authorization: Bearer pst_…`.");
    std::lock_guard lock(m_state->mutex);
    m_state->lookAgain();
    if (m_state->problem) // which file it is concerns the operator, not the sender
        return denied("No token can be checked at the moment; tell the operator of this Penstock.");
    const StoredToken* token = m_state->find(idIn(secret));
    const bool same = token != nullptr && [&] {
        const Sha256 hash = saltedHash(token->salt, secret);
        return CRYPTO_memcmp(hash.data(), token->hash.data(), hash.size()) == 0;
    }();
    if (!same)
        return denied("This token is not known here.");
    const Nanos now = m_state->clock->now();
    if (token->info.revoked != 0)
        return denied("This token was revoked.");
    if (token->info.expires != 0 && now >= token->info.expires)
        return denied("This token has expired.");
    if (token->info.scope != scope)
        return denied("This token is not good for this.");
    const std::string deployment = token->info.deployment;
    m_state->noteUse(*token, now);
    return deployment;
}

} // namespace penstock
