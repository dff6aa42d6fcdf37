// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallPainter: the bars - colour by state, torn where unfinished, dashed where not received, a gap for a wait, hatched
// for a folded run - and what they say beside themselves.
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"
#include "ui/timeline/waterfall_painter.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kFoldHatch = 5;
constexpr double kGateScale = 1.4; ///< the wait for a person is the sign to be seen first
constexpr double kOutside = 40;    ///< how far a bar is drawn beyond what can be seen
constexpr double kTextGap = 8;
constexpr double kCrossWidth = 14;

bool isRun(const CascadeNode& node)
{
    return node.kind == StepKind::agentRun || node.kind == StepKind::workflow ||
           node.kind == StepKind::agentCreate;
}

bool isModel(const CascadeNode& node)
{
    return node.kind == StepKind::llmCall || node.kind == StepKind::embedding ||
           node.kind == StepKind::rerank;
}

/// The torn right edge of work that has not ended: two teeth, 4 px deep.
void paintTear(QPainter& painter, const QRectF& bar, const Theme& t)
{
    const double x = bar.right();
    const double quarter = (bar.height() + 4) / 4;
    const double top = bar.top() - 2;
    QPainterPath away;
    away.moveTo(x + 4, top - 1);
    away.lineTo(x, top - 1);
    QPainterPath tear;
    tear.moveTo(x, top);
    for (int i = 1; i <= 4; ++i)
        tear.lineTo(i % 2 == 1 ? x - 4 : x, top + i * quarter);
    for (int i = 0; i <= 4; ++i)
        away.lineTo(i % 2 == 1 ? x - 4 : x, top + i * quarter);
    away.lineTo(x + 4, top + 4 * quarter);
    away.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(away, t.canvas);
    painter.strokePath(tear, QPen(t.ink, 1.5));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintDashed(QPainter& painter, const QRectF& bar, const Theme& t)
{
    paintHatch(painter, bar, t.borderStrong, kFoldHatch);
    QPen pen(t.borderStrong, 1);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
}

} // namespace

WaterfallPainter::Bar WaterfallPainter::barOf(const QRectF& line, const WaterfallRow& row) const
{
    const CascadeNode& of = node(row);
    Nanos start = of.start;
    Nanos end = m_shape.ownEnd(row.node);
    if (row.fold != 0) {
        start = m_shape.foldTimes[row.fold - 1].start;
        end = m_shape.foldTimes[row.fold - 1].end;
    } else if (of.has(kMissingStep)) {
        end = m_shape.ends[row.node];
    }
    Bar bar;
    bar.frame = row.fold == 0 && (isRun(of) || of.size > 1);
    const double height = bar.frame ? kFrameBar : kLeafBar;
    const double left = std::round(
        std::clamp(m_frame.x(start), m_frame.labels() - kOutside, m_frame.barsRight() + kOutside));
    const double right = std::round(
        std::clamp(m_frame.x(end), m_frame.labels() - kOutside, m_frame.barsRight() + kOutside));
    bar.rect = QRectF(left, line.top() + std::floor((line.height() - height) / 2) - 1,
                      std::max(double{kMinBar}, right - left), height);
    return bar;
}

void WaterfallPainter::paintBar(QPainter& painter, const Bar& bar, const WaterfallRow& row) const
{
    const CascadeNode& of = node(row);
    const Nanos below = m_shape.ends[row.node];
    if (row.fold == 0 && !of.has(kMissingStep) && below > m_shape.ownEnd(row.node)) {
        // What a step merely set off may last longer than the step: a thin line leads on.
        const double until = std::min(m_frame.x(below), m_frame.barsRight() + kOutside);
        const double middle = std::floor(bar.rect.center().y()) + 0.5;
        painter.setPen(m_theme.borderStrong);
        painter.drawLine(QPointF(bar.rect.right(), middle), QPointF(until, middle));
    }
    if (row.fold != 0)
        paintFold(painter, bar.rect, m_shape.folds[row.fold - 1]);
    else if (of.has(kMissingStep) || of.has(kSyntheticRun))
        paintDashed(painter, bar.rect, m_theme);
    else if (of.kind == StepKind::humanWait)
        paintWait(painter, bar.rect, row.node);
    else
        paintPlain(painter, bar, of, steppedBack(row));
}

/// In front of the bar, where no text stands; of one that begins outside, on its visible end.
void WaterfallPainter::paintAlarm(QPainter& painter, const Bar& bar, std::uint32_t node) const
{
    const auto at = m_marks.alarms->find(node);
    if (at == m_marks.alarms->end())
        return;
    const double least = m_frame.labels() + kAlarmSymbolInRow;
    const QPointF centre(std::max(least, bar.rect.left() - kAlarmSymbolInRow),
                         bar.rect.center().y());
    paintAlarmSymbol(painter, centre, kAlarmSymbolInRow, at->second->priority, at->second->look,
                     blinkIsOn(), m_theme);
}

void WaterfallPainter::paintPlain(QPainter& painter, const Bar& bar, const CascadeNode& node,
                                  bool away) const
{
    const Theme& t = m_theme;
    const bool failed = node.status == StepStatus::error;
    QColor fill = bar.frame ? t.barFrame : isModel(node) ? t.barModel : t.barTool;
    if (failed && !bar.frame)
        fill = t.barFailed;
    painter.fillRect(bar.rect, away ? t.borderSubtle : fill);
    if (bar.frame) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(away ? t.border : failed ? t.ink : t.borderStrong);
        painter.drawRect(bar.rect.adjusted(0, 0, -1, -1));
    }
    if (node.status == StepStatus::running)
        paintTear(painter, bar.rect, t);
}

/// A wait for a person is a gap between two stops, with the valve in it and how long it took.
void WaterfallPainter::paintWait(QPainter& painter, const QRectF& bar, std::uint32_t node) const
{
    const Theme& t = m_theme;
    painter.setPen(QPen(t.ink, 2, Qt::SolidLine, Qt::FlatCap));
    for (const double x : {bar.left() + 1, bar.right() - 1})
        painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + 1));
    QPen dots(t.barWait, 1);
    dots.setDashPattern({2, 3});
    painter.setPen(dots);
    const double middle = std::floor(bar.center().y()) + 0.5;
    painter.drawLine(QPointF(bar.left() + 4, middle), QPointF(bar.right() - 4, middle));
    const bool open = m_view.node(node).status == StepStatus::running;
    const Nanos told = m_view.detailOf(m_view.node(node)).humanWait;
    const Nanos waited = told > 0 ? told : m_shape.ownEnd(node) - m_view.node(node).start;
    const QString text = (open ? tr("waits for %1") : tr("waited %1")).arg(durationText(waited));
    const QFont font = uiFont(TextSize::body, QFont::Medium);
    const QRectF seen = bar.intersected(m_frame.bars(bar.adjusted(0, -8, 0, 8)));
    const double need = textWidth(text, font) + 34;
    const bool room = seen.width() > need;
    if (!room && seen.width() < 26)
        return;
    const double width = room ? need : 18;
    const QRectF words(std::round(seen.center().x() - width / 2), bar.top() - 3, width,
                       bar.height() + 6);
    painter.fillRect(words, t.canvas);
    painter.save();
    painter.translate(words.left() + 10, words.center().y());
    painter.scale(kGateScale, kGateScale);
    paintGlyph(painter, Glyph::gate, QRectF(-8, -8, 16, 16), t.ink);
    painter.restore();
    if (room)
        paintText(painter, words.adjusted(23, 0, 0, 0), text, {font, t.text, Qt::AlignLeft}, t);
}

void WaterfallPainter::paintFold(QPainter& painter, const QRectF& bar, const FoldedRun& fold) const
{
    const Theme& t = m_theme;
    paintHatch(painter, bar, t.borderStrong, kFoldHatch);
    painter.setPen(fold.failed > 0 ? t.ink : t.borderStrong);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    if (fold.open > 0)
        paintTear(painter, bar, t);
    const QString count = u"\u00d7"_s + countText(fold.count);
    const QFont font = valueFont(TextSize::caption, QFont::Medium);
    const double need = textWidth(count, font) + 8;
    const QRectF seen = bar.intersected(m_frame.bars(bar));
    if (seen.width() < need + 16)
        return;
    const QRectF chip(std::round(seen.center().x() - need / 2), bar.top() - 2, need,
                      bar.height() + 4);
    painter.fillRect(chip, t.canvas);
    paintText(painter, chip, count, {font, t.text, Qt::AlignHCenter}, t);
}

QString WaterfallPainter::barText(const WaterfallRow& row) const
{
    const CascadeNode& of = node(row);
    if (row.fold != 0) {
        const FoldedRun& fold = m_shape.folds[row.fold - 1];
        QStringList parts{countOf(fold.count, tr("step"), tr("steps"))};
        if (fold.failed > 0)
            parts << tr("%1 failed").arg(countText(fold.failed));
        if (fold.open > 0)
            parts << tr("%1 running").arg(countText(fold.open));
        return parts.join(u", "_s);
    }
    if (of.has(kMissingStep)) {
        std::uint64_t children = 0;
        for (std::uint32_t n = m_view.firstChild(row.node); n != 0 && children < 100;
             n = m_view.nextSibling(n))
            ++children;
        return children == 1 ? tr("not received; 1 child known")
                             : tr("not received; %1 children known")
                                   .arg(children < 100 ? countText(children) : u"100+"_s);
    }
    if (of.status == StepStatus::error) {
        const std::string_view error = m_view.errorOf(row.node);
        return error.empty() ? tr("failed") : tr("failed: %1").arg(safeLine(error, 120));
    }
    if (of.kind == StepKind::humanWait)
        return {};
    if (of.has(kCausedTop))
        for (const CascadeEdge& edge : m_view.edgesInto(row.node))
            if (edge.inTree)
                return knownByText(knownBy(edge.best)) + u", "_s + evidenceText(edge.best);
    if (const std::uint32_t run = of.kind == StepKind::handoff ? m_view.nextSibling(row.node) : 0;
        run != 0 && m_view.node(run).kind == StepKind::agentRun && !m_view.edgesInto(run).empty()) {
        const CascadeEdge& edge = m_view.edgesInto(run).front();
        return knownByText(knownBy(edge.best)) + u", "_s + modeText(edge.mode);
    }
    if (isRun(of) && of.size > 1)
        return of.has(kSyntheticRun) ? tr("no span stands for it") : QString();
    if (of.status == StepStatus::running)
        return tr("running");
    return of.end > of.start ? durationText(of.end - of.start) : QString();
}

void WaterfallPainter::paintBarText(QPainter& painter, const QRectF& line, const Bar& bar,
                                    const WaterfallRow& row) const
{
    const QString text = barText(row);
    if (text.isEmpty())
        return;
    const CascadeNode& of = node(row);
    const bool failed =
        row.fold != 0 ? m_shape.folds[row.fold - 1].failed > 0 : of.status == StepStatus::error;
    const bool away = steppedBack(row);
    const TextStyle style{failed ? uiFont(TextSize::caption, QFont::Medium) : m_caption,
                          away     ? m_theme.disabled
                          : failed ? m_theme.text
                                   : m_theme.tertiary,
                          Qt::AlignLeft};
    const QRectF area = m_frame.bars(line);
    if (bar.rect.right() < area.left() - 1 || bar.rect.left() > area.right())
        return;
    const double mark = failed ? kCrossWidth : 0;
    const double need = textWidth(text, style.font) + mark + kTextGap + 2;
    const bool onLeft =
        bar.rect.right() + need > area.right() && bar.rect.left() - need > area.left();
    double x = onLeft ? bar.rect.left() - need + 2 : bar.rect.right() + kTextGap;
    if (!onLeft && area.right() - x < 40)
        return; // no room beside a bar that fills the line; the inspector says it
    if (failed) {
        paintGlyph(painter, Glyph::cross, QRectF(x - 2, line.top() - 1, 12, line.height()),
                   away ? m_theme.disabled : m_theme.ink);
        x += mark;
    }
    const QRectF words(x, line.top() - 1, std::min(need, area.right() - x), line.height());
    if (m_shape.ends[row.node] > m_shape.ownEnd(row.node)) // the thin line to the end of its branch
        painter.fillRect(QRectF(x - 2, line.center().y() - 3, words.width() + 2, 6),
                         m_theme.canvas);
    paintText(painter, words, text, style, m_theme);
}

} // namespace penstock::ui
