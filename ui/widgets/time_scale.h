// SPDX-License-Identifier: GPL-3.0-or-later
// TimeScale: event time to pixels for one stretch of time, and the round ticks of its ruler. Pure value type.
#pragma once

#include <QtCore/QString>

#include <vector>

#include "core/base/time.h"

namespace penstock::ui {

struct TimeScale {
    Nanos first = 0;
    Nanos last = 1;
    double left = 0;  ///< px
    double right = 1; ///< px

    double x(Nanos t) const
    {
        const double span = static_cast<double>(last - first);
        const double part = static_cast<double>(t - first) / (span <= 0 ? 1.0 : span);
        return left + (right - left) * (part < 0 ? 0 : part > 1 ? 1 : part);
    }
};

struct Tick {
    Nanos at = 0;
    QString text; ///< since `origin`: `02:00`, `1.5 s`, `40 ms`
};

/// Ticks at 1-2-5 steps (or clock steps above a minute) from `origin`, at least `minGap` px apart.
std::vector<Tick> ticksOf(const TimeScale& scale, double minGap, Nanos origin);

} // namespace penstock::ui
