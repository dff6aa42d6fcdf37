// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trace_table.h"

#include "ui/models/format.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"trace"_s, u"#"_s, TraceTable::tr("Number of the trace, in order of arrival"), 64, true,
         true},
        {u"started"_s, TraceTable::tr("Started"), TraceTable::tr("Earliest event time in it"), 104,
         true, true},
        {u"name"_s, TraceTable::tr("Trace"),
         TraceTable::tr("Name of the root, or of the earliest step while the root is missing"), 180,
         false, false, true, 96},
        {u"agent"_s, TraceTable::tr("Agent"), TraceTable::tr("Agent of the root run"), 124, false,
         false, false, 64},
        {u"deployment"_s, TraceTable::tr("Deployment"), TraceTable::tr("service.name of the root"),
         104, false, false, false, 48},
        {u"state"_s, TraceTable::tr("State"),
         TraceTable::tr("Running work, failed steps, a root or parents that never came"), 98, false,
         false, false, 84},
        {u"duration"_s, TraceTable::tr("Duration"),
         TraceTable::tr("From the earliest to the latest event time"), 84, true, true},
        {u"steps"_s, TraceTable::tr("Steps"), TraceTable::tr("Steps received"), 52, true, true},
        {u"errors"_s, TraceTable::tr("Errors"), TraceTable::tr("Steps that failed"), 54, true,
         true},
        {u"tokens"_s, TraceTable::tr("Tokens"), TraceTable::tr("Input and output, counted once"),
         80, true, true},
        {u"cost"_s, TraceTable::tr("Cost"),
         TraceTable::tr("Counted once; \u2265 while parts have no price or still run"), 104, true,
         true},
    };
}

std::int64_t tokensOf(const TraceRow& row)
{
    return row.usage.input + row.usage.output;
}

bool hasTokens(const TraceRow& row)
{
    return row.usage.calls > row.usage.callsNoUsage;
}

bool hasCost(const TraceRow& row)
{
    return row.usage.calls > 0 && (row.cost.total() != 0 || row.cost.unpricedCalls == 0);
}

std::int64_t stateRank(const TraceRow& row)
{
    return (row.running > 0 ? 1'000'000'000'000 : 0) + row.errors * 1000ll + row.missingParents +
           (row.rootMissing ? 1 : 0);
}

QString textOf(const TraceRow& row, const FleetState& state, std::uint32_t number, int column)
{
    switch (column) {
    case TraceTable::kNumber:
        return countText(number);
    case TraceTable::kStarted:
        return listTimeText(row.start, state.logTime);
    case TraceTable::kName:
        return safeLine(row.name);
    case TraceTable::kAgent:
        return safeLine(row.agent);
    case TraceTable::kDeployment:
        return safeLine(row.deployment);
    case TraceTable::kState:
        return traceStateText(row);
    case TraceTable::kDuration:
        return row.end > row.start ? durationText(row.end - row.start) : missingText();
    case TraceTable::kSteps:
        return countText(row.steps);
    case TraceTable::kErrors:
        return row.errors > 0 ? countText(row.errors) : missingText();
    case TraceTable::kTokens:
        return hasTokens(row) ? tokensText(tokensOf(row)) : missingText();
    case TraceTable::kCost:
        return row.usage.calls > 0 ? costText(row.cost, row.running > 0) : missingText();
    default:
        return {};
    }
}

// Nothing where nobody said: missing is never 0, in a copy neither.
QVariant copyOf(const TraceRow& row, std::uint32_t number, int column)
{
    switch (column) {
    case TraceTable::kNumber:
        return number;
    case TraceTable::kStarted:
        return fullTimeText(row.start);
    case TraceTable::kDuration:
        return row.end > row.start ? QVariant(static_cast<double>(row.end - row.start) / 1e9)
                                   : QVariant();
    case TraceTable::kSteps:
        return row.steps;
    case TraceTable::kErrors:
        return row.errors;
    case TraceTable::kTokens:
        return hasTokens(row) ? QVariant(static_cast<qlonglong>(tokensOf(row))) : QVariant();
    case TraceTable::kCost:
        return hasCost(row) ? QVariant(static_cast<double>(row.cost.total()) / 1e6) : QVariant();
    default:
        return {};
    }
}

Emphasis emphasisOf(const TraceRow& row, int column)
{
    switch (column) {
    case TraceTable::kName:
        return Emphasis::normal;
    case TraceTable::kNumber:
    case TraceTable::kDeployment:
        return Emphasis::muted;
    case TraceTable::kErrors:
        return row.errors > 0 ? Emphasis::strong : Emphasis::muted;
    case TraceTable::kTokens:
    case TraceTable::kCost:
        return row.usage.calls > 0 ? Emphasis::normal : Emphasis::muted;
    default:
        return Emphasis::normal;
    }
}

Glyph stateGlyph(const TraceRow& row)
{
    if (row.errors > 0)
        return Glyph::cross;
    if (row.running > 0)
        return Glyph::running;
    return row.rootMissing || row.missingParents > 0 ? Glyph::missing : Glyph::none;
}

} // namespace

QString traceStateText(const TraceRow& row)
{
    if (row.running > 0)
        return TraceTable::tr("running");
    if (row.errors > 0)
        return TraceTable::tr("failed");
    if (row.rootMissing)
        return TraceTable::tr("no root yet");
    if (row.missingParents > 0)
        return TraceTable::tr("%1 missing").arg(row.missingParents);
    return {};
}

TraceTable::TraceTable(QObject* parent) : SnapshotTable(makeColumns(), parent) {}

QVariant TraceTable::cell(const FleetState& state, std::uint32_t number, int column, int role) const
{
    const TraceRow& row = state.traces[number];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, state, number, column);
    case Qt::ToolTipRole:
        if (column == kStarted)
            return fullTimeText(row.start);
        return column == kName ? QVariant(safeLine(row.name, 2000)) : QVariant();
    case kCopyRole: {
        const QVariant exact = copyOf(row, number, column);
        return exact.isNull() ? QVariant(textOf(row, state, number, column)) : exact;
    }
    case kEmphasisRole:
        return static_cast<int>(emphasisOf(row, column));
    case kGlyphRole:
        return static_cast<int>(column == kState                         ? stateGlyph(row)
                                : column == kAgent && !row.agent.empty() ? Glyph::agent
                                                                         : Glyph::none);
    default:
        return {};
    }
}

std::optional<CellFilter> TraceTable::cellFilter(const FleetState& state, std::uint32_t number,
                                                 int column) const
{
    const TraceRow& row = state.traces[number];
    const auto known = [](bool is, const CellFilter& cell) {
        return is ? cell : CellFilter{cell.field, std::nullopt};
    };
    switch (column) {
    case kNumber:
        return idCell(FieldId::trace, row.id);
    case kStarted:
        return minuteCell(FieldId::started, row.start);
    case kName:
        return textCell(FieldId::name, row.name);
    case kAgent:
        return textCell(FieldId::agent, row.agent);
    case kDeployment:
        return textCell(FieldId::deployment, row.deployment);
    case kState: {
        const auto word = row.running > 0 ? StepStatus::running : StepStatus::error;
        return known(row.running > 0 || row.errors > 0,
                     numberCell(FieldId::state, static_cast<std::int64_t>(word)));
    }
    case kDuration:
        return known(row.running == 0, numberCell(FieldId::duration, row.end - row.start));
    case kSteps:
        return numberCell(FieldId::steps, row.steps);
    case kErrors:
        return numberCell(FieldId::errors, row.errors);
    case kTokens:
        return numberCell(FieldId::tokens, tokensOf(row));
    case kCost:
        return known(hasCost(row), numberCell(FieldId::cost, row.cost.total()));
    default:
        return std::nullopt;
    }
}

KeyReader TraceTable::keyReader(int column) const
{
    using S = const FleetState&;
    using N = std::uint32_t;
    switch (column) {
    case kStarted:
        return [](S s, N n) { return sortKey(s.traces[n].start); };
    case kName:
        return [](S s, N n) { return sortKey(s.traces[n].name); };
    case kAgent:
        return [](S s, N n) { return sortKey(s.traces[n].agent); };
    case kDeployment:
        return [](S s, N n) { return sortKey(s.traces[n].deployment); };
    case kState:
        return [](S s, N n) { return sortKey(stateRank(s.traces[n])); };
    case kDuration:
        return [](S s, N n) { return sortKey(s.traces[n].end - s.traces[n].start); };
    case kSteps:
        return [](S s, N n) { return sortKey(std::int64_t{s.traces[n].steps}); };
    case kErrors:
        return [](S s, N n) { return sortKey(std::int64_t{s.traces[n].errors}); };
    case kTokens:
        return [](S s, N n) { return sortKey(tokensOf(s.traces[n])); };
    case kCost:
        return [](S s, N n) { return sortKey(s.traces[n].cost.total()); };
    default:
        return [](S, N n) { return sortKey(std::int64_t{n}); };
    }
}

} // namespace penstock::ui
