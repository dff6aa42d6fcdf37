// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/delegation_table.h"

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"delegation"_s, u"#"_s, DelegationTable::tr("Number, in order of first appearance"), 44,
         true, true},
        {u"from"_s, DelegationTable::tr("From"), DelegationTable::tr("Agent that delegates"), 170,
         false, false, false, 90},
        {u"to"_s, DelegationTable::tr("To"), DelegationTable::tr("Agent that is delegated to"), 170,
         false, false, false, 90},
        {u"known_by"_s, DelegationTable::tr("Known by"),
         DelegationTable::tr("Declared by the sender, structural (parent and child), or inferred"),
         84, false, false, false, 60},
        {u"evidence"_s, DelegationTable::tr("Evidence"),
         DelegationTable::tr("The strongest evidence seen; all of it on hover"), 260, false, false,
         false, 80},
        {u"mode"_s, DelegationTable::tr("Mode"), DelegationTable::tr("Whether control comes back"),
         120, false, false, false, 60},
        {u"confidence"_s, DelegationTable::tr("Sure"),
         DelegationTable::tr("Confidence of an inferred delegation"), 60, true, true},
        {u"count"_s, DelegationTable::tr("Count"), DelegationTable::tr("Delegations between runs"),
         68, true, true},
        {u"errors"_s, DelegationTable::tr("Failed"),
         DelegationTable::tr("Delegated runs that failed"), 60, true, true},
        {u"last_seen"_s, DelegationTable::tr("Last seen"), DelegationTable::tr("Event time"), 104,
         true, true},
    };
}

std::string_view agentName(const FleetState& state, AgentIndex agent)
{
    if (!agent || agent.value > state.agents.size())
        return {};
    return state.agents[agent.value].name;
}

QString textOf(const DelegationRow& d, const FleetState& state, std::uint32_t number, int column)
{
    switch (column) {
    case DelegationTable::kNumber:
        return countText(number);
    case DelegationTable::kFrom:
        return safeLine(agentName(state, d.from));
    case DelegationTable::kTo:
        return safeLine(agentName(state, d.to));
    case DelegationTable::kKnownBy:
        return knownByText(knownBy(d.best));
    case DelegationTable::kEvidence:
        return evidenceText(d.best);
    case DelegationTable::kMode:
        return modeText(d.mode) + (d.crossProcess ? DelegationTable::tr(", remote") : QString());
    case DelegationTable::kConfidence:
        return d.confidence > 0 ? u"%1 %"_s.arg(d.confidence) : missingText();
    case DelegationTable::kCount:
        return countText(d.count);
    case DelegationTable::kErrors:
        return d.errors > 0 ? countText(d.errors) : missingText();
    case DelegationTable::kLastSeen:
        return listTimeText(d.lastSeen, state.logTime);
    default:
        return {};
    }
}

Emphasis emphasisAt(const DelegationRow& d, int column)
{
    if (column == DelegationTable::kErrors && d.errors > 0)
        return Emphasis::strong;
    const bool muted = column == DelegationTable::kNumber || column == DelegationTable::kEvidence ||
                       (column == DelegationTable::kMode && d.mode == DelegationMode::unknown);
    return muted ? Emphasis::muted : Emphasis::normal;
}

} // namespace

DelegationTable::DelegationTable(QObject* parent) : SnapshotTable(makeColumns(), parent) {}

QVariant DelegationTable::cell(const FleetState& state, std::uint32_t number, int column,
                               int role) const
{
    const DelegationRow& d = state.delegations[number];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(d, state, number, column);
    case Qt::ToolTipRole:
        if (column == kLastSeen)
            return fullTimeText(d.lastSeen);
        return column == kEvidence ? QVariant(evidenceList(d.evidence).join(u'\n')) : QVariant();
    case kCopyRole:
        return column == kLastSeen ? fullTimeText(d.lastSeen) : textOf(d, state, number, column);
    case kEmphasisRole:
        return static_cast<int>(emphasisAt(d, column));
    case kGlyphRole:
        return static_cast<int>(column == kTo     ? Glyph::handoff
                                : column == kFrom ? Glyph::agent
                                                  : Glyph::none);
    default:
        return {};
    }
}

// Calls of tools, stores and people are rows of the same table; count 0 was taken back.
bool DelegationTable::lists(const FleetState& state, std::uint32_t number) const
{
    const DelegationRow& row = state.delegations[number];
    return row.toKind == ActorKind::agent && row.count > 0;
}

std::optional<CellFilter> DelegationTable::cellFilter(const FleetState& state, std::uint32_t number,
                                                      int column) const
{
    const DelegationRow& d = state.delegations[number];
    switch (column) {
    case kFrom:
        return textCell(FieldId::from, agentName(state, d.from));
    case kTo:
        return textCell(FieldId::to, agentName(state, d.to));
    case kKnownBy: { // the words of the three classes stand behind those of the evidence
        const auto how = static_cast<std::int64_t>(knownBy(d.best));
        return how == 0 ? CellFilter{FieldId::knownBy, std::nullopt}
                        : numberCell(FieldId::knownBy, kEvidenceCount + how - 1);
    }
    case kEvidence:
        return numberCell(FieldId::knownBy, static_cast<std::int64_t>(d.best));
    case kMode:
        return numberCell(FieldId::mode, static_cast<std::int64_t>(d.mode));
    case kConfidence:
        return numberCell(FieldId::confidence, d.confidence);
    case kCount:
        return numberCell(FieldId::count, static_cast<std::int64_t>(d.count));
    case kErrors:
        return numberCell(FieldId::errors, static_cast<std::int64_t>(d.errors));
    case kLastSeen:
        return minuteCell(FieldId::lastSeen, d.lastSeen);
    default:
        return std::nullopt;
    }
}

KeyReader DelegationTable::keyReader(int column) const
{
    using S = const FleetState&;
    using N = std::uint32_t;
    switch (column) {
    case kFrom:
        return [](S s, N n) { return sortKey(agentName(s, s.delegations[n].from)); };
    case kTo:
        return [](S s, N n) { return sortKey(agentName(s, s.delegations[n].to)); };
    case kKnownBy:
        return [](S s, N n) {
            return sortKey(static_cast<std::int64_t>(knownBy(s.delegations[n].best)));
        };
    case kEvidence:
        return [](S s, N n) { return sortKey(static_cast<std::int64_t>(s.delegations[n].best)); };
    case kMode:
        return [](S s, N n) { return sortKey(static_cast<std::int64_t>(s.delegations[n].mode)); };
    case kConfidence:
        return [](S s, N n) { return sortKey(std::int64_t{s.delegations[n].confidence}); };
    case kCount:
        return [](S s, N n) { return sortKey(static_cast<std::int64_t>(s.delegations[n].count)); };
    case kErrors:
        return [](S s, N n) { return sortKey(static_cast<std::int64_t>(s.delegations[n].errors)); };
    case kLastSeen:
        return [](S s, N n) { return sortKey(s.delegations[n].lastSeen); };
    default:
        return [](S, N n) { return sortKey(std::int64_t{n}); };
    }
}

} // namespace penstock::ui
