// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fields/row_fields.h"

namespace penstock {
namespace {

using Number = std::optional<std::int64_t>;

constexpr std::uint64_t bit(unsigned number)
{
    return std::uint64_t{1} << number;
}
template <class Enum> std::uint64_t bitOf(Enum value)
{
    return bit(static_cast<unsigned>(value));
}

/// All fields of the schema for these rows, but those that nothing here can tell.
FieldScope scopeOf(RowKind rows, std::initializer_list<FieldId> unknown)
{
    FieldScope scope;
    scope.rows = rows;
    for (const FieldId field : unknown)
        scope.fields.reset(static_cast<std::size_t>(field));
    return scope;
}

Number count(std::uint64_t n)
{
    return static_cast<std::int64_t>(n);
}
Number timeOr(Nanos t)
{
    return t == 0 ? Number() : Number(t);
}

/// Nothing priced although there were calls: unknown, never zero.
Number costOf(const CostTotals& cost)
{
    return cost.total() == 0 && cost.unpricedCalls > 0 ? Number() : Number(cost.total());
}

Number usageNumber(FieldId field, const UsageTotals& usage)
{
    switch (field) {
    case FieldId::tokens:
        return usage.input + usage.output;
    case FieldId::inputTokens:
        return usage.input;
    case FieldId::outputTokens:
        return usage.output;
    case FieldId::cacheReadTokens:
        return usage.inputCacheRead;
    case FieldId::cacheWriteTokens:
        return usage.inputCacheWrite;
    case FieldId::reasoningTokens:
        return usage.outputReasoning;
    case FieldId::calls:
        return usage.calls;
    default:
        return std::nullopt;
    }
}

/// Of an agent or trace: running while work is open, failed when a step failed; else unknown – "nothing failed" is not
/// "confirmed ok".
std::uint64_t stateOf(bool running, bool failed)
{
    return (running ? bitOf(StepStatus::running) : 0) | (failed ? bitOf(StepStatus::error) : 0);
}

IdPattern idOf(const TraceId& id)
{
    return id.isZero() ? IdPattern{} : FilterLiteral::ofId(id).id;
}
IdPattern idOf(SpanId id)
{
    return id.isZero() ? IdPattern{} : FilterLiteral::ofId(id).id;
}

/// The classes of step.h's Evidence, as bits of known_by.
std::uint64_t knownByBits(std::uint32_t evidence)
{
    constexpr std::uint32_t kDeclared = bit(1) | bit(2) | bit(8) | bit(9),
                            kInferred = bit(6) | bit(10) | bit(11);
    const std::uint32_t structural = evidence & ~(kDeclared | kInferred | bit(0));
    std::uint64_t bits = evidence;
    bits |= (evidence & kDeclared) != 0 ? bit(kEvidenceCount) : 0;
    bits |= structural != 0 ? bit(kEvidenceCount + 1) : 0;
    bits |= (evidence & kInferred) != 0 ? bit(kEvidenceCount + 2) : 0;
    return bits;
}

} // namespace

FieldScope AgentFields::scope()
{
    return scopeOf(RowKind::agent, {});
}

std::string_view AgentFields::text(FieldId field) const
{
    switch (field) {
    case FieldId::agent:
        return m_row->kind == ActorKind::agent || m_row->kind == ActorKind::remoteAgent
                   ? m_row->name
                   : std::string_view();
    case FieldId::tool:
        return m_row->kind == ActorKind::tool ? m_row->name : std::string_view();
    case FieldId::name:
        return m_row->name;
    case FieldId::agentId:
        return m_row->id;
    case FieldId::model:
        return m_row->model;
    case FieldId::environment:
        return m_row->environment;
    case FieldId::deployment:
        return m_row->deployment;
    case FieldId::framework:
        return m_row->framework;
    case FieldId::version:
        return m_row->version;
    default:
        return {};
    }
}

std::optional<std::int64_t> AgentFields::number(FieldId field) const
{
    switch (field) {
    case FieldId::cost:
        return costOf(m_row->cost);
    case FieldId::priced:
        return m_row->cost.unpricedCalls == 0;
    case FieldId::runs:
        return count(m_row->runs);
    case FieldId::openRuns:
        return count(m_row->runsOpen);
    case FieldId::steps:
        return count(m_row->steps);
    case FieldId::errors:
        return count(m_row->errors);
    case FieldId::firstSeen:
        return timeOr(m_row->firstSeen);
    case FieldId::lastSeen:
        return timeOr(m_row->lastSeen);
    default:
        return usageNumber(field, m_row->usage);
    }
}

std::uint64_t AgentFields::words(FieldId field) const
{
    return field == FieldId::actor ? bitOf(m_row->kind)
                                   : stateOf(m_row->runsOpen > 0, m_row->errors > 0);
}

FieldScope RunFields::scope()
{
    return scopeOf(RowKind::run, {FieldId::cascade});
}

std::string_view RunFields::text(FieldId field) const
{
    const AgentRow& agent = m_state.agents[m_row->agent.value];
    const TraceRow& trace = m_state.traces[m_row->trace.value];
    switch (field) {
    case FieldId::agent:
    case FieldId::name:
        return agent.name;
    case FieldId::environment:
        return agent.environment;
    case FieldId::deployment:
        return agent.deployment;
    case FieldId::framework:
        return agent.framework;
    case FieldId::user:
        return trace.user;
    case FieldId::session:
        return trace.session;
    default:
        return {};
    }
}

std::optional<std::int64_t> RunFields::number(FieldId field) const
{
    switch (field) {
    case FieldId::cost:
        return m_row->cost == 0 && m_row->unpriced ? Number() : Number(m_row->cost);
    case FieldId::priced:
        return !m_row->unpriced;
    case FieldId::tokens:
        return m_row->tokens;
    case FieldId::steps:
        return m_row->steps;
    case FieldId::errors:
        return m_row->errors;
    case FieldId::duration:
        return m_row->end == 0 ? Number() : Number(m_row->end - m_row->start);
    case FieldId::started:
        return timeOr(m_row->start);
    case FieldId::ended:
        return timeOr(m_row->end);
    case FieldId::synthetic:
        return m_row->synthetic;
    default:
        return std::nullopt;
    }
}

std::uint64_t RunFields::words(FieldId) const
{
    return bitOf(m_row->status);
}

IdPattern RunFields::id(FieldId field) const
{
    return field == FieldId::trace ? idOf(m_state.traces[m_row->trace.value].id)
                                   : idOf(m_row->span);
}

FieldScope TraceFields::scope()
{
    return scopeOf(RowKind::trace, {FieldId::cascade});
}

std::string_view TraceFields::text(FieldId field) const
{
    switch (field) {
    case FieldId::agent:
        return m_row->agent;
    case FieldId::name:
        return m_row->name;
    case FieldId::deployment:
        return m_row->deployment;
    case FieldId::session:
        return m_row->session;
    case FieldId::user:
        return m_row->user;
    default:
        return {};
    }
}

std::optional<std::int64_t> TraceFields::number(FieldId field) const
{
    switch (field) {
    case FieldId::cost:
        return costOf(m_row->cost);
    case FieldId::priced:
        return m_row->cost.unpricedCalls == 0;
    case FieldId::runs:
        return m_row->runs;
    case FieldId::steps:
        return m_row->steps;
    case FieldId::agents:
        return m_row->agents;
    case FieldId::openSteps:
        return m_row->running;
    case FieldId::missingParents:
        return m_row->missingParents;
    case FieldId::errors:
        return m_row->errors;
    case FieldId::duration:
        return m_row->running > 0 ? Number() : Number(m_row->end - m_row->start);
    case FieldId::started:
        return timeOr(m_row->start);
    case FieldId::ended:
        return m_row->running > 0 ? Number() : timeOr(m_row->end);
    case FieldId::lastSeen:
        return timeOr(m_row->end);
    default:
        return usageNumber(field, m_row->usage);
    }
}

std::uint64_t TraceFields::words(FieldId field) const
{
    return field == FieldId::dialect ? m_row->dialects
                                     : stateOf(m_row->running > 0, m_row->errors > 0);
}

IdPattern TraceFields::id(FieldId) const
{
    return idOf(m_row->id);
}

FieldScope DelegationFields::scope()
{
    return scopeOf(RowKind::delegation, {FieldId::pattern});
}

std::string_view DelegationFields::text(FieldId field) const
{
    return m_state.agents[(field == FieldId::from ? m_row->from : m_row->to).value].name;
}

std::optional<std::int64_t> DelegationFields::number(FieldId field) const
{
    switch (field) {
    case FieldId::count:
        return count(m_row->count);
    case FieldId::errors:
        return count(m_row->errors);
    case FieldId::confidence:
        return m_row->confidence;
    case FieldId::remote:
        return m_row->crossProcess;
    case FieldId::firstSeen:
        return timeOr(m_row->firstSeen);
    case FieldId::lastSeen:
        return timeOr(m_row->lastSeen);
    default:
        return std::nullopt;
    }
}

std::uint64_t DelegationFields::words(FieldId field) const
{
    if (field == FieldId::actor)
        return bitOf(m_row->toKind);
    return field == FieldId::mode ? bitOf(m_row->mode) : knownByBits(m_row->evidence);
}

FieldScope AlarmFields::scope()
{
    return scopeOf(RowKind::alarm, {});
}

std::string_view AlarmFields::text(FieldId field) const
{
    switch (field) {
    case FieldId::detector:
        return m_alarm->finding->detector;
    case FieldId::subject:
        return m_alarm->finding->subject;
    default:
        return m_alarm->acknowledgedBy;
    }
}

std::optional<std::int64_t> AlarmFields::number(FieldId field) const
{
    switch (field) {
    case FieldId::active:
        return m_alarm->active;
    case FieldId::raised:
        return timeOr(m_alarm->raisedAt);
    default:
        return m_alarm->occurrences;
    }
}

std::uint64_t AlarmFields::words(FieldId field) const
{
    return field == FieldId::priority ? bit(static_cast<unsigned>(m_alarm->priority) - 1)
                                      : bitOf(m_alarm->state);
}

IdPattern AlarmFields::id(FieldId) const
{
    return idOf(m_alarm->finding->trace);
}

} // namespace penstock
