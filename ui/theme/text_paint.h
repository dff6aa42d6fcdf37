// SPDX-License-Identifier: GPL-3.0-or-later
// Painting one line of text on the grid: centred on cap height, elided with "…", and with hidden characters – which
// text_safety writes as ‹U+202E› – drawn as ink chips. Never interprets markup. Pure painting, GUI thread.
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QFont>

#include "ui/theme/theme.h"

class QPainter;

namespace penstock::ui {

struct TextStyle {
    QFont font;
    QColor colour;
    Qt::Alignment align = Qt::AlignLeft; ///< horizontal part only
};

/// Baseline for text centred on cap height in a box (VISUAL.md 2).
qreal baselineIn(const QRectF& box, const QFont& font);
/// Draws and returns the width used. Elides on the right when it does not fit.
qreal paintText(QPainter& painter, const QRectF& box, const QString& text, const TextStyle& style,
                const Theme& theme);
/// Width of the text in this font.
qreal textWidth(const QString& text, const QFont& font);
/// True when the text holds at least one ‹U+XXXX› mark.
bool hasChips(const QString& text);

} // namespace penstock::ui
