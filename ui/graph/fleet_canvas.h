// SPDX-License-Identifier: GPL-3.0-or-later
// FleetCanvas: the fleet graph as one painted widget: pan, zoom, overview, selection, find, keyboard. It shows a
// Drawing and never computes one; what needs a new one is asked for by signals. Layout coordinates are scene
// coordinates, the camera is the widget's own. GUI thread only.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/graph/fleet_painter.h"
#include "ui/theme/theme_controller.h"

class QMenu;

namespace penstock::ui {

class FleetCanvas final : public QWidget {
    Q_OBJECT
public:
    using Hit = graph::HitIndex::Hit;
    using What = graph::HitIndex::What;
    static constexpr QSize kMap{192, 100};

    FleetCanvas(const ThemeController& theme, QWidget* parent);

    /// The camera stays where it is, but for the first one, which is fitted.
    void setDrawing(const Drawing& drawing);
    /// What is drawn next stands elsewhere: where everything stood is outlined for two seconds.
    void markOldPlaces();
    void setSelected(const Hit& hit);
    void setMatches(std::optional<std::set<graph::Key>> matches);
    void setSinglePoints(bool shown);
    void setSentence(const QString& empty) { m_sentence = empty; }
    /// Centres what is selected, and fits everything when it is centred already or nothing is selected.
    void fit();
    void fitAll();
    void zoomBy(double factor);
    void pan(const QPointF& screen);
    /// To the next node in reading order; false at the end.
    bool walk(int by);
    void openSelected();

    const Drawing& drawing() const { return m_drawing; }
    const Hit& selected() const { return m_marks.selected; }
    const FleetCamera& camera() const { return m_camera; }
    double zoom() const { return m_camera.zoom; }
    /// Null while everything can be seen and the overview would cover some of it.
    QRectF mapRect() const;
    /// Middle of what is drawn for this key, in widget coordinates; null when it is not drawn.
    QPointF placeOf(const Hit& hit) const;
    qint64 lastPaintNanos() const { return m_paintNanos; }
    QSize sizeHint() const override { return {1016, 544}; }

signals:
    void selectionChanged();
    void zoomChanged();
    void groupToggled(quint64 group);
    void nodeOpened(quint64 node);
    void edgeOpened(quint64 edge);
    void hideWanted(quint64 node);
    void runsWanted(quint64 node);
    /// Before the menu of a node or group is shown: room for what the view has to offer.
    void menuMade(QMenu* menu, quint64 key);

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
    bool focusNextPrevChild(bool next) override;

private:
    enum class Drag { none, pressed, panning, map };
    Hit hitAt(const QPointF& screen) const;
    void choose(const Hit& hit);
    void open(const Hit& hit);
    void step(int key);
    void reveal(const Hit& hit);
    void centreOn(const QPointF& scene);
    void mapTo(const QPointF& screen);
    bool mapCovers(const QRectF& map) const;
    QString nameOf(const Hit& hit) const;

    const ThemeController& m_theme;
    Drawing m_drawing;
    FleetCamera m_camera;
    FleetMarks m_marks;
    QImage m_frame;
    QString m_sentence;
    QTimer m_blink; ///< runs while something on the screen blinks
    QTimer m_oldPlaces;
    QPointF m_pressedAt;
    Drag m_drag = Drag::none;
    bool m_fitted =
        false; ///< nobody has moved the picture since it was fitted: it stays so when the widget grows
    qint64 m_paintNanos = 0;
};

} // namespace penstock::ui
