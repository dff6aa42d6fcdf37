// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/alarm_cell.h"

#include <QtGui/QPainter>

#include <cmath>

#include "ui/models/alarm_table.h"
#include "ui/models/format.h"
#include "ui/theme/alarm_symbol.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kPadding = 12;
constexpr int kSymbolSpace = 22; ///< with its halo
constexpr int kBetween = 10;

QFont countFont(bool any)
{
    return valueFont(TextSize::strip, any ? QFont::Bold : QFont::Medium);
}

} // namespace

AlarmCell::AlarmCell(const ThemeController& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme)
{
    setFixedHeight(kStatusStripHeight - 1);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("alarms not seen"));
    setToolTip(tr("Alarms that nobody has seen yet, by priority"));
    m_blink.setSingleShot(true);
    connect(&m_blink, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
    setCounts({});
}

std::vector<AlarmCell::Part> AlarmCell::parts() const
{
    std::vector<Part> parts;
    for (const Priority priority :
         {Priority::high, Priority::medium, Priority::low, Priority::note})
        if (const std::uint32_t count = m_counts.unseen[static_cast<std::size_t>(priority)])
            parts.push_back({priority, countText(count)});
    return parts;
}

void AlarmCell::setCounts(const AlarmCounts& counts)
{
    if (counts == m_counts && !accessibleDescription().isEmpty())
        return;
    m_counts = counts;
    QStringList said;
    for (const Part& part : parts())
        said << part.count + u' ' + priorityText(part.priority);
    setAccessibleDescription(said.isEmpty() ? tr("none") : said.join(u", "_s));
    updateGeometry();
    update();
}

QSize AlarmCell::sizeHint() const
{
    qreal width = 0;
    for (const Part& part : parts())
        width += kSymbolSpace + textWidth(part.count, countFont(true)) + kBetween;
    width = std::max(width - kBetween, textWidth(accessibleName(), uiFont(TextSize::caption)));
    m_widest = std::max(m_widest, static_cast<int>(std::ceil(width)) + 2 * kPadding);
    return {m_widest, kStatusStripHeight - 1};
}

void AlarmCell::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), t.hover);
    painter.setPen(t.border);
    painter.drawLine(width() - 1, 8, width() - 1, 36);
    paintText(painter, QRectF(kPadding, 4, width() - 2 * kPadding, 18), accessibleName(),
              {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    QRectF box(kPadding, 21, width() - 2 * kPadding, 18);
    for (const Part& part : parts()) {
        paintAlarmSymbol(painter, {box.left() + 8, box.center().y()}, kAlarmSymbolInStrip,
                         part.priority, AlarmLook::unseen, blinkIsOn(), t);
        box.setLeft(box.left() + kSymbolSpace);
        box.setLeft(
            box.left() + kBetween +
            paintText(painter, box, part.count, {countFont(true), t.text, Qt::AlignLeft}, t));
    }
    if (parts().empty())
        paintText(painter, box, u"0"_s, {countFont(false), t.secondary, Qt::AlignLeft}, t);
    else if (!m_blink.isActive())
        m_blink.start(nextBlink());
    if (hasFocus()) {
        painter.setPen(QPen(t.selection, 2));
        painter.drawRect(rect().adjusted(1, 1, -2, -1));
    }
}

} // namespace penstock::ui
