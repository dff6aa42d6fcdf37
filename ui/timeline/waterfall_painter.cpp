// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallPainter: the frame around the lines, labels and cost.
#include "ui/timeline/waterfall_painter.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kGuideDepth = 10;
constexpr double kTickGap = 64;

} // namespace

WaterfallPainter::WaterfallPainter(const CascadeShape& shape, const WaterfallRows& rows,
                                   const WaterfallFrame& frame, const WaterfallMarks& marks,
                                   const Theme& theme)
    : m_shape(shape),
      m_view(*shape.view),
      m_rows(rows),
      m_frame(frame),
      m_marks(marks),
      m_theme(theme),
      m_caption(uiFont(TextSize::caption)),
      m_value(valueFont(TextSize::caption))
{
}

int WaterfallPainter::lastRow() const
{
    return std::min(m_rows.count() - 1, m_frame.rowAt(m_frame.lines().bottom() - 1));
}

bool WaterfallPainter::steppedBack(const WaterfallRow& row) const
{
    const std::uint32_t end = row.fold == 0 ? row.node + 1 : m_shape.folds[row.fold - 1].end;
    const auto none = [&](const std::shared_ptr<const std::vector<bool>>& of) {
        return of &&
               std::none_of(of->begin() + row.node, of->begin() + end, [](bool on) { return on; });
    };
    return none(m_marks.lit) || none(m_marks.matching);
}

void WaterfallPainter::paint(QPainter& painter) const
{
    const QRectF lines = m_frame.lines();
    painter.fillRect(QRectF(QPointF(), m_frame.size), m_theme.canvas);
    painter.save();
    painter.setClipRect(lines);
    paintGrid(painter, lines);
    for (int row = m_frame.topRow; row <= lastRow(); ++row) {
        const QRectF line = m_frame.line(row);
        if (row == m_marks.hoveredRow)
            painter.fillRect(line, m_theme.hover);
        paintLine(painter, line, m_rows.at(row));
    }
    paintEdges(painter);
    painter.restore();
    QRectF pin(0, m_frame.pins().top(), m_frame.size.width(), kTreeRow);
    for (const std::uint32_t node : m_marks.pinned) {
        painter.fillRect(pin, m_theme.panel);
        paintLine(painter, pin, {node, 0});
        pin.translate(0, kTreeRow);
    }
    if (m_frame.pinned > 0) {
        painter.setPen(m_theme.borderStrong);
        painter.drawLine(QPointF(0, pin.top()), QPointF(m_frame.size.width(), pin.top()));
    }
    paintFooter(painter);
    painter.setPen(m_theme.border);
    const double bottom = m_frame.foot().bottom() - 1;
    painter.drawLine(QPointF(m_frame.labels(), 0), QPointF(m_frame.labels(), bottom));
    paintRuler(painter);
    paintTimes(painter);
    const int selected = m_rows.rowOf(m_marks.selected);
    if (m_marks.selected != 0 && selected >= m_frame.topRow && selected <= lastRow())
        paintSelection(painter, m_frame.line(selected));
}

void WaterfallPainter::paintGrid(QPainter& painter, const QRectF& over) const
{
    painter.setPen(m_theme.borderSubtle);
    for (const Tick& tick : ticksOf(m_frame.scale(), kTickGap, m_frame.start)) {
        const double x = std::round(m_frame.x(tick.at));
        if (x > m_frame.labels())
            painter.drawLine(QPointF(x, over.top()), QPointF(x, over.bottom()));
    }
    const double cost = m_frame.costLeft();
    painter.drawLine(QPointF(cost, over.top()), QPointF(cost, over.bottom()));
}

void WaterfallPainter::paintRuler(QPainter& painter) const
{
    const QRectF ruler = m_frame.ruler();
    painter.fillRect(ruler, m_theme.panel);
    const TextStyle head{m_caption, m_theme.tertiary, Qt::AlignLeft};
    paintText(painter, QRectF(12, 0, 120, ruler.height()), tr("Step"), head, m_theme);
    paintText(painter, QRectF(m_frame.costLeft(), 0, kTreeCostWidth - 8, ruler.height()),
              tr("Cost below"), {m_caption, m_theme.tertiary, Qt::AlignRight}, m_theme);
    painter.save();
    painter.setClipRect(m_frame.bars(ruler));
    for (const Tick& tick : ticksOf(m_frame.scale(), kTickGap, m_frame.start)) {
        const double x = std::round(m_frame.x(tick.at));
        painter.setPen(m_theme.border);
        painter.drawLine(QPointF(x, ruler.bottom() - 6), QPointF(x, ruler.bottom()));
        if (x + 4 + textWidth(tick.text, m_value) <= m_frame.barsRight())
            paintText(painter, QRectF(x + 4, 0, kTickGap - 4, ruler.height()), tick.text,
                      {m_value, m_theme.tertiary, Qt::AlignLeft}, m_theme);
    }
    painter.restore();
    painter.setPen(m_theme.border);
    painter.drawLine(QPointF(0, ruler.bottom() - 1), QPointF(ruler.right(), ruler.bottom() - 1));
    painter.drawLine(QPointF(m_frame.labels(), 0), QPointF(m_frame.labels(), ruler.bottom()));
}

/// A time in the ruler, kept inside of it.
void WaterfallPainter::paintChip(QPainter& painter, double x, const QString& text,
                                 const QColor& ground) const
{
    const QFont font = valueFont(TextSize::caption, QFont::Medium);
    const double width = std::ceil(textWidth(text, font)) + 10;
    const double left =
        std::clamp(std::round(x - width / 2), m_frame.labels(), m_frame.barsRight() - width);
    const QRectF chip(left, 3, width, kRulerHeight - 7);
    painter.fillRect(chip, ground);
    paintText(painter, chip, text, {font, m_theme.onInk, Qt::AlignHCenter}, m_theme);
}

void WaterfallPainter::paintLine(QPainter& painter, const QRectF& line,
                                 const WaterfallRow& row) const
{
    paintLabel(painter, line, row);
    paintCost(painter, line, row);
    const Bar bar = barOf(line, row);
    const QRectF area = m_frame.bars(line);
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    paintBar(painter, bar, row);
    if (m_marks.criticalPath)
        paintCritical(painter, line, row);
    paintBarText(painter, line, bar, row);
    if (m_marks.alarms && row.fold == 0)
        paintAlarm(painter, bar, row.node);
    painter.restore();
}

void WaterfallPainter::paintGuides(QPainter& painter, const QRectF& line, int depth) const
{
    painter.setPen(m_theme.borderSubtle);
    for (int d = 0; d < std::min(depth, kGuideDepth); ++d) {
        const double x = indentOf(d) + 5;
        painter.drawLine(QPointF(x, line.top()), QPointF(x, line.bottom()));
    }
}

QString WaterfallPainter::nameText(const WaterfallRow& row) const
{
    const CascadeNode& of = node(row);
    if (of.has(kMissingStep))
        return tr("missing parent %1").arg(QString::fromStdString(of.span.hex()));
    const std::string_view name = m_view.nameOf(row.node);
    return name.empty() ? kindText(of.kind) : safeLine(name);
}

void WaterfallPainter::paintLabel(QPainter& painter, const QRectF& line,
                                  const WaterfallRow& row) const
{
    const CascadeNode& of = node(row);
    const bool shown = m_rows.count() > 0;
    const int at = m_rows.rowOf(row.node);
    paintGuides(painter, line, of.depth);
    double x = indentOf(of.depth);
    if (shown && m_rows.canOpen(at))
        paintGlyph(painter, m_rows.isOpen(at) ? Glyph::chevronDown : Glyph::chevronRight,
                   QRectF(x, line.top(), 10, line.height()), m_theme.secondary);
    x += 14;
    const bool missing = of.has(kMissingStep);
    const bool away = steppedBack(row);
    const QColor ink = away ? m_theme.disabled : missing ? m_theme.tertiary : m_theme.ink;
    paintGlyph(painter, glyphOf(of.kind, missing), QRectF(x, line.top(), 12, line.height()), ink);
    x += 18;
    const bool run = of.kind == StepKind::agentRun && row.fold == 0;
    const TextStyle style{uiFont(TextSize::body, row.node == m_marks.selected ? QFont::Bold
                                                 : run                        ? QFont::DemiBold
                                                                              : QFont::Normal),
                          away      ? m_theme.disabled
                          : missing ? m_theme.tertiary
                                    : m_theme.text,
                          Qt::AlignLeft};
    const double right = m_frame.costLeft() - 6;
    x += paintText(painter, QRectF(x, line.top(), right - x, line.height()), nameText(row), style,
                   m_theme);
    if (row.fold == 0 && !m_rows.isOpen(at) && of.size > 1)
        paintText(painter, QRectF(x + 10, line.top(), right - x - 10, line.height()),
                  tr("%1 folded").arg(countText(of.size - 1)),
                  {m_caption, m_theme.tertiary, Qt::AlignLeft}, m_theme);
}

/// Of everything below, so that a branch tells its price when it is closed. A sum that may still grow says so.
void WaterfallPainter::paintCost(QPainter& painter, const QRectF& line,
                                 const WaterfallRow& row) const
{
    const CascadeNode& of = node(row);
    const MicroUsd cost = row.fold != 0 ? m_shape.folds[row.fold - 1].cost : of.costBelow;
    const bool open = row.fold != 0 ? m_shape.folds[row.fold - 1].open > 0 : of.has(kOpenBelow);
    QString text = missingText();
    if (cost != 0)
        text = (open ? u"\u2265 "_s : QString()) + QString::fromStdString(formatMoney(cost));
    const bool quiet = cost == 0 || steppedBack(row);
    paintText(painter,
              QRectF(m_frame.costLeft() + 2, line.top(), kTreeCostWidth - 10, line.height()), text,
              {m_value, quiet ? m_theme.tertiary : m_theme.secondary, Qt::AlignRight}, m_theme);
}

void WaterfallPainter::paintFooter(QPainter& painter) const
{
    const QRectF foot = m_frame.foot();
    if (!m_frame.footer)
        return;
    painter.fillRect(foot, m_theme.canvas);
    painter.setPen(m_theme.borderSubtle);
    painter.drawLine(foot.topLeft(), foot.topRight());
    const QString text = tr("%1 steps folded, show").arg(countText(m_rows.hidden()));
    const double width =
        paintText(painter, QRectF(12, foot.top(), m_frame.labels() - 20, foot.height()), text,
                  {m_caption, m_theme.text, Qt::AlignLeft}, m_theme);
    painter.setPen(m_theme.borderStrong);
    painter.drawLine(QPointF(12, foot.bottom() - 3), QPointF(12 + width, foot.bottom() - 3));
}

} // namespace penstock::ui
