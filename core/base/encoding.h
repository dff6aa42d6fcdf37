// SPDX-License-Identifier: GPL-3.0-or-later
// Byte encodings used on more than one border: hex, base64, LEB128 varints (zigzag for signed).
// Pure functions, any thread. Readers never go past the end: a short input sets ok() to false.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace penstock {

std::string encodeHex(const void* data, std::size_t size);
/// Decodes text.size()/2 bytes into out; false on an odd length or any other character.
bool decodeHex(std::string_view text, std::uint8_t* out);
std::string encodeBase64(std::string_view bytes);
/// Standard or URL-safe alphabet, padding optional, no white space.
bool decodeBase64(std::string_view text, std::string& out);

inline void putVarint(std::string& out, std::uint64_t v)
{
    while (v >= 0x80) {
        out.push_back(static_cast<char>(v | 0x80));
        v >>= 7;
    }
    out.push_back(static_cast<char>(v));
}
inline std::uint64_t zigzag(std::int64_t v)
{
    return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63);
}
inline std::int64_t unzigzag(std::uint64_t v)
{
    return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}
inline void putSigned(std::string& out, std::int64_t v)
{
    putVarint(out, zigzag(v));
}
void putFixed64(std::string& out, std::uint64_t v); ///< little-endian
void putFixed32(std::string& out, std::uint32_t v); ///< little-endian
inline void putText(std::string& out, std::string_view s)
{
    putVarint(out, s.size());
    out.append(s);
}

/// Cursor over bytes written with the functions above. After an error every read gives zero / empty.
class ByteReader final {
public:
    explicit ByteReader(std::string_view bytes)
        : m_p(bytes.data()), m_end(bytes.data() + bytes.size())
    {
    }

    std::uint64_t varint()
    {
        std::uint64_t v = 0;
        for (int shift = 0; shift < 64 && m_p < m_end; shift += 7) {
            const auto b = static_cast<std::uint8_t>(*m_p++);
            v |= static_cast<std::uint64_t>(b & 0x7f) << shift;
            if (b < 0x80)
                return v;
        }
        fail();
        return 0;
    }
    std::int64_t signedVarint() { return unzigzag(varint()); }
    std::uint64_t fixed64();
    std::uint32_t fixed32();
    std::uint8_t byte();
    std::string_view bytes(std::size_t n);
    std::string_view text() { return bytes(varint()); }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_p == m_end; }
    std::size_t remaining() const { return static_cast<std::size_t>(m_end - m_p); }
    void fail()
    {
        m_ok = false;
        m_p = m_end;
    }

private:
    const char* m_p;
    const char* m_end;
    bool m_ok = true;
};

} // namespace penstock
