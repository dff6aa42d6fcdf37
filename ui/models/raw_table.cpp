// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/raw_table.h"

#include "core/base/text_safety.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kListBytes = 240;
constexpr std::size_t kCopyBytes = 16u << 20;

std::vector<TableColumn> makeColumns()
{
    return {
        {u"section"_s, RawTable::tr("In"), RawTable::tr("Part of the telemetry"), 62, false, false,
         false, 48},
        {u"key"_s, RawTable::tr("Key"), {}, 172, true, false, false, 110},
        {u"value"_s, RawTable::tr("Value"), {}, 200, true, false, false, 120},
        {u"type"_s, RawTable::tr("Type"), {}, 62, false, false, false, 44},
    };
}

const std::string& field(const StepDetail::RawRow& row, int column)
{
    switch (column) {
    case RawTable::kSection:
        return row.section;
    case RawTable::kKey:
        return row.key;
    case RawTable::kType:
        return row.type;
    default:
        return row.text;
    }
}

} // namespace

RawTable::RawTable(QObject* parent) : QAbstractTableModel(parent), m_columns(makeColumns()) {}

void RawTable::setDetail(std::shared_ptr<const StepDetail> detail)
{
    beginResetModel();
    m_detail = std::move(detail);
    endResetModel();
}

int RawTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_detail ? 0 : static_cast<int>(m_detail->raw.size());
}

int RawTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RawTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::string& text =
        field(m_detail->raw[static_cast<std::size_t>(index.row())], index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return safeLineOrEmpty(text, kListBytes);
    case Qt::ToolTipRole:
        return index.column() == kValue || index.column() == kKey
                   ? QVariant(plainTip(safeLineOrEmpty(text, 1000)))
                   : QVariant();
    case kCopyRole:
        return QString::fromStdString(visibleText(text, kCopyBytes, LineBreaks::keep).text);
    case kEmphasisRole:
        return static_cast<int>(index.column() == kValue ? Emphasis::normal : Emphasis::muted);
    default:
        return {};
    }
}

QVariant RawTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return alignmentValue(false);
    return {};
}

} // namespace penstock::ui
