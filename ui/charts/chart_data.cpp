// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_data.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <numeric>

#include "ui/charts/chart_builder.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kLeastKnown = 10; ///< steps, for a normal band
constexpr std::size_t kMostSpikes = 5;  ///< marked in one chart
constexpr double kHeadroom = 1.05;

double meanDeviation(const std::vector<double>& values, double median)
{
    double sum = 0;
    for (const double value : values)
        sum += std::abs(value - median);
    return sum / static_cast<double>(values.size());
}

/// Where hardly anything happens the median deviation is 0: then the mean one says what is far off.
double farAbove(const NormalBand& band, const std::vector<double>& known)
{
    const double deviation =
        band.deviation > 0 ? band.deviation : 2 * meanDeviation(known, band.median);
    return std::max(band.median + 3 * deviation, 1.5 * band.median);
}

/// The highest step of every stretch above `limit`, the highest first.
std::vector<std::uint32_t> peaksAbove(const std::vector<double>& values, double limit)
{
    std::vector<std::uint32_t> peaks;
    bool inside = false;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
        const bool above = values[i] > limit;
        if (above && !inside)
            peaks.push_back(i);
        else if (above && values[i] > values[peaks.back()])
            peaks.back() = i;
        inside = above;
    }
    std::ranges::stable_sort(peaks, [&](auto a, auto b) { return values[a] > values[b]; });
    if (peaks.size() > kMostSpikes)
        peaks.resize(kMostSpikes);
    return peaks;
}

double highest(const std::vector<double>& values)
{
    double top = 0;
    for (const double value : values)
        if (value > top)
            top = value;
    return top;
}

} // namespace

RateSpan chartSpan(const FleetState& state, const TimeRange& range, std::uint32_t most)
{
    RateSpan span = rateSpan(range.to - 1, range.length(), std::max(1u, most));
    const Nanos minutes = oldestRate(state.minutes);
    const bool older = oldestRate(state.hours) < minutes - minutes % kHour;
    if (span.step < kHour && range.from < minutes && older)
        span.step = kHour;
    span.from = range.from - range.from % span.step;
    span.count = static_cast<std::uint32_t>((range.to - span.from + span.step - 1) / span.step);
    return span;
}

double niceTop(double value)
{
    if (!(value > 0))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (value <= factor * power * 1.0000001)
            return factor * power;
    return 10 * power;
}

void judgeChart(Chart& chart, const std::vector<double>& known, std::uint32_t lead)
{
    const std::vector<double> shown(chart.whole.begin() + lead, chart.whole.end());
    chart.whole = shown;
    if (known.size() >= kLeastKnown) {
        chart.band = normalBand(known);
        chart.spikes = peaksAbove(chart.whole, farAbove(chart.band, known));
    }
    double top = highest(chart.whole);
    for (const ChartLine& line : chart.lines)
        top = std::max(top, highest(line.values));
    chart.top = niceTop(top * kHeadroom);
}

std::optional<ChartGap> ChartData::gapAt(Measure m, std::uint32_t step) const
{
    if (step >= span.count || !isGap(m, step))
        return std::nullopt;
    ChartGap gap{step, step};
    while (gap.first > 0 && isGap(m, gap.first - 1))
        --gap.first;
    while (gap.last + 1 < span.count && isGap(m, gap.last + 1))
        ++gap.last;
    return gap;
}

ChartData chartData(const FleetState& state, const ChartQuestion& question)
{
    ChartData data = ChartBuilder(state, question).build();
    data.alarms = alarmMoments(state, data.span, question.alarms);
    return data;
}

} // namespace penstock::ui
