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
    : m_bits(picture.bits()),
      m_stride(picture.bytesPerLine()),
      m_width(picture.width()),
      m_height(picture.height())
{
    PENSTOCK_ASSERT(picture.format() == QImage::Format_RGB32);
}

void LineRaster::fill(int left, int top, int right, int bottom, QRgb colour, int weight)
{
    left = std::max(left, 0);
    top = std::max(top, 0);
    right = std::min(right, m_width);
    bottom = std::min(bottom, m_height);
    if (left >= right)
        return;
    for (int y = top; y < bottom; ++y) {
        auto* line = reinterpret_cast<QRgb*>(m_bits + y * m_stride);
        if (weight == kFull)
            std::fill(line + left, line + right, colour);
        else
            for (int x = left; x < right; ++x)
                line[x] = blended(line[x], colour, weight);
    }
}

void LineRaster::piece(const QPointF& from, const QPointF& to, const Stroke& stroke)
{
    const bool level = std::abs(from.y() - to.y()) < kStraight;
    const double width = std::max(stroke.width, 0.4);
    const auto whole = static_cast<int>(width);
    const int rest = static_cast<int>((width - whole) * kFull);
    const double across = level ? from.y() : from.x();
    const int start = down(across - width / 2 + 0.5);
    const double a = level ? from.x() : from.y();
    const double b = level ? to.x() : to.y();
    const int first = down(std::min(a, b));
    const int last = down(std::max(a, b)) + 1;
    const auto band = [&](int at, int thick, int weight) {
        if (level)
            fill(first, at, last, at + thick, stroke.colour, weight);
        else
            fill(at, first, at + thick, last, stroke.colour, weight);
    };
    if (whole > 0)
        band(start, whole, kFull);
    if (rest > kFull / 16)
        band(start + whole, 1, rest);
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
    const double start = level ? from.x() : from.y();
    const double sign = (level ? dx : dy) < 0 ? -1 : 1;
    const double length = std::abs(level ? dx : dy);
    const double end = level ? m_width : m_height;
    // As distances from `from`: where the picture begins and ends.
    const double first = std::max(0.0, sign > 0 ? -start : start - end);
    const double last = std::min(length, sign > 0 ? end - start : start);
    if (first >= last)
        return;
    const auto at = [&](double s) {
        return level ? QPointF(start + sign * s, across) : QPointF(across, start + sign * s);
    };
    const double period = stroke.dash + stroke.gap;
    if (stroke.dash <= 0 || period < 2) {
        piece(at(first), at(last), stroke);
        return;
    }
    for (double s = first - std::fmod(phase + first, period); s < last; s += period) {
        const double begin = std::max(first, s);
        const double stop = std::min(last, s + stroke.dash);
        if (stop > begin)
            piece(at(begin), at(stop), stroke);
    }
}

} // namespace penstock::ui
