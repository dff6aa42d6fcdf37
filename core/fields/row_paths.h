// SPDX-License-Identifier: GPL-3.0-or-later
// RowPaths: the paths of the filter language (delegated_by, under, downstream_of) and text search over the rows of
// row_fields.h. Agents and delegations follow the delegation graph; runs and steps follow the tree and the delegations
// inside their trace. Made for one state; one thread. Cost: an opened trace is walked once a path.
#pragma once

#include "core/fields/row_fields.h"
#include "core/fleet/fleet_state.h"

namespace penstock {

class RowPaths final : public RowTestSource {
public:
    using ViewTrace = std::function<std::shared_ptr<const TraceView>(TraceIndex)>;

    RowPaths(RowKind rows, std::shared_ptr<const FleetState> state, ViewTrace viewTrace)
        : m_rows(rows), m_state(std::move(state)), m_viewTrace(std::move(viewTrace))
    {
    }
    /// The anchor is the name of an agent (tool, store …); of runs and steps also a span id.
    /// A delegation lies on the path when work flows along it there: when its giver is the anchor or reached from it.
    Result<RowTestPtr> onPath(FilterPath path, const std::string& anchor) override;
    /// Rows must be steps.
    Result<RowTestPtr> saying(const std::string& text) override;

private:
    const RowKind m_rows;
    const std::shared_ptr<const FleetState> m_state;
    const ViewTrace m_viewTrace;
};

/// Nodes of a trace on `path` from the runs of an agent, or from the node with this span id: one flag a node.
std::vector<bool> nodesOnPath(const TraceView& view, FilterPath path, std::string_view agent,
                              SpanId span);
/// Agents on `path` from those of this name, along delegations; one flag a row of FleetState::agents, [0] unused.
std::vector<bool> agentsOnPath(const FleetState& state, FilterPath path, std::string_view agent);

} // namespace penstock
