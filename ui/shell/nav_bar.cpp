// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/nav_bar.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

class NavItem final : public QAbstractButton {
public:
    NavItem(const ThemeController& theme, Glyph glyph, const QString& text, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme), m_glyph(glyph)
    {
        setText(text);
        setCheckable(true);
        setAutoExclusive(true);
        setFixedSize(kNavWidth - 1, kNavItemHeight);
        setAccessibleName(text);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& t = m_theme.theme();
        QPainter painter(this);
        if (isChecked()) {
            painter.fillRect(rect(), t.canvas);
            painter.fillRect(QRect(0, 0, 3, height()), t.selection);
        } else if (underMouse()) {
            painter.fillRect(rect(), t.hover);
        }
        const QColor colour = isChecked() ? t.text : t.secondary;
        paintGlyph(painter, m_glyph, QRectF(0, 8, width(), 24), colour);
        const QFont font = uiFont(TextSize::body, isChecked() ? QFont::Bold : QFont::Normal);
        paintText(painter, QRectF(0, 34, width(), 20), text(), {font, colour, Qt::AlignHCenter}, t);
        if (hasFocus()) {
            painter.setPen(QPen(t.selection, 2));
            painter.drawRect(rect().adjusted(1, 1, -1, -1));
        }
    }

private:
    const ThemeController& m_theme;
    Glyph m_glyph;
};

class KeysItem final : public QAbstractButton {
public:
    KeysItem(const ThemeController& theme, const QString& text, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme)
    {
        setText(text);
        setFixedSize(kNavWidth - 1, 32);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& t = m_theme.theme();
        QPainter painter(this);
        if (underMouse() || hasFocus())
            painter.fillRect(rect(), t.hover);
        paintText(painter, rect(), text(),
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignHCenter}, t);
    }

private:
    const ThemeController& m_theme;
};

} // namespace

NavBar::NavBar(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::right, parent, Ground::window), m_context(context)
{
    setFixedWidth(kNavWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, kStatusStripHeight, 1, 0);
    column->setSpacing(0);
    const auto add = [&](Room room, Glyph glyph, const QString& text) {
        auto* item = new NavItem(m_context.theme, glyph, text, this);
        connect(item, &QAbstractButton::clicked, this, [this, room] {
            m_context.state.goTo(room);
            refresh();
        });
        column->addWidget(item);
        m_items.push_back(item);
    };
    add(Room::fleet, Glyph::navAgents, tr("Fleet"));
    add(Room::cascades, Glyph::navCascades, tr("Cascades"));
    add(Room::traces, Glyph::navTraces, tr("Traces"));
    add(Room::charts, Glyph::navCharts, tr("Charts"));
    add(Room::alarms, Glyph::navAlarms, tr("Alarms"));
    add(Room::losses, Glyph::navLosses, tr("Losses"));
    add(Room::costs, Glyph::navCosts, tr("Costs"));
    add(Room::connect, Glyph::navConnect, tr("Connect"));
    column->addStretch(1);
    const auto addSmall = [&](const QString& text, void (NavBar::*clicked)()) {
        auto* item = new KeysItem(m_context.theme, text, this);
        connect(item, &QAbstractButton::clicked, this, clicked);
        column->addWidget(item);
        return item;
    };
    m_workspace = addSmall(tr("Workspace"), &NavBar::workspaceClicked);
    m_settings = addSmall(tr("Settings"), &NavBar::settingsClicked);
    addSmall(tr("? Keys"), &NavBar::keysClicked);
    connect(&m_context.state, &ViewState::placeChanged, this, &NavBar::refresh);
    refresh();
}

QAbstractButton* NavBar::button(Room room) const
{
    return m_items[static_cast<std::size_t>(room)];
}

void NavBar::refresh()
{
    button(m_context.state.room())->setChecked(true);
}

void NavBar::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    const Theme& t = m_context.theme.theme();
    painter.setPen(t.border);
    painter.drawLine(0, kStatusStripHeight - 1, width(), kStatusStripHeight - 1);
    painter.translate(kNavWidth / 2, kStatusStripHeight / 2);
    painter.scale(2.2, 2.2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.ink, 0.75));
    const QPointF left[3] = {{-5, -1}, {0, 1.75}, {-5, 4.5}};
    const QPointF right[3] = {{5, -1}, {0, 1.75}, {5, 4.5}};
    painter.drawPolygon(left, 3);
    painter.drawPolygon(right, 3);
    painter.drawLine(QPointF(0, 1.75), QPointF(0, -4));
    painter.drawLine(QPointF(-2.5, -4), QPointF(2.5, -4));
}

} // namespace penstock::ui
