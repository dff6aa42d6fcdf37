// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_value_list.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kNumberWidth = 84;
constexpr int kSecondWidth = 96;
constexpr int kGap = 8;

} // namespace

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
    updateGeometry();
    update();
}

QSize KeyValueList::sizeHint() const
{
    return {240, static_cast<int>(m_rows.size()) * kKeyValueRow};
}

int KeyValueList::rowAt(int y) const
{
    const int row = y / kKeyValueRow;
    return y >= 0 && row < static_cast<int>(m_rows.size()) ? row : -1;
}

QRectF KeyValueList::rowRect(int row) const
{
    return {0.0, static_cast<qreal>(row * kKeyValueRow), static_cast<qreal>(width()),
            static_cast<qreal>(kKeyValueRow)};
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
    const QFont::Weight weight = kv.strong ? QFont::Bold : QFont::Normal;
    QRectF key(box.left(), box.top(), m_keyWidth - kGap, box.height());
    if (kv.glyph != Glyph::none) {
        paintGlyph(painter, kv.glyph, QRectF(key.left(), key.top(), 12, key.height()), t.secondary);
        key.setLeft(key.left() + 18);
    }
    paintText(painter, key, kv.key,
              {uiFont(TextSize::body, weight), kv.strong ? t.text : t.secondary, Qt::AlignLeft}, t);
    const TextStyle value{valueFont(TextSize::body, weight), t.text,
                          kv.alignRight ? Qt::AlignRight : Qt::AlignLeft};
    qreal x = m_keyWidth;
    if (kv.alignRight) {
        paintText(painter, QRectF(x, box.top(), kNumberWidth, box.height()), kv.value, value, t);
        x += kNumberWidth + kGap;
        paintText(painter, QRectF(x, box.top(), kSecondWidth, box.height()), kv.second, value, t);
        x += kSecondWidth + kGap;
    } else {
        const qreal noteWidth =
            kv.note.isEmpty() ? 0 : textWidth(kv.note, uiFont(TextSize::caption)) + kGap;
        const qreal room = std::max(box.width() * 0.45, box.width() - x - noteWidth);
        x += paintText(painter, QRectF(x, box.top(), std::min(room, box.width() - x), box.height()),
                       kv.value, value, t) +
             kGap;
    }
    paintText(painter, QRectF(x, box.top(), box.width() - x, box.height()), kv.note,
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
