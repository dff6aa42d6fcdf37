// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyph_button.h"

#include <QtGui/QPainter>

namespace penstock::ui {

GlyphButton::GlyphButton(const ThemeController& theme, Glyph glyph, const QString& name,
                         QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_glyph(glyph)
{
    setFixedSize(22, 22);
    setAccessibleName(name);
    setToolTip(name);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void GlyphButton::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    update();
}

void GlyphButton::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    if (isEnabled() && underMouse())
        painter.fillRect(rect(), isDown() ? t.pressed : t.hover);
    paintGlyph(painter, m_glyph, rect(), isEnabled() ? t.secondary : t.disabled);
    if (hasFocus()) {
        painter.setPen(QPen(t.selection, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace penstock::ui
