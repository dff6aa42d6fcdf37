// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/line_raster.h"

#include <algorithm>
#include <cmath>

#include "core/base/result.h"

namespace penstock::ui {
namespace {

constexpr int kFull = 256;
constexpr double kStraight = 0.01;

/// Floor; the library's is a call.
int down(double value)
{
    const auto whole = static_cast<int>(value);
    return whole - (value < whole ? 1 : 0);
}

QRgb blended(QRgb ground, QRgb colour, int weight)
{
    const auto mix = [weight](int a, int b) { return a + (b - a) * weight / kFull; };
    return qRgb(mix(qRed(ground), qRed(colour)), mix(qGreen(ground), qGreen(colour)),
                mix(qBlue(ground), qBlue(colour)));
}

} // namespace

LineRaster::LineRaster(QImage& picture)
    : m_pixels(reinterpret_cast<QRgb*>(picture.bits())),
      m_stride(picture.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))),
      m_width(picture.width()),
      m_height(picture.height())
{
    PENSTOCK_ASSERT(picture.format() == QImage::Format_RGB32);
}

LineRaster::Band LineRaster::bandOf(bool level, double across, const Stroke& stroke) const
{
    const double width = std::max(stroke.width, 0.4);
    const auto whole = static_cast<int>(width);
    const int rest = static_cast<int>((width - whole) * kFull);
    const int start = down(across - width / 2 + 0.5);
    const int room = level ? m_height : m_width;
    Band band;
    band.first = std::clamp(start, 0, room);
    band.last = std::clamp(start + whole, 0, room);
    const int next = start + whole;
    if (rest > kFull / 16 && next >= 0 && next < room) {
        band.rest = next;
        band.weight = rest;
    }
    return band;
}

void LineRaster::fillLevel(const Band& band, int from, int to, QRgb colour)
{
    for (int y = band.first; y < band.last; ++y) {
        QRgb* const line = m_pixels + y * m_stride;
        std::fill(line + from, line + to, colour);
    }
    if (band.weight == 0)
        return;
    QRgb* const line = m_pixels + band.rest * m_stride;
    for (int x = from; x < to; ++x)
        line[x] = blended(line[x], colour, band.weight);
}

void LineRaster::fillUpright(const Band& band, int from, int to, QRgb colour)
{
    QRgb* line = m_pixels + from * m_stride;
    for (int y = from; y < to; ++y, line += m_stride) {
        for (int x = band.first; x < band.last; ++x)
            line[x] = colour;
        if (band.weight != 0)
            line[band.rest] = blended(line[band.rest], colour, band.weight);
    }
}

/// Most lines of a large graph lead far out of the picture: only what can be seen is walked.
void LineRaster::draw(const QPointF& from, const QPointF& to, const Stroke& stroke, double phase)
{
    const double dx = to.x() - from.x();
    const double dy = to.y() - from.y();
    const bool level = std::abs(dy) < kStraight;
    if (!level && std::abs(dx) >= kStraight)
        return;
    const double across = level ? from.y() : from.x();
    const double reach = stroke.width / 2 + 1;
    if (across < -reach || across > (level ? m_height : m_width) + reach)
        return;
    const Band band = bandOf(level, across, stroke);
    if (band.first >= band.last && band.weight == 0)
        return;
    const double start = level ? from.x() : from.y();
    const double sign = (level ? dx : dy) < 0 ? -1 : 1;
    const double length = std::abs(level ? dx : dy);
    const int room = level ? m_width : m_height;
    // As distances from `from`: where the picture begins and ends.
    const double first = std::max(0.0, sign > 0 ? -start : start - room);
    const double last = std::min(length, sign > 0 ? room - start : start);
    if (first >= last)
        return;
    const auto fill = [&](double begin, double end) {
        const double a = start + sign * begin;
        const double b = start + sign * end;
        const int low = std::max(down(std::min(a, b)), 0);
        const int high = std::min(down(std::max(a, b)) + 1, room);
        if (level)
            fillLevel(band, low, high, stroke.colour);
        else
            fillUpright(band, low, high, stroke.colour);
    };
    const double period = stroke.dash + stroke.gap;
    if (stroke.dash <= 0 || period < 2)
        return fill(first, last);
    for (double s = first - std::fmod(phase + first, period); s < last; s += period)
        if (const double begin = std::max(first, s), end = std::min(last, s + stroke.dash);
            end > begin)
            fill(begin, end);
}

} // namespace penstock::ui
