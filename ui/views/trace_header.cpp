// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/trace_header.h"

#include <QtGui/QPainter>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr qreal kGap = 20;
constexpr qreal kMinGap = 8;

} // namespace

TraceHeader::TraceHeader(const ThemeController& theme, QWidget* parent)
    : Panel(theme, Edge::bottom, parent)
{
    setFixedHeight(kTraceHeaderHeight);
}

void TraceHeader::setTrace(TraceIndex index, const TraceRow& row, Nanos now)
{
    m_cells = {
        {tr("Trace"), u"#%1"_s.arg(index.value)},
        {tr("root"),
         row.rootMissing ? tr("not received") : safeLine(row.agent.empty() ? row.name : row.agent)},
        {tr("started"), timeText(row.start, now)},
        {tr("lasted"), row.end > row.start ? durationText(row.end - row.start) : missingText()},
        {tr("steps"), countText(row.steps)},
        {tr("agents"), countText(row.agents)},
        {tr("tokens"), row.usage.calls > row.usage.callsNoUsage
                           ? tokensText(row.usage.input + row.usage.output)
                           : missingText()},
        {tr("cost"), row.usage.calls > 0 ? costText(row.cost, row.running > 0) : missingText()}};
    if (row.errors > 0)
        m_cells.push_back({tr("failed"), countText(row.errors)});
    if (row.running > 0)
        m_cells.push_back({tr("running"), countText(row.running)});
    if (row.missingParents > 0)
        m_cells.push_back({tr("missing"), countText(row.missingParents)});
    setAccessibleName(text());
    update();
}

QString TraceHeader::text() const
{
    QStringList parts;
    for (const auto& [caption, value] : m_cells)
        parts << caption + u' ' + value;
    return parts.join(u", "_s);
}

void TraceHeader::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    const QFont small = uiFont(TextSize::caption);
    const QFont value = valueFont(TextSize::body, QFont::Medium);
    const auto widthOf = [&](const auto& cell) {
        return std::max(textWidth(cell.first, small), textWidth(cell.second, value)) + 1;
    };
    qreal all = 0;
    for (const auto& cell : m_cells)
        all += widthOf(cell);
    const qreal gap = std::clamp(
        (width() - 24 - all) / static_cast<qreal>(std::max<std::size_t>(1, m_cells.size() - 1)),
        kMinGap, kGap);
    qreal x = 12;
    for (const auto& cell : m_cells) {
        const auto& [caption, text] = cell;
        const qreal width = widthOf(cell);
        paintText(painter, QRectF(x, 3, width, 16), caption, {small, t.tertiary, Qt::AlignLeft}, t);
        paintText(painter, QRectF(x, 19, width, 16), text, {value, t.text, Qt::AlignLeft}, t);
        x += width + gap;
    }
}

} // namespace penstock::ui
