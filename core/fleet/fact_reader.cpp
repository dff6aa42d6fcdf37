// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/fact_reader.h"

#include "core/base/hash.h"

#include <algorithm>
#include <array>

namespace penstock {
namespace {

constexpr std::size_t kMostName = 256;
constexpr std::size_t kMostError = 512;
constexpr std::size_t kMostNames =
    512; ///< bytes of a name in the pool: session, user, model, agent
constexpr std::size_t kMostHints = 64;
constexpr std::size_t kMostLinks = 256;

std::string_view firstOf(std::string_view a, std::string_view b)
{
    return a.empty() ? b : a;
}

/// Keeps ids of different kinds apart: a task id never joins a response id.
std::uint64_t sharedKey(char kind, std::string_view id)
{
    std::string bytes(1, kind);
    bytes.append(id);
    return plainHash64(bytes) | 1;
}

/// Of a JSON-RPC request within its MCP session: text or number.
std::uint64_t requestKey(Attributes attributes)
{
    const Value& request = attribute(attributes, KeyId::jsonrpcRequestId);
    const std::string_view session = attribute(attributes, KeyId::mcpSessionId).text();
    if (session.empty() || (!request.hasText() && request.type() != ValueType::integer))
        return 0;
    std::string id(session);
    id.append(1, '\0').append(request.hasText() ? std::string(request.text())
                                                : std::to_string(request.integer()));
    return sharedKey('m', id);
}

/// `<not specified>` and its like name nothing (semconv.md 6.6).
bool isId(std::string_view text)
{
    return text.size() >= 6 && text.front() != '<';
}

} // namespace

std::span<const KeyId> factKeys()
{
    static constexpr std::array kKeys = {KeyId::a2aTaskId, KeyId::mcpSessionId,
                                         KeyId::jsonrpcRequestId};
    return kKeys;
}

/// Cuts without splitting a UTF-8 character.
std::string_view FactReader::bounded(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    m_cuts.counts[static_cast<std::size_t>(LossKind::textsCut)] = 1; // a step counts once
    std::size_t size = most;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        --size;
    return text.substr(0, size);
}

StringId FactReader::name(std::string_view text)
{
    return m_names.intern(bounded(text, kMostNames));
}

TextRef FactReader::keep(std::string_view text, std::size_t most)
{
    const std::string_view part = bounded(text, most);
    const TextRef ref{static_cast<std::uint32_t>(m_blob.size()),
                      static_cast<std::uint32_t>(part.size())};
    m_blob.append(part);
    return ref;
}

AgentIndex FactReader::actorOf(const Step& step)
{
    const auto actor = [&](ActorKind kind, std::string_view id,
                           std::string_view name) -> AgentIndex {
        if (id.empty() && name.empty())
            return {};
        return m_agents.intern({kind, bounded(step.service, kMostNames), bounded(id, kMostNames),
                                bounded(name, kMostNames)});
    };
    switch (step.kind) {
    case StepKind::agentRun:
        return actor(ActorKind::agent, step.agentId,
                     firstOf(step.agentName, firstOf(step.name, "agent")));
    case StepKind::toolCall:
        return actor(ActorKind::tool, {}, firstOf(step.toolName, step.name));
    case StepKind::mcpRequest:
        return actor(ActorKind::tool, {}, firstOf(step.target, step.toolName));
    case StepKind::a2aRequest:
    case StepKind::acpRequest:
        return actor(ActorKind::remoteAgent, {}, firstOf(step.target, step.agentName));
    case StepKind::memory:
        return actor(ActorKind::memory, {}, firstOf(step.target, "memory"));
    case StepKind::retrieval:
        return actor(ActorKind::memory, {}, step.target);
    case StepKind::humanWait:
        return actor(ActorKind::human, {}, "person");
    default:
        return {};
    }
}

StringId FactReader::cacheKeyOf(const Step& step)
{
    if (step.usage.input < 0 || step.usage.cached() <= 0)
        return 0;
    const RawScope* scope = step.raw.scope;
    m_bytes.assign("cache");
    for (const std::string_view text :
         {step.service, scope == nullptr ? std::string_view() : scope->name,
          scope == nullptr ? std::string_view() : scope->version, step.provider})
        m_bytes.append(1, '\0').append(bounded(text, kMostNames));
    return m_names.internOrNone(m_bytes);
}

void FactReader::collectExtras(const Step& step, const SpanFacts& facts)
{
    m_extras.clear();
    if (step.delegations.size() > kMostHints || (step.flags & kHintsCut) != 0)
        m_cuts.add(LossKind::hintsCut);
    if (step.raw.links.size() > kMostLinks)
        m_cuts.add(LossKind::linksCut);
    for (const DelegationHint& hint :
         step.delegations.first(std::min(step.delegations.size(), kMostHints)))
        m_extras.hints.push_back({hint.evidence, hint.mode, bounded(hint.fromAgent, kMostNames),
                                  bounded(hint.toAgent, kMostNames)});
    for (const RawLink& link : step.raw.links.first(std::min(step.raw.links.size(), kMostLinks)))
        m_extras.links.push_back({link.trace, link.span});
    const bool remote = step.kind == StepKind::a2aRequest || step.kind == StepKind::acpRequest;
    const bool request = remote || step.kind == StepKind::mcpRequest;
    const Attributes attributes = step.raw.attributes;
    if (remote || step.kind == StepKind::agentRun) {
        if (const Value& task = attribute(attributes, KeyId::a2aTaskId); isId(task.text()))
            m_extras.keys.push_back(sharedKey('t', task.text()));
    }
    if (remote && isId(step.session) && (step.flags & kSyntheticSession) == 0)
        m_extras.keys.push_back(sharedKey('c', step.session));
    if ((request || step.kind == StepKind::agentRun) && isId(step.toolCallId))
        m_extras.keys.push_back(sharedKey('u', step.toolCallId));
    if (const std::uint64_t key = requestKey(attributes); key != 0)
        m_extras.keys.push_back(key);
    if (facts.responseKey != 0 && step.kind == StepKind::agentRun)
        m_extras.keys.push_back(facts.responseKey);
    if (step.kind == StepKind::agentRun || step.parent.isZero())
        m_extras.organization = bounded(step.organization, kMostNames);
    m_extras.humanWait = step.humanWait;
    collectMandate(step);
}

void FactReader::collectMandate(const Step& step)
{
    m_extras.hasMandate = step.mandate != nullptr;
    if (step.mandate == nullptr)
        return;
    Mandate& mandate = m_extras.mandate;
    mandate = *step.mandate;
    for (std::string_view* text : {&mandate.grantedBy, &mandate.scope, &mandate.constraints,
                                   &mandate.context, &mandate.revocableBy})
        *text = bounded(*text, kMostNames);
}

SpanFacts FactReader::read(const Step& step, Seq seq)
{
    m_blob.clear();
    m_cuts = {};
    const std::uint64_t folded = m_names.folded();
    SpanFacts f;
    f.span = step.span;
    f.parent = step.parent;
    f.start = step.start;
    f.end = step.end;
    f.seq = seq;
    f.responseKey = isId(step.responseId) ? sharedKey('r', step.responseId) : 0;
    f.usage = step.usage;
    f.cost = step.cost;
    f.dialects = step.dialects;
    f.flags = step.flags & ~static_cast<std::uint32_t>(kRevision | kLate);
    f.attributes = static_cast<std::uint32_t>(step.raw.attributes.size());
    f.service = name(step.service);
    f.session = name(step.session);
    f.user = name(step.user);
    f.model = name(firstOf(step.responseModel, step.requestModel));
    f.cacheKey = cacheKeyOf(step);
    const bool isRun = step.kind == StepKind::agentRun;
    f.name = keep(isRun ? firstOf(step.agentName, step.name) : step.name, kMostName);
    f.error = keep(firstOf(step.errorMessage, step.errorType), kMostError);
    f.kind = step.kind;
    f.status = step.status;
    f.known = true;
    f.named = step.kind != StepKind::agentRun || !step.agentName.empty() || !step.agentId.empty();
    f.actor = actorOf(step);
    if (f.actor) {
        m_agents.describe(f.actor, step);
        bounded(step.agentDescription, AgentTable::kMostDescription);
    }
    if (!step.run.span.isZero() && step.run.span != step.span) {
        f.runSpan = step.run.span;
        f.runParent = step.run.parent;
        f.runActor = m_agents.intern({ActorKind::agent,
                                      bounded(step.service, kMostNames),
                                      {},
                                      bounded(firstOf(step.run.agent, "agent"), kMostNames)});
        m_agents.describe(f.runActor, step);
    }
    collectExtras(step, f);
    if (m_extras.hasMandate && !m_extras.mandate.scope.empty())
        for (const AgentIndex who : {f.actor, f.runActor})
            if (who)
                m_agents.claim(who, {step.start, std::string(m_extras.mandate.grantedBy),
                                     std::string(m_extras.mandate.scope)});
    if (!m_extras.empty()) {
        m_bytes.clear();
        m_extras.write(m_bytes);
        f.extra = keep(m_bytes, m_bytes.size());
    }
    if (f.span.isZero()) {
        f.span.value = contentDigest({&f, m_blob}, m_names.pool()) | 1;
        f.runSpan = f.runSpan == f.span ? SpanId{} : f.runSpan;
    }
    m_cuts.add(LossKind::namesFolded, m_names.folded() - folded);
    return f;
}

} // namespace penstock
