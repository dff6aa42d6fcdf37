// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/fleet_painter.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/graph/edge_sample.h"
#include "ui/graph/line_raster.h"
#include "ui/graph/node_painter.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr double kDash = 6;
constexpr double kDashGap = 4;
constexpr double kSelectionGap = 5;

/// Half pixels, so that a 1 px pen fills exactly one row of pixels.
QRectF crisp(const QRectF& r)
{
    return QRectF(QPointF(std::round(r.left()), std::round(r.top())),
                  QPointF(std::round(r.right()), std::round(r.bottom())))
        .translated(0.5, 0.5);
}

QRgb mixed(QRgb ground, QRgb colour, double share)
{
    const auto mix = [share](int a, int b) { return a + static_cast<int>((b - a) * share); };
    return qRgb(mix(qRed(ground), qRed(colour)), mix(qGreen(ground), qGreen(colour)),
                mix(qBlue(ground), qBlue(colour)));
}

} // namespace

FleetPainter::FleetPainter(const FleetDrawing& drawing, const FleetCamera& camera,
                           const Theme& theme, const FleetMarks& marks)
    : m_drawing(drawing),
      m_camera(camera),
      m_theme(theme),
      m_marks(marks),
      m_detail(graph::detailFor(camera.zoom)),
      m_colours{edgeColour(graph::KnownBy::declared, theme),
                edgeColour(graph::KnownBy::structural, theme),
                edgeColour(graph::KnownBy::inferred, theme)}
{
}

void FleetPainter::see(const QSizeF& screen) const
{
    m_view = QRectF(m_camera.origin, screen / m_camera.zoom);
    m_seen.clear();
    if (m_detail == graph::Detail::plates)
        return;
    const double right = m_view.right();
    const double bottom = m_view.bottom();
    for (const std::uint32_t i : m_drawing.edgeOrder) {
        const QRectF& box = m_drawing.edgeBoxes[i];
        if (box.x() < right && m_view.x() < box.x() + box.width() && box.y() < bottom &&
            m_view.y() < box.y() + box.height())
            m_seen.push_back(i);
    }
}

void FleetPainter::paint(QImage& picture) const
{
    see(QSizeF(picture.size()) / picture.devicePixelRatio());
    picture.fill(m_theme.canvas);
    {
        QPainter painter(&picture);
        paintGroups(painter);
    }
    if (m_detail != graph::Detail::plates)
        paintLines(picture);
    QPainter painter(&picture);
    paintOver(painter);
}

void FleetPainter::paintVectors(QPainter& painter, const QSizeF& screen) const
{
    see(screen);
    painter.fillRect(QRectF(QPointF(), screen), m_theme.canvas);
    paintGroups(painter);
    if (m_detail != graph::Detail::plates)
        strokeLines(painter);
    paintOver(painter);
}

/// All that lies on the lines.
void FleetPainter::paintOver(QPainter& painter) const
{
    if (m_detail != graph::Detail::plates)
        paintEnds(painter);
    NodePainter nodes(m_drawing, m_camera, m_theme, m_marks);
    nodes.paint(painter, m_view);
    paintSelection(painter);
    painter.setPen(QPen(m_theme.tertiary, 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    for (const QRectF& place : m_marks.oldPlaces)
        painter.drawRect(
            crisp({m_camera.toScreen(place.x(), place.y()), place.size() * m_camera.zoom}));
}

void FleetPainter::paintGroups(QPainter& painter) const
{
    for (const graph::GroupItem& group : m_drawing.scene.groups) {
        const QRectF box = m_camera.toScreen(group.box);
        if (!QRectF(group.box.x, group.box.y, group.box.width, group.box.height).intersects(m_view))
            continue;
        painter.setPen(m_theme.groupBorder);
        painter.setBrush(m_detail == graph::Detail::plates ? m_theme.nodeFill : m_theme.groupFill);
        painter.drawRect(crisp(box));
        paintGroupHead(painter, group, box);
    }
}

void FleetPainter::paintGroupHead(QPainter& painter, const graph::GroupItem& group,
                                  const QRectF& box) const
{
    const GroupFacts* facts = m_drawing.picture.group(group.group);
    if (facts == nullptr || box.width() < 40)
        return;
    // Below 75 % the header keeps its height on the screen: names stay readable, the nodes below are small then.
    const bool full = m_detail == graph::Detail::all;
    const double height = full ? graph::kGroupHeader * m_camera.zoom
                               : std::min<double>(18, graph::kGroupHeader * m_camera.zoom + 4);
    if (!full && m_detail != graph::Detail::plates && height < 10)
        return;
    QFont name = uiFont(TextSize::body, QFont::DemiBold);
    QFont value = valueFont(TextSize::caption);
    if (full) {
        name.setPixelSize(std::max(8, static_cast<int>(std::lround(12 * m_camera.zoom))));
        value.setPixelSize(std::max(8, static_cast<int>(std::lround(11 * m_camera.zoom))));
    } else {
        name.setPixelSize(10);
    }
    QRectF row(box.left() + 8, box.top(), box.width() - 16, height);
    if (m_detail == graph::Detail::plates)
        row.setHeight(std::min<double>(box.height(), 18));
    qreal right = row.right();
    if (full) {
        const QString rate = countOf(facts->nodes, FleetText::tr("node"), FleetText::tr("nodes")) +
                             u"   "_s + FleetText::perMinute(facts->costPerMinute);
        const qreal width = textWidth(rate, value);
        if (width + 60 < row.width()) {
            paintText(painter, {right - width - 1, row.top(), width + 1, row.height()}, rate,
                      {value, m_theme.secondary, Qt::AlignRight}, m_theme);
            right -= width + 12;
        }
        paintGlyph(painter, Glyph::chevronDown, {row.left(), row.top(), 10, row.height()},
                   m_theme.secondary);
        row.setLeft(row.left() + 16);
    }
    row.setRight(right);
    row.setLeft(row.left() +
                paintText(painter, row, facts->name, {name, m_theme.text, Qt::AlignLeft}, m_theme) +
                10);
    if (full && facts->errors > 0 && row.width() > 30) {
        paintGlyph(painter, Glyph::cross, {row.left(), row.top(), 10, row.height()}, m_theme.ink);
        row.setLeft(row.left() + 14);
        value.setWeight(QFont::Bold);
        paintText(painter, row, countText(static_cast<std::uint64_t>(facts->errors)),
                  {value, m_theme.text, Qt::AlignLeft}, m_theme);
    }
}

QColor FleetPainter::colourOf(const graph::EdgeItem& edge) const
{
    if (m_marks.selected == graph::HitIndex::Hit{graph::HitIndex::What::edge, edge.edge})
        return m_theme.selection;
    if (m_marks.hovered == graph::HitIndex::Hit{graph::HitIndex::What::edge, edge.edge})
        return m_theme.ink;
    if (!m_drawing.alarmed.empty())
        if (const auto at = m_drawing.alarmed.find(edge.edge); at != m_drawing.alarmed.end())
            return m_theme.alarm(at->second).symbol;
    return m_colours[static_cast<std::size_t>(edge.knownBy)];
}

double FleetPainter::widthOf(const graph::EdgeItem& edge) const
{
    const bool selected =
        m_marks.selected == graph::HitIndex::Hit{graph::HitIndex::What::edge, edge.edge};
    return std::max(m_detail == graph::Detail::all ? 1.0 : 0.6, edge.width * m_camera.zoom) +
           (selected ? 1 : 0);
}

/// From afar dashes do not shrink with the rest: they would no longer be seen as such.
double FleetPainter::dashUnit() const
{
    return m_detail == graph::Detail::all ? m_camera.zoom : 1;
}

/// Everything but corners, which are 6 px and only seen near.
void FleetPainter::paintLines(QImage& picture) const
{
    LineRaster raster(picture);
    const double ratio = picture.devicePixelRatio();
    const bool near = m_detail == graph::Detail::all;
    const QRgb ground = m_theme.canvas.rgb();
    const auto at = [&](const graph::PointF& p) { return m_camera.toScreen(p.x, p.y) * ratio; };
    for (const std::size_t i : m_seen) {
        const graph::EdgeItem& edge = m_drawing.scene.edges[i];
        LineRaster::Stroke stroke{colourOf(edge).rgb(), widthOf(edge) * ratio, 0, 0};
        if (!near) { // whole pixels; a line thinner than one is fainter instead
            stroke.colour = mixed(ground, stroke.colour, std::min(1.0, stroke.width));
            stroke.width = std::max(1.0, std::round(stroke.width));
        }
        if (edge.knownBy == graph::KnownBy::inferred) {
            stroke.dash = kDash * ratio * dashUnit();
            stroke.gap = kDashGap * ratio * dashUnit();
        }
        double phase = 0;
        QPointF from = at(edge.start);
        const auto go = [&](const QPointF& to) {
            raster.draw(from, to, stroke, phase);
            phase += std::abs(to.x() - from.x()) + std::abs(to.y() - from.y());
        };
        for (const graph::Bend& bend : edge.bends) {
            go(at(near ? bend.before : bend.corner));
            from = at(near ? bend.after : bend.corner);
        }
        go(at(edge.end));
    }
}

/// As paintLines() draws them; where corners are round, paintEnds() draws the corners.
void FleetPainter::strokeLines(QPainter& painter) const
{
    const bool near = m_detail == graph::Detail::all;
    const auto at = [&](const graph::PointF& p) { return m_camera.toScreen(p.x, p.y); };
    painter.setBrush(Qt::NoBrush);
    for (const std::size_t i : m_seen) {
        const graph::EdgeItem& edge = m_drawing.scene.edges[i];
        QPen pen(colourOf(edge), widthOf(edge), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
        if (edge.knownBy == graph::KnownBy::inferred) {
            const double unit = dashUnit() / pen.widthF();
            pen.setDashPattern({kDash * unit, kDashGap * unit});
        }
        QPainterPath line(at(edge.start));
        for (const graph::Bend& bend : edge.bends) {
            line.lineTo(at(near ? bend.before : bend.corner));
            if (near)
                line.moveTo(at(bend.after));
        }
        line.lineTo(at(edge.end));
        painter.strokePath(line, pen);
    }
}

/// Corners, heads, tails, work in flight and labels of the lines that can be seen.
void FleetPainter::paintEnds(QPainter& painter) const
{
    if (m_detail == graph::Detail::shapes)
        return;
    const bool near = m_detail == graph::Detail::all;
    painter.setRenderHint(QPainter::Antialiasing, near);
    const auto at = [&](const graph::PointF& p) { return m_camera.toScreen(p.x, p.y); };
    for (const std::size_t i : m_seen) {
        const graph::EdgeItem& edge = m_drawing.scene.edges[i];
        for (const graph::Bend& bend : edge.bends) {
            if (!near || !m_view.contains(bend.corner.x, bend.corner.y))
                continue;
            QPainterPath corner(at(bend.before));
            corner.quadTo(at(bend.corner), at(bend.after));
            painter.setPen(QPen(colourOf(edge), widthOf(edge), Qt::SolidLine, Qt::FlatCap));
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(corner);
        }
        if (m_view.contains(edge.head[0].x, edge.head[0].y))
            paintHead(painter, edge);
        if (near && edge.asynchronous && m_view.contains(edge.tail.x, edge.tail.y)) {
            painter.setPen(QPen(colourOf(edge), 1));
            painter.setBrush(m_theme.canvas);
            painter.drawEllipse(at(edge.tail), 3, 3);
        }
        const graph::Rect& label = edge.label;
        if (near && edge.knownBy == graph::KnownBy::inferred && label.width > 0 &&
            m_view.intersects(QRectF(label.x, label.y, label.width, label.height)))
            paintLabel(painter, edge);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t n = 0; near && n < m_seen.size(); ++n)
        if (const std::size_t i = m_seen[n];
            i < m_drawing.flights.size() && !m_drawing.flights[i].empty())
            paintFlights(painter, i);
}

void FleetPainter::paintHead(QPainter& painter, const graph::EdgeItem& edge) const
{
    const auto at = [&](const graph::PointF& p) { return m_camera.toScreen(p.x, p.y); };
    const QPointF head[3] = {at(edge.head[1]), at(edge.head[0]), at(edge.head[2])};
    if (edge.knownBy == graph::KnownBy::declared) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(edge));
        painter.drawPolygon(head, 3);
        return;
    }
    painter.setPen(QPen(colourOf(edge), std::max(1.0, std::min(1.5, widthOf(edge)))));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(head, 3);
}

void FleetPainter::paintLabel(QPainter& painter, const graph::EdgeItem& edge) const
{
    const EdgeFacts* facts = m_drawing.picture.edge(edge.edge);
    if (facts == nullptr || facts->confidence == 0)
        return;
    QFont font = valueFont(TextSize::caption);
    font.setPixelSize(std::max(8, static_cast<int>(std::lround(11 * m_camera.zoom))));
    const QString text = FleetText::tr("inferred %1 %").arg(facts->confidence);
    QRectF box = m_camera.toScreen(edge.label);
    const qreal width = textWidth(text, font) + 8;
    if (width > box.width() + 8)
        return;
    box = {box.center().x() - width / 2, box.top(), width, box.height()};
    painter.fillRect(box, m_theme.canvas);
    paintText(painter, box, text, {font, m_theme.secondary, Qt::AlignHCenter}, m_theme);
}

void FleetPainter::paintFlights(QPainter& painter, std::size_t edge) const
{
    const std::vector<QPointF>& flights = m_drawing.flights[edge];
    painter.setPen(m_theme.ink);
    painter.setBrush(m_theme.canvas);
    QPointF last;
    for (const QPointF& flight : flights) {
        last = m_camera.toScreen(flight.x(), flight.y());
        painter.drawRect(QRectF(std::round(last.x()) - 2.5, std::round(last.y()) - 2.5, 5, 5));
    }
    const EdgeFacts* facts = m_drawing.picture.edge(m_drawing.scene.edges[edge].edge);
    const std::int64_t rest = facts->inFlight - static_cast<std::int64_t>(flights.size());
    if (rest > 0)
        paintText(painter, {last.x() + 6, last.y() - 16, 60, 14}, u"+%1"_s.arg(rest),
                  {valueFont(TextSize::caption), m_theme.secondary, Qt::AlignLeft}, m_theme);
}

void FleetPainter::paintSelection(QPainter& painter) const
{
    QRectF box;
    if (const graph::NodeItem* node = m_drawing.node(m_marks.selected.key);
        node != nullptr && m_marks.selected.what == graph::HitIndex::What::node)
        box = m_camera.toScreen(node->rect);
    else if (m_marks.selected.what == graph::HitIndex::What::group) {
        for (const graph::GroupItem& group : m_drawing.scene.groups)
            if (group.group == m_marks.selected.key)
                box = box.united(m_camera.toScreen(group.box));
    }
    if (box.isNull())
        return;
    painter.setPen(QPen(m_theme.selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    const QRectF outline = crisp(box).translated(-0.5, -0.5);
    painter.drawRect(
        outline.adjusted(-kSelectionGap, -kSelectionGap, kSelectionGap, kSelectionGap));
}

FleetCamera FleetPainter::mapCamera(const graph::Rect& bounds, const QRectF& box)
{
    constexpr double kInset = 6;
    FleetCamera camera;
    if (bounds.width <= 0 || bounds.height <= 0)
        return camera;
    camera.zoom = std::min((box.width() - 2 * kInset) / bounds.width,
                           (box.height() - 2 * kInset) / bounds.height);
    camera.origin = QPointF(bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0) -
                    box.center() / camera.zoom;
    return camera;
}

void FleetPainter::paintMap(QPainter& painter, const QRectF& box, const QSizeF& screen) const
{
    painter.setPen(m_theme.border);
    painter.setBrush(m_theme.panel);
    painter.drawRect(crisp(box).adjusted(0, 0, -1, -1));
    const FleetCamera map = mapCamera(m_drawing.scene.bounds, box);
    for (const graph::GroupItem& group : m_drawing.scene.groups)
        painter.fillRect(map.toScreen(group.box), m_theme.well);
    for (const graph::NodeItem& node : m_drawing.scene.nodes) {
        const QRectF r = map.toScreen(node.rect);
        painter.fillRect(
            QRectF(r.topLeft(), QSizeF(std::max(1.0, r.width()), std::max(1.0, r.height()))),
            m_theme.nodeBorder);
    }
    const QRectF seen(map.toScreen(m_camera.origin.x(), m_camera.origin.y()),
                      screen / m_camera.zoom * map.zoom);
    painter.setPen(QPen(m_theme.selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(seen.intersected(box.adjusted(2, 2, -2, -2)));
}

} // namespace penstock::ui
