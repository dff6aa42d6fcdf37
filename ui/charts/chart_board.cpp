// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_board.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/charts/chart_alarms.h"
#include "ui/charts/chart_axis.h"

namespace penstock::ui {
namespace {

constexpr int kPixelsPerStep = 4;

} // namespace

ChartBoard::ChartBoard(const ThemeController& theme, const BoardLook& look, QWidget* parent)
    : QWidget(parent), m_look(look.lane)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Charts"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_alarms = new ChartAlarms(theme, look.lane, this);
    column->addWidget(m_alarms);
    connect(m_alarms, &ChartAlarms::alarmWanted, this, &ChartBoard::alarmWanted);
    for (const Measure measure : look.measures) {
        m_lanes.push_back(new ChartLane(theme, measure, look.lane, this));
        column->addWidget(m_lanes.back(), m_lanes.size() == 1 ? 3 : 2);
        wire(*m_lanes.back());
    }
    m_axis = new ChartAxis(theme, look.lane, this);
    column->addWidget(m_axis);
}

void ChartBoard::wire(ChartLane& lane)
{
    ChartPlot* plot = &lane.plot();
    const int measure = static_cast<int>(lane.measure());
    connect(plot, &ChartPlot::hovered, this, [this](qint64 at) { setHover(at); });
    connect(plot, &ChartPlot::left, this, [this] { setHover({}); });
    connect(plot, &ChartPlot::rubberMoved, this, [this](qint64 from, qint64 to) {
        for (ChartLane* each : m_lanes)
            each->plot().setRubber({from, to});
    });
    connect(plot, &ChartPlot::rangeDragged, this, &ChartBoard::rangeDragged);
    connect(plot, &ChartPlot::zoomed, this, &ChartBoard::zoomed);
    connect(plot, &ChartPlot::panned, this, &ChartBoard::panned);
    connect(plot, &ChartPlot::stepClicked, this, [this, measure](quint32 step) {
        setFocus();
        emit stepChosen(measure, step);
    });
    connect(plot, &ChartPlot::stepOpened, this,
            [this, measure](quint32 step) { emit stepOpened(measure, step); });
    connect(&lane, &ChartLane::groupClicked, this, &ChartBoard::groupChosen);
}

void ChartBoard::setData(std::shared_ptr<const ChartData> newest)
{
    m_data = std::move(newest);
    for (ChartLane* lane : m_lanes)
        lane->setData(m_data);
    m_alarms->setData(m_data);
    m_axis->setData(m_data);
}

ChartLane& ChartBoard::lane(Measure measure) const
{
    return **std::ranges::find(m_lanes, measure, &ChartLane::measure);
}

void ChartBoard::setChosen(std::optional<Measure> measure, std::uint32_t step)
{
    for (ChartLane* lane : m_lanes)
        lane->plot().setChosen(measure == lane->measure() ? step : UINT32_MAX);
}

std::uint32_t ChartBoard::room() const
{
    return static_cast<std::uint32_t>(
        std::max(30, (width() - kLaneLabelWidth - m_look.legend) / kPixelsPerStep));
}

void ChartBoard::setHover(std::optional<Nanos> at)
{
    if (at == m_hover)
        return;
    m_hover = at;
    for (ChartLane* lane : m_lanes)
        lane->setHover(at);
    m_alarms->setHover(at);
    m_axis->setHover(at);
}

void ChartBoard::moveLine(int steps)
{
    const auto last = static_cast<std::int64_t>(m_data->span.count) - 1;
    const std::int64_t at = m_hover ? m_data->stepAt(*m_hover) : last - steps;
    const std::int64_t step = std::clamp<std::int64_t>(at + steps, 0, last);
    setHover(m_data->startOf(static_cast<std::uint32_t>(step)) + m_data->span.step / 2);
}

void ChartBoard::moveToSpike(int direction)
{
    std::vector<std::uint32_t> spikes = m_data->of(m_lanes[m_keyLane]->measure()).spikes;
    std::ranges::sort(spikes);
    const std::uint32_t at = m_hover ? m_data->stepAt(*m_hover) : m_data->span.count;
    const auto next =
        direction > 0 ? std::ranges::upper_bound(spikes, at) : std::ranges::lower_bound(spikes, at);
    if (direction > 0 ? next == spikes.end() : next == spikes.begin())
        return;
    const std::uint32_t step = direction > 0 ? *next : *std::prev(next);
    setHover(m_data->startOf(step) + m_data->span.step / 2);
}

void ChartBoard::moveToAlarm(int direction)
{
    const Nanos from = m_hover.value_or(direction > 0 ? m_data->span.from : m_data->span.to() - 1);
    const AlarmMoment* next = m_hover ? nullptr : m_alarms->momentAt(from);
    if (next == nullptr)
        next = m_alarms->nextMoment(from, direction);
    if (next != nullptr)
        setHover(m_data->startOf(next->step) + m_data->span.step / 2);
}

void ChartBoard::openAlarm()
{
    const AlarmMoment* moment = m_hover ? m_alarms->momentAt(*m_hover) : nullptr;
    if (moment != nullptr)
        emit alarmWanted(moment->mark.alarm);
}

void ChartBoard::moveLane(int by)
{
    const int lane =
        std::clamp(static_cast<int>(m_keyLane) + by, 0, static_cast<int>(m_lanes.size()) - 1);
    m_keyLane = static_cast<std::size_t>(lane);
    for (ChartLane* each : m_lanes)
        each->setKeyed(hasFocus() && each == m_lanes[m_keyLane]);
}

void ChartBoard::keyPressEvent(QKeyEvent* event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const int key = event->key();
    if (!m_data)
        return QWidget::keyPressEvent(event);
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int direction = key == Qt::Key_Left ? -1 : 1;
        shift ? moveToSpike(direction) : moveLine(direction);
    } else if (key == Qt::Key_Up || key == Qt::Key_Down) {
        moveLane(key == Qt::Key_Up ? -1 : 1);
    } else if (key == Qt::Key_Home || key == Qt::Key_End) {
        setHover(m_data->startOf(key == Qt::Key_Home ? 0 : m_data->span.count - 1));
    } else if (key == Qt::Key_N && !(event->modifiers() & ~Qt::ShiftModifier)) {
        moveToAlarm(shift ? -1 : 1);
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) &&
               event->modifiers().testFlag(Qt::ControlModifier)) {
        openAlarm();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_hover) {
        const int measure = static_cast<int>(m_lanes[m_keyLane]->measure());
        shift ? emit stepOpened(measure, m_data->stepAt(*m_hover))
              : emit stepChosen(measure, m_data->stepAt(*m_hover));
    } else if (key >= Qt::Key_1 && key <= Qt::Key_6 && event->modifiers() == Qt::NoModifier) {
        const int group = key - Qt::Key_1;
        if (group < static_cast<int>(m_data->groups.size()))
            emit groupChosen(group);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ChartBoard::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    moveLane(0);
}

void ChartBoard::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    moveLane(0);
}

void ChartBoard::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        emit roomChanged();
}

} // namespace penstock::ui
