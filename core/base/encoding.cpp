// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"

#include <array>
#include <cstring>

namespace penstock {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

constexpr std::array<std::int8_t, 256> makeBase64Values()
{
    std::array<std::int8_t, 256> table{};
    for (auto& v : table)
        v = -1;
    for (int i = 0; i < 64; ++i)
        table[static_cast<unsigned char>(kBase64[i])] = static_cast<std::int8_t>(i);
    table['-'] = 62;
    table['_'] = 63;
    return table;
}
constexpr auto kBase64Values = makeBase64Values();

} // namespace

std::string encodeHex(const void* data, std::size_t size)
{
    const auto* p = static_cast<const std::uint8_t*>(data);
    std::string out(size * 2, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        out[2 * i] = kHexDigits[p[i] >> 4];
        out[2 * i + 1] = kHexDigits[p[i] & 15];
    }
    return out;
}

bool decodeHex(std::string_view text, std::uint8_t* out)
{
    if (text.size() % 2 != 0)
        return false;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int hi = hexValue(text[i]);
        const int lo = hexValue(text[i + 1]);
        if (hi < 0 || lo < 0)
            return false;
        out[i / 2] = static_cast<std::uint8_t>(hi << 4 | lo);
    }
    return true;
}

std::string encodeBase64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t v = static_cast<unsigned char>(bytes[i]) << 16;
        const std::size_t n = bytes.size() - i;
        if (n > 1)
            v |= static_cast<unsigned char>(bytes[i + 1]) << 8;
        if (n > 2)
            v |= static_cast<unsigned char>(bytes[i + 2]);
        out.push_back(kBase64[v >> 18]);
        out.push_back(kBase64[v >> 12 & 63]);
        out.push_back(n > 1 ? kBase64[v >> 6 & 63] : '=');
        out.push_back(n > 2 ? kBase64[v & 63] : '=');
    }
    return out;
}

bool decodeBase64(std::string_view text, std::string& out)
{
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    if (text.size() % 4 == 1)
        return false;
    out.clear();
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : text) {
        const int v = kBase64Values[static_cast<unsigned char>(c)];
        if (v < 0)
            return false;
        bits = bits << 6 | static_cast<std::uint32_t>(v);
        have += 6;
        if (have >= 8) {
            have -= 8;
            out.push_back(static_cast<char>(bits >> have & 0xff));
        }
    }
    return true;
}

void putFixed64(std::string& out, std::uint64_t v)
{
    char raw[8];
    std::memcpy(raw, &v, 8);
    out.append(raw, 8);
}

void putFixed32(std::string& out, std::uint32_t v)
{
    char raw[4];
    std::memcpy(raw, &v, 4);
    out.append(raw, 4);
}

std::uint64_t ByteReader::fixed64()
{
    const std::string_view raw = bytes(8);
    std::uint64_t v = 0;
    if (raw.size() == 8)
        std::memcpy(&v, raw.data(), 8);
    return v;
}

std::uint32_t ByteReader::fixed32()
{
    const std::string_view raw = bytes(4);
    std::uint32_t v = 0;
    if (raw.size() == 4)
        std::memcpy(&v, raw.data(), 4);
    return v;
}

std::uint8_t ByteReader::byte()
{
    const std::string_view raw = bytes(1);
    return raw.empty() ? 0 : static_cast<std::uint8_t>(raw[0]);
}

std::string_view ByteReader::bytes(std::size_t n)
{
    if (n > remaining()) {
        fail();
        return {};
    }
    const std::string_view out(m_p, n);
    m_p += n;
    return out;
}

} // namespace penstock
