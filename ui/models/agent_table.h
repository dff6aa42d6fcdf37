// SPDX-License-Identifier: GPL-3.0-or-later
// AgentTable: every agent the fold knows, with its sums. Rules of SnapshotTable hold.
#pragma once

#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class AgentTable final : public SnapshotTable {
    Q_OBJECT
public:
    enum Column {
        kNumber,
        kName,
        kKind,
        kDeployment,
        kFramework,
        kModel,
        kRuns,
        kOpen,
        kSteps,
        kErrors,
        kInput,
        kOutput,
        kCost,
        kLastSeen
    };

    explicit AgentTable(QObject* parent = nullptr);
    /// Agents, also remote ones, that have acted; without tools, stores and people. O(rows).
    static std::uint64_t countAgents(const FleetState& state);

protected:
    std::uint32_t sizeOf(const FleetState& state) const override { return state.agents.size(); }
    QVariant cell(const FleetState& state, std::uint32_t number, int column,
                  int role) const override;
    KeyReader keyReader(int column) const override;
    bool lists(const FleetState& state, std::uint32_t number) const override;
    bool filtered() const override { return true; }
    std::optional<RowKind> rowKind() const override { return RowKind::agent; }
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.agents.sharesRow(b.agents, number);
    }
};

} // namespace penstock::ui
