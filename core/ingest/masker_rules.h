// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in masking rules: what secrets look like. A rule is an exact RE2 pattern whose group 1 is the secret, the
// literals without which it cannot match, and a test that keeps words and placeholders from being masked. Constant data.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace penstock {

struct MaskRule {
    std::string_view name;
    std::string_view pattern;                   ///< RE2, group 1 is replaced
    std::span<const std::string_view> literals; ///< at least one is in every match, in lower case
    bool caseless = false;                      ///< of the literals
    bool (*plausible)(std::string_view match, std::string_view secret) = nullptr;
    bool isQuoted = false; ///< group 1 only begins the secret; see quotedEnd()
};

std::span<const MaskRule> builtInMaskRules();
/// What the rules of a person may be called: it stands in marks and counters.
bool isRuleName(std::string_view name);
/// Where the quoted text ends whose first byte is at `begin`, right after its opening quote. Quotes may be escaped any
/// number of times, as in JSON within JSON. A text without a closing quote was cut: it ends with its line.
std::size_t quotedEnd(std::string_view text, std::size_t begin);
/// The text with every `\u0020` … `\u007e` written as the character itself, however often its backslash is escaped.
std::string withoutEscapes(std::string_view text);
/// True for a `token` whose value looks random, and for every key of isSecretKey().
bool isSecretAttribute(std::string_view key, std::string_view value);
/// True for attribute keys whose whole value is a secret: `http.request.header.authorization`, `db.password`.
bool isSecretKey(std::string_view key);

} // namespace penstock
