// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/step_digest.h"

#include "core/base/encoding.h"
#include "core/store/segment_encoder.h"
#include "core/store/step_fields.h"

namespace penstock::store {
namespace {

constexpr std::uint32_t kIdentityFlags = kProvisional | kFromLogEvent;

void putTrace(std::string& out, const TraceId& id)
{
    out.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

void putTime(std::string& out, Nanos time)
{
    putFixed64(out, static_cast<std::uint64_t>(time));
}

} // namespace

Identity StepDigester::identify(const Step& step)
{
    m_bytes.clear();
    putTrace(m_bytes, step.trace);
    putFixed64(m_bytes, step.span.value);
    putFixed32(m_bytes, step.flags & kIdentityFlags);
    Identity identity;
    identity.key = m_hash.hash64(m_bytes);
    appendRaw(step.raw);
    appendNormalised(step);
    identity.digest = m_hash.hash64(m_bytes);
    return identity;
}

void StepDigester::appendRaw(const RawSpan& raw)
{
    if (raw.scope != m_lastScope && raw.scope != nullptr) {
        m_scopeBytes.clear();
        appendScope(m_scopeBytes, *raw.scope);
        m_lastScopeHash = m_hash.hash64(m_scopeBytes);
        m_lastScope = raw.scope;
    }
    putFixed64(m_bytes, raw.scope == nullptr ? 0 : m_lastScopeHash);
    const char small[] = {static_cast<char>(raw.signal), static_cast<char>(raw.kind),
                          static_cast<char>(raw.statusCode), static_cast<char>(raw.severity)};
    m_bytes.append(small, sizeof small);
    putFixed32(m_bytes, raw.flags);
    putTrace(m_bytes, raw.trace);
    putFixed64(m_bytes, raw.span.value);
    putFixed64(m_bytes, raw.parent.value);
    putTime(m_bytes, raw.start);
    putTime(m_bytes, raw.end);
    putText(m_bytes, raw.name);
    putText(m_bytes, raw.statusMessage);
    putText(m_bytes, raw.traceState);
    appendValue(m_bytes, raw.body);
    appendAttributes(m_bytes, raw.attributes);
    putVarint(m_bytes, raw.events.size());
    for (const RawEvent& event : raw.events) {
        putTime(m_bytes, event.time);
        putText(m_bytes, event.name);
        appendAttributes(m_bytes, event.attributes);
    }
    putVarint(m_bytes, raw.links.size());
    for (const RawLink& link : raw.links) {
        putTrace(m_bytes, link.trace);
        putFixed64(m_bytes, link.span.value);
        putText(m_bytes, link.traceState);
        appendAttributes(m_bytes, link.attributes);
        putFixed32(m_bytes, link.flags);
    }
    putVarint(m_bytes, raw.droppedAttributes);
    putVarint(m_bytes, raw.droppedEvents);
    putVarint(m_bytes, raw.droppedLinks);
}

void StepDigester::appendNormalised(const Step& step)
{
    const char small[] = {static_cast<char>(step.kind), static_cast<char>(step.status)};
    m_bytes.append(small, sizeof small);
    putFixed32(m_bytes, step.dialects);
    putFixed32(m_bytes, step.flags & ~kStoreSetFlags);
    putFixed64(m_bytes, step.parent.value);
    putTime(m_bytes, step.start);
    putTime(m_bytes, step.end);
    putTime(m_bytes, step.timeToFirstToken);
    putTime(m_bytes, step.humanWait);
    for (const auto field : kStepTexts)
        putText(m_bytes, step.*field);
    for (const auto field : kUsageCounts)
        putSigned(m_bytes, step.usage.*field);
    putVarint(m_bytes, step.delegations.size());
    for (const DelegationHint& hint : step.delegations) {
        putVarint(m_bytes,
                  static_cast<unsigned>(hint.evidence) << 8 | static_cast<unsigned>(hint.mode));
        putText(m_bytes, hint.fromAgent);
        putText(m_bytes, hint.toAgent);
    }
    if (step.mandate != nullptr) {
        for (const auto field : kMandateTexts)
            putText(m_bytes, step.mandate->*field);
        putTime(m_bytes, step.mandate->authorizedAt);
        putTime(m_bytes, step.mandate->expiresAt);
    }
    putFixed64(m_bytes, step.run.span.value);
    putFixed64(m_bytes, step.run.parent.value);
    putText(m_bytes, step.run.agent);
}

} // namespace penstock::store
