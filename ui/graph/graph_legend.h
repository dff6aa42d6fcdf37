// SPDX-License-Identifier: GPL-3.0-or-later
// GraphLegend: one line under the fleet graph that says what its shapes and widths stand for, drawn as the graph draws them.
// What has no room is left out from the right. The kinds of lines are explained by their switches. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/graph/layout/graph.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class GraphLegend final : public QWidget {
    Q_OBJECT
public:
    GraphLegend(const ThemeController& theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double paintShape(QPainter& painter, double x, graph::NodeKind kind, const QString& word) const;
    double paintFlight(QPainter& painter, double x) const;
    void paintWidths(QPainter& painter, double x) const;
    double paintWord(QPainter& painter, double x, const QString& word) const;

    const ThemeController& m_theme;
};

} // namespace penstock::ui
