// SPDX-License-Identifier: GPL-3.0-or-later
// DelegationTable: who delegates to whom and how that is known. Rules of SnapshotTable hold.
#pragma once

#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class DelegationTable final : public SnapshotTable {
    Q_OBJECT
public:
    enum Column {
        kNumber,
        kFrom,
        kTo,
        kKnownBy,
        kEvidence,
        kMode,
        kConfidence,
        kCount,
        kErrors,
        kLastSeen
    };

    explicit DelegationTable(QObject* parent = nullptr);

protected:
    std::uint32_t sizeOf(const FleetState& state) const override
    {
        return state.delegations.size();
    }
    QVariant cell(const FleetState& state, std::uint32_t number, int column,
                  int role) const override;
    KeyReader keyReader(int column) const override;
    bool lists(const FleetState& state, std::uint32_t number) const override;
    bool filtered() const override { return true; }
    std::optional<RowKind> rowKind() const override { return RowKind::delegation; }
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.delegations.sharesRow(b.delegations, number);
    }
};

} // namespace penstock::ui
