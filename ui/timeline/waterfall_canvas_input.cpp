// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallCanvas: mouse, wheel, keys.
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/timeline/waterfall_canvas.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr double kDividerReach = 4;
constexpr double kWheelZoom = 1.25; ///< a notch
constexpr double kNotch = 120;
constexpr int kWheelRows = 3;
constexpr double kWheelPan = 80; ///< px a notch

} // namespace

int WaterfallCanvas::rowUnder(const QPointF& at) const
{
    if (!m_frame.lines().contains(at) || at.x() > m_frame.barsRight())
        return -1;
    const int row = m_frame.rowAt(at.y());
    return row < m_rows.count() ? row : -1;
}

/// Also of a pinned line.
std::uint32_t WaterfallCanvas::nodeUnder(const QPointF& at) const
{
    if (m_frame.pins().contains(at)) {
        const auto pin = static_cast<std::size_t>((at.y() - m_frame.pins().top()) / kTreeRow);
        return pin < m_marks.pinned.size() ? m_marks.pinned[pin] : 0;
    }
    const int row = rowUnder(at);
    return row < 0 ? 0 : m_rows.at(row).node;
}

/// Divider, small map, the line that tells what is folded.
bool WaterfallCanvas::pressedOnFrame(const QPointF& at)
{
    if (m_frame.map().contains(at)) {
        m_drag = m_frame.mapBars().contains(at) ? Drag::map : Drag::none;
        if (m_drag == Drag::map)
            mapTo(at);
        return true;
    }
    if (m_frame.footer && m_frame.foot().contains(at)) {
        unfoldAll();
        return true;
    }
    if (std::abs(at.x() - m_frame.labels()) <= kDividerReach) {
        m_drag = Drag::labels;
        return true;
    }
    return false;
}

void WaterfallCanvas::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    m_pressedAt = m_lastAt = at;
    m_drag = Drag::none;
    if (!m_shape)
        return;
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::pan;
        return;
    }
    if (event->button() != Qt::LeftButton || pressedOnFrame(at))
        return;
    m_marks.measured = {};
    const int row = rowUnder(at);
    if (at.x() < m_frame.labels()) {
        const double chevron =
            row < 0 ? 0 : indentOf(m_shape->view->node(m_rows.at(row).node).depth);
        if (row >= 0 && m_rows.canOpen(row) && at.x() >= chevron - 3 && at.x() <= chevron + 13)
            toggle(row);
        else if (const std::uint32_t node = nodeUnder(at); node != 0)
            m_frame.pins().contains(at) ? select(node) : choose(node);
        return;
    }
    m_drag = event->modifiers() & Qt::ControlModifier ? Drag::range : Drag::pressed;
}

void WaterfallCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (m_drag == Drag::none) {
        hover(at);
        return;
    }
    if (m_drag == Drag::pressed &&
        std::abs(at.x() - m_pressedAt.x()) >= QApplication::startDragDistance())
        m_drag = Drag::measure;
    dragTo(at);
    m_lastAt = at;
}

void WaterfallCanvas::dragTo(const QPointF& at)
{
    switch (m_drag) {
    case Drag::measure:
    case Drag::range: {
        const double from = std::clamp(m_pressedAt.x(), m_frame.labels(), m_frame.barsRight());
        const double to = std::clamp(at.x(), m_frame.labels(), m_frame.barsRight());
        m_marks.measured = {m_frame.at(std::min(from, to)), m_frame.at(std::max(from, to))};
        break;
    }
    case Drag::labels:
        m_frame.wantedLabels = at.x();
        m_map = {};
        break;
    case Drag::map:
        mapTo(at);
        break;
    case Drag::pan:
        panBy(m_lastAt.x() - at.x());
        break;
    case Drag::none:
    case Drag::pressed:
        break;
    }
    update();
}

void WaterfallCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, Drag::none);
    if (drag == Drag::pressed) {
        if (const std::uint32_t node = nodeUnder(event->position()); node != 0)
            choose(node);
    } else if (drag == Drag::range && m_marks.measured &&
               m_marks.measured->end > m_marks.measured->start) {
        const WaterfallMarks::Stretch chosen = *m_marks.measured;
        m_marks.measured = {};
        emit rangeChosen(chosen.start, chosen.end, event->globalPosition().toPoint());
    }
    update();
}

void WaterfallCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowUnder(event->position());
    if (event->button() == Qt::LeftButton && row >= 0 && m_rows.canOpen(row))
        toggle(row);
}

/// The shown stretch is centred on the place in the small map, and the lines go along.
void WaterfallCanvas::mapTo(const QPointF& at)
{
    const QRectF bars = m_frame.mapBars();
    const double share = std::clamp((at.x() - bars.left()) / bars.width(), 0.0, 1.0);
    const double middle = share * static_cast<double>(m_frame.end - m_frame.start);
    m_frame.pan((middle - (m_frame.from + m_frame.to) / 2) / m_frame.nanosPerPixel());
    const double down = std::clamp((at.y() - bars.top()) / bars.height(), 0.0, 1.0);
    const auto node = static_cast<std::uint32_t>(down * (m_shape->size() - 1)) + 1;
    scrollToRow(m_rows.rowOf(node) - m_frame.wholeRows() / 2);
    update();
}

void WaterfallCanvas::hover(const QPointF& at)
{
    const int row = rowUnder(at);
    const bool bars = m_shape && at.x() > m_frame.labels() && at.x() < m_frame.barsRight() &&
                      at.y() < m_frame.foot().top();
    const std::optional<double> x = bars ? std::optional(at.x()) : std::nullopt;
    const bool divider =
        std::abs(at.x() - m_frame.labels()) <= kDividerReach && !m_frame.map().contains(at);
    setCursor(divider ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (row == m_marks.hoveredRow && x == m_marks.hoverX)
        return;
    m_marks.hoveredRow = row;
    m_marks.hoverX = x;
    update();
}

void WaterfallCanvas::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_marks.hoveredRow = -1;
    m_marks.hoverX = {};
    update();
}

/// Lines; with Ctrl nearer and farther, with Shift (or a level wheel) to and fro in time.
void WaterfallCanvas::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if (!m_shape)
        return;
    const QPointF notches = QPointF(event->angleDelta()) / kNotch;
    const double turned = notches.y() != 0 ? notches.y() : notches.x();
    if (event->modifiers() & Qt::ControlModifier) {
        m_frame.zoomAt(std::clamp(event->position().x(), m_frame.labels(), m_frame.barsRight()),
                       std::pow(kWheelZoom, turned));
        m_fitted = m_frame.fits();
        update();
    } else if (event->modifiers() & Qt::ShiftModifier || notches.y() == 0) {
        panBy(-turned * kWheelPan);
    } else {
        scrollToRow(m_frame.topRow - static_cast<int>(std::lround(turned * kWheelRows)));
    }
}

bool WaterfallCanvas::walk(int key)
{
    const int last = m_rows.count() - 1;
    const int page = m_frame.wholeRows() - 1;
    int row = selectedRow();
    switch (key) {
    case Qt::Key_Up:
        row -= 1;
        break;
    case Qt::Key_Down:
        row += 1;
        break;
    case Qt::Key_PageUp:
        row -= page;
        break;
    case Qt::Key_PageDown:
        row += page;
        break;
    case Qt::Key_Home:
        row = 0;
        break;
    case Qt::Key_End:
        row = last;
        break;
    default:
        return false;
    }
    row = std::clamp(row, 0, last);
    scrollTo(row);
    choose(m_rows.at(row).node);
    return true;
}

bool WaterfallCanvas::foldByKey(int key)
{
    const int row = selectedRow();
    switch (key) {
    case Qt::Key_Left:
        foldCurrent(true);
        return true;
    case Qt::Key_Right:
        foldCurrent(false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0 && m_rows.canOpen(row))
            toggle(row);
        return true;
    default:
        return false;
    }
}

void WaterfallCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool any = m_shape && m_rows.count() > 0;
    if (event->matches(QKeySequence::Copy)) {
        if (selectedRow() >= 0)
            QGuiApplication::clipboard()->setText(lineText(selectedRow()));
    } else if (!any || !(walk(event->key()) || foldByKey(event->key()))) {
        event->ignore();
    }
}

void WaterfallCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_shape)
        return;
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const std::uint32_t node = keyboard ? m_marks.selected : nodeUnder(event->pos());
    if (node == 0)
        return;
    choose(node);
    const QPoint at =
        keyboard ? mapToGlobal(m_frame.line(selectedRow()).center().toPoint()) : event->globalPos();
    emit menuWanted(node, at);
}

/// Names are cut to the column, so the whole one is said on hover.
bool WaterfallCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !m_shape)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const std::uint32_t node = nodeUnder(help->pos());
    if (node == 0) {
        QToolTip::hideText();
        return true;
    }
    const CascadeView& view = *m_shape->view;
    const CascadeNode& of = view.node(node);
    QStringList lines{safeLine(view.nameOf(node), 2000),
                      kindText(of.kind) + u", "_s + statusText(of.status)};
    lines << fullTimeText(of.start) +
                 (of.end > of.start ? u", "_s + durationText(of.end - of.start) : QString());
    if (const std::string_view error = view.errorOf(node); !error.empty())
        lines << safeLine(error, 500);
    QToolTip::showText(help->globalPos(), plainTip(lines.join(u'\n')), this);
    return true;
}

} // namespace penstock::ui
