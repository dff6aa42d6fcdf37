// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/search_sources.h"

#include <algorithm>

namespace penstock {

using namespace store; // NOLINT: a source file

SearchSources::SearchSources(const StepSearch& search, const FleetState& state,
                             const SegmentDirectory* index)
    : m_search(search),
      m_state(state),
      m_index(index),
      m_live(state.traces.size() + 1),
      m_within(search.within ? m_live.size() : 0)
{
    for (std::size_t i = 0; search.within && i < search.within->size(); ++i)
        if (const std::uint32_t trace = (*search.within)[i].value; trace < m_within.size())
            m_within[trace] = true;
}

std::vector<SearchSource> SearchSources::find(StepSearchProgress& progress)
{
    std::vector<SearchSource> out;
    if (m_index != nullptr)
        for (const auto& [id, info] : m_index->segments()) {
            const bool isBehind = m_search.after && info.oldest > m_search.after->start;
            if (info.dropped || isBehind || !hasAnyOf(info))
                continue;
            out.push_back({info.newest, &info, {}});
            progress.all += m_index->liveRowCount(info);
        }
    for (std::uint32_t i = 1; i <= m_state.traces.size(); ++i) {
        const TraceRow& row = m_state.traces[i];
        const SegmentDirectory::Seen seen =
            m_index ? m_index->seen(i, row.id) : SegmentDirectory::Seen();
        if (seen.seq >= row.changed && seen.seq != 0 && !seen.dropped)
            continue;
        m_live[i] = true;
        if (!isWithin(i))
            continue;
        out.push_back({std::max(row.end, row.lastArrival), nullptr, TraceIndex{i}});
        progress.all += row.steps;
        progress.waiting += row.steps;
    }
    std::sort(out.begin(), out.end(),
              [](const SearchSource& a, const SearchSource& b) { return a.newest > b.newest; });
    return out;
}

bool SearchSources::hasAnyOf(const SegmentInfo& info) const
{
    return !m_search.within ||
           std::any_of(info.slots.begin(), info.slots.end(),
                       [this](const SegmentSlot& slot) { return isWithin(slot.trace); });
}

RowMask SearchSources::rowsOf(const SegmentInfo& info) const
{
    RowMask rows = m_index->liveRows(info);
    std::size_t row = 0;
    for (const SegmentSlot& slot : info.slots) {
        const bool isKnown = slot.trace < m_live.size();
        const bool isOld =
            isKnown && (m_live[slot.trace] || m_state.traces[slot.trace].id != slot.id);
        if (isOld || !isWithin(slot.trace))
            rows.fill(row, row + slot.rows, false);
        row += slot.rows;
    }
    return rows;
}

} // namespace penstock
