// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/raw_builder.h"

#include "core/base/text_safety.h"
#include "core/ingest/log_event_name.h"

#include <simdjson.h>

#include <algorithm>
#include <limits>

namespace penstock {
namespace {

constexpr std::size_t kBytesPerSpan = 1024; // typical; only a hint for the first reservation

std::string named(std::string_view name)
{
    return name.empty() ? std::string() : " (\"" + visibleLine(name, 80) + "\")";
}

void addCut(std::uint32_t& dropped, std::uint32_t cut)
{
    dropped += std::min(cut, std::numeric_limits<std::uint32_t>::max() - dropped);
}

} // namespace

void RawBuilder::begin(RawBatch& batch, std::size_t bytes)
{
    m_batch = &batch;
    m_firstSpan = batch.spans.size();
    m_outcome = {};
    m_resourceScopes.clear();
    m_scope = nullptr;
    m_repaired = false;
    m_repairedOutside = false;
    if (batch.spans.empty())
        batch.spans.reserve(bytes / kBytesPerSpan + 1);
}

DecodeOutcome RawBuilder::finish()
{
    if (m_repaired || m_repairedOutside)
        m_outcome.losses.add(LossKind::invalidUtf8);
    return std::move(m_outcome);
}

void RawBuilder::abandon()
{
    m_batch->spans.resize(m_firstSpan);
    m_itemAttributes = {};
    m_partAttributes = {};
}

std::string_view RawBuilder::checkedText(std::string_view bytes)
{
    if (simdjson::validate_utf8(bytes.data(), bytes.size()))
        return bytes;
    m_repaired = true;
    return arena().copy(repairUtf8(bytes));
}

Attributes RawBuilder::take(AttributeList& list)
{
    if (list.cut > 0)
        noteCut(list.cut);
    const Attributes kept = arena().copy(list.items);
    list.items.clear();
    list.cut = 0;
    return kept;
}

void RawBuilder::beginScope()
{
    m_scope = arena().make<RawScope>();
    m_resourceScopes.push_back(m_scope);
}

void RawBuilder::endResource(Attributes resource, std::string_view schemaUrl)
{
    // Only a string: bytes need not be UTF-8, and this name is shown.
    if (const Value& service = attribute(resource, KeyId::serviceName);
        m_outcome.service.empty() && service.type() == ValueType::string)
        m_outcome.service = service.text();
    for (RawScope* scope : m_resourceScopes) {
        scope->resource = resource;
        scope->resourceSchemaUrl = schemaUrl;
    }
    m_resourceScopes.clear();
}

bool RawBuilder::beginItem(Signal signal)
{
    if (m_batch->spans.size() - m_firstSpan >= m_limits.maxSpansPerRequest) {
        m_outcome.losses.add(LossKind::received);
        reject(LossKind::rejectedTooLarge, "A request may carry at most " +
                                               std::to_string(m_limits.maxSpansPerRequest) +
                                               " spans or log records; send smaller batches.");
        return false;
    }
    resetItem(signal);
    return true;
}

void RawBuilder::resetItem(Signal signal)
{
    m_item = {};
    m_item.span.signal = signal;
    m_item.span.scope = m_scope;
    m_itemAttributes.items.clear();
    m_itemAttributes.cut = 0;
    m_events.clear();
    m_links.clear();
    m_repairedOutside = m_repairedOutside || m_repaired;
    m_repaired = false;
}

bool RawBuilder::beginEvent()
{
    if (m_events.size() < m_limits.maxEvents)
        return true;
    ++m_item.cutEvents;
    return false;
}

bool RawBuilder::beginLink()
{
    if (m_links.size() < m_limits.maxLinks)
        return true;
    ++m_item.cutLinks;
    return false;
}

bool RawBuilder::acceptable()
{
    const RawSpan& span = m_item.span;
    const bool isSpan = span.signal == Signal::span;
    if (m_item.badId || (isSpan && (span.trace.isZero() || span.span.isZero()))) {
        reject(LossKind::rejectedBadId,
               (isSpan ? "A span" : "A log record") + named(span.name) +
                   " was rejected: its trace id must be 16 bytes and its span id 8 bytes" +
                   (isSpan ? ", neither all zeros." : "."));
        return false;
    }
    if (m_item.malformed) {
        reject(LossKind::rejectedMalformed,
               (isSpan ? "A span" : "A log record") + named(span.name) +
                   " was rejected: a field has a value of the wrong type.");
        return false;
    }
    return true;
}

void RawBuilder::endItem()
{
    m_outcome.losses.add(LossKind::received);
    RawSpan& span = m_item.span;
    if (acceptable()) {
        noteSdkDropped(span.droppedAttributes | span.droppedEvents | span.droppedLinks);
        // Our own cuts join the SDK's, so that the step itself shows that something is missing.
        addCut(span.droppedAttributes, m_itemAttributes.cut);
        addCut(span.droppedEvents, m_item.cutEvents);
        addCut(span.droppedLinks, m_item.cutLinks);
        span.attributes = take(m_itemAttributes);
        span.events = arena().copy(m_events);
        span.links = arena().copy(m_links);
        if (m_item.cutEvents + m_item.cutLinks > 0)
            noteCut(m_item.cutEvents + m_item.cutLinks);
        if (m_item.sdkDropped)
            m_outcome.losses.add(LossKind::sdkTruncated);
        if (m_repaired)
            m_outcome.losses.add(LossKind::invalidUtf8);
        if (span.signal == Signal::log)
            span.name = logEventName(m_item.eventName, span.attributes, span.body);
        m_batch->spans.push_back(span);
    }
    m_repaired = false;
}

void RawBuilder::rejectMalformed(std::string_view why)
{
    m_outcome.losses.add(LossKind::received);
    reject(LossKind::rejectedMalformed, std::string(why));
    m_repaired = false;
}

void RawBuilder::countPoints(std::uint64_t n)
{
    m_outcome.losses.add(LossKind::received, n);
    m_outcome.losses.add(LossKind::metricPoints, n);
}

void RawBuilder::reject(LossKind kind, std::string sentence)
{
    m_outcome.losses.add(kind);
    ++m_outcome.rejected;
    if (m_outcome.firstProblem.empty())
        m_outcome.firstProblem = std::move(sentence);
}

} // namespace penstock
