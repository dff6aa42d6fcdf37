// SPDX-License-Identifier: GPL-3.0-or-later
// LossTable: what became of everything that arrived, one row a source and kind, with a sentence. Counts only grow, so
// rows are only inserted and a selected row stays. Owned by the losses view; GUI thread only.
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

private:
    struct Entry {
        std::uint32_t source = 0;
        LossKind kind = LossKind::received;
        auto operator<=>(const Entry&) const = default;
    };
    QString text(const Entry& entry, int column) const;

    std::vector<TableColumn> m_columns;
    std::shared_ptr<const FleetState> m_state;
    std::vector<Entry> m_entries;
};

} // namespace penstock::ui
