// SPDX-License-Identifier: GPL-3.0-or-later
// CostTable: what was spent, a line for each agent, cascade, deployment, user or model. Reported, computed and estimated are
// columns of their own; what has no price is told with its calls and tokens, never as zero. Replaced as a whole, the row
// somebody selected stays found by its name; sorts itself. Owned by the costs view, GUI thread only.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <vector>

#include "core/fleet/cost_breakdown.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

/// Parts of the largest line, for the bar of a row: reported, computed, estimated.
struct CostParts {
    double reported = 0;
    double computed = 0;
    double estimated = 0;
};

class CostTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        kName,
        kAgent, ///< of cascades
        kTotal,
        kShare,
        kReported,
        kComputed,
        kEstimated,
        kNoPrice,
        kCalls,
        kInput,
        kCached,
        kOutput,
        kColumns
    };
    using Costs = std::shared_ptr<const CostBreakdown>;
    using State = std::shared_ptr<const FleetState>;

    explicit CostTable(QObject* parent = nullptr);
    /// `state` names the cascades.
    void show(const Costs& costs, CostDimension by, const State& state);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    const std::vector<TableColumn>& columns() const { return m_columns; }
    const CostLine& lineAt(int row) const;
    CostParts partsAt(int row) const;
    int rowOf(const CostLine& line) const; ///< with its name and deployment; -1: not there
    CostDimension by() const { return m_by; }
    const Costs& costs() const { return m_costs; } ///< never null
    /// A cell of the line that adds up all others.
    QString totalText(int column) const;
    /// The line as a condition; nothing: a filter has no word for it.
    std::optional<CellFilter> conditionAt(int row) const;

private:
    void order();
    QString text(const CostLine& line, int column) const;
    QString sumText(const CostSums& sums, int column) const;
    QString tip(const CostLine& line, int column) const;

    std::vector<TableColumn> m_columns;
    Costs m_costs;
    State m_state;
    CostDimension m_by = CostDimension::agent;
    std::vector<std::size_t> m_order;
    MicroUsd m_largest = 0;
    int m_column = kTotal;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace penstock::ui
