// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallPainter: what lies across the lines - critical path, connectors, hover, measure, range, now, selection.
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"
#include "ui/timeline/waterfall_painter.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMostEdgesOfStep = 16;
constexpr double kLead = 5; ///< px before a bar at which a connector comes down

} // namespace

/// 2 px under the bar, only where the path runs through this step itself; gaps between children that are no wider than a
/// pixel or two are left out. Under a folded run from where the path comes in to where it leaves.
void WaterfallPainter::paintCritical(QPainter& painter, const QRectF& line,
                                     const WaterfallRow& row) const
{
    const auto bar = [&](double from, double until, double least) {
        const double left = std::max(std::round(from), m_frame.labels() - 2);
        const double right =
            std::min(std::max(std::round(until), left + least), m_frame.barsRight());
        if (right - left >= kMinBar)
            painter.fillRect(QRectF(left, line.bottom() - 3, right - left, 2), m_theme.ink);
    };
    if (row.fold != 0) {
        const std::uint32_t end = m_shape.folds[row.fold - 1].end;
        const auto first =
            std::ranges::lower_bound(m_shape.path, row.node, {}, &CriticalStretch::node);
        const auto last = std::ranges::lower_bound(m_shape.path, end, {}, &CriticalStretch::node);
        if (first != last)
            bar(m_frame.x(first->from), m_frame.x(std::prev(last)->until), kMinBar);
        return;
    }
    const std::span<const CriticalStretch> stretches = m_shape.pathOf(row.node);
    const double least = node(row).size > 1 ? 0 : kMinBar;
    for (double x = m_frame.labels(); x < m_frame.barsRight();) {
        const auto next =
            std::ranges::upper_bound(stretches, m_frame.at(x), {}, &CriticalStretch::until);
        if (next == stretches.end())
            return;
        bar(m_frame.x(next->from), m_frame.x(next->until), least);
        x = std::max(x, m_frame.x(next->until)) + 1;
    }
}

bool WaterfallPainter::shows(const CascadeEdge& edge) const
{
    if (edge.from == 0 || edge.to == 0)
        return false;
    return m_marks.links || edge.inTree || edge.kind == CascadeEdgeKind::follows ||
           m_view.node(edge.to).parent == edge.from;
}

void WaterfallPainter::paintEdges(QPainter& painter) const
{
    painter.save();
    painter.setClipRect(m_frame.bars(m_frame.lines()), Qt::IntersectClip);
    const auto step = [&](std::uint32_t node, int row) {
        if (!m_view.node(node).has(kHasEdges))
            return;
        std::size_t shown = 0;
        for (const CascadeEdge& edge : m_view.edgesInto(node))
            if (shows(edge) && shown++ < kMostEdgesOfStep)
                paintEdge(painter, edge);
        if (node == m_marks.selected)
            for (const std::uint32_t at : m_view.edgesOutOf(node)) {
                const CascadeEdge& edge = m_view.edges[at];
                const int to = edge.to == 0 ? -1 : m_rows.rowOf(edge.to);
                const bool away = to < m_frame.topRow || to > lastRow();
                if (away && shows(edge) && shown++ < kMostEdgesOfStep)
                    paintEdge(painter, edge);
            }
        if (shown > kMostEdgesOfStep)
            paintMoreEdges(painter, m_frame.line(row), node, shown - kMostEdgesOfStep);
    };
    const int selected = m_marks.selected == 0 ? -1 : m_rows.rowOf(m_marks.selected);
    for (int row = m_frame.topRow; row <= lastRow(); ++row)
        if (m_rows.at(row).fold == 0)
            step(m_rows.at(row).node, row);
    if (selected >= 0 && (selected < m_frame.topRow || selected > lastRow()))
        step(m_marks.selected, selected);
    painter.restore();
}

/// How many connectors of a step are not drawn, left of where they would come down.
void WaterfallPainter::paintMoreEdges(QPainter& painter, const QRectF& line, std::uint32_t node,
                                      std::size_t more) const
{
    const QString text = u"+"_s + countText(more);
    const double right = std::round(m_frame.x(m_view.node(node).start)) - kLead - 2;
    const double width = std::ceil(textWidth(text, m_value)) + 4;
    const QRectF words(std::max(right - width, m_frame.labels() + 2), line.top() + 2, width,
                       line.height() - 4);
    painter.fillRect(words, m_theme.canvas);
    paintText(painter, words, text, {m_value, m_theme.secondary, Qt::AlignHCenter}, m_theme);
}

/// What set a step off comes down solid before its bar; what it merely follows from, dotted from where that ended.
void WaterfallPainter::paintEdge(QPainter& painter, const CascadeEdge& edge) const
{
    const int from = m_rows.rowOf(edge.from);
    const int to = m_rows.rowOf(edge.to);
    if (from < 0 || to < 0 || from == to)
        return;
    const bool follows = edge.kind == CascadeEdgeKind::follows || !edge.inTree;
    const bool tree = m_view.node(edge.to).parent == edge.from || edge.inTree;
    const bool beside =
        tree && !edge.inTree; // the indent tells where it hangs: a short elbow is enough
    const double y1 = beside
                          ? m_frame.line(to).top() - 4
                          : std::floor(m_frame.line(from).center().y()) + (to > from ? 5.5 : -5.5);
    const double y2 = std::floor(m_frame.line(to).center().y()) - 0.5;
    const double start = std::round(m_frame.x(m_view.node(edge.to).start));
    const double left = start - kLead + 0.5;
    QPen pen(tree ? m_theme.borderStrong : m_theme.edgeInferred, 1);
    if (follows && !tree)
        pen.setDashPattern({1.5, 2});
    painter.setPen(pen);
    double x = left;
    if (!tree)
        x = std::min(left, std::round(m_frame.x(m_shape.ownEnd(edge.from))) + 0.5);
    painter.drawLine(QPointF(x, y1), QPointF(x, y2));
    painter.drawLine(QPointF(x, y2), QPointF(start, y2));
    if (!tree) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawPolyline(QPolygonF({{start - 4, y2 - 3}, {start, y2}, {start - 4, y2 + 3}}));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
}

void WaterfallPainter::paintTimes(QPainter& painter) const
{
    const QRectF area(QPointF(m_frame.labels(), kRulerHeight),
                      QPointF(m_frame.barsRight(), m_frame.foot().top()));
    painter.save();
    painter.setClipRect(area.adjusted(0, -kRulerHeight, 0, 0));
    const auto band = [&](const WaterfallMarks::Stretch& stretch) {
        QColor ground = m_theme.selection;
        ground.setAlpha(28);
        const double left = std::round(m_frame.x(stretch.start));
        const double right = std::round(m_frame.x(stretch.end));
        painter.fillRect(QRectF(QPointF(left, area.top()), QPointF(right, area.bottom())), ground);
        painter.setPen(m_theme.selection);
        for (const double x : {left, right})
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    };
    if (m_marks.range)
        band(*m_marks.range);
    if (m_marks.now != 0) {
        const double x = std::round(m_frame.x(m_marks.now));
        painter.setPen(m_theme.ink);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        if (x > m_frame.labels() && x < m_frame.barsRight() + 20)
            paintChip(painter, x, tr("now"), m_theme.ink);
    }
    if (m_marks.measured) {
        band(*m_marks.measured);
        paintMeasure(painter, area);
    } else if (m_marks.hoverX) {
        const double x = std::round(*m_marks.hoverX);
        painter.setPen(m_theme.selection);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const Nanos at = m_frame.at(*m_marks.hoverX);
        const QString text = timeText(at, at);
        const bool coarse = m_frame.nanosPerPixel() > static_cast<double>(200 * kMillisecond);
        paintChip(painter, x, coarse ? text.left(8) : text, m_theme.selection);
    }
    painter.restore();
}

void WaterfallPainter::paintMeasure(QPainter& painter, const QRectF& area) const
{
    const auto [start, end] = *m_marks.measured;
    const QString text = durationText(end - start);
    const double left = std::max(area.left(), m_frame.x(start));
    const double right = std::min(area.right(), m_frame.x(end));
    const double y = area.top() + 14;
    painter.setPen(QPen(m_theme.selection, 1));
    painter.drawLine(QPointF(left, y + 0.5), QPointF(right, y + 0.5));
    paintChip(painter, (left + right) / 2, text, m_theme.selection);
}

void WaterfallPainter::paintSelection(QPainter& painter, const QRectF& line) const
{
    painter.save();
    painter.setClipRect(m_frame.lines());
    painter.setPen(QPen(m_theme.selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(
        QRectF(QPointF(1, line.top() + 1), QPointF(m_frame.barsRight() - 1, line.bottom() - 1)));
    painter.restore();
}

} // namespace penstock::ui
