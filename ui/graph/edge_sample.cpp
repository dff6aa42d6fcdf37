// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/edge_sample.h"

#include <QtGui/QPainter>

#include <cmath>

#include "ui/graph/layout/geometry.h"

namespace penstock::ui {

QColor edgeColour(graph::KnownBy knownBy, const Theme& theme)
{
    switch (knownBy) {
    case graph::KnownBy::declared:
        return theme.edgeDeclared;
    case graph::KnownBy::structural:
        return theme.edgeStructural;
    case graph::KnownBy::inferred:
        break;
    }
    return theme.edgeInferred;
}

void paintEdgeSample(QPainter& painter, const QRectF& box, graph::KnownBy knownBy,
                     const Theme& theme)
{
    const QColor colour = edgeColour(knownBy, theme);
    const bool declared = knownBy == graph::KnownBy::declared;
    const double middle = std::round(box.center().y()) + (declared ? 0 : 0.5);
    const QPointF tip(box.right(), middle);
    const QPointF barbs[2] = {{tip.x() - 8, middle - 4}, {tip.x() - 8, middle + 4}};
    QPen pen(colour, graph::edgeWidth(knownBy, 0), Qt::SolidLine, Qt::FlatCap);
    if (knownBy == graph::KnownBy::inferred)
        pen.setDashPattern({6 / pen.widthF(), 4 / pen.widthF()});
    painter.save();
    painter.setPen(pen);
    painter.drawLine(QPointF(box.left(), middle), declared ? tip - QPointF(8, 0) : tip);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF head[3] = {barbs[0], tip, barbs[1]};
    if (declared) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(head, 3);
    } else {
        painter.setPen(QPen(colour, 1));
        painter.drawPolyline(head, 3);
    }
    painter.restore();
}

} // namespace penstock::ui
