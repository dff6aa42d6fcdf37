// SPDX-License-Identifier: GPL-3.0-or-later
// LossTable: what became of everything that arrived, with a sentence: data loss on top, then notices, then what is
// normal; of each kind the sum over all sources, then every source. Counts only grow, so rows are only inserted and a
// selected row stays. Owned by the losses view; GUI thread only.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <memory>
#include <vector>

#include "core/fleet/fleet_state.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

enum class LossSeverity { info, notice, loss };

LossSeverity lossSeverity(LossKind kind);
/// Items that are missing, wholly or in part, because of kinds with severity `loss`.
std::uint64_t lostItems(const LossCounts& counts);

/// What one row of the ledger stands for.
struct LossCell {
    LossKind kind = LossKind::received;
    std::uint32_t source = 0; ///< 0: the sum over all sources
    bool operator==(const LossCell&) const = default;
};

class LossTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kSource, kKind, kSeverity, kCount, kLastSeen, kSentence };

    explicit LossTable(QObject* parent = nullptr);
    void setState(std::shared_ptr<const FleetState> state);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const std::vector<TableColumn>& columns() const { return m_columns; }
    const LossCell& cellAt(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// First row of this kind; -1 when there is none.
    int rowOf(LossKind kind) const;
    std::uint64_t countOf(const LossCell& cell) const;
    /// Everything that arrived where this cell counts; 0 when only refusals are known.
    std::uint64_t receivedOf(const LossCell& cell) const;
    const FleetState& state() const { return *m_state; }

private:
    std::vector<LossCell> cellsOf(const FleetState& state) const;
    QString text(const LossCell& cell, int column) const;
    QString countTip(const LossCell& cell) const;

    std::vector<TableColumn> m_columns;
    std::shared_ptr<const FleetState> m_state;
    std::vector<LossCell> m_entries;
};

} // namespace penstock::ui
