// SPDX-License-Identifier: GPL-3.0-or-later
// ChartAxis: the time under a board of charts, with the time under the mouse as a chip. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <optional>

#include "ui/charts/board_look.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class ChartAxis final : public QWidget {
    Q_OBJECT
public:
    ChartAxis(const ThemeController& theme, const LaneLook& look, QWidget* parent);
    void setData(std::shared_ptr<const ChartData> newest);
    void setHover(std::optional<Nanos> at);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double xOf(Nanos t) const;
    void paintTicks(QPainter& painter) const;

    const ThemeController& m_theme;
    const LaneLook m_look;
    std::shared_ptr<const ChartData> m_data;
    std::optional<Nanos> m_hover;
};

} // namespace penstock::ui
