// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mode_chip.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kChipHeight = 24;

} // namespace

ModeChip::ModeChip(const ThemeController& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setFixedHeight(kStatusStripHeight - 1);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void ModeChip::setMode(const QString& word, const QString& detail, bool filled)
{
    if (word == text() && detail == m_detail && filled == m_filled)
        return;
    setText(word);
    m_detail = detail;
    m_filled = filled;
    setAccessibleName(word);
    setAccessibleDescription(detail);
    updateGeometry();
    update();
}

QSize ModeChip::sizeHint() const
{
    const QFont bold = uiFont(TextSize::strip, QFont::Bold);
    qreal width = textWidth(text(), bold) + 22;
    if (!m_detail.isEmpty())
        width += textWidth(m_detail, uiFont(TextSize::caption)) + 8;
    // Room for the widest usual mode, so that pausing does not move the cells beside it.
    width = std::max(width, textWidth(tr("PAUSED"), bold) + 22 + 8 +
                                textWidth(tr("59 min behind"), uiFont(TextSize::caption)));
    return {static_cast<int>(std::ceil(width)) + 12, kStatusStripHeight - 1};
}

void ModeChip::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    const QFont font = uiFont(TextSize::strip, QFont::Bold);
    const qreal word = std::ceil(textWidth(text(), font)) + 22;
    const QRectF chip(0.5, (height() - kChipHeight) / 2.0, word, kChipHeight - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.ink, m_filled ? 1 : 1.5));
    painter.setBrush(m_filled ? QBrush(t.ink) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(chip, 2, 2);
    paintText(painter, chip, text(), {font, m_filled ? t.onInk : t.text, Qt::AlignHCenter}, t);
    paintText(painter, QRectF(word + 8, 0, width() - word - 8, height()), m_detail,
              {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.selection, 2));
        painter.drawRoundedRect(chip.adjusted(-0.5, -3, 2, 3), 2, 2);
    }
}

} // namespace penstock::ui
