// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_plot.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QGraphicsLayout>
#include <QtWidgets/QToolTip>

#include <algorithm>

#include "ui/charts/chart_text.h"
#include "ui/charts/plot_lines.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMostLayers = kMostGroups + 2;
constexpr double kDragFrom = 4; ///< pixels
constexpr double kWheelZoom = 1.25;

double seconds(Nanos t)
{
    return static_cast<double>(t) / 1e9;
}

} // namespace

QColor groupColour(const ChartGroup& group, int number, const SeriesColours& colours)
{
    return group.folded > 0
               ? colours.others
               : colours.parts[static_cast<std::size_t>(number) % colours.parts.size()];
}

LineLook lineLook(Measure measure, const ChartLine& line, std::size_t number,
                  const ChartGroup* group, const Theme& theme, const SeriesColours& colours)
{
    LineLook look;
    const bool latency = measure == Measure::latency;
    if (group != nullptr) {
        const QColor colour = groupColour(*group, line.group, colours);
        look.pen = QPen(colour, 2);
        look.fill = latency ? QColor() : colour;
        return look;
    }
    if (latency) { // p50, p90, p99
        static constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine};
        const QColor inks[] = {theme.ink, theme.secondary, theme.tertiary};
        look.pen = QPen(inks[number % 3], number == 0 ? 2 : 1, kStyles[number % 3]);
        return look;
    }
    const QColor greys[] = {theme.barFrame, theme.barModel, theme.ink};
    look.fill = measure == Measure::errors   ? theme.ink
                : measure == Measure::tokens ? greys[number % 3]
                                             : theme.barModel;
    look.pen = QPen(look.fill, 2);
    return look;
}

ChartPlot::ChartPlot(const ThemeController& theme, Measure measure, QWidget* parent)
    : QChartView(parent), m_theme(theme), m_measure(measure), m_colours(seriesColours(theme.kind()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setRenderHint(QPainter::Antialiasing, false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(MinimalViewportUpdate);
    setMouseTracking(true);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->legend()->hide();
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    buildLayers();
    connect(&theme, &ThemeController::themeChanged, this, [this] {
        m_colours = seriesColours(m_theme.kind());
        refresh();
        viewport()->update();
    });
}

/// The sum of all layers is drawn first and the others over it, so every area needs one edge only.
void ChartPlot::buildLayers()
{
    QChart* on = chart();
    m_x = new QValueAxis(this);
    m_y = new QValueAxis(this);
    for (QValueAxis* axis : {m_x, m_y})
        axis->setVisible(false);
    on->addAxis(m_x, Qt::AlignBottom);
    on->addAxis(m_y, Qt::AlignLeft);
    m_layers.resize(stacked() ? kMostLayers : 0);
    for (std::size_t i = m_layers.size(); i-- > 0;) {
        Layer& layer = m_layers[i];
        layer.upper = new QLineSeries(this);
        layer.area = new QAreaSeries(layer.upper);
        layer.area->setPen(Qt::NoPen);
        layer.area->setVisible(false);
        on->addSeries(layer.area);
        layer.area->attachAxis(m_x);
        layer.area->attachAxis(m_y);
    }
    m_lines = new PlotLines(on);
    m_lines->setZValue(100);
}

void ChartPlot::setData(std::shared_ptr<const ChartData> newest)
{
    m_data = std::move(newest);
    refresh();
}

QString ChartPlot::gapTip(const QPointF& at) const
{
    if (!m_data || m_data->span.count == 0)
        return {};
    const std::optional<ChartGap> gap = m_data->gapAt(m_measure, m_data->stepAt(timeAt(at.x())));
    if (!gap)
        return {};
    return tr("Nothing was counted in %1. %2")
        .arg(gapTimeText(*m_data, *gap), gapText(*m_data, *gap));
}

bool ChartPlot::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const QString tip = gapTip(help->pos()); tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(tip), viewport());
    return true;
}

double ChartPlot::xOf(Nanos t) const
{
    const TimeRange& shown = m_data->shown;
    return seconds(t - shown.from) / seconds(shown.length()) * viewport()->width();
}

Nanos ChartPlot::timeAt(double x) const
{
    const TimeRange& shown = m_data->shown;
    const double share = std::clamp(x / std::max(1, viewport()->width()), 0.0, 1.0);
    return shown.from + static_cast<Nanos>(share * static_cast<double>(shown.length()));
}

double ChartPlot::yOf(double value) const
{
    return viewport()->height() * (1 - value / drawn().top);
}

void ChartPlot::refresh()
{
    if (!m_data)
        return;
    const TimeRange& shown = m_data->shown;
    m_x->setRange(seconds(shown.from), seconds(shown.to));
    m_y->setRange(0, drawn().top);
    fillLayers();
    fillLines();
    viewport()->update();
}

void ChartPlot::fillLayers()
{
    const std::vector<ChartLine>& lines = drawn().lines;
    std::vector<double> sums(m_data->span.count, 0);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        Layer& layer = m_layers[i];
        QList<QPointF> points;
        for (std::uint32_t step = 0; i < lines.size() && step < m_data->span.count; ++step) {
            const double value = lines[i].values[step];
            sums[step] += std::isnan(value) ? 0 : value;
            points << QPointF(seconds(m_data->startOf(step)), sums[step])
                   << QPointF(seconds(m_data->startOf(step + 1)), sums[step]);
        }
        layer.area->setVisible(!points.isEmpty());
        if (points.isEmpty())
            continue;
        const ChartGroup* group = lines[i].group < 0
                                      ? nullptr
                                      : &m_data->groups[static_cast<std::size_t>(lines[i].group)];
        const QColor fill =
            lineLook(m_measure, lines[i], i, group, m_theme.theme(), m_colours).fill;
        if (layer.area->brush().color() != fill)
            layer.area->setBrush(fill);
        if (points == layer.points)
            continue;
        layer.upper->replace(points);
        layer.points = std::move(points);
        ++m_replaced;
    }
}

void ChartPlot::fillLines()
{
    std::vector<double> edges;
    for (std::uint32_t step = 0; step <= m_data->span.count; ++step)
        edges.push_back(xOf(m_data->startOf(step)));
    std::vector<PlotLines::Line> lines;
    for (std::size_t i = 0; !stacked() && i < drawn().lines.size(); ++i) {
        const ChartLine& line = drawn().lines[i];
        const ChartGroup* group =
            line.group < 0 ? nullptr : &m_data->groups[static_cast<std::size_t>(line.group)];
        PlotLines::Line out;
        out.pen = lineLook(m_measure, line, i, group, m_theme.theme(), m_colours).pen;
        for (const double value : line.values)
            out.y.push_back(std::isnan(value) ? value : yOf(value));
        lines.push_back(std::move(out));
    }
    m_lines->setLines(std::move(edges), std::move(lines), viewport()->rect());
}

void ChartPlot::setHover(std::optional<Nanos> at)
{
    if (at == m_hover)
        return;
    updateAround(m_hover);
    m_hover = at;
    updateAround(m_hover);
}

void ChartPlot::updateAround(std::optional<Nanos> at)
{
    if (at && m_data)
        viewport()->update(QRectF(xOf(*at) - 2, 0, 4, viewport()->height()).toAlignedRect());
}

void ChartPlot::setChosen(std::uint32_t step)
{
    if (step == m_chosen)
        return;
    m_chosen = step;
    viewport()->update();
}

void ChartPlot::setRubber(const TimeRange& range)
{
    if (range == m_rubber)
        return;
    m_rubber = range;
    viewport()->update();
}

void ChartPlot::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    chart()->setPlotArea(QRectF(QPointF(0, 0), event->size()));
    refresh();
}

bool ChartPlot::dragging() const
{
    return m_pressed && std::abs(m_mouse.x() - m_pressed->x()) >= kDragFrom;
}

void ChartPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_pressed = m_mouse = event->position();
}

void ChartPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_data)
        return;
    m_mouse = event->position();
    emit hovered(timeAt(m_mouse.x()));
    if (dragging()) {
        const auto [low, high] = std::minmax({timeAt(m_pressed->x()), timeAt(m_mouse.x())});
        emit rubberMoved(low, high);
    }
}

void ChartPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressed || !m_data)
        return event->ignore();
    m_mouse = event->position();
    const bool dragged = dragging();
    const auto [low, high] = std::minmax({timeAt(m_pressed->x()), timeAt(m_mouse.x())});
    m_pressed.reset();
    emit rubberMoved(0, 0);
    if (dragged)
        emit rangeDragged(low, high);
    else if (const std::uint32_t step = m_data->stepAt(timeAt(m_mouse.x()));
             step < m_data->span.count)
        emit stepClicked(step);
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_data || event->button() != Qt::LeftButton)
        return;
    if (const std::uint32_t step = m_data->stepAt(timeAt(event->position().x()));
        step < m_data->span.count)
        emit stepOpened(step);
}

void ChartPlot::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if (!m_data)
        return;
    const QPoint turn = event->angleDelta();
    const bool sideways =
        event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(turn.x()) > std::abs(turn.y());
    const double notches = (turn.y() != 0 ? turn.y() : turn.x()) / 120.0;
    if (sideways)
        emit panned(static_cast<Nanos>(-notches * static_cast<double>(m_data->shown.length()) / 8));
    else
        emit zoomed(timeAt(event->position().x()), std::pow(kWheelZoom, -notches));
}

void ChartPlot::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    emit left();
}

} // namespace penstock::ui
