// SPDX-License-Identifier: GPL-3.0-or-later
// DensityMap: a whole cascade as a small grid - bands of neighbouring steps across stretches of time, each cell with the
// worst state in it, so that what is abnormal is never folded away. Immutable, made in a pool thread, read anywhere.
// Cost of making: O(steps), whatever the lengths of the steps; 40 x 1,024 cells.
#pragma once

#include <vector>

#include "core/session/cascades.h"

namespace penstock::ui {

class DensityMap final {
public:
    static constexpr std::uint32_t kMostBands = 40;
    static constexpr std::uint32_t kColumns = 1024;

    DensityMap() = default;
    DensityMap(const CascadeView& view, Nanos start, Nanos end);

    std::uint32_t bands() const { return m_bands; }
    std::uint32_t bandOf(std::uint32_t node) const;
    /// Worst state of the columns [first, last) of a band.
    SpanOfTimeState worst(std::uint32_t band, std::uint32_t first, std::uint32_t last) const;

private:
    std::uint32_t m_nodes = 0;
    std::uint32_t m_bands = 0;
    std::vector<SpanOfTimeState> m_cells; ///< band by band
};

} // namespace penstock::ui
