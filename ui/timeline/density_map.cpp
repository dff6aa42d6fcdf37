// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/density_map.h"

#include <algorithm>
#include <array>

namespace penstock::ui {
namespace {

constexpr std::size_t kStates = 5;

/// How many steps begin and end in each cell, by state.
struct Changes {
    explicit Changes(std::uint32_t bands)
        : counts(std::size_t{bands} * (DensityMap::kColumns + 1) * kStates, 0)
    {
    }
    std::int32_t& at(std::uint32_t band, std::uint32_t column, SpanOfTimeState state)
    {
        return counts[(std::size_t{band} * (DensityMap::kColumns + 1) + column) * kStates +
                      static_cast<std::size_t>(state)];
    }
    void add(std::uint32_t band, std::uint32_t first, std::uint32_t last, SpanOfTimeState state)
    {
        ++at(band, first, state);
        --at(band, last + 1, state);
    }
    std::vector<std::int32_t> counts;
};

SpanOfTimeState stateOf(const CascadeNode& node)
{
    if (node.status == StepStatus::running)
        return SpanOfTimeState::open;
    return node.isWait() ? SpanOfTimeState::waiting : SpanOfTimeState::working;
}

} // namespace

DensityMap::DensityMap(const CascadeView& view, Nanos start, Nanos end)
    : m_nodes(view.size()), m_bands(std::min(view.size(), kMostBands))
{
    if (m_bands == 0)
        return;
    Changes changes(m_bands);
    const double column = static_cast<double>(std::max<Nanos>(end - start, 1)) / kColumns;
    const auto place = [&](Nanos t) {
        const double at = static_cast<double>(t - start) / column;
        return static_cast<std::uint32_t>(std::clamp(at, 0.0, kColumns - 1.0));
    };
    for (std::uint32_t n = 1; n <= view.size(); ++n) {
        const CascadeNode& node = view.node(n);
        const std::uint32_t band = bandOf(n);
        const SpanOfTimeState state = stateOf(node);
        const Nanos until = state == SpanOfTimeState::open ? end : std::max(node.start, node.end);
        const std::uint32_t last = place(until);
        changes.add(band, place(node.start), last, state);
        if (node.status == StepStatus::error)
            changes.add(band, last, last, SpanOfTimeState::failed);
    }
    m_cells.assign(std::size_t{m_bands} * kColumns, SpanOfTimeState::empty);
    for (std::uint32_t band = 0; band < m_bands; ++band) {
        std::array<std::int32_t, kStates> here{};
        for (std::uint32_t x = 0; x < kColumns; ++x)
            for (std::size_t state = 0; state < kStates; ++state) {
                here[state] += changes.at(band, x, static_cast<SpanOfTimeState>(state));
                if (here[state] > 0)
                    m_cells[std::size_t{band} * kColumns + x] = static_cast<SpanOfTimeState>(state);
            }
    }
}

std::uint32_t DensityMap::bandOf(std::uint32_t node) const
{
    return static_cast<std::uint32_t>(std::uint64_t{node - 1} * m_bands / std::max(m_nodes, 1u));
}

SpanOfTimeState DensityMap::worst(std::uint32_t band, std::uint32_t first, std::uint32_t last) const
{
    SpanOfTimeState state = SpanOfTimeState::empty;
    for (std::uint32_t x = first; x < std::min(last, kColumns); ++x)
        state = std::max(state, m_cells[std::size_t{band} * kColumns + x]);
    return state;
}

} // namespace penstock::ui
