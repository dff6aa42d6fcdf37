// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_safety.h"
#include "core/query/literal.h"

#include <algorithm>
#include <cstdio>

namespace penstock {
namespace {

constexpr std::string_view kKeywords[] = {"and",    "or",           "not",   "in",
                                          "exists", "delegated_by", "under", "downstream_of"};

bool isBareChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-.:/@+#%").find(c) != std::string_view::npos;
}

/// Bytes of the character at the front, 0 when it is not valid UTF-8.
std::size_t characterSize(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return size <= text.size() && isUtf8(text.substr(0, size)) ? size : 0;
}

char32_t decode(std::string_view character)
{
    if (character.size() == 1)
        return static_cast<unsigned char>(character[0]);
    char32_t code = static_cast<unsigned char>(character[0]) & (0xFFu >> (character.size() + 1));
    for (const char c : character.substr(1))
        code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return code;
}

void appendUtf8(std::string& out, std::uint32_t code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static constexpr std::uint32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(kLead[more] | code >> (6 * more));
    for (int i = more - 1; i >= 0; --i)
        out += static_cast<char>(0x80 | (code >> (6 * i) & 0x3F));
}

void appendQuoted(std::string& out, std::string_view character)
{
    char escape[16];
    const char c = character[0];
    if (c == '"' || c == '\\')
        out.append(1, '\\').append(1, c);
    else if (c == '\n' || c == '\r' || c == '\t')
        out.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    else if (visibleText(character, 64, LineBreaks::show).hidden > 0)
        out.append(escape, static_cast<std::size_t>(
                               std::snprintf(escape, sizeof escape, "\\u{%X}",
                                             static_cast<unsigned>(decode(character)))));
    else
        out.append(character);
}

std::optional<std::uint32_t> readCode(std::string_view hex)
{
    if (hex.empty() || hex.size() > 6)
        return std::nullopt;
    std::uint32_t code = 0;
    for (const char c : hex) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return std::nullopt;
        code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    return code;
}

/// Resolves the escape after a backslash at the front of `rest` and takes it off.
bool takeEscape(std::string_view& rest, std::string& out)
{
    static constexpr std::string_view kNamed = "\"'\\nrt", kMeant = "\"'\\\n\r\t";
    const char c = rest.empty() ? '\0' : rest[0];
    if (const auto at = kNamed.find(c); at != std::string_view::npos) {
        out += kMeant[at];
        rest.remove_prefix(1);
        return true;
    }
    const bool braces = c == 'u' && rest.size() > 1 && rest[1] == '{';
    const std::size_t from = braces ? 2 : 1;
    const std::size_t to = braces ? rest.find('}') : 3;
    if ((c != 'x' && !braces) || to == std::string_view::npos || to > rest.size())
        return false;
    const auto code = readCode(rest.substr(from, to - from));
    if (!code || *code > 0x10FFFF || (braces && *code >= 0xD800 && *code <= 0xDFFF))
        return false;
    if (braces)
        appendUtf8(out, *code);
    else
        out += static_cast<char>(*code);
    rest.remove_prefix(to + (braces ? 1 : 0));
    return true;
}

} // namespace

std::span<const std::string_view> filterKeywords()
{
    return kKeywords;
}

bool isFilterKeyword(std::string_view word)
{
    return std::any_of(
        std::begin(kKeywords), std::end(kKeywords),
        [word](std::string_view keyword) { return equalsIgnoringCase(keyword, word); });
}

std::string quote(std::string_view value)
{
    std::string out = "\"";
    while (!value.empty()) {
        const std::size_t size = characterSize(value);
        if (size == 0) {
            char escape[8];
            out.append(escape, static_cast<std::size_t>(
                                   std::snprintf(escape, sizeof escape, "\\x%02X",
                                                 static_cast<unsigned char>(value[0]))));
        } else {
            appendQuoted(out, value.substr(0, size));
        }
        value.remove_prefix(std::max<std::size_t>(1, size));
    }
    return out + '"';
}

std::string quoteIfNeeded(std::string_view value)
{
    const bool bare = !value.empty() && std::all_of(value.begin(), value.end(), isBareChar) &&
                      !isFilterKeyword(value);
    return bare ? std::string(value) : quote(value);
}

std::optional<std::string> unquote(std::string_view inside)
{
    std::string out;
    while (!inside.empty()) {
        const char c = inside[0];
        inside.remove_prefix(1);
        if (c != '\\')
            out += c;
        else if (!takeEscape(inside, out))
            return std::nullopt;
    }
    return out;
}

} // namespace penstock
