// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/time_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::array<int, 15> kClockSteps = {1,   2,   5,   10,   15,   30,   60,   120,
                                             300, 600, 900, 1800, 3600, 7200, 21600};

Nanos stepFor(double nanosPerGap)
{
    if (nanosPerGap >= static_cast<double>(kSecond)) {
        for (const int seconds : kClockSteps)
            if (static_cast<double>(seconds) * 1e9 >= nanosPerGap)
                return seconds * kSecond;
        return static_cast<Nanos>(std::ceil(nanosPerGap / static_cast<double>(kDay))) * kDay;
    }
    const double power = std::pow(10.0, std::floor(std::log10(std::max(1.0, nanosPerGap))));
    for (const int factor : {1, 2, 5})
        if (power * factor >= nanosPerGap)
            return static_cast<Nanos>(power * factor);
    return static_cast<Nanos>(power * 10);
}

QString two(std::int64_t n)
{
    return u"%1"_s.arg(n, 2, 10, QChar(u'0'));
}

QString tickText(Nanos since, Nanos step)
{
    if (step >= kSecond) {
        const std::int64_t s = since / kSecond;
        const QString minutes = two(s / 60 % 60) + u':' + two(s % 60);
        return s >= 3600 ? QString::number(s / 3600) + u':' + minutes : minutes;
    }
    if (step >= kMillisecond)
        return since >= kSecond ? QString::number(static_cast<double>(since) / 1e9, 'f',
                                                  step >= 100 * kMillisecond ? 1 : 3) +
                                      u" s"_s
                                : QString::number(since / kMillisecond) + u" ms"_s;
    return QString::number(since / kMicrosecond) + u" \u00b5s"_s;
}

} // namespace

std::vector<Tick> ticksOf(const TimeScale& scale, double minGap, Nanos origin)
{
    std::vector<Tick> ticks;
    const double width = scale.right - scale.left;
    if (width < minGap || scale.last <= scale.first)
        return ticks;
    const double nanosPerGap = static_cast<double>(scale.last - scale.first) * minGap / width;
    const Nanos step = std::max<Nanos>(1, stepFor(nanosPerGap));
    const Nanos first = std::max<Nanos>(0, (scale.first - origin + step - 1) / step * step);
    for (Nanos since = first; origin + since <= scale.last; since += step)
        ticks.push_back({origin + since, tickText(since, step)});
    return ticks;
}

} // namespace penstock::ui
