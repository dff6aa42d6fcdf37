// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_sheet.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kColumn = 372;
constexpr int kNarrowest = 250;
constexpr int kTightest = 14;
constexpr int kMargin = 24;
constexpr int kHead = 48;
constexpr int kRoomyLine = 20;
constexpr int kKeys = 132;
constexpr int kBehindKeys = 12; ///< where they are wider

} // namespace

ShortcutSheet::ShortcutSheet(const ThemeController& theme, const Commands& commands,
                             QWidget* window)
    : Panel(theme, Edge::none, window, Ground::field), m_commands(commands)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("All keys"));
    hide();
}

// `whole`: a group is not torn when it fits a column whole.
void ShortcutSheet::lay(int linesPerColumn, bool whole)
{
    m_rows.clear();
    int column = 0;
    int line = 0;
    const auto& all = m_commands.all();
    for (std::size_t i = 0; i < all.size();) {
        std::vector<Row> group{{{}, all[i].group}};
        std::size_t next = i;
        for (; next < all.size() && all[next].group == all[i].group; ++next)
            if (!all[next].keys.isEmpty() && all[next].onSheet)
                group.push_back({keysText(all[next]), all[next].title});
        i = next;
        if (group.size() == 1)
            continue;
        const int size = static_cast<int>(group.size());
        const int needed = whole ? size : 2; // no title at the foot of a column
        if (line > 0 && line + needed > linesPerColumn) {
            ++column;
            line = 0;
        }
        for (Row& row : group) {
            if (line == linesPerColumn) {
                ++column;
                line = 0;
            }
            row.column = column;
            row.line = line++;
            m_rows.push_back(row);
        }
        ++line; // a gap below the group
    }
    m_columns = column + 1;
}

int ShortcutSheet::widestRow() const
{
    qreal widest = 0;
    for (const Command& command : m_commands.all())
        widest = std::max(widest, textWidth(command.title, uiFont()));
    return static_cast<int>(widest) + kKeys + 6;
}

void ShortcutSheet::open()
{
    const QSize room = parentWidget()->size() - QSize(32, 32);
    const int needed = std::min(kColumn, widestRow());
    const auto tryLines = [&](int height, bool whole) {
        m_line = height;
        lay(std::max(8, (room.height() - kHead - kMargin) / m_line), whole);
        m_columnWidth = std::min(kColumn, (room.width() - kMargin) / m_columns - kMargin);
    };
    tryLines(kRoomyLine, true);
    while (m_columnWidth < needed && m_line > kTightest) // closer where titles would be cut
        tryLines(m_line - 1, true);
    if (m_columnWidth < kNarrowest)
        tryLines(kTightest, false);
    m_complete = m_columnWidth >= kNarrowest;
    int longest = 0;
    for (const Row& row : m_rows)
        longest = std::max(longest, row.line + 1);
    const QSize size(m_columns * (m_columnWidth + kMargin) + kMargin,
                     kHead + longest * m_line + kMargin);
    setGeometry((parentWidget()->width() - size.width()) / 2,
                (parentWidget()->height() - size.height()) / 2, size.width(), size.height());
    setAccessibleDescription(text());
    show();
    raise();
    setFocus();
    activateWindow();
}

QString ShortcutSheet::text() const
{
    QStringList linesOfText;
    for (const Command& command : m_commands.all())
        linesOfText << keysText(command) + QLatin1Char(' ') + command.title;
    return linesOfText.join(QLatin1Char('\n'));
}

void ShortcutSheet::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    painter.setPen(t.borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    paintText(painter, QRectF(kMargin, 12, 300, 28), tr("Keys"),
              {uiFont(TextSize::card, QFont::DemiBold), t.text, Qt::AlignLeft}, t);
    paintText(painter, QRectF(kMargin, 12, width() - 2 * kMargin, 28), tr("Esc closes"),
              {uiFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
    for (const Row& row : m_rows) {
        const qreal x = kMargin + row.column * (m_columnWidth + kMargin);
        const qreal y = kHead + row.line * m_line;
        if (row.keys.isEmpty()) {
            paintText(painter, QRectF(x, y, m_columnWidth, m_line), row.title,
                      {uiFont(TextSize::body, QFont::DemiBold), t.text, Qt::AlignLeft}, t);
            continue;
        }
        paintText(painter, QRectF(x, y, m_columnWidth, m_line), row.keys,
                  {valueFont(TextSize::caption), t.secondary, Qt::AlignLeft}, t);
        const qreal keys = std::max<qreal>(
            kKeys + 4, textWidth(row.keys, valueFont(TextSize::caption)) + kBehindKeys);
        paintText(painter, QRectF(x + keys, y, m_columnWidth - keys, m_line), row.title,
                  {uiFont(), t.text, Qt::AlignLeft}, t);
    }
}

void ShortcutSheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Question)
        hide();
    else
        event->ignore();
}

void ShortcutSheet::mousePressEvent(QMouseEvent*)
{
    hide();
}

} // namespace penstock::ui
