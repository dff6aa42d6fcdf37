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
    /// Rows of a level line, columns of an upright one: those of its own colour, and the one that is blended.
    struct Band {
        int first = 0;
        int last = 0; ///< not of it
        int rest = 0;
        int weight = 0; ///< of 256; 0: none is blended
    };
    Band bandOf(bool level, double across, const Stroke& stroke) const;
    void fillLevel(const Band& band, int from, int to, QRgb colour);
    void fillUpright(const Band& band, int from, int to, QRgb colour);

    QRgb* m_pixels;
    qsizetype m_stride; ///< in pixels
    int m_width;
    int m_height;
};

} // namespace penstock::ui
