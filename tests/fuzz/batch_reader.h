// SPDX-License-Identifier: GPL-3.0-or-later
// Reads every byte that a RawBatch points to, so that a sanitizer sees a view that is wrong, and checks what must hold
// of every batch whatever came in.
#pragma once

#include "core/base/text_safety.h"
#include "core/model/raw.h"

#include <cstdlib>

namespace penstock::test {

inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

inline void readText(std::string_view text)
{
    require(isUtf8(text));
}

inline void readValue(const Value& value)
{
    if (value.type() != ValueType::bytes) {
        readText(value.text());
        return;
    }
    volatile char last = 0;
    for (const char c : value.text())
        last = c;
    static_cast<void>(last);
}

inline void readAttributes(Attributes attributes)
{
    for (const Attribute& a : attributes) {
        readText(a.key);
        readValue(a.value);
    }
}

inline void readWhole(const RawBatch& batch, bool accepted)
{
    require(accepted || batch.spans.empty());
    for (const RawSpan& span : batch.spans) {
        require(span.scope != nullptr);
        require(span.signal == Signal::log || (!span.trace.isZero() && !span.span.isZero()));
        readText(span.name);
        readText(span.statusMessage);
        readText(span.traceState);
        readValue(span.body);
        readAttributes(span.attributes);
        for (const RawEvent& event : span.events) {
            readText(event.name);
            readAttributes(event.attributes);
        }
        for (const RawLink& link : span.links)
            readAttributes(link.attributes);
        readAttributes(span.scope->resource);
        readAttributes(span.scope->attributes);
        readText(span.scope->name);
        readText(span.scope->schemaUrl);
    }
}

} // namespace penstock::test
