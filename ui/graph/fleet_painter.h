// SPDX-License-Identifier: GPL-3.0-or-later
// FleetPainter: replays a FleetDrawing into a picture at any zoom - groups, lines, nodes, work in flight, selection
// (VISUAL.md 3 and 4). Plain functions of their arguments over an opaque picture; GUI thread because of the fonts.
// Cost: what can be seen. Straight lines are filled, not stroked (LineRaster).
#pragma once

#include <QtGui/QImage>

#include <array>
#include <optional>
#include <set>

#include "ui/graph/fleet_drawing.h"
#include "ui/theme/theme.h"

class QPainter;

namespace penstock::ui {

/// Where the person looks: screen = (scene - origin) * zoom.
struct FleetCamera {
    static constexpr double kLeast = 0.02;
    static constexpr double kMost = 2;
    double zoom = 1;
    QPointF origin;

    QPointF toScreen(double x, double y) const
    {
        return {(x - origin.x()) * zoom, (y - origin.y()) * zoom};
    }
    QRectF toScreen(const graph::Rect& r) const
    {
        return {toScreen(r.x, r.y), QSizeF(r.width * zoom, r.height * zoom)};
    }
    QPointF toScene(const QPointF& at) const { return at / zoom + origin; }
    void zoomAt(const QPointF& screen, double factor);
    void fit(const graph::Rect& bounds, const QSizeF& screen);
};

/// What the drawing does not say: choices of the moment.
struct FleetMarks {
    graph::HitIndex::Hit selected;
    graph::HitIndex::Hit hovered;
    std::optional<std::set<graph::Key>> matches; ///< of the find line: the others step back
    bool singlePoints = false;
    std::vector<QRectF> oldPlaces; ///< after a new layout, scene coordinates
};

class FleetPainter final {
public:
    FleetPainter(const FleetDrawing& drawing, const FleetCamera& camera, const Theme& theme,
                 const FleetMarks& marks);
    /// `picture` is RGB32 and of the size of the widget times its device pixel ratio.
    void paint(QImage& picture) const;
    /// The same as lines and words, for a device that is not made of pixels; nothing is bounded by its cost then.
    void paintVectors(QPainter& painter, const QSizeF& screen) const;
    /// The overview with the visible part as a frame.
    void paintMap(QPainter& painter, const QRectF& box, const QSizeF& screen) const;
    /// How scene coordinates come to stand in the overview.
    static FleetCamera mapCamera(const graph::Rect& bounds, const QRectF& box);

private:
    void paintGroups(QPainter& painter) const;
    void paintGroupHead(QPainter& painter, const graph::GroupItem& group, const QRectF& box) const;
    void paintLines(QImage& picture) const;
    void strokeLines(QPainter& painter) const;
    void paintOver(QPainter& painter) const;
    void paintEnds(QPainter& painter) const;
    void paintHead(QPainter& painter, const graph::EdgeItem& edge) const;
    void paintFlights(QPainter& painter, std::size_t edge) const;
    void paintLabel(QPainter& painter, const graph::EdgeItem& edge) const;
    void paintSelection(QPainter& painter) const;
    QColor colourOf(const graph::EdgeItem& edge) const;
    double widthOf(const graph::EdgeItem& edge) const;
    double dashUnit() const;
    void see(const QSizeF& screen) const;

    const FleetDrawing& m_drawing;
    const FleetCamera& m_camera;
    const Theme& m_theme;
    const FleetMarks& m_marks;
    graph::Detail m_detail;
    std::array<QColor, 3> m_colours; ///< of edges that nothing marks, by KnownBy
    mutable QRectF m_view;           ///< scene coordinates
    mutable std::vector<std::size_t>
        m_seen; ///< edges that may be seen in it, by place in the scene
};

} // namespace penstock::ui
