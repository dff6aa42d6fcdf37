// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_tree_delegate.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kWideDepth = 10;
constexpr int kNarrowIndent = 4;
constexpr int kMaxIndent = 220;
constexpr double kTimePadding = 8;
constexpr double kMinTickGap = 56;
constexpr double kTickTextWidth = 40;

bool isRun(const TraceNode& node)
{
    return node.kind == StepKind::agentRun || node.kind == StepKind::workflow ||
           node.kind == StepKind::agentCreate;
}

// The torn right edge of work that has not ended: two teeth.
void paintTear(QPainter& painter, const QRectF& bar, const Theme& t)
{
    QPainterPath tear;
    const qreal x = bar.right();
    tear.moveTo(x, bar.top() - 2);
    tear.lineTo(x - 3, bar.top() + bar.height() * 0.25);
    tear.lineTo(x, bar.center().y());
    tear.lineTo(x - 3, bar.top() + bar.height() * 0.75);
    tear.lineTo(x, bar.bottom() + 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(tear, QPen(t.ink, 1.5));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintMissingBar(QPainter& painter, const QRectF& bar, const Theme& t)
{
    paintHatch(painter, bar, t.borderStrong, 5);
    QPen pen(t.borderStrong, 1);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawRect(bar);
}

// A wait for a person is a gap between two stops, with the valve in the middle.
void paintWait(QPainter& painter, const QRectF& bar, const Theme& t)
{
    painter.setPen(QPen(t.ink, 1.5));
    painter.drawLine(QPointF(bar.left(), bar.top() - 1), QPointF(bar.left(), bar.bottom() + 1));
    painter.drawLine(QPointF(bar.right(), bar.top() - 1), QPointF(bar.right(), bar.bottom() + 1));
    QPen dots(t.barWait, 1);
    dots.setDashPattern({2, 3});
    painter.setPen(dots);
    painter.drawLine(QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y()));
    if (bar.width() > 24) {
        const QRectF valve(bar.center().x() - 8, bar.top() - 3, 16, bar.height() + 6);
        painter.fillRect(valve, t.canvas);
        paintGlyph(painter, Glyph::gate, valve, t.ink);
    }
}

} // namespace

int indentOf(int depth)
{
    const int wide = std::min(depth, kWideDepth) * kTreeIndent;
    return 12 + std::min(wide + std::max(0, depth - kWideDepth) * kNarrowIndent, kMaxIndent);
}

TimeScale scaleFor(const StepTreeModel& model, double left, double width)
{
    return {model.firstTime(), model.lastTime(), left + kTimePadding,
            left + width - 2 * kTimePadding};
}

StepTreeDelegate::StepTreeDelegate(const ThemeController& theme, const StepTreeModel& model,
                                   QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{
}

void StepTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Theme& t = m_theme.theme();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, t.field);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, t.hover);
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    switch (index.column()) {
    case StepTreeModel::kStep:
        paintLabel(*painter, option.rect, index.row(), selected);
        break;
    case StepTreeModel::kTime:
        paintTime(*painter, option.rect, index.row());
        break;
    default:
        paintNumber(*painter, option.rect, index);
        break;
    }
    painter->restore();
}

void StepTreeDelegate::paintGuides(QPainter& painter, const QRectF& box, int depth) const
{
    painter.setPen(m_theme.theme().borderSubtle);
    for (int d = 0; d < std::min(depth, kWideDepth); ++d) {
        const qreal x = indentOf(d) + 5;
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
    }
}

void StepTreeDelegate::paintLabel(QPainter& painter, const QRectF& box, int row,
                                  bool selected) const
{
    const Theme& t = m_theme.theme();
    const TraceNode& node = m_model.nodeAt(row);
    paintGuides(painter, box, node.depth);
    qreal x = indentOf(node.depth);
    if (m_model.hasChildren(row))
        paintGlyph(painter, m_model.isFolded(row) ? Glyph::chevronRight : Glyph::chevronDown,
                   QRectF(x, box.top(), 10, box.height()), t.secondary);
    x += 14;
    const QColor colour = node.missing ? t.tertiary : t.text;
    paintGlyph(painter, glyphOf(node.kind, node.missing), QRectF(x, box.top(), 12, box.height()),
               node.missing ? t.tertiary : t.ink);
    x += 18;
    const bool strong = selected || isRun(node);
    const TextStyle style{uiFont(TextSize::body, selected ? QFont::Bold
                                                 : strong ? QFont::DemiBold
                                                          : QFont::Normal),
                          colour, Qt::AlignLeft};
    const QString name = m_model.index(row, StepTreeModel::kStep).data().toString();
    x +=
        paintText(painter, QRectF(x, box.top(), box.right() - x - 8, box.height()), name, style, t);
    if (m_model.isFolded(row)) {
        const QString folded = tr("%1 folded").arg(countText(m_model.countBelow(row)));
        paintText(painter, QRectF(x + 10, box.top(), box.right() - x - 18, box.height()), folded,
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    }
}

void StepTreeDelegate::paintNumber(QPainter& painter, const QRectF& box,
                                   const QModelIndex& index) const
{
    const Theme& t = m_theme.theme();
    const QString text = index.data().toString();
    const bool nothing = text == missingText();
    paintText(painter, box.adjusted(4, 0, -8, 0), text,
              {valueFont(TextSize::caption), nothing ? t.tertiary : t.secondary, Qt::AlignRight},
              t);
    if (index.column() == StepTreeModel::kDuration) {
        painter.setPen(t.border);
        painter.drawLine(box.topRight(), box.bottomRight());
    }
}

void StepTreeDelegate::paintTime(QPainter& painter, const QRectF& box, int row) const
{
    const Theme& t = m_theme.theme();
    const TraceNode& node = m_model.nodeAt(row);
    const TimeScale scale = scaleFor(m_model, box.left(), box.width());
    painter.setPen(t.borderSubtle);
    for (const Tick& tick : ticksOf(scale, kMinTickGap, scale.first)) {
        const qreal x = std::round(scale.x(tick.at));
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
    }
    const bool frame = isRun(node) || m_model.hasChildren(row);
    const int height = frame ? kFrameBar : kLeafBar;
    const qreal left = std::round(scale.x(node.start));
    const Nanos end =
        node.status == StepStatus::running ? m_model.lastTime() : std::max(node.end, node.start);
    const qreal width = std::max<qreal>(kMinBar, std::round(scale.x(end)) - left);
    const QRectF bar(left, box.top() + (box.height() - height) / 2, width, height);
    paintBar(painter, bar, node, frame);
    paintBarText(painter, box, bar, row);
}

void StepTreeDelegate::paintBar(QPainter& painter, const QRectF& bar, const TraceNode& node,
                                bool frame) const
{
    const Theme& t = m_theme.theme();
    if (node.missing || node.synthetic) {
        paintMissingBar(painter, bar, t);
        return;
    }
    if (node.kind == StepKind::humanWait) {
        paintWait(painter, bar, t);
        return;
    }
    const bool failed = node.status == StepStatus::error;
    const bool model = node.kind == StepKind::llmCall || node.kind == StepKind::embedding;
    const QColor fill = failed && !frame ? t.barFailed
                        : frame          ? t.barFrame
                        : model          ? t.barModel
                                         : t.barTool;
    painter.fillRect(bar, fill);
    if (frame) {
        painter.setPen(failed ? t.ink : t.borderStrong);
        painter.drawRect(bar.adjusted(0, 0, -1, -1));
    }
    if (node.status == StepStatus::running)
        paintTear(painter, bar, t);
}

void StepTreeDelegate::paintBarText(QPainter& painter, const QRectF& box, const QRectF& bar,
                                    int row) const
{
    const Theme& t = m_theme.theme();
    const TraceNode& node = m_model.nodeAt(row);
    QString text;
    if (node.status == StepStatus::error)
        text = node.error.empty() ? tr("failed") : tr("failed: %1").arg(safeLine(node.error, 120));
    else if (node.missing)
        text =
            tr("not received; %n known below", nullptr, static_cast<int>(m_model.countBelow(row)));
    else if (node.kind == StepKind::humanWait)
        text = tr("waits for a person");
    else if (node.status == StepStatus::running)
        text = tr("running");
    if (text.isEmpty())
        return;
    const bool failed = node.status == StepStatus::error;
    const TextStyle style{uiFont(TextSize::caption, failed ? QFont::Medium : QFont::Normal),
                          failed ? t.text : t.tertiary, Qt::AlignLeft};
    const qreal mark = failed ? 14 : 0;
    const qreal need = textWidth(text, style.font) + mark + 8;
    const bool left = bar.right() + need > box.right() && bar.left() - need > box.left();
    qreal x = left ? bar.left() - need : bar.right() + 8;
    if (!left && x + need > box.right() + need / 2)
        return; // no room beside a bar that fills the column; the words are in the tool tip and the inspector
    if (failed)
        paintGlyph(painter, Glyph::cross, QRectF(x - 2, box.top(), 12, box.height()), t.ink);
    paintText(painter, QRectF(x + mark, box.top(), box.right() - x - mark, box.height()), text,
              style, t);
}

TreeHeader::TreeHeader(const ThemeController& theme, const StepTreeModel& model, QWidget* parent)
    : TableHeader(theme, parent), m_model(model)
{
    setSortIndicatorShown(false);
}

void TreeHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    if (section != StepTreeModel::kTime) {
        TableHeader::paintSection(painter, rect, section);
        return;
    }
    const Theme& t = theme();
    painter->fillRect(rect, t.panel);
    painter->setPen(t.border);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (m_model.rowCount() == 0)
        return;
    const TimeScale scale = scaleFor(m_model, rect.left(), rect.width());
    for (const Tick& tick : ticksOf(scale, kMinTickGap, scale.first)) {
        const qreal x = std::round(scale.x(tick.at));
        painter->setPen(t.border);
        painter->drawLine(QPointF(x, rect.bottom() - 6), QPointF(x, rect.bottom()));
        if (x + 4 + kTickTextWidth > rect.right())
            continue;
        paintText(*painter, QRectF(x + 4, rect.top(), kMinTickGap - 8, rect.height()), tick.text,
                  {valueFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    }
}

} // namespace penstock::ui
