// SPDX-License-Identifier: GPL-3.0-or-later
// StepTable: steps that a search found as a Qt table, newest first, as far as they were read. Pages come below; a newer
// first page is taken in place, so that what is selected stays. GUI thread only.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <vector>

#include "core/session/step_search.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class StepTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        kStarted,
        kName,
        kKind,
        kAgent,
        kState,
        kModel,
        kProvider,
        kTool,
        kDuration,
        kTokens,
        kCost,
        kTrace,
        kColumns
    };

    explicit StepTable(QObject* parent = nullptr);

    void setClock(std::function<Nanos()> clock) { m_clock = std::move(clock); }
    void reset(std::vector<FoundStep> newest);
    void append(std::vector<FoundStep> older);
    void takeNewest(std::vector<FoundStep> newest);
    const std::vector<TableColumn>& columns() const { return m_columns; }
    static FieldSet fields(); ///< that it shows
    const FoundStep& at(int row) const { return m_steps[static_cast<std::size_t>(row)]; }
    int rowOf(const StepCursor& at) const; ///< -1: not here
    int size() const { return static_cast<int>(m_steps.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const FoundStep& step, int column) const;
    QVariant exact(const FoundStep& step, int column) const;
    std::optional<CellFilter> filterOf(const FoundStep& step, int column) const;

    std::vector<TableColumn> m_columns;
    std::vector<FoundStep> m_steps;
    std::function<Nanos()> m_clock;
};

} // namespace penstock::ui
