// SPDX-License-Identifier: GPL-3.0-or-later
// ChartPlot: one measure over time. Qt Charts draws the stacked areas; normal band, gaps, spikes, the line under the
// mouse and lines with gaps are drawn here. Only series whose points changed are replaced (a replaced series is dear).
// Says what the mouse wants; knows no view state. GUI thread only.
#pragma once

#include <QtCharts/QChartView>

#include <optional>

#include "ui/charts/chart_data.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme_controller.h"

QT_BEGIN_NAMESPACE
class QAreaSeries;
class QLineSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace penstock::ui {

class PlotLines;

/// How one line of a chart is drawn; its swatch in the legend says the same.
struct LineLook {
    QColor fill; ///< of an area; not valid: a line
    QPen pen;
};
QColor groupColour(const ChartGroup& group, int number, const SeriesColours& colours);
LineLook lineLook(Measure measure, const ChartLine& line, std::size_t number,
                  const ChartGroup* group, const Theme& theme, const SeriesColours& colours);

class ChartPlot final : public QChartView {
    Q_OBJECT
public:
    ChartPlot(const ThemeController& theme, Measure measure, QWidget* parent);

    void setData(std::shared_ptr<const ChartData> newest);
    /// Where the line under the mouse is, in all charts; none: nowhere.
    void setHover(std::optional<Nanos> at);
    void setChosen(std::uint32_t step);
    /// While the mouse chooses a range, in all charts.
    void setRubber(const TimeRange& range);

    Measure measure() const { return m_measure; }
    double xOf(Nanos t) const;
    Nanos timeAt(double x) const;
    /// Of the gap under a point: when it was and what was lost then; empty where something was counted.
    QString gapTip(const QPointF& at) const;
    int replacedSeries() const { return m_replaced; } ///< ever, for tests and benchmarks
    QSize sizeHint() const override { return {600, 80}; }
    QSize minimumSizeHint() const override { return {120, 36}; }

signals:
    void hovered(qint64 at);
    void left();
    void stepClicked(quint32 step);
    void stepOpened(quint32 step);
    void rubberMoved(qint64 from, qint64 to);
    void rangeDragged(qint64 from, qint64 to);
    void zoomed(qint64 at, double factor);
    void panned(qint64 by);

protected:
    bool viewportEvent(QEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Layer {
        QLineSeries* upper = nullptr;
        QAreaSeries* area = nullptr;
        QList<QPointF> points;
    };
    const Chart& drawn() const { return m_data->of(m_measure); }
    bool stacked() const { return m_measure != Measure::latency; }
    void buildLayers();
    void refresh();
    void fillLayers();
    void fillLines();
    double yOf(double value) const;
    void paintGaps(QPainter& painter) const;
    void paintGrid(QPainter& painter) const;
    void paintNormal(QPainter& painter) const;
    void paintScale(QPainter& painter) const;
    void paintSpikes(QPainter& painter) const;
    void updateAround(std::optional<Nanos> at);
    bool dragging() const;

    const ThemeController& m_theme;
    const Measure m_measure;
    SeriesColours m_colours;
    std::shared_ptr<const ChartData> m_data;
    std::vector<Layer> m_layers; ///< from below
    PlotLines* m_lines = nullptr;
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
    std::optional<Nanos> m_hover;
    std::uint32_t m_chosen = UINT32_MAX;
    TimeRange m_rubber;
    std::optional<QPointF> m_pressed;
    QPointF m_mouse;
    int m_replaced = 0;
};

} // namespace penstock::ui
