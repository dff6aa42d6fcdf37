// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_table.h"

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"run"_s, u"#"_s, RunTable::tr("Number of the run, in order of first appearance"), 60,
         true, true},
        {u"started"_s, RunTable::tr("Started"), RunTable::tr("Event time"), 104, true, true},
        {u"agent"_s, RunTable::tr("Agent"), RunTable::tr("Agent whose run this is"), 180, false,
         false, true, 100},
        {u"trace"_s, RunTable::tr("Trace"), RunTable::tr("Number of the trace it belongs to"), 64,
         true, true},
        {u"deployment"_s, RunTable::tr("Deployment"), RunTable::tr("service.name of the agent"),
         128, false, false, false, 52},
        {u"state"_s, RunTable::tr("State"),
         RunTable::tr("Running or failed; a run no span stands for is named so"), 112, false, false,
         false, 76},
        {u"duration"_s, RunTable::tr("Duration"), RunTable::tr("Event time"), 92, true, true},
        {u"steps"_s, RunTable::tr("Steps"), RunTable::tr("Steps of this run, not of runs below it"),
         56, true, true},
        {u"errors"_s, RunTable::tr("Errors"),
         RunTable::tr("Failed steps of this run, not of runs below it"), 56, true, true},
        {u"tokens"_s, RunTable::tr("Tokens"),
         RunTable::tr("Counted input and output of this run, not of runs below it"), 84, true,
         true},
        {u"cost"_s, RunTable::tr("Cost"),
         RunTable::tr("Counted cost of this run, not of runs below it"), 108, true, true},
    };
}

const AgentRow* agentOf(const FleetState& state, const RunRow& run)
{
    return run.agent && run.agent.value <= state.agents.size() ? &state.agents[run.agent.value]
                                                               : nullptr;
}

QString stateText(const RunRow& run)
{
    if (run.status == StepStatus::error)
        return statusText(run.status);
    if (run.end == 0 || run.status == StepStatus::running)
        return statusText(StepStatus::running);
    return run.synthetic ? RunTable::tr("no span of its own") : QString();
}

QString runCost(const RunRow& run)
{
    if (run.cost == 0 && (run.unpriced || run.tokens == 0))
        return missingText();
    const QString sum = QString::fromStdString(formatMoney(run.cost));
    return run.unpriced || run.end == 0 ? u"≥ "_s + sum : sum;
}

QString textOf(const RunRow& run, const FleetState& state, std::uint32_t number, int column)
{
    const AgentRow* agent = agentOf(state, run);
    switch (column) {
    case RunTable::kNumber:
        return countText(number);
    case RunTable::kStarted:
        return listTimeText(run.start, state.logTime);
    case RunTable::kAgent:
        return agent ? safeLine(agent->name) : missingText();
    case RunTable::kTrace:
        return u'#' + QString::number(run.trace.value);
    case RunTable::kDeployment:
        return agent ? safeLine(agent->deployment) : missingText();
    case RunTable::kState:
        return stateText(run);
    case RunTable::kDuration:
        return run.end > run.start ? durationText(run.end - run.start) : missingText();
    case RunTable::kSteps:
        return countText(run.steps);
    case RunTable::kErrors:
        return run.errors > 0 ? countText(run.errors) : missingText();
    case RunTable::kTokens:
        return run.tokens > 0 ? tokensText(run.tokens) : missingText();
    case RunTable::kCost:
        return runCost(run);
    default:
        return {};
    }
}

Glyph glyphAt(const RunRow& run, int column)
{
    if (column == RunTable::kAgent)
        return run.synthetic ? Glyph::missing : Glyph::agent;
    if (column != RunTable::kState)
        return Glyph::none;
    if (run.status == StepStatus::error)
        return Glyph::cross;
    return run.end == 0 ? Glyph::running : Glyph::none;
}

Emphasis emphasisAt(const RunRow& run, int column)
{
    switch (column) {
    case RunTable::kNumber:
    case RunTable::kTrace:
    case RunTable::kDeployment:
        return Emphasis::muted;
    case RunTable::kErrors:
        return run.errors > 0 ? Emphasis::strong : Emphasis::muted;
    default:
        return Emphasis::normal;
    }
}

SortKey agentKey(const FleetState& s, std::uint32_t n, bool deployment)
{
    const AgentRow* agent = agentOf(s, s.runs[n]);
    if (!agent)
        return sortKey(std::string_view());
    return sortKey(std::string_view(deployment ? agent->deployment : agent->name));
}

} // namespace

RunTable::RunTable(QObject* parent) : SnapshotTable(makeColumns(), parent) {}

TraceIndex RunTable::traceAt(int row) const
{
    const std::uint32_t number = numberAt(row);
    return number == 0 ? TraceIndex{} : shown()->runs[number].trace;
}

SpanId RunTable::spanAt(int row) const
{
    const std::uint32_t number = numberAt(row);
    return number == 0 ? SpanId{} : shown()->runs[number].span;
}

QVariant RunTable::cell(const FleetState& state, std::uint32_t number, int column, int role) const
{
    const RunRow& run = state.runs[number];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(run, state, number, column);
    case Qt::ToolTipRole:
        return column == kStarted ? QVariant(fullTimeText(run.start)) : QVariant();
    case kCopyRole:
        return column == kStarted ? fullTimeText(run.start) : textOf(run, state, number, column);
    case kEmphasisRole:
        return static_cast<int>(emphasisAt(run, column));
    case kGlyphRole:
        return static_cast<int>(glyphAt(run, column));
    default:
        return {};
    }
}

// A run without an agent was taken back by a later step.
bool RunTable::lists(const FleetState& state, std::uint32_t number) const
{
    return static_cast<bool>(state.runs[number].agent);
}

std::optional<CellFilter> RunTable::cellFilter(const FleetState& state, std::uint32_t number,
                                               int column) const
{
    const RunRow& run = state.runs[number];
    const AgentRow* agent = agentOf(state, run);
    switch (column) {
    case kNumber:
        return idCell(FieldId::run, run.span);
    case kStarted:
        return minuteCell(FieldId::started, run.start);
    case kAgent:
        return textCell(FieldId::agent, agent ? std::string_view(agent->name) : "");
    case kTrace:
        return idCell(FieldId::trace, state.traces[run.trace.value].id);
    case kDeployment:
        return textCell(FieldId::deployment, agent ? std::string_view(agent->deployment) : "");
    case kState:
        return numberCell(FieldId::state, static_cast<std::int64_t>(run.status));
    case kDuration:
        return run.end == 0 ? CellFilter{FieldId::duration, std::nullopt}
                            : numberCell(FieldId::duration, run.end - run.start);
    case kSteps:
        return numberCell(FieldId::steps, run.steps);
    case kErrors:
        return numberCell(FieldId::errors, run.errors);
    case kTokens:
        return numberCell(FieldId::tokens, run.tokens);
    case kCost:
        return run.cost == 0 && run.unpriced ? CellFilter{FieldId::cost, std::nullopt}
                                             : numberCell(FieldId::cost, run.cost);
    default:
        return std::nullopt;
    }
}

KeyReader RunTable::keyReader(int column) const
{
    using S = const FleetState&;
    using N = std::uint32_t;
    switch (column) {
    case kStarted:
        return [](S s, N n) { return sortKey(s.runs[n].start); };
    case kAgent:
        return [](S s, N n) { return agentKey(s, n, false); };
    case kTrace:
        return [](S s, N n) { return sortKey(std::int64_t{s.runs[n].trace.value}); };
    case kDeployment:
        return [](S s, N n) { return agentKey(s, n, true); };
    case kState:
        return [](S s, N n) {
            const RunRow& r = s.runs[n];
            return sortKey(std::int64_t{r.status == StepStatus::error ? 2 : r.end == 0 ? 1 : 0});
        };
    case kDuration:
        return [](S s, N n) {
            return sortKey(std::max<std::int64_t>(0, s.runs[n].end - s.runs[n].start));
        };
    case kSteps:
        return [](S s, N n) { return sortKey(std::int64_t{s.runs[n].steps}); };
    case kErrors:
        return [](S s, N n) { return sortKey(std::int64_t{s.runs[n].errors}); };
    case kTokens:
        return [](S s, N n) { return sortKey(s.runs[n].tokens); };
    case kCost:
        return [](S s, N n) { return sortKey(s.runs[n].cost); };
    default:
        return [](S, N n) { return sortKey(std::int64_t{n}); };
    }
}

} // namespace penstock::ui
