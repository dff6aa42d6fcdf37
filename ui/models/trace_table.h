// SPDX-License-Identifier: GPL-3.0-or-later
// TraceTable: the list of traces. Rules of SnapshotTable hold.
#pragma once

#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class TraceTable final : public SnapshotTable {
    Q_OBJECT
public:
    enum Column {
        kNumber,
        kStarted,
        kName,
        kAgent,
        kDeployment,
        kState,
        kDuration,
        kSteps,
        kErrors,
        kTokens,
        kCost
    };

    explicit TraceTable(QObject* parent = nullptr);

protected:
    std::uint32_t sizeOf(const FleetState& state) const override { return state.traces.size(); }
    QVariant cell(const FleetState& state, std::uint32_t number, int column,
                  int role) const override;
    KeyReader keyReader(int column) const override;
    std::optional<RowKind> rowKind() const override { return RowKind::trace; }
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.traces.sharesRow(b.traces, number);
    }
};

/// `running`, `failed`, `no root yet`: the state of a trace in words; empty when there is nothing to say.
QString traceStateText(const TraceRow& row);

} // namespace penstock::ui
