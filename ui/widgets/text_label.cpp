// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>

#include <cmath>

#include "ui/models/format.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {

QColor toneColour(Tone tone, const Theme& theme)
{
    switch (tone) {
    case Tone::secondary:
        return theme.secondary;
    case Tone::tertiary:
        return theme.tertiary;
    case Tone::primary:
        break;
    }
    return theme.text;
}

TextLabel::TextLabel(const ThemeController& theme, const QFont& font, Tone tone, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_font(font), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void TextLabel::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    setToolTip(sizeHint().width() > 240 ? plainTip(text.left(500)) : QString());
    updateGeometry();
    update();
}

void TextLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize TextLabel::sizeHint() const
{
    const qreal chips = static_cast<qreal>(m_text.count(QChar(0x2039))) * 8;
    return {static_cast<int>(std::ceil(textWidth(m_text, m_font) + chips)) + 1,
            m_font.pixelSize() + 8};
}

QSize TextLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 24), m_font.pixelSize() + 8};
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintText(painter, rect(), m_text, {m_font, toneColour(m_tone, m_theme.theme()), m_alignment},
              m_theme.theme());
}

} // namespace penstock::ui
