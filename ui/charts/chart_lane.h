// SPDX-License-Identifier: GPL-3.0-or-later
// ChartLane: one measure as a row of the board - left its name, value and scale, in the middle the plot, right what the
// colours stand for with the value of each at the mouse (or of the newest step that is over). The right side is the
// legend and a control: a click chooses the group. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/charts/board_look.h"
#include "ui/charts/chart_plot.h"

namespace penstock::ui {

class ChartLane final : public QWidget {
    Q_OBJECT
public:
    ChartLane(const ThemeController& theme, Measure measure, const LaneLook& look, QWidget* parent);

    void setData(const std::shared_ptr<const ChartData>& newest);
    void setHover(std::optional<Nanos> at);
    /// The keys speak of this lane.
    void setKeyed(bool keyed);

    ChartPlot& plot() const { return *m_plot; }
    Measure measure() const { return m_measure; }
    /// What the right side says: one row a line, name and value.
    struct LegendRow {
        QString name;
        QString value;
        int line = -1;  ///< number in Chart::lines; -1: a remark
        int group = -1; ///< number in ChartData::groups
    };
    const std::vector<LegendRow>& legend() const { return m_legend; }
    const QString& valueText() const { return m_value; }
    QRect legendRect(std::size_t row) const;

signals:
    void groupClicked(int group);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::uint32_t stepToTell() const;
    void refresh();
    void addSummary();
    QString explanation() const;
    void paintLabel(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    void paintSwatch(QPainter& painter, const QRect& row, int line) const;
    int legendRows() const;

    const ThemeController& m_theme;
    const Measure m_measure;
    const LaneLook m_look;
    SeriesColours m_colours;
    ChartPlot* m_plot;
    std::shared_ptr<const ChartData> m_data;
    std::optional<Nanos> m_hover;
    bool m_keyed = false;
    QString m_value;
    std::vector<LegendRow> m_legend;
};

} // namespace penstock::ui
