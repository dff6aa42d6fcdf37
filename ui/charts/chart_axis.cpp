// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_axis.h"

#include <QtGui/QPainter>

#include <algorithm>

#include "ui/charts/chart_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kHeight = 20;
constexpr int kTickDistance = 110; // as in the plots

} // namespace

ChartAxis::ChartAxis(const ThemeController& theme, const LaneLook& look, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_look(look)
{
    setFixedHeight(kHeight);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void ChartAxis::setData(std::shared_ptr<const ChartData> newest)
{
    m_data = std::move(newest);
    update();
}

void ChartAxis::setHover(std::optional<Nanos> at)
{
    if (at == m_hover)
        return;
    m_hover = at;
    update();
}

double ChartAxis::xOf(Nanos t) const
{
    const double plot = width() - kLaneLabelWidth - m_look.legend;
    return kLaneLabelWidth + static_cast<double>(t - m_data->shown.from) /
                                 static_cast<double>(m_data->shown.length()) * plot;
}

void ChartAxis::paintTicks(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    const int plot = width() - kLaneLabelWidth - m_look.legend;
    const Nanos every = tickEvery(m_data->shown, plot, kTickDistance);
    const QFont font = valueFont(TextSize::caption);
    for (Nanos at = firstTick(m_data->shown.from, every); at < m_data->shown.to; at += every) {
        const double x = std::floor(xOf(at)) + 0.5;
        painter.setPen(t.borderStrong);
        painter.drawLine(QPointF(x, 0), QPointF(x, 4));
        const QString text = tickText(at, every);
        const double wide = textWidth(text, font) + 2;
        if (x + wide / 2 < width() - m_look.legend && x - wide / 2 > kLaneLabelWidth)
            paintText(painter, QRectF(x - wide / 2, 3, wide, kHeight - 3), text,
                      {font, t.secondary, Qt::AlignHCenter}, t);
    }
}

void ChartAxis::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = m_theme.theme();
    painter.fillRect(rect(), t.panel);
    if (!m_data)
        return;
    paintTicks(painter);
    paintText(painter, QRectF(12, 0, kLaneLabelWidth - 20, kHeight),
              m_data->byHour() ? tr("hours") : tr("minutes"),
              {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    const QString each = tr("a step is %1").arg(lengthText(m_data->span.step));
    if (m_look.legend > 0)
        paintText(painter, QRectF(width() - m_look.legend + 10, 0, m_look.legend - 20, kHeight),
                  each, {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    if (!m_hover || m_data->stepAt(*m_hover) >= m_data->span.count)
        return;
    const QFont font = valueFont(TextSize::caption, QFont::DemiBold);
    const QString text = stepTimeText(*m_data, m_data->stepAt(*m_hover));
    const double wide = textWidth(text, font) + 12;
    const double x = std::clamp(xOf(*m_hover) - wide / 2, double{kLaneLabelWidth},
                                width() - m_look.legend - wide);
    painter.fillRect(QRectF(std::floor(x), 1, std::ceil(wide), kHeight - 2), t.selection);
    paintText(painter, QRectF(x, 1, wide, kHeight - 2), text, {font, t.onInk, Qt::AlignHCenter}, t);
}

} // namespace penstock::ui
