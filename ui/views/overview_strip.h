// SPDX-License-Identifier: GPL-3.0-or-later
// OverviewStrip: all the time that is counted in one line, for every view: how much happened, what failed above it, gaps
// hatched, when alarms were raised, and the range that is shown with a handle at each end. Drag a handle or the range, click to go there; with the
// keys left and right, Shift for the end, Ctrl for the beginning, Home, End. Nothing is made while nobody sees it. GUI
// thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <memory>

#include "ui/bridge/latest_job.h"
#include "ui/charts/overview_data.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class OverviewStrip final : public QWidget {
    Q_OBJECT
public:
    OverviewStrip(const ViewContext& context, QWidget* parent);

    enum class Part { nothing, from, to, middle };
    Part partAt(const QPointF& at) const;
    double xOf(Nanos time) const;
    Nanos timeAt(double x) const;
    const std::shared_ptr<const OverviewData>& data() const { return m_data; }
    /// What is marked: while a hand moves it, where it would be.
    TimeRange range() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void wire();
    void takeSnapshot();
    void request();
    void start();
    void take(const std::shared_ptr<const OverviewData>& made);
    void move(Part part, Nanos by);
    void moveTo(const TimeRange& range, Part part);
    void commit();
    void tellRange();
    void paintSteps(QPainter& painter, const QRectF& box) const;
    void paintRange(QPainter& painter, const QRectF& box) const;
    void paintAlarms(QPainter& painter, const QRectF& box) const;
    QRectF plot() const;

    ViewContext m_context;
    std::shared_ptr<const OverviewData> m_data;
    Nanos m_now = 0;
    Part m_drag = Part::nothing;
    Part m_moved = Part::nothing; ///< what the hand moved and nobody was told of yet
    Nanos m_grip = 0;             ///< where the range was taken hold of
    TimeRange m_moving;
    TimeRange m_before;
    QElapsedTimer m_sinceStart;
    QTimer m_later;
    QTimer m_commit;
    LatestJob m_job; ///< last: it ends first
};

} // namespace penstock::ui
