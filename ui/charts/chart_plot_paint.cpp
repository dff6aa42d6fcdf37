// SPDX-License-Identifier: GPL-3.0-or-later
// What ChartPlot draws below and above the series: grid, gaps, normal band, spikes, marks of mouse and selection.
#include "ui/charts/chart_plot.h"

#include <QtGui/QPainter>

#include <algorithm>

#include "ui/charts/chart_text.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kTickDistance = 110;
constexpr int kHatchStep = 6;

} // namespace

void ChartPlot::drawBackground(QPainter* painter, const QRectF&)
{
    const Theme& t = m_theme.theme();
    painter->fillRect(viewport()->rect(), t.canvas);
    if (!m_data)
        return;
    paintGrid(*painter);
    paintGaps(*painter);
    const NormalBand& band = drawn().band;
    if (band.known > 0 && band.deviation > 0) {
        const double high = std::max(0.0, yOf(band.high()));
        const double low = yOf(std::max(0.0, band.low()));
        painter->fillRect(QRectF(0, high, viewport()->width(), low - high), t.well);
    }
}

void ChartPlot::paintGrid(QPainter& painter) const
{
    painter.setPen(m_theme.theme().borderSubtle);
    const Nanos every = tickEvery(m_data->shown, viewport()->width(), kTickDistance);
    for (Nanos at = firstTick(m_data->shown.from, every); at < m_data->shown.to; at += every) {
        const double x = std::floor(xOf(at)) + 0.5;
        painter.drawLine(QPointF(x, 0), QPointF(x, viewport()->height()));
    }
}

/// Where nobody counted there is no 0 either.
void ChartPlot::paintGaps(QPainter& painter) const
{
    const std::vector<double>& whole = drawn().whole;
    for (std::uint32_t step = 0; step < whole.size(); ++step) {
        const std::optional<ChartGap> gap = m_data->gapAt(m_measure, step);
        if (!gap)
            continue;
        step = gap->last;
        const double from = xOf(m_data->startOf(gap->first));
        const Nanos end = std::min(m_data->startOf(step + 1), m_data->now);
        paintHatch(painter, QRectF(from, 0, xOf(end) - from, viewport()->height()),
                   m_theme.theme().borderSubtle, kHatchStep);
    }
    for (std::uint32_t step = 0; step < whole.size(); ++step)
        if (m_data->growing(step) && !std::isnan(whole[step])) {
            const double from = xOf(m_data->startOf(step));
            paintHatch(painter,
                       QRectF(from, 0, xOf(m_data->startOf(step + 1)) - from, viewport()->height()),
                       m_theme.theme().borderSubtle, 3);
        }
}

void ChartPlot::drawForeground(QPainter* painter, const QRectF&)
{
    if (!m_data)
        return;
    const Theme& t = m_theme.theme();
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRectF all = viewport()->rect();
    if (const bool nothing =
            std::ranges::all_of(drawn().whole, [](double v) { return std::isnan(v); });
        nothing) {
        const QString why =
            drawn().unknown.isEmpty() ? tr("Nothing was counted in this time.") : drawn().unknown;
        painter->fillRect(QRectF(8, all.height() / 2 - 9, textWidth(why, uiFont()) + 8, 18),
                          t.canvas);
        paintText(*painter, all.adjusted(12, 0, -12, 0), why,
                  {uiFont(), t.secondary, Qt::AlignLeft}, t);
        return;
    }
    paintNormal(*painter);
    paintScale(*painter);
    paintSpikes(*painter);
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (m_chosen < m_data->span.count) {
        painter->setPen(QPen(t.selection, 2));
        painter->setBrush(Qt::NoBrush);
        const double from = xOf(m_data->startOf(m_chosen));
        const double width = std::max(4.0, xOf(m_data->startOf(m_chosen + 1)) - from);
        painter->drawRect(QRectF(from, 1, width, all.height() - 2));
    }
    if (m_rubber.length() > 0)
        for (const Nanos at : {m_rubber.from, m_rubber.to})
            painter->fillRect(QRectF(xOf(at) - 1, 0, 2, all.height()), t.selection);
    if (m_hover)
        painter->fillRect(QRectF(std::floor(xOf(*m_hover)), 0, 1, all.height()), t.selection);
}

void ChartPlot::paintNormal(QPainter& painter) const
{
    const NormalBand& band = drawn().band;
    const double y = std::floor(yOf(band.high())) + 0.5;
    if (band.known == 0 || band.deviation <= 0 || y < 0)
        return;
    const Theme& t = m_theme.theme();
    painter.setPen(QPen(t.tertiary, 1, Qt::DotLine));
    painter.drawLine(QPointF(0, y), QPointF(viewport()->width(), y));
}

void ChartPlot::paintScale(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    const QFont font = valueFont(TextSize::caption);
    const QString text = measureText(m_measure, drawn().top);
    const QRectF box(4, 2, textWidth(text, font) + 6, 14);
    painter.fillRect(box, t.canvas);
    paintText(painter, box.adjusted(3, 0, 0, 0), text, {font, t.tertiary, Qt::AlignLeft}, t);
}

/// Outside of normal, without alarm: an ink mark over the step; the highest says its value.
void ChartPlot::paintSpikes(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    const QFont font = valueFont(TextSize::caption);
    bool first = true;
    for (const std::uint32_t step : drawn().spikes) {
        const double x =
            std::floor((xOf(m_data->startOf(step)) + xOf(m_data->startOf(step + 1))) / 2) + 0.5;
        const double y = std::max(7.0, yOf(drawn().whole[step]) - 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink);
        const QPointF mark[3] = {{x - 4, y - 6}, {x + 4, y - 6}, {x, y}};
        painter.drawPolygon(mark, 3);
        if (!std::exchange(first, false) || viewport()->height() < 44)
            continue;
        const QString text = measureText(m_measure, drawn().whole[step]);
        const double width = textWidth(text, font) + 8;
        const bool fits = x + 8 + width < viewport()->width();
        const QRectF box(fits ? x + 8 : x - 8 - width, std::max(1.0, y - 12), width, 16);
        painter.fillRect(box, t.canvas);
        paintText(painter, box.adjusted(4, 0, 0, 0), text, {font, t.text, Qt::AlignLeft}, t);
    }
}

} // namespace penstock::ui
