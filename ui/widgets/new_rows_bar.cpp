// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/new_rows_bar.h"

#include <QtGui/QPainter>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kWidth = 480;

} // namespace

NewRowsBar::NewRowsBar(const ThemeController& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    hide();
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize NewRowsBar::sizeHint() const
{
    return {kWidth, kListRow};
}

void NewRowsBar::setState(Mode mode, std::uint32_t newRows)
{
    setVisible(mode != Mode::hidden);
    const QString text = newRows == 0 ? tr("Nothing new") : tr("%1 new").arg(countText(newRows));
    if (mode == m_mode && text == this->text())
        return;
    m_mode = mode;
    setText(text);
    setAccessibleName(tr("%1, %2; show them").arg(text, reason()));
    update();
}

QString NewRowsBar::reason() const
{
    return m_mode == Mode::kept ? tr("live, the selected row keeps its place")
                                : tr("arrived after you looked; rows stay where they are");
}

void NewRowsBar::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    painter.fillRect(rect(), underMouse() ? t.pressed : t.well);
    paintGlyph(painter, Glyph::chevronDown, QRectF(12, 0, 10, height()), t.secondary);
    QRectF box(30, 0, width() - 120, height());
    box.setLeft(box.left() +
                paintText(painter, box, text(),
                          {uiFont(TextSize::body, QFont::DemiBold), t.text, Qt::AlignLeft}, t) +
                8);
    paintText(painter, box, reason(), {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    paintText(painter, QRectF(width() - 80, 0, 68, height()),
              m_mode == Mode::kept ? tr("Esc") : tr("Space"),
              {valueFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
    if (hasFocus()) {
        painter.setPen(QPen(t.selection, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace penstock::ui
