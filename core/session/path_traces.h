// SPDX-License-Identifier: GPL-3.0-or-later
// PathTraces: what a search asks traces about paths. Which indexed ones can hold steps on a path is told from the columns
// alone: those that its anchor lies in, or steps of those it delegated to. Whether a step does lie on it only its trace
// tells; candidates' traces are taken from the fold many at a time. Made for one search; one thread. Cost: the first
// question about an anchor reads a column or two of every segment, later ones a set.
#pragma once

#include "core/session/step_search.h"
#include "core/store/step_index_reader.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace penstock {

class PathTraces final {
public:
    using Candidates = std::vector<std::pair<StepCursor, std::size_t>>;

    /// There may be no index; `world` must outlive this.
    PathTraces(StepIndexReader* index, const StepSearcher::World& world,
               std::shared_ptr<const FleetState> state)
        : m_index(index),
          m_world(world),
          m_state(std::move(state)),
          m_viewed(std::size_t{m_state->traces.size()} + 1)
    {
    }
    /// Takes the traces of candidates from this one on, unless its trace was taken before.
    void prepare(const Candidates& candidates, std::size_t from);
    std::shared_ptr<const TraceView> view(TraceIndex trace) const;
    /// Drops rows that are surely not on the path of this test.
    void keep(const FieldTest& test, const store::StepSegment& segment, store::RowMask& rows);

private:
    bool isAgent(const std::string& anchor) const;
    /// A filter for steps of those that this agent delegated to; null: it is not known to have delegated.
    const LoweredFilter* ofReceivers(const std::string& giver);
    const std::vector<bool>& tracesWith(const std::string& anchor, bool agent);

    StepIndexReader* const m_index;
    const StepSearcher::World& m_world;
    const std::shared_ptr<const FleetState> m_state;
    std::map<std::string, LoweredFilter> m_receivers;  ///< by giver
    std::map<std::string, std::vector<bool>> m_traces; ///< by anchor, then TraceIndex
    std::unordered_map<std::uint32_t, std::shared_ptr<const TraceView>> m_views; ///< taken last
    std::vector<bool> m_viewed; ///< by TraceIndex: taken before
};

} // namespace penstock
