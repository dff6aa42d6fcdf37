// SPDX-License-Identifier: GPL-3.0-or-later
// What a widget shows, as the bytes of a picture. SVG is drawn by the widget's own painting, so its size does not matter;
// PNG has the pixels of the screen. GUI thread only; encoding PNG is not cheap and may be done elsewhere.
#pragma once

#include <QtCore/QByteArray>
#include <QtGui/QImage>

class QWidget;

namespace penstock::ui {

QByteArray svgOf(const QWidget& widget, const QString& title);
QImage imageOf(const QWidget& widget);
/// Any thread.
QByteArray pngOf(const QImage& image);

} // namespace penstock::ui
