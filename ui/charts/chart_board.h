// SPDX-License-Identifier: GPL-3.0-or-later
// ChartBoard: lanes of measures over one time axis. Line under the mouse, chosen step and the range being dragged are the same
// in all of them. Alarms stand over the lanes. Arrow keys move the line step by step, Shift with them from spike to spike, Enter chooses. Shows a
// ChartData and never makes one. GUI thread only.
#pragma once

#include <vector>

#include "ui/charts/chart_lane.h"

namespace penstock::ui {

class ChartAlarms;
class ChartAxis;

class ChartBoard final : public QWidget {
    Q_OBJECT
public:
    ChartBoard(const ThemeController& theme, const BoardLook& look, QWidget* parent);

    void setData(std::shared_ptr<const ChartData> newest);
    void setChosen(std::optional<Measure> measure, std::uint32_t step);
    const std::shared_ptr<const ChartData>& data() const { return m_data; }
    /// Of a measure that the board shows.
    ChartLane& lane(Measure measure) const;
    ChartAlarms& alarms() const { return *m_alarms; }
    std::optional<Nanos> hover() const { return m_hover; }
    /// How many steps there is room for.
    std::uint32_t room() const;

signals:
    void stepChosen(int measure, quint32 step);
    void stepOpened(int measure, quint32 step);
    void rangeDragged(qint64 from, qint64 to);
    void zoomed(qint64 at, double factor);
    void panned(qint64 by);
    void groupChosen(int group);
    void alarmWanted(penstock::AlarmId alarm);
    void roomChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void wire(ChartLane& lane);
    void setHover(std::optional<Nanos> at);
    void moveLine(int steps);
    void moveToSpike(int direction);
    void moveToAlarm(int direction);
    void openAlarm();
    void moveLane(int by);

    const LaneLook m_look;
    std::vector<ChartLane*> m_lanes;
    ChartAlarms* m_alarms;
    ChartAxis* m_axis;
    std::shared_ptr<const ChartData> m_data;
    std::optional<Nanos> m_hover;
    std::size_t m_keyLane = 0; ///< which lane the keys speak of
};

} // namespace penstock::ui
