// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fields/row_fields.h"

#include "core/model/step_texts.h"

#include <algorithm>

namespace penstock {
namespace {

using Number = std::optional<std::int64_t>;

Number known(std::int64_t n)
{
    return n == kNotSaid ? Number() : Number(n);
}

Number tokensOf(const Usage& usage)
{
    if (usage.input == kNotSaid && usage.output == kNotSaid)
        return std::nullopt;
    return std::max<std::int64_t>(usage.input, 0) + std::max<std::int64_t>(usage.output, 0);
}

Number flag(const TraceNode& node, StepFlag which)
{
    return (node.flags & which) != 0;
}

Number knownTime(Nanos n)
{
    return n == 0 ? Number() : Number(n);
}

constexpr FieldId kLoggedFields[] = {
    FieldId::agentId,          FieldId::tool,        FieldId::provider,     FieldId::target,
    FieldId::method,           FieldId::environment, FieldId::deployment,   FieldId::framework,
    FieldId::version,          FieldId::user,        FieldId::organization, FieldId::session,
    FieldId::source,           FieldId::errorType,   FieldId::finishReason, FieldId::arrived,
    FieldId::timeToFirstToken, FieldId::humanWait,   FieldId::dialect};

} // namespace

bool callsTool(StepKind kind)
{
    return kind == StepKind::toolCall || kind == StepKind::mcpRequest;
}

bool stepSays(const Step& step, std::string_view text)
{
    return anyText(step,
                   [text](std::string_view said) { return containsIgnoringCase(said, text); });
}

std::uint32_t runOfNode(const TraceView& view, std::uint32_t node)
{
    for (; node != 0; node = view.nodes[node - 1].parent)
        if (view.nodes[node - 1].kind == StepKind::agentRun)
            return node;
    return 0;
}

FieldScope StepFields::scope()
{
    FieldScope scope;
    scope.rows = RowKind::step;
    scope.fields.reset(static_cast<std::size_t>(FieldId::cascade));
    return scope;
}

void StepFields::set(const TraceView& view, const TraceNode& node)
{
    m_view = &view;
    m_node = &node;
    m_entry = nullptr;
    m_asked = false;
}

const LogEntry* StepFields::entry() const
{
    if (!m_asked) {
        m_asked = true;
        m_entry = m_node->seq == 0 ? nullptr : m_readEntry(m_node->seq);
        if (m_entry && !m_entry->step)
            m_entry = nullptr;
    }
    return m_entry;
}

const EntryFields& StepFields::logged() const
{
    m_logged.set(entry());
    return m_logged;
}

bool StepFields::says(std::string_view text) const
{
    return containsIgnoringCase(m_node->name, text) || containsIgnoringCase(m_node->error, text) ||
           (entry() && stepSays(*entry()->step, text));
}

const FieldSet& EntryFields::logged()
{
    static const FieldSet kSet = [] {
        FieldSet set;
        for (const FieldId field : kLoggedFields)
            set.set(static_cast<std::size_t>(field));
        return set;
    }();
    return kSet;
}

std::string_view StepFields::text(FieldId field) const
{
    switch (field) {
    case FieldId::name:
        return m_node->name;
    case FieldId::agent:
        return m_node->agent;
    case FieldId::model:
        return m_node->model;
    case FieldId::error:
        return m_node->error;
    case FieldId::tool:
        if (!callsTool(m_node->kind))
            return {};
        [[fallthrough]];
    default:
        return logged().text(field);
    }
}

std::string_view EntryFields::text(FieldId field) const
{
    if (m_entry == nullptr)
        return {};
    const Step& step = *m_entry->step;
    switch (field) {
    case FieldId::agentId:
        return step.agentId;
    case FieldId::tool:
        return step.toolName;
    case FieldId::provider:
        return step.provider;
    case FieldId::target:
        return step.target;
    case FieldId::method:
        return step.method;
    case FieldId::environment:
        return step.environment;
    case FieldId::deployment:
        return step.service;
    case FieldId::framework:
        return step.framework;
    case FieldId::version:
        return step.agentVersion;
    case FieldId::user:
        return step.user;
    case FieldId::organization:
        return step.organization;
    case FieldId::session:
        return step.session;
    case FieldId::source:
        return m_entry->source;
    case FieldId::errorType:
        return step.errorType;
    case FieldId::finishReason:
        return step.finishReason;
    default:
        return {};
    }
}

std::optional<std::int64_t> StepFields::number(FieldId field) const
{
    const TraceNode& node = *m_node;
    switch (field) {
    case FieldId::cost:
        return node.cost.source == CostSource::none ? Number() : Number(node.cost.amount);
    case FieldId::priced:
        return (node.counts & kHasNoPrice) == 0;
    case FieldId::tokens:
        return tokensOf(node.usage);
    case FieldId::inputTokens:
        return known(node.usage.input);
    case FieldId::outputTokens:
        return known(node.usage.output);
    case FieldId::cacheReadTokens:
        return known(node.usage.inputCacheRead);
    case FieldId::cacheWriteTokens:
        return known(node.usage.inputCacheWrite);
    case FieldId::reasoningTokens:
        return known(node.usage.outputReasoning);
    case FieldId::duration:
        return node.end == 0 ? Number() : Number(node.end - node.start);
    case FieldId::started:
        return node.start == 0 ? Number() : Number(node.start);
    case FieldId::ended:
        return node.end == 0 ? Number() : Number(node.end);
    case FieldId::synthetic:
        return node.synthetic;
    case FieldId::placeholder:
        return node.missing;
    case FieldId::late:
        return flag(node, kLate);
    case FieldId::revised:
        return flag(node, kRevision);
    case FieldId::masked:
        return flag(node, kMasked);
    case FieldId::truncated:
        return flag(node, kSdkTruncated);
    default:
        return logged().number(field);
    }
}

std::optional<std::int64_t> EntryFields::number(FieldId field) const
{
    if (m_entry == nullptr)
        return std::nullopt;
    switch (field) {
    case FieldId::arrived:
        return m_entry->arrival;
    case FieldId::timeToFirstToken:
        return knownTime(m_entry->step->timeToFirstToken);
    case FieldId::humanWait:
        return knownTime(m_entry->step->humanWait);
    default:
        return std::nullopt;
    }
}

std::uint64_t StepFields::words(FieldId field) const
{
    const auto bitOf = [](auto value) { return std::uint64_t{1} << static_cast<unsigned>(value); };
    switch (field) {
    case FieldId::kind:
        return bitOf(m_node->kind);
    case FieldId::state:
        return m_node->missing ? 0 : bitOf(m_node->status);
    case FieldId::costSource:
        return bitOf(m_node->cost.source);
    case FieldId::usage:
        return bitOf(m_node->role);
    default:
        return logged().words(field);
    }
}

std::uint64_t EntryFields::words(FieldId field) const
{
    return m_entry != nullptr && field == FieldId::dialect ? m_entry->step->dialects : 0;
}

IdPattern StepFields::id(FieldId field) const
{
    const auto spanOf = [this](std::uint32_t node) {
        return node == 0 ? SpanId{} : m_view->nodes[node - 1].span;
    };
    SpanId span = m_node->span;
    if (field == FieldId::trace)
        return FilterLiteral::ofId(m_view->row.id).id;
    if (field == FieldId::parent)
        span = spanOf(m_node->parent);
    else if (field == FieldId::run)
        span = spanOf(
            runOfNode(*m_view, static_cast<std::uint32_t>(m_node - m_view->nodes.data()) + 1));
    return span.isZero() ? IdPattern{} : FilterLiteral::ofId(span).id;
}

} // namespace penstock
