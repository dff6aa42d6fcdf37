// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/bill_table.h"

#include <algorithm>

#include "ui/models/format.h"
#include "ui/models/gap_text.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {{u"name"_s, BillTable::tr("Bill"), BillTable::tr("Name of the invoice"), 110, false,
             false, true, 60},
            {u"billed"_s, BillTable::tr("Billed"),
             BillTable::tr("US dollars; of another currency at the rate that was entered"), 104,
             true, true},
            {u"difference"_s, BillTable::tr("Difference"),
             BillTable::tr("Billed minus counted, in its period and scope"), 108, true, true}};
}

QString rateText(const Bill& bill)
{
    return QString::fromStdString(formatRate(bill.foreign.rate));
}

} // namespace

BillTable::BillTable(QObject* parent) : QAbstractTableModel(parent), m_columns(makeColumns()) {}

void BillTable::setBills(std::vector<Bill> bills)
{
    std::reverse(bills.begin(), bills.end());
    if (bills == m_bills)
        return;
    beginResetModel();
    m_bills = std::move(bills);
    endResetModel();
}

void BillTable::setMade(std::uint32_t number, Reconciliation made)
{
    m_made[number] = std::move(made);
    if (const int row = rowOf(number); row >= 0)
        emit dataChanged(index(row, kDifference), index(row, kDifference));
}

int BillTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bills.size());
}

int BillTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumns);
}

int BillTable::rowOf(std::uint32_t number) const
{
    for (std::size_t row = 0; row < m_bills.size(); ++row)
        if (m_bills[row].number == number)
            return static_cast<int>(row);
    return -1;
}

const Reconciliation* BillTable::madeOf(std::uint32_t number) const
{
    const auto found = m_made.find(number);
    return found == m_made.end() ? nullptr : &found->second;
}

QVariant BillTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Bill& bill = m_bills[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case kCopyRole: {
        if (index.column() == kName)
            return safeLine(bill.name);
        if (index.column() == kBilled)
            return moneyText(bill.amount);
        const Reconciliation* made = madeOf(bill.number);
        return made ? differenceText(made->difference) : QString(QChar(0x2026));
    }
    case Qt::TextAlignmentRole:
        return alignmentValue(m_columns[static_cast<std::size_t>(index.column())].right);
    case Qt::ToolTipRole:
        if (index.column() == kBilled && !bill.foreign.currency.empty())
            return plainTip(tr("%1 at %2 US dollars for one %3")
                                .arg(foreignText(bill.foreign), rateText(bill),
                                     safeLine(bill.foreign.currency)));
        return index.column() == kName
                   ? plainTip(tr("%1, entered by %2")
                                  .arg(safeLine(bill.name, 200), safeLine(bill.by, 80)))
                   : QVariant();
    default:
        return {};
    }
}

QVariant BillTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole)
        return plainTip(column.explanation);
    return role == Qt::TextAlignmentRole ? QVariant(alignmentValue(column.right)) : QVariant();
}

} // namespace penstock::ui
