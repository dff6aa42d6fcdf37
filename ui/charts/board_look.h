// SPDX-License-Identifier: GPL-3.0-or-later
// How a board of charts is put together: which lanes, and how its parts share width and height.
#pragma once

#include <vector>

#include "ui/charts/chart_data.h"

namespace penstock::ui {

inline constexpr int kLaneLabelWidth = 140; ///< px at the left
inline constexpr int kLaneLegendWidth = 216;

struct LaneLook {
    int legend = kLaneLegendWidth; ///< px at the right; 0: the colours are explained elsewhere
    int leastHeight = 48;
};

struct BoardLook {
    std::vector<Measure> measures{Measure::spend,  Measure::tokens,  Measure::actions,
                                  Measure::errors, Measure::latency, Measure::running};
    LaneLook lane;
};

} // namespace penstock::ui
