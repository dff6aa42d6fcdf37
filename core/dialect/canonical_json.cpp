// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/canonical_json.h"

#include "core/base/hash.h"

#include <bit>
#include <charconv>
#include <string>

namespace penstock {
namespace {

constexpr int kMaxDepth = 64;

std::uint64_t mixed(std::uint64_t v)
{
    v ^= v >> 32;
    v *= 0xD6E8FEB86659FD93ull;
    v ^= v >> 32;
    v *= 0xD6E8FEB86659FD93ull;
    return v ^ (v >> 32);
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

class Hasher final {
public:
    Hasher(std::string_view text, MemberPrints* prints)
        : m_p(text.data()), m_end(m_p + text.size()), m_prints(prints)
    {
    }

    std::optional<std::uint64_t> document()
    {
        skipSpace();
        if (m_p == m_end || (*m_p != '{' && *m_p != '['))
            return {};
        const std::uint64_t hash = value(0);
        skipSpace();
        if (!m_ok || m_p != m_end)
            return {};
        return hash;
    }

private:
    std::uint64_t failed()
    {
        m_ok = false;
        m_p = m_end;
        return 0;
    }
    void skipSpace()
    {
        while (m_p != m_end && (*m_p == ' ' || *m_p == '\n' || *m_p == '\t' || *m_p == '\r'))
            ++m_p;
    }
    bool take(char c)
    {
        skipSpace();
        if (m_p == m_end || *m_p != c)
            return false;
        ++m_p;
        return true;
    }

    std::uint64_t value(int depth)
    {
        skipSpace();
        m_scalar = {};
        if (m_p == m_end || depth > kMaxDepth)
            return failed();
        switch (*m_p) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"':
            return mixed(string() + 3);
        default:
            return scalar();
        }
    }

    /// A sum, so that the order of members does not count.
    std::uint64_t object(int depth)
    {
        ++m_p;
        std::uint64_t sum = 1;
        if (take('}'))
            return mixed(sum);
        do {
            skipSpace();
            if (m_p == m_end || *m_p != '"')
                return failed();
            const std::uint64_t name = string();
            if (!take(':'))
                return failed();
            sum += mixed(name ^ std::rotl(value(depth + 1), 21));
            if (m_prints != nullptr && depth < 2)
                print(depth, name);
        } while (take(','));
        m_scalar = {};
        return take('}') ? mixed(sum) : failed();
    }

    /// What was read last, if it was a text or a number; argumentName() is the low end of `name`.
    void print(int depth, std::uint64_t name)
    {
        if (!m_scalar.empty() && m_scalar.size() <= MemberPrints::kLongestValue)
            m_prints->add(depth, static_cast<std::uint16_t>(name), argumentValue(m_scalar));
    }

    std::uint64_t array(int depth)
    {
        ++m_p;
        std::uint64_t hash = 2;
        if (take(']'))
            return mixed(hash);
        do
            hash = mixed(std::rotl(hash, 17) + value(depth + 1));
        while (take(','));
        m_scalar = {};
        return take(']') ? mixed(hash) : failed();
    }

    /// By its bytes, whichever of them were written as escapes.
    std::uint64_t string()
    {
        const char* const begin = ++m_p;
        while (m_p != m_end && *m_p != '"' && *m_p != '\\')
            ++m_p;
        std::string_view bytes(begin, static_cast<std::size_t>(m_p - begin));
        if (m_p != m_end && *m_p == '\\') {
            decode(bytes);
            bytes = m_decoded;
        }
        if (m_p == m_end)
            return failed();
        ++m_p;
        m_scalar = bytes;
        return plainHash64(bytes);
    }

    /// On the first backslash, behind `before`; stays on the closing quote.
    void decode(std::string_view before)
    {
        m_decoded = before;
        for (; m_p != m_end && *m_p != '"'; ++m_p) {
            if (*m_p != '\\') {
                m_decoded.push_back(*m_p);
                continue;
            }
            if (++m_p == m_end)
                return;
            if (*m_p == 'u')
                putUtf8();
            else
                m_decoded.push_back(escaped(*m_p));
            if (m_p == m_end)
                return;
        }
    }

    static char escaped(char c)
    {
        switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        default:
            return c;
        }
    }
    /// On the `u` of an escape; stays on its last digit.
    unsigned codeUnit()
    {
        unsigned unit = 0;
        for (int i = 0; i < 4; ++i) {
            if (m_end - m_p < 2)
                return static_cast<unsigned>(failed());
            const int digit = hexValue(*++m_p);
            if (digit < 0)
                return static_cast<unsigned>(failed());
            unit = unit << 4 | static_cast<unsigned>(digit);
        }
        return unit;
    }
    void putUtf8()
    {
        const auto put = [this](unsigned byte) { m_decoded.push_back(static_cast<char>(byte)); };
        unsigned point = codeUnit();
        if (point >= 0xD800 && point < 0xDC00 && m_end - m_p > 6 && m_p[1] == '\\' &&
            m_p[2] == 'u') {
            m_p += 2;
            point = 0x10000 + ((point - 0xD800) << 10) + ((codeUnit() - 0xDC00) & 0x3FF);
        }
        if (!m_ok)
            return;
        if (point < 0x80) {
            put(point);
            return;
        }
        if (point < 0x800) {
            put(0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                put(0xE0 | point >> 12);
            } else {
                put(0xF0 | point >> 18);
                put(0x80 | (point >> 12 & 0x3F));
            }
            put(0x80 | (point >> 6 & 0x3F));
        }
        put(0x80 | (point & 0x3F));
    }

    /// 1, 1.0 and 1e0 are one number; true, false and null are themselves.
    std::uint64_t scalar()
    {
        const char* const begin = m_p;
        while (m_p != m_end && *m_p != ',' && *m_p != '}' && *m_p != ']' && *m_p != ' ' &&
               *m_p != '\n' && *m_p != '\t' && *m_p != '\r')
            ++m_p;
        const std::string_view text(begin, static_cast<std::size_t>(m_p - begin));
        if (text == "true")
            return mixed(5);
        if (text == "false")
            return mixed(6);
        if (text == "null")
            return mixed(7);
        m_scalar = text;
        std::int64_t integer = 0;
        if (const auto read = std::from_chars(begin, m_p, integer);
            read.ec == std::errc() && read.ptr == m_p)
            return mixed(static_cast<std::uint64_t>(integer) ^ 0x5851F42D4C957F2Dull);
        double real = 0;
        if (const auto read = std::from_chars(begin, m_p, real);
            read.ec != std::errc() || read.ptr != m_p)
            return failed();
        const bool whole = real > -9e15 && real < 9e15 &&
                           real == static_cast<double>(static_cast<std::int64_t>(real));
        const std::uint64_t bits = whole
                                       ? static_cast<std::uint64_t>(static_cast<std::int64_t>(real))
                                       : std::bit_cast<std::uint64_t>(real);
        return mixed(bits ^ 0x5851F42D4C957F2Dull);
    }

    const char* m_p;
    const char* const m_end;
    MemberPrints* const m_prints;
    std::string_view m_scalar; ///< text or number that was read last; empty: it was something else
    std::string m_decoded;
    bool m_ok = true;
};

} // namespace

std::span<const ArgumentPrint> MemberPrints::keep(Arena& arena) const
{
    std::array<ArgumentPrint, kMostArguments> kept;
    std::size_t count = 0;
    for (const Level& level : m_levels)
        for (std::size_t i = 0; i < level.size && count < kept.size(); ++i)
            kept[count++] = level.items[i];
    return arena.copy(std::span<const ArgumentPrint>(kept.data(), count));
}

std::optional<std::uint64_t> canonicalJsonHash(std::string_view text, MemberPrints* prints)
{
    return Hasher(text, prints).document();
}

} // namespace penstock
