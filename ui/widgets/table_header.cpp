// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_header.h"

#include <QtGui/QPainter>

#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr qreal kArrow = 9;

void paintArrow(QPainter& painter, QPointF at, bool down, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const qreal d = down ? 1 : -1;
    const QPointF points[3] = {at + QPointF(-3.5, -2 * d), at + QPointF(3.5, -2 * d),
                               at + QPointF(0, 2.5 * d)};
    painter.drawPolygon(points, 3);
    painter.restore();
}

} // namespace

TableHeader::TableHeader(const ThemeController& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
{
    connect(&theme, &ThemeController::themeChanged, viewport(), qOverload<>(&QWidget::update));
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& t = theme();
    painter->fillRect(rect, t.panel);
    painter->setPen(t.border);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool right =
        static_cast<Qt::Alignment>(
            model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt()) &
        Qt::AlignRight;
    const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    QRectF box = QRectF(rect).adjusted(8, 0, -8, 0);
    const TextStyle style{uiFont(TextSize::body, sorted ? QFont::DemiBold : QFont::Normal),
                          sorted ? t.text : t.secondary, right ? Qt::AlignRight : Qt::AlignLeft};
    if (sorted && right)
        box.setRight(box.right() - kArrow - 2);
    const qreal used = paintText(*painter, box, title, style, t);
    if (sorted) {
        const qreal x = right ? box.right() + 2 + kArrow / 2
                              : std::min(box.left() + used + 4 + kArrow / 2, box.right());
        paintArrow(*painter, {x, box.center().y()}, sortIndicatorOrder() == Qt::DescendingOrder,
                   t.secondary);
    }
}

} // namespace penstock::ui
