// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cascade_table.h"

#include "ui/models/format.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMostKept = 4096;

std::vector<TableColumn> makeColumns()
{
    return {
        {u"cascade"_s, u"#"_s, CascadeTable::tr("Number of the trace that began it"), 56, true,
         true},
        {u"started"_s, CascadeTable::tr("Started"), CascadeTable::tr("Earliest event time in it"),
         104, true, true},
        {u"name"_s, CascadeTable::tr("Root decision"),
         CascadeTable::tr("Name of the root of the trace that began it"), 140, false, false, true,
         96},
        {u"agent"_s, CascadeTable::tr("Agent"), CascadeTable::tr("Agent of the root run"), 136,
         false, false, false, 116},
        {u"deployment"_s, CascadeTable::tr("Deployment"),
         CascadeTable::tr("service.name of the root"), 104, false, false, false, 72},
        {u"state"_s, CascadeTable::tr("State"),
         CascadeTable::tr("Running work, failed steps, parents that never came"), 98, false, false,
         false, 84},
        {u"duration"_s, CascadeTable::tr("Duration"),
         CascadeTable::tr("From the earliest to the latest event time"), 84, true, true},
        {u"traces"_s, CascadeTable::tr("Traces"),
         CascadeTable::tr("Traces it goes through, across services"), 56, true, true},
        {u"agents"_s, CascadeTable::tr("Agents"),
         CascadeTable::tr("Different agents; \u2265 where traces may share some"), 60, true, true},
        {u"runs"_s, CascadeTable::tr("Runs"), CascadeTable::tr("Runs of agents"), 50, true, true},
        {u"steps"_s, CascadeTable::tr("Steps"), CascadeTable::tr("Steps received"), 56, true, true},
        {u"errors"_s, CascadeTable::tr("Errors"), CascadeTable::tr("Steps that failed"), 54, true,
         true},
        {u"tokens"_s, CascadeTable::tr("Tokens"),
         CascadeTable::tr("Input and output, counted once"), 76, true, true},
        {u"cost"_s, CascadeTable::tr("Cost"),
         CascadeTable::tr("Counted once; \u2265 while parts have no price or still run"), 96, true,
         true},
    };
}

/// At least so many: two traces may have agents in common.
QString agentsText(const CascadeRow& row)
{
    const QString least = countText(row.agents);
    return row.agents == row.agentsAtMost ? least : u"\u2265 "_s + least;
}

bool hasTokens(const CascadeRow& row)
{
    return row.usage.calls > row.usage.callsNoUsage;
}

QString stateText(const CascadeRow& row)
{
    if (row.running > 0)
        return CascadeTable::tr("running");
    if (row.errors > 0)
        return CascadeTable::tr("failed");
    if (row.missingParents > 0)
        return CascadeTable::tr("%1 missing").arg(countText(row.missingParents));
    return {};
}

Glyph stateGlyph(const CascadeRow& row)
{
    if (row.errors > 0)
        return Glyph::cross;
    if (row.running > 0)
        return Glyph::running;
    return row.missingParents > 0 ? Glyph::missing : Glyph::none;
}

QString textOf(const CascadeRow& row, const TraceRow& root, Nanos now, int column)
{
    switch (column) {
    case CascadeTable::kNumber:
        return countText(row.root.value);
    case CascadeTable::kStarted:
        return listTimeText(row.start, now);
    case CascadeTable::kName:
        return safeLine(root.name);
    case CascadeTable::kAgent:
        return safeLine(root.agent);
    case CascadeTable::kDeployment:
        return safeLine(root.deployment);
    case CascadeTable::kState:
        return stateText(row);
    case CascadeTable::kDuration:
        return row.end > row.start ? durationText(row.end - row.start) : missingText();
    case CascadeTable::kTraces:
        return countText(row.traces);
    case CascadeTable::kAgents:
        return agentsText(row);
    case CascadeTable::kRuns:
        return countText(row.runs);
    case CascadeTable::kSteps:
        return countText(row.steps);
    case CascadeTable::kErrors:
        return row.errors > 0 ? countText(row.errors) : missingText();
    case CascadeTable::kTokens:
        return hasTokens(row) ? tokensText(row.usage.input + row.usage.output) : missingText();
    case CascadeTable::kCost:
        return row.usage.calls > 0 ? costText(row.cost, row.running > 0) : missingText();
    default:
        return {};
    }
}

// Nothing where nobody said: missing is never 0, in a copy neither.
QVariant copyOf(const CascadeRow& row, int column)
{
    switch (column) {
    case CascadeTable::kNumber:
        return row.root.value;
    case CascadeTable::kStarted:
        return fullTimeText(row.start);
    case CascadeTable::kDuration:
        return row.end > row.start ? QVariant(static_cast<double>(row.end - row.start) / 1e9)
                                   : QVariant();
    case CascadeTable::kTraces:
        return row.traces;
    case CascadeTable::kAgents:
        return row.agents == row.agentsAtMost ? QVariant(row.agents) : QVariant();
    case CascadeTable::kRuns:
        return qulonglong{row.runs};
    case CascadeTable::kSteps:
        return qulonglong{row.steps};
    case CascadeTable::kErrors:
        return qulonglong{row.errors};
    case CascadeTable::kTokens:
        return hasTokens(row) ? QVariant(qlonglong{row.usage.input + row.usage.output})
                              : QVariant();
    case CascadeTable::kCost:
        return row.usage.calls > 0 && (row.cost.total() != 0 || row.cost.unpricedCalls == 0)
                   ? QVariant(static_cast<double>(row.cost.total()) / 1e6)
                   : QVariant();
    default:
        return {};
    }
}

Emphasis emphasisOf(const CascadeRow& row, int column)
{
    switch (column) {
    case CascadeTable::kNumber:
    case CascadeTable::kDeployment:
        return Emphasis::muted;
    case CascadeTable::kTraces:
        return row.traces > 1 ? Emphasis::strong : Emphasis::muted;
    case CascadeTable::kErrors:
        return row.errors > 0 ? Emphasis::strong : Emphasis::muted;
    case CascadeTable::kTokens:
    case CascadeTable::kCost:
        return row.usage.calls > 0 ? Emphasis::normal : Emphasis::muted;
    default:
        return Emphasis::normal;
    }
}

} // namespace

CascadeTable::CascadeTable(std::uint32_t leastTraces, QObject* parent)
    : SnapshotTable(makeColumns(), parent), m_leastTraces(leastTraces)
{
}

bool CascadeTable::lists(const FleetState& state, std::uint32_t number) const
{
    const CascadePlace& place = state.cascades[number];
    return place.root.value == number && place.traces >= m_leastTraces;
}

const CascadeRow& CascadeTable::row(const FleetState& state, std::uint32_t number) const
{
    if (m_rowsOf != &state || m_rowsSeq != state.seq || m_rows.size() > kMostKept) {
        m_rows.clear();
        m_rowsOf = &state;
        m_rowsSeq = state.seq;
    }
    const auto [it, isNew] = m_rows.try_emplace(number);
    if (isNew)
        it->second = cascadeRow(state, {number});
    return it->second;
}

QVariant CascadeTable::cell(const FleetState& state, std::uint32_t number, int column,
                            int role) const
{
    const CascadeRow& of = row(state, number);
    const TraceRow& root = state.traces[number];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(of, root, state.logTime, column);
    case Qt::ToolTipRole:
        if (column == kStarted)
            return fullTimeText(of.start);
        if (column == kAgents && of.agents != of.agentsAtMost)
            return tr("Between %1 and %2: traces tell how many agents they have, not which")
                .arg(countText(of.agents), countText(of.agentsAtMost));
        return column == kName ? QVariant(safeLine(root.name, 2000)) : QVariant();
    case kCopyRole: {
        const QVariant exact = copyOf(of, column);
        return exact.isNull() ? QVariant(textOf(of, root, state.logTime, column)) : exact;
    }
    case kEmphasisRole:
        return static_cast<int>(emphasisOf(of, column));
    case kGlyphRole:
        return static_cast<int>(column == kState                          ? stateGlyph(of)
                                : column == kAgent && !root.agent.empty() ? Glyph::agent
                                                                          : Glyph::none);
    default:
        return {};
    }
}

std::function<void(FilterRows&)> CascadeTable::ruleAdapter() const
{
    return [](FilterRows& rule) {
        rule.moves = true; // a row shows other rows
        rule.matches = [trace = std::move(rule.matches)](const FleetState& state,
                                                         std::uint32_t number) {
            if (number == 0 || number > state.cascades.size())
                return false;
            std::uint32_t at = number;
            do {
                if (trace(state, at))
                    return true;
                at = state.cascades[at].next.value;
            } while (at != number);
            return false;
        };
    };
}

/// What the root says; sums go beyond what a condition on one trace can ask for.
std::optional<CellFilter> CascadeTable::cellFilter(const FleetState& state, std::uint32_t number,
                                                   int column) const
{
    const TraceRow& root = state.traces[number];
    switch (column) {
    case kNumber:
        return idCell(FieldId::trace, root.id);
    case kStarted:
        return minuteCell(FieldId::started, root.start);
    case kName:
        return textCell(FieldId::name, root.name);
    case kAgent:
        return textCell(FieldId::agent, root.agent);
    case kDeployment:
        return textCell(FieldId::deployment, root.deployment);
    default:
        return std::nullopt;
    }
}

KeyReader CascadeTable::keyReader(int column) const
{
    using S = const FleetState&;
    using N = std::uint32_t;
    const auto sum = [](auto read) {
        return [read](S s, N n) {
            return sortKey(static_cast<std::int64_t>(read(cascadeRow(s, {n}))));
        };
    };
    switch (column) {
    case kName:
        return [](S s, N n) { return sortKey(s.traces[n].name); };
    case kAgent:
        return [](S s, N n) { return sortKey(s.traces[n].agent); };
    case kDeployment:
        return [](S s, N n) { return sortKey(s.traces[n].deployment); };
    case kStarted:
        return sum([](const CascadeRow& row) { return row.start; });
    case kState:
        return sum([](const CascadeRow& row) {
            return (row.running > 0 ? 1'000'000'000'000u : 0) + row.errors * 1000 +
                   row.missingParents;
        });
    case kDuration:
        return sum([](const CascadeRow& row) { return row.end - row.start; });
    case kTraces:
        return sum([](const CascadeRow& row) { return row.traces; });
    case kAgents:
        return sum([](const CascadeRow& row) { return row.agents; });
    case kRuns:
        return sum([](const CascadeRow& row) { return row.runs; });
    case kSteps:
        return sum([](const CascadeRow& row) { return row.steps; });
    case kErrors:
        return sum([](const CascadeRow& row) { return row.errors; });
    case kTokens:
        return sum([](const CascadeRow& row) { return row.usage.input + row.usage.output; });
    case kCost:
        return sum([](const CascadeRow& row) { return row.cost.total(); });
    default:
        return [](S, N n) { return sortKey(std::int64_t{n}); };
    }
}

} // namespace penstock::ui
