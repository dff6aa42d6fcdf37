// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include <QtGui/QPainter>

namespace penstock::ui {

Panel::Panel(const ThemeController& theme, Edge edge, QWidget* parent, Ground ground)
    : QWidget(parent), m_theme(theme), m_edge(edge), m_ground(ground)
{
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void Panel::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    const QColor ground = m_ground == Ground::window   ? t.window
                          : m_ground == Ground::canvas ? t.canvas
                          : m_ground == Ground::field  ? t.field
                                                       : t.panel;
    painter.fillRect(rect(), ground);
    painter.setPen(t.border);
    switch (m_edge) {
    case Edge::left:
        painter.drawLine(rect().topLeft(), rect().bottomLeft());
        break;
    case Edge::top:
        painter.drawLine(rect().topLeft(), rect().topRight());
        break;
    case Edge::right:
        painter.drawLine(rect().topRight(), rect().bottomRight());
        break;
    case Edge::bottom:
        painter.drawLine(rect().bottomLeft(), rect().bottomRight());
        break;
    case Edge::none:
        break;
    }
}

} // namespace penstock::ui
