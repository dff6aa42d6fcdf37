// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table_delegate.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kPadding = 8;
constexpr int kGlyphSpace = 18;
constexpr int kAlarmSpace = 24; ///< with its halo

TextStyle styleFor(const TableColumn& column, Emphasis emphasis, bool selected, const Theme& theme)
{
    QFont::Weight weight = QFont::Normal;
    if ((selected && column.lead) || emphasis == Emphasis::strong)
        weight = QFont::Bold;
    TextStyle style;
    style.font = column.mono ? valueFont(TextSize::body, weight) : uiFont(TextSize::body, weight);
    style.colour = emphasis == Emphasis::muted ? theme.tertiary
                   : column.mono               ? theme.secondary
                                               : theme.text;
    if (emphasis == Emphasis::strong || selected)
        style.colour = theme.text;
    style.align = column.right ? Qt::AlignRight : Qt::AlignLeft;
    return style;
}

} // namespace

TableDelegate::TableDelegate(const ThemeController& theme, std::vector<TableColumn> columns,
                             QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_columns(std::move(columns))
{
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const Theme& theme = m_theme.theme();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, theme.field);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme.hover);
    const TableColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    const auto emphasis = static_cast<Emphasis>(index.data(kEmphasisRole).toInt());
    const TextStyle style = styleFor(column, emphasis, selected, theme);
    QRectF box = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    const auto glyph = static_cast<Glyph>(index.data(kGlyphRole).toInt());
    if (glyph != Glyph::none) {
        paintGlyph(*painter, glyph, QRectF(box.left(), box.top(), 12, box.height()),
                   theme.secondary);
        box.setLeft(box.left() + kGlyphSpace);
    }
    if (const int mark = index.data(kAlarmRole).toInt(); mark != 0) {
        paintAlarmSymbol(*painter, {box.left() + 7, box.center().y()}, kAlarmSymbolInRow,
                         priorityOfMark(mark), lookOfMark(mark), blinkIsOn(), theme);
        box.setLeft(box.left() + kAlarmSpace);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    if (column.right && column.least == 0)
        if (const qreal needed = textWidth(text, style.font) - box.width(); needed > 0) {
            int& width = m_narrow[index.column()];
            width = std::max(width, option.rect.width() + static_cast<int>(std::ceil(needed)));
        }
    paintText(*painter, box, text, style, theme);
}

// The full text on hover, wherever the column is too narrow for it and the model has nothing better to say.
bool TableDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                              const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid() ||
        !index.data(Qt::ToolTipRole).toString().isEmpty())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (elides(index, option.rect.width()))
        QToolTip::showText(event->globalPos(), plainTip(text), view);
    else
        QToolTip::hideText();
    return true;
}

bool TableDelegate::elides(const QModelIndex& index, int width) const
{
    const TableColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    const QFont font = column.mono ? valueFont() : uiFont();
    const bool glyph = static_cast<Glyph>(index.data(kGlyphRole).toInt()) != Glyph::none;
    const int room = width - 2 * kPadding - (glyph ? kGlyphSpace : 0);
    return textWidth(index.data(Qt::DisplayRole).toString(), font) > room;
}

} // namespace penstock::ui
