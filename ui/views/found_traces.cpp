// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/found_traces.h"

namespace penstock::ui {

FoundTraces::FoundTraces(const ViewContext& context, SnapshotTable& table, QWidget& list)
    : FoundBySteps(context, StepSearch::Keep::oneOfEachTrace, list), m_table(table)
{
    connect(&table, &SnapshotTable::filterTaken, this, [this] { takeFilter(); });
}

bool FoundTraces::helps() const
{
    return m_table.filterSentence().size() > 0 && !m_table.filtering();
}

void FoundTraces::take(const StepPage& found, const FleetState& state)
{
    auto traces = std::make_shared<std::vector<bool>>(state.traces.size() + 1);
    for (const FoundStep& step : found.steps) {
        if (step.at.trace.value >= traces->size())
            traces->resize(step.at.trace.value + 1);
        (*traces)[step.at.trace.value] = true;
    }
    m_table.setFound(filterText(), std::move(traces));
}

} // namespace penstock::ui
