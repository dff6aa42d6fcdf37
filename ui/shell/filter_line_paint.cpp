// SPDX-License-Identifier: GPL-3.0-or-later
// FilterLine, how it looks: the frame says valid or not, the funnel whether a filter is active, the word how it stands.
#include <QtGui/QPainter>

#include "ui/shell/filter_line.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

void paintFunnel(QPainter& painter, const QPointF& middle, const QColor& colour)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF points[] = {{-5, -5}, {5, -5}, {1.2, 0}, {1.2, 5}, {-1.2, 3.5}, {-1.2, 0}};
    painter.translate(middle);
    painter.drawPolygon(points, 6);
    painter.translate(-middle);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void FilterLine::paintEvent(QPaintEvent*)
{
    const Theme& t = m_context.theme.theme();
    QPainter painter(this);
    const bool invalid = state() == State::invalid;
    const bool focus = m_edit->hasFocus();
    painter.fillRect(rect(), t.field);
    const int pen = invalid || focus ? 2 : 1;
    painter.setPen(QPen(invalid ? t.ink
                        : focus ? t.selection
                                : t.border,
                        pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(pen == 2 ? rect().adjusted(1, 1, -1, -1) : rect().adjusted(0, 0, -1, -1));
    const bool active = !m_context.state.filter().isEmpty();
    paintFunnel(painter, QPointF(13, height() / 2.0), active ? t.text : t.tertiary);
    if (m_verdict.isEmpty())
        return;
    QRectF box = QRectF(m_room->geometry());
    const Glyph glyph = invalid                        ? Glyph::cross
                        : state() == State::valid      ? Glyph::check
                        : state() == State::deprecated ? Glyph::dot
                                                       : Glyph::none;
    paintGlyph(painter, glyph, QRectF(box.left(), box.top(), 12, box.height()), t.secondary);
    box.setLeft(box.left() + kVerdictGlyph);
    paintText(painter, box, m_verdict,
              {uiFont(TextSize::caption), invalid ? t.text : t.secondary, Qt::AlignLeft}, t);
}

} // namespace penstock::ui
