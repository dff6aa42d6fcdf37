// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_value_list.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/filter_menu.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kNumberWidth = 84;
constexpr int kSecondWidth = 96;
constexpr int kGap = 8;
constexpr int kNextLine = 16;
constexpr int kGlyphSpace = 18;

QStringList broken(const QString& text, const QFont& font, qreal width)
{
    if (textWidth(text, font) <= width || width < kNextLine)
        return {text};
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        lines << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines;
}

QFont::Weight weightOf(const KeyValue& row)
{
    return row.strong ? QFont::Bold : QFont::Normal;
}

} // namespace

KeyValue fact(const QString& key, const QString& value, const QString& note)
{
    KeyValue row;
    row.key = key;
    row.value = value;
    row.note = note;
    return row;
}

KeyValueList::KeyValueList(const ThemeController& theme, int keyWidth, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_keyWidth(keyWidth)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void KeyValueList::setRows(std::vector<KeyValue> rows)
{
    m_rows = std::move(rows);
    m_current = std::min(m_current, static_cast<int>(m_rows.size()) - 1);
    QString spoken;
    for (const KeyValue& row : m_rows)
        spoken += row.key + u": "_s + row.value + u' ' + row.second + u' ' + row.note + u". "_s;
    setAccessibleDescription(spoken);
    lay();
}

void KeyValueList::lay()
{
    layNumbers();
    m_laid.clear();
    int top = 0;
    for (const KeyValue& row : m_rows) {
        Laid laid = laidRow(row);
        laid.top = top;
        top += laid.height;
        m_laid.push_back(std::move(laid));
    }
    if (std::exchange(m_height, top) != top)
        updateGeometry();
    update();
}

/// Columns of numbers are as wide as their widest and stay inside, one below the other if they must: a cut number is a wrong
/// one.
void KeyValueList::layNumbers()
{
    qreal first = 0;
    qreal second = 0;
    for (const KeyValue& row : m_rows) {
        if (!row.alignRight)
            continue;
        const QFont font = valueFont(TextSize::body, weightOf(row));
        first = std::max(first, std::ceil(textWidth(row.value, font)));
        second = std::max(second, std::ceil(textWidth(row.second, font)));
    }
    const qreal room = width();
    m_secondBelow = second > 0 && m_keyWidth + first + kGap + second > room;
    m_firstRight = std::min(room, m_keyWidth + std::max<qreal>(first, kNumberWidth));
    m_secondRight = std::min(room, m_firstRight + kGap + std::max<qreal>(second, kSecondWidth));
    if (second > 0 && !m_secondBelow)
        m_firstRight = std::min(m_firstRight, m_secondRight - second - kGap);
}

qreal KeyValueList::numbersEnd(const KeyValue& row) const
{
    return row.second.isEmpty() ? m_firstRight : m_secondRight;
}

bool KeyValueList::standsBelow(const KeyValue& row) const
{
    return row.alignRight && m_secondBelow && !row.value.isEmpty() && !row.second.isEmpty();
}

KeyValueList::Laid KeyValueList::laidRow(const KeyValue& row) const
{
    const qreal keyRoom = m_keyWidth - kGap - (row.glyph != Glyph::none ? kGlyphSpace : 0);
    Laid laid;
    laid.key = broken(row.key, uiFont(TextSize::body, weightOf(row)), keyRoom);
    const QFont font = valueFont(TextSize::body, weightOf(row));
    const qreal rest = width() - m_keyWidth;
    const qreal note =
        row.note.isEmpty() ? 0 : textWidth(row.note, uiFont(TextSize::caption)) + kGap;
    laid.value = row.alignRight ? QStringList{row.value} : broken(row.value, font, rest);
    const int valueLines = static_cast<int>(laid.value.size()) + (standsBelow(row) ? 1 : 0);
    const qreal lastLine =
        row.alignRight ? numbersEnd(row) - m_keyWidth : textWidth(laid.value.last(), font);
    if (note > 0) // beside the end of the value, else below it
        laid.noteLine = valueLines - (lastLine <= rest - note ? 1 : 0);
    const int lines = std::max({static_cast<int>(laid.key.size()), valueLines, laid.noteLine + 1});
    laid.height = kKeyValueRow + (lines - 1) * kNextLine;
    return laid;
}

void KeyValueList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        lay();
}

QSize KeyValueList::sizeHint() const
{
    return {240, m_height};
}

int KeyValueList::rowAt(int y) const
{
    for (std::size_t row = 0; row < m_laid.size(); ++row)
        if (y >= m_laid[row].top && y < m_laid[row].top + m_laid[row].height)
            return static_cast<int>(row);
    return -1;
}

QRectF KeyValueList::rowRect(int row) const
{
    const Laid& laid = m_laid[static_cast<std::size_t>(row)];
    return QRectF(0, laid.top, width(), laid.height);
}

void KeyValueList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        paintRow(painter, row);
    if (hasFocus() && m_current >= 0) {
        painter.setPen(
            QPen(m_theme.theme().selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rowRect(m_current).adjusted(1, 1, -1, -1));
    }
}

void KeyValueList::paintRow(QPainter& painter, int row) const
{
    const Theme& t = m_theme.theme();
    const KeyValue& kv = m_rows[static_cast<std::size_t>(row)];
    const QRectF box = rowRect(row);
    if (kv.rule) {
        painter.setPen(t.border);
        painter.drawLine(box.topLeft(), box.topRight());
    }
    const Laid& laid = m_laid[static_cast<std::size_t>(row)];
    const auto line = [&](qsizetype i, qreal x, qreal width) {
        return QRectF(x, box.top() + static_cast<qreal>(i * kNextLine), width, kKeyValueRow);
    };
    qreal keyLeft = box.left();
    if (kv.glyph != Glyph::none) {
        paintGlyph(painter, kv.glyph, line(0, keyLeft, 12), t.secondary);
        keyLeft += kGlyphSpace;
    }
    const TextStyle key{uiFont(TextSize::body, weightOf(kv)), kv.strong ? t.text : t.secondary,
                        Qt::AlignLeft};
    for (qsizetype i = 0; i < laid.key.size(); ++i)
        paintText(painter, line(i, keyLeft, m_keyWidth - kGap - keyLeft), laid.key[i], key, t);
    const TextStyle value{valueFont(TextSize::body, weightOf(kv)), t.text,
                          kv.alignRight ? Qt::AlignRight : Qt::AlignLeft};
    const qreal x = m_keyWidth;
    if (kv.alignRight) {
        paintText(painter, line(0, x, m_firstRight - x), kv.value, value, t);
        const qreal left = m_secondBelow ? x : m_firstRight + kGap;
        if (!kv.second.isEmpty())
            paintText(painter, line(standsBelow(kv) ? 1 : 0, left, m_secondRight - left), kv.second,
                      value, t);
    } else {
        for (qsizetype i = 0; i < laid.value.size(); ++i)
            paintText(painter, line(i, x, box.width() - x), laid.value[i], value, t);
    }
    paintText(painter, line(laid.noteLine, x, box.width() - x), kv.note,
              {uiFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
}

void KeyValueList::mousePressEvent(QMouseEvent* event)
{
    m_current = rowAt(event->pos().y());
    setFocus(Qt::MouseFocusReason);
    update();
}

void KeyValueList::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const int row = rowAt(event->pos().y()); row >= 0)
        emit activatedRow(row);
}

void KeyValueList::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (event->matches(QKeySequence::Copy) && m_current >= 0) {
        copyRow(m_current, false);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Down:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit activatedRow(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

void KeyValueList::copyRow(int row, bool whole) const
{
    const KeyValue& kv = m_rows[static_cast<std::size_t>(row)];
    QGuiApplication::clipboard()->setText(
        whole ? QStringList{kv.key, kv.value, kv.second, kv.note}.join(u'\t') : kv.value);
}

void KeyValueList::contextMenuEvent(QContextMenuEvent* event)
{
    const int row =
        event->reason() == QContextMenuEvent::Keyboard ? m_current : rowAt(event->pos().y());
    if (row < 0)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto& filter = m_rows[static_cast<std::size_t>(row)].filter)
        addFilterActions(*menu, this, *filter);
    menu->addAction(tr("Copy value"), this, [this, row] { copyRow(row, false); });
    menu->addAction(tr("Copy row"), this, [this, row] { copyRow(row, true); });
    menu->addAction(tr("Copy as JSON"), this, [this] {
        QJsonObject object;
        for (const KeyValue& kv : m_rows)
            object.insert(kv.key, kv.value);
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    });
    menu->popup(event->globalPos());
}

bool KeyValueList::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos().y());
    if (row >= 0) {
        const KeyValue& kv = m_rows[static_cast<std::size_t>(row)];
        const QString note = kv.note.isEmpty() ? QString() : u'\n' + kv.note;
        QToolTip::showText(help->globalPos(), plainTip(kv.key + u": "_s + kv.value + note), this);
    }
    return true;
}

} // namespace penstock::ui
