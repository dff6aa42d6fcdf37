// SPDX-License-Identifier: GPL-3.0-or-later
// What a sender sent, before anybody interprets it: spans and log records with all their attributes, as views
// into the arena of one RawBatch. Filled by ingest/ (from the wire) and by store/ (from the log); read by
// dialect/ and the inspector. Move-only; after filling it is immutable and may be shared between threads.
#pragma once

#include "core/base/arena.h"
#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/model/keys.h"
#include "core/model/value.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

struct Attribute {
    std::string_view key;
    KeyId id = KeyId::unknown;
    Value value;
};
using Attributes = std::span<const Attribute>;

/// First attribute with this id; a none value if absent.
inline const Value& attribute(Attributes attributes, KeyId id)
{
    static const Value kNone;
    for (const Attribute& a : attributes)
        if (a.id == id)
            return a.value;
    return kNone;
}

/// OTLP resource and instrumentation scope, shared by the spans of one ScopeSpans / ScopeLogs.
struct RawScope {
    Attributes resource;
    Attributes attributes; ///< of the scope itself
    std::string_view name;
    std::string_view version;
    std::string_view resourceSchemaUrl;
    std::string_view schemaUrl;
};

struct RawEvent {
    Nanos time = 0;
    std::string_view name;
    Attributes attributes;
};

struct RawLink {
    TraceId trace;
    SpanId span;
    std::string_view traceState;
    Attributes attributes;
    std::uint32_t flags = 0;
};

/// Saved in the log. Do not change the numbers.
enum class Signal : std::uint8_t { span = 0, log = 1 };

/// OTLP SpanKind, same numbers.
enum class SpanKind : std::uint8_t { unspecified, internal, server, client, producer, consumer };

/// One span, or one log record (then name is the event name, start the time of the record, and body is set).
struct RawSpan {
    Signal signal = Signal::span;
    SpanKind kind = SpanKind::unspecified;
    std::uint8_t statusCode = 0; ///< OTLP: 0 unset, 1 ok, 2 error
    std::uint8_t severity = 0;   ///< log records: OTLP severity number 1–24, 0 unknown
    std::uint32_t flags = 0;     ///< OTLP flags: W3C bits, 0x100 remote known, 0x200 remote
    TraceId trace;
    SpanId span; ///< of a log record: the span it was emitted in, may be zero
    SpanId parent;
    Nanos start = 0; ///< ns since the epoch, as sent
    Nanos end = 0;   ///< log records: the observed time
    std::string_view name;
    std::string_view statusMessage;
    std::string_view traceState;
    Value body; ///< log records only
    Attributes attributes;
    std::span<const RawEvent> events;
    std::span<const RawLink> links;
    std::uint32_t droppedAttributes = 0;
    std::uint32_t droppedEvents = 0;
    std::uint32_t droppedLinks = 0;
    const RawScope* scope = nullptr; ///< never null in a filled batch
};

/// Owner of everything the spans point to.
struct RawBatch {
    Arena arena;
    std::vector<std::string> buffers; ///< request bodies that views point into
    std::vector<RawSpan> spans;

    RawBatch() = default;
    RawBatch(const RawBatch&) = delete;
    RawBatch& operator=(const RawBatch&) = delete;
};

} // namespace penstock
