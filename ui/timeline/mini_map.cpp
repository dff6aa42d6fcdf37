// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallPainter: the strip with the whole cascade in small. Its picture is made when shape, size or theme change.
#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"
#include "ui/timeline/waterfall_painter.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QColor colourOf(SpanOfTimeState state, const Theme& t)
{
    switch (state) {
    case SpanOfTimeState::failed:
        return t.ink;
    case SpanOfTimeState::open:
        return t.borderStrong;
    case SpanOfTimeState::waiting:
        return t.barWait;
    case SpanOfTimeState::working:
    case SpanOfTimeState::empty:
        break;
    }
    return t.barTool;
}

} // namespace

/// A pixel is the worst state in it, neighbours alike are one bar. Failures are drawn last and a pixel taller, so that none
/// is lost between lines.
void WaterfallPainter::paintMapBars(QPainter& painter, const QRect& place) const
{
    const DensityMap& map = m_shape.density;
    if (map.bands() == 0 || place.isEmpty())
        return;
    const double height = double(place.height()) / map.bands();
    const auto column = [&](int x) {
        return static_cast<std::uint32_t>(std::int64_t{x} * DensityMap::kColumns / place.width());
    };
    const auto stateAt = [&](std::uint32_t band, int x) {
        const std::uint32_t first = column(x);
        return map.worst(band, first, std::max(first + 1, column(x + 1)));
    };
    for (const bool failures : {false, true})
        for (std::uint32_t band = 0; band < map.bands(); ++band) {
            const int top = place.top() + static_cast<int>(std::floor(band * height));
            const int tall = std::clamp(static_cast<int>(height) - 1, 1, 3);
            for (int x = 0, end = 0; x < place.width(); x = end) {
                const SpanOfTimeState state = stateAt(band, x);
                for (end = x + 1; end < place.width() && stateAt(band, end) == state;)
                    ++end;
                const bool failed = state == SpanOfTimeState::failed;
                if (state != SpanOfTimeState::empty && failed == failures)
                    painter.fillRect(place.left() + x, top, failed ? end - x + 1 : end - x,
                                     failed ? tall + 1 : tall, colourOf(state, m_theme));
            }
        }
}

QImage WaterfallPainter::mapPicture(const QSize& size) const
{
    QImage picture(size, QImage::Format_ARGB32_Premultiplied);
    if (picture.isNull())
        return picture;
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintMapBars(painter, picture.rect());
    return picture;
}

void WaterfallPainter::paintMap(QPainter& painter, const QImage& picture) const
{
    const QRectF strip = m_frame.map();
    if (strip.isNull())
        return;
    painter.fillRect(strip, m_theme.canvas);
    painter.setPen(m_theme.border);
    painter.drawLine(strip.topLeft(), strip.topRight());
    painter.drawLine(QPointF(m_frame.labels(), strip.top()),
                     QPointF(m_frame.labels(), strip.bottom()));
    paintMapWords(painter, strip);
    const QRectF bars = m_frame.mapBars();
    const QPointF corner = bars.topLeft() + QPointF(0, 3);
    if (painter.paintEngine()->type() == QPaintEngine::Raster)
        painter.drawImage(corner, picture);
    else // written into a file of shapes
        paintMapBars(painter, QRect(corner.toPoint(), picture.size()));
    const double whole = static_cast<double>(m_shape.end - m_shape.start);
    const auto x = [&](double since) {
        return bars.left() + bars.width() * std::clamp(since / whole, 0.0, 1.0);
    };
    for (const HumanWait& wait : m_shape.waits) {
        const CascadeNode& node = m_view.node(wait.node);
        if (!node.isWait())
            continue;
        const double middle = (x(static_cast<double>(node.start - m_shape.start)) +
                               x(static_cast<double>(m_shape.ownEnd(wait.node) - m_shape.start))) /
                              2;
        const double y = bars.top() + 3 +
                         (bars.height() - 6) * (m_shape.density.bandOf(wait.node) + 0.5) /
                             m_shape.density.bands();
        paintGlyph(painter, Glyph::gate, QRectF(middle - 6, y - 6, 12, 12), m_theme.ink);
    }
    const int last = lastRow();
    if (last < 0)
        return;
    const auto y = [&](std::uint32_t node) {
        return bars.top() + bars.height() * double(node - 1) / m_shape.size();
    };
    const std::uint32_t end =
        last + 1 < m_rows.count() ? m_rows.at(last + 1).node : m_shape.size() + 1;
    QRectF shown(QPointF(x(m_frame.from), y(m_rows.at(m_frame.topRow).node)),
                 QPointF(x(m_frame.to), y(end)));
    shown.setHeight(std::max(6.0, shown.height()));
    shown.setWidth(std::max(6.0, shown.width()));
    painter.setPen(QPen(m_theme.selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(shown.adjusted(1, 0, -1, 0));
}

void WaterfallPainter::paintMapWords(QPainter& painter, const QRectF& strip) const
{
    const double right = m_frame.labels() - 12;
    const auto line = [&](double top, const QString& text, const TextStyle& style) {
        paintText(painter, QRectF(12, strip.top() + top, right - 12, 16), text, style, m_theme);
    };
    line(7, tr("Whole cascade"),
         {uiFont(TextSize::body, QFont::DemiBold), m_theme.text, Qt::AlignLeft});
    const Nanos from = m_shape.start + static_cast<Nanos>(m_frame.from);
    const Nanos to = std::min(m_shape.end, m_shape.start + static_cast<Nanos>(m_frame.to));
    const auto clock = [&](Nanos t) {
        const QString text = timeText(t, t);
        return to - from > 10 * kSecond ? text.left(8) : text;
    };
    const QString shown = tr("shown %1 \u2013 %2").arg(clock(from), clock(to));
    line(25, m_frame.fits() ? tr("%1, all of it").arg(shown) : shown,
         {m_caption, m_theme.tertiary, Qt::AlignLeft});
    line(41, tr("bar colour: worst state in the pixel"),
         {m_caption, m_theme.tertiary, Qt::AlignLeft});
}

} // namespace penstock::ui
