// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallCanvas: a cascade against time as one painted widget: scroll, zoom, fold, select, measure, pin, keyboard. It
// shows a CascadeShape and never computes one. Only visible lines are touched. GUI thread only.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/theme/theme_controller.h"
#include "ui/timeline/waterfall_painter.h"

class QScrollBar;

namespace penstock::ui {

class WaterfallCanvas final : public QWidget {
    Q_OBJECT
public:
    WaterfallCanvas(const ThemeController& theme, QWidget* parent);

    /// Null empties it. The picture stays where it is when `same`: a newer view of the cascade that is shown.
    void setShape(Shape shape, Folding folding, bool same);
    /// Work goes on until then; 0: nothing runs.
    void setNow(Nanos now);
    /// Hatched until the shape comes, with a sentence once there is one.
    void setWaiting(bool waiting, const QString& sentence = {});
    bool waiting() const { return m_waiting; }
    const QString& waitingSentence() const { return m_sentence; }
    /// Opens what hides the step and scrolls there; 0 selects nothing.
    void select(std::uint32_t node);
    /// The selected step under its number in a newer view; stays where it stands. Tells nobody.
    void reselect(std::uint32_t node);
    void setRange(std::optional<WaterfallMarks::Stretch> range);
    void setLit(std::shared_ptr<const std::vector<bool>> lit);
    void setMatching(std::shared_ptr<const std::vector<bool>> matching);
    void setAlarms(std::shared_ptr<const StepAlarms> alarms);
    void setCriticalPath(bool shown);
    void setLinks(bool shown);

    // What keys do.
    void foldCurrent(bool folded);
    void foldAll();
    void unfoldAll();
    void goToNeighbour(int by);
    void zoomBy(double factor);
    void panBy(double pixels);
    /// Centres the selected step, and shows everything when it is centred already.
    void fit();
    void fitAll();
    void zoomTo(Nanos from, Nanos to);
    void togglePin();

    const Shape& shape() const { return m_shape; }
    const WaterfallRows& rows() const { return m_rows; }
    const WaterfallFrame& frame() const { return m_frame; }
    const WaterfallMarks& marks() const { return m_marks; }
    std::uint32_t selected() const { return m_marks.selected; }
    std::vector<StepKey> pinnedKeys() const;
    void setPinned(std::vector<std::uint32_t> nodes);
    /// The line as it is read out: name, state, duration, cost.
    QString lineText(int row) const;
    QString stepJson(std::uint32_t node) const;
    qint64 lastPaintNanos() const { return m_paintNanos; }
    QSize sizeHint() const override { return {992, 640}; }
    QSize minimumSizeHint() const override { return {320, 160}; }

signals:
    void selectionChanged();
    void foldingChanged();
    /// The person chose a stretch of time (Ctrl and drag); `at` is where the menu goes.
    void rangeChosen(qint64 from, qint64 to, const QPoint& at);
    void menuWanted(quint32 node, const QPoint& at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { none, pressed, measure, range, labels, map, pan };

    void place();
    void rowsChanged(std::uint32_t anchor, double anchorY);
    void choose(std::uint32_t node);
    void scrollTo(int row);
    void scrollToRow(int top);
    void toggle(int row);
    void hover(const QPointF& at);
    void mapTo(const QPointF& at);
    void dragTo(const QPointF& at);
    bool pressedOnFrame(const QPointF& at);
    int rowUnder(const QPointF& at) const;
    std::uint32_t nodeUnder(const QPointF& at) const;
    bool walk(int key);
    bool foldByKey(int key);
    int selectedRow() const;
    void paintWaiting(QPainter& painter) const;
    void paintShape(QPainter& painter);
    template <class Change> void changeRows(const Change& change);

    const ThemeController& m_theme;
    QScrollBar* m_scroll;
    Shape m_shape;
    WaterfallRows m_rows;
    WaterfallFrame m_frame;
    WaterfallMarks m_marks;
    QTimer m_blink; ///< runs while something on the screen blinks
    QImage m_map;
    QString m_sentence;
    QPointF m_pressedAt;
    QPointF m_lastAt;
    Drag m_drag = Drag::none;
    int m_selectedBelow =
        -1; ///< lines from the top to the selected one before a newer view; -1: not seen
    bool m_waiting = false;
    bool m_fitted =
        true; ///< nobody zoomed since everything was shown: it stays so while the cascade grows
    qint64 m_paintNanos = 0;
};

} // namespace penstock::ui
