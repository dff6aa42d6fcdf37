// SPDX-License-Identifier: GPL-3.0-or-later
// ChartAlarms: the line of alarms over the lanes of a board - a symbol for each step in which some were raised, the most
// urgent of them; marks that would cover each other are one. A click goes to the alarm. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <optional>

#include "ui/charts/board_look.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class ChartAlarms final : public QWidget {
    Q_OBJECT
public:
    ChartAlarms(const ThemeController& theme, const LaneLook& look, QWidget* parent);

    void setData(std::shared_ptr<const ChartData> newest);
    void setHover(std::optional<Nanos> at);
    std::vector<AlarmCluster> clusters() const;
    /// Null: no alarm was raised in the step of this time.
    const AlarmMoment* momentAt(Nanos at) const;
    /// The next moment after this time, or before it; null: there is none.
    const AlarmMoment* nextMoment(Nanos from, int direction) const;

signals:
    void alarmWanted(penstock::AlarmId alarm);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    double xOf(std::uint32_t step) const;
    std::optional<AlarmCluster> clusterAt(double x) const;

    const ThemeController& m_theme;
    const LaneLook m_look;
    std::shared_ptr<const ChartData> m_data;
    std::optional<Nanos> m_hover;
};

} // namespace penstock::ui
