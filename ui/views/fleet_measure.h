// SPDX-License-Identifier: GPL-3.0-or-later
// FleetMeasure: rates of the five minutes before a moment, and what is usual: the same hour of earlier days where at
// least three are known, else the last three hours in stretches of five minutes; unknown where even that is missing.
// Pure functions of a snapshot, any thread. Cost: a walk over the minutes and one over the hours.
#pragma once

#include "ui/views/fleet_rows.h"

namespace penstock::ui {

struct Measured {
    double now = 0;
    NormalBand band;
    bool byHour = false; ///< the same hour of earlier days, not the last three hours
};
Measured measured(const FleetState& state, const RateFilter& wanted, Nanos firstSeen, Nanos until,
                  const std::function<double(const RateSums&)>& value);
/// 95 of 100 ended within this, in nanoseconds; now 0: nothing ended.
Measured measuredLatency(const FleetState& state, const RateFilter& wanted, Nanos until);
Measured measuredOpen(const FleetState& state, const RateFilter& wanted, Nanos firstSeen,
                      Nanos until, std::int64_t openNow);

/// `12` `1.4` `48.2 k`
QString rateText(double value);
FleetRow measureRow(const QString& name, const QString& value, const Measured& m);

} // namespace penstock::ui
