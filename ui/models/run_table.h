// SPDX-License-Identifier: GPL-3.0-or-later
// RunTable: the list of agent runs. Rules of SnapshotTable hold.
#pragma once

#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class RunTable final : public SnapshotTable {
    Q_OBJECT
public:
    enum Column {
        kNumber,
        kStarted,
        kAgent,
        kTrace,
        kDeployment,
        kState,
        kDuration,
        kSteps,
        kErrors,
        kTokens,
        kCost
    };

    explicit RunTable(QObject* parent = nullptr);
    /// Where the row leads.
    TraceIndex traceAt(int row) const;
    SpanId spanAt(int row) const;

protected:
    std::uint32_t sizeOf(const FleetState& state) const override { return state.runs.size(); }
    QVariant cell(const FleetState& state, std::uint32_t number, int column,
                  int role) const override;
    KeyReader keyReader(int column) const override;
    bool lists(const FleetState& state, std::uint32_t number) const override;
    bool filtered() const override { return true; }
    std::optional<RowKind> rowKind() const override { return RowKind::run; }
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.runs.sharesRow(b.runs, number);
    }
};

} // namespace penstock::ui
