// SPDX-License-Identifier: GPL-3.0-or-later
// LineRaster: level and upright lines straight into the pixels of an opaque picture. The fleet graph draws tens of
// thousands of them in a frame; QPainter's stroker takes twenty times as long for the same pixels. Any thread that owns
// the picture. Widths need not be whole: the rest is blended. Coordinates are device pixels.
#pragma once

#include <QtCore/QPointF>
#include <QtGui/QImage>

namespace penstock::ui {

class LineRaster final {
public:
    struct Stroke {
        QRgb colour = 0;
        double width = 1;
        double dash = 0; ///< 0: solid
        double gap = 0;
    };

    explicit LineRaster(QImage& picture);
    /// `phase`: how much of the line came before, for dashes. Lines that are neither level nor upright are not drawn.
    void draw(const QPointF& from, const QPointF& to, const Stroke& stroke, double phase = 0);

private:
    void fill(int left, int top, int right, int bottom, QRgb colour, int weight);
    void piece(const QPointF& from, const QPointF& to, const Stroke& stroke);

    uchar* m_bits;
    qsizetype m_stride;
    int m_width;
    int m_height;
};

} // namespace penstock::ui
