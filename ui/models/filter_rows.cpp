// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_rows.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

#include "core/alarm/alarm_picture.h"
#include "core/fields/row_paths.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(filter)
};

using Matcher = std::shared_ptr<const FilterMatcher>;

bool isRelative(const FilterLiteral& value)
{
    return value.kind == FilterLiteral::Kind::age || value.kind == FilterLiteral::Kind::today ||
           value.kind == FilterLiteral::Kind::yesterday;
}

bool hasPath(const FilterPtr& filter)
{
    return filter->kind == FilterKind::path || std::ranges::any_of(filter->children, hasPath);
}

bool countsFromNow(const FilterPtr& filter)
{
    return std::ranges::any_of(filter->values, isRelative) ||
           std::ranges::any_of(filter->children, countsFromNow);
}

// A path knows only the agents there were when it was made; newer ones are judged when it is made anew.
FilterRows::Matches agentMatches(const Matcher& matcher, std::uint32_t knownAgents)
{
    return [matcher, knownAgents](const FleetState& state, std::uint32_t number) {
        if (number == 0 || number > state.agents.size() || number > knownAgents)
            return false;
        AgentFields row(state);
        row.set({number});
        return matcher->matches(row);
    };
}

FilterRows::Matches runMatches(const Matcher& matcher)
{
    return [matcher](const FleetState& state, std::uint32_t number) {
        if (number == 0 || number > state.runs.size() || !state.runs[number].agent)
            return false;
        RunFields row(state);
        row.set(state.runs[number]);
        return matcher->matches(row);
    };
}

FilterRows::Matches alarmMatches(const Matcher& matcher)
{
    return [matcher](const FleetState& state, std::uint32_t number) {
        if (!state.alarms || number == 0 || number > state.alarms->alarms.size() ||
            state.alarms->alarms[number].id.value == 0)
            return false;
        AlarmFields row;
        row.set(state.alarms->alarms[number]);
        return matcher->matches(row);
    };
}

FilterRows::Matches traceMatches(const Matcher& matcher)
{
    return [matcher](const FleetState& state, std::uint32_t number) {
        if (number == 0 || number > state.traces.size())
            return false;
        TraceFields row;
        row.set(state.traces[number]);
        return matcher->matches(row);
    };
}

FilterRows::Matches delegationMatches(const Matcher& matcher, std::uint32_t knownAgents)
{
    return [matcher, knownAgents](const FleetState& state, std::uint32_t number) {
        if (number == 0 || number > state.delegations.size())
            return false;
        const DelegationRow& delegation = state.delegations[number];
        if (!delegation.from || !delegation.to || delegation.from.value > knownAgents)
            return false;
        DelegationFields row(state);
        row.set(delegation);
        return matcher->matches(row);
    };
}

FilterRows::Matches matchesOf(RowKind kind, const Matcher& matcher, std::uint32_t knownAgents)
{
    switch (kind) {
    case RowKind::agent:
        return agentMatches(matcher, knownAgents);
    case RowKind::run:
        return runMatches(matcher);
    case RowKind::trace:
        return traceMatches(matcher);
    case RowKind::delegation:
        return delegationMatches(matcher, knownAgents);
    case RowKind::alarm:
        return alarmMatches(matcher);
    case RowKind::step:
        break;
    }
    return {};
}

QString notHere(const FilterDiagnostic& diagnostic)
{
    return FilterWords::tr("The filter is not applied here. %1")
        .arg(safeLine(diagnostic.sentence, 300));
}

} // namespace

FieldScope filterScope(RowKind kind)
{
    switch (kind) {
    case RowKind::agent:
        return AgentFields::scope();
    case RowKind::run:
        return RunFields::scope();
    case RowKind::trace:
        return TraceFields::scope();
    case RowKind::delegation:
        return DelegationFields::scope();
    case RowKind::alarm:
        return AlarmFields::scope();
    case RowKind::step:
        break;
    }
    return StepFields::scope();
}

FilterRows filterRows(RowKind kind, const QString& text,
                      const std::shared_ptr<const FleetState>& state, Nanos now)
{
    FilterRows out;
    const ParsedFilter parsed = parseFilter(text.toStdString(), filterScope(kind));
    if (parsed.verdict == FilterVerdict::empty)
        return out;
    if (parsed.verdict == FilterVerdict::invalid) {
        out.sentence = notHere(parsed.diagnostic);
        if (parseFilter(text.toStdString(), filterScope(RowKind::step)).verdict !=
            FilterVerdict::invalid)
            out.sentence += FilterWords::tr(" The list of steps finds them (Ctrl+Shift+F).");
        return out;
    }
    const bool path = hasPath(parsed.filter);
    if (path && kind == RowKind::run) { // needs every trace opened; the log's own lists do that
        out.sentence = FilterWords::tr(
            "The filter is not applied here. Paths are followed among agents and delegations.");
        return out;
    }
    RowPaths paths(kind, state, [](TraceIndex) { return std::shared_ptr<const TraceView>(); });
    const CompiledFilter compiled = compileFilter(parsed.filter, now, &paths);
    if (!compiled.matcher) {
        out.sentence = notHere(compiled.diagnostic);
        return out;
    }
    out.matches = matchesOf(kind, compiled.matcher, path ? state->agents.size() : UINT32_MAX);
    out.moves = path || kind == RowKind::run || countsFromNow(parsed.filter);
    return out;
}

CellFilter textCell(FieldId field, std::string_view text)
{
    if (text.empty())
        return {field, std::nullopt};
    return {field, FilterLiteral::ofText(std::string(text))};
}

CellFilter numberCell(FieldId field, std::int64_t number)
{
    return {field, FilterLiteral::ofNumber(number)};
}

CellFilter idCell(FieldId field, const TraceId& id)
{
    return {field, id.isZero() ? std::nullopt : std::optional(FilterLiteral::ofId(id))};
}

CellFilter idCell(FieldId field, SpanId id)
{
    return {field, id.isZero() ? std::nullopt : std::optional(FilterLiteral::ofId(id))};
}

CellFilter minuteCell(FieldId field, Nanos time)
{
    if (time == 0)
        return {field, std::nullopt};
    return {field, FilterLiteral::ofInstant(time - time % kMinute, kMinute)};
}

QString conditionText(const CellFilter& cell)
{
    const FilterPtr condition =
        cell.value ? comparison(cell.field, CompareOp::equal, *cell.value) : exists(cell.field);
    return safeLine(printFilter(cell.value ? condition : negation(condition)), 60);
}

} // namespace penstock::ui
