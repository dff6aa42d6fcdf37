// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/masker_rules.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <string>

namespace penstock {
namespace {

// What may stand before a secret: nothing, no letter or digit, or a JSON escape such as \n or \u0026.
#define PENSTOCK_BEFORE R"re((?:^|[^A-Za-z0-9_-]|\\[bfnrt]|\\u[0-9A-Fa-f]{4}))re"
// Between a name and its value: closing quote, `:` or `=`, opening quote, the quotes escaped any number of times.
#define PENSTOCK_ASSIGN R"re(\\*["']?\s*[:=]{1,2}\s*\\*["']?)re"

// `letters` are lower case, `c` may be of either.
bool isOneOf(char c, std::string_view letters)
{
    return letters.find(static_cast<char>(c | 0x20)) != std::string_view::npos;
}

bool hasDigit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool hasLetter(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](unsigned char c) { return std::isalpha(c) != 0; });
}

// Keys are random: a long word in kebab case has no digits.
bool looksRandom(std::string_view, std::string_view secret)
{
    return hasDigit(secret) && hasLetter(secret);
}

bool isPlaceholder(std::string_view word)
{
    static constexpr std::array<std::string_view, 18> kWords = {
        "null",     "none",      "true",    "false",    "string", "required",
        "optional", "undefined", "integer", "redacted", "hidden", "<redacted",
        "number",   "boolean",   "object",  "array",    "unset",  "empty",
    };
    std::string folded(word);
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kWords.begin(), kWords.end(), folded) != kWords.end() ||
           word.starts_with("$") || word.starts_with("%s") ||
           word.find_first_not_of("*x.•-_") == std::string_view::npos;
}

// `password=word` and `"password": "word"` are assignments; `password: word` may be prose, so it needs a digit or sign.
bool isAssignedSecret(std::string_view match, std::string_view secret)
{
    if (isPlaceholder(secret))
        return false;
    const std::string_view before = match.substr(0, match.size() - secret.size());
    const bool quoted = before.ends_with('"') || before.ends_with('\'');
    const bool equals = before.find('=') != std::string_view::npos;
    return quoted || equals ||
           secret.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.") !=
               std::string_view::npos;
}

bool isMark(std::string_view text)
{
    return text.starts_with("[masked:") && text.find(']') == text.size() - 1;
}

// Short words such as "on" are settings; whatever has a blank in it was typed as a password.
bool isQuotedSecret(std::string_view, std::string_view secret)
{
    return (secret.size() >= 4 || secret.find(' ') != std::string_view::npos) &&
           !isPlaceholder(secret) && !isMark(secret);
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char folded = static_cast<char>(c | 0x20);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

constexpr std::array<std::string_view, 1> kAnthropic = {"sk-ant-"};
constexpr std::array<std::string_view, 1> kOpenAi = {"sk-"};
constexpr std::array<std::string_view, 2> kAws = {"AKIA", "ASIA"};
constexpr std::array<std::string_view, 6> kGithub = {"ghp_", "gho_", "ghu_",
                                                     "ghs_", "ghr_", "github_pat_"};
constexpr std::array<std::string_view, 1> kGitlab = {"glpat-"};
constexpr std::array<std::string_view, 2> kSlack = {"xox", "hooks.slack.com/services/"};
constexpr std::array<std::string_view, 2> kGoogle = {"AIza", "ya29."};
constexpr std::array<std::string_view, 3> kStripe = {"k_live_", "k_test_", "whsec_"};
constexpr std::array<std::string_view, 1> kJwt = {".eyJ"};
constexpr std::array<std::string_view, 1> kBearer = {"bearer"};
constexpr std::array<std::string_view, 1> kAuthorization = {"authorization"};
constexpr std::array<std::string_view, 1> kPem = {"-----BEGIN"};
constexpr std::array<std::string_view, 1> kUrl = {"://"};
constexpr std::array<std::string_view, 3> kAzure = {"accountkey=", "sharedaccesskey=", "sig="};
constexpr std::array<std::string_view, 7> kRegistries = {"npm_", "pypi-", "hf_",      "SG.",
                                                         "gsk_", "xai-",  "dckr_pat_"};
constexpr std::array<std::string_view, 15> kAssigned = {
    "passw",  "pwd",     "secret",  "i_key",  "i-key", "ikey",  "s_token", "s-token",
    "stoken", "h_token", "h-token", "htoken", "e_key", "e-key", "ekey",
};

// Not `token` alone: max_tokens and its like are in every other text.
constexpr std::array<std::string_view, 5> kToken = {"token\"", "token'", "token\\",
                                                    "token:", "token="};

// Names that stand before a secret.
#define PENSTOCK_SECRET_NAME                                                                       \
    R"re((?i:password|passwd|passwort|pwd|secret|api[_-]?key|(?:access|auth|refresh)[_-]?token|secret[_-]?(?:access[_-]?)?key|private[_-]?key))re"

constexpr std::array<MaskRule, 18> kRules = {{
    {"private_key",
     R"re((-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s]|\\+[nrt]|[A-Za-z0-9-]{1,40}: ?[A-Za-z0-9+/=,.-]*)*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?))re",
     kPem},
    {"anthropic_key", PENSTOCK_BEFORE R"re((sk-ant-[A-Za-z0-9_-]{16,}))re", kAnthropic, false,
     looksRandom},
    {"openai_key", PENSTOCK_BEFORE R"re((sk-[A-Za-z0-9_-]{20,}))re", kOpenAi, false, looksRandom},
    {"aws_access_key", PENSTOCK_BEFORE R"re(((?:AKIA|ASIA)[A-Z0-9]{16})\b)re", kAws, false,
     looksRandom},
    {"github_token",
     PENSTOCK_BEFORE R"re(((?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})))re",
     kGithub},
    {"gitlab_token", PENSTOCK_BEFORE R"re((glpat-[A-Za-z0-9_-]{20,}))re", kGitlab},
    {"slack_token",
     R"re((xox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com/services/[A-Za-z0-9/]{20,}))re",
     kSlack},
    {"google_key", PENSTOCK_BEFORE R"re((AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,}))re",
     kGoogle},
    {"stripe_key",
     PENSTOCK_BEFORE R"re(([sr]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,}))re",
     kStripe},
    {"jwt", PENSTOCK_BEFORE R"re((eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*))re",
     kJwt},
    {"authorization",
     R"re((?i:authorization))re" PENSTOCK_ASSIGN
     R"re((?i:(?:bearer|basic|token|apikey|digest)\s+)?([A-Za-z0-9._~+/=:-]{8,}))re",
     kAuthorization, true, isAssignedSecret},
    {"bearer_token", R"re((?i:bearer)\s+([A-Za-z0-9._~+/=-]{16,}))re", kBearer, true, looksRandom},
    {"connection_string", R"re(://[^\s:/@"'\\<>]{0,100}:([^\s/"'\\<>]{1,200})@)re", kUrl},
    {"azure_key", R"re((?i:AccountKey|SharedAccessKey|sig)=([A-Za-z0-9%+/=_-]{28,}))re", kAzure,
     true, looksRandom},
    {"registry_token",
     PENSTOCK_BEFORE
     R"re((npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,}|hf_[A-Za-z0-9]{30,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|gsk_[A-Za-z0-9]{30,}|xai-[A-Za-z0-9]{40,}|dckr_pat_[A-Za-z0-9_-]{20,}))re",
     kRegistries},
    {"secret_assignment", PENSTOCK_SECRET_NAME R"re(\\*["']?\s*[:=]{1,2}\s*\\*["'](?s:(.)))re",
     kAssigned, true, isQuotedSecret, true},
    {"secret_assignment",
     PENSTOCK_SECRET_NAME PENSTOCK_ASSIGN R"re(([^\s"'\\,;&<>{}\[\]()]{4,}))re", kAssigned, true,
     isAssignedSecret},
    {"token_assignment",
     PENSTOCK_BEFORE
     R"re((?i:(?:(?:access|refresh|id)[_-]?)?token)(?:\\*["']\s*)?[:=]{1,2}\s*\\*["']?([A-Za-z0-9._~+/=-]{16,}))re",
     kToken, true, looksRandom},
}};

#undef PENSTOCK_BEFORE
#undef PENSTOCK_ASSIGN
#undef PENSTOCK_SECRET_NAME

} // namespace

std::span<const MaskRule> builtInMaskRules()
{
    return kRules;
}

// Each level of JSON within JSON doubles the backslashes before a quote and adds one, so the level of a quote is the
// number of low one bits of their count: a quote of a deeper level belongs to the text, one of an outer level ends it.
std::size_t quotedEnd(std::string_view text, std::size_t begin)
{
    const char quote = text[begin - 1];
    std::size_t run = 0;
    while (run + 2 <= begin && text[begin - 2 - run] == '\\')
        ++run;
    const int own = std::countr_one(run);
    run = 0;
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++run;
            continue;
        }
        const int level = std::countr_one(run);
        if ((text[at] == quote && level == own) || (text[at] == '"' && level < own))
            return at - ((std::size_t(1) << level) - 1);
        run = 0;
    }
    return std::min(text.size(), text.find('\n', begin));
}

std::string withoutEscapes(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at, 4) == "\\u00" && at + 6 <= text.size()) {
            const int high = hexDigit(text[at + 4]);
            const int low = hexDigit(text[at + 5]);
            if (const int c = high * 16 + low; high >= 2 && low >= 0 && c < 0x7f) {
                out.resize(out.find_last_not_of('\\') + 1);
                out.push_back(static_cast<char>(c));
                at += 5;
                continue;
            }
        }
        out.push_back(text[at]);
    }
    return out;
}

bool isRuleName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 &&
           name.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") ==
               std::string_view::npos;
}

bool isSecretAttribute(std::string_view key, std::string_view value)
{
    constexpr std::string_view kName = "token";
    const std::string_view last = key.substr(key.rfind('.') + 1);
    const bool isToken =
        last.size() == kName.size() && std::equal(last.begin(), last.end(), kName.begin(),
                                                  [](char a, char b) { return (a | 0x20) == b; });
    return isSecretKey(key) || (isToken && value.size() >= 16 && looksRandom(key, value) &&
                                value.find_first_of(" \t\r\n[") == std::string_view::npos);
}

bool isSecretKey(std::string_view key)
{
    static constexpr std::array<std::string_view, 19> kNames = {
        "access_token",   "api_key",       "apikey",
        "auth_token",     "authorization", "client_secret",
        "cookie",         "id_token",      "passwd",
        "password",       "private_key",   "proxy_authorization",
        "refresh_token",  "secret",        "secret_access_key",
        "secret_key",     "set_cookie",    "x_api_key",
        "x_goog_api_key",
    };
    const std::string_view last = key.substr(key.rfind('.') + 1);
    // The two ends of a key tell nearly every harmless one without folding and searching.
    if (last.size() < 6 || last.size() > 19 || !isOneOf(last.front(), "aciprsx") ||
        !isOneOf(last.back(), "denty"))
        return false;
    std::array<char, 19> folded;
    std::transform(last.begin(), last.end(), folded.begin(), [](unsigned char c) {
        return c == '-' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    });
    return std::binary_search(kNames.begin(), kNames.end(),
                              std::string_view(folded.data(), last.size()));
}

} // namespace penstock
