// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/loss_table.h"

#include <array>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    const auto t = [](const char* s) { return LossTable::tr(s); };
    return {
        {u"source"_s, t("Source"), t("Deployment and listener, or file"), 230, false, false},
        {u"kind"_s, t("What happened"), t("Name of the counter"), 170, false, false},
        {u"severity"_s, t("Severity"), t("Whether something is missing because of it"), 92, false,
         false},
        {u"count"_s, t("Count"), t("Since recording began"), 104, true, true},
        {u"last_seen"_s, t("Source last seen"), t("Arrival of the newest item of this source"), 124,
         true, true},
        {u"sentence"_s, t("What it means"), {}, 420, false, false},
    };
}

QString severityText(LossSeverity severity)
{
    switch (severity) {
    case LossSeverity::loss:
        return LossTable::tr("data loss");
    case LossSeverity::notice:
        return LossTable::tr("notice");
    case LossSeverity::info:
        break;
    }
    return LossTable::tr("info");
}

} // namespace

LossSeverity lossSeverity(LossKind kind)
{
    switch (kind) {
    case LossKind::received:
    case LossKind::stored:
    case LossKind::duplicate:
    case LossKind::metricPoints:
        return LossSeverity::info;
    case LossKind::revised:
    case LossKind::late:
    case LossKind::clockSkewed:
    case LossKind::masked:
    case LossKind::rejectedBusy:
    case LossKind::invalidUtf8:
    case LossKind::forgotten:
    case LossKind::hintsCut: // the log has what the picture leaves out
    case LossKind::linksCut:
    case LossKind::textsCut:
    case LossKind::keysNotJoined:
    case LossKind::namesFolded:
    case LossKind::sourcesFolded:
        return LossSeverity::notice;
    default:
        return LossSeverity::loss;
    }
}

std::uint64_t lostItems(const LossCounts& counts)
{
    std::uint64_t sum = 0;
    for (int i = 0; i < kLossKindCount; ++i)
        if (lossSeverity(static_cast<LossKind>(i)) == LossSeverity::loss)
            sum += counts.of(static_cast<LossKind>(i));
    return sum;
}

LossTable::LossTable(QObject* parent)
    : QAbstractTableModel(parent), m_columns(makeColumns()), m_state(std::make_shared<FleetState>())
{
}

void LossTable::setState(std::shared_ptr<const FleetState> state)
{
    const std::uint32_t sources = state->losses.size();
    if (sources < m_state->losses.size()) {
        beginResetModel();
        m_entries.clear();
        m_state = state;
        endResetModel();
    }
    m_state = std::move(state);
    std::size_t at = 0;
    for (std::uint32_t source = 1; source <= sources; ++source)
        for (int kind = 0; kind < kLossKindCount; ++kind) {
            const Entry entry{source, static_cast<LossKind>(kind)};
            if (m_state->losses[source].counts.of(entry.kind) == 0)
                continue;
            if (at >= m_entries.size() || m_entries[at] != entry) {
                const int row = static_cast<int>(at);
                beginInsertRows({}, row, row);
                m_entries.insert(m_entries.begin() + row, entry);
                endInsertRows();
            }
            ++at;
        }
    if (!m_entries.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int LossTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LossTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString LossTable::text(const Entry& entry, int column) const
{
    const LossRow& row = m_state->losses[entry.source];
    switch (column) {
    case kSource:
        return safeLine(row.source);
    case kKind:
        return lossKindText(entry.kind);
    case kSeverity:
        return severityText(lossSeverity(entry.kind));
    case kCount:
        return countText(row.counts.of(entry.kind));
    case kLastSeen:
        return timeText(row.lastSeen, m_state->logTime);
    case kSentence:
        return lossKindExplanation(entry.kind);
    default:
        return {};
    }
}

QVariant LossTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    const LossSeverity severity = lossSeverity(entry.kind);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case kCopyRole:
        return text(entry, column);
    case Qt::ToolTipRole:
        return column == kSentence || column == kSource ? QVariant(plainTip(text(entry, column)))
                                                        : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentValue(m_columns[static_cast<std::size_t>(column)].right);
    case kEmphasisRole:
        if (severity == LossSeverity::loss && (column == kCount || column == kSeverity))
            return static_cast<int>(Emphasis::strong);
        return static_cast<int>(column == kSentence || severity == LossSeverity::info
                                    ? Emphasis::muted
                                    : Emphasis::normal);
    case kGlyphRole:
        return static_cast<int>(
            column == kSeverity && severity == LossSeverity::loss ? Glyph::cross : Glyph::none);
    default:
        return {};
    }
}

QVariant LossTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole)
        return column.explanation;
    if (role == Qt::TextAlignmentRole)
        return alignmentValue(column.right);
    return {};
}

} // namespace penstock::ui
