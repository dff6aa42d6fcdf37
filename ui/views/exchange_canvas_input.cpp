// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeCanvas: what the keyboard and the mouse do.
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QMenu>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/views/exchange_canvas.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kWheelStep = 60; ///< pixels a notch of 120

QString cellText(const ExchangeTable& table, int row, int column)
{
    return table.index(row, column).data(kCopyRole).toString();
}

} // namespace

void ExchangeCanvas::wheelEvent(QWheelEvent* event)
{
    emit touched();
    const int pixels = event->pixelDelta().y() != 0 ? event->pixelDelta().y()
                                                    : event->angleDelta().y() * kWheelStep / 120;
    moveBy(-pixels);
    event->accept();
}

void ExchangeCanvas::mousePressEvent(QMouseEvent* event)
{
    emit touched();
    const int row = rowUnder(event->pos());
    if (row < 0 || event->button() != Qt::LeftButton)
        return;
    const QPointF inCard = event->position() - QPointF(0, placeOf(row).top());
    const bool onMore = card(row).onMore(inCard);
    const QRect before = placeOf(row);
    if (row != current()) { // what is pressed stays under the cursor
        select(row);
        moveBy(placeOf(row).top() - before.top());
    }
    if (onMore)
        fold(row, unfolded(row));
}

void ExchangeCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowUnder(event->pos());
    if (row >= 0 && event->button() == Qt::LeftButton)
        emit opened(row);
}

bool ExchangeCanvas::walk(QKeyEvent& event)
{
    const int rows = m_table.size();
    const auto [first, last] = inSight();
    const int now = current() >= 0 ? current() : last - 1;
    int to = -1;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_K:
        to = current() < 0 ? last : now - 1;
        break;
    case Qt::Key_Down:
    case Qt::Key_J:
        to = now + 1;
        break;
    case Qt::Key_PageUp:
        to = now - std::max(1, last - first);
        break;
    case Qt::Key_PageDown:
        to = now + std::max(1, last - first);
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = rows - 1;
        break;
    default:
        return false;
    }
    emit touched();
    if (rows > 0)
        select(std::clamp(to, 0, rows - 1));
    return true;
}

void ExchangeCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent();
        return;
    }
    if (plain && walk(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current() >= 0)
            emit opened(current());
        return;
    case Qt::Key_Right:
    case Qt::Key_BracketRight:
    case Qt::Key_Left:
    case Qt::Key_BracketLeft:
        emit touched();
        fold(current(), event->key() == Qt::Key_Left || event->key() == Qt::Key_BracketLeft);
        return;
    default:
        event->ignore(); // follow and pause, and all else, belong to the window
    }
}

/// The whole exchange as text, with everything that was said.
void ExchangeCanvas::copyCurrent()
{
    const int row = current();
    if (row < 0)
        return;
    const auto cell = [&](int column) { return cellText(m_table, row, column); };
    QStringList lines{cell(ExchangeTable::kAsked) + u"  "_s + cell(ExchangeTable::kFrom) +
                      u" \u2192 "_s + cell(ExchangeTable::kTo)};
    for (const int column :
         {ExchangeTable::kRequest, ExchangeTable::kReason, ExchangeTable::kAnswer})
        if (const QString said = cell(column); !said.isEmpty())
            lines << m_table.columns()[static_cast<std::size_t>(column)].title + u": "_s + said;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ExchangeCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int row = byMouse ? rowUnder(event->pos()) : current();
    if (row < 0)
        return;
    emit touched();
    select(row);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open the step in its cascade (Enter)"), this,
                    [this, row] { emit opened(row); });
    if (card(row).folds())
        menu->addAction(unfolded(row) ? tr("Fold (\u2190)") : tr("Unfold (\u2192)"), this,
                        [this, row] { fold(row, unfolded(row)); });
    menu->addSeparator();
    emit menuMade(menu, row);
    const auto copy = [&](const QString& title, int column) {
        QAction* action = menu->addAction(title, this, [text = cellText(m_table, row, column)] {
            QGuiApplication::clipboard()->setText(text);
        });
        action->setEnabled(!cellText(m_table, row, column).isEmpty());
    };
    copy(tr("Copy the request"), ExchangeTable::kRequest);
    copy(tr("Copy the answer"), ExchangeTable::kAnswer);
    menu->addAction(tr("Copy the exchange"), this, &ExchangeCanvas::copyCurrent);
    const QRect box = placeOf(row);
    menu->popup(byMouse ? event->globalPos()
                        : viewport()->mapToGlobal(QPoint(32, std::max(0, box.top()) + 24)));
}

} // namespace penstock::ui
