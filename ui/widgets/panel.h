// SPDX-License-Identifier: GPL-3.0-or-later
// Panel: a flat ground of one level with hairlines on chosen edges. The building block of toolbars and side panels.
// GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class Panel : public QWidget {
    Q_OBJECT
public:
    enum class Edge { none = 0, left = 1, top = 2, right = 4, bottom = 8 };
    enum class Ground { panel, window, canvas, field };

    Panel(const ThemeController& theme, Edge edge, QWidget* parent, Ground ground = Ground::panel);

protected:
    void paintEvent(QPaintEvent* event) override;
    const Theme& theme() const { return m_theme.theme(); }

private:
    const ThemeController& m_theme;
    Edge m_edge;
    Ground m_ground;
};

} // namespace penstock::ui
