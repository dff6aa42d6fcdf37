// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeTable: the list of cascades, a row for the trace that began each. Rules of SnapshotTable hold. A row is summed up
// from the rows of its traces when it is shown, and kept until the next snapshot. A filter is one for traces: it keeps the
// cascades that go through at least one trace it matches.
#pragma once

#include <unordered_map>

#include "core/session/cascades.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class CascadeTable final : public SnapshotTable {
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
        kTraces,
        kAgents,
        kRuns,
        kSteps,
        kErrors,
        kTokens,
        kCost
    };

    /// leastTraces 2: without traces that stand alone.
    explicit CascadeTable(std::uint32_t leastTraces, QObject* parent = nullptr);

protected:
    std::uint32_t sizeOf(const FleetState& state) const override { return state.cascades.size(); }
    QVariant cell(const FleetState& state, std::uint32_t number, int column,
                  int role) const override;
    KeyReader keyReader(int column) const override;
    bool lists(const FleetState& state, std::uint32_t number) const override;
    bool filtered() const override { return true; }
    std::optional<RowKind> rowKind() const override { return RowKind::trace; }
    std::function<void(FilterRows&)> ruleAdapter() const override;
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.cascades.sharesRow(b.cascades, number);
    }

private:
    const CascadeRow& row(const FleetState& state, std::uint32_t number) const;

    const std::uint32_t m_leastTraces;
    mutable std::unordered_map<std::uint32_t, CascadeRow> m_rows; ///< of one snapshot
    mutable const FleetState* m_rowsOf = nullptr;
    mutable Seq m_rowsSeq = 0;
};

} // namespace penstock::ui
