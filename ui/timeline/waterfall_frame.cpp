// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/waterfall_frame.h"

#include <algorithm>
#include <cmath>

namespace penstock::ui {
namespace {

constexpr int kWideDepth = 10;
constexpr int kNarrowIndent = 4;
constexpr int kMostIndent = 220;
constexpr double kLeastHeightWithMap = 220;
/// Beside the first bar, and where the words of the last ones go.
constexpr double kMarginShare = 0.015;

} // namespace

double indentOf(int depth)
{
    const int wide = std::min(depth, kWideDepth) * kTreeIndent;
    return 12 + std::min(wide + std::max(0, depth - kWideDepth) * kNarrowIndent, kMostIndent);
}

double WaterfallFrame::labels() const
{
    const double most = std::max(kLeastLabels, size.width() - kScrollWidth - kLeastBars);
    return std::round(std::clamp(wantedLabels, kLeastLabels, most));
}

double WaterfallFrame::costLeft() const
{
    return labels() - kTreeCostWidth;
}

QRectF WaterfallFrame::pins() const
{
    return {0, double{kRulerHeight}, size.width(), double(pinned) * kTreeRow};
}

QRectF WaterfallFrame::map() const
{
    if (size.height() < kLeastHeightWithMap)
        return {};
    return {0, size.height() - kMapHeight, size.width(), kMapHeight};
}

QRectF WaterfallFrame::mapBars() const
{
    const QRectF strip = map();
    return strip.isNull() ? QRectF()
                          : QRectF(QPointF(labels(), strip.top() + 5),
                                   QPointF(barsRight(), strip.bottom() - 5));
}

QRectF WaterfallFrame::foot() const
{
    const double bottom = map().isNull() ? size.height() : map().top();
    const double height = footer ? kTreeRow + 2 : 0;
    return {0, bottom - height, size.width(), height};
}

QRectF WaterfallFrame::lines() const
{
    const double top = pins().bottom() + (pinned > 0 ? 1 : 0);
    return {QPointF(0, top), QPointF(size.width(), std::max(top, foot().top()))};
}

QRectF WaterfallFrame::bars(const QRectF& line) const
{
    return {QPointF(labels(), line.top()), QPointF(barsRight(), line.bottom())};
}

QRectF WaterfallFrame::line(int row) const
{
    return {0, lines().top() + double(row - topRow) * kTreeRow, size.width(), double{kTreeRow}};
}

int WaterfallFrame::rowAt(double y) const
{
    return topRow + static_cast<int>(std::floor((y - lines().top()) / kTreeRow));
}

int WaterfallFrame::wholeRows() const
{
    return std::max(1, static_cast<int>(lines().height() / kTreeRow));
}

double WaterfallFrame::nanosPerPixel() const
{
    return (to - from) / std::max(1.0, barsRight() - labels());
}

double WaterfallFrame::x(Nanos t) const
{
    return labels() + (static_cast<double>(t - start) - from) / nanosPerPixel();
}

Nanos WaterfallFrame::at(double x) const
{
    return start + static_cast<Nanos>(std::llround(from + (x - labels()) * nanosPerPixel()));
}

TimeScale WaterfallFrame::scale() const
{
    return {start + static_cast<Nanos>(from), start + static_cast<Nanos>(to), labels(),
            barsRight()};
}

double WaterfallFrame::widest() const
{
    return static_cast<double>(end - start);
}

double WaterfallFrame::margin() const
{
    return widest() * kMarginShare;
}

void WaterfallFrame::fit()
{
    from = 0;
    to = widest() + margin();
}

bool WaterfallFrame::fits() const
{
    return from <= 0 && to >= widest();
}

/// No farther out than everything, and never quite away from it.
void WaterfallFrame::clampTimes()
{
    const double most = widest() + margin();
    const double length = std::clamp(to - from, std::min(kShortest, most), most);
    from = std::clamp(from, 0.0, most - length);
    to = from + length;
}

void WaterfallFrame::zoomAt(double x, double factor)
{
    const double under = from + (x - labels()) * nanosPerPixel();
    const double most = widest() + margin();
    const double length = std::clamp((to - from) / factor, std::min(kShortest, most), most);
    const double share = (under - from) / (to - from);
    from = under - share * length;
    to = from + length;
    clampTimes();
}

void WaterfallFrame::pan(double pixels)
{
    const double by = pixels * nanosPerPixel();
    from += by;
    to += by;
    clampTimes();
}

void WaterfallFrame::show(Nanos first, Nanos last)
{
    from = static_cast<double>(first - start);
    to = static_cast<double>(std::max(last, first + 1) - start);
    clampTimes();
}

} // namespace penstock::ui
