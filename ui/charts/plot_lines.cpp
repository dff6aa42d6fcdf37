// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_lines.h"

#include <QtGui/QPainter>

#include <cmath>

namespace penstock::ui {

void PlotLines::setLines(std::vector<double> edges, std::vector<Line> lines, const QRectF& area)
{
    if (edges == m_edges && lines == m_lines && area == m_area)
        return;
    prepareGeometryChange();
    m_edges = std::move(edges);
    m_lines = std::move(lines);
    m_area = area;
    update();
}

void PlotLines::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setBrush(Qt::NoBrush);
    for (const Line& line : m_lines)
        paintLine(*painter, line);
}

void PlotLines::paintLine(QPainter& painter, const Line& line) const
{
    painter.setPen(line.pen);
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1)
            painter.drawPolyline(run);
        run.clear();
    };
    for (std::size_t i = 0; i < line.y.size(); ++i) {
        if (std::isnan(line.y[i])) {
            flush();
            continue;
        }
        run << QPointF(m_edges[i], line.y[i]) << QPointF(m_edges[i + 1], line.y[i]);
    }
    flush();
}

} // namespace penstock::ui
