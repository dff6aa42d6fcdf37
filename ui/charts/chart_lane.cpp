// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_lane.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

#include "ui/charts/chart_text.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kRow = 14;
constexpr int kTopRow = 4;
constexpr int kSwatch = 10;
constexpr int kThirdLine = 50; ///< lower lanes say the rest in their tool tip

} // namespace

ChartLane::ChartLane(const ThemeController& theme, Measure measure, const LaneLook& look,
                     QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_measure(measure),
      m_look(look),
      m_colours(seriesColours(theme.kind())),
      m_plot(new ChartPlot(theme, measure, this))
{
    setAccessibleName(measureTitle(measure, Breakdown::total));
    setMinimumHeight(look.leastHeight);
    setMouseTracking(true);
    connect(&theme, &ThemeController::themeChanged, this, [this] {
        m_colours = seriesColours(m_theme.kind());
        update();
    });
}

void ChartLane::setData(const std::shared_ptr<const ChartData>& newest)
{
    m_data = newest;
    m_plot->setData(m_data);
    refresh();
}

void ChartLane::setHover(std::optional<Nanos> at)
{
    m_plot->setHover(at);
    if (m_hover == at)
        return;
    const std::uint32_t before = m_data ? stepToTell() : 0;
    m_hover = at;
    if (m_data && stepToTell() != before)
        refresh();
}

void ChartLane::setKeyed(bool keyed)
{
    if (keyed == m_keyed)
        return;
    m_keyed = keyed;
    update();
}

/// Without a mouse the newest step that is over: one that still grows says too little.
std::uint32_t ChartLane::stepToTell() const
{
    const std::uint32_t count = m_data->span.count;
    if (m_hover)
        return std::min(count - 1, m_data->stepAt(*m_hover));
    std::uint32_t step = count - 1;
    while (step > 0 && m_data->growing(step))
        --step;
    return step;
}

void ChartLane::refresh()
{
    const std::uint32_t step = stepToTell();
    const Chart& chart = m_data->of(m_measure);
    m_value = stepText(*m_data, m_measure, step, chart.whole[step]);
    m_legend.clear();
    for (std::size_t i = chart.lines.size(); i-- > 0;) { // from above, as they are stacked
        const ChartLine& line = chart.lines[i];
        m_legend.push_back({line.name, measureText(m_measure, line.values[step]),
                            static_cast<int>(i), line.group});
    }
    if (m_measure == Measure::latency)
        std::ranges::reverse(m_legend);
    addSummary();
    QString told = tr("%1, %2").arg(m_value, stepTimeText(*m_data, step));
    if (const std::optional<ChartGap> gap = m_data->gapAt(m_measure, step))
        told += u". "_s + tr("Nothing was counted in %1. %2")
                              .arg(gapTimeText(*m_data, *gap), gapText(*m_data, *gap));
    setAccessibleDescription(told);
    update();
}

/// Of one whole there is nothing to tell apart: how much it is in all, and when it was most.
void ChartLane::addSummary()
{
    const Chart& chart = m_data->of(m_measure);
    if (m_data->by != Breakdown::total || chart.lines.empty())
        return;
    if (m_legend.size() == 1)
        m_legend.clear(); // it says what the label says
    double sum = 0;
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < chart.whole.size(); ++i) {
        if (std::isnan(chart.whole[i]))
            continue;
        sum += chart.whole[i] * static_cast<double>(m_data->span.step / kMinute);
        if (std::isnan(chart.whole[most]) || chart.whole[i] > chart.whole[most])
            most = i;
    }
    const bool rate = m_measure != Measure::latency && m_measure != Measure::running;
    if (rate)
        m_legend.push_back({tr("in %1").arg(lengthText(m_data->shown.length())),
                            measureText(m_measure, sum), -1, -1});
    if (!std::isnan(chart.whole[most]) && m_legend.size() < 3)
        m_legend.push_back({tr("most, %1").arg(stepTimeText(*m_data, most)),
                            measureText(m_measure, chart.whole[most]), -1, -1});
}

int ChartLane::legendRows() const
{
    return m_look.legend == 0 ? 0 : std::max(0, (height() - kTopRow) / kRow);
}

QRect ChartLane::legendRect(std::size_t row) const
{
    return {width() - m_look.legend, kTopRow + static_cast<int>(row) * kRow, m_look.legend, kRow};
}

void ChartLane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = m_theme.theme();
    painter.fillRect(rect(), t.panel);
    if (m_data) {
        paintLabel(painter);
        paintLegend(painter);
    }
    if (m_keyed)
        painter.fillRect(0, 0, 3, height() - 1, t.selection);
    painter.setPen(t.borderSubtle);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void ChartLane::paintLabel(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    const int right = kLaneLabelWidth - 8;
    const QFont small = uiFont(TextSize::caption);
    const QFont value = valueFont(TextSize::body, QFont::DemiBold);
    const double wide = textWidth(m_value, value);
    paintText(painter, QRectF(12, 4, right - 16 - wide, 18), measureTitle(m_measure, m_data->by),
              {uiFont(TextSize::body, QFont::DemiBold), t.text, Qt::AlignLeft}, t);
    paintText(painter, QRectF(right - wide - 1, 4, wide + 1, 18), m_value,
              {value, t.text, Qt::AlignRight}, t);
    paintText(painter, QRectF(12, 22, right - 12, 14), measureUnit(m_measure, *m_data),
              {small, t.tertiary, Qt::AlignLeft}, t);
    const Chart& chart = m_data->of(m_measure);
    const QString normal = normalText(m_measure, chart.band);
    if (!chart.lines.empty() && height() > kThirdLine)
        paintText(painter, QRectF(12, 36, right - 12, 14),
                  normal.isEmpty() ? tr("normal not known yet") : tr("normal %1").arg(normal),
                  {small, t.tertiary, Qt::AlignLeft}, t);
    if (!chart.lines.empty() && !chart.unknown.isEmpty() && height() > kThirdLine + kRow)
        paintText(painter, QRectF(12, 50, right - 12, 14), chart.unknown,
                  {small, t.secondary, Qt::AlignLeft}, t);
}

void ChartLane::paintSwatch(QPainter& painter, const QRect& row, int line) const
{
    const ChartLine& of = m_data->of(m_measure).lines[static_cast<std::size_t>(line)];
    const ChartGroup* group =
        of.group < 0 ? nullptr : &m_data->groups[static_cast<std::size_t>(of.group)];
    const LineLook look =
        lineLook(m_measure, of, static_cast<std::size_t>(line), group, m_theme.theme(), m_colours);
    const QRect box(row.left() + 10, row.center().y() - kSwatch / 2, kSwatch, kSwatch);
    if (look.fill.isValid()) {
        painter.fillRect(box, look.fill);
    } else {
        painter.setPen(look.pen);
        painter.drawLine(box.left() - 2, box.center().y(), box.right() + 4, box.center().y());
    }
}

void ChartLane::paintLegend(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    const QFont words = uiFont(TextSize::caption);
    const QFont values = valueFont(TextSize::caption);
    const auto rows = static_cast<std::size_t>(legendRows());
    const bool cut = m_legend.size() > rows;
    for (std::size_t i = 0; i < std::min(rows, m_legend.size()); ++i) {
        const QRect row = legendRect(i);
        const LegendRow& of = m_legend[i];
        if (cut && i + 1 == rows) {
            paintText(painter, row.adjusted(28, 0, -8, 0), tr("%1 more").arg(m_legend.size() - i),
                      {words, t.tertiary, Qt::AlignLeft}, t);
            break;
        }
        if (of.line >= 0)
            paintSwatch(painter, row, of.line);
        const double wide = textWidth(of.value, values);
        const int from = of.value.isEmpty() ? 10 : 28;
        paintText(painter, row.adjusted(from, 0, -16 - static_cast<int>(wide), 0), of.name,
                  {words, of.line >= 0 ? t.secondary : t.tertiary, Qt::AlignLeft}, t);
        paintText(painter, row.adjusted(28, 0, -10, 0), of.value,
                  {values, of.line >= 0 ? t.text : t.tertiary, Qt::AlignRight}, t);
    }
}

void ChartLane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(kLaneLabelWidth, 0, width() - kLaneLabelWidth - m_look.legend,
                        height() - 1);
}

void ChartLane::mousePressEvent(QMouseEvent* event)
{
    for (std::size_t i = 0; i < m_legend.size(); ++i)
        if (legendRect(i).contains(event->position().toPoint()) && m_legend[i].group >= 0)
            emit groupClicked(m_legend[i].group);
}

void ChartLane::mouseMoveEvent(QMouseEvent* event)
{
    bool over = false;
    for (std::size_t i = 0; i < m_legend.size(); ++i)
        over =
            over || (legendRect(i).contains(event->position().toPoint()) && m_legend[i].group >= 0);
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QString ChartLane::explanation() const
{
    const Chart& chart = m_data->of(m_measure);
    QString text =
        tr("%1, %2").arg(measureTitle(m_measure, m_data->by), measureUnit(m_measure, *m_data));
    if (const QString normal = normalText(m_measure, chart.band); !normal.isEmpty())
        text += u'\n' + tr("Normal %1: median \u00B1 3 median deviations of the last %2")
                            .arg(normal, lengthText(m_data->baseline));
    if (!chart.unknown.isEmpty())
        text += u'\n' + chart.unknown;
    return text;
}

/// Names that are cut are whole in the tool tip.
bool ChartLane::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (m_data && help->pos().x() < kLaneLabelWidth) {
        QToolTip::showText(help->globalPos(), plainTip(explanation()), this);
        return true;
    }
    for (std::size_t i = 0; i < m_legend.size(); ++i)
        if (legendRect(i).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), plainTip(m_legend[i].name), this, legendRect(i));
            return true;
        }
    QToolTip::hideText();
    return true;
}

} // namespace penstock::ui
