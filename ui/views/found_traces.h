// SPDX-License-Identifier: GPL-3.0-or-later
// FoundTraces: for lists of traces and runs: which traces hold a step that the filter matches. Owned by a list's view, GUI
// thread only.
#pragma once

#include "ui/models/snapshot_table.h"
#include "ui/views/found_by_steps.h"

namespace penstock::ui {

class FoundTraces final : public FoundBySteps {
    Q_OBJECT
public:
    /// `list` is what must be visible; `table` is told what was found, and only asks when its own words do not do.
    FoundTraces(const ViewContext& context, SnapshotTable& table, QWidget& list);

protected:
    bool helps() const override;
    void take(const StepPage& found, const FleetState& state) override;

private:
    SnapshotTable& m_table;
};

} // namespace penstock::ui
