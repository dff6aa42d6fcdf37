// SPDX-License-Identifier: GPL-3.0-or-later
// RawTable: the raw attributes of one step exactly as stored – section, key, type, value. Values are cut for the list
// (the cut is said) and whole when copied. GUI thread only; holds the detail it shows.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <vector>

#include "core/session/session.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class RawTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kSection, kKey, kValue, kType };

    explicit RawTable(QObject* parent = nullptr);
    void setDetail(std::shared_ptr<const StepDetail> detail);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const std::vector<TableColumn>& columns() const { return m_columns; }

private:
    std::vector<TableColumn> m_columns;
    std::shared_ptr<const StepDetail> m_detail;
};

} // namespace penstock::ui
