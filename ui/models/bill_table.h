// SPDX-License-Identifier: GPL-3.0-or-later
// BillTable: the bills that were entered, the newest first, each with its difference to what was counted once that is
// known. Owned by the panel of bills, GUI thread only.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <map>
#include <vector>

#include "core/fleet/reconciliation.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class BillTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kName, kBilled, kDifference, kColumns };

    explicit BillTable(QObject* parent = nullptr);
    void setBills(std::vector<Bill> bills);
    void setMade(std::uint32_t number, Reconciliation made);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const std::vector<TableColumn>& columns() const { return m_columns; }
    const std::vector<Bill>& bills() const { return m_bills; }
    int rowOf(std::uint32_t number) const;
    /// Null while it is not known.
    const Reconciliation* madeOf(std::uint32_t number) const;

private:
    std::vector<TableColumn> m_columns;
    std::vector<Bill> m_bills;
    std::map<std::uint32_t, Reconciliation> m_made; ///< by number
};

} // namespace penstock::ui
