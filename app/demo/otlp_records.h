// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP as the demo's senders build it: spans, log records, scopes, resources. Encoded by otlp_writer. Plain values that
// own their texts, except that a record points to its scope, which is a constant of the dialect.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/model/raw.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace penstock::demo {

using AttributeValue =
    std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>>;

/// Attributes in the order they were set. Setters are named after the type, because text would otherwise turn into bool.
class AttributeList final {
public:
    AttributeList& text(std::string_view key, std::string_view value)
    {
        m_items.emplace_back(key, AttributeValue(std::in_place_index<0>, value));
        return *this;
    }
    AttributeList& number(std::string_view key, std::int64_t value)
    {
        m_items.emplace_back(key, AttributeValue(value));
        return *this;
    }
    AttributeList& real(std::string_view key, double value)
    {
        m_items.emplace_back(key, AttributeValue(value));
        return *this;
    }
    AttributeList& flag(std::string_view key, bool value)
    {
        m_items.emplace_back(key, AttributeValue(value));
        return *this;
    }
    AttributeList& list(std::string_view key, std::vector<std::string> value)
    {
        m_items.emplace_back(key, AttributeValue(std::move(value)));
        return *this;
    }
    const std::vector<std::pair<std::string, AttributeValue>>& items() const { return m_items; }

private:
    std::vector<std::pair<std::string, AttributeValue>> m_items;
};

struct ScopeInfo {
    std::string_view name;
    std::string_view version;
    std::string_view schemaUrl;
};

struct SpanEvent {
    Nanos time = 0;
    std::string name;
    AttributeList attributes;
};

struct SpanLink {
    TraceId trace;
    SpanId span;
};

inline constexpr std::uint32_t kSampled = 0x1;
inline constexpr std::uint32_t kParentIsLocal = 0x100;
inline constexpr std::uint32_t kParentIsRemote = 0x300;

struct SpanRecord {
    const ScopeInfo* scope = nullptr;
    TraceId trace;
    SpanId span;
    SpanId parent;
    std::string name;
    SpanKind kind = SpanKind::internal;
    Nanos start = 0;
    Nanos end = 0;
    int statusCode = 0;
    std::string statusMessage;
    std::uint32_t flags = kSampled | kParentIsLocal;
    AttributeList attributes;
    std::vector<SpanEvent> events;
    std::vector<SpanLink> links;
};

struct LogRecord {
    const ScopeInfo* scope = nullptr;
    Nanos time = 0;
    std::string body;
    AttributeList attributes;
};

} // namespace penstock::demo
