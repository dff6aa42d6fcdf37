// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/new_rows_bar.h"

#include <QtGui/QPainter>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {

NewRowsBar::NewRowsBar(const ThemeController& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setFixedHeight(kListRow);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    hide();
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void NewRowsBar::setState(bool paused, std::uint32_t newRows)
{
    setVisible(paused);
    const QString text = newRows == 0 ? tr("Nothing new") : tr("%1 new").arg(countText(newRows));
    if (text == this->text())
        return;
    setText(text);
    setAccessibleName(tr("%1 arrived after you looked; show them").arg(text));
    update();
}

void NewRowsBar::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    painter.fillRect(rect(), underMouse() ? t.pressed : t.well);
    painter.setPen(t.border);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    paintGlyph(painter, Glyph::chevronDown, QRectF(12, 0, 10, height()), t.secondary);
    QRectF box(30, 0, width() - 120, height());
    box.setLeft(box.left() +
                paintText(painter, box, text(),
                          {uiFont(TextSize::body, QFont::DemiBold), t.text, Qt::AlignLeft}, t) +
                8);
    paintText(painter, box, tr("arrived after you looked; rows stay where they are"),
              {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    paintText(painter, QRectF(width() - 80, 0, 68, height()), tr("Space"),
              {valueFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
    if (hasFocus()) {
        painter.setPen(QPen(t.selection, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace penstock::ui
