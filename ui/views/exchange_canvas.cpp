// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/exchange_canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kCardsKept = 200;
constexpr int kBarUnits = 100; ///< of the scroll bar, a row

} // namespace

ExchangeCanvas::ExchangeCanvas(const ThemeController& theme, ExchangeTable& table, QWidget* parent)
    : QAbstractScrollArea(parent), m_theme(theme), m_table(table)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Exchanges"));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &ThemeController::themeChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&table, &QAbstractItemModel::dataChanged, this, &ExchangeCanvas::forget);
    connect(&table, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { rowsCame(first, last); });
    connect(&table, &QAbstractItemModel::modelReset, this, [this] {
        m_cards.clear();
        m_unfolded.clear();
        m_current.reset();
        m_row = m_offset = 0;
        m_atEnd = true;
        emit currentChanged();
    });
    connect(&table, &ExchangeTable::rowsChanged, this, &ExchangeCanvas::settle);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ExchangeCanvas::takeScroll);
}

void ExchangeCanvas::setSentence(const QString& sentence)
{
    if (sentence == m_sentence)
        return;
    m_sentence = sentence;
    viewport()->update();
}

ExchangeCard::Facts ExchangeCanvas::factsOf(int row) const
{
    const Exchange& exchange = m_table.at(row);
    ExchangeCard::Facts facts;
    facts.gap = m_table.gapBefore(row);
    facts.now = m_clock ? m_clock() : exchange.asked;
    facts.asker = safeLine(m_table.askerOf(exchange), 60);
    facts.asked = safeLine(m_table.askedOf(exchange), 60);
    facts.unfolded = m_unfolded.contains(exchange.at());
    facts.selected = m_current == exchange.at();
    return facts;
}

const ExchangeCard& ExchangeCanvas::card(int row)
{
    const StepCursor at = m_table.at(row).at();
    Kept& kept = m_cards[at];
    kept.use = ++m_use;
    if (!kept.card)
        kept.card =
            std::make_unique<ExchangeCard>(m_table.at(row), factsOf(row), viewport()->width());
    return *kept.card;
}

void ExchangeCanvas::forget(const QModelIndex& first, const QModelIndex& last)
{
    for (int row = first.row(); row <= last.row(); ++row)
        m_cards.erase(m_table.at(row).at());
}

/// What is in sight stays where it is: rows in front of it only move its number.
void ExchangeCanvas::rowsCame(int first, int last)
{
    if (first <= m_row && !m_atEnd)
        m_row += last - first + 1;
    if (last + 1 < m_table.size()) // its gap is another one now
        m_cards.erase(m_table.at(last + 1).at());
}

void ExchangeCanvas::settle()
{
    if (m_atEnd)
        anchorAtEnd();
    place();
    viewport()->update();
}

/// The last row ends at the lower edge.
void ExchangeCanvas::anchorAtEnd()
{
    m_row = std::max(0, m_table.size() - 1);
    m_offset = 0;
    int room = viewport()->height();
    for (int row = m_table.size() - 1; row >= 0; --row) {
        room -= heightOf(row);
        m_row = row;
        m_offset = std::max(0, -room);
        if (room <= 0)
            return;
    }
}

/// Brings the anchor into the list, then lays out what is in sight.
void ExchangeCanvas::place()
{
    m_placed.clear();
    const int rows = m_table.size();
    if (rows == 0) {
        m_row = m_offset = 0;
        updateBar();
        return;
    }
    m_row = std::clamp(m_row, 0, rows - 1);
    while (m_offset < 0 && m_row > 0)
        m_offset += heightOf(--m_row);
    m_offset = std::max(0, m_offset);
    while (m_row + 1 < rows && m_offset >= heightOf(m_row))
        m_offset -= heightOf(m_row++);
    int top = -m_offset;
    int row = m_row;
    for (; row < rows && top < viewport()->height(); ++row) {
        m_placed.push_back({row, top, heightOf(row)});
        top += m_placed.back().height;
    }
    m_atEnd = row == rows && top <= viewport()->height();
    if (m_atEnd && top < viewport()->height() && (m_row > 0 || m_offset > 0)) {
        anchorAtEnd();
        m_placed.clear();
        for (row = m_row, top = -m_offset; row < rows && top < viewport()->height(); ++row) {
            m_placed.push_back({row, top, heightOf(row)});
            top += m_placed.back().height;
        }
    }
    if (m_cards.size() > kCardsKept)
        std::erase_if(m_cards, [oldest = m_use - kCardsKept / 2](const auto& kept) {
            return kept.second.use < oldest;
        });
    updateBar();
    emit looked(m_placed.front().row, m_placed.back().row);
}

void ExchangeCanvas::updateBar()
{
    m_settingBar = true;
    const int rows = m_table.size();
    const int seen = static_cast<int>(m_placed.size());
    const bool all = rows == 0 || (m_row == 0 && m_offset == 0 && m_atEnd);
    verticalScrollBar()->setRange(0, all ? 0 : rows * kBarUnits);
    verticalScrollBar()->setPageStep(std::max(1, seen) * kBarUnits);
    verticalScrollBar()->setSingleStep(kBarUnits);
    const int part = rows == 0 ? 0 : kBarUnits * m_offset / std::max(1, heightOf(m_row));
    verticalScrollBar()->setValue(m_atEnd ? verticalScrollBar()->maximum()
                                          : m_row * kBarUnits + part);
    m_settingBar = false;
}

void ExchangeCanvas::takeScroll(int value)
{
    if (m_settingBar || m_table.size() == 0)
        return;
    emit touched();
    m_atEnd = value >= verticalScrollBar()->maximum();
    if (m_atEnd)
        anchorAtEnd();
    else
        setAnchor(std::min(value / kBarUnits, m_table.size() - 1), 0);
    if (!m_atEnd)
        m_offset = heightOf(m_row) * (value % kBarUnits) / kBarUnits;
    place();
    viewport()->update();
}

void ExchangeCanvas::setAnchor(int row, int offset)
{
    m_row = row;
    m_offset = offset;
    m_atEnd = false;
}

void ExchangeCanvas::moveBy(int pixels)
{
    if (m_table.size() == 0)
        return;
    m_offset += pixels;
    m_atEnd = false;
    place();
    viewport()->update();
}

void ExchangeCanvas::goToEnd()
{
    m_atEnd = true;
    settle();
}

void ExchangeCanvas::showRow(int row)
{
    const QRect box = placeOf(row);
    const int height = viewport()->height();
    if (!box.isEmpty() && box.top() >= 0 && box.bottom() <= height)
        return;
    if (!box.isEmpty() && box.top() >= 0 && box.height() <= height)
        return moveBy(box.bottom() - height);
    const bool below = !m_placed.empty() && row > m_placed.back().row;
    if (below && heightOf(row) < height) {
        setAnchor(row, heightOf(row) - height);
        place();
    } else if (box.isEmpty() || box.top() < 0) {
        setAnchor(row, 0);
        place();
    }
}

void ExchangeCanvas::select(int row)
{
    const int before = current();
    if (row < 0 || row >= m_table.size())
        m_current.reset();
    else
        m_current = m_table.at(row).at();
    for (const int changed : {before, row})
        if (changed >= 0 && changed < m_table.size())
            m_cards.erase(m_table.at(changed).at());
    if (current() >= 0)
        showRow(current());
    place();
    viewport()->update();
    setAccessibleDescription(
        current() < 0 ? QString() : ExchangeCard::words(m_table.at(current()), factsOf(current())));
    emit currentChanged();
}

void ExchangeCanvas::fold(int row, bool folded)
{
    if (row < 0 || !card(row).folds())
        return;
    const StepCursor at = m_table.at(row).at();
    if (folded)
        m_unfolded.erase(at);
    else
        m_unfolded.insert(at);
    m_cards.erase(at);
    m_atEnd = false; // the row stays where it is
    place();
    viewport()->update();
}

std::pair<int, int> ExchangeCanvas::inSight() const
{
    return m_placed.empty() ? std::pair(-1, -1)
                            : std::pair(m_placed.front().row, m_placed.back().row);
}

QRect ExchangeCanvas::placeOf(int row) const
{
    for (const Placed& placed : m_placed)
        if (placed.row == row)
            return {0, placed.top, viewport()->width(), placed.height};
    return {};
}

int ExchangeCanvas::rowUnder(const QPoint& at) const
{
    for (const Placed& placed : m_placed)
        if (at.y() >= placed.top && at.y() < placed.top + placed.height)
            return placed.row;
    return -1;
}

void ExchangeCanvas::paintEvent(QPaintEvent*)
{
    QElapsedTimer timer;
    timer.start();
    QPainter painter(viewport());
    const Theme& theme = m_theme.theme();
    painter.fillRect(viewport()->rect(), theme.canvas);
    if (m_table.size() == 0)
        paintText(painter, QRectF(16, 16, viewport()->width() - 32, kRoomyRow), m_sentence,
                  {uiFont(), theme.tertiary, Qt::AlignLeft}, theme);
    for (const Placed& placed : m_placed)
        card(placed.row).paint(painter, QPointF(0, placed.top), theme);
    m_paintNanos = timer.nsecsElapsed();
}

void ExchangeCanvas::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_cards.clear();
    settle();
}

void ExchangeCanvas::scrollContentsBy(int, int) {} // takeScroll() does it

} // namespace penstock::ui
