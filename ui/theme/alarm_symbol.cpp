// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/alarm_symbol.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

#include "ui/theme/fonts.h"

namespace penstock::ui {
namespace {

constexpr int kHalfPeriod = 500; ///< ms
constexpr qreal kDrawnAt = 14;   ///< the size that the geometry below is for
constexpr qreal kHalo = 3;

QPainterPath shapeOf(Priority priority)
{
    QPainterPath path;
    switch (priority) {
    case Priority::high:
        path.addPolygon(QPolygonF({{0, -7}, {7.6, 6.2}, {-7.6, 6.2}}));
        path.closeSubpath();
        break;
    case Priority::medium:
        path.addPolygon(QPolygonF({{0, -7.6}, {7.6, 0}, {0, 7.6}, {-7.6, 0}}));
        path.closeSubpath();
        break;
    case Priority::low:
    case Priority::note:
        path.addEllipse(QPointF(), 6.6, 6.6);
        break;
    }
    return path;
}

void paintLetter(QPainter& painter, Priority priority, const QColor& colour)
{
    QFont font = uiFont(TextSize::caption, QFont::Bold);
    font.setPixelSize(9);
    painter.setFont(font);
    painter.setPen(colour);
    const qreal down = priority == Priority::high ? 1.6 : 0;
    painter.drawText(QRectF(-8, -8 + down, 16, 16), Qt::AlignCenter, alarmLetter(priority));
}

void paintBolt(QPainter& painter, const QColor& colour)
{
    painter.fillPath(
        [] {
            QPainterPath bolt;
            bolt.addPolygon(
                QPolygonF({{1, -4.5}, {-3, 0.8}, {-0.3, 0.8}, {-1, 4.5}, {3, -0.9}, {0.3, -0.9}}));
            bolt.closeSubpath();
            return bolt;
        }(),
        colour);
}

} // namespace

bool blinks(AlarmLook look)
{
    return look == AlarmLook::unseen || look == AlarmLook::returned;
}

bool blinkIsOn()
{
    const bool still = QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
    return still || QDateTime::currentMSecsSinceEpoch() / kHalfPeriod % 2 == 0;
}

int nextBlink()
{
    return kHalfPeriod - static_cast<int>(QDateTime::currentMSecsSinceEpoch() % kHalfPeriod);
}

void paintAlarmSymbol(QPainter& painter, const QPointF& centre, int size, Priority priority,
                      AlarmLook look, bool on, const Theme& theme)
{
    const AlarmColours& colours = theme.alarm(priority);
    const QColor colour = look == AlarmLook::held ? theme.disabled : colours.symbol;
    const QPainterPath shape = shapeOf(priority);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    painter.scale(size / kDrawnAt, size / kDrawnAt);
    if (blinks(look)) {
        QPainterPathStroker around;
        around.setWidth(2 * kHalo);
        painter.strokePath(shape.united(around.createStroke(shape)), QPen(colour, 1));
    }
    const bool filled =
        (look == AlarmLook::unseen || look == AlarmLook::seen) && priority != Priority::note;
    if (on || !blinks(look)) {
        if (filled)
            painter.fillPath(shape, colour);
        else
            painter.strokePath(shape, QPen(colour, 1.5));
        if (look == AlarmLook::latched)
            paintBolt(painter, colour);
        else
            paintLetter(painter, priority, filled ? colours.onSymbol : colour);
    }
    painter.restore();
}

QChar alarmLetter(Priority priority)
{
    return priority == Priority::note ? u'N' : QChar(u'0' + static_cast<int>(priority));
}

} // namespace penstock::ui
