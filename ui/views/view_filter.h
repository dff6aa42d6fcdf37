// SPDX-License-Identifier: GPL-3.0-or-later
// How a view takes part in the one filter. A list of rows: followFilter() once, and reportFilter(outcomeOf(…)) from
// where it updates its texts, while it is visible. A view that draws (graph, charts): filterRows() of ui/models with the
// text of ViewState::filter() whenever ViewState::filterChanged, and its own FilterOutcome. Nothing may be left out
// without being counted there: the window shows the count and the way to everything. GUI thread only.
#pragma once

#include "ui/models/snapshot_table.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

/// From now on the table shows what the filter matches.
void followFilter(const ViewContext& context, SnapshotTable& table);
/// `rows` is what is counted, "traces"; `bySteps` the same where steps tell which rows these are, empty: of their traces.
FilterOutcome outcomeOf(const SnapshotTable& table, const QString& rows,
                        const QString& bySteps = {});
/// What an empty list says: that nothing matches when rows are left out, else the sentence given.
QString emptySentence(const FilterOutcome& outcome, const QString& otherwise);

} // namespace penstock::ui
