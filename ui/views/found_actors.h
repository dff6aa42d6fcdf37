// SPDX-License-Identifier: GPL-3.0-or-later
// FoundActors: for the room Fleet and the charts: which agents did a step that the filter matches, and what was called in one.
// Owned by the view, GUI thread only.
#pragma once

#include "ui/models/filter_rows.h"
#include "ui/views/found_by_steps.h"

namespace penstock::ui {

class FoundActors final : public FoundBySteps {
    Q_OBJECT
public:
    FoundActors(const ViewContext& context, QWidget& looked);

    using Found = std::shared_ptr<const std::vector<bool>>; ///< by AgentIndex
    /// For the filter as it is now; null: nothing was found yet, or rows of agents have words of their own for it.
    Found found() const;
    /// Where the rows of agents have no word for the filter it means those that were found; true then. Any thread.
    static bool use(FilterRows& rows, const Found& found);

protected:
    bool helps() const override;
    void take(const StepPage& found, const FleetState& state) override;

private:
    QString m_foundFor; ///< the filter that m_found belongs to
    Found m_found;
};

} // namespace penstock::ui
