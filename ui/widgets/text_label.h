// SPDX-License-Identifier: GPL-3.0-or-later
// TextLabel: one line of text in a chosen font and tone that follows the theme, elides on the right and draws hidden
// characters as chips. Plain text only. GUI thread only.
#pragma once

#include <QtGui/QFont>
#include <QtWidgets/QWidget>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

enum class Tone { primary, secondary, tertiary };

class TextLabel final : public QWidget {
    Q_OBJECT
public:
    TextLabel(const ThemeController& theme, const QFont& font, Tone tone, QWidget* parent);

    void setText(const QString& text);
    QString text() const { return m_text; }
    void setAlignment(Qt::Alignment alignment);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_theme;
    QFont m_font;
    Tone m_tone;
    QString m_text;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

QColor toneColour(Tone tone, const Theme& theme);

} // namespace penstock::ui
