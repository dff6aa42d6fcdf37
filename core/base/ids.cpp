// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include "core/base/encoding.h"

namespace penstock {
namespace {

// An id of N bytes has 2N hex digits; its base64 form is always shorter, so length tells them apart.
template <std::size_t N> bool parseIdBytes(std::string_view text, std::array<std::uint8_t, N>& out)
{
    if (text.size() == 2 * N)
        return decodeHex(text, out.data());
    std::string raw;
    if (!decodeBase64(text, raw) || raw.size() != N)
        return false;
    std::memcpy(out.data(), raw.data(), N);
    return true;
}

} // namespace

std::string TraceId::hex() const
{
    return encodeHex(bytes.data(), bytes.size());
}

std::optional<TraceId> TraceId::parse(std::string_view text)
{
    TraceId id;
    if (!parseIdBytes(text, id.bytes))
        return std::nullopt;
    return id;
}

TraceId TraceId::fromBytes(const void* data)
{
    TraceId id;
    std::memcpy(id.bytes.data(), data, id.bytes.size());
    return id;
}

std::string SpanId::hex() const
{
    std::array<std::uint8_t, 8> raw;
    for (int i = 0; i < 8; ++i)
        raw[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
    return encodeHex(raw.data(), raw.size());
}

std::optional<SpanId> SpanId::parse(std::string_view text)
{
    std::array<std::uint8_t, 8> raw;
    if (!parseIdBytes(text, raw))
        return std::nullopt;
    return fromBytes(raw.data());
}

SpanId SpanId::fromBytes(const void* data)
{
    std::uint64_t v;
    std::memcpy(&v, data, 8);
    return SpanId{__builtin_bswap64(v)};
}

} // namespace penstock
