// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture_bytes.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtSvg/QSvgGenerator>
#include <QtWidgets/QWidget>

namespace penstock::ui {
namespace {

constexpr int kDotsPerInch = 96; ///< so that a pixel here is a pixel of a browser

} // namespace

QByteArray svgOf(const QWidget& widget, const QString& title)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kDotsPerInch);
    generator.setSize(widget.size());
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()));
    generator.setTitle(title);
    {
        QPainter painter(&generator);
        const_cast<QWidget&>(widget).render(&painter);
    }
    return buffer.data();
}

QImage imageOf(const QWidget& widget)
{
    return const_cast<QWidget&>(widget).grab().toImage();
}

QByteArray pngOf(const QImage& image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace penstock::ui
