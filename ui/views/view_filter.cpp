// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_filter.h"

#include <QtCore/QCoreApplication>

#include "ui/models/format.h"

namespace penstock::ui {
namespace {

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(filter)
};

} // namespace

void followFilter(const ViewContext& context, SnapshotTable& table)
{
    table.setClock([&bridge = context.bridge] { return bridge.status().now; });
    table.setFilter(context.state.filter());
    QObject::connect(&context.state, &ViewState::filterChanged, &table,
                     [&state = context.state, &table] { table.setFilter(state.filter()); });
}

FilterOutcome outcomeOf(const SnapshotTable& table, const QString& rows, const QString& bySteps)
{
    FilterOutcome outcome;
    outcome.rows = rows;
    if (table.filterBySteps())
        outcome.rows =
            bySteps.isEmpty() ? FilterWords::tr("%1 by steps of their trace").arg(rows) : bySteps;
    outcome.shown = static_cast<quint64>(table.rowCount());
    outcome.known = table.known();
    outcome.busy = table.filtering();
    if (!table.filterBySteps())
        outcome.sentence = table.filterSentence();
    return outcome;
}

QString emptySentence(const FilterOutcome& outcome, const QString& otherwise)
{
    if (outcome.shown == 0 && outcome.known > 0)
        return FilterWords::tr("0 of %1 %2 match the filter.")
            .arg(countText(outcome.known), outcome.rows);
    return otherwise;
}

} // namespace penstock::ui
