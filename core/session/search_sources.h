// SPDX-License-Identifier: GPL-3.0-or-later
// SearchSources: where a search has to look – segments of the index, and traces in memory that changed since they were
// indexed or never were – so that every step is looked at once. One search, one thread.
#pragma once

#include "core/session/step_search.h"
#include "core/store/segment_directory.h"

#include <vector>

namespace penstock {

/// A segment of the index, or a trace that the index does not have as it is now.
struct SearchSource {
    Nanos newest = 0;
    const store::SegmentInfo* segment = nullptr;
    TraceIndex trace;
};

class SearchSources final {
public:
    /// index: null when there is none.
    SearchSources(const StepSearch& search, const FleetState& state,
                  const store::SegmentDirectory* index);

    /// The one with the newest step first; tells how many steps there are. Called once.
    std::vector<SearchSource> find(StepSearchProgress& progress);
    /// Of a segment: what is answered from it.
    store::RowMask rowsOf(const store::SegmentInfo& info) const;

private:
    bool isWithin(std::uint32_t trace) const
    {
        return !m_search.within || (trace < m_within.size() && m_within[trace]);
    }
    bool hasAnyOf(const store::SegmentInfo& info) const;

    const StepSearch& m_search;
    const FleetState& m_state;
    const store::SegmentDirectory* m_index;
    std::vector<bool> m_live;   ///< by TraceIndex: not answered from the index
    std::vector<bool> m_within; ///< likewise: what the search asks about, when not about all
};

} // namespace penstock
