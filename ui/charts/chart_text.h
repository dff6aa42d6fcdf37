// SPDX-License-Identifier: GPL-3.0-or-later
// Words and values of the charts, as people read them. Pure functions.
#pragma once

#include "ui/charts/chart_data.h"

namespace penstock::ui {

/// `Spend`, `Model calls`; what it counts depends on what is asked about.
QString measureTitle(Measure measure, Breakdown by);
/// `$ a minute`
QString measureUnit(Measure measure, const ChartData& data);
/// `$0.588`, `48.2 k`, `6.42 s`; `–` where nobody counted.
QString measureText(Measure measure, double value);
/// The same with `≥` where the step is not over or a part has no price.
QString stepText(const ChartData& data, Measure measure, std::uint32_t step, double value);
/// `$0.84–1.36`; empty when nobody can say.
QString normalText(Measure measure, const NormalBand& band);
/// `14:25` or `14:25–14:30`, with the date in front when it is not today's.
QString stepTimeText(const ChartData& data, std::uint32_t step);
/// `13:47–14:32`, each with its date where that is not today's: the time that is shown.
QString shownTimeText(const ChartData& data);
/// `14:02–14:09`
QString gapTimeText(const ChartData& data, const ChartGap& gap);
/// How much was lost in a gap, as far as the ledger knows: a sentence or two.
QString gapText(const ChartData& data, const ChartGap& gap);
/// `45 min`, `3 d`
QString lengthText(Nanos length);
/// `11:02` or `9 Mar 11:00`, for the axis.
QString tickText(Nanos t, Nanos every);
/// Distance of ticks such that they stay `pixels` apart.
Nanos tickEvery(const TimeRange& range, int width, int pixels);
/// The first tick at or after t, on whole local minutes, hours or days.
Nanos firstTick(Nanos t, Nanos every);

} // namespace penstock::ui
