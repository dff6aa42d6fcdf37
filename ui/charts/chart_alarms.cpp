// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_alarms.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kHeight = 22;
constexpr double kLeastApart = 16;
constexpr double kCountRoom = 34; ///< px to the next mark from which on the number of alarms fits
constexpr double kReach = 8;
constexpr int kMostLines = 8;

} // namespace

ChartAlarms::ChartAlarms(const ThemeController& theme, const LaneLook& look, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_look(look)
{
    setFixedHeight(kHeight);
    setMouseTracking(true);
    setAccessibleName(tr("Alarms in this time"));
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void ChartAlarms::setData(std::shared_ptr<const ChartData> newest)
{
    m_data = std::move(newest);
    std::uint32_t alarms = 0;
    for (const AlarmMoment& moment : m_data->alarms)
        alarms += moment.alarms;
    setAccessibleDescription(countOf(alarms, tr("alarm"), tr("alarms")));
    update();
}

void ChartAlarms::setHover(std::optional<Nanos> at)
{
    if (at == m_hover)
        return;
    m_hover = at;
    update();
}

double ChartAlarms::xOf(std::uint32_t step) const
{
    const double plot = width() - kLaneLabelWidth - m_look.legend;
    const Nanos middle = m_data->startOf(step) + m_data->span.step / 2;
    return kLaneLabelWidth + static_cast<double>(middle - m_data->shown.from) /
                                 static_cast<double>(m_data->shown.length()) * plot;
}

std::vector<AlarmCluster> ChartAlarms::clusters() const
{
    if (!m_data)
        return {};
    return clusterMoments(m_data->alarms, kLeastApart,
                          [this](std::uint32_t step) { return xOf(step); });
}

const AlarmMoment* ChartAlarms::momentAt(Nanos at) const
{
    if (!m_data)
        return nullptr;
    const std::uint32_t step = m_data->stepAt(at);
    const auto found = std::ranges::find(m_data->alarms, step, &AlarmMoment::step);
    return found == m_data->alarms.end() ? nullptr : &*found;
}

const AlarmMoment* ChartAlarms::nextMoment(Nanos from, int direction) const
{
    if (!m_data)
        return nullptr;
    const std::uint32_t step = m_data->stepAt(from);
    const auto& all = m_data->alarms;
    const auto at = direction > 0 ? std::ranges::upper_bound(all, step, {}, &AlarmMoment::step)
                                  : std::ranges::lower_bound(all, step, {}, &AlarmMoment::step);
    if (direction > 0)
        return at == all.end() ? nullptr : &*at;
    return at == all.begin() ? nullptr : &*std::prev(at);
}

std::optional<AlarmCluster> ChartAlarms::clusterAt(double x) const
{
    for (const AlarmCluster& cluster : clusters())
        if (std::abs(cluster.x - x) <= kReach)
            return cluster;
    return std::nullopt;
}

void ChartAlarms::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.borderSubtle);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    if (!m_data)
        return;
    paintText(painter, QRectF(12, 0, kLaneLabelWidth - 20, height() - 1), tr("Alarms"),
              {uiFont(TextSize::caption), t.secondary, Qt::AlignLeft}, t);
    const std::vector<AlarmCluster> all = clusters();
    std::uint32_t alarms = 0;
    const QFont font = valueFont(TextSize::caption);
    const double end = width() - m_look.legend;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const AlarmCluster& cluster = all[i];
        alarms += cluster.alarms;
        paintAlarmSymbol(painter, QPointF(cluster.x, height() / 2.0 - 0.5), kAlarmSymbolInRow,
                         cluster.mark.priority, cluster.mark.look, true, t);
        const double next = i + 1 < all.size() ? all[i + 1].x : end;
        if (cluster.alarms > 1 && next - cluster.x >= kCountRoom)
            paintText(painter, QRectF(cluster.x + 9, 0, 24, height() - 1),
                      countText(cluster.alarms), {font, t.secondary, Qt::AlignLeft}, t);
    }
    if (m_look.legend > 0)
        paintText(painter, QRectF(end + 10, 0, m_look.legend - 20, height() - 1),
                  alarms == 0 ? tr("none in this time")
                              : countOf(alarms, tr("alarm"), tr("alarms")),
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
    if (m_hover && m_data->stepAt(*m_hover) < m_data->span.count)
        painter.fillRect(
            QRectF(std::floor(kLaneLabelWidth + static_cast<double>(*m_hover - m_data->shown.from) /
                                                    static_cast<double>(m_data->shown.length()) *
                                                    (end - kLaneLabelWidth)),
                   0, 1, height()),
            t.selection);
}

void ChartAlarms::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto cluster = clusterAt(event->position().x()))
        emit alarmWanted(cluster->mark.alarm);
}

void ChartAlarms::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(clusterAt(event->position().x()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool ChartAlarms::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto cluster = clusterAt(help->pos().x());
    if (!cluster) {
        QToolTip::hideText();
        return true;
    }
    QStringList lines;
    for (std::size_t i = cluster->from; i < cluster->to && lines.size() < kMostLines; ++i)
        lines << momentText(m_data->alarms[i]);
    QToolTip::showText(help->globalPos(), plainTip(lines.join(u'\n')), this);
    return true;
}

} // namespace penstock::ui
