// SPDX-License-Identifier: GPL-3.0-or-later
// Identifiers: wire ids as agents send them (TraceId, SpanId) and strong 32-bit indexes of our tables.
// Value types, any thread. Parsing accepts hex of either case and standard or URL-safe base64, because
// real exporters write both (semconv.md 1.2); it never throws and returns nothing for anything else.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace penstock {

/// 16 bytes as on the wire. All zeros means "no trace".
struct TraceId {
    std::array<std::uint8_t, 16> bytes{};

    bool isZero() const { return *this == TraceId{}; }
    std::string hex() const;
    static std::optional<TraceId> parse(std::string_view text);
    static TraceId fromBytes(const void* data); ///< reads exactly 16 bytes
    auto operator<=>(const TraceId&) const = default;
};

/// 8 bytes read big-endian, so that numeric order is the order of the hex text. 0 means "none".
struct SpanId {
    std::uint64_t value = 0;

    bool isZero() const { return value == 0; }
    std::string hex() const;
    static std::optional<SpanId> parse(std::string_view text);
    static SpanId fromBytes(const void* data); ///< reads exactly 8 bytes
    auto operator<=>(const SpanId&) const = default;
};

/// Row number in one of our tables; 0 = none. The tag keeps an agent from being used as a trace.
template <class Tag> struct Index {
    std::uint32_t value = 0;

    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Index&) const = default;
};

using AgentIndex = Index<struct AgentTag>;
using TraceIndex = Index<struct TraceTag>;
using DelegationIndex = Index<struct DelegationTag>;
using SourceIndex = Index<struct SourceTag>;

/// Position in the log: 1 is the first entry ever, 0 is "before the first". Never reused.
using Seq = std::uint64_t;

} // namespace penstock

template <> struct std::hash<penstock::TraceId> {
    std::size_t operator()(const penstock::TraceId& id) const noexcept
    {
        std::uint64_t a;
        std::uint64_t b;
        std::memcpy(&a, id.bytes.data(), 8);
        std::memcpy(&b, id.bytes.data() + 8, 8);
        return (a ^ (b * 0x9E3779B97F4A7C15ull)) * 0xD6E8FEB86659FD93ull;
    }
};
template <> struct std::hash<penstock::SpanId> {
    std::size_t operator()(const penstock::SpanId& id) const noexcept
    {
        return id.value * 0x9E3779B97F4A7C15ull;
    }
};
template <class Tag> struct std::hash<penstock::Index<Tag>> {
    std::size_t operator()(const penstock::Index<Tag>& i) const noexcept
    {
        return i.value * 0x9E3779B97F4A7C15ull;
    }
};
