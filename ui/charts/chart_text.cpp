// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <algorithm>

#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(charts)
};

QDateTime local(Nanos t)
{
    return QDateTime::fromMSecsSinceEpoch(t / kMillisecond);
}

QString moneyText(double dollars)
{
    const int digits = dollars >= 100                    ? 0
                       : dollars >= 10                   ? 2
                       : dollars >= 0.01 || dollars == 0 ? 3
                                                         : 5;
    return u'$' + QString::number(dollars, 'f', digits);
}

QString amountText(double value)
{
    if (value >= 1000)
        return shortCountText(static_cast<std::uint64_t>(value));
    const bool whole = value >= 100 || value == std::floor(value);
    return QString::number(value, 'f', whole ? 0 : 1);
}

} // namespace

QString measureTitle(Measure measure, Breakdown by)
{
    switch (measure) {
    case Measure::spend:
        return Words::tr("Spend");
    case Measure::tokens:
        return Words::tr("Tokens");
    case Measure::actions:
        return by == Breakdown::model ? Words::tr("Model calls") : Words::tr("Actions");
    case Measure::errors:
        return Words::tr("Errors");
    case Measure::latency:
        return by == Breakdown::model ? Words::tr("Latency of calls") : Words::tr("Latency");
    case Measure::running:
        break;
    }
    return by == Breakdown::model ? Words::tr("Calls open") : Words::tr("Running");
}

QString measureUnit(Measure measure, const ChartData& data)
{
    switch (measure) {
    case Measure::spend:
        return Words::tr("$ a minute");
    case Measure::tokens:
    case Measure::actions:
    case Measure::errors:
        return Words::tr("a minute");
    case Measure::latency:
        return data.by == Breakdown::total ? Words::tr("p50 p90 p99") : Words::tr("p90");
    case Measure::running:
        break;
    }
    return Words::tr("at the end of a step");
}

QString measureText(Measure measure, double value)
{
    if (std::isnan(value))
        return missingText();
    if (measure == Measure::spend)
        return moneyText(value);
    return measure == Measure::latency ? durationText(static_cast<Nanos>(value))
                                       : amountText(value);
}

QString stepText(const ChartData& data, Measure measure, std::uint32_t step, double value)
{
    const std::vector<bool>& atLeast = data.of(measure).atLeast;
    const bool sum = measure != Measure::latency && measure != Measure::running;
    const bool lower = sum && !std::isnan(value) &&
                       (data.growing(step) || (step < atLeast.size() && atLeast[step]));
    return lower ? u"\u2265\u2009"_s + measureText(measure, value) : measureText(measure, value);
}

QString normalText(Measure measure, const NormalBand& band)
{
    if (band.known == 0)
        return {};
    const QString high = measureText(measure, band.high());
    if (band.deviation <= 0)
        return Words::tr("mostly %1").arg(high);
    if (band.low() <= 0)
        return u"\u2264\u2009"_s + high;
    return measureText(measure, band.low()) + u'\u2013' + high;
}

QString stepTimeText(const ChartData& data, std::uint32_t step)
{
    const QDateTime from = local(data.startOf(step));
    const QDateTime to = local(data.startOf(step) + data.span.step);
    const bool today = from.date() == local(data.now).date();
    const QString day = today ? QString() : QLocale::c().toString(from, u"d MMM "_s);
    if (data.span.step >= kDay)
        return day.isEmpty() ? Words::tr("today") : day.trimmed();
    const QString start = day + from.toString(u"HH:mm"_s);
    return data.span.step <= kMinute ? start : start + u'\u2013' + to.toString(u"HH:mm"_s);
}

QString shownTimeText(const ChartData& data)
{
    const auto told = [&](Nanos t) {
        const QDateTime at = local(t);
        const bool today = at.date() == local(data.now).date();
        return QLocale::c().toString(at, today ? u"HH:mm"_s : u"d MMM HH:mm"_s);
    };
    return told(data.shown.from) + u'\u2013' + told(data.shown.to);
}

QString gapTimeText(const ChartData& data, const ChartGap& gap)
{
    ChartData stretch; // as one long step
    stretch.span = {data.startOf(gap.first), data.span.step * (gap.last - gap.first + 1), 1};
    stretch.now = data.now;
    return stepTimeText(stretch, 0);
}

QString gapText(const ChartData& data, const ChartGap& gap)
{
    StepLosses all;
    std::uint32_t unknown = 0;
    for (std::uint32_t step = gap.first; step <= gap.last; ++step) {
        all.refused += data.losses[step].refused;
        all.toldToRetry += data.losses[step].toldToRetry;
        unknown += data.losses[step].known ? 0 : 1;
    }
    const bool none = all.refused + all.toldToRetry == 0;
    if (none && unknown == gap.last - gap.first + 1)
        return Words::tr("Whether anything was lost then is not known.");
    QStringList parts;
    if (all.refused > 0)
        parts << Words::tr("%1 arrived then and were refused.")
                     .arg(countOf(all.refused, Words::tr("item"), Words::tr("items")));
    if (all.toldToRetry > 0)
        parts << Words::tr("%1 were told to come again.")
                     .arg(countOf(all.toldToRetry, Words::tr("item"), Words::tr("items")));
    if (none)
        parts << Words::tr("Nothing that arrived then was refused.");
    if (unknown > 0)
        parts << Words::tr("Of a part of it that is not known.");
    return parts.join(u' ');
}

QString lengthText(Nanos length)
{
    if (length >= 2 * kDay)
        return Words::tr("%1 d").arg((length + kDay / 2) / kDay);
    if (length == kHour)
        return Words::tr("1 h");
    if (length == kMinute)
        return Words::tr("1 min");
    if (length >= 2 * kHour)
        return Words::tr("%1 h").arg((length + kHour / 2) / kHour);
    if (length >= 2 * kMinute)
        return Words::tr("%1 min").arg((length + kMinute / 2) / kMinute);
    return Words::tr("%1 s").arg(length / kSecond);
}

QString tickText(Nanos t, Nanos every)
{
    const QDateTime at = local(t);
    if (every >= kDay || at.time() == QTime(0, 0))
        return QLocale::c().toString(at, u"d MMM"_s);
    return at.toString(every < kMinute ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

Nanos tickEvery(const TimeRange& range, int width, int pixels)
{
    static constexpr Nanos kSteps[] = {
        kSecond,     2 * kSecond,  5 * kSecond,  10 * kSecond, 30 * kSecond, kMinute,   2 * kMinute,
        5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour,        2 * kHour, 3 * kHour,
        6 * kHour,   12 * kHour,   kDay,         2 * kDay,     7 * kDay,     14 * kDay, 28 * kDay};
    const Nanos most = std::max(1, width / pixels);
    for (const Nanos step : kSteps)
        if (range.length() / step <= most)
            return step;
    return 56 * kDay;
}

Nanos firstTick(Nanos t, Nanos every)
{
    const Nanos zone = local(t).offsetFromUtc() * kSecond;
    const Nanos shifted = t + zone;
    return (shifted + every - 1) / every * every - zone;
}

} // namespace penstock::ui
