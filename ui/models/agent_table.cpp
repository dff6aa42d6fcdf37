// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/agent_table.h"

#include "ui/models/actor_glyph.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"agent"_s, u"#"_s, AgentTable::tr("Number of the agent, in order of first appearance"),
         44, true, true},
        {u"name"_s, AgentTable::tr("Agent"),
         AgentTable::tr("Name as the sender gives it; the shape tells the kind"), 190, false, false,
         true, 120},
        {u"kind"_s, AgentTable::tr("Kind"),
         AgentTable::tr("Agent, remote agent, tool, store or person"), 92, false, false, false, 60},
        {u"deployment"_s, AgentTable::tr("Deployment"), AgentTable::tr("service.name"), 108, false,
         false, false, 60},
        {u"framework"_s, AgentTable::tr("Framework"), AgentTable::tr("As told by the telemetry"),
         104, false, false, false, 48},
        {u"model"_s, AgentTable::tr("Model"), AgentTable::tr("The model most of its calls used"),
         176, false, false, false, 80},
        {u"runs"_s, AgentTable::tr("Runs"), AgentTable::tr("Runs so far"), 68, true, true},
        {u"open"_s, AgentTable::tr("Open"), AgentTable::tr("Runs that have not ended"), 52, true,
         true},
        {u"steps"_s, AgentTable::tr("Steps"), AgentTable::tr("Steps of its runs"), 72, true, true},
        {u"errors"_s, AgentTable::tr("Errors"), AgentTable::tr("Failed steps of its runs"), 60,
         true, true},
        {u"input"_s, AgentTable::tr("Input"),
         AgentTable::tr("Input tokens, counted once, cached parts included"), 88, true, true},
        {u"output"_s, AgentTable::tr("Output"),
         AgentTable::tr("Output tokens, counted once, reasoning included"), 84, true, true},
        {u"cost"_s, AgentTable::tr("Cost"),
         AgentTable::tr("Counted once; \u2265 while calls have no price"), 104, true, true},
        {u"last_seen"_s, AgentTable::tr("Last seen"),
         AgentTable::tr("Event time of its newest step"), 104, true, true},
    };
}

bool acted(const AgentRow& agent)
{
    return agent.runs > 0 || agent.steps > 0;
}

QString textOf(const AgentRow& a, const FleetState& state, std::uint32_t number, int column)
{
    const bool calls = a.usage.calls > 0;
    const bool usage = a.usage.calls > a.usage.callsNoUsage;
    switch (column) {
    case AgentTable::kNumber:
        return countText(number);
    case AgentTable::kName:
        return safeLine(a.name);
    case AgentTable::kKind:
        return actorText(a.kind);
    case AgentTable::kDeployment:
        return safeLine(a.deployment);
    case AgentTable::kFramework:
        return safeLine(a.framework);
    case AgentTable::kModel:
        return safeLine(a.model);
    case AgentTable::kRuns:
        return countText(a.runs);
    case AgentTable::kOpen:
        return a.runsOpen > 0 ? countText(a.runsOpen) : missingText();
    case AgentTable::kSteps:
        return countText(a.steps);
    case AgentTable::kErrors:
        return a.errors > 0 ? countText(a.errors) : missingText();
    case AgentTable::kInput:
        return usage ? tokensText(a.usage.input) : missingText();
    case AgentTable::kOutput:
        return usage ? tokensText(a.usage.output) : missingText();
    case AgentTable::kCost:
        return calls ? costText(a.cost, false) : missingText();
    case AgentTable::kLastSeen:
        return listTimeText(a.lastSeen, state.logTime);
    default:
        return {};
    }
}

Emphasis emphasisAt(const AgentRow& a, int column)
{
    switch (column) {
    case AgentTable::kName:
        return Emphasis::normal;
    case AgentTable::kNumber:
    case AgentTable::kKind:
    case AgentTable::kFramework:
    case AgentTable::kDeployment:
        return Emphasis::muted;
    case AgentTable::kErrors:
        return a.errors > 0 ? Emphasis::strong : Emphasis::muted;
    default:
        return Emphasis::normal;
    }
}

QVariant tipOf(const AgentRow& a, int column)
{
    if (column == AgentTable::kLastSeen)
        return fullTimeText(a.lastSeen);
    if (column != AgentTable::kName)
        return {};
    QString tip = actorText(a.kind) + u": "_s + safeLine(a.name, 500);
    if (!a.description.empty())
        tip += u'\n' + safeLine(a.description, 500);
    return tip;
}

} // namespace

AgentTable::AgentTable(QObject* parent) : SnapshotTable(makeColumns(), parent) {}

QVariant AgentTable::cell(const FleetState& state, std::uint32_t number, int column, int role) const
{
    const AgentRow& agent = state.agents[number];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(agent, state, number, column);
    case Qt::ToolTipRole:
        return tipOf(agent, column);
    case kCopyRole:
        return column == kLastSeen ? fullTimeText(agent.lastSeen)
                                   : textOf(agent, state, number, column);
    case kEmphasisRole:
        return static_cast<int>(emphasisAt(agent, column));
    case kGlyphRole:
        return static_cast<int>(column == kName ? actorGlyph(agent.kind) : Glyph::none);
    default:
        return {};
    }
}

// A name that a revision took back, or a peer that was only named, never acted.
bool AgentTable::lists(const FleetState& state, std::uint32_t number) const
{
    return acted(state.agents[number]);
}

std::optional<CellFilter> AgentTable::cellFilter(const FleetState& state, std::uint32_t number,
                                                 int column) const
{
    const AgentRow& row = state.agents[number];
    const auto count = [](FieldId field, std::uint64_t n) {
        return numberCell(field, static_cast<std::int64_t>(n));
    };
    switch (column) {
    case kNumber:
    case kName:
        return textCell(FieldId::name, row.name);
    case kKind:
        return numberCell(FieldId::actor, static_cast<std::int64_t>(row.kind));
    case kDeployment:
        return textCell(FieldId::deployment, row.deployment);
    case kFramework:
        return textCell(FieldId::framework, row.framework);
    case kModel:
        return textCell(FieldId::model, row.model);
    case kRuns:
        return count(FieldId::runs, row.runs);
    case kOpen:
        return count(FieldId::openRuns, row.runsOpen);
    case kSteps:
        return count(FieldId::steps, row.steps);
    case kErrors:
        return count(FieldId::errors, row.errors);
    case kInput:
        return numberCell(FieldId::inputTokens, row.usage.input);
    case kOutput:
        return numberCell(FieldId::outputTokens, row.usage.output);
    case kCost:
        return numberCell(FieldId::cost, row.cost.total());
    case kLastSeen:
        return minuteCell(FieldId::lastSeen, row.lastSeen);
    default:
        return std::nullopt;
    }
}

std::uint64_t AgentTable::countAgents(const FleetState& state)
{
    std::uint64_t count = 0;
    for (std::uint32_t number = 1; number <= state.agents.size(); ++number) {
        const AgentRow& agent = state.agents[number];
        const bool isAgent = agent.kind == ActorKind::agent || agent.kind == ActorKind::remoteAgent;
        count += isAgent && acted(agent);
    }
    return count;
}

KeyReader AgentTable::keyReader(int column) const
{
    using S = const FleetState&;
    using N = std::uint32_t;
    const auto number = [](std::uint64_t v) { return sortKey(static_cast<std::int64_t>(v)); };
    switch (column) {
    case kName:
        return [](S s, N n) { return sortKey(std::string_view(s.agents[n].name)); };
    case kKind:
        return [](S s, N n) { return sortKey(static_cast<std::int64_t>(s.agents[n].kind)); };
    case kDeployment:
        return [](S s, N n) { return sortKey(std::string_view(s.agents[n].deployment)); };
    case kFramework:
        return [](S s, N n) { return sortKey(std::string_view(s.agents[n].framework)); };
    case kModel:
        return [](S s, N n) { return sortKey(std::string_view(s.agents[n].model)); };
    case kRuns:
        return [number](S s, N n) { return number(s.agents[n].runs); };
    case kOpen:
        return [number](S s, N n) { return number(s.agents[n].runsOpen); };
    case kSteps:
        return [number](S s, N n) { return number(s.agents[n].steps); };
    case kErrors:
        return [number](S s, N n) { return number(s.agents[n].errors); };
    case kInput:
        return [](S s, N n) { return sortKey(s.agents[n].usage.input); };
    case kOutput:
        return [](S s, N n) { return sortKey(s.agents[n].usage.output); };
    case kCost:
        return [](S s, N n) { return sortKey(s.agents[n].cost.total()); };
    case kLastSeen:
        return [](S s, N n) { return sortKey(s.agents[n].lastSeen); };
    default:
        return [](S, N n) { return sortKey(std::int64_t{n}); };
    }
}

} // namespace penstock::ui
