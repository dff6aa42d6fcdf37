// SPDX-License-Identifier: GPL-3.0-or-later
// PlotLines: lines with gaps over a chart. Qt Charts' line series bridges a value that is missing; this item never does,
// and a lone value is still seen. Lives in the chart's scene, so that it prints with it. GUI thread only.
#pragma once

#include <QtGui/QPen>
#include <QtWidgets/QGraphicsItem>

#include <vector>

namespace penstock::ui {

class PlotLines final : public QGraphicsItem {
public:
    /// One level stretch from left to right a step, in scene coordinates; a y that is not a number is a gap.
    struct Line {
        QPen pen;
        std::vector<double> y;
        bool operator==(const Line&) const = default;
    };

    explicit PlotLines(QGraphicsItem* parent) : QGraphicsItem(parent) {}

    /// `edges`: where the steps begin, and where the last one ends.
    void setLines(std::vector<double> edges, std::vector<Line> lines, const QRectF& area);
    QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintLine(QPainter& painter, const Line& line) const;

    std::vector<double> m_edges;
    std::vector<Line> m_lines;
    QRectF m_area;
};

} // namespace penstock::ui
