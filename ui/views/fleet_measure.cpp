// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_measure.h"

#include <algorithm>

#include "ui/graph/fleet_picture.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr Nanos kWindow = kRateWindow;
constexpr std::uint32_t kWindows = 37; ///< three hours, and now
constexpr std::uint32_t kDays = 28;
constexpr std::uint32_t kLeastKnown = 3;

RateSpan windowsUntil(Nanos until)
{
    RateSpan span;
    span.step = kWindow;
    span.count = kWindows;
    span.from = until - until % kMinute + kMinute - kWindow * kWindows;
    return span;
}

/// Minutes of the last window that have passed.
double passed(Nanos until)
{
    return static_cast<double>(until % kMinute) / kMinute + kWindow / kMinute - 1;
}

QString number(double value, int digits)
{
    return QString::number(value, 'f', digits);
}

QString factorText(const Measured& m)
{
    if (m.band.known == 0 || m.band.median <= 0)
        return missingText();
    return u"\u00D7"_s + number(m.now / m.band.median, 1);
}

} // namespace

QString rateText(double value)
{
    if (value >= 1000)
        return shortCountText(static_cast<std::uint64_t>(value));
    return number(value, value > 0 && value < 100 ? 1 : 0);
}

FleetRow measureRow(const QString& name, const QString& value, const Measured& m)
{
    FleetRow row;
    row.name = name;
    row.value = value;
    row.second = factorText(m);
    row.bar = true;
    row.now = m.now;
    row.band = m.band;
    return row;
}

Measured measured(const FleetState& state, const RateFilter& wanted, Nanos firstSeen, Nanos until,
                  const std::function<double(const RateSums&)>& value)
{
    const RateSpan windows = windowsUntil(until);
    const std::vector<RateSums> series = rateSeries(state, windows, wanted);
    Measured out;
    out.now = value(series.back()) / passed(until);
    RateSpan days;
    days.step = kHour;
    days.count = kDays * 24;
    days.from = until - until % kHour - kDay * kDays;
    const std::vector<RateSums> hours = rateSeries(state, days, wanted);
    const Nanos hoursFrom = std::max(firstSeen, oldestRate(state.hours));
    std::vector<double> known;
    for (std::uint32_t day = 0; day < kDays; ++day)
        if (days.from + kDay * day >= hoursFrom)
            known.push_back(value(hours[day * 24]) / 60);
    out.byHour = known.size() >= kLeastKnown;
    if (!out.byHour) {
        const Nanos minutesFrom = std::max(firstSeen, oldestRate(state.minutes));
        known.clear();
        for (std::uint32_t i = 0; i + 1 < windows.count; ++i)
            if (windows.from + windows.step * i >= minutesFrom)
                known.push_back(value(series[i]) / (kWindow / kMinute));
    }
    if (known.size() >= kLeastKnown)
        out.band = normalBand(std::move(known));
    return out;
}

Measured measuredLatency(const FleetState& state, const RateFilter& wanted, Nanos until)
{
    std::vector<Nanos> series = latencySeries(state, windowsUntil(until), wanted, 95);
    Measured m;
    m.now = static_cast<double>(series.back());
    series.pop_back();
    std::vector<double> known;
    for (const Nanos value : series)
        if (value > 0)
            known.push_back(static_cast<double>(value));
    if (known.size() >= kLeastKnown && m.now > 0)
        m.band = normalBand(std::move(known));
    return m;
}

Measured measuredOpen(const FleetState& state, const RateFilter& wanted, Nanos firstSeen,
                      Nanos until, std::int64_t openNow)
{
    const RateSpan span = windowsUntil(until);
    const std::vector<std::int64_t> series = openSeries(state, span, wanted, openNow);
    const Nanos from = std::max(firstSeen, oldestRate(state.minutes));
    Measured m;
    m.now = static_cast<double>(std::max<std::int64_t>(0, series.back()));
    std::vector<double> known;
    for (std::uint32_t i = 0; i + 1 < series.size(); ++i)
        if (span.from + span.step * i >= from)
            known.push_back(static_cast<double>(std::max<std::int64_t>(0, series[i])));
    if (known.size() >= kLeastKnown)
        m.band = normalBand(std::move(known));
    return m;
}

} // namespace penstock::ui
