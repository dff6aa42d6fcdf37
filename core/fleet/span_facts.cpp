// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/span_facts.h"

#include "core/base/hash.h"

#include <compare>
#include <cstring>

namespace penstock {
namespace {

/// Bits of a record.
enum : std::uint8_t {
    kKnown = 1,
    kNamed = 2,
    kHasEvents = 4,
    kHasRun = 8,
    kHasUsage = 16,
    kHasCost = 32,
    kHasResponse = 64,
};

void putUsage(std::string& out, const Usage& u)
{
    const std::int64_t counts[] = {u.input,  u.inputCacheRead,  u.inputCacheWrite, u.inputAudio,
                                   u.output, u.outputReasoning, u.outputAudio,     u.totalReported};
    for (const std::int64_t n : counts)
        putSigned(out, n);
    out.push_back(static_cast<char>(u.semantics));
    out.push_back(static_cast<char>((u.contradictory ? 1 : 0) | (u.aggregated ? 2 : 0)));
}

Usage getUsage(ByteReader& in)
{
    Usage u;
    for (std::int64_t* n : {&u.input, &u.inputCacheRead, &u.inputCacheWrite, &u.inputAudio,
                            &u.output, &u.outputReasoning, &u.outputAudio, &u.totalReported})
        *n = in.signedVarint();
    u.semantics = static_cast<CacheSemantics>(in.byte());
    const std::uint8_t bits = in.byte();
    u.contradictory = (bits & 1) != 0;
    u.aggregated = (bits & 2) != 0;
    return u;
}

TextRef getText(ByteReader& in, TextBlob& blob)
{
    const std::string_view text = in.text();
    const TextRef ref{static_cast<std::uint32_t>(blob.size()),
                      static_cast<std::uint32_t>(text.size())};
    blob.append(text);
    return ref;
}

constexpr std::string_view Mandate::*kMandateTexts[] = {&Mandate::grantedBy, &Mandate::scope,
                                                        &Mandate::constraints, &Mandate::context,
                                                        &Mandate::revocableBy};

int sign(std::strong_ordering order)
{
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

} // namespace

void FactExtras::clear()
{
    hints.clear();
    links.clear();
    keys.clear();
    hasMandate = false;
    mandate = {};
    organization = {};
    humanWait = 0;
}

void FactExtras::write(std::string& out) const
{
    putVarint(out, hints.size());
    for (const Hint& hint : hints) {
        out.push_back(static_cast<char>(hint.evidence));
        out.push_back(static_cast<char>(hint.mode));
        putText(out, hint.from);
        putText(out, hint.to);
    }
    putVarint(out, links.size());
    for (const Link& link : links) {
        out.append(reinterpret_cast<const char*>(link.trace.bytes.data()), link.trace.bytes.size());
        putFixed64(out, link.span.value);
    }
    putVarint(out, keys.size());
    for (const std::uint64_t key : keys)
        putFixed64(out, key);
    if (!hasMandate && organization.empty() && humanWait == 0)
        return;
    putText(out, organization);
    putSigned(out, humanWait);
    if (!hasMandate)
        return;
    for (const auto field : kMandateTexts)
        putText(out, mandate.*field);
    putSigned(out, mandate.authorizedAt);
    putSigned(out, mandate.expiresAt);
}

bool FactExtras::read(std::string_view bytes)
{
    clear();
    if (bytes.empty())
        return true;
    ByteReader in(bytes);
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        Hint hint;
        hint.evidence = static_cast<Evidence>(in.byte());
        hint.mode = static_cast<DelegationMode>(in.byte());
        hint.from = in.text();
        hint.to = in.text();
        hints.push_back(hint);
    }
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        const std::string_view trace = in.bytes(16);
        if (!in.ok())
            break;
        Link link;
        link.trace = TraceId::fromBytes(trace.data());
        link.span.value = in.fixed64();
        links.push_back(link);
    }
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n)
        keys.push_back(in.fixed64());
    if (in.atEnd())
        return in.ok();
    organization = in.text();
    humanWait = in.signedVarint();
    hasMandate = !in.atEnd();
    if (!hasMandate)
        return in.ok();
    for (const auto field : kMandateTexts)
        mandate.*field = in.text();
    mandate.authorizedAt = in.signedVarint();
    mandate.expiresAt = in.signedVarint();
    return in.ok();
}

std::uint64_t contentDigest(const FactsInBlob& version, const StringPool& names)
{
    const SpanFacts& f = *version.facts;
    std::string bytes;
    for (const SpanId id : {f.span, f.parent, f.runSpan, f.runParent})
        putFixed64(bytes, id.value);
    putSigned(bytes, f.start);
    putSigned(bytes, f.end);
    putFixed64(bytes, f.responseKey);
    putUsage(bytes, f.usage);
    putSigned(bytes, f.cost.amount);
    bytes.push_back(static_cast<char>(f.cost.source));
    putVarint(bytes, f.cost.priceTable);
    putSigned(bytes, f.cost.ifCacheApart);
    putVarint(bytes, f.dialects);
    putVarint(bytes, f.flags);
    bytes.push_back(static_cast<char>(f.kind));
    bytes.push_back(static_cast<char>(f.status));
    for (const StringId text : {f.service, f.session, f.user, f.model, f.cacheKey})
        putText(bytes, names.text(text));
    for (const TextRef& text : {f.name, f.error, f.extra})
        putText(bytes, text.in(version.blob));
    if (f.cost.doubts != 0)
        bytes.push_back(static_cast<char>(f.cost.doubts));
    return plainHash64(bytes);
}

int compareVersions(const FactsInBlob& a, const FactsInBlob& b, const StringPool& names)
{
    const auto rank = [](const SpanFacts& f) {
        return (f.has(kProvisional) ? 0 : 4) | (f.has(kMergesInto) ? 0 : 2) |
               (f.has(kFromLogEvent) ? 0 : 1);
    };
    if (const int order = sign(rank(*a.facts) <=> rank(*b.facts)); order != 0)
        return order;
    if (const int order = sign(a.facts->end <=> b.facts->end); order != 0)
        return order;
    if (const int order = sign(a.facts->attributes <=> b.facts->attributes); order != 0)
        return order;
    return sign(contentDigest(a, names) <=> contentDigest(b, names));
}

void fillFrom(SpanFacts& into, const SpanFacts& part)
{
    if (!into.usage.any()) {
        into.usage = part.usage;
        into.cacheKey = part.cacheKey;
    }
    const bool better =
        into.cost.source == CostSource::none ||
        (into.cost.source != CostSource::reported && part.cost.source == CostSource::reported);
    if (better && part.cost.source != CostSource::none)
        into.cost = part.cost;
    if (into.responseKey == 0)
        into.responseKey = part.responseKey;
    if (into.model == 0)
        into.model = part.model;
    if (into.session == 0)
        into.session = part.session;
    if (into.user == 0)
        into.user = part.user;
    if (into.status == StepStatus::unset && part.status != StepStatus::running)
        into.status = part.status;
    if (into.error.size == 0)
        into.error = part.error;
    into.dialects |= part.dialects;
}

void writeFacts(std::string& out, const FactsInBlob& version, const FactsBase& base)
{
    const SpanFacts& f = *version.facts;
    putFixed64(out, f.span.value);
    const auto bits = static_cast<std::uint8_t>(
        (f.known ? kKnown : 0) | (f.named ? kNamed : 0) | (f.hasEvents ? kHasEvents : 0) |
        (f.runAt != 0 ? kHasRun : 0) | (f.usage == Usage{} ? 0 : kHasUsage) |
        (f.cost == Cost{} ? 0 : kHasCost) | (f.responseKey != 0 ? kHasResponse : 0));
    out.push_back(static_cast<char>(bits));
    if ((bits & kKnown) == 0)
        return; // only its id is known
    putVarint(out, f.parentAt);
    if ((bits & kHasRun) != 0)
        for (const std::uint32_t n : {f.runAt, f.runParentAt, f.runActor.value})
            putVarint(out, n);
    putSigned(out, f.start - base.start);
    putSigned(out, f.end == 0 ? INT64_MIN : f.end - f.start);
    putSigned(out, static_cast<std::int64_t>(f.seq - base.seq));
    if ((bits & kHasResponse) != 0)
        putFixed64(out, f.responseKey);
    if ((bits & kHasUsage) != 0) {
        putUsage(out, f.usage);
        putVarint(out, f.cacheKey);
    }
    if ((bits & kHasCost) != 0) {
        putSigned(out, f.cost.amount);
        out.push_back(static_cast<char>(f.cost.source));
        out.push_back(static_cast<char>(f.cost.doubts));
        putVarint(out, f.cost.priceTable);
        putSigned(out, f.cost.ifCacheApart);
    }
    for (const std::uint32_t n :
         {f.dialects, f.flags, f.attributes, f.actor.value, f.service, f.session, f.user, f.model})
        putVarint(out, n);
    for (const TextRef& text : {f.name, f.error, f.extra})
        putText(out, text.in(version.blob));
    out.push_back(static_cast<char>(f.kind));
    out.push_back(static_cast<char>(f.status));
}

SpanFacts readFacts(ByteReader& in, TextBlob& blob, const FactsBase& base)
{
    SpanFacts f;
    f.span.value = in.fixed64();
    const std::uint8_t bits = in.byte();
    f.known = (bits & kKnown) != 0;
    f.named = (bits & kNamed) != 0;
    f.hasEvents = (bits & kHasEvents) != 0;
    if (!f.known)
        return f;
    const auto number = [&in] { return static_cast<std::uint32_t>(in.varint()); };
    f.parentAt = number();
    if ((bits & kHasRun) != 0) {
        f.runAt = number();
        f.runParentAt = number();
        f.runActor.value = number();
    }
    f.start = base.start + in.signedVarint();
    const std::int64_t length = in.signedVarint();
    f.end = length == INT64_MIN ? 0 : f.start + length;
    f.seq = base.seq + static_cast<std::uint64_t>(in.signedVarint());
    if ((bits & kHasResponse) != 0)
        f.responseKey = in.fixed64();
    if ((bits & kHasUsage) != 0) {
        f.usage = getUsage(in);
        f.cacheKey = number();
    }
    if ((bits & kHasCost) != 0) {
        f.cost.amount = in.signedVarint();
        f.cost.source = static_cast<CostSource>(in.byte());
        f.cost.doubts = in.byte();
        f.cost.priceTable = number();
        f.cost.ifCacheApart = in.signedVarint();
    }
    for (std::uint32_t* n : {&f.dialects, &f.flags, &f.attributes, &f.actor.value, &f.service,
                             &f.session, &f.user, &f.model})
        *n = number();
    f.name = getText(in, blob);
    f.error = getText(in, blob);
    f.extra = getText(in, blob);
    f.kind = static_cast<StepKind>(in.byte());
    f.status = static_cast<StepStatus>(in.byte());
    return f;
}

void moveTexts(SpanFacts& version, std::string_view from, TextBlob& blob)
{
    for (TextRef* ref : {&version.name, &version.error, &version.extra}) {
        const std::string_view text = ref->in(from);
        ref->at = static_cast<std::uint32_t>(blob.size());
        blob.append(text);
    }
}

} // namespace penstock
