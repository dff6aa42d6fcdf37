// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/node_painter.h"

#include <QtGui/QPainter>
#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr double kCellWidth = 5;
constexpr double kCellHeight = 8;
constexpr int kLeastText = 8;
constexpr int kAlarmOnNode = 14;
constexpr qreal kSmallCross = 8;

QFont sized(QFont font, double pixels)
{
    font.setPixelSize(std::max(kLeastText, static_cast<int>(std::lround(pixels))));
    return font;
}

bool twoLines(graph::NodeKind kind)
{
    return kind != graph::NodeKind::tool && kind != graph::NodeKind::store;
}

} // namespace

QString FleetText::perMinute(MicroUsd cost)
{
    if (cost > 0 && cost < 500)
        return tr("<$0.001/min"); // not nothing
    return tr("$%1/min").arg(static_cast<double>(cost) / 1e6, 0, 'f', 3);
}

QString FleetText::callsPerMinute(double calls)
{
    return tr("%1/min").arg(calls, 0, 'f', calls > 0 && calls < 10 ? 1 : 0);
}

QString FleetText::last(Nanos quiet)
{
    const qint64 seconds = quiet / kSecond;
    if (seconds >= 86'400)
        return tr("last %1 d ago").arg(seconds / 86'400);
    const bool hours = seconds >= 3600;
    const qint64 big = hours ? seconds / 3600 : seconds / 60;
    const qint64 small = hours ? seconds / 60 % 60 : seconds % 60;
    return tr("last %1:%2").arg(big, hours ? 1 : 2, 10, '0'_L1).arg(small, 2, 10, '0'_L1) +
           (hours ? tr(" h") : QString());
}

QString FleetText::left(const NodeFacts& facts)
{
    if (!facts.left.isNull())
        return facts.left;
    if (!facts.agent)
        return countOf(facts.members, tr("node"), tr("nodes"));
    if (facts.kind == ActorKind::human)
        return facts.runsNow > 0 ? tr("%1 waiting").arg(facts.runsNow) : tr("nobody waits");
    if (facts.kind == ActorKind::remoteAgent)
        return facts.runsNow > 0 ? countOf(facts.runsNow, tr("call"), tr("calls")) : QString();
    return countOf(facts.runsNow, tr("run"), tr("runs"));
}

QString FleetText::right(const NodeFacts& facts)
{
    if (!facts.right.isNull())
        return facts.right;
    if (facts.stale)
        return last(facts.quiet);
    if (facts.priced)
        return perMinute(facts.costPerMinute);
    return callsPerMinute(facts.callsPerMinute);
}

NodePainter::NodePainter(const FleetDrawing& drawing, const FleetCamera& camera, const Theme& theme,
                         const FleetMarks& marks)
    : m_drawing(drawing),
      m_camera(camera),
      m_theme(theme),
      m_marks(marks),
      m_detail(graph::detailFor(camera.zoom))
{
    const bool near = m_detail == graph::Detail::all;
    m_name = sized(uiFont(TextSize::body, QFont::Medium), near ? 12 * camera.zoom : 10);
    m_bold = sized(uiFont(TextSize::body, QFont::Bold), near ? 12 * camera.zoom : 10);
    m_value = sized(valueFont(TextSize::caption), 11 * camera.zoom);
    m_badge = sized(valueFont(TextSize::caption, QFont::Bold), near ? 11 : 9);
}

void NodePainter::paint(QPainter& painter, const QRectF& view)
{
    for (std::size_t i = 0; i < m_drawing.scene.nodes.size(); ++i) {
        const graph::NodeItem& node = m_drawing.scene.nodes[i];
        const NodeFacts* facts = m_drawing.facts[i];
        const QRectF box(node.rect.x - 8, node.rect.y - 12, node.rect.width + 16,
                         node.rect.height + 20);
        if (facts != nullptr && box.intersects(view))
            paintNode(painter, node, *facts);
    }
}

bool NodePainter::dimmed(graph::Key key) const
{
    return m_marks.matches && !m_marks.matches->contains(key);
}

QColor NodePainter::fillOf(graph::NodeKind kind) const
{
    if (kind == graph::NodeKind::humanGate)
        return m_theme.gateFill;
    return kind == graph::NodeKind::tool ? m_theme.toolFill : m_theme.nodeFill;
}

QColor NodePainter::nameColour(const NodeFacts& facts) const
{
    return facts.stale || dimmed(facts.key) ? m_theme.tertiary : m_theme.text;
}

void NodePainter::paintNode(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts)
{
    if (m_detail == graph::Detail::plates) {
        // Their group's plate stands for them; those of no group are dots.
        if (facts.group == 0 || node.kind == graph::NodeKind::collapsedGroup)
            painter.fillRect(m_camera.toScreen(node.rect), m_theme.nodeBorder);
        paintAlarm(painter, node, facts);
        return;
    }
    paintShape(painter, node, facts);
    if (m_detail == graph::Detail::all)
        paintTexts(painter, node, facts);
    else if (m_detail == graph::Detail::names)
        paintName(painter, node, facts);
    if (facts.errors > 0 && m_detail == graph::Detail::shapes)
        paintErrorMark(painter, m_camera.toScreen(node.rect));
    else if (facts.errors > 0)
        paintErrors(painter, badgeOf(node, facts), facts);
    paintAlarm(painter, node, facts);
}

void NodePainter::paintShape(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts)
{
    QPolygonF outline;
    for (const graph::Point& point : node.outline) {
        const QPointF at = m_camera.toScreen(point.x, point.y);
        outline << QPointF(std::round(at.x()) + 0.5, std::round(at.y()) + 0.5);
    }
    const bool hovered =
        m_marks.hovered == graph::HitIndex::Hit{graph::HitIndex::What::node, node.key};
    QPen border(hovered ? m_theme.ink : dimmed(node.key) ? m_theme.border : m_theme.nodeBorder, 1);
    if (facts.stale)
        border.setStyle(Qt::DotLine);
    if (facts.alarm)
        border = QPen(m_theme.alarm(facts.alarm->priority).symbol, 2);
    painter.setPen(border);
    painter.setBrush(fillOf(node.kind));
    const bool slanted = node.outline.size() > 4 && m_detail != graph::Detail::shapes;
    painter.setRenderHint(QPainter::Antialiasing, slanted);
    if (node.outline.size() == 4)
        painter.drawRect(QRectF(outline[0], outline[2]));
    else
        painter.drawPolygon(outline);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& line : node.lines) {
        const QPointF a = m_camera.toScreen(line[0].x, line[0].y);
        const QPointF b = m_camera.toScreen(line[1].x, line[1].y);
        painter.drawLine(QPointF(std::round(a.x()) + 0.5, std::round(a.y()) + 0.5),
                         QPointF(std::round(b.x()) + 0.5, std::round(b.y()) + 0.5));
    }
    if (m_marks.singlePoints && facts.singlePoint) {
        painter.setPen(QPen(m_theme.ink, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(outline);
    }
}

void NodePainter::paintName(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts)
{
    QRectF box = m_camera.toScreen(node.text).adjusted(0, 0, 4, 0);
    if (facts.errors > 0)
        box.setRight(badgeOf(node, facts).left() - 2);
    paintText(painter, box, facts.name, {m_name, nameColour(facts), Qt::AlignLeft}, m_theme);
}

void NodePainter::paintTexts(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts)
{
    const bool selected =
        m_marks.selected == graph::HitIndex::Hit{graph::HitIndex::What::node, node.key};
    const TextStyle name{selected ? m_bold : m_name, nameColour(facts), Qt::AlignLeft};
    QRectF box = m_camera.toScreen(node.text);
    const double zoom = m_camera.zoom;
    if (!twoLines(node.kind)) {
        if (node.kind == graph::NodeKind::store)
            box.setTop(box.top() + 4 * zoom);
        const QString rate = FleetText::right(facts);
        const qreal width = textWidth(rate, m_value) + 8;
        // How long a quiet one has been quiet is not worth its name; its border says that it is quiet.
        const bool isWorthIt =
            !facts.stale || textWidth(facts.name, name.font) <= box.width() - width;
        if (isWorthIt && width <= box.width()) {
            paintText(painter, box, rate,
                      {m_value, facts.stale ? m_theme.tertiary : m_theme.secondary, Qt::AlignRight},
                      m_theme);
            box.setRight(box.right() - width);
        }
        paintText(painter, box, facts.name, name, m_theme);
        return;
    }
    QRectF upper(box.left(), box.top() + 4 * zoom, box.width(), 16 * zoom);
    if (node.kind == graph::NodeKind::collapsedGroup) {
        paintGlyph(painter, Glyph::chevronRight, {upper.left(), upper.top(), 10, upper.height()},
                   m_theme.secondary);
        upper.setLeft(upper.left() + 14);
    } else if (node.kind == graph::NodeKind::humanGate) {
        paintGlyph(painter, Glyph::gate, {upper.left(), upper.top(), 12, upper.height()},
                   m_theme.ink);
        upper.setLeft(upper.left() + 16);
    }
    paintText(painter, upper, facts.name, name, m_theme);
    const QRectF lower(box.left(), box.top() + 21 * zoom, box.width(), 15 * zoom);
    paintNumbers(painter, lower, facts);
    if (node.kind == graph::NodeKind::collapsedGroup)
        paintCells(painter, {box.left(), box.top() + 42 * zoom, box.width(), kCellHeight * zoom},
                   facts);
}

void NodePainter::paintNumbers(QPainter& painter, const QRectF& row, const NodeFacts& facts)
{
    const QString right = FleetText::right(facts);
    const qreal width = textWidth(right, m_value);
    const QColor colour = facts.stale ? m_theme.tertiary : m_theme.secondary;
    paintText(painter, {row.right() - width - 1, row.top(), width + 1, row.height()}, right,
              {m_value, colour, Qt::AlignRight}, m_theme);
    const QString left = FleetText::left(facts);
    if (textWidth(left, m_value) <= row.width() - width - 8) // half a number is none
        paintText(painter, row, left, {m_value, colour, Qt::AlignLeft}, m_theme);
}

/// One a member, the worst first: failing in ink, quiet ones as outlines; what has no room is a count.
void NodePainter::paintCells(QPainter& painter, const QRectF& row, const NodeFacts& facts)
{
    const double pitch = (kCellWidth + 1) * m_camera.zoom;
    const auto room = static_cast<std::uint32_t>(std::max(0.0, row.width() / pitch));
    const std::uint32_t shown = std::min(room, facts.members);
    for (std::uint32_t i = 0; i < shown; ++i) {
        const QRectF cell(std::round(row.left() + i * pitch), std::round(row.top()),
                          std::round(kCellWidth * m_camera.zoom),
                          std::round(kCellHeight * m_camera.zoom));
        if (i < facts.membersFailing) {
            painter.fillRect(cell, m_theme.ink);
        } else if (i + facts.membersStale >= facts.members) {
            painter.setPen(m_theme.border);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(cell.translated(0.5, 0.5).adjusted(0, 0, -1, -1));
        } else {
            painter.fillRect(cell, m_theme.nodeBorder);
        }
    }
}

QString NodePainter::errorText(const NodeFacts& facts)
{
    return shortCountText(static_cast<std::uint64_t>(facts.errors));
}

/// Near, on the upper edge of its node; farther away inside, where it hides neither a title nor a neighbour.
QRectF NodePainter::badgeOf(const graph::NodeItem& node, const NodeFacts& facts) const
{
    const QRectF box = m_camera.toScreen(node.rect);
    const qreal text = textWidth(errorText(facts), m_badge);
    if (m_detail == graph::Detail::all)
        return {std::round(box.right() - text - 26), std::round(box.top() - 11), text + 20, 15};
    // Far off the name needs the room of a frame.
    const qreal width = text + kSmallCross + 2;
    const qreal height = std::min(15.0, std::floor(box.height()) - 4);
    return {std::round(box.right() - width - 4), std::round(box.center().y() - height / 2), width,
            height};
}

void NodePainter::paintErrors(QPainter& painter, const QRectF& badge, const NodeFacts& facts)
{
    if (m_detail != graph::Detail::all) {
        paintGlyph(painter, Glyph::cross, {badge.left(), badge.top(), kSmallCross, badge.height()},
                   m_theme.ink);
        paintText(painter, badge.adjusted(kSmallCross + 1, 0, 1, 0), errorText(facts),
                  {m_badge, m_theme.text, Qt::AlignLeft}, m_theme);
        return;
    }
    painter.setPen(m_theme.ink);
    painter.setBrush(m_theme.canvas);
    painter.drawRect(badge.translated(0.5, 0.5));
    paintGlyph(painter, Glyph::cross, {badge.left() + 3, badge.top(), 10, badge.height()},
               m_theme.ink);
    paintText(painter, badge.adjusted(15, 0, 0, 0), errorText(facts),
              {m_badge, m_theme.text, Qt::AlignLeft}, m_theme);
}

/// At the upper left corner, off the name, and as large at every zoom: it must be found from afar.
void NodePainter::paintAlarm(QPainter& painter, const graph::NodeItem& node, const NodeFacts& facts)
{
    if (!facts.alarm)
        return;
    const QRectF box = m_camera.toScreen(node.rect);
    const bool near = m_detail == graph::Detail::all || m_detail == graph::Detail::names;
    const QPointF at = near ? QPointF(std::round(box.left() - 4), std::round(box.top() - 3))
                            : QPointF(box.center());
    paintAlarmSymbol(painter, at, kAlarmOnNode, facts.alarm->priority, facts.alarm->look,
                     blinkIsOn(), m_theme);
}

/// Where there is no room for a number.
void NodePainter::paintErrorMark(QPainter& painter, const QRectF& box)
{
    const double side = std::min(5.0, std::floor(box.height() - 2));
    painter.fillRect(
        QRectF(std::round(box.right() - side - 1), std::round(box.top() + 2), side, side),
        m_theme.ink);
}

} // namespace penstock::ui
