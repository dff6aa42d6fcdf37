// SPDX-License-Identifier: GPL-3.0-or-later
// filterRows(): what the filter of ViewState means for the rows of one kind of list; every view applies it through this.
//   const FilterRows rows = filterRows(RowKind::run, context.state.filter(), snapshot, now);
// applies(): keep the rows for which matches(snapshot, number) holds; it stays right for later snapshots, row by row.
// Otherwise show everything, and `sentence` when there is one. Any thread; making it costs microseconds, a path one walk
// over the delegations; a row costs about 50 ns. Never throws.
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <functional>
#include <memory>
#include <optional>

#include "core/fleet/fleet_state.h"
#include "core/query/filter.h"

namespace penstock::ui {

struct FilterRows {
    /// False for rows that were taken back and for numbers the snapshot does not have.
    using Matches = std::function<bool(const FleetState& state, std::uint32_t number)>;

    Matches matches;  ///< empty: there is no filter, or it does not fit these rows
    QString sentence; ///< why it does not fit; plain text
    /// Answers change although no row does (ages, days, paths, rows that show other rows): make it anew now and then.
    bool moves = false;
    bool applies() const { return static_cast<bool>(matches); }
};

/// Agents, runs, traces and delegations by their number in the snapshot.
FilterRows filterRows(RowKind kind, const QString& text,
                      const std::shared_ptr<const FleetState>& state, Nanos now);
/// What a filter on these rows may name.
FieldScope filterScope(RowKind kind);

/// What stands in a cell, in terms of the filter language: for "filter in / out". No value: the cell is unknown.
struct CellFilter {
    FieldId field{};
    std::optional<FilterLiteral> value;
};

CellFilter textCell(FieldId field, std::string_view text); ///< an empty text is unknown
CellFilter numberCell(FieldId field, std::int64_t number);
CellFilter idCell(FieldId field, const TraceId& id);
CellFilter idCell(FieldId field, SpanId id);
CellFilter minuteCell(FieldId field, Nanos time); ///< the whole minute; 0 is unknown
/// `agent = billing`, safe to show; bounded.
QString conditionText(const CellFilter& cell);

} // namespace penstock::ui

Q_DECLARE_METATYPE(penstock::ui::CellFilter)
