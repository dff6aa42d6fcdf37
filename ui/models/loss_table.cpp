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
    return {
        {u"source"_s, LossTable::tr("Source"), LossTable::tr("Deployment and listener, or file"),
         230, false, false, false, 140},
        {u"kind"_s, LossTable::tr("What happened"), LossTable::tr("Name of the counter"), 170,
         false, false, false, 110},
        {u"severity"_s, LossTable::tr("Severity"),
         LossTable::tr("Whether something is missing because of it"), 92, false, false},
        {u"count"_s, LossTable::tr("Count"), LossTable::tr("Since recording began"), 104, true,
         true},
        {u"last_seen"_s, LossTable::tr("Source last seen"),
         LossTable::tr("Arrival of the newest item of this source"), 124, true, true},
        {u"sentence"_s, LossTable::tr("What it means"), {}, 420, false, false, false, 160},
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
    case LossKind::eventsCut:
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
    const std::vector<LossCell> cells = cellsOf(*m_state);
    for (std::size_t at = 0; at < cells.size(); ++at)
        if (at >= m_entries.size() || m_entries[at] != cells[at]) {
            const int row = static_cast<int>(at);
            beginInsertRows({}, row, row);
            m_entries.insert(m_entries.begin() + row, cells[at]);
            endInsertRows();
        }
    if (!m_entries.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

// A sum is a row of its own only where there is something to add up.
std::vector<LossCell> LossTable::cellsOf(const FleetState& state) const
{
    std::vector<LossCell> cells;
    for (const LossSeverity severity :
         {LossSeverity::loss, LossSeverity::notice, LossSeverity::info})
        for (int i = 0; i < kLossKindCount; ++i) {
            const auto kind = static_cast<LossKind>(i);
            if (lossSeverity(kind) != severity)
                continue;
            const std::size_t first = cells.size();
            for (std::uint32_t source = 1; source <= state.losses.size(); ++source)
                if (state.losses[source].counts.of(kind) > 0)
                    cells.push_back({kind, source});
            if (cells.size() > first + 1)
                cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(first), {kind, 0});
        }
    return cells;
}

int LossTable::rowOf(LossKind kind) const
{
    for (std::size_t row = 0; row < m_entries.size(); ++row)
        if (m_entries[row].kind == kind)
            return static_cast<int>(row);
    return -1;
}

std::uint64_t LossTable::countOf(const LossCell& cell) const
{
    if (cell.source != 0)
        return m_state->losses[cell.source].counts.of(cell.kind);
    std::uint64_t sum = 0;
    for (std::uint32_t source = 1; source <= m_state->losses.size(); ++source)
        sum += m_state->losses[source].counts.of(cell.kind);
    return sum;
}

std::uint64_t LossTable::receivedOf(const LossCell& cell) const
{
    return countOf({LossKind::received, cell.source});
}

int LossTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LossTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString LossTable::text(const LossCell& cell, int column) const
{
    switch (column) {
    case kSource:
        return cell.source == 0 ? tr("All sources") : safeLine(m_state->losses[cell.source].source);
    case kKind:
        return lossKindText(cell.kind);
    case kSeverity:
        return severityText(lossSeverity(cell.kind));
    case kCount:
        return countText(countOf(cell));
    case kLastSeen:
        return cell.source == 0 ? missingText()
                                : timeText(m_state->losses[cell.source].lastSeen, m_state->logTime);
    case kSentence:
        return lossKindExplanation(cell.kind);
    default:
        return {};
    }
}

QString LossTable::countTip(const LossCell& cell) const
{
    const std::uint64_t received = receivedOf(cell);
    const QString sentence = lossKindExplanation(cell.kind);
    if (received == 0)
        return sentence;
    return tr("%1 beside %2 received. %3")
        .arg(countText(countOf(cell)), countText(received), sentence);
}

QVariant LossTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LossCell& entry = cellAt(index.row());
    const LossSeverity severity = lossSeverity(entry.kind);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case kCopyRole:
        return text(entry, column);
    case Qt::ToolTipRole:
        if (column == kCount)
            return plainTip(countTip(entry));
        return column == kSentence || column == kSource ? QVariant(plainTip(text(entry, column)))
                                                        : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentValue(m_columns[static_cast<std::size_t>(column)].right);
    case kEmphasisRole:
        if (severity == LossSeverity::loss && (column == kCount || column == kSeverity))
            return static_cast<int>(Emphasis::strong);
        if (entry.source == 0 && (column == kCount || column == kSource))
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
