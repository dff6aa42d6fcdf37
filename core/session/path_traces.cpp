// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/path_traces.h"

namespace penstock {

using namespace store; // NOLINT: a source file

namespace {

constexpr std::size_t kTracesAtOnce = 64;

} // namespace

void PathTraces::prepare(const Candidates& candidates, std::size_t from)
{
    const auto isViewed = [this](TraceIndex trace) {
        return trace.value >= m_viewed.size() || m_viewed[trace.value];
    };
    if (isViewed(candidates[from].first.trace))
        return;
    std::vector<TraceIndex> next;
    for (std::size_t i = from; i < candidates.size() && next.size() < kTracesAtOnce; ++i)
        if (const TraceIndex trace = candidates[i].first.trace; !isViewed(trace)) {
            m_viewed[trace.value] = true;
            next.push_back(trace);
        }
    std::vector<std::shared_ptr<const TraceView>> views = m_world.views(next);
    m_views.clear(); // who asked about a path keeps the answer, not the trace
    for (std::size_t i = 0; i < next.size(); ++i)
        m_views[next[i].value] = std::move(views[i]);
}

std::shared_ptr<const TraceView> PathTraces::view(TraceIndex trace) const
{
    const auto taken = m_views.find(trace.value);
    return taken != m_views.end() ? taken->second : m_world.views({trace}).at(0);
}

bool PathTraces::isAgent(const std::string& anchor) const
{
    for (std::uint32_t i = 1; i <= m_state->agents.size(); ++i)
        if (m_state->agents[i].name == anchor)
            return true;
    return false;
}

/// Rows of a trace that was indexed again, or is looked at in memory, may make it a candidate too; that costs time only.
const std::vector<bool>& PathTraces::tracesWith(const std::string& anchor, bool agent)
{
    const auto [at, isNew] = m_traces.try_emplace(anchor);
    if (!isNew)
        return at->second;
    std::vector<bool>& found = at->second;
    found.resize(std::size_t{m_state->traces.size()} + 1);
    const std::optional<SpanId> span = agent ? std::nullopt : SpanId::parse(anchor);
    const FilterPtr is =
        span ? comparison(FieldId::step, CompareOp::equal, FilterLiteral::ofId(*span))
             : comparison(FieldId::agent, CompareOp::equal, FilterLiteral::ofText(anchor));
    const LoweredFilter lowered = lowerFilter(is, 0);
    const SegmentFilter filter(lowered, SegmentFilter::Gone(), nullptr);
    for (const auto& [id, info] : m_index->directory().segments()) {
        if (info.dropped)
            continue;
        RowMask rows = m_index->directory().liveRows(info);
        const std::unique_ptr<StepSegment> segment = m_index->segment(info);
        filter.keep(*segment, rows);
        if (!rows.any())
            continue;
        const NumberColumn& traces = segment->numbers(kTraceColumn);
        rows.each([&](std::size_t row) {
            const auto trace = static_cast<std::size_t>(traces.at(row).value_or(0));
            if (trace < found.size())
                found[trace] = true;
        });
    }
    return found;
}

const LoweredFilter* PathTraces::ofReceivers(const std::string& giver)
{
    const auto [at, isNew] = m_receivers.try_emplace(giver);
    if (isNew) {
        std::vector<FilterLiteral> names;
        for (std::uint32_t i = 1; i <= m_state->delegations.size(); ++i)
            if (const DelegationRow& row = m_state->delegations[i];
                row.from && row.to && row.count > 0 &&
                m_state->agents[row.from.value].name == giver)
                names.push_back(FilterLiteral::ofText(m_state->agents[row.to.value].name));
        if (!names.empty())
            at->second = lowerFilter(oneOf(FieldId::agent, names), 0);
    }
    return at->second.matchesEverything() ? nullptr : &at->second;
}

/// Who delegated may be named by others only, so that no trace has a step of it: then its receivers tell.
void PathTraces::keep(const FieldTest& test, const StepSegment& segment, RowMask& rows)
{
    const std::string& anchor = test.texts[0];
    const bool agent = isAgent(anchor);
    if (test.negated)
        return;
    if (agent && test.path == FilterPath::delegatedBy) {
        if (const LoweredFilter* receivers = ofReceivers(anchor))
            SegmentFilter(*receivers, SegmentFilter::Gone(), nullptr).keep(segment, rows);
        else
            rows = RowMask(rows.rows());
        return;
    }
    const std::vector<bool>& traces = tracesWith(anchor, agent);
    const NumberColumn& numbers = segment.numbers(kTraceColumn);
    RowMask kept(rows.rows());
    rows.each([&](std::size_t row) {
        const auto trace = static_cast<std::size_t>(numbers.at(row).value_or(0));
        if (trace < traces.size() && traces[trace])
            kept.set(row);
    });
    rows = std::move(kept);
}

} // namespace penstock
