// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/foreign_ids.h"

#include "core/base/encoding.h"
#include "core/base/hash.h"

namespace penstock {
namespace {

// 32 or 16 digits; base64 is no option here, a short random id could be mistaken for it.
template <std::size_t Size> bool isHex(std::string_view text, std::array<std::uint8_t, Size>& bytes)
{
    return text.size() == 2 * Size && decodeHex(text, bytes.data());
}

} // namespace

TraceId foreignTraceId(std::string_view text, bool& hashed)
{
    TraceId id;
    if (text.empty() || isHex(text, id.bytes))
        return id;
    hashed = true;
    return TraceId::fromBytes(sha256(text).data());
}

SpanId foreignSpanId(std::string_view text, bool& hashed)
{
    if (text.empty())
        return {};
    std::array<std::uint8_t, 8> bytes;
    if (isHex(text, bytes))
        return SpanId::fromBytes(bytes.data());
    hashed = true;
    return SpanId::fromBytes(sha256(text).data());
}

} // namespace penstock
