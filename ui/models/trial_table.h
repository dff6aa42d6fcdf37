// SPDX-License-Identifier: GPL-3.0-or-later
// TrialTable: what a policy that is tried would have said about the log, beside what the one in force says. Replaced as a
// whole when a trial ends; sorts itself. Owned by the policy page, GUI thread only.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <vector>

#include "core/session/policy_desk.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

QString saidByText(SaidBy who);

class TrialTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kPriority, kSaidBy, kSeen, kDetector, kAbout, kSentence, kSpent, kColumns };

    explicit TrialTable(QObject* parent = nullptr);

    /// `now`: what times of lists are counted from.
    void setFindings(std::vector<ComparedFinding> findings, Nanos now);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    const std::vector<TableColumn>& columns() const { return m_columns; }
    const ComparedFinding& at(int row) const { return m_findings[static_cast<std::size_t>(row)]; }

private:
    void order();
    QString text(const ComparedFinding& row, int column) const;

    std::vector<TableColumn> m_columns;
    std::vector<ComparedFinding> m_findings;
    Nanos m_now = 0;
    int m_column = kSaidBy;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace penstock::ui
