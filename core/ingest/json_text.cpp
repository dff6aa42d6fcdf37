// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <system_error>

namespace penstock {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the word scan below counts from the low byte");

constexpr char32_t kReplacement = 0xFFFD;

// Position of the first backslash among 8 bytes, 8 if there is none.
int firstBackslash(std::uint64_t word)
{
    const std::uint64_t x = word ^ 0x5C5C5C5C5C5C5C5Cull;
    const std::uint64_t zeros = (x - 0x0101010101010101ull) & ~x & 0x8080808080808080ull;
    return zeros == 0 ? 8 : std::countr_zero(zeros) >> 3;
}

char* putUtf8(char* out, char32_t c)
{
    if (c < 0x80) {
        *out++ = static_cast<char>(c);
    } else if (c < 0x800) {
        *out++ = static_cast<char>(0xC0 | c >> 6);
        *out++ = static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = static_cast<char>(0xE0 | c >> 12);
        *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
        *out++ = static_cast<char>(0x80 | (c & 0x3F));
    } else {
        *out++ = static_cast<char>(0xF0 | c >> 18);
        *out++ = static_cast<char>(0x80 | (c >> 12 & 0x3F));
        *out++ = static_cast<char>(0x80 | (c >> 6 & 0x3F));
        *out++ = static_cast<char>(0x80 | (c & 0x3F));
    }
    return out;
}

// Reads the four digits of \uXXXX at p; false if they are not there.
bool readUnit(const char* p, const char* end, char32_t& unit)
{
    if (end - p < 4)
        return false;
    std::uint32_t value = 0;
    const auto read = std::from_chars(p, p + 4, value, 16);
    unit = value;
    return read.ptr == p + 4;
}

char simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

// Reads \uXXXX, or the pair of them that one character outside the BMP needs. p stands behind the first `\u`.
bool readCodePoint(const char*& p, const char* end, char32_t& code, bool& repaired)
{
    if (!readUnit(p, end, code))
        return false;
    p += 4;
    if (code < 0xD800 || code > 0xDFFF)
        return true;
    char32_t low = 0;
    const bool paired = code < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' &&
                        readUnit(p + 2, end, low) && low >= 0xDC00 && low <= 0xDFFF;
    if (paired) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        p += 6;
    } else {
        code = kReplacement;
        repaired = true;
    }
    return true;
}

std::string_view trimmed(std::string_view token)
{
    while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
        token.remove_suffix(1);
    return token;
}

std::string_view unquoted(std::string_view token)
{
    token = trimmed(token);
    const auto content = quotedContent(token);
    return content ? *content : token;
}

template <class Integer> std::optional<Integer> integerFrom(std::string_view token)
{
    const std::string_view digits = unquoted(token);
    const char* const end = digits.data() + digits.size();
    Integer value = 0;
    const auto read = std::from_chars(digits.data(), end, value);
    if (read.ec == std::errc() && read.ptr == end)
        return value;
    const std::optional<double> real = realToken(token);
    if (!real || std::isnan(*real))
        return std::nullopt;
    if (*real >= static_cast<double>(std::numeric_limits<Integer>::max()))
        return std::numeric_limits<Integer>::max();
    if (*real <= static_cast<double>(std::numeric_limits<Integer>::min()))
        return std::numeric_limits<Integer>::min();
    return static_cast<Integer>(*real);
}

} // namespace

JsonText unescapeJson(std::string_view content, Arena& arena)
{
    if (content.empty() || std::memchr(content.data(), '\\', content.size()) == nullptr)
        return {content, false, false};
    JsonText result;
    const char* p = content.data();
    const char* const end = p + content.size();
    // Words are stored whole and trimmed by the next one, hence eight bytes of slack.
    char* const begin = static_cast<char*>(arena.allocate(content.size() + 8, 1));
    char* out = begin;
    while (p < end) {
        if (end - p >= 8) {
            std::uint64_t word;
            std::memcpy(&word, p, 8);
            std::memcpy(out, &word, 8);
            const int plain = firstBackslash(word);
            p += plain;
            out += plain;
            if (plain == 8)
                continue;
        } else if (*p != '\\') {
            *out++ = *p++;
            continue;
        }
        char32_t code = p + 1 < end ? static_cast<unsigned char>(simpleEscape(p[1])) : 0;
        const bool isUnit = p + 1 < end && p[1] == 'u';
        p += 2;
        if (isUnit ? !readCodePoint(p, end, code, result.repaired) : code == 0) {
            result.malformed = true;
            break;
        }
        out = putUtf8(out, code);
    }
    result.text = {begin, static_cast<std::size_t>(out - begin)};
    return result;
}

std::optional<std::string_view> quotedContent(std::string_view token)
{
    token = trimmed(token);
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return std::nullopt;
    return token.substr(1, token.size() - 2);
}

std::optional<std::int64_t> integerToken(std::string_view token)
{
    return integerFrom<std::int64_t>(token);
}

std::optional<std::uint64_t> unsignedToken(std::string_view token)
{
    return integerFrom<std::uint64_t>(token);
}

std::optional<double> realToken(std::string_view token)
{
    const std::string_view digits = unquoted(token);
    const char* const end = digits.data() + digits.size();
    double value = 0;
    const auto read = std::from_chars(digits.data(), end, value);
    if (read.ptr != end || digits.empty())
        return std::nullopt;
    if (read.ec == std::errc::result_out_of_range)
        return digits.front() == '-' ? -HUGE_VAL : HUGE_VAL;
    return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<bool> booleanToken(std::string_view token)
{
    const std::string_view word = unquoted(token);
    if (word == "true" || word == "1")
        return true;
    if (word == "false" || word == "0")
        return false;
    return std::nullopt;
}

} // namespace penstock
